//! The files to check: found, read, and what is known about places in them.

use std::path::{Path, PathBuf};

use crate::cli::{Context, Error, input};
use crate::diag::render::{Located, SourceFile};
use crate::diag::{Change, Diagnostic, Edit, Place};
use crate::formats::bibtex::Document;
use crate::formats::{self, ReadOptions, Source};
use crate::model::{Entry, FileFacts};
use crate::text::Span;
use crate::validate::suppress::Suppressions;
use crate::validate::{File, Selection};

/// A file that has been read.
pub(crate) struct Target {
    path: PathBuf,
    pub(crate) source: Source,
    pub(crate) shown: SourceFile,
    entries: Vec<Entry>,
    /// The tree and the facts, if it is a `.bib` file.
    bib: Option<(Document, FileFacts)>,
    diagnostics: Vec<Diagnostic>,
}

/// The files of all paths: those of a folder or of the library belong together.
pub(super) fn groups(
    context: &mut Context,
    paths: &[PathBuf],
) -> Result<Vec<Vec<Target>>, Error> {
    if paths.is_empty() {
        let paths = context.library_paths()?;
        let mut files = Vec::new();
        for path in &paths {
            files.append(&mut files_of(path)?);
        }
        return Ok(vec![read_all(context, &files)?]);
    }
    let mut groups = Vec::new();
    for path in paths {
        let files = files_of(path)?;
        groups.push(read_all(context, &files)?);
    }
    Ok(groups)
}

/// Endings of files that a folder is searched for.
const ENDINGS: [&str; 3] = ["bib", "bibtex", "biblatex"];

/// A file, or the `.bib` files in a folder and below, by name; hidden folders are passed over.
pub(crate) fn files_of(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let listed = std::fs::read_dir(&folder).map_err(|e| Error::read(&folder, &e))?;
        for entry in listed.flatten() {
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            if path.is_dir() && !hidden && !is_link {
                folders.push(path);
            } else if path.extension().is_some_and(|e| ENDINGS.iter().any(|end| e == *end))
            {
                files.push(path);
            }
        }
    }
    if files.is_empty() {
        let message = format!("there is no .bib file in `{}`", path.display());
        return Err(Error::new(message).next("name the files to check"));
    }
    files.sort();
    Ok(files)
}

fn read_all(context: &mut Context, files: &[PathBuf]) -> Result<Vec<Target>, Error> {
    files.iter().map(|path| Target::read(context, path)).collect()
}

impl Target {
    fn read(context: &mut Context, path: &Path) -> Result<Self, Error> {
        let (source, diagnostics) = input::source(path)?;
        let format = formats::detect(source.text(), source.path());
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        let is_bib = format.is_none_or(|format| matches!(format.id, "bibtex" | "biblatex"))
            || ENDINGS.contains(&extension);
        if is_bib {
            return Ok(Self::bib(path, source, diagnostics));
        }
        let read = input::read(context, path, format, &ReadOptions::default())?;
        Ok(Self {
            path: path.to_owned(),
            shown: shown(path, &read.source),
            source: read.source,
            entries: read.parsed.entries,
            bib: None,
            diagnostics: read.parsed.diagnostics,
        })
    }

    fn bib(path: &Path, source: Source, mut diagnostics: Vec<Diagnostic>) -> Self {
        let document = Document::parse(source.text().clone());
        let facts = document.facts();
        diagnostics.append(&mut document.diagnostics());
        Self {
            path: path.to_owned(),
            shown: shown(path, &source),
            source,
            entries: document.entries(),
            bib: Some((document, facts)),
            diagnostics,
        }
    }

    /// The same file with other text.
    pub(super) fn with_text(&self, text: &str) -> Self {
        let source = Source::of(self.source.path(), text.into());
        let before = self.diagnostics.iter().filter(|found| found.place == Place::Whole);
        Self::bib(&self.path, source, before.cloned().collect())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn document(&self) -> Option<&Document> {
        self.bib.as_ref().map(|(document, _)| document)
    }

    pub(super) fn facts(&self) -> Option<&FileFacts> {
        self.bib.as_ref().map(|(_, facts)| facts)
    }

    pub(super) fn file(&self) -> File<'_> {
        File { entries: &self.entries, facts: self.facts() }
    }

    /// What reading it found, as far as it is wanted.
    pub(super) fn diagnostics(
        &self,
        selection: &Selection,
    ) -> impl Iterator<Item = Diagnostic> {
        let wanted = self.diagnostics.iter().filter(|found| selection.has(found.rule));
        wanted.map(|found| {
            let severity = selection.severity(found.rule);
            // A reader may know better than its rule how bad this case is.
            let severity =
                if severity == found.rule.severity { found.severity } else { severity };
            Diagnostic { severity, ..found.clone() }
        })
    }

    /// Findings without the suppressed ones, with those about suppressions, by place.
    pub(super) fn filtered(
        &self,
        found: Vec<Diagnostic>,
        selection: &Selection,
    ) -> Vec<Diagnostic> {
        let mut found = found;
        if let Some((_, facts)) = &self.bib {
            let mut suppressions = Suppressions::find(facts);
            found.retain(|finding| !suppressions.covers(finding, self.span(finding)));
            let leftovers = suppressions.leftovers(&facts.text, selection).into_iter();
            found.extend(leftovers.filter(|finding| selection.has(finding.rule)));
        }
        found.sort_by_cached_key(|finding| (self.span(finding), finding.rule.name));
        found
    }

    /// The bytes of a finding.
    pub(super) fn span(&self, finding: &Diagnostic) -> Option<Span> {
        finding.within.or_else(|| match &finding.place {
            Place::Span(span) => Some(*span),
            Place::Entry { index, field, .. } => self.facts()?.locate(*index, *field),
            Place::Whole => None,
        })
    }

    /// The edits of a fix of a finding; none if it cannot be made in this file.
    pub(super) fn edits(&self, finding: &Diagnostic, change: &Change) -> Vec<Edit> {
        match (change, &finding.place, &self.bib) {
            (Change::Edits(edits), ..) => edits.clone(),
            (change, Place::Entry { index, .. }, Some((document, _))) => {
                document.edits(*index, change).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// A finding with its place.
    pub(super) fn located<'a>(&'a self, finding: &'a Diagnostic) -> Located<'a> {
        let fixes = finding.fixes.iter().map(|fix| self.edits(finding, &fix.change));
        Located {
            diagnostic: finding,
            file: &self.shown,
            span: self.span(finding),
            fixes: fixes.collect(),
        }
    }

    /// A document that is no bibliography, for findings about it.
    pub(super) fn document_only(path: &Path, source: Source) -> Self {
        Self {
            path: path.to_owned(),
            shown: shown(path, &source),
            source,
            entries: Vec::new(),
            bib: None,
            diagnostics: Vec::new(),
        }
    }
}

fn shown(path: &Path, source: &Source) -> SourceFile {
    let name = if path == Path::new("-") {
        "<stdin>".to_owned()
    } else {
        path.display().to_string()
    };
    let file = SourceFile::new(name, source.text().clone());
    // A stray byte that is not UTF-8 makes the text longer than the file.
    let end = u32::try_from(source.text().len()).unwrap_or(u32::MAX);
    if source.encoding() == "UTF-8" && source.file_offset(end) == end {
        return file;
    }
    let source = source.clone();
    file.on_disk(move |offset| source.file_offset(offset))
}
