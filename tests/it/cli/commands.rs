//! Every command once, with its exit code and what it prints.

use super::{Place, TWO};

#[test]
fn list_shows_one_line_an_entry() {
    let place = Place::with_library(TWO);
    place.run(&["list"]).check(
        0,
        "doe2020  2020  Doe        On Things\nroe2021  2021  Roe & Doe  More Things\n",
        "",
    );
    place.run(&["list", "--keys", "--sort", "-year"]).check(0, "roe2021\ndoe2020\n", "");
    place.run(&["list", "year:2021", "--keys"]).check(0, "roe2021\n", "");
    place.run(&["list", "-n", "1", "--keys"]).check(0, "doe2020\n", "");
    place.run(&["list", "zebra"]).check(0, "", "note: no entry matches\n");
}

#[test]
fn a_wrong_query_is_shown_with_a_caret() {
    let place = Place::with_library(TWO);
    place.run(&["list", "auhtor:doe"]).check(
        2,
        "",
        "error: there is no field `auhtor`\n  auhtor:doe\n  ^^^^^^^\n  \
         help: did you mean `author`?\n",
    );
}

#[test]
fn queries_are_explained() {
    let place = Place::with_library(TWO);
    place.run(&["list", "-q", "doe or year:2020", "--explain-query"]).check(
        0,
        "any of\n├─ any field contains “doe”\n└─ issued is in 2020\n",
        "",
    );
}

#[test]
fn show_prints_an_entry() {
    let place = Place::with_library(TWO);
    place.run(&["show", "doe2020"]).check(
        0,
        "doe2020 (book) in library/library.bib\n  author  Jane Doe\n  title   On Things\n  \
         issued  2020-05\n",
        "",
    );
    place.run(&["show", "doe2002"]).check(
        2,
        "",
        "error: there is no entry `doe2002` in the library\n  help: did you mean `doe2020`?\n  \
         help: `ibid list` shows all keys\n",
    );
}

#[test]
fn what_is_shown_to_people_is_there_in_json() {
    let place = Place::with_library(TWO);
    for command in [
        &["list"][..],
        &["show", "doe2020"],
        &["formats"],
        &["config", "show"],
        &["log"],
        &["style", "list"],
        &["explain", "--all"],
    ] {
        let args: Vec<&str> = command.iter().copied().chain(["--json"]).collect();
        let run = place.run(&args);
        assert_eq!(run.code, Some(0), "{command:?}: {}", run.talk);
        let value: Result<serde_json::Value, _> = serde_json::from_str(&run.out);
        assert!(value.is_ok(), "{command:?}: {}", run.out);
    }
}

#[test]
fn convert_writes_csl_json_and_an_empty_array_for_nothing() {
    let place = Place::new();
    place.write("two.bib", TWO);
    place.write("empty.bib", "");
    let run = place.run(&["convert", "two.bib", "-t", "csl-json"]);
    let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let ids: Vec<_> =
        value.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!((run.code, ids), (Some(0), vec!["doe2020", "roe2021"]));
    place.run(&["convert", "empty.bib", "-t", "csl-json"]).answers(0, "[]\n");
}

#[test]
fn convert_reads_stdin_and_writes_tables() {
    let place = Place::new();
    let args = ["convert", "-", "-t", "csv", "--columns", "key,author,title,year"];
    place.run_with(&args, TWO.as_bytes()).answers(
        0,
        "key,author,title,year\ndoe2020,\"Doe, Jane\",On Things,2020\n\
         roe2021,\"Roe, Richard; Doe, Jane\",More Things,2021\n",
    );
}

#[test]
fn convert_does_not_overwrite_unless_it_is_told() {
    let place = Place::new();
    place.write("two.bib", TWO);
    place.write("out.json", "mine");
    let args = ["convert", "two.bib", "-t", "csl-json", "-o", "out.json"];
    place.run(&args).check(
        2,
        "",
        "error: `out.json` is there already\n  help: choose another name, or overwrite it with \
         --force\n",
    );
    assert_eq!(place.read("out.json"), "mine");
    let forced: Vec<&str> = args.into_iter().chain(["--force", "--quiet"]).collect();
    place.run(&forced).check(0, "", "");
    assert!(place.read("out.json").starts_with('['));
}

#[test]
fn unknown_words_are_met_with_the_nearest_known_one() {
    let place = Place::new();
    place.write("two.bib", TWO);
    place.run(&["convert", "two.bib", "-t", "biblatx"]).check(
        2,
        "",
        "error: there is no format `biblatx`\n  help: did you mean `biblatex`?\n  \
         help: `ibid formats` lists them all\n",
    );
    assert_eq!(place.run(&["lst"]).code, Some(2));
}

#[test]
fn export_leaves_out_what_is_ibids_own_and_says_so() {
    let place =
        Place::with_library("@misc{a, title = {A}, x-ibid-source = {b, 2026-01-01}}\n");
    place.run(&["export", "-t", "csv", "--columns", "key,title"]).check(
        0,
        "key,title\na,A\n",
        "note: left out 1 x-ibid-source; --keep-own keeps them\n",
    );
}

#[test]
fn completions_and_the_manual_are_made_from_the_help() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = place.run(&["completions", shell]);
        assert!(run.code == Some(0) && run.out.contains("import"), "{shell}");
    }
    assert!(place.run(&["man"]).out.starts_with(".ie"));
    assert!(place.run(&["man", "convert"]).out.contains("ibid\\-convert"));
    assert_eq!(place.run(&["man", "nothing"]).code, Some(2));
}

/// What is inherited, contained as data or a set of others, is printed as BibLaTeX prints it.
#[test]
fn a_list_of_a_file_has_what_entries_inherit() {
    let place = Place::new();
    place.write(
        "a.bib",
        "@inproceedings{t, author={Roe, Ann}, title={Talk}, crossref={p}, pages={3--4}}\n\
         @proceedings{p, title={Proc}, date={2001}, publisher={Pub}, options={skipbib}}\n\
         @xdata{x, publisher={Pub}}\n@book{b, author={Doe, Jane}, title={Book}, date={1999}, \
         xdata={x}}\n@set{s, entryset={t, b}}\n",
    );
    place
        .run(&["bib", "a.bib", "--style", "apa"])
        .answers(0, "Doe, J. (1999). Book. Pub.\nRoe, A. (2001). Talk. Proc, 3–4.\n");
}

#[test]
fn help_fits_a_terminal_and_names_every_command() {
    let place = Place::new();
    let help = place.run(&["--help"]).out;
    for command in [
        "bib",
        "cite",
        "import",
        "convert",
        "export",
        "check",
        "init",
        "list",
        "show",
        "undo",
        "log",
        "style",
        "process",
        "formats",
        "explain",
        "config",
        "completions",
        "man",
    ] {
        assert!(help.contains(&format!("\n  {command} ")), "{command} is not in the help");
        let run = place.run(&[command, "--help"]);
        let wide: Vec<&str> =
            run.out.lines().filter(|line| line.chars().count() > 100).collect();
        assert!(run.code == Some(0) && wide.is_empty(), "{command}: {wide:#?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::io::Read;
    use std::process::Stdio;
    let place = Place::new();
    let many: String =
        (0..5000).map(|n| format!("@misc{{k{n}, title = {{T}}}}\n")).collect();
    place.write("many.bib", many);
    let mut child = place
        .command(&["convert", "many.bib", "-t", "csl-json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}
