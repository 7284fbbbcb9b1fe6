"""CPU seconds and peak memory of ibid and its peers on one file, in one run."""

import argparse
import os
import pathlib
import shutil
import sys
import tempfile
import time

here = pathlib.Path(__file__).parent
parser = argparse.ArgumentParser()
parser.add_argument("file")
parser.add_argument("--ibid", default="target/release/ibid")
parser.add_argument("--peers", help="the binary built from benches/bibtex/peers")
parser.add_argument("--python", help="a Python with bibtexparser 2")
parser.add_argument("--tidy", help="the bibtex-tidy command")
options = parser.parse_args()


def measure(name, *command):
    start = time.time()
    child = os.posix_spawnp(
        str(command[0]),
        [str(part) for part in command],
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )
    _, status, usage = os.wait4(child, 0)
    cpu = usage.ru_utime + usage.ru_stime
    note = "" if status == 0 else f" (exit {os.waitstatus_to_exitcode(status)})"
    print(f"| {name}{note} | {cpu:.2f} | {time.time() - start:.2f} | {usage.ru_maxrss // 1024} |")
    sys.stdout.flush()


print("| what | CPU s | wall s | peak MB |\n|---|---|---|---|")
file = pathlib.Path(options.file)
with tempfile.TemporaryDirectory() as scratch:
    copy = pathlib.Path(scratch) / "copy.bib"
    measure("ibid convert -t csl-json", options.ibid, "convert", file, "-t", "csl-json", "-f", "bibtex")
    shutil.copy(file, copy)
    measure("ibid fmt --sort key", options.ibid, "fmt", copy, "--sort", "key")
    if options.peers:
        for what in ["serde-iter", "biblatex-raw", "biblatex", "nom"]:
            measure(what, options.peers, what, file)
    if options.python:
        code = "import sys, bibtexparser; bibtexparser.parse_file(sys.argv[1])"
        measure("bibtexparser 2", options.python, "-c", code, file)
    if options.tidy:
        shutil.copy(file, copy)
        measure("bibtex-tidy --sort=key", options.tidy, "--quiet", "--sort=key", "--no-backup", copy)
