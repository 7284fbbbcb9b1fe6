//! Formats of libraries and medicine on records of our own: kinds that peers' fixtures lack.
//! What is expected follows from MARC 21, the UNIMARC manual, MODS 3.8, NLM's field
//! descriptions, the Ovid field guide, Crossref's schema 5.3 and DataCite 4.6.

use ibid::formats::{self, ReadOptions, Source, WriteOptions};

use crate::fields::csl;

/// The entry of this number says this in these fields.
fn check(bytes: &[u8], number: usize, fields: &str, expected: &str) {
    crate::fields::check((bytes, None), number, fields, expected);
}

/// A record of ISO 2709; a field is its tag, two indicators (of data fields) and its text,
/// in which `$` begins a subfield.
fn marc(leader: &str, fields: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut directory, mut body) = (Vec::new(), Vec::new());
    for (tag, text) in fields {
        let start = body.len();
        body.extend(text.iter().map(|byte| if *byte == b'$' { 0x1f } else { *byte }));
        body.push(0x1e);
        directory.extend(format!("{tag}{:04}{start:05}", body.len() - start).bytes());
    }
    let base = 24 + directory.len() + 1;
    let mut record = format!("{:05}", base + body.len() + 1).into_bytes();
    record.extend(&leader.as_bytes()[..7]);
    record.extend(format!("{base:05}").bytes());
    record.extend(&leader.as_bytes()[7..]);
    record.extend(directory);
    record.push(0x1e);
    record.extend(body);
    record.push(0x1d);
    record
}

const BOOK: &str = "nam  22 a 4500";

#[test]
fn a_thesis_in_marc() {
    let record = marc(
        "nam a22 i 4500",
        &[
            ("008", "160601s2016    no a    b    000 0 eng d".as_bytes()),
            ("100", "1 $aØstergård, Signe M.,$eauthor.".as_bytes()),
            ("245", b"14$aThe hydrology of alpine fens :$bsix sites /$cS. M. O."),
            ("264", b" 1$aBergen :$bThe Press,$c2016."),
            ("300", b"  $axii, 214 leaves"),
            ("502", b"  $bPh. D.$cUniversity of Bergen$d2016."),
            ("710", b"2 $aUniversity of Bergen,$edegree granting institution."),
            ("856", b"42$3Abstract$uhttp://example.org/abstract"),
            ("856", b"40$uhttp://example.org/full"),
        ],
    );
    check(
        &record,
        0,
        "type author title genre publisher issued number-of-pages URL contributor",
        "thesis | Østergård, Signe M. | The hydrology of alpine fens: six sites | Ph. D. | \
         University of Bergen | [[2016]] | 214 | http://example.org/full | -",
    );
}

#[test]
fn a_component_part_in_marc() {
    let record = marc(
        "naa  22 i 4500",
        &[
            ("100", b"1 $aSmith, J. R.,$cJr."),
            ("245", b"00$aSupply."),
            ("773", b"0 $tJournal of Things.$gVol. 24, pt. B no. 9 (Sept. 1993), p. 235-48$x0098-1111"),
        ],
    );
    check(
        &record,
        0,
        "type container-title volume issue page issued ISSN",
        "article-journal | Journal of Things | 24 | 9 | 235-248 | [[1993,9]] | 0098-1111",
    );
}

#[test]
fn serials_scores_and_meetings_in_marc() {
    let serial = marc(
        "nas  22 i 4500",
        &[
            ("008", b"750101c19019999enkmr p       0   a0eng d"),
            ("245", b"00$aAnnals of weather."),
        ],
    );
    check(&serial, 0, "type issued language", "periodical | [[1901],[0]] | eng");
    let score = marc(
        "ncm  22 i 4500",
        &[
            ("024", b"2 $a979-0-2600-0043-8"),
            ("100", b"1 $aBeach, H. H. A.,$cMrs.,$ecomposer."),
            ("245", b"10$aSonata, op. 12."),
            ("260", "  $aBoston :$bSchmidt,$c©1899.".as_bytes()),
        ],
    );
    check(
        &score,
        0,
        "type composer issued ismn",
        "musical_score | Beach, H. H. A. | [[1899]] | 979-0-2600-0043-8",
    );
    let meeting = marc(
        "nam  22 i 4500",
        &[
            ("111", b"2 $aConference on Fens$n(4th :$d2019 :$cLisbon, Portugal)"),
            ("245", b"10$aProceedings."),
            ("700", b"1 $aNovak, Jana,$eeditor."),
        ],
    );
    check(
        &meeting,
        0,
        "event-title event-place event-date editor",
        "Conference on Fens (4th) | Lisbon, Portugal | [[2019]] | Novak, Jana",
    );
}

