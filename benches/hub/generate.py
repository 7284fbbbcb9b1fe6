#!/usr/bin/env python3
"""Writes invented works in the shape of Crossref's JSON Lines until a size is reached.

usage: generate.py MEGABYTES > works.jsonl       (the same size always gives the same works)
"""
import json
import random
import sys

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo ya zu".split()
WORDS = "trade border energy water reform council market river steppe treaty school".split()
TYPES = ["journal-article"] * 7 + ["book-chapter", "proceedings-article", "posted-content"]


def name(dice):
    return "".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))).capitalize()


def title(dice):
    return " ".join(dice.choices(WORDS, k=dice.randint(5, 14))).capitalize()


def date(dice):
    year, month, day = dice.randint(1980, 2025), dice.randint(1, 12), dice.randint(1, 28)
    return {"date-parts": [[year, month, day][: dice.randint(1, 3)]]}


def stamp(dice):
    parts = date(dice)
    return {**parts, "date-time": "2024-03-01T12:00:00Z", "timestamp": dice.randint(10**12, 2 * 10**12)}


def reference(dice, number):
    return {
        "key": f"ref{number}",
        "doi-asserted-by": "publisher",
        "DOI": f"10.{dice.randint(1000, 9999)}/{name(dice).lower()}.{dice.randint(1, 10**6)}",
        "author": name(dice),
        "volume": str(dice.randint(1, 90)),
        "first-page": str(dice.randint(1, 900)),
        "year": str(dice.randint(1960, 2025)),
        "journal-title": title(dice),
    }


def work(dice, number):
    doi = f"10.{dice.randint(1000, 9999)}/{name(dice).lower()}.{number}"
    first = dice.randint(1, 900)
    return {
        "indexed": stamp(dice),
        "reference-count": 30,
        "publisher": f"{name(dice)} Press",
        "issue": str(dice.randint(1, 12)),
        "license": [{"start": stamp(dice), "content-version": "vor", "delay-in-days": 0,
                     "URL": "https://creativecommons.org/licenses/by/4.0/"}],
        "content-domain": {"domain": [], "crossmark-restriction": False},
        "short-container-title": [name(dice)],
        "abstract": f"<jats:p>{' '.join(dice.choices(WORDS, k=120))}.</jats:p>",
        "DOI": doi,
        "type": dice.choice(TYPES),
        "created": stamp(dice),
        "page": f"{first}-{first + dice.randint(1, 30)}",
        "source": "Crossref",
        "is-referenced-by-count": dice.randint(0, 99),
        "title": [title(dice)],
        "prefix": doi.split("/")[0],
        "volume": str(dice.randint(1, 90)),
        "author": [{"given": name(dice), "family": name(dice), "sequence": "additional",
                    "affiliation": [{"name": f"University of {name(dice)}"}]}
                   for _ in range(dice.randint(1, 8))],
        "member": str(dice.randint(1, 9999)),
        "published-online": date(dice),
        "reference": [reference(dice, at) for at in range(dice.randint(0, 30))],
        "container-title": [title(dice)],
        "link": [{"URL": f"https://example.org/{doi}.pdf", "content-type": "application/pdf",
                  "content-version": "vor", "intended-application": "text-mining"}],
        "deposited": stamp(dice),
        "score": 1,
        "resource": {"primary": {"URL": f"https://example.org/{doi}"}},
        "issued": date(dice),
        "references-count": 30,
        "URL": f"https://doi.org/{doi}",
        "ISSN": [f"{dice.randint(1000, 9999)}-{dice.randint(1000, 9999)}"],
        "subject": dice.sample(WORDS, 2),
        "published": date(dice),
    }


def main():
    dice, left, number = random.Random(7), int(sys.argv[1]) * 10**6, 0
    while left > 0:
        number += 1
        line = json.dumps(work(dice, number), ensure_ascii=False) + "\n"
        left -= len(line.encode())
        sys.stdout.write(line)


main()
