//! Tables of publications: rows read by what the header calls their columns.

/// What the header calls a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Author,
    Title,
    Venue,
    Publisher,
    Volume,
    Issue,
    Pages,
    Date,
    Link,
    Label,
    With,
    Other,
}

/// Names of columns, lower case.
const NAMES: &[(Column, &[&str])] = &[
    (
        Column::Author,
        &[
            "author",
            "authors",
            "author(s)",
            "autor",
            "autoren",
            "auteur",
            "auteurs",
            "författare",
            "yazar",
            "yazarlar",
            "автор",
            "авторы",
            "autores",
            "name",
            "by",
            "автори",
            "авторлар",
        ],
    ),
    (
        Column::Title,
        &[
            "title",
            "titel",
            "titre",
            "título",
            "titulo",
            "başlık",
            "название",
            "publication title",
            "article",
            "paper",
            "назва",
            "атауы",
            "titles",
            "заглавие",
            "makale",
            "artículo",
            "work",
            "publikation",
        ],
    ),
    (
        Column::Venue,
        &[
            "journal",
            "venue",
            "publication",
            "published in",
            "source",
            "outlet",
            "zeitschrift",
            "revue",
            "tidskrift",
            "dergi",
            "журнал",
            "revista",
            "newspaper",
            "where",
            "magazine",
            "издание",
            "erschienen",
            "container",
            "periodical",
            "medium",
            "media",
            "tidning",
            "publicado",
            "publié",
            "опубликовано",
            "опубліковано",
            "yayın",
        ],
    ),
    (
        Column::Publisher,
        &[
            "publisher",
            "verlag",
            "éditeur",
            "förlag",
            "yayınevi",
            "издательство",
            "institution",
            "editorial",
        ],
    ),
    (Column::Volume, &["volume", "vol", "vol.", "band", "том", "cilt"]),
    (
        Column::Issue,
        &["issue", "no", "no.", "number", "heft", "numéro", "nr", "номер", "sayı"],
    ),
    (
        Column::Pages,
        &["pages", "pp", "pp.", "seiten", "sidor", "страницы", "sayfa", "páginas"],
    ),
    (
        Column::Date,
        &[
            "date",
            "year",
            "published",
            "datum",
            "jahr",
            "année",
            "år",
            "tarih",
            "yıl",
            "дата",
            "год",
            "fecha",
            "año",
            "рік",
            "жыл",
        ],
    ),
    (Column::Link, &["link", "url", "doi", "links"]),
    (
        Column::With,
        &[
            "co-authors",
            "coauthors",
            "co-author",
            "with",
            "mit",
            "avec",
            "con",
            "med",
            "соавторы",
        ],
    ),
    (
        Column::Label,
        &["type", "kind", "category", "typ", "art", "genre", "tipo", "tür", "тип", "вид"],
    ),
];

/// A table while it is read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    header: Vec<Column>,
    rows: usize,
    /// Where the cells of the row end in its text so far.
    ends: Vec<usize>,
}

impl Grid {
    /// A table whose columns are known.
    pub(super) fn of(header: Vec<Column>) -> Self {
        Self { header, rows: 1, ends: Vec::new() }
    }

    /// Where a column stands.
    pub(super) fn position(&self, column: Column) -> Option<usize> {
        self.header.iter().position(|own| *own == column)
    }

    /// Whether there is such a column.
    pub(super) fn has(&self, column: Column) -> bool {
        self.header.contains(&column)
    }

    /// A cell begins at a byte of the row's text.
    pub(super) fn cell(&mut self, at: usize) {
        self.ends.push(at);
    }

    /// Whether the columns are known.
    pub(super) fn has_header(&self) -> bool {
        !self.header.is_empty()
    }

    /// A row ends: its text by the header, if that is known. The header itself is empty.
    pub(super) fn row(&mut self, text: &str) -> Option<String> {
        let ends = std::mem::take(&mut self.ends);
        if ends.is_empty() {
            return None;
        }
        let mut cells = Vec::new();
        for (at, start) in ends.iter().enumerate() {
            let end = ends.get(at + 1).copied().unwrap_or(text.len());
            let cell = text.get(*start..end).unwrap_or("");
            // What parts the cells in the text of the row.
            let cell = if at > 0 { cell.trim_start_matches([',', ' ']) } else { cell };
            cells.push(super::document::collapse(cell));
        }
        self.cells(&cells)
    }

