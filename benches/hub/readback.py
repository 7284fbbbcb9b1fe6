#!/usr/bin/env python3
"""Lets other programs read the files that ibid writes, and counts which values arrive.

usage: readback.py --ibid BIN [--citation-js NODE_MODULES] [--show N]

Ten works of the usual types, with what their types usually have, are written in each format
that a program reads; what the program made of them (BibTeX of bibutils and biber, CSL-JSON of
pandoc and citation.js) is compared field by field. Programs that are not on the path are named
and left out.
"""
import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata

AB = "It was measured; it was found."


def person(family, given):
    return {"family": family, "given": given}


WORKS = [
    dict(id="ness2019tides", type="article-journal", title="Tides & currents at 50 % of “full” moon",
         author=[person("Ness", "Åse M."), person("van der Berg", "Piet")],
         **{"container-title": "Journal of Coastal Surveys"}, volume="12", issue="3", page="101-118",
         issued={"date-parts": [[2019, 5, 7]]}, DOI="10.5555/tide.2019.7", ISSN="1234-5679",
         URL="https://example.org/tides?a=1&b=2", abstract=AB, language="en", keyword="tide, moon"),
    dict(id="roe2001walls", type="book", title="Walls: a history", author=[person("Roe", "Richard")],
         editor=[person("Poe", "Ann")], publisher="Brick Press", **{"publisher-place": "Leeds"}, edition="2",
         volume="4", **{"collection-title": "Building Studies"}, ISBN="978-3-16-148410-0",
         issued={"date-parts": [[2001]]}, language="en"),
    dict(id="lee1998mortar", type="chapter", title="Mortar", author=[person("Lee", "K.")],
         **{"container-title": "Handbook of Masonry"}, editor=[person("Stone", "Frida R.")],
         publisher="Quarry", **{"publisher-place": "Oslo"}, page="33-57", issued={"date-parts": [[1998, 11]]},
         ISBN="978-0-306-40615-7"),
    dict(id="kim2020bricks", type="paper-conference", title="Faster bricks", author=[person("Kim", "Min"), person("Müller", "Jörg")],
         **{"container-title": "Proceedings of Brick 2020"}, publisher="ACM", page="5-9",
         issued={"date-parts": [[2020, 6]]}, DOI="10.5555/3366423"),
    dict(id="smith2015gravel", type="thesis", title="Gravel", author=[person("Smith", "Ada")],
         publisher="University of Stone", **{"publisher-place": "Stonetown"}, genre="PhD thesis",
         issued={"date-parts": [[2015]]}, URL="https://example.org/gravel"),
    dict(id="wso2021sand", type="report", title="Sand of the world", author=[{"literal": "World Sand Organisation"}],
         number="TR-7", publisher="WSO", **{"publisher-place": "Geneva"}, issued={"date-parts": [[2021, 2, 3]]}),
    dict(id="dune2023", type="webpage", title="Dunes online", author=[person("Dune", "Paul")],
         URL="https://example.org/dunes", accessed={"date-parts": [[2023, 4, 1]]}, issued={"date-parts": [[2022, 12, 31]]}),
    dict(id="poe2024data", type="dataset", title="All bricks", author=[person("Poe", "Ann")], version="1.2",
         publisher="Zenith", DOI="10.5555/87654321", issued={"date-parts": [[2024]]}),
    dict(id="daily2018", type="article-newspaper", title="Brücke gesperrt", author=[person("Groß", "Eva")],
         **{"container-title": "Der Bote"}, page="3", issued={"date-parts": [[2018, 10, 2]]}, language="de"),
    dict(id="edison1880lamp", type="patent", title="Electric lamp", author=[person("Edison", "Thomas A.")],
         number="US 223898", issued={"date-parts": [[1880, 1, 27]]}),
]

# What a program reads, and what turns it into something that ibid reads.
READERS = [
    ("bibutils", "ris", "ris2xml {} | xml2bib"),
    ("bibutils", "endnote-xml", "endx2xml {} | xml2bib"),
    ("bibutils", "enw", "end2xml {} | xml2bib"),
    ("bibutils", "word-xml", "wordbib2xml {} | xml2bib"),
    ("bibutils", "wos", "isi2xml {} | xml2bib"),
    ("bibutils", "nbib", "nbib2xml {} | xml2bib"),
    ("bibutils", "mods", "xml2bib {}"),
    ("bibutils", "bibtex", "bib2xml {} | xml2bib"),
    ("bibutils", "biblatex", "biblatex2xml {} | xml2bib"),
    ("pandoc", "csl-json", "pandoc -f csljson -t csljson {}"),
    ("pandoc", "bibtex", "pandoc -f bibtex -t csljson {}"),
    ("pandoc", "biblatex", "pandoc -f biblatex -t csljson {}"),
    ("pandoc", "ris", "pandoc -f ris -t csljson {}"),
    ("pandoc", "endnote-xml", "pandoc -f endnotexml -t csljson {}"),
    ("biber", "biblatex", "biber --tool --quiet --output-file {}.out.bib {} >/dev/null; cat {}.out.bib"),
    ("biber", "bibtex", "biber --tool --quiet --output-file {}.out.bib {} >/dev/null; cat {}.out.bib"),
    ("citation.js", "csl-json", "JS {}"),
    ("citation.js", "bibtex", "JS {}"),
    ("citation.js", "biblatex", "JS {}"),
    ("citation.js", "ris", "JS {}"),
    ("citation.js", "enw", "JS {}"),
    ("citation.js", "cff", "JS {}"),
]

