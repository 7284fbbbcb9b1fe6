//! What `ibid process` is sent (DESIGN 7). Read leniently: a number may be text and text a
//! number, unknown members are ignored.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// A request.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Request<'a> {
    /// A short name, a path, or XML.
    pub(crate) style: Option<String>,
    /// The language tag that beats the style's own.
    pub(crate) locale: Option<String>,
    /// A folder with locale files.
    pub(crate) locales: Option<String>,
    /// The name of a writer.
    pub(crate) format: Option<String>,
    /// CSL-JSON.
    #[serde(borrow)]
    pub(crate) items: Option<&'a RawValue>,
    /// Clusters in document order.
    pub(crate) citations: Option<Vec<ClusterRequest>>,
    /// Ids, or `*` for all.
    pub(crate) uncited: Value,
    /// Whether a bibliography is wanted, or what it shows.
    pub(crate) bibliography: Value,
    /// Short forms, by jurisdiction (`default`), category and long form.
    pub(crate) abbreviations: Value,
    /// `given` where cites bring their positions.
    pub(crate) positions: Option<String>,
    /// Whether DOI and URL become links.
    pub(crate) links: bool,
}

/// All cites at one spot.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct ClusterRequest {
    #[serde(alias = "citationID")]
    pub(crate) id: Value,
    pub(crate) note_index: Value,
    pub(crate) citation_items: CiteList,
    /// What citeproc-js puts beside the cites: `mode`, `infix`, `noteIndex`.
    pub(crate) properties: Properties,
}

/// The cites, or `*`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum CiteList {
    /// Cites.
    Cites(Vec<CiteRequest>),
    /// `*`: every registered entry.
    Word(String),
    /// `null`.
    Nothing(()),
}

impl Default for CiteList {
    fn default() -> Self {
        Self::Cites(Vec::new())
    }
}

/// Properties of a cluster.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Properties {
    pub(crate) note_index: Value,
    pub(crate) mode: Value,
    pub(crate) infix: Value,
}

/// One cite.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(crate) struct CiteRequest {
    pub(crate) id: Value,
    pub(crate) locator: Value,
    pub(crate) label: Value,
    pub(crate) prefix: Value,
    pub(crate) suffix: Value,
    pub(crate) suppress_author: Value,
    pub(crate) author_only: Value,
    pub(crate) position: Value,
    pub(crate) near_note: Value,
    pub(crate) first_reference_note_number: Value,
}

/// Text or a number as text; empty for everything else.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Whether a value says yes, as JavaScript sees it.
pub(crate) fn truth(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

/// A number, also as text.
pub(crate) fn number(value: &Value) -> Option<u32> {
    match value {
        Value::Number(number) => {
            let float =
                number.as_f64().filter(|float| *float >= 0.0 && float.fract() == 0.0)?;
            // Note numbers beyond 32 bits are as good as none.
            number
                .as_u64()
                .or(Some(float as u64))
                .and_then(|number| u32::try_from(number).ok())
        }
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
