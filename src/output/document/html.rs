//! A web page by the HTML standard: no scripts, nothing loaded from elsewhere, landmarks and
//! headings for screen readers, rules for printing.

use super::{Action, Button, Document, Item, Look, Section};
use crate::csl::tree;
use crate::output::{escape_html, named};

const BASE: &str = include_str!("css/base.css");
const INSTITUTE: &str = include_str!("css/institute.css");
const CV: &str = include_str!("css/cv.css");
const REPORT: &str = include_str!("css/report.css");

/// Writes a page.
pub(super) fn write(document: &Document) -> Vec<u8> {
    let (class, css) = match document.look {
        Look::Plain => ("plain", ""),
        Look::Institute => ("institute", INSTITUTE),
        Look::Cv => ("cv", CV),
        Look::Report => ("report", REPORT),
    };
    let language = attribute(&document.language);
    let title = escape_html(&document.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{BASE}{css}</style>\n</head>\n\
         <body class=\"{class}\">\n<header>\n<h1>{title}</h1>\n"
    );
    paragraphs(&document.intro, &mut out);
    out.push_str("</header>\n");
    contents(document, &mut out);
    out.push_str("<main>\n");
    for part in &document.sections {
        section(part, 2, document.hanging_indent, &mut out);
    }
    out.push_str("</main>\n");
    if !document.footer.is_empty() {
        out.push_str(&format!(
            "<footer><p>{}</p></footer>\n",
            escape_html(&document.footer)
        ));
    }
    out.push_str("</body>\n</html>\n");
    out.into_bytes()
}

fn paragraphs(texts: &[String], out: &mut String) {
    for text in texts {
        out.push_str(&format!("<p>{}</p>\n", escape_html(text)));
    }
}

fn contents(document: &Document, out: &mut String) {
    let Some(heading) = &document.contents else { return };
    let headed: Vec<&Section> =
        document.sections.iter().filter(|section| !section.heading.is_empty()).collect();
    if headed.len() < 2 {
        return;
    }
    out.push_str(&format!("<nav aria-label=\"{}\">\n<ul>\n", attribute(heading)));
    for section in headed {
        let (anchor, heading) = (attribute(&section.anchor), escape_html(&section.heading));
        out.push_str(&format!("<li><a href=\"#{anchor}\">{heading}</a></li>\n"));
    }
    out.push_str("</ul>\n</nav>\n");
}

fn section(section: &Section, level: usize, hanging: bool, out: &mut String) {
    let level_shown = level.min(6);
    let anchor = attribute(&section.anchor);
    if section.heading.is_empty() {
        out.push_str("<section>\n");
    } else {
        let heading = escape_html(&section.heading);
        out.push_str(&format!(
            "<section aria-labelledby=\"{anchor}\">\n<h{level_shown} id=\"{anchor}\">{heading}</h{level_shown}>\n"
        ));
    }
    paragraphs(&section.intro, out);
    list(&section.items, hanging, out);
    for inner in &section.sections {
        let deeper = usize::from(!section.heading.is_empty());
        self::section(inner, level + deeper, hanging, out);
    }
    out.push_str("</section>\n");
}

fn list(items: &[Item], hanging: bool, out: &mut String) {
    if items.is_empty() {
        return;
    }
    let numbered = items.iter().any(|item| item.number.is_some());
    let tag = if numbered { "ol" } else { "ul" };
    // Labels in a column of their own hang by themselves.
    let margin = tree::Look::Display(tree::Display::LeftMargin);
    let aligned =
        items.iter().any(|item| item.tree.marks().iter().any(|mark| mark.look == margin));
    let hangs = hanging && !numbered && !aligned;
    let class = if hangs { "references hanging" } else { "references" };
    out.push_str(&format!("<{tag} class=\"{class}\" role=\"list\">\n"));
    for item in items {
        let value =
            item.number.map(|number| format!(" value=\"{number}\"")).unwrap_or_default();
        let language = item.language.as_deref().map(attribute);
        let language = language.map(|tag| format!(" lang=\"{tag}\"")).unwrap_or_default();
        let text = named("html").map(|writer| (writer.inline)(&item.tree));
        out.push_str(&format!(
            "<li id=\"{}\"{value}{language}><div class=\"reference\">{}</div>",
            attribute(&item.anchor),
            text.unwrap_or_default()
        ));
        buttons(&item.buttons, item.tree.text(), out);
        out.push_str("</li>\n");
    }
    out.push_str(&format!("</{tag}>\n"));
}

fn buttons(buttons: &[Button], reference: &str, out: &mut String) {
    if buttons.is_empty() {
        return;
    }
    out.push_str("\n<p class=\"buttons\">");
    // A screen reader that lists links says whose button it is.
    let about: String = reference.chars().take(80).collect();
    for button in buttons {
        let label = escape_html(&button.label);
        let about = attribute(&format!("{}: {about}", button.label));
        let target = match &button.action {
            Action::Open(address) => format!("href=\"{}\"", attribute(address)),
            Action::Save { name, media, text } => format!(
                "download=\"{}\" href=\"data:{media};charset=utf-8,{}\"",
                attribute(name),
                percent(text)
            ),
        };
        out.push_str(&format!("<a {target} aria-label=\"{about}\">{label}</a> "));
    }
    out.truncate(out.trim_end().len());
    out.push_str("</p>");
}

/// Characters for an attribute in double quotes.
fn attribute(text: &str) -> String {
    escape_html(text).replace('"', "&#34;")
}

/// Bytes of a data URL (RFC 2397 and RFC 3986, unreserved characters as they are).
fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3 / 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
