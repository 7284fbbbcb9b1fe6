#!/usr/bin/env python3
"""Times conversions of whole files by ibid and its peers in one run: CPU seconds (user and
system) and peak memory of the process.

usage: run.py --ibid BIN --works works.jsonl [--citation-js BIN] [--peer-entries N]

`works.jsonl` is what generate.py writes. RIS and CSL-JSON of its first N works are made with
ibid for all; peers that are not on the path are left out and named.
"""
import argparse
import os
import shutil
import subprocess
import tempfile


def cost(command, stdin=None):
    """CPU seconds, peak MB and bytes written of a command; None if it fails."""
    with tempfile.TemporaryFile() as out, open(stdin or os.devnull, "rb") as source:
        process = subprocess.Popen(command, stdin=source, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            return None
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out.tell()


def row(what, tool, path, command, stdin=None):
    found = cost(command, stdin)
    size = os.path.getsize(path) / 1e6
    if found is None:
        print(f"| {what} | {tool} | {size:.0f} | failed | | |")
        return
    cpu, peak, written = found
    print(f"| {what} | {tool} | {size:.0f} | {cpu:.2f} | {size / cpu:.1f} | {peak:.0f} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ibid", required=True)
    parser.add_argument("--works", required=True)
    parser.add_argument("--citation-js", default=shutil.which("citation-js"))
    parser.add_argument("--peer-entries", type=int, default=2000)
    args = parser.parse_args()
    ibid = [args.ibid, "convert", "--quiet"]
    print("| conversion | tool | MB | CPU s | MB/s | peak MB |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        some = os.path.join(folder, "some.jsonl")
        with open(args.works, "rb") as works, open(some, "wb") as out:
            for _ in range(args.peer_entries):
                out.write(works.readline())
        ris, csl = os.path.join(folder, "some.ris"), os.path.join(folder, "some.json")
        subprocess.run([*ibid, some, "-t", "ris", "-o", ris], check=True)
        subprocess.run([*ibid, some, "-t", "csl-json", "-o", csl], check=True)
        row("Crossref to BibTeX", "ibid", args.works, [*ibid, args.works, "-t", "bibtex"])
        row("RIS to BibTeX", "ibid", ris, [*ibid, ris, "-t", "bibtex"])
        if shutil.which("ris2xml"):
            pipe = f"ris2xml {ris} 2>/dev/null | xml2bib"
            row("RIS to BibTeX", "bibutils", ris, ["bash", "-c", pipe])
        if shutil.which("pandoc"):
            row("RIS to BibTeX", "pandoc", ris, ["pandoc", "-f", "ris", "-t", "bibtex", ris])
        row("CSL-JSON to BibTeX", "ibid", csl, [*ibid, csl, "-t", "bibtex"])
        if shutil.which("pandoc"):
            row("CSL-JSON to BibTeX", "pandoc", csl,
                ["pandoc", "-f", "csljson", "-t", "bibtex", csl])
        if args.citation_js:
            row("CSL-JSON to BibTeX", "citation.js", csl,
                ["node", args.citation_js, "-f", "string", "-s", "bibtex"], stdin=csl)
    missing = [tool for tool in ("ris2xml", "pandoc") if not shutil.which(tool)]
    missing += [] if args.citation_js else ["citation-js"]
    if missing:
        print("\nnot there: " + ", ".join(missing))


main()
