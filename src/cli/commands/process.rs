//! `ibid process`: the processor for programs, JSON Lines in and out (DESIGN 7).

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde_json::value::RawValue;

use crate::cli::processor::{Answer, Processor};
use crate::cli::{Context, Error, Outcome};

/// Format citations and bibliographies for programs: JSON requests in, answers out
#[derive(Debug, clap::Args)]
#[command(after_help = "\
One request a line, one answer a line, in order; a single request may also be a JSON file
over several lines. Exit code 1 if a request failed; its answer says why.

  {\"style\": \"apa\", \"format\": \"html\", \"items\": [ CSL-JSON … ],
   \"citations\": [{\"id\": \"c1\", \"citationItems\": [{\"id\": \"x\", \"locator\": \"12\"}]}],
   \"bibliography\": true}")]
pub(crate) struct Args {
    /// What to read; `-` is stdin
    #[arg(value_name = "FILE", default_value = "-")]
    input: PathBuf,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let input: Box<dyn Read> = if args.input == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(&args.input).map_err(|error| Error::read(&args.input, &error))?)
    };
    let mut requests =
        Requests { input: BufReader::with_capacity(1 << 16, input), path: &args.input };
    let mut processor = Processor::new();
    let mut failed = false;
    let Some(first) = requests.line()? else { return Ok(Outcome::Done) };
    if !is_whole(&first) {
        // A request over several lines, or a line that was cut off.
        let mut all = first;
        requests.rest(&mut all)?;
        let requests = whole(&all).unwrap_or_else(|| lines(&all).collect());
        for request in requests {
            failed |= answer(context, &mut processor, request)?;
        }
        return Ok(Outcome::findings(failed));
    }
    let mut next = Some(first);
    while let Some(line) = next {
        failed |= answer(context, &mut processor, text(&line))?;
        next = requests.line()?;
    }
    Ok(Outcome::findings(failed))
}

/// Answers one request; says whether it failed.
fn answer(
    context: &mut Context,
    processor: &mut Processor,
    json: &str,
) -> Result<bool, Error> {
    let answer = processor.answer_json(json);
    let failed = matches!(answer, Answer::Failure { .. });
    let line = serde_json::to_string(&answer)
        .map_err(|error| Error::new(format!("the answer is no JSON: {error}")))?;
    context.out.line(&line)?;
    context.out.flush()?;
    Ok(failed)
}

/// The lines of the input.
struct Requests<'a> {
    input: BufReader<Box<dyn Read>>,
    path: &'a Path,
}

impl Requests<'_> {
    /// The next line that holds something.
    fn line(&mut self) -> Result<Option<Vec<u8>>, Error> {
        loop {
            let mut line = Vec::new();
            let read = self.input.read_until(b'\n', &mut line);
            if read.map_err(|error| Error::read(self.path, &error))? == 0 {
                return Ok(None);
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some(line));
            }
        }
    }

    /// Everything that is left.
    fn rest(&mut self, all: &mut Vec<u8>) -> Result<(), Error> {
        let read = self.input.read_to_end(all);
        read.map(|_| ()).map_err(|error| Error::read(self.path, &error))
    }
}

/// Whether a line is a JSON value by itself: every bracket is closed in it.
fn is_whole(line: &[u8]) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0i64, false, false);
    for byte in line {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    depth <= 0
}

/// The requests of an input that is JSON from its first byte to its last.
fn whole(all: &[u8]) -> Option<Vec<&str>> {
    let requests = serde_json::Deserializer::from_str(text(all)).into_iter::<&RawValue>();
    requests.map(|request| request.ok().map(RawValue::get)).collect()
}

fn lines(all: &[u8]) -> impl Iterator<Item = &str> {
    all.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).map(text)
}

/// The text of bytes; what is not UTF-8 fails as JSON, with an answer that says so.
fn text(bytes: &[u8]) -> &str {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).unwrap_or("\u{fffd}").trim()
}
