//! Headings that a list makes itself, in several languages; a description may have its own.

use super::description::Description;

/// Words of a list.
#[derive(Clone, Debug)]
pub struct Words {
    pub(super) contents: &'static str,
    pub(super) undated: String,
    pub(super) others: String,
    column: usize,
    own: std::collections::BTreeMap<String, String>,
}

/// The languages of the columns below.
const LANGUAGES: [&str; 5] = ["en", "de", "fr", "es", "ru"];

const CONTENTS: [&str; 5] = ["Contents", "Inhalt", "Sommaire", "Índice", "Содержание"];
const UNDATED: [&str; 5] = ["Undated", "Ohne Jahr", "Sans date", "Sin fecha", "Без даты"];
const OTHERS: [&str; 5] = ["Other", "Weitere", "Autres", "Otros", "Прочее"];

/// Kinds of work (CSL types) that share a heading, in the order of a list.
#[rustfmt::skip]
const KINDS: &[(&[&str], [&str; 5])] = &[
    (&["book", "collection", "classic"], ["Books", "Bücher", "Livres", "Libros", "Книги"]),
    (&["chapter", "entry", "entry-dictionary", "entry-encyclopedia"], ["Book chapters", "Buchkapitel", "Chapitres de livres", "Capítulos de libros", "Главы в книгах"]),
    (&["article-journal"], ["Journal articles", "Zeitschriftenaufsätze", "Articles de revues", "Artículos de revistas", "Статьи в журналах"]),
    (&["paper-conference"], ["Conference papers", "Konferenzbeiträge", "Communications", "Ponencias", "Доклады в сборниках"]),
    (&["report"], ["Reports", "Berichte", "Rapports", "Informes", "Доклады"]),
    (&["thesis"], ["Theses", "Hochschulschriften", "Thèses", "Tesis", "Диссертации"]),
    (&["article", "manuscript"], ["Preprints and manuscripts", "Preprints und Manuskripte", "Prépublications", "Preprints y manuscritos", "Препринты и рукописи"]),
    (&["review", "review-book"], ["Reviews", "Rezensionen", "Comptes rendus", "Reseñas", "Рецензии"]),
    (&["article-magazine", "article-newspaper", "post", "post-weblog", "webpage"], ["Magazine, newspaper and web articles", "Artikel in Presse und Netz", "Articles de presse et en ligne", "Artículos de prensa y en línea", "Статьи в прессе и в сети"]),
    (&["speech", "broadcast", "interview", "song", "motion_picture"], ["Talks and media", "Vorträge und Medien", "Interventions et médias", "Charlas y medios", "Выступления и медиа"]),
    (&["dataset", "software"], ["Data and software", "Daten und Software", "Données et logiciels", "Datos y software", "Данные и программы"]),
];

impl Words {
    /// The words of a description's language, and its own.
    #[must_use]
    pub fn of(description: &Description) -> Self {
        let language = description.locale().split(['-', '_']).next().unwrap_or("en");
        let column = LANGUAGES.iter().position(|known| *known == language).unwrap_or(0);
        let word = |words: [&'static str; 5]| words.get(column).copied().unwrap_or("");
        let own = |name: &str, words| {
            description
                .headings
                .get(name)
                .cloned()
                .unwrap_or_else(|| word(words).to_owned())
        };
        Self {
            contents: word(CONTENTS),
            undated: own("undated", UNDATED),
            others: own("other", OTHERS),
            column,
            own: description.headings.clone(),
        }
    }

    /// The place and heading of a kind of work.
    pub(super) fn kind(&self, csl: &str) -> (usize, String) {
        let row = KINDS.iter().position(|(kinds, _)| kinds.contains(&csl));
        let words = row.and_then(|row| KINDS.get(row)).map(|(_, words)| words);
        let heading = self.own.get(csl).cloned().unwrap_or_else(|| {
            let word = words.and_then(|words| words.get(self.column));
            word.map_or_else(|| self.others.clone(), |word| (*word).to_owned())
        });
        (row.unwrap_or(KINDS.len()), heading)
    }
}
