"""Entries that each tool recovers from the real files: a table for README.md.

The counts of the others are those of the data set's `peers-behaviour.csv`; ours are counted
here. `as-is` is the file as found, `UTF-8` the file or its transcoded copy, whichever gave
the tool more.
"""

import argparse
import collections
import csv
import json
import pathlib
import subprocess

parser = argparse.ArgumentParser()
parser.add_argument("--ibid", default="target/release/ibid")
parser.add_argument("--data", default="../shared/bib")
options = parser.parse_args()
data = pathlib.Path(options.data)

as_is, utf8 = collections.Counter(), collections.Counter()
lost, best, files = collections.Counter(), collections.Counter(), set()
for row in csv.DictReader(open(data / "peers-behaviour.csv")):
    tool, file = row["tool"], row["file"]
    files.add(file)
    one, two = int(row["orig_entries"] or 0), int(row["utf8_entries"] or 0)
    as_is[tool] += one
    utf8[tool] += max(one, two)
    lost[tool] += max(one, two) == 0 and int(row["entries_rough"]) > 0
    best[file] = max(best[file], one, two)

fewer = []
for file in sorted(files):
    path = data / "files" / file
    if not path.exists():
        continue
    run = subprocess.run(
        [options.ibid, "convert", path, "-t", "csl-json", "-f", "bibtex", "--quiet"],
        capture_output=True,
    )
    count = len(json.loads(run.stdout or "[]"))
    as_is["ibid"] += count
    utf8["ibid"] += count
    lost["ibid"] += count == 0 and best[file] > 0
    if count < best[file]:
        fewer.append(f"{file}: {count} of {best[file]}")

print("| tool | entries, as is | entries, UTF-8 | files that give nothing |\n|---|---|---|---|")
for tool, count in sorted(utf8.items(), key=lambda pair: -pair[1]):
    print(f"| {tool} | {as_is[tool]} | {count} | {lost[tool]} |")
print("\nFewer than the best of the others:", "; ".join(fewer) or "no file")
