//! Opening inputs: files and stdin, `.gz` and `.zst` undone by what is in them.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use crate::cli::error::Error;
use crate::cli::files::Packing;

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

/// How much is unpacked before it is looked at again.
const STEP: u64 = 32 << 20;

/// No bibliography packs better than this.
const DENSEST: u64 = 150;

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
    let inner = if packed && Packing::of(path).is_some() {
        path.with_extension("")
    } else {
        path.to_owned()
    };
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
        let bomb = |what: &str| {
            let message = format!("`{}` unpacks to {what}", path.display());
            Error::new(message).next("unpack it first, and look at what it is")
        };
        while bytes.len() as u64 <= most {
            let step = STEP.min(most + 1 - bytes.len() as u64);
            let mut part = (&mut self.reader).take(step);
            let count =
                part.read_to_end(bytes).map_err(|error| Error::read(path, &error))?;
            if count == 0 {
                return Ok(());
            }
            let packed = self.read.load(Ordering::Relaxed).max(1);
            let length = bytes.len() as u64;
            if self.packed && length > 2 * STEP && length / packed > DENSEST {
                return Err(bomb(&format!("{DENSEST} times its size and more")));
            }
        }
        if self.packed {
            return Err(bomb("more than 1 GiB"));
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

    fn packed(members: usize, blanks: usize) -> Opened {
        let mut packed =
            flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&vec![b' '; blanks]).unwrap();
        // Members of a gzip file stand one behind another (RFC 1952, 2.2).
        let packed = packed.finish().unwrap().repeat(members);
        let read = Arc::new(AtomicU64::new(0));
        let counted = Counted { inner: io::Cursor::new(packed), read: read.clone() };
        let (reader, packed) = decompressed(BufReader::new(counted)).unwrap();
        Opened { name: "a.gz".into(), path: None, reader, size: None, read, packed }
    }

    #[test]
    fn a_bomb_is_not_unpacked_into_memory() {
        let mut bytes = Vec::new();
        let read = packed(3, 4000).all_within(Path::new("a.gz"), &mut bytes, 10_000);
        assert_eq!(read.unwrap_err().message(), "`a.gz` unpacks to more than 1 GiB");
        assert_eq!(bytes.len(), 10_001);
    }

    #[test]
    fn what_packs_too_well_is_no_bibliography() {
        let mut bytes = Vec::new();
        let read = packed(40, 4 << 20).all(Path::new("a.gz"), &mut bytes);
        let message = "`a.gz` unpacks to 150 times its size and more";
        assert_eq!(read.unwrap_err().message(), message);
        assert!(bytes.len() < 100 << 20);
    }
}