#[test]
fn original_scripts_are_kept() {
    let record = marc(
        "nam a22 i 4500",
        &[
            ("100", b"1 $6880-01$aCao, Xueqin"),
            ("240", b"10$aHong lou meng.$lEnglish"),
            ("245", b"10$6880-02$aDream of the red chamber."),
            ("880", "1 $6100-01/$1$a曹雪芹".as_bytes()),
            ("880", "10$6245-02/$1$a紅樓夢".as_bytes()),
        ],
    );
    check(
        &record,
        0,
        "author title original-title marc:880.100 marc:880.245",
        "Cao, Xueqin | Dream of the red chamber | Hong lou meng | 曹雪芹 | 紅樓夢",
    );
}

#[test]
fn marc_8_and_utf_8_in_one_file() {
    let mut file = marc(BOOK, &[("245", b"10$aD\xe9ejiny \xe9cesk\xe2e hudby.")]);
    file.extend(marc(BOOK, &[("245", "10$aDie Größe Österreichs.".as_bytes())]));
    file.extend(marc(BOOK, &[("245", b"10$aDnevnik pisateli\xebi\xeca.")]));
    file.extend(marc(BOOK, &[("245", b"10$aL'\xe9t\xe9 g\xe9n\xe9ral \xe0 Orl\xe9ans.")]));
    check(&file, 0, "title", "Dějiny české hudby");
    check(&file, 1, "title", "Die Größe Österreichs");
    check(&file, 2, "title", "Dnevnik pisatelii\u{361}a");
    check(&file, 3, "title", "L'été général à Orléans");
}

#[test]
fn bad_records_cost_no_others() {
    let mut file = marc(BOOK, &[("245", b"10$aFirst.")]);
    file.extend(b"no record\x1d");
    file.extend(marc(BOOK, &[("245", b"10$aSecond."), ("260", b"  $c1999.")]));
    file.truncate(file.len() - 8);
    let (source, _) = Source::new(None, file);
    let format = formats::named("marc").unwrap();
    let parsed = (format.read.unwrap())(&source, &ReadOptions::default());
    let said: Vec<&str> = parsed.diagnostics.iter().map(|d| &*d.message).collect();
    assert_eq!(parsed.entries.len(), 2);
    assert_eq!(
        said,
        ["record 2 has no directory of its fields", "record 3 ends before its last field"]
    );
}

#[test]
fn unimarc_is_told_from_marc_21() {
    let record = marc(
        "nam0 22   450 ",
        &[
            ("010", b"  $a2-07-010101-5$d15 EUR"),
            ("101", b"1 $afre$ceng"),
            ("200", b"1 $aLe petit jardin$eroman$fJohn Green"),
            ("210", b"  $aParis$cGallimard$d2005"),
            ("215", b"  $a1 vol. (312 p.)$d21 cm"),
            ("700", b" 1$aGreen$bJohn$4070"),
            ("702", b" 1$aDupont$bAnne$4730"),
        ],
    );
    check(
        &record,
        0,
        "type title author translator publisher publisher-place issued number-of-pages ISBN",
        "book | Le petit jardin: roman | Green, John | Dupont, Anne | Gallimard | Paris | \
         [[2005]] | 312 | 2-07-010101-5",
    );
}

#[test]
fn a_thesis_and_a_letter_in_mods() {
    let file = br#"<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>
      <titleInfo><title>Fens</title></titleInfo>
      <name type="personal"><namePart type="family">Roe</namePart><namePart type="given">Ann</namePart>
        <role><roleTerm>creator</roleTerm></role></name>
      <name type="corporate"><namePart>University of Bergen</namePart>
        <role><roleTerm>degree granting institution</roleTerm></role></name>
      <genre authority="marcgt">theses</genre>
      <originInfo><dateIssued>2016-06</dateIssued></originInfo>
      <physicalDescription><extent>xii, 214 leaves</extent></physicalDescription>
      <note type="thesis">Thesis (Ph.D.)--University of Bergen, 2016.</note>
      <identifier type="uri">https://hdl.example.org/1956/1</identifier>
      <location><url usage="primary display">https://example.org/1</url></location></mods>
    <mods><titleInfo><title>To Clara</title></titleInfo>
      <name><namePart>Brahms, Johannes</namePart><role><roleTerm>correspondent</roleTerm></role></name>
      <name><namePart>Schumann, Clara</namePart><role><roleTerm>addressee</roleTerm></role></name>
      <genre>correspondence</genre>
      <originInfo><dateCreated qualifier="approximate">1856-07</dateCreated></originInfo></mods>
    </modsCollection>"#;
    check(
        file,
        0,
        "type author publisher genre number-of-pages URL",
        "thesis | Roe, Ann | University of Bergen | Ph.D. | 214 | https://example.org/1",
    );
    check(
        file,
        1,
        "type author recipient issued",
        "personal_communication | Brahms, Johannes | Schumann, Clara | [[1856,7]]",
    );
}

