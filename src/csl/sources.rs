//! Finding the XML of a style or locale by name.
//!
//! A style is looked for among the embedded ones and our own, as a path, and in the
//! folders that the caller names (the user's, Zotero's, the system's). A dependent style
//! leads to its parent (CSL 1.0.2, “Dependent Styles”). A locale falls back from dialect
//! to language (“Locale Fallback”).

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::csl::embedded;
use crate::csl::style::Document;

/// Where styles and locales are looked for besides the embedded ones.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Folders with `.csl` files, the first one wins.
    pub style_folders: Vec<PathBuf>,
    /// A folder with `locales-xx-YY.xml` files that override the embedded ones.
    pub locale_folder: Option<PathBuf>,
}

/// Where a style was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In the binary.
    Embedded,
    /// In a file.
    File(PathBuf),
    /// It was given as XML.
    Inline,
}

/// A style's XML, and how it came.
#[derive(Clone, Debug)]
pub struct FoundStyle {
    /// Its name, or the file's stem.
    pub name: String,
    /// The independent style's XML.
    pub xml: String,
    /// Where that was found.
    pub origin: Origin,
    /// The `default-locale` of the dependent style that led here.
    pub default_locale: Option<String>,
}

/// Why there is no style.
#[derive(Debug)]
pub enum StyleError {
    /// Nothing has this name.
    Unknown {
        /// What was asked for.
        name: String,
        /// Names that look like it, the nearest first.
        near: Vec<String>,
    },
    /// The file cannot be read.
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A dependent style's parent is nowhere.
    NoParent {
        /// The dependent style.
        name: String,
        /// What it names as its parent.
        parent: String,
    },
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, near } if near.is_empty() => {
                write!(
                    f,
                    "there is no style `{name}`; `ibid style list` shows those that come with ibid, and a path to a `.csl` file works too"
                )
            }
            Self::Unknown { name, near } => {
                let near: Vec<String> =
                    near.iter().map(|near| format!("`{near}`")).collect();
                write!(f, "there is no style `{name}`; did you mean {}?", near.join(" or "))
            }
            Self::Read { path, source } => {
                write!(f, "cannot read the style {}: {source}", path.display())
            }
            Self::NoParent { name, parent } => write!(
                f,
                "the style `{name}` depends on `{parent}`, which is not there; get `{parent}.csl` and put it beside it"
            ),
        }
    }
}

impl std::error::Error for StyleError {}

/// The longest style file that is read; the longest public one has 300 KB.
const LONGEST: u64 = 64 << 20;

/// How many parents are followed: a parent that depends again is an error in CSL.
const PARENTS: usize = 4;

impl Sources {
    /// The style of a name, a path, or XML itself (beginning with `<`).
    ///
    /// # Errors
    /// If there is none, or the file cannot be read.
    pub fn style(&self, name: &str) -> Result<FoundStyle, StyleError> {
        let mut found = self.independent_or_not(name, None)?;
        let mut default_locale = None;
        for _ in 0..PARENTS {
            let Some(parent) = independent_parent(&found.xml) else { break };
            default_locale =
                default_locale.or_else(|| root_attribute(&found.xml, "default-locale"));
            let beside = match &found.origin {
                Origin::File(path) => path.parent().map(Path::to_path_buf),
                _ => None,
            };
            found = match self.independent_or_not(&parent, beside.as_deref()) {
                Ok(found) => found,
                Err(StyleError::Unknown { .. }) => {
                    return Err(StyleError::NoParent { name: found.name, parent });
                }
                Err(error) => return Err(error),
            };
        }
        found.default_locale = default_locale;
        Ok(found)
    }