# What a format or the program's own target cannot say, or says in another field.
UNASKED = {"accessed", "version", "genre", "language"}

JS = """
const { plugins, Cite } = require('@citation-js/core')
for (const name of ['bibtex', 'ris', 'csl', 'enw', 'yaml', 'cff']) {
  try { require('@citation-js/plugin-' + name) } catch (error) { }
}
const data = require('fs').readFileSync(process.argv[2], 'utf8')
console.log(JSON.stringify(new Cite(data).format('data', { format: 'object' })))
"""


def plain(value):
    text = unicodedata.normalize("NFKC", re.sub(r"<[^>]+>", "", str(value))).casefold()
    text = text.translate(str.maketrans({"“": '"', "”": '"', "–": "-", "—": "-", "’": "'"}))
    return re.sub(r"\s+", " ", text).strip(" .,")


def said(item):
    out = {}
    for name, value in item.items():
        if name in ("id", "citation-key") or name in UNASKED:
            continue
        if name == "issued":
            parts = (value.get("date-parts") or [[]])[0]
            out[name] = "-".join(str(int(part)) for part in parts)
        elif isinstance(value, list):
            names = [n.get("literal") or " ".join(n.get(k, "") for k in ("dropping-particle", "non-dropping-particle", "family", "given")) for n in value if isinstance(n, dict)]
            out[name] = " & ".join(plain(n) for n in names)
        elif isinstance(value, (str, int, float)):
            out[name] = plain(value)
    if "keyword" in out:
        out["keyword"] = ", ".join(sorted(re.split(r"[,;] *", out["keyword"])))
    return out


def answer(ibid, command, name, folder):
    made = subprocess.run(command, shell=True, capture_output=True, cwd=folder)
    out = made.stdout
    if out.lstrip()[:1] in (b"[", b"{"):
        return json.loads(out)
    read = subprocess.run([ibid, "convert", "-", "-f", "biblatex", "-t", "csl-json"], input=out, capture_output=True)
    return json.loads(read.stdout or b"[]")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ibid", required=True)
    parser.add_argument("--citation-js", help="a node_modules with @citation-js")
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    args.ibid = os.path.abspath(args.ibid)
    print("| program | format | values that arrive | missing or changed |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        given = os.path.join(folder, "works.json")
        with open(given, "w") as file:
            json.dump(WORKS, file)
        script = os.path.join(folder, "read.js")
        with open(script, "w") as file:
            file.write(JS)
        known_to_pandoc = ""
        if shutil.which("pandoc"):
            known_to_pandoc = subprocess.run(["pandoc", "--list-input-formats"], capture_output=True, text=True).stdout.split()
        for program, format, command in READERS:
            tool = command.split()[0]
            if tool == "JS":
                if not args.citation_js:
                    continue
                command = command.replace("JS", f"NODE_PATH={os.path.abspath(args.citation_js)} node {script}")
            elif not shutil.which(tool):
                print(f"| {program} | {format} | {tool} is not here | |")
                continue
            if tool == "pandoc" and command.split()[2] not in known_to_pandoc:
                print(f"| {program} | {format} | this version does not read it | |")
                continue
            ending = {"endnote-xml": "xml", "word-xml": "xml", "mods": "xml", "csl-json": "json", "biblatex": "bib", "bibtex": "bib"}.get(format, format)
            path = os.path.join(folder, f"{program}-{format}.{ending}")
            subprocess.run([args.ibid, "convert", given, "-t", format, "-o", path, "--force"], capture_output=True)
            try:
                found = answer(args.ibid, command.replace("{}", path), format, folder)
            except Exception as error:
                print(f"| {program} | {format} | failed: {str(error)[:60]} | |")
                continue
            right = all_values = 0
            wrong = collections.Counter()
            for at, work in enumerate(WORKS):
                other = next((x for x in found if str(x.get("id")) == work["id"]), None)
                other = other or next((x for x in found if plain(x.get("title", "")) == plain(work["title"])), {})
                want, got = said(work), said(other)
                for name, value in want.items():
                    if name == "type":
                        continue
                    all_values += 1
                    have = got.get(name, "")
                    same = have == value or name == "issued" and have and value.startswith(have.split("-")[0])
                    if same:
                        right += 1
                    else:
                        wrong[name] += 1
                        if args.show > 0:
                            args.show -= 1
                            print(f"   {program} {format} {work['id']} {name}: {value!r} got {have!r}")
            rest = ", ".join(f"{name} {count}" for name, count in wrong.most_common())
            print(f"| {program} | {format} | {right} of {all_values} | {rest} |", flush=True)


if __name__ == "__main__":
    main()