#[test]
fn other_scripts_are_no_further_authors_in_mods() {
    let file = r#"<mods xmlns="http://www.loc.gov/mods/v3">
      <titleInfo altRepGroup="1"><title>Honglou meng</title></titleInfo>
      <titleInfo altRepGroup="1"><title>紅樓夢</title></titleInfo>
      <name altRepGroup="2"><namePart>Cao, Xueqin</namePart></name>
      <name altRepGroup="2"><namePart>曹雪芹</namePart></name></mods>"#;
    check(
        file.as_bytes(),
        0,
        "author title mods:titleInfo.alternative",
        "Cao, Xueqin | Honglou meng | 紅樓夢",
    );
}

#[test]
fn dates_ahead_of_print_and_seasons_in_nbib() {
    let file =
        b"PMID- 1\nTI  - [Foo und\n      Bar].\nTT  - Foo und Bar.\nDP  - 2018 Summer\n\
        DEP - 20180501\nMH  - Foo/*etiology\nFAU - van den Berg, J P 3rd\nCN  - FOO Group\n\
        PST - aheadofprint\nPT  - Journal Article\n";
    check(
        file,
        0,
        "title original-title issued available-date keyword author status",
        "Foo und Bar | Foo und Bar | [[2018]] | [[2018,5,1]] | Foo/etiology | \
         van den Berg, J. P.; FOO Group | advance online publication",
    );
    let (source, _) = Source::new(None, file.to_vec());
    let format = formats::named("nbib").unwrap();
    let parsed = (format.read.unwrap())(&source, &ReadOptions::default());
    let written = (format.write.unwrap())(&parsed.entries, &WriteOptions::default());
    let written = String::from_utf8(written.bytes).unwrap();
    let dates: Vec<&str> = written.lines().filter(|line| line.starts_with("D")).collect();
    assert_eq!(dates, ["DP  - 2018 Summer", "DEP - 20180501"]);
}

#[test]
fn source_lines_of_ovids_databases() {
    let place = "container-title volume issue page issued";
    let one = |source: &str| format!("<1>\nTI  - X\nSO  - {source}\n").into_bytes();
    check(
        &one("Journal of Oncology. 28(19):3152-9, 2010 Jul 1."),
        0,
        place,
        "Journal of Oncology | 28 | 19 | 3152-3159 | [[2010,7,1]]",
    );
    check(
        &one(
            "British Medical Journal. 341 (7767) (pp 270-271), 2010. Date of Publication: 07 Aug 2010.",
        ),
        0,
        place,
        "British Medical Journal | 341 | 7767 | 270-271 | [[2010,8,7]]",
    );
    check(
        &one("Journal of Psychology. Vol.124(3), Aug 2010, pp. 233-242."),
        0,
        place,
        "Journal of Psychology | 124 | 3 | 233-242 | [[2010,8]]",
    );
    check(
        &one("Indian Journal of Nematology; 2008. 38(2):210-213. 10 ref."),
        0,
        place,
        "Indian Journal of Nematology | 38 | 2 | 210-213 | [[2008]]",
    );
    let chapter = b"<1>\nAU  - Gray JA\nTI  - Fear.\nDT  - Chapter\nSO  - Kamp, R. M. [Ed]. (2009). \
        Handbook of anxiety. (pp. 45-78). xii, 500 pp. New York, NY, US: Guilford Press; US.\n";
    check(
        chapter,
        0,
        "type author editor container-title page publisher issued",
        "chapter | Gray, J. A. | Kamp, R. M. | Handbook of anxiety | 45-78 | Guilford Press | [[2009]]",
    );
}