    fn independent_or_not(
        &self,
        name: &str,
        beside: Option<&Path>,
    ) -> Result<FoundStyle, StyleError> {
        let inline = name.trim_start_matches('\u{feff}').trim_start();
        if inline.starts_with('<') {
            let (name, origin) = (String::new(), Origin::Inline);
            return Ok(FoundStyle {
                name,
                xml: inline.to_owned(),
                origin,
                default_locale: None,
            });
        }
        let short = name.strip_prefix("http://www.zotero.org/styles/").unwrap_or(name);
        let short = short.strip_prefix("https://www.zotero.org/styles/").unwrap_or(short);
        if let Some(style) = embedded::style(short) {
            let (name, origin) = (style.name.to_owned(), Origin::Embedded);
            return Ok(FoundStyle { name, xml: style.xml(), origin, default_locale: None });
        }
        let looks_like_path =
            name.ends_with(".csl") || name.ends_with(".xml") || name.contains(['/', '\\']);
        if looks_like_path && (short == name || Path::new(name).exists()) {
            return read_style(Path::new(name));
        }
        let folders =
            beside.into_iter().chain(self.style_folders.iter().map(PathBuf::as_path));
        for folder in folders {
            let inner = [folder.to_path_buf(), folder.join("dependent"), folder.join("..")];
            for folder in inner {
                let path = folder.join(format!("{short}.csl"));
                if path.is_file() {
                    return read_style(&path);
                }
            }
        }
        Err(StyleError::Unknown { name: name.to_owned(), near: self.near(short) })
    }

    /// Names of styles in the folders, with their paths, by name.
    #[must_use]
    pub fn in_folders(&self) -> Vec<(String, PathBuf)> {
        let entries = self.style_folders.iter().flat_map(fs::read_dir).flatten().flatten();
        let paths = entries.map(|entry| entry.path());
        let styles = paths.filter(|path| path.extension().is_some_and(|end| end == "csl"));
        let mut named: Vec<(String, PathBuf)> =
            styles.map(|path| (stem(&path), path)).collect();
        named.sort();
        named.dedup_by(|a, b| a.0 == b.0);
        named
    }

    /// Names that look like one that is not there.
    fn near(&self, name: &str) -> Vec<String> {
        let embedded = embedded::styles().iter().map(|style| style.name.to_owned());
        let aliases = embedded::aliases().iter().map(|(alias, _)| (*alias).to_owned());
        let folders = self.in_folders().into_iter().map(|(name, _)| name);
        nearest(name, embedded.chain(aliases).chain(folders), 3)
    }

    /// The XML of a locale, by the fallback of the specification: the tag itself, its
    /// language's primary dialect, and at last `en-US`.
    #[must_use]
    pub fn locale(&self, tag: &str) -> String {
        let mut tags = locale_fallback(tag).into_iter();
        tags.find_map(|tag| self.locale_exactly(&tag)).unwrap_or_default()
    }

    /// The XML of a locale of exactly this tag.
    #[must_use]
    pub fn locale_exactly(&self, tag: &str) -> Option<String> {
        let plain = tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if let Some(folder) = self.locale_folder.as_ref().filter(|_| plain) {
            let path = folder.join(format!("locales-{tag}.xml"));
            if let Ok(xml) = fs::read_to_string(path) {
                return Some(xml);
            }
        }
        embedded::locale(tag).map(embedded::Embedded::xml)
    }
}

