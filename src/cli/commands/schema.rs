//! `ibid schema`: JSON Schemas of what programs read and write.

use serde_json::{Map, Value, json};

use crate::cli::settings::rules::PATH_KEYS;
use crate::cli::settings::table::{Kind, SETTINGS};
use crate::cli::{Context, Error, Outcome};
use crate::diag::Severity;
use crate::diag::render::RENDERERS;
use crate::diag::render::json::SCHEMA;
use crate::validate::selection::known_names;

/// Print the JSON Schema of findings or of ibid.toml
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// `diagnostics` (check --output-format json) or `config` (ibid.toml)
    #[arg(value_name = "NAME")]
    name: String,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    match args.name.as_str() {
        "diagnostics" => context.out.answer(SCHEMA)?,
        "config" => context.out.json(&config())?,
        name => {
            return Err(Error::new(format!("there is no schema `{name}`"))
                .did_you_mean(name, ["diagnostics", "config"])
                .next("there are diagnostics and config"));
        }
    }
    Ok(Outcome::Done)
}

/// The schema of `ibid.toml`, from the table of settings.
fn config() -> Value {
    let mut root = Map::new();
    for setting in SETTINGS {
        let mut row = of_rules(setting.name).unwrap_or_else(|| shape(setting.kind));
        row["description"] = json!(setting.about);
        match setting.name.split_once('.') {
            None => {
                root.insert(setting.name.to_owned(), row);
            }
            Some((section, name)) => {
                let section = root.entry(section).or_insert_with(|| {
                    json!({"type": "object", "additionalProperties": false, "properties": {}})
                });
                section["properties"][name] = row;
            }
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ibid:schema:config:1",
        "title": "ibid.toml, version 1",
        "type": "object",
        "additionalProperties": false,
        "properties": root,
        "$defs": {
            "rule": {
                "description": "a rule, a group of rules, or all",
                "enum": known_names().collect::<Vec<_>>(),
            },
            "severity": { "enum": names(Severity::ALL.iter().map(|s| s.name())) },
        },
    })
}

/// The shapes of settings that name rules.
fn of_rules(name: &str) -> Option<Value> {
    let rules = json!({"type": "array", "items": {"$ref": "#/$defs/rule"}});
    let severities = json!({
        "type": "object",
        "propertyNames": {"$ref": "#/$defs/rule"},
        "additionalProperties": {"$ref": "#/$defs/severity"},
    });
    Some(match name {
        "check.select" | "check.extend-select" | "check.ignore" => rules,
        "check.severity" => severities,
        "check.path" => {
            let properties = PATH_KEYS.map(|key| {
                let shape = match key {
                    "match" => json!({"type": "string"}),
                    "severity" => severities.clone(),
                    _ => rules.clone(),
                };
                (key.to_owned(), shape)
            });
            json!({"type": "array", "items": {
                "type": "object",
                "required": ["match"],
                "additionalProperties": false,
                "properties": Map::from_iter(properties),
            }})
        }
        "check.output-format" => {
            json!({"enum": names(RENDERERS.iter().map(|renderer| renderer.id))})
        }
        _ => return None,
    })
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    names.collect()
}

fn shape(kind: Kind) -> Value {
    let texts = json!({"type": "array", "items": {"type": "string"}});
    match kind {
        Kind::Text => json!({"type": "string"}),
        Kind::Paths => json!({"oneOf": [{"type": "string"}, texts]}),
        Kind::List => texts,
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Number => json!({"type": "integer"}),
        Kind::Word => json!({"type": ["string", "integer"]}),
        Kind::Table => json!({"type": ["object", "array"]}),
    }
}
