//! `ibid style list`.

use serde_json::json;

use crate::cli::styles::Styles;
use crate::cli::{Context, Error, Outcome};
use crate::csl::embedded;

/// A style at hand.
struct Row {
    name: String,
    title: String,
    place: String,
    aliases: Vec<&'static str>,
}

pub(super) fn run(context: &mut Context, words: &[String]) -> Result<Outcome, Error> {
    let rows: Vec<Row> = rows().into_iter().filter(|row| has_all(row, words)).collect();
    if context.json() {
        let rows: Vec<_> = rows
            .iter()
            .map(|row| json!({"name": row.name, "title": row.title, "from": row.place, "aliases": row.aliases}))
            .collect();
        context.out.json(&rows)?;
        return Ok(Outcome::Done);
    }
    let width = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0).min(48);
    for row in &rows {
        context.out.line(&format!("{:width$}  {}", row.name, row.title))?;
    }
    if rows.is_empty() {
        let what = format!("no style at hand has the words `{}`", words.join(" "));
        context.out.note("note", &what);
    }
    Ok(Outcome::Done)
}

/// Our own and the embedded styles, then those of folders.
fn rows() -> Vec<Row> {
    let aliases = |name: &str| {
        let all = embedded::aliases().iter();
        all.filter(|(_, of)| *of == name).map(|(alias, _)| *alias).collect()
    };
    let mut rows: Vec<Row> = embedded::styles()
        .iter()
        .map(|style| Row {
            name: style.name.to_owned(),
            title: style.title.to_owned(),
            place: if style.own { "ibid" } else { "embedded" }.to_owned(),
            aliases: aliases(style.name),
        })
        .collect();
    let folders = Styles::of_machine().sources().in_folders();
    let known = |name: &String| embedded::style(name).is_some();
    rows.extend(folders.into_iter().filter(|(name, _)| !known(name)).map(
        |(name, path)| {
            let place = path.display().to_string();
            Row { name, title: place.clone(), place, aliases: Vec::new() }
        },
    ));
    rows
}

fn has_all(row: &Row, words: &[String]) -> bool {
    let aliases = row.aliases.join(" ");
    let text = format!("{} {} {aliases}", row.name, row.title).to_lowercase();
    words.iter().all(|word| text.contains(&word.to_lowercase()))
}
