//! Exports of databases and programs on records of our own: smallest inputs of what was once
//! read wrong. What is expected follows from the headers of Scopus and Embase, ERIC's and
//! APA's tags, the Citation File Format 1.2.0, Hayagriva's file format, refer(1), MODS 3.8
//! and Zotero's API.

use ibid::formats::{self, ReadOptions, Source, WriteOptions};

use crate::fields::{csl, said};

/// The first entry of a text, in this format by its content, says this in these fields.
fn check(text: &str, format: &str, fields: &str, expected: &str) {
    crate::fields::check((text.as_bytes(), Some(format)), 0, fields, expected);
}

#[test]
fn tables_of_scopus_have_each_author_once() {
    check(
        "Authors,Author full names,Author(s) ID,Title,Year,Cited by,EID\n\
         Solberg M.-K.; Ode P.,\"Solberg, Marte-Kari (57000000001); Ode, Per (57000000002)\",\
         57000000001; 57000000002,On quays,2020,7,2-s2.0-85000000001\n",
        "csv",
        "author title page csv:Cited_by csv:EID",
        "Solberg, Marte-Kari; Ode, Per | On quays | - | 7 | 2-s2.0-85000000001",
    );
}

#[test]
fn initials_without_stops_stand_after_the_family_name() {
    check(
        "Title,Authors,Journal\nOn quays,\"Solberg MK; Ode P\",Walls\n",
        "csv",
        "author",
        "Solberg, MK; Ode, P",
    );
}

#[test]
fn ris_knows_a_tag_of_four_letters() {
    check(
        "Provider: APA\nDatabase: X\nTY  - JOUR\nPMID  - 12345\nTI  - On quays\nER  - \n",
        "ris",
        "PMID title",
        "12345 | On quays",
    );
}

#[test]
fn eric_has_names_with_commas_and_an_issn_tag() {
    check(
        "OWN - ERIC\nTI  - On quays\nAU  - Solberg, Marte\nJT  - Walls\nDP  - 2000\n\
         AB  - It was measured.\nISSN - ISSN-1234-5679\n",
        "nbib",
        "author ISSN abstract",
        "Solberg, Marte | 1234-5679 | It was measured.",
    );
}

#[test]
fn acm_has_names_in_reading_order() {
    check(
        "%0 Conference Paper\n%T On quays\n%A Marte Solberg\n%A Institute of Walls\n%D 2011\n",
        "enw",
        "author",
        "Solberg, Marte; Institute of Walls",
    );
}

#[test]
fn citation_files_come_back_whole() {
    let text = "cff-version: 1.2.0\nmessage: Cite the paper.\ntitle: Quay tools\n\
                authors:\n- family-names: Solberg\n  given-names: Marte\n  \
                affiliation: Institute of Walls\nidentifiers:\n- type: doi\n  \
                value: 10.5555/1\n- type: doi\n  value: 10.5555/2\nurl: https://example.org\n\
                repository-code: https://example.org/code\ncommit: abc123\n";
    let (source, _) = Source::new(None, text.as_bytes().to_vec());
    let cff = formats::named("cff").unwrap();
    let parsed = (cff.read.unwrap())(&source, &ReadOptions::default());
    let written = (cff.write.unwrap())(&parsed.entries, &WriteOptions::default());
    let written = String::from_utf8(written.bytes).unwrap();
    for value in [
        "message: Cite the paper.",
        "affiliation: Institute of Walls",
        "doi: 10.5555/1",
        "value: 10.5555/2",
        "repository-code: https://example.org/code",
        "commit: abc123",
    ] {
        assert!(written.contains(value), "{value} in\n{written}");
    }
}

#[test]
fn a_hayagriva_article_is_in_a_periodical_unless_it_says_otherwise() {
    check(
        "quay:\n  type: Article\n  title: On quays\n  time-range: 1:02-3:04\n  parent:\n    \
         title: \"{WALLS} today\"\n    volume: 12\n",
        "hayagriva",
        "type container-title volume hayagriva:time-range",
        "article-journal | WALLS today | 12 | 1:02-3:04",
    );
}

#[test]
fn schema_org_of_datacite_is_read_as_schema_org() {
    check(
        r#"{"@context": "http://schema.org", "@type": "Dataset", "name": "Walls",
            "schemaVersion": "http://datacite.org/schema/kernel-4",
            "@id": "https://doi.org/10.5555/1", "author": {"name": "Marte Solberg"}}"#,
        "schema-org",
        "type title DOI author",
        "dataset | Walls | 10.5555/1 | Solberg, Marte",
    );
}

