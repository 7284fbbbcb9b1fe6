//! Word documents: WordprocessingML by ECMA-376 part 1 (transitional), packed by part 2.

use super::runs::{self, Face, Raised, Run};
use super::zipped::{escape, pack};
use super::{Document, Section, walk};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

/// The links of a document, in order; a link's number is its relation.
type Links = Vec<String>;

/// Writes a document.
pub(super) fn write(document: &Document) -> Vec<u8> {
    let mut links = Links::new();
    let body = body(document, &mut links);
    let files = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", ROOT.to_owned()),
        ("word/document.xml", body),
        ("word/_rels/document.xml.rels", relations(&links)),
        ("word/styles.xml", styles(document)),
        ("docProps/core.xml", properties(document)),
    ];
    pack(&files, false)
}

fn body(document: &Document, links: &mut Links) -> String {
    let mut out = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>"#,
    );
    out.push_str(&text("Title", &document.title));
    document.intro.iter().for_each(|line| out.push_str(&text("Normal", line)));
    walk(&document.sections, 1, &mut |section: &Section, depth| {
        if !section.heading.is_empty() {
            out.push_str(&text(&format!("Heading{}", depth.min(3)), &section.heading));
        }
        section.intro.iter().for_each(|line| out.push_str(&text("Normal", line)));
        for item in &section.items {
            let language = item.language.as_deref();
            let runs: String = runs::of(&item.numbered())
                .iter()
                .map(|part| run(part, language, links))
                .collect();
            out.push_str(&paragraph("Bibliography", &runs));
        }
    });
    if !document.footer.is_empty() {
        out.push_str(&text("Normal", &document.footer));
    }
    out.push_str(
        r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1247" w:bottom="1247" w:left="1247" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>"#,
    );
    out
}

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn text(style: &str, text: &str) -> String {
    let run = format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text));
    paragraph(style, &run)
}

fn run(run: &Run, language: Option<&str>, links: &mut Links) -> String {
    let mut inner = String::new();
    for (at, line) in run.text.split('\n').enumerate() {
        if at > 0 {
            inner.push_str("<w:br/>");
        }
        for (at, part) in line.split('\t').enumerate() {
            if at > 0 {
                inner.push_str("<w:tab/>");
            }
            if !part.is_empty() {
                let part = escape(part);
                inner.push_str(&format!("<w:t xml:space=\"preserve\">{part}</w:t>"));
            }
        }
    }
    let face = face(run.face, language, run.link.is_some());
    let whole = format!("<w:r>{face}{inner}</w:r>");
    let Some(address) = &run.link else { return whole };
    links.push(address.clone());
    format!("<w:hyperlink r:id=\"link{}\">{whole}</w:hyperlink>", links.len())
}

/// Properties in the order of the schema (`CT_RPr`).
fn face(face: Face, language: Option<&str>, link: bool) -> String {
    let mut out = String::new();
    if link {
        out.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
    }
    for (on, tag) in [(face.bold, "b"), (face.italic, "i"), (face.small_caps, "smallCaps")]
    {
        if on {
            out.push_str(&format!("<w:{tag}/>"));
        }
    }
    if face.underline {
        out.push_str("<w:u w:val=\"single\"/>");
    }
    match face.raised {
        Raised::Super => out.push_str("<w:vertAlign w:val=\"superscript\"/>"),
        Raised::Sub => out.push_str("<w:vertAlign w:val=\"subscript\"/>"),
        Raised::Not => {}
    }
    if let Some(tag) = language {
        out.push_str(&format!("<w:lang w:val=\"{}\"/>", escape(tag)));
    }
    if out.is_empty() { out } else { format!("<w:rPr>{out}</w:rPr>") }
}

fn relations(links: &Links) -> String {
    let mut out = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="styles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    );
    for (at, address) in links.iter().enumerate() {
        out.push_str(&format!(
            "<Relationship Id=\"link{}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
            at + 1,
            escape(address)
        ));
    }
    out.push_str("</Relationships>");
    out
}

fn styles(document: &Document) -> String {
    let language = escape(&document.language);
    let indent = if document.hanging_indent {
        "<w:ind w:left=\"567\" w:hanging=\"567\"/>"
    } else {
        ""
    };
    let heading = |level: usize, size: usize| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"280\" w:after=\"100\"/><w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"{size}\"/></w:rPr></w:style>",
            level - 1
        )
    };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="22"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="240"/></w:pPr><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>{}{}{}<w:style w:type="paragraph" w:styleId="Bibliography"><w:name w:val="Bibliography"/><w:basedOn w:val="Normal"/><w:pPr>{indent}</w:pPr></w:style><w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0B4F8A"/><w:u w:val="single"/></w:rPr></w:style></w:styles>"#,
        heading(1, 30),
        heading(2, 26),
        heading(3, 23),
    )
}

fn properties(document: &Document) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>"#,
        escape(&document.title),
        escape(&document.language)
    )
}
