//! Embeds styles and locales: those of the `hayagriva` archive, written back as XML, and
//! our own in `styles/`. Each is deflated by itself, so that one can be had without the
//! others; all lie in one blob, and a table says where.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use citationberg::{LocaleFile, Style};
use hayagriva::archive::{self, ArchivedStyle};

/// What stands before the id in the archive's identifiers.
const PUBLIC: &str = "http://www.zotero.org/styles/";

/// A file on its way into the blob.
struct Packed {
    title: String,
    aliases: BTreeSet<String>,
    own: bool,
    xml: String,
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=styles");
    let mut blob = Vec::new();
    let mut table = String::new();
    let styles = styles();
    table.push_str("/// Styles, by name.\nstatic STYLES: &[Embedded] = &[\n");
    rows(&styles, &mut blob, &mut table);
    table.push_str(
        "];\n\n/// Locales, by language tag.\nstatic LOCALES: &[Embedded] = &[\n",
    );
    rows(&locales(), &mut blob, &mut table);
    table.push_str("];\n\n/// Other names of styles, sorted.\n");
    table.push_str("static ALIASES: &[(&str, &str)] = &[\n");
    for (alias, name) in aliases(&styles) {
        writeln!(table, "    ({alias:?}, {name:?}),").expect("a string takes everything");
    }
    table.push_str("];\n");
    let out = env::var_os("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("embedded.bin"), blob).expect("writing embedded.bin");
    fs::write(Path::new(&out).join("embedded.rs"), table).expect("writing embedded.rs");
}

/// Deflates each file into the blob and writes its row.
fn rows(files: &BTreeMap<String, Packed>, blob: &mut Vec<u8>, table: &mut String) {
    for (name, file) in files {
        let packed = miniz_oxide::deflate::compress_to_vec(file.xml.as_bytes(), 9);
        let (start, size) = (blob.len(), file.xml.len());
        let end = start + packed.len();
        blob.extend(packed);
        let (title, own) = (&file.title, file.own);
        writeln!(
            table,
            "    Embedded {{ name: {name:?}, title: {title:?}, own: {own}, start: {start}, end: {end}, size: {size} }},"
        )
        .expect("a string takes everything");
    }
}

/// The archive's styles under their public names, and our own.
fn styles() -> BTreeMap<String, Packed> {
    let mut styles = BTreeMap::new();
    for archived in ArchivedStyle::all() {
        let style = archived.get();
        let id = archived.csl_id();
        let name = id.strip_prefix(PUBLIC).unwrap_or(id).rsplit('/').next().unwrap_or(id);
        let xml = style.to_xml().expect("the archive's styles can be written");
        let aliases = archived.names().iter().map(|name| (*name).to_owned()).collect();
        let title = style.info().title.value.clone();
        let packed = Packed { title, aliases, own: false, xml: as_file(&xml) };
        styles.insert(name.to_owned(), packed);
    }
    let own = fs::read_dir("styles").into_iter().flatten().flatten();
    for path in own.map(|entry| entry.path()) {
        if path.extension().is_none_or(|extension| extension != "csl") {
            continue;
        }
        let xml = fs::read_to_string(&path).expect("reading our own style");
        let title = match Style::from_xml(&xml) {
            Ok(style) => style.info().title.value.clone(),
            Err(fault) => panic!("{}: {fault}", path.display()),
        };
        let name = path.file_stem().expect("it has an extension").to_string_lossy();
        let packed = Packed { title, aliases: BTreeSet::new(), own: true, xml };
        styles.insert(name.into_owned(), packed);
    }
    styles
}

/// The archive's locales.
fn locales() -> BTreeMap<String, Packed> {
    let mut locales = BTreeMap::new();
    for locale in archive::locales() {
        let Some(tag) = locale.lang.as_ref().map(|code| code.0.clone()) else { continue };
        let file =
            LocaleFile::try_from(locale).expect("the archive's locales have a version");
        let xml = file.to_xml().expect("the archive's locales can be written");
        let packed = Packed {
            title: String::new(),
            aliases: BTreeSet::new(),
            own: false,
            // citationberg calls the outermost element of a locale `style`, too.
            xml: as_file(
                &xml.replacen("<style", "<locale", 1).replace("</style>", "</locale>"),
            ),
        };
        locales.insert(tag, packed);
    }
    locales
}

/// The archive's own names, where they are nobody's public name.
fn aliases(styles: &BTreeMap<String, Packed>) -> BTreeMap<&str, &str> {
    let mut aliases = BTreeMap::new();
    for (name, style) in styles {
        for alias in &style.aliases {
            if !styles.contains_key(alias) && !TAKEN.contains(&alias.as_str()) {
                aliases.insert(alias.as_str(), name.as_str());
            }
        }
    }
    aliases
}

/// Attributes that citationberg writes though they say no more than the default, as
/// element, attribute and value.
const DEFAULTS: &[(&str, &str, &str)] = &[
    ("bibliography", "entry-spacing", "1"),
    ("bibliography", "et-al-min", "100"),
    ("bibliography", "et-al-use-first", "99"),
    ("bibliography", "hanging-indent", "false"),
    ("bibliography", "line-spacing", "1"),
    ("bibliography", "subsequent-author-substitute-rule", "complete-all"),
    ("citation", "disambiguate-add-givenname", "false"),
    ("citation", "disambiguate-add-names", "false"),
    ("citation", "disambiguate-add-year-suffix", "false"),
    ("citation", "givenname-disambiguation-rule", "by-cite"),
    ("citation", "near-note-distance", "5"),
    ("date-part", "strip-periods", "false"),
    ("else-if", "match", "all"),
    ("et-al", "term", "et al"),
    ("if", "match", "all"),
    ("key", "sort", "ascending"),
    ("label", "form", "long"),
    ("label", "plural", "contextual"),
    ("label", "strip-periods", "false"),
    ("number", "form", "numeric"),
    ("style", "demote-non-dropping-particle", "display-and-sort"),
    ("style", "initialize-with-hyphen", "true"),
    ("term", "form", "long"),
    ("text", "form", "long"),
    ("text", "plural", "false"),
    ("text", "quotes", "false"),
    ("text", "strip-periods", "false"),
];

/// Names of terms that citationberg spells in its own way.
const SPELLINGS: &[(&str, &str)] = &[
    ("\"and-others\"", "\"and others\""),
    ("term=\"editor-translator\"", "term=\"editortranslator\""),
    ("name=\"printing-number\"", "name=\"printing\""),
    ("term=\"printing-number\"", "term=\"printing\""),
    ("sub verbo", "sub-verbo"),
];

/// Public ids that the archive gives to other styles as aliases.
const TAKEN: &[&str] = &["chicago-notes", "springer-vancouver"];

/// Makes citationberg's XML a file of its own, as the public ones are: with a declaration
/// and the namespace, without its defaults, with the names of terms as CSL has them.
fn as_file(xml: &str) -> String {
    let space = "http://purl.org/net/xbiblio/csl";
    let mut file = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    for (at, piece) in xml.split('<').enumerate().skip(1) {
        let (tag, text) =
            piece.split_at(piece.find('>').map_or(piece.len(), |end| end + 1));
        let element = tag.split([' ', '>', '/']).next().unwrap_or("");
        let mut tag = tag.to_owned();
        for (_, attribute, value) in DEFAULTS.iter().filter(|row| row.0 == element) {
            tag = tag.replacen(&format!(" {attribute}=\"{value}\""), "", 1);
        }
        if matches!(element, "term" | "text" | "label" | "et-al" | "if" | "else-if") {
            for (wrong, right) in SPELLINGS {
                tag = tag.replace(wrong, right);
            }
        }
        if at == 1 {
            tag = tag.replacen(' ', &format!(" xmlns=\"{space}\" "), 1);
        }
        file.push('<');
        file.push_str(&tag);
        file.push_str(text);
    }
    file.push('\n');
    tell_apart(&file)
}

/// Locales have the term of somebody who edited and translated in two spellings, which
/// citationberg makes one: where a form stands twice, the first is `editor-translator`.
fn tell_apart(file: &str) -> String {
    let wrong = "<term name=\"editor-translator\"";
    let mut pieces = file.split(wrong);
    let mut told = pieces.next().unwrap_or("").to_owned();
    let pieces: Vec<&str> = pieces.collect();
    let form = |piece: &&str| piece.split('>').next().unwrap_or("").to_owned();
    let forms: Vec<String> = pieces.iter().map(form).collect();
    let ends = |piece: &str| piece.contains("</terms>");
    for (at, piece) in pieces.iter().enumerate() {
        let same_block = (at + 1..pieces.len()).take_while(|next| !ends(pieces[next - 1]));
        let again = same_block.into_iter().any(|next| forms[next] == forms[at]);
        let name = if again { "editor-translator" } else { "editortranslator" };
        told.push_str(&format!("<term name=\"{name}\"{piece}"));
    }
    told
}
