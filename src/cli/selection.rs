//! Which entries of the library a command is about: `-q QUERY` and its companions.

use crate::cli::context::Context;
use crate::cli::error::Error;
use crate::model::Entry;
use crate::query::{Query, QueryError, SortKey};

/// Flags that select entries.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Selection {
    /// Only entries that match, as in `-q 'author:starr year:2020..'` (see docs/query.md)
    #[arg(short = 'q', long, value_name = "QUERY")]
    pub(crate) query: Option<String>,
    /// Print how the query was understood, and stop
    #[arg(long, requires = "query")]
    pub(crate) explain_query: bool,
}

impl Selection {
    /// The query, read; the one that asks for everything where there is none.
    pub(crate) fn query(&self) -> Result<Query, Error> {
        let text = self.query.as_deref().unwrap_or("");
        Query::parse(text).map_err(|error| not_read(text, error))
    }

    /// Prints how the query was understood, if that was asked for; whether it did.
    pub(crate) fn explained(&self, context: &mut Context) -> Result<bool, Error> {
        if self.explain_query {
            context.out.answer(&self.query()?.explain())?;
        }
        Ok(self.explain_query)
    }

    /// The entries of the library that are selected.
    pub(crate) fn entries(&self, context: &mut Context) -> Result<Vec<Entry>, Error> {
        let query = self.query()?;
        Ok(query.select(context.library()?.into_entries()))
    }
}

/// Reads the value of `--sort`.
pub(crate) fn sort_keys(text: &str) -> Result<Vec<SortKey>, Error> {
    SortKey::list(text).map_err(|wrong| {
        Error::new(wrong).next("as in `--sort author,-year`; `-` puts the last first")
    })
}

fn not_read(query: &str, error: QueryError) -> Error {
    let excerpt = error.excerpt(query);
    let shown = Error::new(error.message).excerpt(excerpt);
    match error.help {
        Some(help) => shown.next(help),
        None => shown
            .next("docs/query.md has the grammar; put words in quotes to search for them"),
    }
}
