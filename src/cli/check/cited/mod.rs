//! `--cited-in`: which keys documents cite, compared with those that there are.
//!
//! One file a kind of document. Files that a document reads (`\input`, `#include`) belong to it.

mod aux;
mod latex;
mod markdown;
mod mask;
mod typst;

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::Checked;
use super::target::Target;
use crate::cli::{Error, input};
use crate::diag::Diagnostic;
use crate::diag::catalogue::citations::{UNCITED_ENTRY, UNDEFINED_CITATION};
use crate::formats::Source;
use crate::model::Field;
use crate::text::{Span, nearest};

/// For so many missing keys of a document the nearest one is looked for, among all keys.
const NEAREST: usize = 100;

/// Adds entries that nobody cites to `checked`; the documents with keys that nobody has.
pub(super) fn check(
    documents: &[PathBuf],
    checked: &mut [Checked],
) -> Result<Vec<Checked>, Error> {
    if documents.is_empty() {
        return Ok(Vec::new());
    }
    let is_bib = |path: &&PathBuf| path.extension().is_some_and(|e| e == "bib");
    if let Some(path) = documents.iter().find(is_bib) {
        let error = format!("`{}` is a bibliography, which cites nothing", path.display());
        return Err(Error::new(error)
            .next("--cited-in takes what cites: a .tex, .aux, .bcf, .md or .typ file"));
    }
    let mut known: FxHashSet<String> = FxHashSet::default();
    for entry in checked.iter().flat_map(|file| file.target.entries()) {
        known.insert(entry.key().to_string());
        let ids = entry.text(Field::IDS).unwrap_or_default();
        known.extend(named(&ids).map(str::to_owned));
    }
    let mut names: Vec<&str> = known.iter().map(String::as_str).collect();
    names.sort_unstable();
    let mut cited: FxHashSet<String> = FxHashSet::default();
    let mut found = Vec::new();
    for path in documents {
        let parts = read(path)?;
        let own: FxHashSet<&str> =
            parts.iter().flat_map(|(_, _, c)| &c.own).map(String::as_str).collect();
        for (path, source, citations) in &parts {
            let missing = citations.keys.iter().filter(|(_, key)| {
                key != "*" && !known.contains(key) && !own.contains(key.as_str())
            });
            let findings = missing
                .enumerate()
                .map(|(at, (span, key))| {
                    undefined(key, *span, (at < NEAREST).then_some(&names))
                })
                .collect();
            cited.extend(citations.keys.iter().map(|(_, key)| key.clone()));
            let target = Target::document_only(path, source.clone());
            found.push(Checked { target, found: findings });
        }
    }
    if !cited.contains("*") {
        uncited(checked, &mut cited);
    }
    Ok(found)
}

/// What a document says about citations.
#[derive(Debug, Default)]
struct Citations {
    /// The keys that it cites, in order; `*` is all.
    keys: Vec<(Span, String)>,
    /// Keys and labels that it defines itself (`\\bibitem`, labels of figures).
    own: Vec<String>,
    /// Other files that it reads, as it names them.
    files: Vec<String>,
}

/// A document may be made of so many files.
const FILES: usize = 10_000;

/// A document with the files that it reads; those that are not there are passed over.
fn read(path: &Path) -> Result<Vec<(PathBuf, Source, Citations)>, Error> {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let mut waiting = vec![path.to_owned()];
    let mut seen: FxHashSet<PathBuf> = FxHashSet::default();
    let mut parts = Vec::new();
    while let Some(path) = waiting.pop() {
        let whole = path.canonicalize().unwrap_or_else(|_| path.clone());
        if !seen.insert(whole) || parts.len() > FILES {
            continue;
        }
        let (source, _) = input::source(&path)?;
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_owned();
        let citations = of(source.text(), &ending);
        // TeX looks from the folder of the main file, others from that of the file.
        let near = path.parent().unwrap_or(Path::new("")).to_owned();
        for name in citations.files.iter().rev() {
            let bases = [&folder, &near];
            let tries = bases
                .iter()
                .flat_map(|base| [base.join(name), base.join(format!("{name}.{ending}"))]);
            waiting.extend({ tries }.find(|path| path.is_file()));
        }
        parts.push((path, source, citations));
    }
    Ok(parts)
}

