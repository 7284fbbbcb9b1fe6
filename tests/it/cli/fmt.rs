//! `ibid fmt`.

use super::Place;

const UGLY: &str = "@MISC{a, title=\"A\"}\n";
const NEAT: &str = "@misc{a,\n  title        = {A},\n}\n";

#[test]
fn formats_files_and_says_how_many() {
    let place = Place::new();
    place.write("a.bib", UGLY);
    place.write("sub/b.bib", NEAT);
    let run = place.run(&["fmt", "."]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{}", run.talk);
    assert_eq!(run.talk, "note: 1 of 2 files formatted\n");
    assert_eq!(place.read("a.bib"), NEAT);
    assert_eq!(place.read("sub/b.bib"), NEAT);
}

#[test]
fn check_names_files_and_diff_shows_them() {
    let place = Place::new();
    place.write("a.bib", UGLY);
    let run = place.run(&["fmt", "--check", "a.bib"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), "a.bib\n"));
    let run = place.run(&["fmt", "--diff", "a.bib"]);
    let diff = "--- a/a.bib\n+++ b/a.bib\n@@ -1 +1,3 @@\n-@MISC{a, title=\"A\"}\n+@misc{a,\n+  \
                title        = {A},\n+}\n";
    assert_eq!((run.code, run.out.as_str()), (Some(1), diff));
    assert_eq!(place.read("a.bib"), UGLY);
    place.write("a.bib", NEAT);
    assert_eq!(place.run(&["fmt", "--check", "a.bib"]).code, Some(0));
}

#[test]
fn stdin_goes_to_stdout() {
    let run = Place::new().run_with(&["fmt", "-"], UGLY.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (Some(0), NEAT));
}

#[test]
fn settings_and_flags() {
    let place = Place::new();
    place.write("ibid.toml", "[fmt]\nalign = \"none\"\nindent = 4\nsort = [\"key\"]\n");
    let run = place.run_with(&["fmt", "-"], b"@misc{b}\n@misc{a, note={N}}");
    assert_eq!(run.out, "@misc{a,\n    note = {N},\n}\n\n@misc{b,\n}\n", "{}", run.talk);
    let run = place.run_with(&["fmt", "-", "--indent", "tab"], b"@misc{a, note={N}}");
    assert_eq!(run.out, "@misc{a,\n\tnote = {N},\n}\n");
    let run = place.run_with(&["fmt", "-", "--indent", "wide"], b"");
    assert_eq!(run.code, Some(2));
    assert_eq!(
        run.talk,
        "error: `indent` cannot be `wide`\n  help: it is a number of blanks, or tab\n"
    );
}

#[test]
fn in_the_library_it_can_be_undone() {
    let place = Place::with_library(UGLY);
    assert_eq!(place.run(&["fmt"]).code, Some(0));
    assert_eq!(place.read("library/library.bib"), NEAT);
    assert_eq!(place.run(&["undo"]).code, Some(0));
    assert_eq!(place.read("library/library.bib"), UGLY);
}

#[test]
fn latin_1_stays_or_becomes_utf8() {
    let place = Place::new();
    let latin = b"@misc{a, author={M\xfcller, J\xf6rg and Andr\xe9}}";
    place.write("a.bib", latin);
    assert_eq!(place.run(&["fmt", "a.bib"]).code, Some(0));
    let bytes = std::fs::read(place.path("a.bib")).unwrap();
    assert_eq!(
        bytes,
        b"@misc{a,\n  author       = {M\xfcller, J\xf6rg and Andr\xe9},\n}\n"
    );
    assert_eq!(place.run(&["fmt", "a.bib", "--encoding", "utf8"]).code, Some(0));
    assert_eq!(
        place.read("a.bib"),
        "@misc{a,\n  author       = {Müller, Jörg and André},\n}\n"
    );
}
