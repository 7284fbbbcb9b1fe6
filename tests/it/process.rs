//! `ibid process` and its kin as programs see them: the binary, JSON in and out.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

fn ibid(arguments: &[&str], input: &str) -> (String, String, i32) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("piped");
    stdin.write_all(input.as_bytes()).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

/// Answers to requests, one a line, and the exit code.
fn answers(input: &str) -> (Vec<Value>, i32) {
    let (out, _, code) = ibid(&["process"], input);
    let answers = out.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    (answers.collect(), code)
}

/// A style that prints the title, and in the bibliography the number before it.
const STYLE: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info><citation><layout delimiter="; "><text variable="title"/><text variable="locator" prefix=", "/></layout></citation><bibliography><layout><text variable="citation-number" suffix=". "/><text variable="title" font-style="italic"/></layout></bibliography></style>"#;

fn request(more: &Value) -> Value {
    let mut request = json!({
        "style": STYLE,
        "items": [
            {"id": 1, "type": "book", "title": "One"},
            {"id": "b", "type": "book", "title": "Two"},
            {"id": "1", "type": "book", "title": "A repeat"},
        ],
    });
    let members = more.as_object().expect("an object").clone();
    request.as_object_mut().expect("an object").extend(members);
    request
}

#[test]
fn ids_are_compared_as_text_and_the_last_of_repeats_counts() {
    let cites = json!({"citations": [{"id": "c", "citationItems": [{"id": "1", "locator": 7}, {"id": "b"}]}]});
    let (answers, code) = answers(&request(&cites).to_string());
    let expected = json!([{"id": "c", "text": "A repeat, 7; Two"}]);
    assert_eq!((&answers[0]["citations"], code), (&expected, 0));
    assert_eq!(answers[0]["bibliography"], Value::Null);
}

#[test]
fn the_bibliography_holds_cited_then_uncited() {
    let wanted = json!({
        "format": "html",
        "citations": [{"id": "c", "citationItems": [{"id": "b"}]}],
        "uncited": "*",
        "bibliography": true,
    });
    let (answers, _) = answers(&request(&wanted).to_string());
    let expected = json!({
        "entries": [{"id": "b", "text": "1. <i>Two</i>"}, {"id": "1", "text": "2. <i>A repeat</i>"}],
        "hanging-indent": false,
        "entry-spacing": 1,
        "line-spacing": 1,
        "second-field-align": null,
    });
    assert_eq!(answers[0]["bibliography"], expected);
}

#[test]
fn a_pretty_printed_request_is_one_request() {
    let pretty = serde_json::to_string_pretty(&request(&json!({"bibliography": true})));
    let (answers, code) = answers(&pretty.expect("JSON"));
    assert_eq!((answers.len(), code), (1, 0));
}

#[test]
fn a_failed_line_says_so_and_the_next_goes_on() {
    let good = request(&json!({})).to_string();
    let bad = r#"{"style": "apaa"}"#;
    let (answers, code) =
        answers(&format!("{good}\n\n{bad}\n{{\"style\": \n[1]\n{good}\n"));
    let rules: Vec<&str> = answers
        .iter()
        .map(|answer| answer["error"]["rule"].as_str().unwrap_or("-"))
        .collect();
    assert_eq!(
        rules,
        ["-", "unknown-style", "malformed-request", "malformed-request", "-"]
    );
    assert_eq!(code, 1);
}

#[test]
fn a_broken_first_line_hurts_no_other() {
    let good = request(&json!({})).to_string();
    let (answers, code) = answers(&format!("{{\"style\": [\n{good}\n"));
    assert_eq!((answers.len(), code), (2, 1));
    assert_eq!(answers[1]["error"], Value::Null);
}

#[test]
fn faults_of_styles_have_a_place() {
    let (answers, _) =
        answers(&json!({"style": "<style>\n  <citation></style>"}).to_string());
    let error = &answers[0]["error"];
    assert_eq!(
        (&error["rule"], &error["start"]["line"]),
        (&json!("malformed-style"), &json!(2))
    );
}

#[test]
fn answers_come_while_requests_are_still_written() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .arg("process")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("piped");
    let mut answers = BufReader::new(child.stdout.take().expect("piped")).lines();
    for _ in 0..2 {
        writeln!(stdin, "{}", request(&json!({}))).expect("it reads");
        stdin.flush().expect("it reads");
        assert!(answers.next().is_some_and(|line| line.is_ok()));
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn the_suites_fixtures_can_be_run_by_style_authors() {
    let dir = tempfile::tempdir().expect("a folder");
    let fixture = |result: &str| {
        format!(
            ">>===== MODE =====>>\nbibliography\n<<===== MODE =====<<\n\n>>==== RESULT ====>>\n{result}\n<<==== RESULT ====<<\n>>= CSL =>>\n{STYLE}\n<<= CSL =<<\n>>== INPUT ==>>\n[{{\"type\": \"book\", \"title\": \"A & B\"}}]\n<<== INPUT ==<<\n"
        )
    };
    let right = "<div class=\"csl-bib-body\">\n  <div class=\"csl-entry\">1. <i>A &#38; B</i></div>\n</div>";
    std::fs::write(dir.path().join("right.txt"), fixture(right)).expect("written");
    std::fs::write(dir.path().join("wrong.txt"), fixture("something else"))
        .expect("written");
    std::fs::write(dir.path().join("none.txt"), "no fixture").expect("written");
    let folder = dir.path().to_str().expect("UTF-8");
    let (out, _, code) = ibid(&["style", "test", folder, "--list"], "");
    assert_eq!((out.as_str(), code), ("none\nwrong\n", 1));
    let (out, _, code) = ibid(&["style", "test", &format!("{folder}/right.txt")], "");
    assert_eq!((out.as_str(), code), ("1 of 1 pass\n", 0));
}

#[test]
fn unknown_names_get_a_suggestion() {
    let (_, talk, code) = ibid(&["bib", "--style", "natrue"], "");
    assert_eq!(code, 2);
    let expected = "error: there is no style `natrue`\n  help: did you mean `nature`?\n  help: `ibid style list` shows the styles at hand; a path to a .csl file works too\n";
    assert_eq!(talk, expected);
}
