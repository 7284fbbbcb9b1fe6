//! Locales: terms, date formats and options of a language (CSL 1.0.2, “Locale”).

mod ordinals;
mod read;
mod terms;

use std::borrow::Cow;

use crate::csl::style::element::{Part, Str};
use crate::csl::style::{Document, ElementId};

pub(crate) use ordinals::Ordinals;
pub(crate) use terms::{Gender, Terms};

/// Where locale files come from.
pub trait Locales {
    /// The XML of the locale with exactly this tag (`de-AT`, `la`), if there is one.
    fn xml(&self, tag: &str) -> Option<Cow<'_, str>>;
}

impl Locales for crate::csl::sources::Sources {
    fn xml(&self, tag: &str) -> Option<Cow<'_, str>> {
        self.locale_exactly(tag).map(Cow::Owned)
    }
}

/// A language's terms, date formats and options, with the style's own on top.
#[derive(Clone, Debug, Default)]
pub(crate) struct Locale {
    pub(crate) tag: String,
    pub(crate) terms: Terms,
    pub(crate) ordinals: Ordinals,
    pub(crate) text_date: Option<LocaleDate>,
    pub(crate) numeric_date: Option<LocaleDate>,
    pub(crate) punctuation_in_quote: bool,
    pub(crate) ordinals_on_day_one_only: bool,
}

/// A date format of a locale: its attributes as they are written.
#[derive(Clone, Debug, Default)]
pub(crate) struct LocaleDate {
    pub(crate) attributes: Vec<(Box<str>, Box<str>)>,
    pub(crate) parts: Vec<LocaleDatePart>,
}

/// A part of a locale's date format.
#[derive(Clone, Debug)]
pub(crate) struct LocaleDatePart {
    pub(crate) part: Part,
    pub(crate) attributes: Vec<(Box<str>, Box<str>)>,
}

impl Locale {
    /// The language without its dialect: `de`.
    pub(crate) fn language(&self) -> &str {
        self.tag.split('-').next().unwrap_or("")
    }

    /// Reads the locale of a tag: the primary dialect, the tag itself, then the style's
    /// own `<locale>` elements from the general to the special.
    pub(crate) fn load(
        tag: &str,
        locales: &dyn Locales,
        style: &Document,
        style_root: ElementId,
    ) -> (Self, bool) {
        let (best, base) = resolve(tag);
        let mut locale = Self { tag: best.clone(), ..Self::default() };
        let mut found = false;
        for tag in chain(&best, &base) {
            if let Some(xml) = locales.xml(&tag) {
                let (document, _) = Document::read(&xml);
                if let Some(root) = document.root() {
                    read::element(&mut locale, &document, root);
                    found = true;
                }
            }
        }
        if !found && let Some(xml) = locales.xml("en-US") {
            let (document, _) = Document::read(&xml);
            if let Some(root) = document.root() {
                read::element(&mut locale, &document, root);
            }
        }
        let bare = best.split('-').next().unwrap_or("").to_owned();
        let mut tags = vec![String::new(), bare];
        for tag in [base, best] {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        for tag in tags {
            let mut own = style.children(style_root).filter(|(_, child)| {
                &*child.name == "locale" && child.get("xml:lang").unwrap_or("") == tag
            });
            if let Some((id, _)) = own.next() {
                read::element(&mut locale, style, id);
            }
        }
        locale.complete();
        (locale, found)
    }

    /// Terms that are there even where the file has none.
    fn complete(&mut self) {
        let page = if matches!(self.language(), "fr" | "pt") { "-" } else { "–" };
        self.terms.default("page-range-delimiter", page);
        self.terms.default("year-range-delimiter", "–");
        self.terms.default("citation-range-delimiter", "–");
        self.terms.finish();
    }

    /// A term in its long form, singular.
    pub(crate) fn term(&self, name: &str) -> Str {
        self.terms.get(name, Default::default(), false, None).unwrap_or_default()
    }
}

/// The tag in its best spelling and the primary dialect of its language (CSL 1.0.2,
/// “Locale Fallback”).
fn resolve(tag: &str) -> (String, String) {
    const PRIMARY: &[(&str, &str)] = &[
        ("af", "af-ZA"),
        ("bg", "bg-BG"),
        ("ca", "ca-AD"),
        ("cs", "cs-CZ"),
        ("cy", "cy-GB"),
        ("da", "da-DK"),
        ("de", "de-DE"),
        ("el", "el-GR"),
        ("en", "en-US"),
        ("es", "es-ES"),
        ("et", "et-EE"),
        ("fa", "fa-IR"),
        ("fi", "fi-FI"),
        ("fr", "fr-FR"),
        ("gl", "gl-ES"),
        ("he", "he-IL"),
        ("hi", "hi-IN"),
        ("hr", "hr-HR"),
        ("hu", "hu-HU"),
        ("hy", "hy-AM"),
        ("id", "id-ID"),
        ("is", "is-IS"),
        ("it", "it-IT"),
        ("ja", "ja-JP"),
        ("km", "km-KH"),
        ("ko", "ko-KR"),
        ("lij", "lij-IT"),
        ("lt", "lt-LT"),
        ("lv", "lv-LV"),
        ("mn", "mn-MN"),
        ("ms", "ms-MY"),
        ("nb", "nb-NO"),
        ("nl", "nl-NL"),
        ("nn", "nn-NO"),
        ("no", "nb-NO"),
        ("pa", "pa-PK"),
        ("pl", "pl-PL"),
        ("pt", "pt-PT"),
        ("ro", "ro-RO"),
        ("ru", "ru-RU"),
        ("sk", "sk-SK"),
        ("sl", "sl-SI"),
        ("sr", "sr-Cyrl-RS"),
        ("sv", "sv-SE"),
        ("th", "th-TH"),
        ("tr", "tr-TR"),
        ("uk", "uk-UA"),
        ("vi", "vi-VN"),
        ("zh", "zh-CN"),
    ];
    let tag = tag.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or("").to_ascii_lowercase();
    let rest: Vec<String> = parts
        .map(|part| match part.len() {
            2 => part.to_ascii_uppercase(),
            4 => {
                let (first, rest) = part.split_at_checked(1).unwrap_or((part, ""));
                first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
            }
            _ => part.to_owned(),
        })
        .collect();
    let base = PRIMARY.iter().find(|(known, _)| *known == language).map(|(_, base)| *base);
    let base = base.unwrap_or(&language).to_owned();
    match rest.is_empty() {
        true => (base.clone(), base),
        false => (format!("{language}-{}", rest.join("-")), base),
    }
}

fn chain(best: &str, base: &str) -> Vec<String> {
    let mut tags = vec![base.to_owned()];
    if best != base {
        tags.push(best.to_owned());
    }
    tags
}
