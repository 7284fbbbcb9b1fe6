//! What is found in real `.bib` files, each trap in its smallest form: what is read, and what
//! is said about it. Expected values are those that BibTeX reads (`bibtex.web`, btxdoc), or,
//! where it gives up, what its author meant.

use ibid::formats::Source;
use ibid::formats::bibtex::Document;

/// Reads bytes and expects these entries (`key field=value …`) and the names of these rules.
fn bytes(bytes: &[u8], entries: &[&str], rules: &[&str]) {
    let (source, mut found) = Source::new(None, bytes.to_vec());
    let document = Document::parse(source.text().clone());
    let read: Vec<String> = (0..document.len())
        .map(|entry| {
            let fields = document.fields(entry).iter().filter(|node| !node.disabled);
            let fields = fields.map(|node| {
                let value = document.value(node);
                let value = document.characters(&value);
                format!(" {}={value}", node.name.of(document.text()))
            });
            format!("{}{}", document.key(entry), fields.collect::<String>())
        })
        .collect();
    assert_eq!(read, entries);
    found.extend(document.diagnostics());
    let mut names: Vec<&str> = found.iter().map(|finding| finding.rule.name).collect();
    names.sort_unstable();
    assert_eq!(names, rules);
    assert_eq!(source.edited(&[]).unwrap(), bytes, "not the same bytes");
}

fn check(text: &str, entries: &[&str], rules: &[&str]) {
    bytes(text.as_bytes(), entries, rules);
}

const NEXT: &str = "\n@misc{next, title = {N}}\n";

/// The text with a good entry behind it, which must be read whatever comes before.
fn before_another(text: &str, entry: &str, rules: &[&str]) {
    check(&format!("{text}{NEXT}"), &[entry, "next title=N"], rules);
}

#[test]
fn braces_and_parentheses() {
    check("@book{a, title = {A}}", &["a title=A"], &[]);
    check("@book(a, title = \"A)\")", &["a title=A)"], &[]);
    check("@book ( a ,title = {A} , )", &["a title=A"], &[]);
    check("@misc(@article{a, x = {1}}", &["a x=1"], &[]);
    before_another("@book(a, title = {A}}", "a title=A", &["mismatched-delimiter"]);
}

#[test]
fn strings_are_joined_and_shadowed() {
    check(
        "@string{s = \"S\"}@string(t = s # {T})\n@misc{a, x = t # \"-\" # jan, y = S}",
        &["a x=ST-January y=S"],
        &[],
    );
    // The definition that stands before the use counts (bibtex.web, § 229).
    check(
        "@string{s = {1}}@misc{a, x = s}@string{s = {2}}@misc{b, x = s}",
        &["a x=1", "b x=2"],
        &["redefined-string"],
    );
    check(
        "@string{jan = {Jänner}}@misc{a, month = jan}",
        &["a month=Jänner"],
        &["string-shadows-month"],
    );
    check("@misc{a, address = NewYork}", &["a address=NewYork"], &["undefined-string"]);
}

#[test]
fn preambles_and_comments_are_no_entries() {
    check(
        "@preamble{\"\\def\" # {\\x}} @comment{jabref-meta: grouping: a\\;b;}\n\
         @Comment 2018.bib -*- mode: BibTeX -*-\n@comment{@misc{x, title={X}}}\n@misc{a,}",
        &["a"],
        &[],
    );
}

#[test]
fn text_between_entries() {
    check("mail me@home.org\n@misc{a,} and @misc {b,}\nthe end", &["a", "b"], &[]);
    check("% @misc{off, title={X}}\n@misc{a,}", &["a"], &[]);
}

#[test]
fn missing_commas_keys_and_signs() {
    before_another("@misc{a, x={1}\n y={2}}", "a x=1 y=2", &["missing-comma"]);
    before_another("@misc{a\n x={1}}", "a x=1", &["missing-comma"]);
    before_another("@misc{x={1}}", " x=1", &["missing-cite-key"]);
    before_another("@misc{, x={1}}", " x=1", &["missing-cite-key"]);
    before_another("@misc{a, x {1}}", "a x=1", &["missing-equals"]);
}