    /// A row of cells.
    pub(super) fn cells(&mut self, cells: &[String]) -> Option<String> {
        self.rows += 1;
        if self.rows == 1 {
            if !is_header(cells) {
                return None;
            }
            self.header = cells.iter().map(|cell| column(cell)).collect();
            return Some(String::new());
        }
        (!self.header.is_empty()).then(|| self.reference(cells))
    }

    /// The row as a reference: `Author, “Title,” Venue, Date`.
    pub(super) fn reference(&self, cells: &[String]) -> String {
        let get = |column: Column| {
            let at = self.position(column)?;
            cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
        };
        let mut out = String::new();
        let mut add = |text: &str| {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push_str(if out.ends_with('”') { " " } else { ", " });
            }
            out.push_str(text);
        };
        // “Commentary: Grain and Farmers”: the label leads.
        let title = get(Column::Title).map(|title| match title.split_once(": ") {
            Some((label, rest)) if super::kinds::label(label).is_some() => {
                add(&format!("{label}:"));
                rest
            }
            _ => title,
        });
        if let Some(author) = get(Column::Author) {
            add(author);
        }
        if let Some(title) = title {
            add(&quoted(title));
        }
        if let Some(with) = get(Column::With) {
            add(&format!("(with {with})"));
        }
        for (column, before) in [
            (Column::Venue, ""),
            (Column::Publisher, ""),
            (Column::Volume, "Vol. "),
            (Column::Issue, "No. "),
            (Column::Pages, "pp. "),
            (Column::Date, ""),
            (Column::Label, ""),
            (Column::Link, ""),
        ] {
            if let Some(text) = get(column) {
                // `14(2)` says by itself what it is.
                let bare =
                    text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains('(');
                add(&format!("{}{text}", if bare { before } else { "" }));
            }
        }
        out
    }
}

/// Whether a row names columns, that of titles among them.
pub(super) fn is_header(cells: &[String]) -> bool {
    let header: Vec<Column> = cells.iter().map(|cell| column(cell)).collect();
    let known = header.iter().filter(|column| **column != Column::Other).count();
    header.contains(&Column::Title) && known > 1
}

/// A title between quotation marks; what stands behind its own stays there.
fn quoted(title: &str) -> String {
    let bare = title.trim_matches(['"', '“', '”', '.', ',']);
    let marked = title.starts_with(['"', '“', '«', '„', '”', '‘']);
    let closing = ['"', '”', '“', '»', '’'];
    if marked && !title.trim_end_matches([',', '.']).ends_with(closing) {
        return title.to_owned();
    }
    if marked && title.starts_with(['«', '„', '‘']) {
        title.to_owned()
    } else {
        format!("“{bare},”")
    }
}

fn column(name: &str) -> Column {
    let name = name.trim().trim_matches(['*', '_', ':', ' ']).to_lowercase();
    let exact = |name: &str| NAMES.iter().find(|(_, names)| names.contains(&name));
    // “Titel des Beitrags”, “Author / editor”: the first word says it.
    let first = || exact(name.split([' ', '/', '(']).next().unwrap_or(""));
    exact(&name).or_else(first).map_or(Column::Other, |(column, _)| *column)
}

/// A table of Markdown, line by line.
#[derive(Debug, Default)]
pub(super) struct Pipes {
    grid: Grid,
    columns: usize,
}

impl Pipes {
    /// The row as a reference, if the line belongs to a table with a header that we know;
    /// the header and the line below it are empty.
    pub(super) fn row(&mut self, line: &str) -> Option<String> {
        let line = line.trim();
        if !line.contains('|') || line.len() > 4000 {
            *self = Self::default();
            return None;
        }
        let inner = line.strip_prefix('|').unwrap_or(line);
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        let cells: Vec<String> = inner.split('|').map(super::document::collapse).collect();
        if self.columns == 0 {
            self.grid = Grid::default();
            self.grid.cells(&cells);
            self.columns = if self.grid.has_header() { cells.len() } else { 0 };
            return (self.columns > 0).then(String::new);
        }
        if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' '))) {
            return Some(String::new());
        }
        self.grid.cells(&cells)
    }
}