#[test]
fn notes_and_files_beside_a_zotero_item_are_its_own() {
    check(
        r#"[{"data": {"key": "A", "itemType": "book", "title": "Walls", "creators": []}},
            {"data": {"key": "N", "itemType": "note", "parentItem": "A", "note": "<p>Good.</p>"}},
            {"data": {"key": "F", "itemType": "attachment", "parentItem": "A", "filename": "w.pdf"}}]"#,
        "zotero-json",
        "title note file",
        "Walls | Good. | w.pdf",
    );
}

#[test]
fn mods_says_what_a_work_is_a_translation_of() {
    check(
        r#"<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Walls</title></titleInfo>
        <relatedItem type="original"><titleInfo><title>Vegger</title></titleInfo>
        <originInfo><dateIssued>1901</dateIssued></originInfo></relatedItem>
        <location><url dateLastAccessed="2020-01-05">https://example.org</url></location></mods>"#,
        "mods",
        "title original-title original-date accessed",
        "Walls | Vegger | [[1901]] | [[2020,1,5]]",
    );
}

#[test]
fn days_of_a_conference_come_back_from_crossref() {
    let text = r#"[{"id": "a", "type": "paper-conference", "title": "On quays",
        "container-title": "Proceedings", "event-title": "Quays 2020",
        "event-date": {"date-parts": [[2020, 5, 3], [2020, 5, 5]]}}]"#;
    let (source, _) = Source::new(None, text.as_bytes().to_vec());
    let read = formats::named("csl-json").unwrap().read.unwrap();
    let parsed = read(&source, &ReadOptions::default());
    for id in ["crossref-json", "crossref-xml", "cff"] {
        let write = formats::named(id).unwrap().write.unwrap();
        let written = write(&parsed.entries, &WriteOptions::default());
        let about: Vec<_> =
            written.diagnostics.iter().map(|d| d.message.as_str()).collect();
        assert!(about.iter().all(|text| !text.contains("event-date")), "{id}: {about:?}");
        let back = String::from_utf8(written.bytes).unwrap();
        check(&back, id, "event-date", "[[2020,5,3],[2020,5,5]]");
    }
}

#[test]
fn an_object_after_a_broken_one_is_kept() {
    let text = "{\"DOI\":\"10.5555/1\",\"title\":[\"A\"],\"type\":\"journal-article\",\
                \"indexed\":{}}\n{\"DOI\":\"10.5555/2\",\"title\":[\"B\"\n\
                {\"DOI\":\"10.5555/3\",\"title\":[\"C\"],\"type\":\"journal-article\"}\n";
    let titles: Vec<String> = csl(text.as_bytes(), Some("crossref-json"))
        .iter()
        .map(|entry| said(&entry["title"]))
        .collect();
    assert_eq!(titles, ["A", "C"]);
}

#[test]
fn entries_of_another_format_in_one_file_are_told() {
    let text = "TY  - JOUR\nTI  - A\nER  - \n\n@article{b, title = {B}}\n";
    let format = formats::named("biblatex").unwrap();
    let finding = formats::mixed(text, format).expect("a finding");
    assert_eq!(finding.message, "entries of ris begin here, which are not read");
    assert!(formats::mixed("@article{b, title = {B}}\n", format).is_none());
}

#[test]
fn references_of_html_in_ris_are_undone() {
    check(
        "TY  - JOUR\nTI  - Tides &amp; &lt;i&gt;walls&lt;/i&gt; & co; 5 &gt 4\n\
         T2  - K&uuml;ste &#8211; Meer\nER  - \n",
        "ris",
        "title container-title",
        "Tides & <i>walls</i> & co; 5 &gt 4 | Küste – Meer",
    );
}

#[test]
fn affiliations_of_datacite_are_said_of_their_authors() {
    check(
        r#"{"data":{"type":"dois","attributes":{"doi":"10.5555/1",
        "types":{"resourceTypeGeneral":"Dataset"},"titles":[{"title":"Tides"}],"creators":[
        {"name":"Ode, Per","affiliation":["Institute of Walls","Quay, B"]},
        {"name":"Solberg, Marte","affiliation":[{"name":"House \"Sea\"",
        "affiliationIdentifier":"https://ror.org/000000000"}]}]}}}"#,
        "datacite-json",
        "author author+an:affiliation",
        "Ode, Per; Solberg, Marte | 1=\"Institute of Walls\", \"Quay, B\"; 2=\"House 'Sea'\"",
    );
}

