//! What CSL 1.0.2 asks of a processor, one small style a feature; expected text from the
//! section of the specification that each test names.

use ibid::csl::sources::Sources;
use ibid::csl::{self, Abbreviations, Cite, Cluster, Job, Mode, Style};
use ibid::formats::csl_json;
use ibid::model::{Locator, LocatorLabel};
use ibid::output;

const DOE: &str = r#"{"id": "a", "type": "book", "title": "A Title", "author": [{"family": "Doe", "given": "Jane"}], "issued": {"date-parts": [[2001, 2, 3]]}}"#;

fn style(class: &str, options: &str, layout: &str, more: &str) -> Style {
    let xml = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="{class}" version="1.0"><citation {options}><layout delimiter="; ">{layout}</layout></citation>{more}</style>"#
    );
    Style::load(&xml, Some("en-US"), &Sources::default()).0.expect("it compiles")
}

/// One cluster that cites all items, as HTML.
fn cited(
    style: &Style,
    items: &str,
    change: impl Fn(&mut Cluster),
    job: Job<'_>,
) -> String {
    let entries = csl_json::from_text(&format!("[{items}]").into()).entries;
    let mut cluster =
        Cluster { cites: (0..entries.len()).map(Cite::of).collect(), ..Cluster::default() };
    change(&mut cluster);
    let clusters = [cluster];
    let job = Job { entries: &entries, clusters: &clusters, ..job };
    let processed = csl::process(style, &job);
    (output::named("html").expect("a writer").inline)(&processed.citations[0])
}

fn check(options: &str, layout: &str, items: &str, expected: &str) {
    let style = style("in-text", options, layout, "");
    assert_eq!(cited(&style, items, |_| (), Job::new(&[])), expected);
}

const NAMES: &str = r#"<names variable="author"><name/></names>"#;

#[test]
fn intext_prints_the_names_of_a_sentence() {
    // citeproc-js and CSL-M: `cs:intext` beside `cs:citation`.
    let intext = format!("<intext><layout>{NAMES}</layout></intext>");
    let layout = r#"<group delimiter=", "><names variable="author"><name form="short"/></names><text variable="title"/></group>"#;
    let style = style("in-text", "", layout, &intext);
    let composite = |cluster: &mut Cluster| cluster.mode = Mode::Composite;
    assert_eq!(cited(&style, DOE, composite, Job::new(&[])), "Jane Doe A Title");
}

