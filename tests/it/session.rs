//! `csl::Session`: after any edits it says what a document set at once would.

use std::collections::BTreeMap;

use ibid::csl::sources::Sources;
use ibid::csl::{self, Cite, Cluster, EntryArena, Job, Session, Style, Tree};
use ibid::formats::csl_json;
use ibid::model::{Entry, Locator, LocatorLabel};
use serde_json::{Value, json};

/// Names, initials and families added until cites differ, one cite at a time; conditions.
const BY_CITE: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><citation et-al-min="3" et-al-use-first="1" disambiguate-add-names="true" disambiguate-add-givenname="true"><sort><key variable="issued"/></sort><layout delimiter="; "><choose><if position="ibid"><text value="ibid"/></if><else-if position="subsequent"><group delimiter=", "><names variable="author"><name form="short" initialize-with="."/></names><text variable="first-reference-note-number" prefix="n. "/><choose><if disambiguate="true"><text variable="title"/></if></choose></group></else-if><else><group delimiter=", "><names variable="author"><name/></names><text variable="title"/></group></else></choose><text variable="locator" prefix=" "/></layout></citation><bibliography subsequent-author-substitute="---"><sort><key macro="names"/><key variable="title"/></sort><layout><group delimiter=". "><names variable="author"><name name-as-sort-order="all"/></names><text variable="title"/></group></layout></bibliography><macro name="names"><names variable="author"/></macro></style>"#;

/// Year suffixes and collapsing without given names.
const SUFFIXES: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><citation et-al-min="3" et-al-use-first="1" disambiguate-add-names="true" disambiguate-add-year-suffix="true" collapse="year-suffix"><sort><key variable="author"/><key variable="issued"/></sort><layout prefix="(" suffix=")" delimiter="; "><group delimiter=" "><names variable="author"><name form="short" and="text"/></names><date variable="issued" form="numeric" date-parts="year"/></group><text variable="locator" prefix=", "/></layout></citation><bibliography subsequent-author-substitute="---"><sort><key variable="author"/><key variable="issued"/></sort><layout><group delimiter=". "><names variable="author"/><date variable="issued" form="numeric" date-parts="year"/><text variable="title"/></group></layout></bibliography></style>"#;

/// A small generator with a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.roll(from.len())]
    }

    /// A work by people with few names, so that cites are ambiguous.
    fn entry(&mut self, id: usize) -> Entry {
        let count = 1 + self.roll(3);
        let authors: Vec<Value> = (0..count)
            .map(|_| {
                let family = self.pick(&["Doe", "Roe", "Poe"]);
                json!({"family": family, "given": self.pick(&["Ann", "Al", "Bea", "Ann C."])})
            })
            .collect();
        let item = json!([{
            "id": format!("e{id}"),
            "type": self.pick(&["book", "article-journal"]),
            "title": self.pick(&["One", "Two", "Three"]),
            "author": authors,
            "issued": {"date-parts": [[2000 + self.roll(2)]]},
        }]);
        csl_json::from_text(&item.to_string().into()).entries.remove(0)
    }

    fn cluster(&mut self, id: usize, entries: &[usize]) -> Cluster {
        let cites = (0..1 + self.roll(3)).map(|_| Cite {
            locator: (self.roll(3) == 0)
                .then(|| Locator { label: LocatorLabel::PAGE, value: "7".into() }),
            ..Cite::of(entries[self.roll(entries.len())])
        });
        Cluster { id: format!("c{id}"), cites: cites.collect(), ..Cluster::default() }
    }
}

/// A document as an editor keeps it: edits go in, changes come out.
struct Document<'a> {
    session: Session<'a>,
    note: bool,
    entries: BTreeMap<usize, Entry>,
    clusters: Vec<Cluster>,
    texts: BTreeMap<String, Tree>,
    listed: BTreeMap<usize, Tree>,
    order: Vec<usize>,
    made: usize,
}

