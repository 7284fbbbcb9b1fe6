use super::*;
use crate::formats::bibtex::Document;

/// The options of a line like `wrap=40 months=macros`.
fn options(line: &str) -> Options {
    let mut options = Options::default();
    for (name, value) in line.split_whitespace().filter_map(|word| word.split_once('=')) {
        let row = OPTIONS.iter().find(|row| row.name == name).unwrap();
        assert!((row.set)(&mut options, value), "{name} = {value}");
    }
    options
}

/// Formats, expects this text, and expects it again from itself.
fn check(line: &str, source: &str, expected: &str) {
    let options = options(line);
    let once = format(&Document::parse(source.into()), &options).text;
    assert_eq!(&*once, expected);
    let twice = format(&Document::parse(once.clone()), &options).text;
    assert_eq!(once, twice, "formatted twice");
}

#[test]
fn the_canonical_layout() {
    check(
        "",
        "@ARTICLE (doe2020 ,Title=\"On {\\\"U}\" # jan\n,YEAR = 1999 , month=jan)\n\n\n\n@misc{b}",
        "@article{doe2020,\n  title        = {On {\\\"U}} # jan,\n  year         = {1999},\n  \
         month        = jan,\n}\n\n@misc{b,\n}\n",
    );
}

#[test]
fn braces_around_whole_values() {
    let entry = |author: &str, title: &str| {
        format!("@misc{{a,\n  author = {{{author}}},\n  title = {{{title}}},\n}}\n")
    };
    let enclose = "align=none enclose=title,author";
    check(enclose, &entry("WHO", "On {TeX}"), &entry("WHO", "{On {TeX}}"));
    check(enclose, &entry("WHO", r"\TeX for {U}s"), &entry("WHO", r"{{\TeX for {U}s}}"));
    let strip = "align=none strip-braces=title,author";
    check(strip, &entry("{WHO}", "{{On {TeX}}}"), &entry("{WHO}", "On {TeX}"));
    for title in ["{A} and {B}", r"{\'E}"] {
        check(strip, &entry("{WHO}", title), &entry("{WHO}", title));
    }
}

#[test]
fn comments_stay_where_they_are() {
    let text = "% head\n\n% on a\n@misc{a, % key\n  % one\n  title        = {A}, % two\n  \
                % tail\n} % behind\n\n@comment{jabref-meta: x;}\n";
    check("", text, text);
    check(
        "trailing-comma=false",
        "@misc{a,title={A} % x\n,note={B}\n% y\n}",
        "@misc{a,\n  title        = {A}, % x\n  note         = {B}\n  % y\n}\n",
    );
}

#[test]
fn alignment_and_indentation() {
    let source = "@misc{a, title={A}, note={B}}";
    check("align=none indent=tab", source, "@misc{a,\n\ttitle = {A},\n\tnote = {B},\n}\n");
    check(
        "align=entry indent=4",
        source,
        "@misc{a,\n    title = {A},\n    note  = {B},\n}\n",
    );
}

#[test]
fn names_delimiters_and_numbers() {
    let source = "@MISC{a, Title={A \"B\"}, note=\"C\", year=1999}";
    check(
        "align=none names=title delimiters=quotes",
        source,
        "@Misc{a,\n  Title = {A \"B\"},\n  Note = \"C\",\n  Year = \"1999\",\n}\n",
    );
    check(
        "align=none names=keep delimiters=keep numbers=bare",
        "@MISC{a, Title={A}, note=\"C\", year={1999}}",
        "@MISC{a,\n  Title = {A},\n  note = \"C\",\n  year = 1999,\n}\n",
    );
}

#[test]
fn months_as_macros() {
    let month = |written: &str| format!("@misc{{a,\n  month = {written},\n}}\n");
    let line = "align=none months=macros";
    for written in ["{March}", "\"mar.\"", "{3}", "03", "mar"] {
        check(line, &month(written), &month("mar"));
    }
    check(line, &month("{Spring 3}"), &month("{Spring 3}"));
    let redefined = "@string{mar = {Maerz}}\n\n";
    let text = format!("{redefined}{}", month("{March}"));
    check(line, &text, &text);
}

#[test]
fn wrapping_keeps_words_paragraphs_and_math() {
    check(
        "align=none wrap=30",
        "@misc{a, title={One two three   four five six $a + b$ seven}, url={http://x y  z}}",
        "@misc{a,\n  title = {One two three four\n    five six $a + b$ seven},\n  \
         url = {http://x y  z},\n}\n",
    );
    check(
        "align=none wrap=join",
        "@misc{a, abstract={One\n two.\n\n  Three}}",
        "@misc{a,\n  abstract = {One two.\n\n    Three},\n}\n",
    );
}

#[test]
fn sorting() {
    let entry = |key: &str, year: u16| format!("@misc{{{key},\n  year = {{{year}}},\n}}\n");
    let (a, b, c) = (entry("a", 2001), entry("B", 1999), entry("c", 2001));
    let head = "% head\n\n@string{x = {X}}\n\n";
    check(
        "align=none sort=key",
        &format!("{head}% on c\n{c}\n{b}\n{a}\n% end\n"),
        &format!("{head}{a}\n{b}\n% on c\n{c}\n% end\n"),
    );
    check(
        "align=none sort=-year,key",
        &format!("{b}\n{c}\n{a}"),
        &format!("{a}\n{c}\n{b}"),
    );
}