#[test]
fn short_forms_come_from_a_list() {
    let items = r#"{"id": "a", "container-title": "Journal of Things"}"#;
    let style =
        style("in-text", "", r#"<text variable="container-title" form="short"/>"#, "");
    let mut list = Abbreviations::default();
    list.insert("container-title", "Journal of Things", "J. Th.");
    let job = Job { abbreviations: &list, ..Job::new(&[]) };
    assert_eq!(cited(&style, items, |_| (), job), "J. Th.");
}

#[test]
fn the_note_may_hold_variables() {
    // Zotero's documentation: “Citing Fields from Extra”.
    let items = r#"{"id": "a", "title": "T", "note": "original-date: 1899\nPMCID: PMC12\neditor: Roe || Ann\nwords: of prose"}"#;
    let layout = r#"<group delimiter=" "><date variable="original-date" form="numeric" date-parts="year"/><text variable="PMCID"/><names variable="editor"/></group>"#;
    check("", layout, items, "1899 PMC12 Ann Roe");
}

#[test]
fn identifiers_become_links() {
    // Appendix VI: the root is added where text or prefix do not bring it.
    let items = r#"{"id": "a", "DOI": "10.1/x", "PMID": "7", "URL": "https://x.org/"}"#;
    let layout = r#"<group delimiter=" "><text variable="DOI" prefix="https://doi.org/"/><text variable="PMID"/><text variable="URL"/></group>"#;
    let style = style("in-text", "", layout, "");
    let job = Job { links: true, ..Job::new(&[]) };
    let expected = r#"<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a> <a href="https://www.ncbi.nlm.nih.gov/pubmed/7">7</a> <a href="https://x.org/">https://x.org/</a>"#;
    assert_eq!(cited(&style, items, |_| (), job), expected);
}

#[test]
fn line_breaks_of_delimiters_stay() {
    let layout = "<group delimiter=\"\n\"><text variable=\"title\"/><text value=\"&#10;x\"/></group>";
    check("", layout, DOE, "A Title\n\nx");
}

#[test]
fn both_et_al_attributes_are_needed() {
    // “Et-al Abbreviation”: use of the two attributes enables it.
    let items =
        r#"{"id": "a", "author": [{"family": "A"}, {"family": "B"}, {"family": "C"}]}"#;
    check(r#"et-al-min="3""#, NAMES, items, "A, B, C");
    check(r#"et-al-min="3" et-al-use-first="1""#, NAMES, items, "A et al.");
}

#[test]
fn a_delimiter_precedes_the_last_name_after_an_inverted_one() {
    // “Name”: `delimiter-precedes-last="after-inverted-name"`.
    let layout = r#"<names variable="author"><name and="text" name-as-sort-order="first" delimiter-precedes-last="after-inverted-name"/></names>"#;
    let two = |a: &str, b: &str| format!(r#"{{"id": "a", "author": [{a}, {b}]}}"#);
    let doe = r#"{"family": "Doe", "given": "J"}"#;
    check("", layout, &two(doe, doe), "Doe, J, and J Doe");
    let acme = r#"{"literal": "Acme"}"#;
    check("", layout, &two(acme, acme), "Acme and Acme");
}

#[test]
fn institutions_look_like_family_names() {
    let layout = r#"<names variable="author"><name font-weight="bold"><name-part name="family" text-case="uppercase"/></name></names>"#;
    let items = r#"{"id": "a", "author": [{"literal": "Acme Inc"}]}"#;
    check("", layout, items, "<b>ACME INC</b>");
}

#[test]
fn cites_with_the_same_names_are_grouped() {
    // “Cite Grouping”: (Doe 1999; Smith 2002; Doe 2006; Doe et al. 2007) becomes this.
    let item = |id: &str, names: &str, year: u32| {
        let names: Vec<String> =
            names.split(' ').map(|name| format!(r#"{{"family": "{name}"}}"#)).collect();
        let names = names.join(", ");
        format!(
            r#"{{"id": "{id}", "author": [{names}], "issued": {{"date-parts": [[{year}]]}}}}"#
        )
    };
    let items = [
        item("1", "Doe", 1999),
        item("2", "Smith", 2002),
        item("3", "Doe", 2006),
        item("4", "Doe Roe Poe", 2007),
    ];
    let layout = r#"<names variable="author"><name form="short"/></names><date variable="issued" form="numeric" date-parts="year" prefix=" "/>"#;
    let xml = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><citation cite-group-delimiter="; " et-al-min="3" et-al-use-first="1"><sort><key variable="issued"/></sort><layout delimiter="; ">{layout}</layout></citation></style>"#
    );
    let style = Style::load(&xml, None, &Sources::default()).0.expect("it compiles");
    let expected = "Doe 1999; Doe 2006; Smith 2002; Doe et al. 2007";
    assert_eq!(cited(&style, &items.join(", "), |_| (), Job::new(&[])), expected);
}

#[test]
fn conditions_are_switched_on_only_where_needed() {
    // “Disambiguation”, method (3), one condition after the other.
    let layout = r#"<group delimiter=", "><names variable="author"/><choose><if disambiguate="true"><text variable="title"/></if></choose><choose><if disambiguate="true"><text variable="edition"/></if></choose></group>"#;
    let item = |id: &str, title: &str, edition: u32| {
        format!(
            r#"{{"id": "{id}", "author": [{{"family": "Doe"}}], "title": "{title}", "edition": {edition}}}"#
        )
    };
    let items = [item("1", "One", 7), item("2", "Two", 8), item("3", "Two", 9)];
    check("", layout, &items.join(", "), "Doe, One; Doe, Two, 8; Doe, Two, 9");
}

#[test]
fn labels_inside_a_locator_are_short_unless_the_style_says_more() {
    let locator = |cluster: &mut Cluster| {
        cluster.cites[0].locator =
            Some(Locator { label: LocatorLabel::PAGE, value: "36-38, fig. 3".into() });
    };
    let layout = |form: &str| {
        format!(
            r#"<group delimiter=" "><label variable="locator" {form}/><text variable="locator"/></group>"#
        )
    };
    let short = style("in-text", "", &layout(""), "");
    assert_eq!(cited(&short, DOE, locator, Job::new(&[])), "pages 36–38, fig. 3");
    let long = style("in-text", "", &layout(r#"form="long""#), "");
    assert_eq!(cited(&long, DOE, locator, Job::new(&[])), "pages 36–38, figure 3");
}

#[test]
fn the_case_of_letters_is_that_of_the_entrys_language() {
    let items = r#"{"id": "a", "title": "ic", "language": "tr"}"#;
    check("", r#"<text variable="title" text-case="uppercase"/>"#, items, "İC");
}

#[test]
fn titles_in_other_languages_keep_their_case() {
    // “Title Case Conversion”, “Non-English Items”.
    let layout = r#"<text variable="original-title" text-case="title"/>"#;
    let item = |language: &str| {
        format!(
            r#"{{"id": "a", "original-title": "syntax und stil", "language": "{language}"}}"#
        )
    };
    check("", layout, &item("de"), "syntax und stil");
    check("", layout, &item("en"), "Syntax Und Stil");
}

#[test]
fn a_cite_without_output_is_told_of() {
    let style = style("in-text", "", r#"<text variable="publisher"/>"#, "");
    let entries = csl_json::from_text(&format!("[{DOE}]").into()).entries;
    let clusters = [Cluster { cites: vec![Cite::of(0)], ..Cluster::default() }];
    let job = Job { clusters: &clusters, ..Job::new(&entries) };
    let rules: Vec<&str> = csl::process(&style, &job)
        .diagnostics
        .iter()
        .map(|found| found.rule.name)
        .collect();
    assert_eq!(rules, ["cite-prints-nothing"]);
}

#[test]
fn ten_megabytes_of_nesting_are_a_finding() {
    let depth = 700_000;
    let xml =
        format!("<style>{}{}</style>", "<group>".repeat(depth), "</group>".repeat(depth));
    let (style, found) = Style::load(&xml, None, &Sources::default());
    let rules: Vec<&str> = found.iter().map(|found| found.rule.name).collect();
    assert_eq!((style.is_none(), rules), (true, vec!["malformed-style"]));
}

#[test]
fn what_variables_leave_of_a_note_is_printed() {
    // Zotero's documentation: “Citing Fields from Extra”: those lines are fields.
    let items = r#"{"id": "a", "note": "original-date: 1899\nwords of prose"}"#;
    check("", r#"<text variable="note"/>"#, items, "words of prose");
}

#[test]
fn a_hyphen_within_page_labels_is_no_range() {
    let layout = r#"<text variable="page"/>"#;
    check("", layout, r#"{"id": "a", "page": "12A-18A"}"#, "12A-18A");
    check("", layout, r#"{"id": "a", "page": "12a-18a"}"#, "12a–18a");
}

#[test]
fn a_branch_in_substitute_stops_at_its_first_output() {
    // “Substitute”: the first element with output stands for the names.
    let layout = r#"<names variable="author"><substitute><choose><if type="report"><text variable="publisher"/><text variable="title"/></if></choose></substitute></names>"#;
    let items = r#"{"id": "a", "type": "report", "publisher": "Acme", "title": "T"}"#;
    check("", layout, items, "Acme");
}

#[test]
fn brackets_in_notes_pair() {
    let layout = r#"<group prefix="(" suffix=")"><text variable="title"/><group prefix=" (" suffix=")"><text variable="volume"/></group></group>"#;
    let style = style("note", "", layout, "");
    let items = r#"{"id": "a", "title": "T", "volume": "2"}"#;
    assert_eq!(cited(&style, items, |_| (), Job::new(&[])), "(T [2])");
}
