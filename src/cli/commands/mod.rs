//! The commands, one file each: a `mod` line and a row here, and nothing else.

use crate::cli::{Context, Error, Outcome};

mod bib;
mod check;
mod cite;
mod completions;
mod config;
pub(super) mod convert;
mod explain;
mod export;
mod fmt;
mod formats;
mod import;
mod init;
mod list;
mod log;
mod man;
mod merge_file;
mod process;
mod publish;
mod schema;
mod show;
mod style;
mod textconv;
mod undo;

/// Declares the commands from one list; the text of each in the help is the `///` on its
/// `Args`.
macro_rules! commands {
    ($($variant:ident $module:ident;)*) => {
        /// A command and its arguments.
        #[derive(Debug, clap::Subcommand)]
        pub(super) enum Command {
            $(#[allow(missing_docs)] $variant(Box<$module::Args>),)*
        }
        impl Command {
            /// Runs it.
            pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, Error> {
                match self { $(Self::$variant(args) => $module::run(context, args),)* }
            }
        }
    };
}

// In the order of `ibid --help`.
commands! {
    Bib bib;
    Cite cite;
    Publish publish;
    Import import;
    Convert convert;
    Export export;
    Check check;
    Fmt fmt;
    Init init;
    List list;
    Show show;
    Undo undo;
    Log log;
    Style style;
    Process process;
    MergeFile merge_file;
    Textconv textconv;
    Formats formats;
    Explain explain;
    Config config;
    Schema schema;
    Completions completions;
    Man man;
}
