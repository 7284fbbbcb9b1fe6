//! `ibid cite`: citations as they stand in the text or a note.

use std::collections::HashMap;
use std::path::PathBuf;

use serde_json::json;

use crate::cli::cites::{self, Typed};
use crate::cli::styled::{self, Flags};
use crate::cli::{Context, Error, Outcome};
use crate::csl::{self, Cite, Cluster, Job, Mode};
use crate::model::Entry;

/// Print citations, by cite key
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Keys alone are cited together. Text with `@` is one citation each, written as in pandoc:
words before the key, a locator and words after it, `;` between cites, `-@` without author.

Examples:
  ibid cite doe2020
  ibid cite 'see @doe2020, pp. 4-6; @roe, chap. 2' --style chicago-author-date
  ibid cite --in-text doe2020                   Doe (2020)
  ibid cite -b refs.json -s ieee doe2020 roe")]
pub(crate) struct Args {
    /// Cite keys, or text with `@key`
    #[arg(value_name = "KEY|TEXT", required = true)]
    cites: Vec<String>,
    #[command(flatten)]
    flags: Flags,
    /// A file with the entries, in any format (the library where none is named; repeat)
    #[arg(short = 'b', long = "bibliography", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// With the author as a word of the sentence: Doe (2020)
    #[arg(short = 't', long)]
    in_text: bool,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let styled = args.flags.resolve(context)?;
    let typed = typed(&args.cites)?;
    let (entries, _) = styled::entries(context, &args.files, None)?;
    let mut clusters = Vec::new();
    let by_key: HashMap<&str, usize> =
        entries.iter().map(|entry| entry.key().as_str()).zip(0..).collect();
    for (cites, note) in typed.into_iter().zip(1..) {
        let cites = cites.into_iter().map(|cite| resolve(cite, &by_key, &entries));
        clusters.push(Cluster {
            id: note.to_string(),
            note_index: if styled.style.is_note() { note } else { 0 },
            cites: cites.collect::<Result<_, _>>()?,
            mode: if args.in_text { Mode::Composite } else { Mode::Normal },
            ..Cluster::default()
        });
    }
    let job = Job {
        clusters: &clusters,
        bibliography: false,
        links: args.flags.links,
        abbreviations: &styled.abbreviations,
        ..Job::new(&entries)
    };
    let processed = csl::process(&styled.style, &job);
    styled::report(context, &processed.diagnostics);
    let texts = processed.citations.iter().map(styled.writer.inline);
    if context.json() {
        let citations: Vec<_> = args_of(&clusters, &entries)
            .zip(texts)
            .map(|(keys, text)| json!({"keys": keys, "text": text}))
            .collect();
        context.out.json(&json!({"style": styled.name, "locale": styled.style.locale(), "format": styled.writer.id, "citations": citations}))?;
    } else {
        for text in texts {
            context.out.line(&text)?;
        }
    }
    Ok(Outcome::Done)
}

/// The keys of each cluster.
fn args_of<'a>(
    clusters: &'a [Cluster],
    entries: &'a [Entry],
) -> impl Iterator<Item = Vec<&'a str>> {
    let key = |cite: &Cite| entries.get(cite.entry).map(|entry| entry.key().as_str());
    clusters.iter().map(move |cluster| cluster.cites.iter().filter_map(key).collect())
}

/// The clusters as typed: all keys together, then each text.
fn typed(words: &[String]) -> Result<Vec<Vec<Typed>>, Error> {
    let (texts, keys): (Vec<_>, Vec<_>) = words.iter().partition(|word| word.contains('@'));
    let plain = |key: &String| Typed { key: key.trim().to_owned(), ..Typed::default() };
    let keys: Vec<Typed> = keys.into_iter().map(plain).collect();
    let mut clusters = Vec::new();
    if !keys.is_empty() {
        clusters.push(keys);
    }
    for text in texts {
        let cites = cites::parse(text).map_err(|part| {
            Error::new(format!("`{part}` has no cite key"))
                .next("write `@` before a key, as in `see @doe2020, p. 4`")
        })?;
        clusters.push(cites);
    }
    Ok(clusters)
}

fn resolve(
    typed: Typed,
    by_key: &HashMap<&str, usize>,
    entries: &[Entry],
) -> Result<Cite, Error> {
    let Some(entry) = by_key.get(typed.key.as_str()).copied() else {
        let keys = entries.iter().map(|entry| entry.key().as_str());
        return Err(Error::new(format!("there is no entry `{}`", typed.key))
            .did_you_mean(&typed.key, keys)
            .next("`ibid list` shows the keys of the library"));
    };
    Ok(Cite {
        entry,
        locator: typed.locator,
        prefix: typed.prefix,
        suffix: typed.suffix,
        mode: if typed.suppress_author { Mode::SuppressAuthor } else { Mode::Normal },
        ..Cite::default()
    })
}