#[test]
fn collections_of_zotero_are_groups() {
    check(
        r#"{"collections":{"A":{"key":"A","name":"Quays","items":[7],"collections":["B"]},
        "B":{"key":"B","name":"Seas","items":[7]}},"items":[{"itemID":7,"itemType":"book",
        "title":"On quays","creators":[],"collections":["ABCD2345"]}]}"#,
        "zotero-json",
        "groups zotero:collections",
        "Quays, Seas | ABCD2345",
    );
    check(
        r##"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#">
        <bib:Book rdf:about="#item_7"><z:itemType>book</z:itemType><dc:title>On quays</dc:title>
        </bib:Book><z:Collection rdf:about="#collection_1"><dc:title>Quays</dc:title>
        <dcterms:hasPart rdf:resource="#item_7"/></z:Collection></rdf:RDF>"##,
        "zotero-rdf",
        "title groups",
        "On quays | Quays",
    );
}

#[test]
fn tables_of_springer_and_pubmed_name_their_columns_otherwise() {
    check(
        "Item Title,Publication Title,Book Series Title,Journal Volume,Journal Issue,Item DOI,\
         Authors,Publication Year,URL,Content Type\n\
         On quays &amp; walls,Walls,,17,3,10.5555/1,Marte-Kari SolbergPer O. McOde,2000,,Article\n",
        "csv",
        "author title container-title volume issue DOI",
        "Solberg, Marte-Kari; McOde, Per O. | On quays & walls | Walls | 17 | 3 | 10.5555/1",
    );
    check(
        "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year\n\
         1,On quays,\"Solberg MK, Ode P\",Walls. 2021 Dec 21;1(2):10-1. doi: 10.5555/1.,\
         Solberg MK,Walls,2021\n",
        "csv",
        "author container-title issued volume issue page",
        "Solberg, MK; Ode, P | Walls | [[2021,12,21]] | 1 | 2 | 10-11",
    );
}

#[test]
fn refer_without_types_has_articles_where_volume_and_issue_are() {
    check(
        "%T Index\n%B Walls\n%D 2021\n%V 45\n%N 4\n%P 1-4\n",
        "enw",
        "container-title volume issue",
        "Walls | 45 | 4",
    );
}

#[test]
fn a_number_before_p_counts_pages() {
    check(
        "TY  - RPRT\nTI  - On quays\nSP  - 146p\nER  - \n",
        "ris",
        "page number-of-pages",
        "- | 146",
    );
}

#[test]
fn embase_has_the_meeting_between_journal_and_volume() {
    check(
        "<1. >\nVN  - Ovid Technologies\nDB  - Embase\nTI  - On quays.\nSO  - Walls. Conference: \
         2nd Meeting on Quays: Part 2. Bergen, Norway. 12 (Supplement 3) (no pagination), 2018. \
         Date of Publication: 2018.\nAU  - Solberg M.\nPT  - Conference Abstract\n",
        "ovid",
        "container-title event-title event-place volume issue",
        "Walls | 2nd Meeting on Quays: Part 2 | Bergen, Norway | 12 | Supplement 3",
    );
}

#[test]
fn authors_typed_into_one_person_of_word_are_several() {
    check(
        r#"<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">
        <b:Source><b:Tag>a</b:Tag><b:SourceType>Book</b:SourceType><b:Title>On quays</b:Title>
        <b:Year>2010</b:Year><b:Month>73</b:Month><b:Author><b:Author><b:NameList><b:Person>
        <b:Last>Solberg</b:Last><b:First>M.</b:First><b:Middle>and Ode, P.</b:Middle></b:Person>
        </b:NameList></b:Author></b:Author></b:Source></b:Sources>"#,
        "word-xml",
        "author word:Month",
        "Solberg, M.; Ode, P. | 73",
    );
}

#[test]
fn types_of_crossref_in_csl_json_are_those_of_csl() {
    let text = r#"[{"id":"a","type":"journal-article","title":"On quays"}]"#;
    let (source, _) = Source::new(None, text.as_bytes().to_vec());
    let parsed = (formats::named("csl-json").unwrap().read.unwrap())(
        &source,
        &ReadOptions::default(),
    );
    assert_eq!(parsed.entries[0].kind().csl(), "article-journal");
}

#[test]
fn an_error_of_arxiv_is_no_entry() {
    let text = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>https://arxiv.org/</id><entry>\
        <id>https://arxiv.org/api/errors#incorrect_id</id><title>Error</title>\
        <summary>incorrect id format for abc</summary></entry></feed>";
    let (source, _) = Source::new(None, text.as_bytes().to_vec());
    let parsed =
        (formats::named("arxiv").unwrap().read.unwrap())(&source, &ReadOptions::default());
    assert!(parsed.entries.is_empty());
    let said: Vec<&str> = parsed.diagnostics.iter().map(|d| d.rule.name).collect();
    assert_eq!(said, ["empty-record"]);
}