fn of(text: &str, ending: &str) -> Citations {
    match ending.to_ascii_lowercase().as_str() {
        "md" | "markdown" | "rmd" | "txt" => markdown::citations(text, false),
        "qmd" => markdown::citations(text, true),
        "typ" => typst::citations(text),
        "bcf" => aux::control_file(text),
        "aux" => aux::citations(text),
        _ => latex::citations(text),
    }
}

/// The keys of a list with commas.
fn push_list(text: &str, start: usize, end: usize, keys: &mut Vec<(Span, String)>) {
    let mut at = start;
    for part in text.get(start..end).unwrap_or("").split(',') {
        let from = at + part.len() - part.trim_start().len();
        let key = part.trim();
        if !key.is_empty() && !key.contains(['#', '\\']) {
            keys.push((Span::new(from, from + key.len()), key.to_owned()));
        }
        at += part.len() + 1;
    }
}

/// The keys of a list, without empty places.
fn named(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|key| !key.is_empty())
}

fn undefined(key: &str, span: Span, names: Option<&Vec<&str>>) -> Diagnostic {
    let finding =
        Diagnostic::new(&UNDEFINED_CITATION, format!("no entry has the key `{key}`"));
    match names.and_then(|names| nearest(key, names.iter().copied())) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding,
    }
    .at(span)
}