fn read_style(path: &Path) -> Result<FoundStyle, StyleError> {
    let failed = |source| StyleError::Read { path: path.to_path_buf(), source };
    let size = fs::metadata(path).map_err(failed)?.len();
    if size > LONGEST {
        return Err(failed(std::io::Error::other("it is larger than any style")));
    }
    let bytes = fs::read(path).map_err(failed)?;
    let xml = match String::from_utf8(bytes) {
        Ok(xml) => xml,
        Err(fault) => String::from_utf8_lossy(fault.as_bytes()).into_owned(),
    };
    let origin = Origin::File(path.to_path_buf());
    Ok(FoundStyle { name: stem(path), xml, origin, default_locale: None })
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The tags in which a locale is looked for: itself, the primary dialect of its language,
/// the bare language, `en-US`.
#[must_use]
pub fn locale_fallback(tag: &str) -> Vec<String> {
    let tag = canonical_tag(tag);
    let language = tag.split('-').next().unwrap_or("").to_owned();
    let dialect = primary_dialect(&language).map(str::to_owned);
    let mut tags = vec![tag];
    tags.extend(dialect);
    tags.push(language);
    tags.push("en-US".to_owned());
    let mut seen = Vec::new();
    tags.retain(|tag| {
        !tag.is_empty() && !seen.contains(tag) && {
            seen.push(tag.clone());
            true
        }
    });
    tags
}

/// `DE_at` as `de-AT`, `sr-latn-rs` as `sr-Latn-RS`.
fn canonical_tag(tag: &str) -> String {
    let parts =
        tag.trim().split(['-', '_']).enumerate().map(|(at, part)| match part.len() {
            2 if at > 0 => part.to_ascii_uppercase(),
            4 if at > 0 => {
                let (first, rest) = part.split_at_checked(1).unwrap_or((part, ""));
                first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
            }
            _ => part.to_ascii_lowercase(),
        });
    parts.collect::<Vec<_>>().join("-")
}

/// The dialect that stands for a language: the specification's list where a language has
/// several, else the only one there is.
fn primary_dialect(language: &str) -> Option<&'static str> {
    const SEVERAL: &[(&str, &str)] = &[
        ("de", "de-DE"),
        ("en", "en-US"),
        ("es", "es-ES"),
        ("fr", "fr-FR"),
        ("pt", "pt-PT"),
        ("sr", "sr-Latn-RS"),
        ("zh", "zh-CN"),
        ("no", "nb-NO"),
    ];
    if let Some((_, dialect)) = SEVERAL.iter().find(|(known, _)| *known == language) {
        return Some(dialect);
    }
    let mut names = embedded::locales().iter().map(|locale| locale.name);
    names.find(|name| name.split('-').next() == Some(language))
}

/// The names most like `name`: those that it begins or that contain it, then those a few
/// letters away.
pub fn nearest(
    name: &str,
    names: impl Iterator<Item = String>,
    most: usize,
) -> Vec<String> {
    let name: String = name.to_lowercase().chars().take(100).collect();
    let mut ranked: Vec<(usize, String)> = names
        .filter_map(|other| {
            let lower = other.to_lowercase();
            let rank =
                if lower.starts_with(&name) || lower.split('-').any(|part| part == name) {
                    0
                } else if name.chars().count() > 3 && lower.contains(&name) {
                    1
                } else {
                    let distance = edit_distance(&name, &lower);
                    if distance > name.chars().count().div_ceil(3) {
                        return None;
                    }
                    1 + distance
                };
            Some((rank, other))
        })
        .collect();
    ranked.sort_by(|a, b| (a.0, a.1.len(), &a.1).cmp(&(b.0, b.1.len(), &b.1)));
    ranked.dedup();
    ranked.into_iter().take(most).map(|(_, name)| name).collect()
}

