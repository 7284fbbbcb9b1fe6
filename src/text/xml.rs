//! Text that XML can hold.

/// Escapes what XML keeps for itself; characters that XML 1.0 cannot hold are left out.
pub(crate) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() && !('\u{80}'..='\u{9f}').contains(&c) => {}
            c => out.push(c),
        }
    }
}
