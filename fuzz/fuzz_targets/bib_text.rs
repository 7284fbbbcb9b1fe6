//! What the targets about `.bib` share: texts made of the pieces that such files are made of.

use std::sync::Arc;

use ibid::formats::bibtex::Document;

/// Pieces of `.bib` files: a byte below their number stands for one of them.
const PIECES: &[&str] = &[
    "@article{", "@misc(", "@string{", "@preamble{", "@comment{", "@comment ", "@", "{", "}",
    "(", ")", "\"", "#", ",", "=", "%", "\n", "\r\n", "\r", " ", "\t", "\\", "$", "~", "--",
    "key", "a,", "title = ", "author = {", "year = 1999", "month = jan", "crossref = {key}",
    "xdata = {a}", "ids = {a}", "url = {http://x/%_#}", "date = {2001-02/}", "and ", "others",
    "jan", "s = ", "{}", "},\n", "\"\n}\n", "\n\n", "\n@misc{a,\n  title = {A},\n}\n", " # ",
    "\\'e", "{\\\"u}", "\\emph{", "\\url{", "\\verb|", "$x$", "ü", "–", "α", "\u{feff}",
    "\u{a0}", "% ibid: ignore[x]", "jabref-meta: a;", "@url = {x}", "family={B}, given={C}",
];

/// The text that some bytes stand for.
pub fn text(data: &[u8]) -> String {
    let (Some(kind), rest) = (data.first(), data.get(1..).unwrap_or(&[])) else {
        return String::new();
    };
    if kind % 4 == 0 {
        return String::from_utf8_lossy(rest).into_owned();
    }
    let mut out = String::new();
    for byte in rest {
        match PIECES.get(usize::from(*byte)) {
            Some(piece) => out.push_str(piece),
            None => out.push(char::from(byte & 0x7f)),
        }
    }
    out
}

/// Reads a text and all that can be asked of it; the blocks must be the text again.
pub fn read(text: &str) -> Document {
    let document = Document::parse(Arc::from(text));
    let tree = document.tree();
    let joined: String =
        (0..tree.blocks().len()).map(|at| tree.block_span(at).of(text)).collect();
    assert_eq!(joined, text, "the blocks are not the text");
    document
}
