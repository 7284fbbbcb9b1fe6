//! Pages without works: nothing is made of them, and what they say is handed back.

use ibid::formats::{self, ReadOptions, Source};
use ibid::model::Field;

/// Pages as they are saved: people, events, questions, courses, archives.
const PAGES: &[(&str, &str)] = &[
    (
        "staff",
        "Our Staff\n\nIda Roe\nChairman\nDr. Roe is the founding chairman of the Quayside \
         Institute. She sails.\n\nNoel Ferry\nDirector\nPh. +1 202 555 0101\n\nAda \
         Wharf\nNon-resident Research Fellow\nAreas of expertise: Tides, Harbours\n",
    ),
    (
        "speakers",
        "We will arrange a seminar on harbours. Places are limited, so come in good \
         time.\n\n8:00-8:45 Do ferries bring happiness?\n\nIda Roe (author)\nNoel Ferry \
         (journalist)\nAda Wharf (CEO Lodestar)\nOlof Brygga (political editor)\n",
    ),
    (
        "steps",
        "Application Timeline\n\nSeptember – December\n\nDuring this time, students \
         should:\n\nJanuary – April\n\nAt this time, the office will:\n\n  • Conduct a \
         review of applications\n  • Release decisions on a rolling basis\n\nIf students \
         are accepted, they will:\n\n  • Attend a meeting\n",
    ),
    (
        "instructions",
        "Instructions for authors\n\nReferences should be given as follows:\n\nBook: \
         Surname, Name, Title of the Book, Place: Publisher, Year.\nArticle: Surname, Name. \
         “Title of the Article.” Title of the Journal 12:3 (2010), 1–20.\n\nEditorial \
         Board\nDr. Ida Roe, Fjellhus College\nProf. Noel Ferry, U.S. Naval College\nDr. \
         Ada Wharf, Bergen College, Norway University\n",
    ),
    (
        "archive",
        "Error 404 - Page not found\n\nArchives\nJanuary 2020 (4)\nDecember 2019 \
         (12)\nNovember 2019 (7)\n\nCategories\nAnalysis (120)\nField Notes (88)\nNews \
         Digest (45)\n",
    ),
    (
        "questions",
        "Frequently Asked Questions\n\nWho can apply?\nStudents of all faculties can \
         apply.\n\nWhen is the deadline?\nThe deadline is 15 May 2021.\n\nHow much does it \
         cost?\nThere is no fee.\n",
    ),
    (
        "events",
        "Programme of the spring\n\nThe Security of Harbours\nThursday, March 12, 2020, \
         5:00–7:00 PM\nLodestar Auditorium\nSpeakers: Ida Roe, Noel Ferry\nRSVP by March \
         10\n",
    ),
    (
        "team",
        "Mitarbeiter\n\nDirektion\nIda Roe, Leiterin\nNoel Ferry, Geschäftsführer\n\n\
         Kontakt: Hafenstraße 5, 20457 Hamburg\nTel.: +49 40 123 45 67\n",
    ),
];

#[test]
fn pages_without_works() {
    let read = formats::named("page").unwrap().read.unwrap();
    for (name, page) in PAGES {
        let (source, _) = Source::new(None, page.as_bytes().to_vec());
        let parsed = read(&source, &ReadOptions::default());
        assert!(parsed.entries.is_empty(), "{name}: {:#?}", parsed.entries);
    }
}

/// People with their works below them: the works are read.
#[test]
fn works_below_people() {
    let page = "Our Team\n\nIda Roe\nDirector\n\nIda Roe is the director of the \
                institute.\n\nRecent publications:\nRoe, Ida. The Long Harbour. Oslo: Brygge \
                Forlag, 2020.\nRoe, Ida, and Noel Ferry. “Tides of Trade.” Harbour Review 14, \
                no. 2 (2019): 33–58.\n\nNoel Ferry\nResearcher\n\nNoel Ferry works on \
                ports.\n\nRecent publications:\nFerry, Noel. “Ports and Politics.” Harbour \
                Review 13, no. 1 (2018): 1–20.\n";
    let (source, _) = Source::new(None, page.as_bytes().to_vec());
    let read = formats::named("page").unwrap().read.unwrap();
    let parsed = read(&source, &ReadOptions::default());
    let titles: Vec<_> =
        parsed.entries.iter().filter_map(|entry| entry.text(Field::TITLE)).collect();
    assert_eq!(titles, ["The Long Harbour", "Tides of Trade", "Ports and Politics"]);
}