impl Document<'_> {
    fn edit(&mut self, dice: &mut Dice) {
        let there: Vec<usize> = self.entries.keys().copied().collect();
        let at = dice.roll(self.clusters.len() + 1);
        self.made += 1;
        match dice.roll(10) {
            0 | 1 => self.new_entry(dice),
            2 if there.len() > 2 => {
                let gone = there[dice.roll(there.len())];
                self.entries.remove(&gone);
                for cluster in &mut self.clusters {
                    cluster.cites.retain(|cite| cite.entry != gone);
                }
                self.session.remove_entry(gone);
            }
            3 => {
                let which = there[dice.roll(there.len())];
                let entry = dice.entry(self.made);
                self.entries.insert(which, entry.clone());
                self.session.replace_entry(which, entry);
            }
            4 if at < self.clusters.len() => {
                self.texts.remove(&self.clusters.remove(at).id);
                self.session.remove_cluster(at);
            }
            5 | 6 if at < self.clusters.len() => {
                let mut cluster = dice.cluster(self.made, &there);
                cluster.id.clone_from(&self.clusters[at].id);
                self.clusters[at] = cluster;
            }
            _ => self.clusters.insert(at, dice.cluster(self.made, &there)),
        }
        self.hand_over();
    }

    fn new_entry(&mut self, dice: &mut Dice) {
        let entry = dice.entry(self.made);
        self.entries.insert(self.session.insert_entry(entry.clone()), entry);
    }

    /// Numbers the notes anew and tells the session of all clusters that differ.
    fn hand_over(&mut self) {
        for (note, cluster) in (1u32..).zip(&mut self.clusters) {
            cluster.note_index = if self.note { note } else { 0 };
        }
        for (at, cluster) in self.clusters.iter().enumerate() {
            let known = self.session.clusters().get(at);
            let same = |known: &Cluster| format!("{known:?}") == format!("{cluster:?}");
            if known.is_some_and(same) {
                continue;
            }
            let is_new = self.session.clusters().iter().all(|known| known.id != cluster.id);
            if is_new {
                self.session.insert_cluster(at, cluster.clone());
            } else {
                self.session.replace_cluster(at, cluster.clone());
            }
        }
    }

    /// Takes the changes over, and compares with the document set at once.
    fn check(&mut self, style: &Style) {
        let changes = self.session.update();
        self.texts.extend(changes.clusters);
        self.listed.extend(changes.entries);
        if let Some(order) = changes.order {
            self.order = order;
        }
        let places: BTreeMap<usize, usize> =
            self.entries.keys().copied().zip(0..).collect();
        let entries: Vec<Entry> = self.entries.values().cloned().collect();
        let mut clusters = self.clusters.clone();
        for cite in clusters.iter_mut().flat_map(|cluster| &mut cluster.cites) {
            cite.entry = places[&cite.entry];
        }
        let job = Job { clusters: &clusters, ..Job::new(&entries) };
        let batch = csl::process(style, &job);
        let texts: Vec<(&str, &str)> =
            clusters.iter().map(|c| (c.id.as_str(), self.texts[&c.id].text())).collect();
        let expected: Vec<(&str, &str)> = clusters
            .iter()
            .zip(&batch.citations)
            .map(|(c, t)| (c.id.as_str(), t.text()))
            .collect();
        assert_eq!(texts, expected);
        let whole = |tree: &Tree| (tree.text().to_owned(), tree.marks().to_vec());
        let list: Vec<_> = self
            .order
            .iter()
            .map(|entry| (places[entry], whole(&self.listed[entry])))
            .collect();
        let bibliography = batch.bibliography.expect("a bibliography");
        let expected: Vec<_> = bibliography
            .entries
            .iter()
            .map(|(entry, tree)| (*entry, whole(tree)))
            .collect();
        assert_eq!(list, expected);
    }
}

fn check(style: &str) {
    let sources = Sources::default();
    let embedded = sources.style(style).map(|found| found.xml);
    let xml = if style.starts_with('<') { style.to_owned() } else { embedded.unwrap() };
    let style = Style::load(&xml, Some("en-US"), &sources).0.expect("it compiles");
    for seed in 0..4 {
        let arena = EntryArena::new();
        let mut dice = Dice(seed);
        let mut document = Document {
            session: Session::new(&style, &arena),
            note: style.is_note(),
            entries: BTreeMap::new(),
            clusters: Vec::new(),
            texts: BTreeMap::new(),
            listed: BTreeMap::new(),
            order: Vec::new(),
            made: 0,
        };
        for _ in 0..4 {
            document.made += 1;
            document.new_entry(&mut dice);
        }
        for _ in 0..40 {
            document.edit(&mut dice);
            document.check(&style);
        }
    }
}

#[test]
fn edits_end_where_a_numeric_style_would_begin() {
    check("ieee");
}

#[test]
fn edits_end_where_an_author_date_style_would_begin() {
    check("apa");
}

#[test]
fn edits_end_where_a_note_style_would_begin() {
    check("chicago-notes-bibliography");
}

#[test]
fn edits_end_where_names_by_cite_would_begin() {
    check(BY_CITE);
}

#[test]
fn edits_end_where_year_suffixes_would_begin() {
    check(SUFFIXES);
}

#[test]
fn an_edit_costs_no_new_document() {
    let sources = Sources::default();
    let style = Style::load(SUFFIXES, Some("en-US"), &sources).0.expect("it compiles");
    let arena = EntryArena::new();
    let mut session = Session::new(&style, &arena);
    let mut dice = Dice(1);
    let entries: Vec<usize> =
        (0..400).map(|id| session.insert_entry(dice.entry(id))).collect();
    for (at, entry) in entries.iter().enumerate() {
        let cluster = Cluster {
            id: format!("c{at}"),
            cites: vec![Cite::of(*entry)],
            ..Cluster::default()
        };
        session.insert_cluster(at, cluster);
    }
    let timed = |session: &mut Session<'_>| {
        let start = std::time::Instant::now();
        let changes = session.update();
        (start.elapsed(), changes)
    };
    let (whole, _) = timed(&mut session);
    let mut edited = session.clusters()[200].clone();
    edited.cites[0].locator =
        Some(Locator { label: LocatorLabel::PAGE, value: "9".into() });
    session.replace_cluster(200, edited);
    let (one, changes) = timed(&mut session);
    let ids: Vec<&str> = changes.clusters.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!((ids, changes.entries.len(), changes.order), (vec!["c200"], 0, None));
    assert!(one * 10 < whole, "{one:?} for an edit, {whole:?} for the document");
}
