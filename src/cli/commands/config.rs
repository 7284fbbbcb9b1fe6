//! `ibid config`: the settings that hold here, and where each comes from.

use serde_json::{Map, Value, json};

use crate::cli::{Context, Error, Outcome};

/// Show the settings that hold here
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Print every setting with its value
    Show {
        /// Say where each value comes from
        #[arg(long)]
        origin: bool,
    },
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    let Verb::Show { origin } = &args.verb;
    let settings = context.settings()?.clone();
    if context.json() {
        let mut all = Map::new();
        for (setting, set) in settings.iter() {
            let value = set.map_or(Value::Null, |set| {
                serde_json::to_value(&set.value).unwrap_or(Value::Null)
            });
            let origin = set.map(|set| set.origin.to_string());
            all.insert(
                setting.name.to_owned(),
                json!({ "value": value, "origin": origin }),
            );
        }
        context.out.json(&all)?;
        return Ok(Outcome::Done);
    }
    for (setting, set) in settings.iter() {
        let line = match set {
            Some(set) if *origin => {
                format!("{} = {}  # {}", setting.name, set.value, set.origin)
            }
            Some(set) => format!("{} = {}", setting.name, set.value),
            None => format!("# {} is not set: {}", setting.name, setting.about),
        };
        context.out.line(&line)?;
    }
    Ok(Outcome::Done)
}
