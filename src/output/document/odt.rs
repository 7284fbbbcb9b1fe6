//! OpenDocument texts (ODF 1.3, part 3), packed by part 2.

use std::collections::BTreeMap;

use super::runs::{self, Face, Raised, Run};
use super::zipped::{escape, pack};
use super::{Document, Section, walk};

const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3""#;

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;

/// The looks and languages of runs in use, each with the number of its style.
type Styles = BTreeMap<(Face, Option<String>), usize>;

/// Writes a document.
pub(super) fn write(document: &Document) -> Vec<u8> {
    let files = [
        ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
        ("META-INF/manifest.xml", MANIFEST.to_owned()),
        ("content.xml", content(document)),
        ("styles.xml", common(document)),
        ("meta.xml", meta(document)),
    ];
    pack(&files, true)
}

fn content(document: &Document) -> String {
    let mut styles = Styles::new();
    let mut body = paragraph("Title", &escape(&document.title));
    document
        .intro
        .iter()
        .for_each(|line| body.push_str(&paragraph("Standard", &escape(line))));
    walk(&document.sections, 1, &mut |section: &Section, depth| {
        if !section.heading.is_empty() {
            let level = depth.min(3);
            body.push_str(&format!(
                "<text:h text:style-name=\"Heading_20_{level}\" text:outline-level=\"{level}\">{}</text:h>",
                escape(&section.heading)
            ));
        }
        for line in &section.intro {
            body.push_str(&paragraph("Standard", &escape(line)));
        }
        for item in &section.items {
            let language = item.language.as_deref();
            let runs: String = runs::of(&item.numbered())
                .iter()
                .map(|part| run(part, language, &mut styles))
                .collect();
            body.push_str(&paragraph("Bibliography", &runs));
        }
    });
    if !document.footer.is_empty() {
        body.push_str(&paragraph("Standard", &escape(&document.footer)));
    }
    let automatic: String =
        styles.iter().map(|(key, number)| style(key, *number)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn paragraph(style: &str, inner: &str) -> String {
    format!("<text:p text:style-name=\"{style}\">{inner}</text:p>")
}

fn run(run: &Run, language: Option<&str>, styles: &mut Styles) -> String {
    let mut inner = String::new();
    let mut spaced = false;
    for c in run.text.chars() {
        match c {
            '\n' => inner.push_str("<text:line-break/>"),
            '\t' => inner.push_str("<text:tab/>"),
            // A second blank would fold into the first (ODF 1.3 part 3, 6.1.2).
            ' ' if spaced => inner.push_str("<text:s/>"),
            c => inner.push_str(&escape(c.encode_utf8(&mut [0; 4]))),
        }
        spaced = c == ' ';
    }
    let key = (run.face, language.map(str::to_owned));
    if key != (Face::default(), None) {
        let next = styles.len() + 1;
        let number = *styles.entry(key).or_insert(next);
        inner = format!("<text:span text:style-name=\"T{number}\">{inner}</text:span>");
    }
    match &run.link {
        Some(address) => format!(
            "<text:a xlink:type=\"simple\" xlink:href=\"{}\">{inner}</text:a>",
            escape(address)
        ),
        None => inner,
    }
}

fn style((face, language): &(Face, Option<String>), number: usize) -> String {
    let mut out = String::new();
    let faces = [
        (face.italic, "fo:font-style=\"italic\""),
        (face.bold, "fo:font-weight=\"bold\""),
        (face.small_caps, "fo:font-variant=\"small-caps\""),
        (face.underline, "style:text-underline-style=\"solid\""),
        (face.raised == Raised::Super, "style:text-position=\"super 58%\""),
        (face.raised == Raised::Sub, "style:text-position=\"sub 58%\""),
    ];
    for (_, attribute) in faces.iter().filter(|(on, _)| *on) {
        out.push(' ');
        out.push_str(attribute);
    }
    if let Some(tag) = language {
        out.push_str(&tagged(tag));
    }
    format!(
        "<style:style style:name=\"T{number}\" style:family=\"text\"><style:text-properties{out}/></style:style>"
    )
}

/// A language tag as ODF has it, in two attributes.
fn tagged(tag: &str) -> String {
    let (language, country) = tag.split_once('-').unwrap_or((tag, "none"));
    let country = if country.len() == 2 { country } else { "none" };
    format!(" fo:language=\"{}\" fo:country=\"{}\"", escape(language), escape(country))
}

fn common(document: &Document) -> String {
    let indent = if document.hanging_indent {
        " fo:margin-left=\"1cm\" fo:text-indent=\"-1cm\""
    } else {
        ""
    };
    let heading = |level: usize, size: usize| {
        format!(
            "<style:style style:name=\"Heading_20_{level}\" style:display-name=\"Heading {level}\" style:family=\"paragraph\" style:parent-style-name=\"Standard\" style:default-outline-level=\"{level}\"><style:paragraph-properties fo:margin-top=\"0.5cm\" fo:margin-bottom=\"0.2cm\" fo:keep-with-next=\"always\"/><style:text-properties fo:font-size=\"{size}pt\" fo:font-weight=\"bold\"/></style:style>"
        )
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-styles {NAMESPACES}><office:styles><style:default-style style:family=\"paragraph\"><style:text-properties fo:font-family=\"Times New Roman\" fo:font-size=\"11pt\"{}/></style:default-style><style:style style:name=\"Standard\" style:family=\"paragraph\"><style:paragraph-properties fo:margin-bottom=\"0.2cm\"/></style:style><style:style style:name=\"Title\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:paragraph-properties fo:margin-bottom=\"0.4cm\"/><style:text-properties fo:font-size=\"20pt\" fo:font-weight=\"bold\"/></style:style>{}{}{}<style:style style:name=\"Bibliography\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:paragraph-properties{indent}/></style:style></office:styles><office:automatic-styles><style:page-layout style:name=\"page\"><style:page-layout-properties fo:page-width=\"21cm\" fo:page-height=\"29.7cm\" fo:margin=\"2.2cm\"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"page\"/></office:master-styles></office:document-styles>",
        tagged(&document.language),
        heading(1, 15),
        heading(2, 13),
        heading(3, 12)
    )
}

fn meta(document: &Document) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta {NAMESPACES}><office:meta><dc:title>{}</dc:title><dc:language>{}</dc:language></office:meta></office:document-meta>",
        escape(&document.title),
        escape(&document.language)
    )
}
