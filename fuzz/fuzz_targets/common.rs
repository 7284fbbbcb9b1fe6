//! What the targets share: a document set and written in every notation.

use ibid::csl::{self, Cite, Cluster, Job, Style};
use ibid::model::{Entry, Locator, LocatorLabel};
use ibid::output::{List, WRITERS};

/// Sets a small document with the entries and writes all of it.
pub fn set(style: &Style, entries: &[Entry]) {
    let cite = |entry: usize| Cite {
        entry,
        locator: (entry % 2 == 1).then(|| Locator { label: LocatorLabel::PAGE, value: "3-5".into() }),
        prefix: "see ".into(),
        ..Cite::default()
    };
    let all: Vec<usize> = (0..entries.len()).collect();
    let cluster = |note: u32, cites: &[usize]| Cluster {
        id: note.to_string(),
        note_index: if style.is_note() { note } else { 0 },
        cites: cites.iter().map(|entry| cite(*entry)).collect(),
        ..Cluster::default()
    };
    let first = all.first().copied().into_iter().collect::<Vec<_>>();
    let clusters = [cluster(1, &all), cluster(2, &first), cluster(3, &first)];
    let job = Job {
        clusters: &clusters,
        uncited: &all,
        links: true,
        marks_empty: true,
        ..Job::new(entries)
    };
    let processed = csl::process(style, &job);
    for writer in WRITERS {
        for tree in &processed.citations {
            (writer.inline)(tree);
        }
        if let Some(bibliography) = &processed.bibliography {
            (writer.list)(&List { bibliography, width: Some(40) });
        }
    }
}
