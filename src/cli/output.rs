//! The only place that prints: answers on stdout, talk on stderr.

use std::io::{self, BufWriter, IsTerminal, Write};

use unicode_width::UnicodeWidthStr;

use crate::cli::error::Error;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The two streams of a command, and how they may look.
pub(crate) struct Output {
    answers: BufWriter<Box<dyn Write>>,
    talk: Box<dyn Write>,
    quiet: bool,
    /// Whether a line of progress is on the terminal.
    in_progress: bool,
    /// How wide the terminal is, if answers go to one.
    width: Option<usize>,
    /// Whether answers are coloured.
    pub(crate) color_answers: bool,
    /// Whether talk is coloured.
    pub(crate) color_talk: bool,
}

impl Output {
    /// The streams of this process.
    pub(crate) fn of_process(color: ColorChoice, quiet: bool) -> Self {
        Self {
            answers: BufWriter::with_capacity(64 << 10, Box::new(io::stdout())),
            talk: Box::new(io::stderr()),
            quiet,
            in_progress: false,
            width: terminal_width(),
            color_answers: is_colored(color, io::stdout().is_terminal()),
            color_talk: is_colored(color, io::stderr().is_terminal()),
        }
    }

    /// Writes a part of the answer.
    pub(crate) fn answer(&mut self, text: &str) -> Result<(), Error> {
        self.answer_bytes(text.as_bytes())
    }

    /// Writes a line of the answer.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Error> {
        self.answer(text)?;
        self.answer("\n")
    }

    /// Writes bytes of the answer.
    pub(crate) fn answer_bytes(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.answers.write_all(bytes).map_err(|error| Error::write("the output", &error))
    }

    /// Writes the answer as pretty JSON, with a line end.
    pub(crate) fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(value)
            .map_err(|error| Error::new(format!("the answer is no JSON: {error}")))?;
        self.line(&text)
    }

    /// A line of an answer cut to the width of the terminal, if there is one.
    pub(crate) fn fitted(&self, line: &str) -> String {
        let line = line.trim_end();
        let Some(width) = self.width.filter(|width| line.width() > *width) else {
            return line.to_owned();
        };
        let mut cut = String::new();
        let mut used = 1;
        for c in line.chars() {
            used += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            if used > width {
                break;
            }
            cut.push(c);
        }
        format!("{}…", cut.trim_end())
    }

    /// A text behind its head, wrapped under itself to the width of the terminal, if there
    /// is one.
    pub(crate) fn hanging(&self, head: &str, text: &str) -> String {
        let hang = head.width();
        let Some(width) = self.width.filter(|width| hang + text.width() > *width) else {
            return format!("{head}{text}");
        };
        // A text squeezed into a few columns reads worse than one that runs over.
        let width = width.max(hang + 20);
        let (mut out, mut used) = (head.to_owned(), hang);
        for word in text.split_whitespace() {
            if used > hang && used + 1 + word.width() > width {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', hang));
                used = hang;
            } else if used > hang {
                out.push(' ');
                used += 1;
            }
            out.push_str(word);
            used += word.width();
        }
        out
    }

    /// Hands over everything written so far.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        self.answers.flush().map_err(|error| Error::write("the output", &error))
    }

    /// Shows how far a long work has come, on a terminal only; `None` takes it away.
    pub(crate) fn progress(&mut self, line: Option<&str>) {
        if self.quiet || !io::stderr().is_terminal() || line.is_none() && !self.in_progress
        {
            return;
        }
        self.in_progress = line.is_some();
        // Nobody can be told that stderr is gone.
        let _ = write!(self.talk, "\r\u{1b}[K{}", line.unwrap_or(""));
    }

    /// Says a line on stderr, unless `--quiet`.
    pub(crate) fn say(&mut self, text: &str) {
        if !self.quiet {
            self.talk_line(text);
        }
    }

    /// Says a line on stderr that begins with a coloured word: `note: …`.
    pub(crate) fn note(&mut self, word: &str, text: &str) {
        if !self.quiet {
            self.labelled(word, text);
        }
    }

    /// Says why the command stops.
    pub(crate) fn error(&mut self, error: &Error) {
        if error.is_silent() {
            return;
        }
        self.labelled("error", error.message());
        for line in error.shown().into_iter().flat_map(str::lines) {
            self.talk_line(&format!("  {line}"));
        }
        for step in error.steps() {
            self.labelled("  help", step);
        }
    }

    fn labelled(&mut self, word: &str, text: &str) {
        let color = match word.trim() {
            "error" => "1;31",
            "warning" => "1;33",
            "help" => "1;36",
            _ => "1;34",
        };
        let line = if self.color_talk {
            format!("\u{1b}[{color}m{word}\u{1b}[0m: {text}")
        } else {
            format!("{word}: {text}")
        };
        self.talk_line(&line);
    }

    fn talk_line(&mut self, text: &str) {
        // Nobody can be told that stderr is gone.
        let _ = writeln!(self.talk, "{text}");
    }
}

/// Whether a stream is coloured (no-color.org; `CLICOLOR_FORCE` as elsewhere).
fn is_colored(choice: ColorChoice, terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if set("NO_COLOR") => false,
        ColorChoice::Auto if set("CLICOLOR_FORCE") => true,
        ColorChoice::Auto => {
            terminal && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
        }
    }
}

fn terminal_width() -> Option<usize> {
    let (terminal_size::Width(width), _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(usize::from(width).max(20))
}