#[test]
fn braces_that_never_close() {
    before_another(
        "@misc{a, x = {1}, y = {2\n",
        "a x=1 y=2",
        &["unclosed-entry", "unclosed-value"],
    );
    before_another(
        "@misc{a, x = {1},\n y = {2,\n z = {3}\n}",
        "a x=1 y=2 z=3",
        &["unclosed-value"],
    );
    before_another("@misc{a, x = {1}\n", "a x=1", &["unclosed-entry"]);
    before_another("@misc{a, x = {1}}, y = {2}}", "a x=1 y=2", &["extra-brace"]);
    before_another("@misc{a}, x = {1}}", "a x=1", &["extra-brace"]);
    check(&format!("@comment{{ never{NEXT}"), &["next title=N"], &["unclosed-comment"]);
}

#[test]
fn quotes_that_never_close() {
    before_another("@misc{a, x = \"1,\n y = {2}\n}", "a x=1 y=2", &["unclosed-value"]);
    before_another(
        "@misc{a, x = \"zu l\"osen\",\n y = {2}\n}",
        "a x=zu l\"osen y=2",
        &["quote-in-quotes"],
    );
    check("@misc{a, x = \"a {\"}b{\"} c\"}", &["a x=a {\"}b{\"} c"], &[]);
}

#[test]
fn fields_and_keys_that_stand_twice() {
    check(
        "@misc{a, x={1}, X={2}}@misc{a, x={3}}",
        &["a x=1 X=2", "a x=3"],
        &["duplicate-field"],
    );
}

#[test]
fn percent_lines_in_entries() {
    check("@misc{a, % c\n x={1}, % y={0},\n% z={0}\n w={2}\n}", &["a x=1 w=2"], &[]);
    check("@misc{a, x={50% of}}", &["a x=50% of"], &[]);
}

#[test]
fn odd_names_and_keys() {
    check("@misc{K&R_1:2+x,}@misc{Garlén1988,}", &["K&R_1:2+x", "Garlén1988"], &[]);
    check("@misc{Lo Duca20,\n x={1}}", &["Lo Duca20 x=1"], &[]);
    check(
        "@misc{a, issn-l={1}, funding_text 1={2}}",
        &["a issn-l=1 funding_text 1=2"],
        &[],
    );
    check("@misc{a, @url={1}, x={2}}", &["a x=2"], &["disabled-field"]);
    check("@misc{Kury\\l{}owicz, x={1}}", &["Kury\\l{}owicz x=1"], &[]);
}

#[test]
fn line_ends() {
    for end in ["\n", "\r\n", "\r"] {
        let text = "@misc{a,~ x={1},~ % y~ z={2}~}~@misc{b,~}".replace('~', end);
        check(&text, &["a x=1 z=2", "b"], &[]);
    }
}

#[test]
fn encodings() {
    check("\u{feff}@misc{a, x={ü}}", &["a x=ü"], &["byte-order-mark"]);
    bytes(b"@misc{a, x={J\xf6rg M\xfcller}}", &["a x=Jörg Müller"], &["not-utf8"]);
    bytes(
        b"@misc{a, x={J\x9arg M\x9fller, Andr\x8e}}",
        &["a x=Jörg Müller, André"],
        &["not-utf8"],
    );
    for big in [true, false] {
        let units = std::iter::once(0xfeff).chain("@misc{a, x={ü}}".encode_utf16());
        let utf16: Vec<u8> = units
            .flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect();
        bytes(&utf16, &["a x=ü"], &["not-utf8"]);
    }
    check("@misc{a, x={b\u{1}c}}", &["a x=b\u{1}c"], &["control-character"]);
}

#[test]
fn metadata_of_jabref_and_bibdesk() {
    check(
        "% Encoding: UTF-8\n\n@Article{a, file={:a\\;b.pdf:PDF}, bdsk-file-1={YnBsaXN0MDDS=}}\n\n\
         @Comment{jabref-meta: databaseType:biblatex;}\n\n@comment{BibDesk Static Groups{\n\
         <?xml version=\"1.0\"?>\n<a@b>{}</a>\n}}\n",
        &["a file=:a\\;b.pdf:PDF bdsk-file-1=YnBsaXN0MDDS="],
        &[],
    );
}
