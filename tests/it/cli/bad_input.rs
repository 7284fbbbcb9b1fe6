//! Files that nobody should have written, and disks that fail: a clear message, the right
//! exit code, nothing lost, never a panic.

use std::time::{Duration, Instant};

use super::{Place, TWO};

/// Converts bytes in each format that ibid reads, and checks that it ends well and soon.
fn survives(name: &str, bytes: &[u8]) {
    let place = Place::new();
    place.write(name, bytes);
    for args in [
        &["convert", name, "-t", "csl-json"][..],
        &["convert", name, "-t", "csl-json", "-f", "biblatex", "--report"],
        &["convert", name, "-t", "csl-json", "-f", "csv"],
        &["convert", name, "-t", "csl-json", "-f", "csl-json"],
        &["check", name],
        &["bib", name],
        &["list", "--library", name],
    ] {
        let start = Instant::now();
        let run = place.run(args);
        // A signal has no code: a panic aborts, a stack that overflows is killed.
        assert!(matches!(run.code, Some(0..=2)), "{args:?}: {:?} {}", run.code, run.talk);
        assert!(!run.talk.contains("panicked"), "{args:?}: {}", run.talk);
        assert!(start.elapsed() < Duration::from_secs(60), "{args:?} took too long");
        let failed = run.code == Some(2);
        let said = run.talk.lines().any(|line| line.starts_with("error: "));
        assert!(!failed || said, "{args:?}: {}", run.talk);
    }
}

#[test]
fn empty_and_blank_files() {
    survives("a.bib", b"");
    survives("a.txt", b" \n\n");
    let place = Place::new();
    place.write("a.txt", "");
    place.run(&["convert", "a.txt", "-t", "csl-json"]).check(
        0,
        "[]\n",
        "note: a.txt is empty\n",
    );
}

#[test]
fn binaries() {
    let bytes: Vec<u8> =
        (0..100_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    survives("a.bin", &bytes);
    survives("a.bib", &bytes);
    survives("zeros.bib", &[0; 10_000]);
}

#[test]
fn walls_of_braces_and_other_bombs() {
    let size = 500_000;
    survives("a.bib", "{".repeat(size).as_bytes());
    survives("b.bib", format!("@book{{a, title = {}", "{".repeat(size)).as_bytes());
    survives("c.bib", "@".repeat(size).as_bytes());
    survives("d.json", "[".repeat(size).as_bytes());
    survives("e.json", "{\"type\":".repeat(size / 8).as_bytes());
    survives("f.html", "<div>".repeat(50_000).as_bytes());
    survives("g.csv", "\"".repeat(size + 1).as_bytes());
    survives(
        "h.bib",
        format!("@book{{a, title = {{{}}}}}", "\\emph{".repeat(100_000)).as_bytes(),
    );
}

#[test]
fn cycles_of_links() {
    survives("a.bib", b"@book{a, crossref={a}, title={A}}");
    survives("b.bib", b"@book{a, crossref={b}, title={A}} @book{b, crossref={a}}");
    survives(
        "c.bib",
        b"@xdata{a, xdata={b}} @xdata{b, xdata={a}} @book{c, xdata={a}, title={C}}",
    );
    let chain: String = (0..20_000)
        .map(|n| format!("@book{{k{n}, crossref = {{k{}}}}}\n", n + 1))
        .collect();
    survives("d.bib", chain.as_bytes());
}

#[test]
fn other_encodings_are_read_and_reported() {
    let utf16 = |text: &str| {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(units).collect::<Vec<u8>>()
    };
    let place = Place::new();
    let bib = "@book{a, author = {Müller, Jörg}, title = {Über}, date = {2020}}\n";
    place.write("utf16.bib", utf16(bib));
    let latin: Vec<u8> = bib.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    place.write("latin1.bib", latin);
    for name in ["utf16.bib", "latin1.bib"] {
        let args = ["convert", name, "-t", "csv", "--columns", "author,title", "--report"];
        let run = place.run(&args);
        run.answers(0, "author,title\n\"Müller, Jörg\",Über\n");
        assert!(
            run.talk.contains("UTF-16") || run.talk.contains("1252"),
            "{name}: {}",
            run.talk
        );
    }
}

#[test]
fn files_that_are_not_there_or_not_files() {
    let place = Place::new();
    place
        .run(&["convert", "no.bib", "-t", "csv"])
        .fails("error: there is no file `no.bib`");
    place.run(&["list", "--library", "no.bib"]).fails("error: there is no file `no.bib`");
    std::fs::create_dir(place.path("folder")).unwrap();
    place
        .run(&["convert", "folder", "-t", "csv"])
        .fails("error: `folder` is a folder, not a file");
    place.run(&["list", "--library", "folder"]).fails("error: `folder` holds no .bib file");
    place
        .run(&["import", "no.bib", "--library", "new.bib"])
        .fails("error: there is no file `no.bib`");
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full() {
    let place = Place::new();
    place.write("two.bib", TWO);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = place.command(&["convert", "two.bib", "-t", "csl-json"]);
    let output = command.stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr).lines().last(),
        Some("error: the output could not be written: the disk is full")
    );
    let run =
        place.run(&["convert", "two.bib", "-t", "csl-json", "-o", "/dev/full", "--quiet"]);
    run.check(2, "", "error: `/dev/full` could not be written: the disk is full\n");
}

/// A library on a disk that takes no more: the shell's limit of file sizes stands for it.
#[cfg(target_os = "linux")]
#[test]
fn an_import_that_does_not_fit_loses_nothing() {
    let place = Place::with_library(TWO);
    let many: String = (0..2000)
        .map(|n| format!("@book{{k{n}, author = {{Poe, A{n}}}, title = {{Work Number {n} of Many}}, date = {{1999}}}}\n"))
        .collect();
    place.write("many.bib", many);
    place.write("library/imported.bib", "% mine\n");
    let script = format!(
        "trap '' XFSZ; ulimit -f 16; exec {} import many.bib --quiet",
        env!("CARGO_BIN_EXE_ibid")
    );
    let mut shell = std::process::Command::new("bash");
    let output = shell.args(["-c", &script]).current_dir(place.path("")).output().unwrap();
    let talk = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{talk}");
    assert!(talk.contains("could not be written"), "{talk}");
    assert_eq!(place.read("library/imported.bib"), "% mine\n");
    // No journal line, no temporary file is left behind.
    let left: Vec<_> = std::fs::read_dir(place.path("library"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(".ibid-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    place.run(&["undo"]).fails("error: there is nothing to undo");
}
