//! Other readers of `.bib` files, for timing beside ibid: `bibtex-peers TOOL FILE`.

use serde::de::IgnoredAny;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&arguments[2]).expect("a UTF-8 file");
    let entries = match arguments[1].as_str() {
        "serde-iter" => {
            let reader = serde_bibtex::de::Deserializer::from_str(&text);
            let entries = reader.into_iter_regular_entry::<IgnoredAny>();
            entries.filter(Result::is_ok).count()
        }
        "biblatex-raw" => biblatex::RawBibliography::parse(&text).map_or(0, |all| all.entries.len()),
        "biblatex" => biblatex::Bibliography::parse(&text).map_or(0, |all| all.len()),
        "nom" => nom_bibtex::Bibtex::parse(&text).map_or(0, |all| all.bibliographies().len()),
        other => panic!("no tool {other}"),
    };
    println!("{entries}");
}
