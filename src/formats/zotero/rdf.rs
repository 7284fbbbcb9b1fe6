//! RDF/XML of bibliographies: Zotero's export, and BIBO and schema.org by the same names.
//!
//! Statements are gathered by subject; a link is followed by its address, a nested node by
//! its place. Zotero's own vocabulary is `z:`, the rest Dublin Core, PRISM, BIBO, FOAF, VCARD.

use rustc_hash::FxHashMap;

use super::collections::{Collections, Groups};
use super::tables::{CREATORS, FIELDS, KINDS};
use crate::formats::common::claims::note_text;
use crate::formats::common::unread::Unread;
use crate::formats::common::xml::{self, Element};
use crate::formats::common::xml_out::XmlOut;
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Entry, EntryKind as K, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "zotero-rdf",
    about: "Zotero RDF; RDF/XML of BIBO and Dublin Core",
    extensions: &["rdf", "xml"],
    sniff,
    read: Some(read),
    write: Some(write),
};

/// Class of a node without `z:itemType`, kind.
const CLASSES: &[(&str, K)] = &[
    ("Article", K::ARTICLE_JOURNAL),
    ("AcademicArticle", K::ARTICLE_JOURNAL),
    ("ScholarlyArticle", K::ARTICLE_JOURNAL),
    ("Book", K::BOOK),
    ("EditedBook", K::EDITED_COLLECTION),
    ("BookSection", K::CHAPTER),
    ("Chapter", K::CHAPTER),
    ("Thesis", K::THESIS),
    ("Report", K::REPORT),
    ("Webpage", K::WEBPAGE),
    ("WebPage", K::WEBPAGE),
    ("Patent", K::PATENT),
    ("Map", K::MAP),
    ("Manuscript", K::MANUSCRIPT),
    ("Document", K::DOCUMENT),
    ("Film", K::MOTION_PICTURE),
    ("Letter", K::PERSONAL_COMMUNICATION),
    ("Interview", K::INTERVIEW),
    ("Legislation", K::LEGISLATION),
    ("Bill", K::BILL),
    ("LegalCaseDocument", K::LEGAL_CASE),
    ("Standard", K::STANDARD),
    ("Software", K::SOFTWARE),
    ("SoftwareApplication", K::SOFTWARE),
    ("Dataset", K::DATASET),
];

/// Property, field: what is text.
const TEXTS: &[(&str, Field)] = &[
    ("title", Field::TITLE),
    ("name", Field::TITLE),
    ("shortTitle", Field::TITLE_SHORT),
    ("abstract", Field::ABSTRACT),
    ("language", Field::LANGUAGE),
    ("inLanguage", Field::LANGUAGE),
    ("rights", Field::LICENSE),
    ("pages", Field::PAGE),
    ("pagination", Field::PAGE),
    ("volume", Field::VOLUME),
    ("volumeNumber", Field::VOLUME),
    ("issueNumber", Field::ISSUE),
    ("issue", Field::ISSUE),
    ("number", Field::NUMBER),
    ("numPages", Field::NUMBER_OF_PAGES),
    ("numberOfVolumes", Field::NUMBER_OF_VOLUMES),
    ("edition", Field::EDITION),
    ("type", Field::GENRE),
    ("archive", Field::ARCHIVE),
    ("libraryCatalog", Field::SOURCE),
    ("coverage", Field::ARCHIVE_LOCATION),
    ("doi", Field::DOI),
    ("version", Field::VERSION),
    ("versionNumber", Field::VERSION),
    ("medium", Field::MEDIUM),
    ("scale", Field::SCALE),
    ("section", Field::SECTION),
    ("conferenceName", Field::EVENT_TITLE),
    ("meetingName", Field::EVENT_TITLE),
    ("runningTime", Field::DIMENSIONS),
    ("artworkSize", Field::DIMENSIONS),
    ("audioRecordingFormat", Field::MEDIUM),
    ("videoRecordingFormat", Field::MEDIUM),
    ("codeNumber", Field::VOLUME),
    ("seriesNumber", Field::COLLECTION_NUMBER),
    ("uri", Field::URL),
];

fn sniff(start: &str) -> u8 {
    let rdf = start.contains("<rdf:RDF") || start.contains("22-rdf-syntax-ns#");
    let zotero = start.contains("www.zotero.org/namespaces/export#");
    let vocabulary =
        ["purl.org/dc/", "purl.org/ontology/bibo", "schema.org", "prismstandard"];
    match (rdf && start.contains("<rdf:RDF"), zotero) {
        (true, true) => 96,
        (true, _) if vocabulary.iter().any(|name| start.contains(name)) => 75,
        _ => 0,
    }
}