#[test]
fn parents_stay_behind_their_children_and_repeated_keys_in_order() {
    let text = "@misc{z,\n  crossref = {b},\n}\n\n@misc{b,\n}\n";
    check("align=none sort=key", text, text);
    check(
        "align=none sort=type",
        "@misc{k,\n}\n\n@book{k,\n}\n\n@article{x,\n}\n",
        "@article{x,\n}\n\n@misc{k,\n}\n\n@book{k,\n}\n",
    );
}

#[test]
fn strings_that_are_redefined_do_not_move() {
    let text = "@string{s = {1}}\n\n@misc{z,\n  note = s,\n}\n\n@string{s = {2}}\n\n\
                @misc{a,\n  note = s,\n}\n";
    check("align=none sort=key", text, text);
}

#[test]
fn fields_in_order() {
    check(
        "align=none field-order=author,title",
        "@misc{a, note={N}, % n\n title={T}, author={A}}",
        "@misc{a,\n  author = {A},\n  title = {T},\n  note = {N}, % n\n}\n",
    );
    // Of a field that stands twice the first counts.
    check(
        "align=none field-order=journaltitle",
        "@article{a, journal={J}, journaltitle={K}}",
        "@article{a, journal={J}, journaltitle={K}}",
    );
}

#[test]
fn characters_by_class() {
    let source = "@misc{a,\n  title = {Müller – α},\n  url = {http://ü},\n}\n";
    check(
        "align=none characters=latex classes=letters,dashes",
        source,
        "@misc{a,\n  title = {M{\\\"u}ller -- α},\n  url = {http://ü},\n}\n",
    );
    check(
        "align=none characters=unicode",
        "@misc{a,\n  title = {M{\\\"u}ller $\\alpha$ \\'e \\url{\\'e}},\n}\n",
        "@misc{a,\n  title = {Müller $\\alpha$ é \\url{\\'e}},\n}\n",
    );
}

#[test]
fn what_is_broken_stays_and_the_rest_is_formatted() {
    check(
        "",
        "@misc{a, title={A}}\n@misc{b, title={B\n@misc{c,title={C}}\n",
        "@misc{a,\n  title        = {A},\n}\n@misc{b, title={B\n@misc{c,\n  \
         title        = {C},\n}\n",
    );
}

#[test]
fn line_ends_are_those_of_the_file() {
    check(
        "",
        "@misc{a,title={A\r\nB}}\r\n",
        "@misc{a,\r\n  title        = {A\r\nB},\r\n}\r\n",
    );
    check(
        "line-ends=lf",
        "@misc{a,title={A\r\nB}}\r\n",
        "@misc{a,\n  title        = {A\nB},\n}\n",
    );
}

#[test]
fn two_blocks_on_a_line_and_text_around_them() {
    check(
        "blank-lines=none",
        "@blah @article{foo,a={1}} x\nfoo@blah @article{bar,a=1}",
        "@blah\n@article{foo,\n  a            = {1},\n} x\nfoo@blah\n@article{bar,\n  \
         a            = {1},\n}\n",
    );
}

#[test]
fn page_dashes_and_fields_left_out() {
    let line = "align=none page-dashes=true drop=abstract,file drop-empty=true";
    check(
        line,
        "@misc{a, pages={6-13, 20–22}, abstract={X}, note={}, day, title={a-b}}",
        "@misc{a,\n  pages = {6--13, 20--22},\n  title = {a-b},\n}\n",
    );
    let text = "@misc{a,\n  pages = {\\emph{6-13}},\n}\n";
    check(line, text, text);
}

#[test]
fn a_broken_entry_is_not_moved_to_where_it_is_read_otherwise() {
    let text = "@misc(\n@misc{a,\n  title = {A},\n}\n@misc(\u{7f}s = \n@misc{a,\n}\n";
    let sorted = options("sort=-year,key");
    let old = Document::parse(text.into());
    let new = Document::parse(format(&old, &sorted).text);
    let keys = |document: &Document| {
        let mut keys: Vec<String> =
            (0..document.len()).map(|at| document.key(at).to_owned()).collect();
        keys.sort();
        keys
    };
    assert_eq!(keys(&old), keys(&new));
}

#[test]
fn a_repeated_key_is_sorted_as_if_it_were_the_entry_before_it() {
    let entry =
        |key: &str, year: u16| format!("@misc{{{key},\n  year         = {{{year}}},\n}}\n");
    let text = [entry("k", 2001), entry("x", 2000), entry("k", 2000), entry("y", 2001)];
    let sorted = [entry("x", 2000), entry("k", 2001), entry("k", 2000), entry("y", 2001)];
    let (text, sorted) = (text.join("\n"), sorted.join("\n"));
    check("sort=year", &text, &sorted);
    check("sort=year", &sorted, &sorted);
}

#[test]
fn nothing_is_sorted_from_an_entry_on_that_never_ends() {
    let text = "@misc{b,\n}\n\n@misc{a,\n}\n\n@misc{d, title = {D\n\n@misc{c,\n}\n";
    let sorted = "@misc{a,\n}\n\n@misc{b,\n}\n\n@misc{d, title = {D\n\n@misc{c,\n}\n";
    check("sort=key", text, sorted);
    check("sort=key", sorted, sorted);
}
