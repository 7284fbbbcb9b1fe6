use super::*;

/// Merges and expects this text with so many conflicts, whichever side is ours if there
/// are none.
fn check(base: &str, ours: &str, theirs: &str, conflicts: usize, expected: &str) {
    let merged = merge(base, ours, theirs, &Markers::default());
    assert_eq!((merged.text.as_str(), merged.conflicts), (expected, conflicts));
}

const BASE: &str =
    "@misc{a,\n  title = {A},\n  year = 2001,\n}\n\n@misc{b,\n  title = {B},\n}\n";

/// The base with a text put in the place of another.
fn with(from: &str, to: &str) -> String {
    assert!(BASE.contains(from));
    BASE.replacen(from, to, 1)
}

#[test]
fn two_fields_of_one_entry() {
    check(
        BASE,
        &with("{A}", "{AA}"),
        &with("2001", "2002"),
        0,
        &with("{A},\n  year = 2001", "{AA},\n  year = 2002"),
    );
}

#[test]
fn layout_of_ours_and_values_of_theirs() {
    let ours =
        "@misc{a,\n    Title = \"A\",\n    Year  = 2001\n}\n\n@misc{b, title = {B}}\n";
    let theirs = with("2001,", "2002,\n  note = jan # { x},");
    let expected = "@misc{a,\n    Title = \"A\",\n    Year  = 2002,\n    Note  = jan # { x}\n}\
                    \n\n@misc{b, title = {B}}\n";
    check(BASE, ours, &theirs, 0, expected);
}

#[test]
fn the_same_field_changed_in_two_ways() {
    check(
        BASE,
        &with("2001", "2002"),
        &with("2001", "2003"),
        1,
        &with(
            "  year = 2001,\n",
            "<<<<<<< ours\n  year = 2002,\n=======\n  year = 2003,\n>>>>>>> theirs\n",
        ),
    );
    check(
        BASE,
        &with("2001", "2002"),
        &with("  year = 2001,\n", ""),
        1,
        &with(
            "  year = 2001,\n",
            "<<<<<<< ours\n  year = 2002,\n=======\n>>>>>>> theirs\n",
        ),
    );
}

#[test]
fn the_same_change_twice_is_no_conflict() {
    let both = with("2001", "{2002}");
    check(BASE, &both, &with("2001", "2002"), 0, &both);
}

#[test]
fn entries_added_on_both_sides() {
    let ours = format!("{BASE}\n@misc{{c,\n}}\n");
    let theirs = with("@misc{b", "@misc{x,\n}\n\n% on b\n@misc{b");
    let expected = format!("{theirs}\n@misc{{c,\n}}\n");
    check(BASE, &ours, &theirs, 0, &expected);
}

#[test]
fn an_entry_taken_away_and_another_changed() {
    let gone = with("@misc{a,\n  title = {A},\n  year = 2001,\n}\n\n", "");
    check(BASE, &with("{B}", "{BB}"), &gone, 0, &gone.replace("{B}", "{BB}"));
    check(
        BASE,
        &gone,
        &with("2001", "2002"),
        1,
        "<<<<<<< ours\n=======\n@misc{a,\n  title = {A},\n  year = 2002,\n}\n>>>>>>> theirs\n\
         \n@misc{b,\n  title = {B},\n}\n",
    );
}

#[test]
fn strings_types_and_comments() {
    let base = "% one\n\n@string{s = {S}}\n\n@misc{a,\n  note = s,\n}\n";
    let ours = base.replace("{S}", "{T}");
    let theirs = base.replace("% one", "% two").replace("@misc", "@book");
    check(base, &ours, &theirs, 0, &theirs.replace("{S}", "{T}"));
}

#[test]
fn line_ends_are_ours() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let theirs = with("2001", "2002").replace("{B}", "{B\nB}");
    check(
        &crlf(BASE),
        &crlf(&with("{A}", "{C}")),
        &theirs,
        0,
        &crlf(&theirs.replace("{A}", "{C}")),
    );
}

#[test]
fn an_entry_on_one_line_conflicts_as_a_whole() {
    check(
        "@misc{a, year=1}\n",
        "@misc{a, year=2}\n",
        "@misc{a, year=3}\n",
        1,
        "<<<<<<< ours\n@misc{a, year=2}\n=======\n@misc{a, year=3}\n>>>>>>> theirs\n",
    );
}