/// What is said in other words: the kind, dates and times, notes that may be HTML.
const BESIDES: &[&str] = &["itemType", "dateSubmitted", "date", "issued", "description"];

/// All nodes by their address, for links.
struct Graph<'a> {
    nodes: FxHashMap<&'a str, &'a Element>,
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, mut diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let empty = Element::default();
    let root = document.child("RDF").unwrap_or(&empty);
    let mut graph = Graph { nodes: FxHashMap::default() };
    for node in root.elements() {
        for name in ["rdf:about", "rdf:nodeID", "rdf:ID"] {
            if let Some(id) = node.attribute(name) {
                graph.nodes.insert(id, node);
            }
        }
    }
    let mut unread = Unread::default();
    let collections = Collections::rdf(root);
    let works = root.elements().filter(|node| is_work(node));
    let entries = works.map(|node| {
        let mut draft = graph.one(node);
        collections.tell(&mut draft, node.attr("rdf:about"));
        unread.unsaid_xml(node, &draft.said(), BESIDES);
        draft.finish(&mut keys)
    });
    let entries = entries.collect();
    diagnostics.extend(unread.findings());
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn is_work(node: &Element) -> bool {
    let typed = node.text_of("itemType");
    if matches!(typed.as_str(), "attachment" | "note" | "annotation") {
        return false;
    }
    let class = class(node);
    !typed.is_empty()
        || CLASSES.iter().any(|(name, _)| *name == class)
        || &*node.name == "Description" && node.child("creator").is_some()
}

/// The class: the element's name, or the end of its `rdf:type`.
fn class(node: &Element) -> &str {
    if &*node.name != "Description" {
        return &node.name;
    }
    let kinds = node.children("type").filter_map(|kind| kind.attribute("rdf:resource"));
    let ends = kinds.filter_map(|address| address.rsplit(['/', '#']).next());
    let mut known = ends.filter(|end| CLASSES.iter().any(|(name, _)| name == end));
    known.next().unwrap_or("")
}

