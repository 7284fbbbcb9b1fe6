//! What stops a command, said as a friend would, and the exit codes (DESIGN 6).

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::library;
use crate::text::nearest;

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything asked for was done: exit 0.
    Done,
    /// There are findings, or something would change: exit 1.
    Findings,
}

impl Outcome {
    /// [`Outcome::Findings`] if there are any.
    pub(crate) fn findings(any: bool) -> Self {
        if any { Self::Findings } else { Self::Done }
    }

    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(u8::from(self == Self::Findings))
    }
}

/// Why a command could not do its work: exit 2.
#[derive(Debug)]
pub(crate) struct Error {
    /// What went wrong, in lower case without full stop.
    message: String,
    /// Lines that show the place, printed as they are.
    excerpt: Option<String>,
    /// What to do next, one line each.
    next: Vec<String>,
    /// The reader of our output went away; nothing is to be said.
    silent: bool,
    /// The exit code.
    code: u8,
}

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        let message = message.into();
        Self { message, excerpt: None, next: Vec::new(), silent: false, code: 2 }
    }

    /// Ends the program with another code than 2.
    pub(crate) fn exit(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// Shows the place.
    pub(crate) fn excerpt(mut self, lines: impl Into<String>) -> Self {
        self.excerpt = Some(lines.into());
        self
    }

    /// The lines that show the place.
    pub(crate) fn shown(&self) -> Option<&str> {
        self.excerpt.as_deref()
    }

    /// Says what the user can do now.
    pub(crate) fn next(mut self, step: impl Into<String>) -> Self {
        self.next.push(step.into());
        self
    }

    /// Says which known word is near the one that was typed.
    pub(crate) fn did_you_mean<'a>(
        self,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        match nearest(word, known) {
            Some(near) => self.next(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// A file that could not be read.
    pub(crate) fn read(path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        match error.kind() {
            io::ErrorKind::NotFound => Self::new(format!("there is no file `{path}`")),
            io::ErrorKind::PermissionDenied => {
                Self::new(format!("`{path}` may not be read: permission denied"))
            }
            io::ErrorKind::IsADirectory => {
                Self::new(format!("`{path}` is a folder, not a file"))
            }
            _ => Self::new(format!("`{path}` could not be read: {error}")),
        }
    }

    /// A file or stream that could not be written.
    pub(crate) fn write(target: impl fmt::Display, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self { silent: true, ..Self::new("broken pipe") },
            io::ErrorKind::StorageFull => {
                Self::new(format!("{target} could not be written: the disk is full"))
            }
            io::ErrorKind::PermissionDenied => {
                Self::new(format!("{target} could not be written: permission denied"))
            }
            _ => Self::new(format!("{target} could not be written: {error}")),
        }
    }

    /// Whether there is nothing to say.
    pub(crate) fn is_silent(&self) -> bool {
        self.silent
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn steps(&self) -> &[String] {
        &self.next
    }

    pub(crate) fn code(&self) -> ExitCode {
        ExitCode::from(if self.silent { 0 } else { self.code })
    }
}

impl From<library::Error> for Error {
    fn from(error: library::Error) -> Self {
        use library::Error as E;
        match error {
            E::NotFound => Self::new("there is no library here, nor in any folder above")
                .next("`ibid init` makes one; --library PATH names one elsewhere"),
            E::Empty { path } => {
                Self::new(format!("`{}` holds no .bib file", path.display()))
                    .next("`ibid init` makes a library; --library PATH names one")
            }
            E::Read { path, source } => Self::read(&path, &source),
            E::Write { path, source } => {
                Self::write(format!("`{}`", path.display()), &source)
                    .next("nothing was changed in the library")
            }
            E::Locked { path } => {
                Self::new(format!("another ibid is writing here (`{}`)", path.display()))
                    .next("nothing was changed; try again when it is done")
            }
            E::Moved { path } => {
                let path = path.display();
                Self::new(format!("`{path}` has been changed by something else"))
                    .next("nothing was changed, so that nothing is lost")
                    .next("`ibid log` shows what ibid wrote, and when")
            }
            E::NothingToUndo => Self::new("there is nothing to undo")
                .next("`ibid log` shows what has been done"),
            E::Encoding { path, encoding } => {
                let path = path.display();
                Self::new(format!("`{path}` is {encoding}, which cannot hold the new text"))
                    .next("nothing was changed; make the file UTF-8 first")
            }
        }
    }
}
