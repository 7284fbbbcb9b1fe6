//! `ibid style check`.

use std::path::Path;
use std::sync::Arc;

use crate::cli::styles::{Styles, Unusable};
use crate::cli::{Context, Error, Outcome, input};
use crate::csl::check;
use crate::csl::sources::Origin;
use crate::diag::Diagnostic;
use crate::diag::render::{self, Located, Look, SourceFile};

pub(super) fn run(
    context: &mut Context,
    names: &[String],
    format: Option<&str>,
) -> Result<Outcome, Error> {
    let id = format.unwrap_or(if context.json() { "json" } else { "human" });
    let renderer = render::named(id).ok_or_else(|| {
        let known: Vec<&str> =
            render::RENDERERS.iter().map(|renderer| renderer.id).collect();
        Error::new(format!("there is no output format `{id}`"))
            .next(format!("there are {}", known.join(", ")))
    })?;
    let styles = Styles::of_machine();
    let mut checked: Vec<(SourceFile, Vec<Diagnostic>)> = Vec::new();
    for name in names {
        let (name, xml) = text(&styles, name)?;
        let found = check::style(&xml, styles.sources());
        checked.push((SourceFile::new(name, xml), found));
    }
    let located: Vec<Located<'_>> = checked
        .iter()
        .flat_map(|(file, found)| {
            found.iter().map(move |finding| Located::new(finding, file))
        })
        .collect();
    let look = Look { color: context.out.color_answers, ..Look::default() };
    context.out.answer(&(renderer.render)(&located, look))?;
    if located.is_empty() && id == "human" {
        context.out.say(if names.len() == 1 {
            "nothing to find fault with"
        } else {
            "nothing to find fault with in any of them"
        });
    }
    Ok(Outcome::findings(!located.is_empty()))
}

/// The name and text of a file, or of a style at hand; a dependent style is not followed.
fn text(styles: &Styles, name: &str) -> Result<(String, Arc<str>), Error> {
    let path = Path::new(name);
    if name == "-" || path.is_file() {
        let (source, _) = input::source(path)?;
        let shown = if name == "-" { "<stdin>" } else { name };
        return Ok((shown.to_owned(), Arc::clone(source.text())));
    }
    let found = styles.sources().style(name).map_err(Unusable::Missing)?;
    let shown = match &found.origin {
        Origin::File(path) => path.display().to_string(),
        _ => format!("{}.csl", found.name),
    };
    Ok((shown, found.xml.into()))
}
