//! `docs/csv.md`, sentence by sentence.

use crate::formats::csv::{CSV, TSV, read, write};
use crate::formats::{ReadOptions, Source, WriteOptions};
use crate::model::{CiteKey, Date, Entry, EntryKind, Field, Name, PersonName, Value};

fn parsed(text: &str, map: &[(&str, &str)]) -> crate::formats::Parsed {
    let (source, _) = Source::new(None, text.as_bytes().to_vec());
    let columns = map.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    read(&source, &ReadOptions { columns, ..ReadOptions::default() })
}

/// One line an entry: key, kind, then the fields as text.
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = parsed(text, &[])
        .entries
        .iter()
        .map(|entry| {
            let fields = entry.fields().map(|(field, _)| {
                format!(" | {field}={}", entry.text(field).unwrap_or_default())
            });
            format!("{} {}{}", entry.key(), entry.kind(), fields.collect::<String>())
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

fn written(entries: &[Entry], columns: &[&str]) -> String {
    let columns = columns.iter().map(|&name| name.to_owned()).collect();
    let options = WriteOptions { columns, ..WriteOptions::default() };
    String::from_utf8(write::table(entries, &options, b',').bytes).unwrap()
}

#[test]
fn headers_are_guessed_in_common_spellings() {
    check(
        "Title,Author(s),Year,Journal,Type,Publisher,DOI\n\
         On Things,\"Doe, Jane; Roe, John\",2021,Thing Review,Journal Article,,https://doi.org/10.1000/1\n",
        &["row2 article-journal | title=On Things | author=Jane Doe, John Roe | \
           container-title=Thing Review | DOI=10.1000/1 | issued=2021"],
    );
}

#[test]
fn a_title_above_the_headers_is_handed_back() {
    let text = "Publications 2024,,\n,,\nTitle,Author,Year\nOn Things,Jane Doe,2021\n";
    check(text, &["row2 document | title=On Things | author=Jane Doe | issued=2021"]);
    let unread = parsed(text, &[]).unread;
    assert_eq!(unread.first().map(|span| span.of(text)), Some("Publications 2024,,"));
}

/// A table as an institute keeps it: a row above, loose headers, cells that say several things.
#[test]
fn tables_that_people_keep_are_read() {
    check(
        "Publications of the staff,,,,,,\n\
         No.,Staff member,Publication,Outlet,Date published,Type of publication,Vol/issue\n\
         1,Dr. Ida Holm,\"“Slow Ferries”\",Ferry Review,\"March 14, 2023\",Op-ed,\n\
         2,\"Holm, I. / Berg, O.\",Quays,Tide Policy Papers,Jan 2022,Policy paper,\n\
         3,Ida Holm,Rails,Harbor University Press,2021,Book,\n\
         4,Ida Holm,\"Piers, in O. Berg (ed.), On Wood\",Wharf Books,\"2018, pp. 3-9\",,\n\
         5,Ida Holm,Locks,Journal of Quays,2019,,12(3)\n",
        &[
            "row2 article-newspaper | author=Ida Holm | title=Slow Ferries | \
             container-title=Ferry Review | issued=2023-03-14",
            "row3 report | author=I. Holm, O. Berg | title=Quays | issued=2022-01 | \
             collection-title=Tide Policy Papers",
            "row4 book | author=Ida Holm | title=Rails | issued=2021 | \
             publisher=Harbor University Press",
            "row5 chapter | author=Ida Holm | title=Piers | issued=2018 | page=3-9 | \
             publisher=Wharf Books | editor=O. Berg | container-title=On Wood",
            "row6 article-journal | author=Ida Holm | title=Locks | \
             container-title=Journal of Quays | issued=2019 | volume=12 | issue=3",
        ],
    );
    check(
        "Who;What;Where;When\nIda Holm;On Wood;in: Berg, O. (Hg.): Holz. Bern: Kai Verlag;2020\n",
        &[
            "row2 chapter | author=Ida Holm | title=On Wood | issued=2020 | editor=O. Berg | \
           publisher-place=Bern | publisher=Kai Verlag | container-title=Holz",
        ],
    );
}

#[test]
fn cells_that_say_several_things_are_taken_apart() {
    check(
        "Reference,Link\n\
         \"Lind, S. (2020). Harbours. Oslo: Quay Press.\",https://example.org/1\n\
         \"Holm, I. (2021). Rails. Ferry Review, 3(2), 1-20.\",https://example.org/2\n",
        &[
            "row2 book | URL=https://example.org/1 | issued=2020 | title=Harbours | \
             publisher-place=Oslo | publisher=Quay Press | author=S. Lind",
            "row3 article-journal | URL=https://example.org/2 | issued=2021 | title=Rails | \
             volume=3 | issue=2 | page=1-20 | container-title=Ferry Review | author=I. Holm",
        ],
    );
    check(
        "Titel;Verfasser/in;Art der Veröffentlichung;Verlag / Zeitschrift;Bd./Heft;S.\n\
         Winter;Ilse Kern;Monographie;Kai Verlag, Berlin;;\n\
         Eis;Ilse Kern;Aufsatz;Zeitschrift für Häfen;14/2;S. 33-58\n",
        &[
            "row2 book | title=Winter | author=Ilse Kern | publisher=Kai Verlag | \
             publisher-place=Berlin",
            "row3 article-journal | title=Eis | author=Ilse Kern | \
             container-title=Zeitschrift für Häfen | volume=14 | issue=2 | page=33-58",
        ],
    );
    check(
        "Автор(ы);Заглавие;Выходные данные\nИванов И. И., Петров П. П.;Вода;Вестник Причала. — 2019. — № 3. — С. 45–60\n",
        &["row2 article-journal | author=И. И. Иванов, П. П. Петров | title=Вода | \
           issued=2019 | page=45–60 | issue=3 | container-title=Вестник Причала"],
    );
    check(
        "Title,Authors,Series,PDF\nLong Game,Ida Holm,Tide Notes No. 12,https://example.org/1\n",
        &[
            "row2 report | title=Long Game | author=Ida Holm | collection-title=Tide Notes | \
           URL=https://example.org/1 | collection-number=12",
        ],
    );
}

#[test]
fn names_of_publications_are_not_taken_apart() {
    check(
        "Title,Journal\nA,Prometheus: Critical Studies\nB,2019 IEEE 8th Conference on Quays\n\
         C,Quays - Part 2\n",
        &[
            "row2 article-journal | title=A | container-title=Prometheus: Critical Studies",
            "row3 article-journal | title=B | container-title=2019 IEEE 8th Conference on Quays",
            "row4 article-journal | title=C | container-title=Quays - Part 2",
        ],
    );
}

/// What ibid writes comes back as it is, whatever its cells look like.
#[test]
fn cells_of_our_own_tables_are_left_alone() {
    check(
        "key,type,title,container-title,collection-title,issued,page\n\
         a,book,“Sail!”,,Tide Notes 12,in the ice years,240\n\
         b,chapter,\"Piers, in O. Berg (ed.), On Wood\",Bern: Haupt,,43831,pp. 3\n",
        &[
            "a book | title=“Sail!” | collection-title=Tide Notes 12 | \
             issued=in the ice years | page=240",
            "b chapter | title=Piers, in O. Berg (ed.), On Wood | \
             container-title=Bern: Haupt | issued=43831 | page=pp. 3",
        ],
    );
}

#[test]
fn a_field_is_doubted_once() {
    let found =
        parsed("Who,What,Where\nIda Holm,Ice,\"Tide Letters, 2/2022, pp. 14-29\"\n", &[]);
    let venues =
        found.doubts.iter().filter(|doubt| doubt.field == Some(Field::CONTAINER_TITLE));
    assert_eq!(venues.count(), 1);
}

#[test]
fn a_column_without_a_name_is_kept() {
    check(
        "Title,,Author\nA,shelf 3,Ida Holm\n",
        &["row2 document | title=A | csv:column_2=shelf 3 | author=Ida Holm"],
    );
}

#[test]
fn dates_are_read_as_people_type_them() {
    let text = "Title,Date\nA,\"June 31, 2021\"\nB,13/02/2020\nC,05/06/2020\nD,43831\n\
        E,2020 (online first)\n";
    check(
        text,
        &[
            "row2 document | title=A | issued=2021-06 | x-ibid-raw=June 31, 2021",
            "row3 document | title=B | issued=2020-02-13",
            "row4 document | title=C | issued=2020-06-05",
            "row5 document | title=D | issued=2020-01-01",
            "row6 document | title=E | issued=2020 | csv:Date=2020 (online first)",
        ],
    );
    let found = parsed(text, &[]);
    let rules: Vec<_> = found.diagnostics.iter().map(|finding| finding.rule.name).collect();
    assert_eq!(rules, ["invalid-date", "ambiguous-date"]);
    assert!(found.doubts.iter().any(|doubt| doubt.reason.contains("number of a day")));
}

#[test]
fn headers_are_guessed_in_several_languages() {
    check(
        "Titel;Autor;Jahr;Verlag;Ort\nÜber Dinge;Müller, Jörg;2020;Springer;Berlin\n",
        &["row2 book | title=Über Dinge | author=Jörg Müller | publisher=Springer | \
           publisher-place=Berlin | issued=2020"],
    );
    check(
        "Название\tАвтор\tГод\tЖурнал\nО вещах\tИванов, Иван\t2019\tВещи\n",
        &["row2 article-journal | title=О вещах | author=Иван Иванов | \
           container-title=Вещи | issued=2019"],
    );
}

#[test]
fn a_map_beats_the_guess_and_other_columns_are_reported() {
    let parsed = parsed("Title,Where,Shelf\nX,Y,Z\n", &[("where", "container-title")]);
    let entry = parsed.entries.first().unwrap();
    assert_eq!(entry.text(Field::CONTAINER_TITLE).as_deref(), Some("Y"));
    let found: Vec<_> = parsed.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(found, ["the column `Shelf` is kept as `csv:Shelf`"]);
    assert_eq!(entry.text(Field::named("csv:Shelf")).as_deref(), Some("Z"));
}

#[test]
fn excel_and_its_marks_are_understood() {
    check(
        "\u{feff}sep=;\r\nTitle;Year\r\nA, B;1999\r\n",
        &["row2 document | title=A, B | issued=1999"],
    );
    check(
        "Title,Year\n\"two\nlines\",1999\n\n",
        &["row2 document | title=two\nlines | issued=1999"],
    );
}

#[test]
fn dates_in_pieces_are_put_together() {
    check(
        "Title,Year,Month,Day\nA,2020,May,3\n",
        &["row2 document | title=A | issued=2020-05-03"],
    );
    check(
        "Title,Year,Date\nA,2020,2020-05-03\n",
        &["row2 document | title=A | issued=2020-05-03"],
    );
    check(
        "Title,Year,Month,Day\nA,2022,1,34\n",
        &["row2 document | title=A | issued=2022"],
    );
    check("Title,Start page,End page\nA,3,9\n", &["row2 document | title=A | page=3-9"]);
}

fn names(cell: &str, expected: &[Name]) {
    let parsed = parsed(&format!("Title\tAuthor\nA\t{cell}\n"), &[]);
    let found = parsed.entries.first().unwrap().names(Field::AUTHOR).unwrap().into_owned();
    assert_eq!(found, expected, "{cell}");
}

#[test]
fn names_are_read_as_people_write_them() {
    let (cornell, starr) =
        (Name::person("Cornell", "Svante E."), Name::person("Starr", "S. Frederick"));
    let both = [cornell.clone(), starr];
    names("Cornell, Svante E.; Starr, S. Frederick", &both);
    names("Svante E. Cornell; S. Frederick Starr", &both);
    names("Svante E. Cornell and S. Frederick Starr", &both);
    names("Svante E. Cornell, S. Frederick Starr", &both);
    names("Cornell, Svante E. and Starr, S. Frederick", &both);
    names("Cornell, Svante E., Starr, S. Frederick", &both);
    names("Cornell, Svante E.; et al.", &[cornell.clone(), Name::Others]);
    names("{World Bank}", &[Name::literal("World Bank")]);
    names("{Starr and Sons; Partners}", &[Name::literal("Starr and Sons; Partners")]);
    names("World Bank; Cornell, Svante E.", &[Name::literal("World Bank"), cornell]);
}

#[test]
fn what_is_written_is_read_back() {
    let mut entry = Entry::new(CiteKey::new("=key"), EntryKind::CHAPTER);
    let humboldt = PersonName {
        family: "Humboldt".into(),
        given: "Alexander".into(),
        dropping_particle: "von".into(),
        ..PersonName::default()
    };
    let berg = PersonName {
        family: "Berg".into(),
        given: "Jan".into(),
        non_dropping_particle: "van der".into(),
        suffix: "Jr.".into(),
        ..PersonName::default()
    };
    let people = vec![
        Name::Person(Box::new(humboldt)),
        Name::Person(Box::new(berg)),
        Name::literal("World Bank"),
        Name::Others,
    ];
    entry.set(Field::AUTHOR, Value::names(people.clone()));
    entry.set(Field::TITLE, Value::csl("An <i>E. coli</i>, \"quoted\""));
    entry.set(Field::ISSUED, Value::date(Date::parse("2020-05/2021")));
    let text = written(
        std::slice::from_ref(&entry),
        &["key", "type", "author", "title", "issued"],
    );
    assert_eq!(
        text,
        "key,type,author,title,issued\n\
         '=key,chapter,\"Humboldt, Alexander von; van der Berg, Jan, Jr.; {World Bank}; et al.\",\
         \"An <i>E. coli</i>, \"\"quoted\"\"\",2020-05/2021\n"
    );
    let back = parsed(&text, &[]);
    let back = back.entries.first().unwrap();
    assert_eq!((back.key(), back.kind()), (entry.key(), entry.kind()));
    assert_eq!(back.names(Field::AUTHOR).unwrap().as_ref(), people);
    assert_eq!(back.rich(Field::TITLE), entry.rich(Field::TITLE));
    assert_eq!(back.date(Field::ISSUED), entry.date(Field::ISSUED));
}

#[test]
fn what_has_no_column_is_named() {
    let mut entry = Entry::new(CiteKey::new("k"), EntryKind::BOOK);
    entry.set(Field::TITLE, Value::plain("A"));
    entry.set(Field::DOI, Value::plain("10.1/2"));
    let options =
        WriteOptions { columns: vec!["title".to_owned()], ..WriteOptions::default() };
    let found = write::table(&[entry], &options, b',').diagnostics;
    let found: Vec<_> = found.iter().map(|d| (d.rule.name, d.message.as_str())).collect();
    assert_eq!(found, [("no-home", "`DOI` has no column")]);
}

#[test]
fn tables_are_told_from_other_texts() {
    let csv = |text: &str| ((CSV.sniff)(text) > 50, (TSV.sniff)(text) > 50);
    assert_eq!(csv("Title,Authors,Year\n"), (true, false));
    assert_eq!(csv("Title\tAuthors\tYear\n"), (false, true));
    assert_eq!(csv("The title, as the author knew, was wrong.\n"), (false, false));
    assert_eq!(csv("@book{a, title = {T}, author = {A}}\n"), (false, false));
    assert_eq!(csv("[{\"title\": \"x\", \"author\": []}]"), (false, false));
    assert_eq!(csv(""), (false, false));
    // A table of Markdown is a page's.
    let markdown =
        "| Date | Title | Where |\n|---|:--|---|\n| 2024 | Rails | Ferry Post |\n";
    assert_eq!((CSV.sniff)(markdown), 0);
    assert_eq!((CSV.sniff)(&format!("# Op-eds\n\n{markdown}")), 0);
}

#[test]
fn what_databases_put_into_one_cell() {
    check(
        "Title,Author Names,Source\nOn quays,Roe A.,\
         Journal of Quays (2004) 102:4 (253-258). Date of Publication: 25 Aug 2004\n",
        &["row2 article-journal | title=On quays | author=A. Roe | \
           container-title=Journal of Quays | volume=102 | issue=4 | page=253-258 | \
           issued=2004-08-25"],
    );
    check(
        "title,first_authors,year,journal\nOn walls,\"['Roe, Ann', 'Lee, Kim']\",2001,Walls\n",
        &["row2 article-journal | title=On walls | author=Ann Roe, Kim Lee | \
           container-title=Walls | issued=2001"],
    );
}

#[test]
fn codes_of_ris_name_kinds() {
    assert_eq!(super::guess::kind("CHAP"), Some(EntryKind::CHAPTER));
    assert_eq!(super::guess::kind("JOUR"), Some(EntryKind::ARTICLE_JOURNAL));
}