#[test]
fn standards_datasets_and_abstracts_in_crossref() {
    let file = br#"<doi_records><doi_record><crossref><standard><standard_metadata language="en">
      <titles><title>Paint</title></titles><designators><as_published>
      <std_designator>ISO 9001:2015</std_designator></as_published></designators>
      <publication_date><month>9</month><year>2015</year></publication_date>
      <standards_body><standards_body_name>International Organization for Standardization</standards_body_name></standards_body>
      </standard_metadata></standard></crossref></doi_record>
    <doi_record><crossref><journal><journal_metadata><full_title>J. Foo</full_title></journal_metadata>
      <journal_article><titles><title>CO<sub>2</sub></title><original_language_title>Kohle</original_language_title></titles>
      <abstract><title>Abstract</title><sec><title>Aim</title><p>One.</p></sec><sec><p>Two.</p></sec></abstract>
      <pages><first_page>1</first_page><last_page>9</last_page><other_pages>15</other_pages></pages>
      </journal_article></journal></crossref></doi_record>
    <doi_record><crossref><error>doi:10.9999/none</error></crossref></doi_record></doi_records>"#;
    check(
        file,
        0,
        "type number authority issued",
        "standard | ISO 9001:2015 | International Organization for Standardization | [[2015,9]]",
    );
    check(
        file,
        1,
        "title original-title abstract page",
        "CO<sub>2</sub> | Kohle | Aim\nOne.\nTwo. | 1-9, 15",
    );
    assert_eq!(csl(file, None).len(), 2);
}

#[test]
fn datacite_keeps_its_own_properties() {
    let file = br#"{"doi": "10.5555/1", "publicationYear": 2018, "publisher": "ETH",
      "types": {"resourceTypeGeneral": "Dissertation", "resourceType": "Master thesis"},
      "titles": [{"title": "T"}, {"title": "U", "titleType": "TranslatedTitle"}],
      "creators": [{"name": "King, Martin, Jr.", "familyName": "King", "givenName": "Martin"}],
      "dates": [{"date": "2018", "dateType": "Issued"}, {"date": "2017-11", "dateType": "Accepted"}],
      "descriptions": [{"description": "<p>One.</p><p>Two.</p>", "descriptionType": "Abstract"}],
      "relatedIdentifiers": [{"relationType": "IsVersionOf", "relatedIdentifier": "10.5555/0",
        "relatedIdentifierType": "DOI"}], "sizes": ["120 p."]}"#;
    let fields =
        "type genre number-of-pages abstract datacite:Accepted datacite:IsVersionOf";
    let expected = "thesis | Master thesis | 120 | One.\nTwo. | 2017-11 | 10.5555/0";
    check(file, 0, fields, expected);
    let (source, _) = Source::new(None, file.to_vec());
    let format = formats::named("datacite-json").unwrap();
    let parsed = (format.read.unwrap())(&source, &ReadOptions::default());
    for format in ["datacite-json", "datacite-xml"] {
        let write = formats::named(format).unwrap().write.unwrap();
        let written = write(&parsed.entries, &WriteOptions::default());
        assert_eq!(written.diagnostics.len(), 0, "{:?}", written.diagnostics);
        check(&written.bytes, 0, fields, expected);
    }
}

#[test]
fn a_directory_in_another_order_than_the_fields() {
    let fields: [(&str, &[u8]); 3] = [
        ("100", b"1 $aRoe, Ann"),
        ("245", b"10$aOn walls"),
        ("260", b"  $bBrick Press$c2001"),
    ];
    let record = marc(BOOK, &fields);
    let (head, body) = record.split_at(24);
    let (directory, data) = body.split_at(36);
    // The last row of the directory stands first.
    let turned = [head, &directory[24..], &directory[..24], data].concat();
    check(
        &turned,
        0,
        "author title publisher issued",
        "Roe, Ann | On walls | Brick Press | [[2001]]",
    );
}

#[test]
fn danmarc2_parts_names_and_hosts() {
    let record = marc(
        BOOK,
        &[
            ("100", "  $aØster$hAnna".as_bytes()),
            ("245", b"  $aKajer"),
            ("557", b"  $aByen$j1991$v1/2$k41-45"),
        ],
    );
    check(
        &record,
        0,
        "author title container-title issue page issued",
        "Øster, Anna | Kajer | Byen | 1/2 | 41-45 | [[1991]]",
    );
}

#[test]
fn a_meeting_beside_authors_and_a_second_address_in_mods() {
    let file = br#"<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Fens</title></titleInfo>
      <name type="conference"><namePart>Meeting on Fens</namePart></name>
      <name type="personal"><namePart>Roe, Ann</namePart></name><genre>article</genre>
      <identifier type="uri">https://example.org/1</identifier>
      <location><url>https://example.org/2</url></location></mods>"#;
    check(
        file,
        0,
        "author event-title URL mods:url",
        "Roe, Ann | Meeting on Fens | https://example.org/1 | https://example.org/2",
    );
    // The heading of a volume without authors.
    let file = br#"<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Fens</title></titleInfo>
      <name type="conference"><namePart>Meeting on Fens</namePart></name></mods>"#;
    check(file, 0, "author event-title", "Meeting on Fens | Meeting on Fens");
}

