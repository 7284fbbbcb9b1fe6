//! Where the pieces of a conversion go.

use std::io::Write;
use std::path::Path;

use crate::cli::files::Growing;
use crate::cli::{Context, Error};
use crate::formats::stream::Join;

/// Stdout, or a file that has its name once it is whole.
pub(super) struct Target {
    file: Option<Growing>,
    /// The last bytes written.
    tail: Vec<u8>,
}

impl Target {
    pub(super) fn open(output: Option<&Path>, force: bool) -> Result<Self, Error> {
        let path = output.filter(|path| *path != Path::new("-"));
        let file = path.map(|path| Growing::create(path, force)).transpose()?;
        Ok(Self { file, tail: Vec::new() })
    }

    pub(super) fn write(
        &mut self,
        context: &mut Context,
        join: Join,
        piece: &[u8],
    ) -> Result<(), Error> {
        let (between, part) = join.part(piece, &self.tail);
        self.bytes(context, between)?;
        self.bytes(context, part)
    }

    pub(super) fn finish(mut self, context: &mut Context, join: Join) -> Result<(), Error> {
        let end = join.end(&self.tail);
        self.bytes(context, end)?;
        match self.file {
            Some(file) => file.finish(),
            None => context.out.flush(),
        }
    }

    fn bytes(&mut self, context: &mut Context, bytes: &[u8]) -> Result<(), Error> {
        if bytes.is_empty() {
            return Ok(());
        }
        let last = bytes.get(bytes.len().saturating_sub(2)..).unwrap_or_default();
        if last.len() == 2 {
            self.tail.clear();
        }
        self.tail.extend_from_slice(last);
        match &mut self.file {
            Some(file) => file.write_all(bytes).map_err(|error| file.failed(&error)),
            None => context.out.answer_bytes(bytes),
        }
    }
}
