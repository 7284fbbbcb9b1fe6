//! The processor for programs: a request in, an answer out (DESIGN 7). `ibid process`
//! and `ibid style test` are built on it.

mod answer;
pub(crate) mod job;
pub(crate) mod request;

use std::path::Path;

use crate::cli::styles::{Styles, Unusable};
use crate::csl::{self, Job, Processed};
use crate::diag::{Diagnostic, Severity};
use crate::output::{self, Writer};

pub(crate) use answer::{Answer, Document, Message};
use answer::{Written, WrittenBibliography};
use job::Prepared;
use request::Request;

/// Answers requests; keeps compiled styles between them.
#[derive(Debug)]
pub(crate) struct Processor {
    styles: Styles,
}

impl Processor {
    pub(crate) fn new() -> Self {
        Self { styles: Styles::of_machine() }
    }

    /// Answers a request in JSON.
    pub(crate) fn answer_json(&mut self, json: &str) -> Answer {
        match serde_json::from_str::<Request<'_>>(json) {
            Ok(request) => self.answer(&request),
            Err(fault) => {
                let what = format!("the request cannot be read: {fault}");
                Answer::Failure { error: Message::new("malformed-request", what) }
            }
        }
    }

    /// Answers a request.
    pub(crate) fn answer(&mut self, request: &Request<'_>) -> Answer {
        match self.document(request) {
            Ok(document) => Answer::Document(document),
            Err(error) => Answer::Failure { error: *error },
        }
    }

    fn document(&mut self, request: &Request<'_>) -> Result<Document, Box<Message>> {
        let writer = writer(request)?;
        let name = request.style.as_deref().unwrap_or("").trim();
        if name.is_empty() {
            let what = "the request names no `style`";
            return Err(Box::new(Message::new("malformed-request", what)));
        }
        let locale = request.locale.as_deref().filter(|locale| !locale.is_empty());
        let locales = request.locales.as_deref().filter(|folder| !folder.is_empty());
        let loaded =
            self.styles.load(name, locale, locales.map(Path::new)).map_err(broken)?;
        let prepared = Prepared::new(request);
        let processed = csl::process(&loaded.style, &prepared.job());
        let mut warnings = prepared.warnings(request);
        let worth_saying = |d: &&Diagnostic| d.severity > Severity::Info;
        let style = loaded.diagnostics.iter().filter(worth_saying);
        let xml = loaded.xml.as_deref();
        warnings.extend(style.map(|diagnostic| Message::of(diagnostic, xml)));
        let found = processed.diagnostics.iter();
        warnings.extend(found.map(|diagnostic| Message::of(diagnostic, None)));
        Ok(write(writer, &prepared.job(), &processed, warnings))
    }
}

/// Writes what the processor made.
fn write(
    writer: &Writer,
    job: &Job<'_>,
    processed: &Processed,
    warnings: Vec<Message>,
) -> Document {
    let key = |entry: usize| {
        job.entries.get(entry).map_or(String::new(), |e| e.key().to_string())
    };
    let citations = job.clusters.iter().zip(&processed.citations);
    let citations = citations.map(|(cluster, tree)| Written {
        id: cluster.id.clone(),
        text: (writer.inline)(tree),
    });
    let bibliography = processed.bibliography.as_ref().map(|bibliography| {
        let entries = bibliography.entries.iter().filter(|(_, tree)| !tree.is_empty());
        let entries = entries
            .map(|(entry, tree)| Written { id: key(*entry), text: (writer.inline)(tree) });
        WrittenBibliography::new(entries.collect(), bibliography)
    });
    Document { citations: citations.collect(), bibliography, warnings }
}

/// The writer that a request names; text where it names none.
fn writer(request: &Request<'_>) -> Result<&'static Writer, Box<Message>> {
    let id = request.format.as_deref().unwrap_or("text");
    output::named(id).ok_or_else(|| {
        let known: Vec<&str> = output::WRITERS.iter().map(|writer| writer.id).collect();
        let known = known.join(", ");
        let what = format!("there is no output format `{id}`; there are {known}");
        Box::new(Message::new("unknown-format", what))
    })
}

/// Why a style cannot be used, with the place in its file.
fn broken(unusable: Unusable) -> Box<Message> {
    Box::new(match unusable {
        Unusable::Missing(error) => Message::new("unknown-style", error.to_string()),
        Unusable::Broken { found, diagnostics } => {
            let worst = diagnostics.iter().rev().max_by_key(|d| d.severity);
            match worst {
                Some(worst) => Message::of(worst, Some(&found.xml)),
                None => Message::new("not-a-style", "the style has no layout"),
            }
        }
    })
}
