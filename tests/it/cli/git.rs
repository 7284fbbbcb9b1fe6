//! `ibid merge-file` and `ibid textconv`, under a real git where there is one.

use std::process::Command;

use super::Place;

const BASE: &str = "@misc{a,\n  title = {A},\n  year = 2001,\n}\n";

#[test]
fn exit_codes_are_those_of_git() {
    let place = Place::new();
    place.write("base", BASE);
    place.write("theirs", BASE.replace("2001", "2002"));
    place.write("ours", BASE.replace("{A}", "{B}"));
    let run = place.run(&["merge-file", "-p", "base", "ours", "theirs"]);
    let merged = BASE.replace("{A}", "{B}").replace("2001", "2002");
    assert_eq!((run.code, run.out.as_str()), (Some(0), merged.as_str()));
    place.write("ours", BASE.replace("2001", "2003"));
    let args = [
        "merge-file",
        "base",
        "ours",
        "theirs",
        "--marker-size",
        "3",
        "-L",
        "us",
        "-L",
        "x",
    ];
    let run = place.run(&args);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    let marked = "<<< us\n  year = 2003,\n===\n  year = 2002,\n>>> x\n";
    assert_eq!(place.read("ours"), BASE.replace("  year = 2001,\n", marked));
    assert_eq!(place.run(&["merge-file", "base", "gone", "theirs"]).code, Some(255));
}

/// Runs git in a place, with nobody's settings.
fn git(place: &Place, args: &[&str]) -> Option<(bool, String)> {
    let output = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
        .args(["-c", "init.defaultBranch=main"])
        .args(args)
        .current_dir(place.path("."))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .ok()?;
    Some((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
}

#[test]
fn git_merges_and_diffs_with_us() {
    let place = Place::new();
    if git(&place, &["init", "-q"]).is_none() {
        eprintln!("skipped: there is no git");
        return;
    }
    let ibid = env!("CARGO_BIN_EXE_ibid");
    let run = |args: &[&str]| git(&place, args).unwrap();
    let driver = format!("'{ibid}' merge-file %O %A %B --marker-size %L");
    run(&["config", "merge.bib.driver", &driver]);
    run(&["config", "diff.bib.textconv", &format!("'{ibid}' textconv")]);
    place.write(".gitattributes", "*.bib merge=bib diff=bib\n");
    place.write("refs.bib", BASE);
    run(&["add", "."]);
    run(&["commit", "-qm", "base"]);
    run(&["checkout", "-qb", "side"]);
    place.write("refs.bib", BASE.replace("2001", "2002"));
    run(&["commit", "-qam", "side"]);
    run(&["checkout", "-q", "main"]);
    // The line above the one that the other side changes: git alone would see a conflict.
    place.write("refs.bib", BASE.replace("{A}", "{B}"));
    run(&["commit", "-qam", "main"]);
    assert!(run(&["merge", "-q", "side"]).0);
    assert_eq!(place.read("refs.bib"), BASE.replace("{A}", "{B}").replace("2001", "2002"));
    // A change of layout alone is no difference.
    place.write("refs.bib", "@MISC{a, year={2002}, title=\"B\"}");
    assert_eq!(
        run(&["diff", "--", "refs.bib"]).1.lines().filter(|l| l.starts_with('+')).count(),
        0
    );
    place.write("refs.bib", BASE.replace("{A}", "{B}").replace("2001", "2003"));
    run(&["commit", "-qam", "again"]);
    run(&["checkout", "-q", "side"]);
    place.write("refs.bib", BASE.replace("2001", "1999"));
    run(&["commit", "-qam", "otherwise"]);
    assert!(!run(&["merge", "-q", "main"]).0);
    let marked = "<<<<<<< ours\n  year = 1999,\n=======\n  year = 2003,\n>>>>>>> theirs\n";
    let expected = BASE.replace("{A}", "{B}").replace("  year = 2001,\n", marked);
    assert_eq!(place.read("refs.bib"), expected);
}
