//! Entries as runs of characters with one look each, for word processors.

use crate::csl::Tree;
use crate::csl::tree::{Display, Event, Look};
use crate::output::walk;

/// Characters with one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) face: Face,
    /// Where it leads.
    pub(super) link: Option<String>,
}

/// The look of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Face {
    pub(super) italic: bool,
    pub(super) bold: bool,
    pub(super) small_caps: bool,
    pub(super) underline: bool,
    pub(super) raised: Raised,
}

/// Where characters stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Raised {
    #[default]
    Not,
    Super,
    Sub,
}

/// The runs of an entry; `\n` is a line break and `\t` a tab.
pub(super) fn of(tree: &Tree) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut faces = vec![Face::default()];
    let mut links: Vec<Option<String>> = Vec::new();
    let mut push = |text: &str, face: Face, link: Option<&String>| {
        let run = Run { text: text.to_owned(), face, link: link.cloned() };
        match runs.last_mut() {
            Some(last) if last.face == run.face && last.link == run.link => {
                last.text.push_str(text);
            }
            _ => runs.push(run),
        }
    };
    for event in tree.events() {
        let face = faces.last().copied().unwrap_or_default();
        let link = links.last().and_then(Option::as_ref);
        match event {
            Event::Text(text) => {
                let text: String = text
                    .chars()
                    .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
                    .filter(|c| !c.is_control())
                    .collect();
                push(&text, face, link);
            }
            Event::Open(Look::Link(number)) => {
                let address = walk::address(tree, number).map(walk::percent_encoded);
                links.push(address);
                faces.push(face);
            }
            Event::Open(look) => {
                if matches!(look, Look::Display(Display::Block | Display::Indent)) {
                    push("\n", face, link);
                }
                faces.push(with(face, look));
            }
            Event::Close(look) => {
                faces.pop();
                match look {
                    Look::Link(_) => {
                        links.pop();
                    }
                    Look::Display(Display::LeftMargin) => push("\t", face, link),
                    Look::Display(Display::Block) => push("\n", face, link),
                    _ => {}
                }
            }
        }
    }
    trimmed(runs)
}

/// Without line breaks at either end.
fn trimmed(mut runs: Vec<Run>) -> Vec<Run> {
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start_matches(['\n', ' ']).to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.text = last.text.trim_end_matches(['\n', ' ']).to_owned();
    }
    runs.retain(|run| !run.text.is_empty());
    runs
}

fn with(face: Face, look: Look) -> Face {
    match look {
        Look::Italic | Look::Oblique => Face { italic: true, ..face },
        Look::NormalStyle => Face { italic: false, ..face },
        Look::Bold => Face { bold: true, ..face },
        Look::Light | Look::NormalWeight => Face { bold: false, ..face },
        Look::SmallCaps => Face { small_caps: true, ..face },
        Look::NormalVariant => Face { small_caps: false, ..face },
        Look::Underline => Face { underline: true, ..face },
        Look::NoUnderline => Face { underline: false, ..face },
        Look::Superscript => Face { raised: Raised::Super, ..face },
        Look::Subscript => Face { raised: Raised::Sub, ..face },
        Look::Baseline => Face { raised: Raised::Not, ..face },
        Look::Display(_) | Look::Link(_) => face,
    }
}
