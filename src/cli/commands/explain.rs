//! `ibid explain`: what a rule is about.

use serde_json::{Value, json};

use crate::cli::{Context, Error, Outcome};
use crate::diag::{Group, Rule};
use crate::validate::{When, all_rules, rule_named, rules::RULES, selection::known_names};

/// Say what a rule is about
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ibid explain malformed-doi
  ibid explain dates          the rules of a group
  ibid explain --all          every rule, one line each")]
pub(crate) struct Args {
    /// Rules or groups
    #[arg(value_name = "RULE", required_unless_present = "all")]
    rules: Vec<String>,
    /// All rules
    #[arg(long)]
    all: bool,
    /// Write the reference page (Markdown)
    #[arg(long, hide = true)]
    markdown: bool,
}

pub(super) fn run(context: &mut Context, args: &Args) -> Result<Outcome, Error> {
    if args.markdown {
        let page = page();
        context.out.answer(&page)?;
        return Ok(Outcome::Done);
    }
    let mut rules: Vec<&'static Rule> = Vec::new();
    let mut whole = !args.all;
    if args.all {
        rules.extend(all_rules());
    }
    for name in &args.rules {
        if let Some(rule) = rule_named(name) {
            rules.push(rule);
            continue;
        }
        let of_group: Vec<_> =
            all_rules().filter(|rule| rule.group.name() == name).collect();
        if of_group.is_empty() {
            return Err(Error::new(format!("there is no rule `{name}`"))
                .did_you_mean(name, known_names())
                .next("`ibid explain --all` lists them"));
        }
        whole = false;
        rules.extend(of_group);
    }
    if context.json() {
        let rows: Vec<Value> = rules.iter().map(|rule| as_json(rule)).collect();
        context.out.json(&rows)?;
        return Ok(Outcome::Done);
    }
    if whole {
        for (at, rule) in rules.iter().enumerate() {
            if at > 0 {
                context.out.line("")?;
            }
            context.out.answer(&section(rule, "#"))?;
        }
        return Ok(Outcome::Done);
    }
    rules.sort_by_key(|rule| (rule.group, rule.name));
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in rules {
        let severity = rule.severity.name();
        let (name, summary) = (rule.name, rule.summary);
        context.out.line(&format!("{name:width$}  {severity:7}  {summary}"))?;
    }
    Ok(Outcome::Done)
}

fn when(rule: &Rule) -> When {
    RULES.iter().find(|check| check.rule == rule).map_or(When::Always, |check| check.when)
}

fn as_json(rule: &Rule) -> Value {
    json!({
        "rule": rule.name,
        "group": rule.group.name(),
        "severity": rule.severity.name(),
        "default": when(rule) == When::Always,
        "summary": rule.summary,
        "doc": rule.doc,
    })
}

/// A rule as a section of Markdown.
fn section(rule: &Rule, heading: &str) -> String {
    let on = match when(rule) {
        When::Always => "on",
        When::Publish => "on with `--publish`",
        When::Selected => "off, unless it is selected",
    };
    let mut summary = rule.summary.chars();
    let first: String = summary.next().into_iter().flat_map(char::to_uppercase).collect();
    format!(
        "{heading} {}\n\n{first}{}. *{}, group `{}`, {on}*\n\n{}\n",
        rule.name,
        summary.as_str(),
        rule.severity.name(),
        rule.group.name(),
        rule.doc.trim()
    )
}

/// The reference page of all rules.
fn page() -> String {
    let mut page = String::from(
        "# Rules\n\nMade by `ibid explain --markdown`; a test keeps it up to date.\n",
    );
    for group in Group::ALL {
        let mut rules: Vec<_> = all_rules().filter(|rule| rule.group == *group).collect();
        rules.sort_by_key(|rule| rule.name);
        if !rules.is_empty() {
            page.push_str(&format!("\n## {}\n", group.name()));
        }
        for rule in rules {
            page.push('\n');
            page.push_str(&section(rule, "###"));
        }
    }
    page
}