impl<'a> Graph<'a> {
    /// What a property points to, inside it or elsewhere.
    fn node(&self, property: &'a Element) -> Option<&'a Element> {
        let link =
            property.attribute("rdf:resource").or_else(|| property.attribute("rdf:nodeID"));
        property.elements().next().or_else(|| self.nodes.get(link?).copied())
    }

    fn one(&self, node: &'a Element) -> Draft {
        let typed = node.text_of("itemType");
        let kind = KINDS.iter().find(|(name, _)| *name == typed).map(|(_, kind)| *kind);
        let class = class(node);
        let by_class =
            CLASSES.iter().find(|(name, _)| *name == class).map(|(_, kind)| *kind);
        let mut draft = Draft::new(kind.or(by_class).unwrap_or(K::DOCUMENT));
        draft.key = node.text_of("citationKey");
        self.people(&mut draft, node);
        for property in node.elements() {
            self.property(&mut draft, property, &typed);
        }
        for part in node.children("isPartOf").filter_map(|part| self.node(part)) {
            self.host(&mut draft, part, 0);
        }
        let (first, last) = (node.text_of("pageStart"), node.text_of("pageEnd"));
        draft.pages(&first, &last);
        draft
    }

    fn property(&self, draft: &mut Draft, property: &'a Element, typed: &str) {
        let text = || property.text();
        match &*property.name {
            "date" | "issued" | "datePublished" | "created" => {
                draft.date(Field::ISSUED, &text());
            }
            "dateSubmitted" => draft.date(Field::ACCESSED, &text()),
            "publisher" => self.publisher(draft, property),
            "link" => self.attachment(draft, property),
            // Zotero's call numbers, whatever their classification.
            "subject" if property.child("LCC").is_some() => {
                draft.text(Field::CALL_NUMBER, &text());
            }
            "subject" | "about" | "keywords" => draft.keyword(&text()),
            "identifier" | "sameAs" => self.identifier(draft, property),
            "isbn" | "isbn13" => {
                values::isbns(&text())
                    .iter()
                    .for_each(|number| draft.number(Field::ISBN, number));
            }
            "issn" | "eissn" => {
                values::issns(&text())
                    .iter()
                    .for_each(|number| draft.number(Field::ISSN, number));
            }
            "description" if property.prefix.as_ref() == "dc" => {
                super::json::extra(draft, property.raw_text().trim());
            }
            "description" | "abstract" => {
                draft.text(Field::ABSTRACT, &property.lines());
            }
            "language" if property.attribute("rdf:resource").is_some() => {
                draft.text(Field::LANGUAGE, property.attr("rdf:resource"));
            }
            "isReferencedBy" => {
                if let Some(note) = self.node(property) {
                    let value = note.child("value").map(Element::lines);
                    draft.note(&value.unwrap_or_default());
                }
            }
            "presentedAt" => {
                let name = self.node(property).map(|event| event.text_of("title"));
                draft.text(Field::EVENT_TITLE, &name.unwrap_or_default());
            }
            "itemType" | "isPartOf" | "citationKey" => {}
            name => {
                // Zotero's own fields depend on the type: `z:code` of a statute.
                let of_type =
                    |types: &str| types == "*" || types.split(' ').any(|t| t == typed);
                let zotero = FIELDS
                    .iter()
                    .find(|(known, types, _)| *known == name && of_type(types))
                    .map(|(_, _, field)| *field);
                let plain = TEXTS.iter().find(|(known, _)| *known == name);
                match plain.map(|(_, field)| *field).or(zotero) {
                    Some(field) => draft.text(field, &text()),
                    None if &*property.prefix == "z"
                        && property.elements().next().is_none() =>
                    {
                        draft.stranger("zotero", name, &text());
                    }
                    None => {}
                }
            }
        }
    }

    fn publisher(&self, draft: &mut Draft, property: &'a Element) {
        match self.node(property) {
            Some(node) => {
                draft.text(Field::PUBLISHER, &node.text_of("name"));
                let place = node.all("locality").first().map(|place| place.text());
                draft.text(Field::PUBLISHER_PLACE, &place.unwrap_or_default());
            }
            None => draft.text(Field::PUBLISHER, &property.text()),
        }
    }

    /// The file of an attachment; several are separated by semicolons.
    fn attachment(&self, draft: &mut Draft, property: &'a Element) {
        let Some(node) = self.node(property) else { return };
        let file = node.child("resource").and_then(|file| file.attribute("rdf:resource"));
        let Some(file) = file else { return };
        match draft.get(Field::FILE) {
            Some(before) => draft.replace(Field::FILE, &format!("{before};{file}")),
            None => draft.text(Field::FILE, file),
        }
    }

    fn identifier(&self, draft: &mut Draft, property: &'a Element) {
        let node = self.node(property);
        let text = match node {
            Some(node) => node.text(),
            None if property.text().is_empty() => property.attr("rdf:resource").to_owned(),
            None => property.text(),
        };
        match text.split_once(' ') {
            Some(("ISBN", number)) => draft.text(Field::ISBN, number),
            Some(("ISSN", number)) => draft.text(Field::ISSN, number),
            Some(("DOI", doi)) => {
                draft.doi(doi);
            }
            _ if node.is_some_and(|node| &*node.name == "URI") => {
                draft.text(Field::URL, &text);
            }
            _ if text.starts_with("http") => draft.text(Field::URL, &text),
            _ if draft.doi_in(&text) => {}
            _ => draft.stranger("zotero", "identifier", &text),
        }
    }

    fn people(&self, draft: &mut Draft, node: &'a Element) {
        for property in node.elements() {
            let role = match &*property.name {
                "authors" | "author" | "creator" => Some(Field::AUTHOR),
                name => {
                    let name = name.strip_suffix('s').unwrap_or(name);
                    CREATORS
                        .iter()
                        .find(|(known, _)| *known == name)
                        .map(|(_, field)| *field)
                }
            };
            let Some(field) = role else { continue };
            let Some(inner) = self.node(property) else {
                let text = property.text();
                if !text.is_empty() {
                    draft.name(field, names::inverted(&text));
                }
                continue;
            };
            let people: Vec<&Element> = match &*inner.name {
                "Seq" | "Bag" => {
                    let members = inner
                        .elements()
                        .filter(|li| &*li.name == "li" || li.name.starts_with('_'));
                    members.filter_map(|li| self.node(li)).collect()
                }
                _ => vec![inner],
            };
            people.iter().for_each(|person| draft.name(field, self::person(person)));
        }
    }

    /// A journal, book, series or issue that a work is part of, and what that is part of.
    fn host(&self, draft: &mut Draft, node: &'a Element, depth: u8) {
        let series = matches!(class(node), "Series");
        let title = node.text_of("title");
        let title = if title.is_empty() { node.text_of("name") } else { title };
        let whole = draft.kind.csl() == "book" || series;
        let field = if whole { Field::COLLECTION_TITLE } else { Field::CONTAINER_TITLE };
        if depth == 0 || !title.is_empty() {
            draft.text(field, &title);
        }
        draft.text(Field::CONTAINER_TITLE_SHORT, &node.text_of("alternative"));
        if series {
            draft.text(Field::COLLECTION_NUMBER, &node.text_of("number"));
            let number = node.text_of("identifier");
            if !number.contains(' ') && number.starts_with(|c: char| c.is_alphanumeric()) {
                draft.text(Field::COLLECTION_NUMBER, &number);
            }
        } else {
            for name in ["volume", "volumeNumber"] {
                draft.text(Field::VOLUME, &node.text_of(name));
            }
            for name in ["number", "issueNumber", "issue"] {
                draft.text(Field::ISSUE, &node.text_of(name));
            }
        }
        for name in ["issn", "isbn"] {
            let text = node.text_of(name);
            values::issns(&text)
                .iter()
                .for_each(|number| draft.number(Field::ISSN, number));
        }
        for property in node.children("identifier") {
            if draft.get(Field::COLLECTION_NUMBER) != Some(property.text()) {
                self.identifier(draft, property);
            }
        }
        for property in node.children("publisher") {
            self.publisher(draft, property);
        }
        if depth < 4 {
            for part in node.children("isPartOf").filter_map(|part| self.node(part)) {
                self.host(draft, part, depth + 1);
            }
        }
    }
}

fn person(node: &Element) -> Name {
    let part = |names: &[&str]| {
        names
            .iter()
            .map(|name| node.text_of(name))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    };
    let family = part(&["surname", "familyName", "lastName"]);
    let given = part(&["givenName", "givenname", "firstName"]);
    match (family.is_empty(), &*node.name) {
        (false, "Organization") => Name::literal(&family),
        (false, _) => names::person(&family, &given, ""),
        (true, "Organization") => Name::literal(&part(&["name", "label"])),
        (true, _) => names::inverted(&part(&["name", "label"])),
    }
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut out = XmlOut::new();
    let mut diagnostics = Vec::new();
    out.open(
        "rdf:RDF",
        &[
            ("xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
            ("xmlns:z", "http://www.zotero.org/namespaces/export#"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:bib", "http://purl.org/net/biblio#"),
            ("xmlns:foaf", "http://xmlns.com/foaf/0.1/"),
            ("xmlns:prism", "http://prismstandard.org/namespaces/1.2/basic/"),
            ("xmlns:vcard", "http://nwalsh.com/rdf/vCard#"),
        ],
    );
    let mut groups = Groups::default();
    for (index, entry) in entries.iter().enumerate() {
        let mut claims = Claims::new("Zotero RDF", entry, index, &mut diagnostics);
        groups.claim(&mut claims, index);
        one_out(index, claims, &mut out);
    }
    groups.write(&mut out, about);
    Written { bytes: out.finish(), diagnostics }
}

/// The address of an entry in the file.
fn about(index: usize) -> String {
    format!("#item_{}", index + 1)
}

fn one_out(index: usize, mut claims: Claims<'_>, out: &mut XmlOut) {
    let kind = claims.kind();
    let row = KINDS
        .iter()
        .find(|(_, known)| *known == kind)
        .or_else(|| KINDS.iter().find(|(_, known)| known.name() == kind.csl()));
    out.open("rdf:Description", &[("rdf:about", &about(index))]);
    out.leaf("z:itemType", row.map_or("document", |(name, _)| name));
    out.leaf("z:citationKey", claims.entry.key().as_str());
    host_out(&mut claims, out, kind.csl() == "book");
    let place = claims.text(Field::PUBLISHER_PLACE);
    let publisher = claims.text(Field::PUBLISHER);
    if place.is_some() || publisher.is_some() {
        out.open("dc:publisher", &[]);
        out.open("foaf:Organization", &[]);
        if let Some(place) = place {
            out.open("vcard:adr", &[]);
            out.open("vcard:Address", &[]);
            out.leaf("vcard:locality", &place);
            out.close();
            out.close();
        }
        out.leaf("foaf:name", &publisher.unwrap_or_default());
        out.close();
        out.close();
    }
    people_out(&mut claims, out);
    for keyword in claims.keywords() {
        out.leaf("dc:subject", &keyword);
    }
    const LEAVES: &[(&str, Field)] = &[
        ("dc:title", Field::TITLE),
        ("z:shortTitle", Field::TITLE_SHORT),
        ("dcterms:abstract", Field::ABSTRACT),
        ("z:language", Field::LANGUAGE),
        ("dc:rights", Field::LICENSE),
        ("bib:pages", Field::PAGE),
        ("z:numPages", Field::NUMBER_OF_PAGES),
        ("z:numberOfVolumes", Field::NUMBER_OF_VOLUMES),
        ("prism:edition", Field::EDITION),
        ("z:type", Field::GENRE),
        ("z:archive", Field::ARCHIVE),
        ("dc:coverage", Field::ARCHIVE_LOCATION),
        ("z:libraryCatalog", Field::SOURCE),
        ("z:versionNumber", Field::VERSION),
        ("prism:number", Field::NUMBER),
        ("z:medium", Field::MEDIUM),
        ("z:conferenceName", Field::EVENT_TITLE),
    ];
    for (name, field) in LEAVES {
        out.leaf(name, &claims.text(*field).unwrap_or_default());
    }
    for (name, field) in
        [("dc:date", Field::ISSUED), ("dcterms:dateSubmitted", Field::ACCESSED)]
    {
        let date = claims.date(field).map(|date| date.to_string());
        out.leaf(name, &date.unwrap_or_default());
    }
    if let Some(url) = claims.text(Field::URL) {
        out.open("dc:identifier", &[]);
        out.open("dcterms:URI", &[]);
        out.leaf("rdf:value", &url);
        out.close();
        out.close();
    }
    let notes = claims.notes();
    let mut kept = Vec::new();
    if row.is_none_or(|(_, known)| *known != kind) {
        kept.push(claims.keep_kind());
    }
    kept.extend(claims.keep_rest());
    out.leaf("dc:description", &note_text(&notes, &kept));
    out.close();
}

fn host_out(claims: &mut Claims<'_>, out: &mut XmlOut, whole: bool) {
    let numbers: Vec<(&str, String)> =
        [("DOI", Field::DOI), ("ISBN", Field::ISBN), ("ISSN", Field::ISSN)]
            .into_iter()
            .filter_map(|(name, field)| Some((name, claims.text(field)?)))
            .collect();
    for (name, number) in &numbers {
        out.leaf("dc:identifier", &format!("{name} {number}"));
    }
    if claims.has(Field::COLLECTION_TITLE) {
        out.open("dcterms:isPartOf", &[]);
        out.open("bib:Series", &[]);
        out.leaf("dc:title", &claims.text(Field::COLLECTION_TITLE).unwrap_or_default());
        out.leaf(
            "prism:number",
            &claims.text(Field::COLLECTION_NUMBER).unwrap_or_default(),
        );
        out.close();
        out.close();
    }
    if whole {
        out.leaf("prism:volume", &claims.text(Field::VOLUME).unwrap_or_default());
        return;
    }
    let fields =
        [Field::CONTAINER_TITLE, Field::VOLUME, Field::ISSUE, Field::CONTAINER_TITLE_SHORT];
    if fields.iter().any(|field| claims.has(*field)) {
        out.open("dcterms:isPartOf", &[]);
        out.open("bib:Journal", &[]);
        out.leaf("dc:title", &claims.text(Field::CONTAINER_TITLE).unwrap_or_default());
        let short = claims.text(Field::CONTAINER_TITLE_SHORT);
        out.leaf("dcterms:alternative", &short.unwrap_or_default());
        out.leaf("prism:volume", &claims.text(Field::VOLUME).unwrap_or_default());
        out.leaf("prism:number", &claims.text(Field::ISSUE).unwrap_or_default());
        out.close();
        out.close();
    }
}

fn people_out(claims: &mut Claims<'_>, out: &mut XmlOut) {
    for (at, (role, field)) in CREATORS.iter().enumerate() {
        let own = CREATORS.iter().position(|row| row.1 == *field) == Some(at);
        let list = if own { claims.names(*field) } else { Vec::new() };
        if list.is_empty() {
            continue;
        }
        let property = match *role {
            "author" | "editor" => format!("bib:{role}s"),
            role => format!("z:{role}s"),
        };
        out.open(&property, &[]);
        out.open("rdf:Seq", &[]);
        for name in &list {
            out.open("rdf:li", &[]);
            match name {
                Name::Person(person) => {
                    out.open("foaf:Person", &[]);
                    out.leaf("foaf:surname", &names::family(person));
                    out.leaf("foaf:givenName", &names::given(person));
                }
                other => {
                    out.open("foaf:Organization", &[]);
                    out.leaf("foaf:name", &other.display());
                }
            }
            out.close();
            out.close();
        }
        out.close();
        out.close();
        if list.iter().any(|name| matches!(name, Name::Person(p) if !p.suffix.is_empty())) {
            claims.inexact(*field);
        }
    }
}
