//! Opening inputs: files and stdin, `.gz` and `.zst` undone by what is in them.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use crate::cli::error::Error;

/// An input that is open.
pub(crate) struct Opened {
    /// Its name for people: the path, or `<stdin>`.
    pub(crate) name: String,
    /// The path without `.gz` or `.zst`, if it is a file.
    pub(crate) path: Option<PathBuf>,
    /// What is in it, decompressed.
    pub(crate) reader: Box<dyn Read + Send>,
    /// The bytes on disk, if it is a file.
    pub(crate) size: Option<u64>,
    /// How many of them have been read.
    pub(crate) read: Arc<AtomicU64>,
    packed: bool,
}

/// What fits into memory of a compressed file; beyond it is a bomb, or wants streaming.
const LIMIT: u64 = 1 << 30;

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// Opens a file, or stdin for `-`.
pub(crate) fn open(path: &Path) -> Result<Opened, Error> {
    let failed = |error: io::Error| Error::read(path, &error);
    let read = Arc::new(AtomicU64::new(0));
    if path == Path::new("-") {
        let raw = Counted { inner: io::stdin(), read: read.clone() };
        let (reader, packed) = decompressed(BufReader::new(raw)).map_err(failed)?;
        let name = "<stdin>".to_owned();
        return Ok(Opened { name, path: None, reader, size: None, read, packed });
    }
    let file = File::open(path).map_err(failed)?;
    let size = file.metadata().ok().map(|there| there.len());
    let raw = Counted { inner: file, read: read.clone() };
    let (reader, packed) =
        decompressed(BufReader::with_capacity(256 << 10, raw)).map_err(failed)?;
    let known = path.extension().is_some_and(|extension| {
        ["gz", "zst", "zstd"].iter().any(|own| extension.eq_ignore_ascii_case(own))
    });
    let inner = if packed && known { path.with_extension("") } else { path.to_owned() };
    let name = path.display().to_string();
    Ok(Opened { name, path: Some(inner), reader, size, read, packed })
}

impl Opened {
    /// Reads all that is left behind what has been read already.
    pub(crate) fn all(&mut self, path: &Path, bytes: &mut Vec<u8>) -> Result<(), Error> {
        self.all_within(path, bytes, LIMIT)
    }

    fn all_within(
        &mut self,
        path: &Path,
        bytes: &mut Vec<u8>,
        limit: u64,
    ) -> Result<(), Error> {
        let most = if self.packed { limit } else { u64::from(u32::MAX) };
        let mut rest = (&mut self.reader).take(most + 1);
        rest.read_to_end(bytes).map_err(|error| Error::read(path, &error))?;
        if bytes.len() as u64 <= most {
            return Ok(());
        }
        if self.packed {
            let message = format!("`{}` unpacks to more than 1 GiB", path.display());
            return Err(Error::new(message).next("unpack it first, and look at what it is"));
        }
        // Spans are 32 bits wide; nobody's bibliography is that large.
        Err(Error::new(format!("`{}` is larger than 4 GiB", path.display()))
            .next("split it, and read the parts one by one"))
    }
}

/// A reader of what is in a gzip or Zstandard file, or of the bytes themselves.
fn decompressed<R: BufRead + Send + 'static>(
    mut raw: R,
) -> io::Result<(Box<dyn Read + Send>, bool)> {
    let start = raw.fill_buf()?;
    if start.starts_with(GZIP) {
        let inner = flate2::bufread::MultiGzDecoder::new(raw);
        return Ok((Box::new(BufReader::with_capacity(256 << 10, inner)), true));
    }
    if start.starts_with(ZSTD) {
        let frames = Frames { frame: Some(frame(raw)?) };
        return Ok((Box::new(BufReader::with_capacity(256 << 10, frames)), true));
    }
    Ok((Box::new(raw), false))
}

/// The frames of a Zstandard file, one behind another (RFC 8878, section 3).
struct Frames<R: Read> {
    frame: Option<Frame<R>>,
}

type Frame<R> = StreamingDecoder<R, FrameDecoder>;

fn frame<R: Read>(raw: R) -> io::Result<Frame<R>> {
    StreamingDecoder::new(raw).map_err(io::Error::other)
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        while let Some(current) = &mut self.frame {
            let count = current.read(bytes)?;
            if count > 0 || bytes.is_empty() {
                return Ok(count);
            }
            let Some(ended) = self.frame.take() else { break };
            let mut raw = ended.into_inner();
            if !raw.fill_buf()?.is_empty() {
                self.frame = Some(frame(raw)?);
            }
        }
        Ok(0)
    }
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(bytes)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_bomb_is_not_unpacked_into_memory() {
        let mut packed =
            flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&[b' '; 4000]).unwrap();
        // Members of a gzip file stand one behind another (RFC 1952, 2.2).
        let packed = packed.finish().unwrap().repeat(3);
        let (reader, packed) = decompressed(io::Cursor::new(packed)).unwrap();
        let mut opened = Opened {
            name: "a.gz".into(),
            path: None,
            reader,
            size: None,
            read: Arc::default(),
            packed,
        };
        let mut bytes = Vec::new();
        let read = opened.all_within(Path::new("a.gz"), &mut bytes, 10_000);
        assert_eq!(read.unwrap_err().message(), "`a.gz` unpacks to more than 1 GiB");
        assert_eq!(bytes.len(), 10_001);
    }
}