/// How many letters must be put in, taken out, replaced or swapped.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut last = None;
    for (at, ca) in a.chars().enumerate() {
        let mut row = vec![at + 1];
        for (to, cb) in b.iter().enumerate() {
            let get =
                |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let replaced = get(&above, to) + usize::from(ca != *cb);
            let mut best = replaced.min(get(&above, to + 1) + 1).min(get(&row, to) + 1);
            let swapped = to > 0 && last == Some(*cb) && b.get(to - 1) == Some(&ca);
            if swapped {
                best = best.min(get(&before, to - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
        last = Some(ca);
    }
    above.last().copied().unwrap_or(0)
}

/// Whether a style points to a parent instead of having layouts of its own.
pub(super) fn is_dependent(document: &Document) -> bool {
    let head = document.root().and_then(|root| document.child(root, "info"));
    let mut links = head.into_iter().flat_map(|head| document.children(head));
    links.any(|(_, link)| {
        &*link.name == "link" && link.get("rel") == Some("independent-parent")
    })
}

/// The parent that a dependent style names: the last part of its address.
fn independent_parent(xml: &str) -> Option<String> {
    let mut rest = xml.split("</info").next().unwrap_or(xml);
    while let Some(at) = rest.find("<link") {
        let tag = rest.get(at..)?;
        let end = tag.find('>').unwrap_or(tag.len());
        let (tag, after) = tag.split_at_checked(end)?;
        if attribute(tag, "rel").is_some_and(|rel| rel == "independent-parent") {
            let href = attribute(tag, "href")?;
            return href.trim_end_matches('/').rsplit('/').next().map(str::to_owned);
        }
        rest = after;
    }
    None
}

/// An attribute of the first `style` element.
fn root_attribute(xml: &str, name: &str) -> Option<String> {
    let tag = xml.get(xml.find("<style")?..)?;
    attribute(tag.get(..tag.find('>')?)?, name).map(str::to_owned)
}

/// An attribute in the text of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let before = rest.get(..at).and_then(|before| before.chars().next_back());
        rest = rest.get(at + name.len()..)?;
        if !before.is_some_and(char::is_whitespace) {
            continue;
        }
        let Some(value) = rest.trim_start().strip_prefix('=') else { continue };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        return value.get(1..)?.split(quote).next();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_fall_back_as_the_specification_says() {
        // CSL 1.0.2, “Locale Fallback”: de-AT, de-DE (the primary dialect), en-US.
        assert_eq!(locale_fallback("de-AT"), ["de-AT", "de-DE", "de", "en-US"]);
        assert_eq!(locale_fallback("de"), ["de", "de-DE", "en-US"]);
        assert_eq!(locale_fallback("pt_br"), ["pt-BR", "pt-PT", "pt", "en-US"]);
        assert_eq!(locale_fallback("en"), ["en", "en-US"]);
        assert_eq!(locale_fallback("tlh"), ["tlh", "en-US"]);
        assert_eq!(locale_fallback(""), ["en-US"]);
        assert_eq!(locale_fallback("sr-cyrl-rs")[0], "sr-Cyrl-RS");
    }

    #[test]
    fn unknown_names_get_suggestions() {
        let check = |name: &str, near: &[&str]| match Sources::default().style(name) {
            Err(StyleError::Unknown { near: found, .. }) => assert_eq!(found, near),
            other => panic!("{other:?}"),
        };
        check("aapa", &["apa"]);
        check("natrue", &["nature"]);
        check("xyzzy-frobnicate", &[]);
    }

    #[test]
    fn names_addresses_and_xml_are_accepted() {
        let sources = Sources::default();
        let style = sources.style("http://www.zotero.org/styles/apa").unwrap();
        assert_eq!((style.name.as_str(), style.origin), ("apa", Origin::Embedded));
        assert_eq!(sources.style("  <style/>").unwrap().origin, Origin::Inline);
        assert!(matches!(sources.style("no/such.csl"), Err(StyleError::Read { .. })));
    }

    #[test]
    fn dependent_styles_lead_to_their_parent() {
        let dependent = r#"<style xmlns="http://purl.org/net/xbiblio/csl" default-locale="de-CH">
            <info><link href="http://www.zotero.org/styles/x" rel="self"/>
            <link rel='independent-parent' href='http://www.zotero.org/styles/nature'/></info></style>"#;
        let style = Sources::default().style(dependent).unwrap();
        assert_eq!(style.name, "nature");
        assert_eq!(style.default_locale.as_deref(), Some("de-CH"));
        let orphan = dependent.replace("nature", "no-such-parent");
        let error = Sources::default().style(&orphan).unwrap_err();
        assert!(
            matches!(error, StyleError::NoParent { parent, .. } if parent == "no-such-parent")
        );
    }

    #[test]
    fn a_style_that_is_its_own_parent_ends() {
        let dir = tempfile::tempdir().unwrap();
        let xml = r#"<style><info><link rel="independent-parent" href="/styles/loop"/></info></style>"#;
        fs::write(dir.path().join("loop.csl"), xml).unwrap();
        let sources =
            Sources { style_folders: vec![dir.path().to_path_buf()], ..Sources::default() };
        assert_eq!(sources.style("loop").unwrap().name, "loop");
    }
}
