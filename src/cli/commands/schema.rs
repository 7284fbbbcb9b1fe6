//! `ibid schema`: JSON Schemas of what programs read and write.

use serde_json::{Map, Value, json};

use crate::cli::settings::table::{Kind, SETTINGS};
use crate::cli::{Context, Error, Outcome};
use crate::diag::render::json::SCHEMA;

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
        let mut row = shape(setting.kind);
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
    })
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