#[test]
fn datacite_of_before_lists() {
    let file = br#"{"id": "https://doi.org/10.5555/x1", "creator": {"type": "Person",
      "id": "https://orcid.org/0000-0002-1825-0097", "name": "Roe, Ann", "givenName": "Ann",
      "familyName": "Roe"}, "title": "On fens", "publisher": "Fen Press",
      "publication-year": "2016", "resource-type-general": "Dataset", "subject": ["fens"],
      "date-published": "2016-12-20", "description": {"type": "Abstract", "text": "Wet."},
      "schemaVersion": "http://datacite.org/schema/kernel-4"}"#;
    check(
        file,
        0,
        "type author title publisher issued DOI abstract keyword author+an:orcid",
        "dataset | Roe, Ann | On fens | Fen Press | [[2016,12,20]] | 10.5555/x1 | Wet. | fens | \
         1=\"0000-0002-1825-0097\"",
    );
}

#[test]
fn fields_of_endnote_by_type() {
    let file = br#"<xml><records><record><ref-type name="Web Page">12</ref-type>
      <titles><title>Quays</title></titles><number>5 April 2021</number></record>
      <record><ref-type name="Book">6</ref-type><titles><title>Walls</title></titles>
      <orig-pub>1901</orig-pub></record></records></xml>"#;
    check(file, 0, "title accessed issue", "Quays | [[2021,4,5]] | -");
    check(file, 1, "title original-date original-title", "Walls | [[1901]] | -");
}

#[test]
fn call_numbers_in_zoteros_rdf() {
    let file = br#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#"
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
      <bib:Book rdf:about="a"><z:itemType>book</z:itemType><dc:title>Walls</dc:title>
      <dc:subject>brick</dc:subject>
      <dc:subject><dcterms:LCC><rdf:value>QA1</rdf:value></dcterms:LCC></dc:subject></bib:Book>
      </rdf:RDF>"#;
    check(file, 0, "title call-number keyword", "Walls | QA1 | brick");
}

#[test]
fn roles_of_what_a_work_is_in_and_kinds_of_hayagriva() {
    let file = br#"ep1:
    type: Video
    title: Quays
    parent:
        type: Video
        title: Harbours
        affiliated:
            - role: executive-producer
              names: Roe, Ann
            - role: cinematographer
              names: Lee, Kim
show:
    type: Exhibition
    title: Walls
paper:
    type: Article
    title: Sand
    parent: { type: Newspaper, title: Daily Sand, location: Leeds }
"#;
    crate::fields::check(
        (file, Some("hayagriva")),
        0,
        "title container-title executive-producer contributor hayagriva:affiliated.cinematographer",
        "Quays | Harbours | Roe, Ann | Lee, Kim | Kim Lee",
    );
    crate::fields::check((file, Some("hayagriva")), 1, "type title", "event | Walls");
    crate::fields::check(
        (file, Some("hayagriva")),
        2,
        "type publisher-place",
        "article-newspaper | Leeds",
    );
}

#[test]
fn the_title_before_the_type_in_enw() {
    // As Digital Commons exports; the last record has no type.
    let file =
        b"%T On quays\n%0 Journal Article\n%A Roe, Ann\n%D 2001\n%X One.\n\nTwo.\n\n\n\
        %T On walls\n%0 Book\n%A Lee, Kim\n%D 2002\n\n%T On sand\n%D 2003\n";
    check(
        file,
        0,
        "title author issued abstract",
        "On quays | Roe, Ann | [[2001]] | One.\n\nTwo.",
    );
    check(file, 1, "type title author issued", "book | On walls | Lee, Kim | [[2002]]");
    check(file, 2, "title author issued", "On sand | - | [[2003]]");
}

#[test]
fn codemeta_under_its_own_context() {
    let file = br#"{"@context": "https://doi.org/10.5063/schema/codemeta-2.0",
      "@type": "SoftwareSourceCode", "name": "quay", "version": "1.2", "author": [
        {"@type": "Person", "givenName": "Ann", "familyName": "Roe"},
        {"@type": ["CollegeOrUniversity"], "name": "University of Stone, Leeds"}],
      "codeRepository": "https://example.org/quay", "dateCreated": "2019-01-02"}"#;
    crate::fields::check(
        (file, Some("schema-org")),
        0,
        "type title author version URL issued",
        "software | quay | Roe, Ann; University of Stone, Leeds | 1.2 | https://example.org/quay | [[2019,1,2]]",
    );
}