/// Reports entries that are not cited, nor pointed to by those that are.
fn uncited(checked: &mut [Checked], cited: &mut FxHashSet<String>) {
    // Links are followed a few steps: a set of a set of a crossref.
    for _ in 0..4 {
        let before = cited.len();
        for entry in checked.iter().flat_map(|file| file.target.entries()) {
            let ids = entry.text(Field::IDS).unwrap_or_default();
            let by_id = named(&ids).any(|id| cited.contains(id));
            if by_id {
                cited.insert(entry.key().to_string());
            }
            if !cited.contains(entry.key().as_str()) {
                continue;
            }
            for field in [
                Field::CROSSREF,
                Field::XREF,
                Field::XDATA,
                Field::ENTRYSET,
                Field::RELATED,
            ] {
                let keys = entry.text(field).unwrap_or_default();
                cited.extend(named(&keys).map(str::to_owned));
            }
        }
        if cited.len() == before {
            break;
        }
    }
    for file in checked {
        for (index, entry) in file.target.entries().iter().enumerate() {
            if !cited.contains(entry.key().as_str()) {
                let message = format!("`{}` is cited nowhere", entry.key());
                let finding = Diagnostic::new(&UNCITED_ENTRY, message);
                file.found.push(finding.in_entry(index, entry.key()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    fn check(ending: &str, text: &str, expected: &[&str]) {
        let citations = of(text, ending);
        let found: Vec<String> = citations
            .keys
            .into_iter()
            .map(|(_, key)| key)
            .filter(|key| !citations.own.contains(key))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn commands_of_latex() {
        check(
            "tex",
            r"\cite[see][p.~4]{doe2020, roe} \textcite{x} % \cite{no}",
            &["doe2020", "roe", "x"],
        );
        check(
            "tex",
            r"\autocites(see)(end)[1]{a}[2][3]{b}{c} \nocite{*}",
            &["a", "b", "c", "*"],
        );
        check("tex", r"\volcite{2}[3]{a} \Pvolcite[x]{2}[b]{c}", &["a", "c"]);
        check("tex", r"\cite<see>[p. 3]{a} \citeA{b} \shortciteNP{c}", &["a", "b", "c"]);
        check("tex", "\\cite{%\na,% note\nb}", &["a", "b"]);
        check(
            "tex",
            r"\textcite[{\parencite{b}}]{a} \citetext{see \citealp{c}}",
            &["a", "b", "c"],
        );
        check(
            "tex",
            r"\AtNextCite{x} \setcitestyle{round} \DeclareCiteCommand{\cite}{a}{b}",
            &[],
        );
        check("tex", r"\newcommand{\my}[1]{\cite{#1}}", &[]);
        check("tex", r"\bibitem[D 99]{a} \cite{a} \cite{b}", &["b"]);
    }

    #[test]
    fn what_latex_does_not_read() {
        check("tex", r"\verb|\cite{a}| \verb*+\cite{b}+ 5\% \cite{c}", &["c"]);
        for name in ["verbatim", "lstlisting", "comment", "minted"] {
            let text =
                format!("\\begin{{{name}}}\n\\cite{{a}} %\n\\end{{{name}}}\\cite{{b}}");
            check("tex", &text, &["b"]);
        }
        check("tex", "\\cite{a}\n\\end{document}\n\\cite{b}", &["a"]);
        check("tex", "\\iffalse \\cite{a} \\fi \\cite{b}", &["b"]);
    }

    #[test]
    fn files_of_programs() {
        check(
            "aux",
            r"\citation{a,b} \abx@aux@cite{0}{c} \bibcite{d}{1} \newlabel{e}{{1}{2}}",
            &["a", "b", "c"],
        );
        check(
            "bcf",
            "<bcf:citekey order=\"1\">a</bcf:citekey><bcf:citekey order=\"2\">b&amp;c</bcf:citekey>",
            &["a", "b&c"],
        );
        check(
            "bcf",
            "<bcf:citekey order=\"0\" type=\"set\" members=\"a,b\">s</bcf:citekey>",
            &["a", "b"],
        );
    }

    #[test]
    fn markdown() {
        check(
            "md",
            "As @doe2020 [p. 3] and [see @roe:99; -@{x y}, p. 3]. Mail a@b.org.",
            &["doe2020", "roe:99", "x y"],
        );
        check("md", "```\n@no\n```\n@yes. ~~~~\n", &["yes"]);
        check("md", "~~~~\n@no\n~~~\n@no\n~~~~\n`@no` ``a`@no`` @yes", &["yes"]);
        check("md", "<!-- @no\n@no -->\\@no @foo--bar", &["foo"]);
        check("md", "nocite: '@*'", &["*"]);
        check("md", "@fig:a and @b\n\n![x](y.png){#fig:a}", &["b"]);
        check("md", "See \\citep{a}.", &["a"]);
        check("qmd", "@fig-a, @sec-b and @c-d", &["c-d"]);
    }

    #[test]
    fn typst() {
        check(
            "typ",
            "See @doe2020[p. 3] and #cite(<roe>, form: \"prose\").",
            &["doe2020", "roe"],
        );
        check("typ", "#cite(label(\"x y\")) // @no\n/* @no */ `@no` a@b.org", &["x y"]);
        check("typ", "= A <sec>\n@sec and @doe.", &["doe"]);
        check("typ", "#bibliography(\"a.bib\", full: true)", &["*"]);
        check("typ", "https://example.org/a @doe", &["doe"]);
    }

    #[test]
    fn other_files() {
        let files = |ending, text: &str| of(text, ending).files;
        let tex = "\\input{a} \\include{b.tex}\n\\input c\n\\subfile{d} \\import{e/}{f} % \\input{g}";
        assert_eq!(files("tex", tex), ["a", "b.tex", "c", "d", "e/f"]);
        assert_eq!(files("aux", "\\@input{ch/one.aux}"), ["ch/one.aux"]);
        assert_eq!(files("typ", "#include \"a.typ\""), ["a.typ"]);
    }
}
