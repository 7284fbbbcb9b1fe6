//! Classes of bytes: one look at a text says which rules need to read it.

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    pub(super) const NONE: Self = Self(0);
    pub(super) const NON_ASCII: Self = Self(1);
    pub(super) const BACKSLASH: Self = Self(1 << 1);
    pub(super) const BRACE: Self = Self(1 << 2);
    pub(super) const DOLLAR: Self = Self(1 << 3);
    pub(super) const AMPERSAND: Self = Self(1 << 4);
    pub(super) const ANGLE: Self = Self(1 << 5);
    pub(super) const QUOTE: Self = Self(1 << 6);
    pub(super) const DIGIT: Self = Self(1 << 7);
    pub(super) const UPPER: Self = Self(1 << 8);
    pub(super) const CONTROL: Self = Self(1 << 9);
    pub(super) const BRACKET: Self = Self(1 << 10);
    pub(super) const HASH: Self = Self(1 << 11);
    pub(super) const PERCENT: Self = Self(1 << 12);
    pub(super) const COLON: Self = Self(1 << 13);
    pub(super) const UNDERSCORE: Self = Self(1 << 14);
    pub(super) const HYPHEN: Self = Self(1 << 15);
    pub(super) const STOP: Self = Self(1 << 16);
    pub(super) const SPACE: Self = Self(1 << 17);
    pub(super) const BACKTICK: Self = Self(1 << 18);
    pub(super) const LOWER: Self = Self(1 << 19);
    pub(super) const TILDE: Self = Self(1 << 20);
    pub(super) const QUESTION: Self = Self(1 << 21);

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of the bytes of a text.
    pub(super) fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |all, byte| all | TABLE[byte as usize]))
    }
}

/// The class of each byte.
static TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = class(byte as u8).0;
        byte += 1;
    }
    table
}

const fn class(byte: u8) -> Classes {
    match byte {
        0x80.. => Classes::NON_ASCII,
        b'\\' => Classes::BACKSLASH,
        b'{' | b'}' => Classes::BRACE,
        b'$' => Classes::DOLLAR,
        b'&' => Classes::AMPERSAND,
        b'<' | b'>' => Classes::ANGLE,
        b'"' | b'\'' => Classes::QUOTE,
        b'0'..=b'9' => Classes::DIGIT,
        b'A'..=b'Z' => Classes::UPPER,
        b'a'..=b'z' => Classes::LOWER,
        b' ' => Classes::SPACE,
        0..=0x1f | 0x7f => Classes::CONTROL,
        b'(' | b')' | b'[' | b']' => Classes::BRACKET,
        b'#' => Classes::HASH,
        b'%' => Classes::PERCENT,
        b':' => Classes::COLON,
        b'_' | b'^' => Classes::UNDERSCORE,
        b'-' => Classes::HYPHEN,
        b'.' | b',' | b';' => Classes::STOP,
        b'`' => Classes::BACKTICK,
        b'~' => Classes::TILDE,
        b'?' => Classes::QUESTION,
        _ => Classes::NONE,
    }
}
