#!/usr/bin/env python3
"""Writes invented entries for the benchmarks: varied types, names, dates and titles.

usage: generate.py COUNT [--crowd] > entries.json        (CSL-JSON)
       generate.py COUNT [--crowd] --bib > entries.bib   (the same as BibLaTeX)

The same COUNT always gives the same entries. With --crowd all first authors share twenty
family names, so that thousands of author-date citations are ambiguous.
"""
import json, random, sys

SYLLABLES = "ba ke lo mi ru san tor vel wen zar ho ni qua dres fel gri mon pu ster lin".split()
GIVEN = "Ada Bela Cora Dag Emil Fay Gus Hana Ivo Jana Kofi Lea Milo Nora Otto Pia Rui Sven Tara Uma".split()
WORDS = ("analysis archive balance border canal cohort coral delta drought early effects evidence field "
         "forest glacier growth harbour history index island kinship language ledger market measure method "
         "migration model network novel orchard pattern policy quarry region reform river season sediment "
         "signal survey theory trade urban valley voice water winter yield").split()
JOINS = ["and the", "of", "in the", "after", "without", "for a", "between"]
JOURNALS = ["Annals of Invented Results", "Journal of Imaginary Methods", "Notes and Figures",
            "Quarterly of Small Numbers", "Review of Plain Things", "Transactions on Nothing in Particular"]
PUBLISHERS = [("Harbour Press", "Ostby"), ("Nowhere University Press", "Lowen"), ("Quarry & Sons", "Marn")]
PARTICLES = [""] * 12 + ["van der", "de", "von"]


def word(r, parts):
    return "".join(r.choice(SYLLABLES) for _ in range(parts)).capitalize()


def title(r):
    first = " ".join([r.choice(WORDS), r.choice(JOINS), r.choice(WORDS), r.choice(WORDS)]).capitalize()
    if r.random() < 0.4:
        return f"{first}: {r.choice(JOINS)} {r.choice(WORDS)} {r.choice(WORDS)}"
    if r.random() < 0.1:
        return f"{first} in <i>{word(r, 2)} {r.choice(WORDS)}</i>"
    return first


def person(r, family=None):
    name = {"family": family or word(r, r.choice([2, 2, 3])), "given": r.choice(GIVEN)}
    if r.random() < 0.5:
        name["given"] += " " + r.choice("ABCDEFGHJKLMNOPRSTW") + "."
    particle = r.choice(PARTICLES)
    if particle and not family:
        name["non-dropping-particle"] = particle
    return name


def entry(r, at, crowd):
    kind = r.choices(["article-journal", "book", "chapter", "report", "thesis", "webpage"], [50, 15, 15, 8, 6, 6])[0]
    count = r.choices([1, 2, 3, 5, 9, 24], [35, 28, 18, 12, 6, 1])[0]
    authors = [person(r, r.choice(crowd) if crowd and n == 0 else None) for n in range(count)]
    e = {"id": f"e{at}", "type": kind, "title": title(r), "author": authors}
    date = [r.randint(1985, 2025)]
    if kind in ("article-journal", "webpage") and r.random() < 0.5:
        date += [r.randint(1, 12), r.randint(1, 28)]
    e["issued"] = {"date-parts": [date]}
    if kind in ("article-journal", "chapter"):
        first = r.randint(1, 900)
        e["page"] = f"{first}-{first + r.randint(1, 40)}"
    if kind == "article-journal":
        e.update({"container-title": r.choice(JOURNALS), "volume": str(r.randint(1, 80)), "issue": str(r.randint(1, 12))})
        e["DOI"] = f"10.5555/{word(r, 2).lower()}.{at}"
    elif kind in ("book", "chapter", "thesis", "report"):
        e["publisher"], e["publisher-place"] = r.choice(PUBLISHERS)
        if kind == "chapter":
            e["container-title"] = title(r).replace("<i>", "").replace("</i>", "")
            e["editor"] = [person(r) for _ in range(r.choice([1, 2]))]
        if kind == "book" and r.random() < 0.3:
            e["edition"] = str(r.randint(2, 5))
        if kind == "report":
            e["number"] = str(r.randint(1, 300))
        if kind == "thesis":
            e["genre"] = "PhD thesis"
    else:
        e["URL"] = f"https://example.org/{at}"
        e["accessed"] = {"date-parts": [[2025, r.randint(1, 12), r.randint(1, 28)]]}
    return e


def bib(e):
    kinds = {"article-journal": "article", "chapter": "incollection", "report": "report", "thesis": "thesis", "webpage": "online"}
    tex = lambda t: t.replace("&", r"\&").replace("<i>", r"\emph{").replace("</i>", "}")

    def names(people):
        return " and ".join((p.get("non-dropping-particle", "") + " " + p["family"]).strip() + ", " + p["given"] for p in people)
    rows = {"author": names(e["author"]), "title": tex(e["title"]),
            "date": "-".join(f"{p:02}" for p in e["issued"]["date-parts"][0])}
    for ours, theirs in [("volume", "volume"), ("issue", "number"), ("number", "number"), ("DOI", "doi"), ("URL", "url"),
                         ("publisher", "publisher"), ("publisher-place", "location"), ("edition", "edition")]:
        if ours in e:
            rows[theirs] = tex(e[ours]) if ours == "publisher" else e[ours]
    if "container-title" in e:
        rows["journaltitle" if e["type"] == "article-journal" else "booktitle"] = tex(e["container-title"])
    if "editor" in e:
        rows["editor"] = names(e["editor"])
    if "page" in e:
        rows["pages"] = e["page"].replace("-", "--")
    if e["type"] == "report":
        rows["type"], rows["institution"] = "techreport", rows.pop("publisher")
    if e["type"] == "thesis":
        rows["type"], rows["institution"] = "phdthesis", rows.pop("publisher")
    if "accessed" in e:
        rows["urldate"] = "-".join(f"{p:02}" for p in e["accessed"]["date-parts"][0])
    body = "".join(f"  {k} = {{{v}}},\n" for k, v in rows.items())
    return f"@{kinds.get(e['type'], 'book')}{{{e['id']},\n{body}}}\n\n"


def main():
    count, flags = int(sys.argv[1]), sys.argv[2:]
    r = random.Random(count)
    crowd = [word(r, 2) for _ in range(20)] if "--crowd" in flags else None
    entries = (entry(r, at, crowd) for at in range(count))
    if "--bib" in flags:
        sys.stdout.writelines(bib(e) for e in entries)
    else:
        json.dump(list(entries), sys.stdout, ensure_ascii=False)


main()
