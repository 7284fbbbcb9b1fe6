"""Real files one after the other, up to a number of megabytes, for timing."""

import pathlib
import sys

folder, megabytes, out = pathlib.Path(sys.argv[1]), float(sys.argv[2]), open(sys.argv[3], "wb")
texts = []
for path in sorted(folder.iterdir()):
    text = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    try:
        text.decode()
    except UnicodeDecodeError:
        continue
    texts.append(text + b"\n\n")
size = 0
while size < megabytes * 1e6:
    for text in texts:
        if size < megabytes * 1e6:
            size += out.write(text)
