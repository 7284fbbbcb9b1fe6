use super::*;
use crate::model::CiteKey;

/// Applies a change to the first entry and expects the whole text.
fn check(text: &str, change: Change, expected: &str) {
    let document = Document::parse(text.into());
    let edits = document.edits(0, &change).unwrap();
    assert_eq!(source::apply(text, &edits).unwrap(), expected);
}

fn set(field: Field, value: &str) -> Change {
    Change::SetField(field, Value::tex(value))
}

#[test]
fn a_value_keeps_its_delimiters() {
    check("@book{a, title = {A}}", set(Field::TITLE, "B"), "@book{a, title = {B}}");
    check("@book{a, title=\"A\"}", set(Field::TITLE, "B"), "@book{a, title=\"B\"}");
    check("@book{a, volume = 1}", set(Field::VOLUME, "2"), "@book{a, volume = 2}");
    check("@book{a, volume = 1}", set(Field::VOLUME, "2a"), "@book{a, volume = {2a}}");
}

#[test]
fn quotes_give_way_to_braces_where_they_cannot_hold_the_value() {
    check(
        "@book{a, title = \"A\"}",
        set(Field::TITLE, "B \"C\""),
        "@book{a, title = {B \"C\"}}",
    );
}

#[test]
fn a_new_field_looks_like_its_neighbours() {
    check(
        "@book{a,\n\tTitle  = {A},\n\tAuthor = {B}\n}\n",
        set(Field::NOTE, "C"),
        "@book{a,\n\tTitle  = {A},\n\tAuthor = {B},\n\tNote   = {C}\n}\n",
    );
    check(
        "@book{a,\r\n  title=\"A\",\r\n  author=\"B\",\r\n}\r\n",
        set(Field::NOTE, "C"),
        "@book{a,\r\n  title=\"A\",\r\n  author=\"B\",\r\n  note=\"C\",\r\n}\r\n",
    );
    check(
        "@book{a, title={A}, author={B}}",
        set(Field::NOTE, "C"),
        "@book{a, title={A}, author={B}, note={C}}",
    );
}

#[test]
fn leading_commas_stay_leading() {
    check(
        "@book{a\n , TITLE = \"A\"\n , AUTHOR = \"B\"\n}\n",
        set(Field::NOTE, "C"),
        "@book{a\n , TITLE = \"A\"\n , AUTHOR = \"B\"\n , NOTE = \"C\"\n}\n",
    );
}

#[test]
fn values_stay_in_their_column() {
    check(
        "@book{a,\n  title =      {A},\n  author =     {B},\n}\n",
        set(Field::NOTE, "C"),
        "@book{a,\n  title =      {A},\n  author =     {B},\n  note =       {C},\n}\n",
    );
}

#[test]
fn a_comment_stays_with_its_field() {
    check(
        "@book{a,\n  title = {A},\n  author = {B}, % checked\n}\n",
        set(Field::NOTE, "C"),
        "@book{a,\n  title = {A},\n  author = {B}, % checked\n  note = {C},\n}\n",
    );
}

#[test]
fn an_entry_without_fields_gets_its_first() {
    check("@misc{a}", set(Field::TITLE, "A"), "@misc{a,\n  title = {A}\n}");
    check("@misc{a,\n}\n", set(Field::TITLE, "A"), "@misc{a,\n  title = {A},\n}\n");
}

#[test]
fn a_removed_field_takes_its_line() {
    let text = "@book{a,\n  title = {A},\n  note = {B},\n  volume = 1\n}\n";
    check(
        text,
        Change::RemoveField(Field::NOTE),
        "@book{a,\n  title = {A},\n  volume = 1\n}\n",
    );
    check(
        text,
        Change::RemoveField(Field::VOLUME),
        "@book{a,\n  title = {A},\n  note = {B},\n}\n",
    );
    check(
        "@book{a, title={A}, note={B}, volume=1}",
        Change::RemoveField(Field::NOTE),
        "@book{a, title={A}, volume=1}",
    );
    check(
        "@book{a, title={A}, note={B}}",
        Change::RemoveField(Field::NOTE),
        "@book{a, title={A}}",
    );
    check(
        "@book{a\n , title={A}\n , note={B}\n}",
        Change::RemoveField(Field::NOTE),
        "@book{a\n , title={A}\n}",
    );
}

#[test]
fn names_keep_case_and_column() {
    check(
        "@book{a,\n  NOTE   = {A},\n  VOLUME = 1\n}\n",
        Change::RenameField(Field::NOTE, Field::TITLE),
        "@book{a,\n  TITLE  = {A},\n  VOLUME = 1\n}\n",
    );
}

#[test]
fn kinds_and_keys_are_replaced_alone() {
    check("@BOOK {a , x=1}", Change::SetKind(EntryKind::ONLINE), "@ONLINE {a , x=1}");
    check("@Book{ a , x=1}", Change::SetKey(CiteKey::new("b")), "@Book{ b , x=1}");
}

#[test]
fn a_date_goes_where_it_fits() {
    let date = |text: &str| set(Field::ISSUED, text);
    check("@book{a, year = 1999}", date("2001"), "@book{a, year = 2001}");
    check("@book{a, date = {1999}}", date("2001-02-03"), "@book{a, date = {2001-02-03}}");
    check(
        "@book{a, year = {1999}, x = 1}",
        date("2001-02-03"),
        "@book{a, date = {2001-02-03}, x = 1}",
    );
}

#[test]
fn several_changes_see_each_other() {
    check(
        "@string{x = 1}\n@book{a,\n  note = {A},\n}\n",
        Change::All(vec![
            Change::RenameField(Field::NOTE, Field::TITLE),
            set(Field::TITLE, "B"),
            set(Field::NOTE, "C"),
        ]),
        "@string{x = 1}\n@book{a,\n  title = {B},\n  note = {C},\n}\n",
    );
}

#[test]
fn values_whose_braces_do_not_match_are_refused() {
    let document = Document::parse("@book{a, title = {A}}".into());
    assert!(document.edits(0, &set(Field::TITLE, "B}")).is_err());
    assert!(document.edits(0, &set(Field::NOTE, "{B")).is_err());
}

#[test]
fn entries_come_and_go_with_their_lines() {
    let text = "@book{a,\n}\n\n@book{b,\n}\n";
    let document = Document::parse(text.into());
    let gone = source::apply(text, &[document.remove_entry(0)]).unwrap();
    assert_eq!(gone, "@book{b,\n}\n");
    let more = source::apply(text, &[document.append_entry("@book{c,\n}")]).unwrap();
    assert_eq!(more, "@book{a,\n}\n\n@book{b,\n}\n\n@book{c,\n}\n");
}
