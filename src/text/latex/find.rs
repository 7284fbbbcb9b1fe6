//! Finding: what needs work, and the partners of braces.

/// Whether the source says exactly its own characters.
pub(super) fn is_plain(source: &str) -> bool {
    let bytes = source.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if NEEDS_LOOK[usize::from(*byte)] {
            match (byte, bytes.get(at + 1)) {
                (b'-', next) if next != Some(&b'-') => {}
                (b'\'', next) if next != Some(&b'\'') => {}
                (b'?' | b'!', next) if next != Some(&b'`') => {}
                (b'%', next) if !next.is_some_and(u8::is_ascii_whitespace) => {}
                (b' ', next) if !next.is_some_and(u8::is_ascii_whitespace) => {}
                _ => return false,
            }
        }
        at += 1;
    }
    true
}

/// Bytes that may mean something else than themselves.
static NEEDS_LOOK: [bool; 256] = {
    let mut table = [false; 256];
    let special = b"\\{}$~%-`'?! \t\n\r";
    let mut at = 0;
    while at < special.len() {
        table[special[at] as usize] = true;
        at += 1;
    }
    table
};

/// Whether a source has a blank line, or says `\par`.
pub(super) fn has_paragraphs(source: &str) -> bool {
    let bytes = source.as_bytes();
    let blank = memchr::memchr_iter(b'\n', bytes).any(|at| {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        rest.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r')) == Some(&b'\n')
    });
    blank || memchr::memmem::find(bytes, b"\\par").is_some()
}

/// How many bytes at the start of `bytes` mean themselves.
pub(super) fn plain_run(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| NEEDS_LOOK[usize::from(*byte)]).unwrap_or(bytes.len())
}

/// The partners of all braces of a source, found once.
#[derive(Default)]
pub(super) struct Braces {
    pairs: Vec<(u32, u32)>,
    found: bool,
}

impl Braces {
    /// The place of the brace that closes the one at `open`.
    pub(super) fn close_of(&mut self, bytes: &[u8], open: usize) -> Option<usize> {
        if !self.found {
            self.found = true;
            self.pairs = pairs(bytes);
        }
        let open = u32::try_from(open).ok()?;
        let at = self.pairs.binary_search_by_key(&open, |(open, _)| *open).ok()?;
        self.pairs.get(at).map(|(_, close)| *close as usize)
    }
}

fn pairs(bytes: &[u8]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let mut open = Vec::new();
    let mut escaped = usize::MAX;
    for at in memchr::memchr3_iter(b'\\', b'{', b'}', bytes) {
        if at == escaped {
            continue;
        }
        let place = u32::try_from(at).unwrap_or(u32::MAX);
        match bytes.get(at) {
            Some(b'\\') => escaped = at + 1,
            Some(b'{') => open.push(place),
            _ => pairs.extend(open.pop().map(|open| (open, place))),
        }
    }
    pairs.sort_unstable();
    pairs
}
