//! Eight of the most used styles over the shipped library: each line derived by hand from
//! the style's manual (named above each list) and compared once with citeproc-js 2.4.63.
//! Lists are in the order that the manual asks for.

use ibid::csl::sources::Sources;
use ibid::csl::{self, Abbreviations, Filter, Job, Style};
use ibid::formats::{self, ReadOptions, Source};
use ibid::output;

/// Sets the library in a style as HTML; rows of cite key and entry.
fn check(style: &str, locale: &str, expected: &[(&str, &str)]) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/library/publications.bib");
    let bytes = std::fs::read(path).expect("the library is shipped");
    let (source, _) = Source::new(None, bytes);
    let read = formats::named("biblatex").and_then(|format| format.read).expect("a reader");
    let entries = read(&source, &ReadOptions::default()).entries;
    let sources = Sources::default();
    let found = sources.style(style).expect("an embedded style");
    let (style, _) = Style::load(&found.xml, Some(locale), &sources);
    let all: Vec<usize> = (0..entries.len()).collect();
    let job = Job {
        entries: &entries,
        clusters: &[],
        uncited: &all,
        previews: false,
        bibliography: true,
        nosort: false,
        filter: &Filter::default(),
        abbreviations: &Abbreviations::default(),
        marks_empty: false,
        links: false,
    };
    let processed = csl::process(&style.expect("it compiles"), &job);
    let bibliography = processed.bibliography.expect("it has a bibliography");
    let html = output::named("html").expect("a writer");
    let entry = |at: usize| entries.get(at).expect("an entry of the job");
    let printed: Vec<(String, String)> = bibliography
        .entries
        .iter()
        .map(|(at, tree)| {
            (entry(*at).key().to_string(), (html.inline)(tree).trim().to_owned())
        })
        .collect();
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
        .collect();
    let lines = |rows: &[(String, String)]| {
        rows.iter().map(|(key, text)| format!("{key}: {text}\n")).collect::<String>()
    };
    pretty(&lines(&expected), &lines(&printed));
}

fn pretty(expected: &str, printed: &str) {
    assert!(
        expected == printed,
        "{}",
        similar::TextDiff::from_lines(expected, printed).unified_diff().context_radius(0)
    );
}

/// APA Publication Manual, 7th ed. (2020): 10.1, examples 15–16 (magazine and
/// newspaper articles), 10.4 (reports, the series in parentheses), 10.2 (books); order
/// and letters by 9.44–9.47: a bare year before a day of the same year; sentence case by
/// 6.17; names and `&` by 9.8.
#[test]
#[rustfmt::skip]
fn apa() {
    check("apa", "en-US", &[
        ("cornell2022kazakhstans", r#"Cornell, S. E. (2022a, January). Kazakhstan’s crisis calls for a Central Asia policy reboot. <i>The National Interest</i>."#),
        ("cornell2022no", r#"Cornell, S. E. (2022b, March 9). No, the war in Ukraine is not about NATO. <i>The Hill</i>."#),
        ("cornell2022russias", r#"Cornell, S. E. (2022c, May 6). Russia’s southern neighbors take a stand. <i>The Hill</i>."#),
        ("cornell2023promise", r#"Cornell, S. E. (2023, March 30). Promise and peril in the Caucasus. <i>AFPC Insights</i>."#),
        ("cornell2022referendum", r#"Cornell, S. E., &#38; Barro, A. (2022, June 3). With referendum, Kazakh President pushes for reforms. <i>Euractiv</i>."#),
        ("cornell2021political", r#"Cornell, S. E., Starr, S. F., &#38; Barro, A. (2021). <i>Political and economic reforms in Kazakhstan under President Tokayev</i> (Silk Road Paper). Central Asia-Caucasus Institute &#38; Silk Road Studies Program."#),
        ("engvall2022bandits", r#"Engvall, J. (2022). <i>Between bandits and bureaucrats: 30 years of parliamentary development in Kyrgyzstan</i> (Silk Road Paper). Central Asia-Caucasus Institute &#38; Silk Road Studies Program."#),
        ("pron2019kazakh", r#"Pron, E., &#38; Szwajnoch, E. (2019, October 31). Kazakh anti-Chinese protests and the issue of Xinjiang detention camps. <i>The Central Asia-Caucasus Analyst</i>."#),
        ("starr2022rethinking", r#"Starr, S. F. (2022a). <i>Rethinking Greater Central Asia: American and Western stakes in the region and how to advance them</i> (Silk Road Paper). Central Asia-Caucasus Institute &#38; Silk Road Studies Program."#),
        ("starr2022russia", r#"Starr, S. F. (2022b, July 21). Russia needs its own Charles de Gaulle. <i>Foreign Policy</i>."#),
        ("starr2023us", r#"Starr, S. F. (2023a). <i>U.S. policy in Central Asia through Central Asian eyes</i> (Silk Road Paper). Central Asia-Caucasus Institute &#38; Silk Road Studies Program."#),
        ("starr2023putins", r#"Starr, S. F. (2023b, January 2). Putin’s war in Ukraine and the Crimean War. <i>19fourtyfive</i>."#),
        ("starr2021strong", r#"Starr, S. F., &#38; Cornell, S. E. (2021). <i>Strong and unique: Three decades of U.S.-Kazakhstan partnership</i>. Central Asia-Caucasus Institute."#),
    ]);
}

/// Chicago Manual of Style, 18th ed. (2024): 13.102–13.128 (author-date form and order),
/// 14.87 and 14.89 (magazines and newspapers), 14.31 (series). 8.160 would also
/// capitalise prepositions of five letters (“About”, “Through”, “Under”), which CSL's
/// title case (specification, “Title Case Conversion”) does not.
#[test]
#[rustfmt::skip]
fn chicago_author_date() {
    check("chicago-author-date", "en-US", &[
        ("cornell2022kazakhstans", r#"Cornell, Svante E. 2022a. “Kazakhstan’s Crisis Calls for a Central Asia Policy Reboot.” <i>The National Interest</i>, January."#),
        ("cornell2022no", r#"Cornell, Svante E. 2022b. “No, the War in Ukraine Is Not about NATO.” <i>The Hill</i>, March 9."#),
        ("cornell2022russias", r#"Cornell, Svante E. 2022c. “Russia’s Southern Neighbors Take a Stand.” <i>The Hill</i>, May 6."#),
        ("cornell2023promise", r#"Cornell, Svante E. 2023. “Promise and Peril in the Caucasus.” <i>AFPC Insights</i>, March 30."#),
        ("cornell2022referendum", r#"Cornell, Svante E., and Albert Barro. 2022. “With Referendum, Kazakh President Pushes for Reforms.” <i>Euractiv</i>, June 3."#),
        ("cornell2021political", r#"Cornell, Svante E., S. Frederick Starr, and Albert Barro. 2021. <i>Political and Economic Reforms in Kazakhstan under President Tokayev</i>. Silk Road Paper. Central Asia-Caucasus Institute &#38; Silk Road Studies Program."#),
        ("engvall2022bandits", r#"Engvall, Johan. 2022. <i>Between Bandits and Bureaucrats: 30 Years of Parliamentary Development in Kyrgyzstan</i>. Silk Road Paper. Central Asia-Caucasus Institute &#38; Silk Road Studies Program."#),
        ("pron2019kazakh", r#"Pron, Elzbieta, and Emilie Szwajnoch. 2019. “Kazakh Anti-Chinese Protests and the Issue of Xinjiang Detention Camps.” <i>The Central Asia-Caucasus Analyst</i>, October 31."#),
        ("starr2022rethinking", r#"Starr, S. Frederick. 2022a. <i>Rethinking Greater Central Asia: American and Western Stakes in the Region and How to Advance Them</i>. Silk Road Paper. Central Asia-Caucasus Institute &#38; Silk Road Studies Program."#),
        ("starr2022russia", r#"Starr, S. Frederick. 2022b. “Russia Needs Its Own Charles de Gaulle.” <i>Foreign Policy</i>, July 21."#),
        ("starr2023putins", r#"Starr, S. Frederick. 2023a. “Putin’s War in Ukraine and the Crimean War.” <i>19fourtyfive</i>, January 2."#),
        ("starr2023us", r#"Starr, S. Frederick. 2023b. <i>U.S. Policy in Central Asia through Central Asian Eyes</i>. Silk Road Paper. Central Asia-Caucasus Institute &#38; Silk Road Studies Program."#),
        ("starr2021strong", r#"Starr, S. Frederick, and Svante E. Cornell. 2021. <i>Strong and Unique: Three Decades of U.S.-Kazakhstan Partnership</i>. Central Asia-Caucasus Institute."#),
    ]);
}

/// Chicago Manual of Style, 18th ed. (2024): 13.65–13.73 (order, by title under one
/// author), 14.87, 14.89, 14.31; on case see the author-date list.
#[test]
#[rustfmt::skip]
fn chicago_notes_bibliography() {
    check("chicago-notes-bibliography", "en-US", &[
        ("cornell2022kazakhstans", r#"Cornell, Svante E. “Kazakhstan’s Crisis Calls for a Central Asia Policy Reboot.” <i>The National Interest</i>, January 2022."#),
        ("cornell2022no", r#"Cornell, Svante E. “No, the War in Ukraine Is Not about NATO.” <i>The Hill</i>, March 9, 2022."#),
        ("cornell2023promise", r#"Cornell, Svante E. “Promise and Peril in the Caucasus.” <i>AFPC Insights</i>, March 30, 2023."#),
        ("cornell2022russias", r#"Cornell, Svante E. “Russia’s Southern Neighbors Take a Stand.” <i>The Hill</i>, May 6, 2022."#),
        ("cornell2022referendum", r#"Cornell, Svante E., and Albert Barro. “With Referendum, Kazakh President Pushes for Reforms.” <i>Euractiv</i>, June 3, 2022."#),
        ("cornell2021political", r#"Cornell, Svante E., S. Frederick Starr, and Albert Barro. <i>Political and Economic Reforms in Kazakhstan under President Tokayev</i>. Silk Road Paper. Central Asia-Caucasus Institute &#38; Silk Road Studies Program, 2021."#),
        ("engvall2022bandits", r#"Engvall, Johan. <i>Between Bandits and Bureaucrats: 30 Years of Parliamentary Development in Kyrgyzstan</i>. Silk Road Paper. Central Asia-Caucasus Institute &#38; Silk Road Studies Program, 2022."#),
        ("pron2019kazakh", r#"Pron, Elzbieta, and Emilie Szwajnoch. “Kazakh Anti-Chinese Protests and the Issue of Xinjiang Detention Camps.” <i>The Central Asia-Caucasus Analyst</i>, October 31, 2019."#),
        ("starr2023putins", r#"Starr, S. Frederick. “Putin’s War in Ukraine and the Crimean War.” <i>19fourtyfive</i>, January 2, 2023."#),
        ("starr2022rethinking", r#"Starr, S. Frederick. <i>Rethinking Greater Central Asia: American and Western Stakes in the Region and How to Advance Them</i>. Silk Road Paper. Central Asia-Caucasus Institute &#38; Silk Road Studies Program, 2022."#),
        ("starr2022russia", r#"Starr, S. Frederick. “Russia Needs Its Own Charles de Gaulle.” <i>Foreign Policy</i>, July 21, 2022."#),
        ("starr2023us", r#"Starr, S. Frederick. <i>U.S. Policy in Central Asia through Central Asian Eyes</i>. Silk Road Paper. Central Asia-Caucasus Institute &#38; Silk Road Studies Program, 2023."#),
        ("starr2021strong", r#"Starr, S. Frederick, and Svante E. Cornell. <i>Strong and Unique: Three Decades of U.S.-Kazakhstan Partnership</i>. Central Asia-Caucasus Institute, 2021."#),
    ]);
}

/// MLA Handbook, 9th ed. (2021): 5.3–5.99 (core elements), 5.126 (three em dashes for the
/// author before), 6.21 (months abbreviated), 2.90 (capitals). 5.127 would print the names
/// of three authors again; CSL compares the names that are shown
/// (`subsequent-author-substitute`), which is one name and “et al.”.
#[test]
#[rustfmt::skip]
fn modern_language_association() {
    check("modern-language-association", "en-US", &[
        ("cornell2022kazakhstans", r#"Cornell, Svante E. “Kazakhstan’s Crisis Calls for a Central Asia Policy Reboot.” <i>The National Interest</i>, Jan. 2022."#),
        ("cornell2022no", r#"———. “No, the War in Ukraine Is Not about NATO.” <i>The Hill</i>, 9 Mar. 2022."#),
        ("cornell2021political", r#"———. <i>Political and Economic Reforms in Kazakhstan under President Tokayev</i>. Central Asia-Caucasus Institute &#38; Silk Road Studies Program, Nov. 2021. Silk Road Paper."#),
        ("cornell2023promise", r#"———. “Promise and Peril in the Caucasus.” <i>AFPC Insights</i>, 30 Mar. 2023."#),
        ("cornell2022russias", r#"———. “Russia’s Southern Neighbors Take a Stand.” <i>The Hill</i>, 6 May 2022."#),
        ("cornell2022referendum", r#"Cornell, Svante E., and Albert Barro. “With Referendum, Kazakh President Pushes for Reforms.” <i>Euractiv</i>, 3 June 2022."#),
        ("engvall2022bandits", r#"Engvall, Johan. <i>Between Bandits and Bureaucrats: 30 Years of Parliamentary Development in Kyrgyzstan</i>. Central Asia-Caucasus Institute &#38; Silk Road Studies Program, Jan. 2022. Silk Road Paper."#),
        ("pron2019kazakh", r#"Pron, Elzbieta, and Emilie Szwajnoch. “Kazakh Anti-Chinese Protests and the Issue of Xinjiang Detention Camps.” <i>The Central Asia-Caucasus Analyst</i>, 31 Oct. 2019."#),
        ("starr2023putins", r#"Starr, S. Frederick. “Putin’s War in Ukraine and the Crimean War.” <i>19fourtyfive</i>, 2 Jan. 2023."#),
        ("starr2022rethinking", r#"———. <i>Rethinking Greater Central Asia: American and Western Stakes in the Region and How to Advance Them</i>. Central Asia-Caucasus Institute &#38; Silk Road Studies Program, June 2022. Silk Road Paper."#),
        ("starr2022russia", r#"———. “Russia Needs Its Own Charles de Gaulle.” <i>Foreign Policy</i>, 21 July 2022."#),
        ("starr2023us", r#"———. <i>U.S. Policy in Central Asia through Central Asian Eyes</i>. Central Asia-Caucasus Institute &#38; Silk Road Studies Program, May 2023. Silk Road Paper."#),
        ("starr2021strong", r#"Starr, S. Frederick, and Svante E. Cornell. <i>Strong and Unique: Three Decades of U.S.-Kazakhstan Partnership</i>. Central Asia-Caucasus Institute, 2021."#),
    ]);
}

/// IEEE Reference Guide (2023): II.A (order of citation), periodicals, reports, books.
/// The guide writes “June”, “July” and days without zero; the style asks for the locale's
/// short months and `numeric-leading-zeros`.
#[test]
#[rustfmt::skip]
fn ieee() {
    check("ieee", "en-US", &[
        ("pron2019kazakh", r#"<div class="csl-left-margin">[1]</div><div class="csl-right-inline">E. Pron and E. Szwajnoch, “Kazakh anti-Chinese protests and the issue of Xinjiang detention camps,” <i>The Central Asia-Caucasus Analyst</i>, Oct. 31, 2019.</div>"#),
        ("starr2023us", r#"<div class="csl-left-margin">[2]</div><div class="csl-right-inline">S. F. Starr, “U.S. policy in Central Asia through Central Asian eyes,” Central Asia-Caucasus Institute &#38; Silk Road Studies Program, May 2023.</div>"#),
        ("cornell2023promise", r#"<div class="csl-left-margin">[3]</div><div class="csl-right-inline">S. E. Cornell, “Promise and peril in the Caucasus,” <i>AFPC Insights</i>, Mar. 30, 2023.</div>"#),
        ("starr2023putins", r#"<div class="csl-left-margin">[4]</div><div class="csl-right-inline">S. F. Starr, “Putin’s war in Ukraine and the Crimean War,” <i>19fourtyfive</i>, Jan. 02, 2023.</div>"#),
        ("starr2022russia", r#"<div class="csl-left-margin">[5]</div><div class="csl-right-inline">S. F. Starr, “Russia needs its own Charles de Gaulle,” <i>Foreign Policy</i>, Jul. 21, 2022.</div>"#),
        ("starr2022rethinking", r#"<div class="csl-left-margin">[6]</div><div class="csl-right-inline">S. F. Starr, “Rethinking Greater Central Asia: American and Western stakes in the region and how to advance them,” Central Asia-Caucasus Institute &#38; Silk Road Studies Program, Jun. 2022.</div>"#),
        ("cornell2022referendum", r#"<div class="csl-left-margin">[7]</div><div class="csl-right-inline">S. E. Cornell and A. Barro, “With referendum, Kazakh President pushes for reforms,” <i>Euractiv</i>, Jun. 03, 2022.</div>"#),
        ("cornell2022russias", r#"<div class="csl-left-margin">[8]</div><div class="csl-right-inline">S. E. Cornell, “Russia’s southern neighbors take a stand,” <i>The Hill</i>, May 06, 2022.</div>"#),
        ("engvall2022bandits", r#"<div class="csl-left-margin">[9]</div><div class="csl-right-inline">J. Engvall, “Between bandits and bureaucrats: 30 years of parliamentary development in Kyrgyzstan,” Central Asia-Caucasus Institute &#38; Silk Road Studies Program, Jan. 2022.</div>"#),
        ("cornell2022no", r#"<div class="csl-left-margin">[10]</div><div class="csl-right-inline">S. E. Cornell, “No, the war in Ukraine is not about NATO,” <i>The Hill</i>, Mar. 09, 2022.</div>"#),
        ("cornell2022kazakhstans", r#"<div class="csl-left-margin">[11]</div><div class="csl-right-inline">S. E. Cornell, “Kazakhstan’s crisis calls for a Central Asia policy reboot,” <i>The National Interest</i>, Jan. 2022.</div>"#),
        ("starr2021strong", r#"<div class="csl-left-margin">[12]</div><div class="csl-right-inline">S. F. Starr and S. E. Cornell, <i>Strong and unique: Three decades of U.S.-Kazakhstan partnership</i>. Central Asia-Caucasus Institute, 2021.</div>"#),
        ("cornell2021political", r#"<div class="csl-left-margin">[13]</div><div class="csl-right-inline">S. E. Cornell, S. F. Starr, and A. Barro, “Political and economic reforms in Kazakhstan under President Tokayev,” Central Asia-Caucasus Institute &#38; Silk Road Studies Program, Nov. 2021.</div>"#),
    ]);
}

/// Citing Medicine, 2nd ed. (ICMJE's “Vancouver”): ch. 8 (newspaper and magazine
/// articles), ch. 4 and 5 (reports, books): names without points, date as year month
/// day, series in parentheses.
#[test]
#[rustfmt::skip]
fn vancouver() {
    check("nlm-citation-sequence", "en-US", &[
        ("pron2019kazakh", r#"<div class="csl-left-margin">1.</div><div class="csl-right-inline">Pron E, Szwajnoch E. Kazakh anti-Chinese protests and the issue of Xinjiang detention camps. The Central Asia-Caucasus Analyst. 2019 Oct 31.</div>"#),
        ("starr2023us", r#"<div class="csl-left-margin">2.</div><div class="csl-right-inline">Starr SF. U.S. policy in Central Asia through Central Asian eyes. Central Asia-Caucasus Institute &#38; Silk Road Studies Program; 2023 May. (Silk Road Paper).</div>"#),
        ("cornell2023promise", r#"<div class="csl-left-margin">3.</div><div class="csl-right-inline">Cornell SE. Promise and peril in the Caucasus. AFPC Insights. 2023 Mar 30.</div>"#),
        ("starr2023putins", r#"<div class="csl-left-margin">4.</div><div class="csl-right-inline">Starr SF. Putin’s war in Ukraine and the Crimean War. 19fourtyfive. 2023 Jan 2.</div>"#),
        ("starr2022russia", r#"<div class="csl-left-margin">5.</div><div class="csl-right-inline">Starr SF. Russia needs its own Charles de Gaulle. Foreign Policy. 2022 Jul 21.</div>"#),
        ("starr2022rethinking", r#"<div class="csl-left-margin">6.</div><div class="csl-right-inline">Starr SF. Rethinking Greater Central Asia: American and Western stakes in the region and how to advance them. Central Asia-Caucasus Institute &#38; Silk Road Studies Program; 2022 Jun. (Silk Road Paper).</div>"#),
        ("cornell2022referendum", r#"<div class="csl-left-margin">7.</div><div class="csl-right-inline">Cornell SE, Barro A. With referendum, Kazakh President pushes for reforms. Euractiv. 2022 Jun 3.</div>"#),
        ("cornell2022russias", r#"<div class="csl-left-margin">8.</div><div class="csl-right-inline">Cornell SE. Russia’s southern neighbors take a stand. The Hill. 2022 May 6.</div>"#),
        ("engvall2022bandits", r#"<div class="csl-left-margin">9.</div><div class="csl-right-inline">Engvall J. Between bandits and bureaucrats: 30 years of parliamentary development in Kyrgyzstan. Central Asia-Caucasus Institute &#38; Silk Road Studies Program; 2022 Jan. (Silk Road Paper).</div>"#),
        ("cornell2022no", r#"<div class="csl-left-margin">10.</div><div class="csl-right-inline">Cornell SE. No, the war in Ukraine is not about NATO. The Hill. 2022 Mar 9.</div>"#),
        ("cornell2022kazakhstans", r#"<div class="csl-left-margin">11.</div><div class="csl-right-inline">Cornell SE. Kazakhstan’s crisis calls for a Central Asia policy reboot. The National Interest. 2022 Jan.</div>"#),
        ("starr2021strong", r#"<div class="csl-left-margin">12.</div><div class="csl-right-inline">Starr SF, Cornell SE. Strong and unique: Three decades of U.S.-Kazakhstan partnership. Central Asia-Caucasus Institute; 2021.</div>"#),
        ("cornell2021political", r#"<div class="csl-left-margin">13.</div><div class="csl-right-inline">Cornell SE, Starr SF, Barro A. Political and economic reforms in Kazakhstan under President Tokayev. Central Asia-Caucasus Institute &#38; Silk Road Studies Program; 2021 Nov. (Silk Road Paper).</div>"#),
    ]);
}

/// Cite Them Right, 12th ed. (2022): magazine and newspaper articles, reports, books;
/// single quotation marks, day and month after the title.
#[test]
#[rustfmt::skip]
fn harvard_cite_them_right() {
    check("harvard-cite-them-right", "en-GB", &[
        ("cornell2022kazakhstans", r#"Cornell, S.E. (2022a) ‘Kazakhstan’s crisis calls for a Central Asia policy reboot’, <i>The National Interest</i>, January."#),
        ("cornell2022no", r#"Cornell, S.E. (2022b) ‘No, the war in Ukraine is not about NATO’, <i>The Hill</i>, 9 March."#),
        ("cornell2022russias", r#"Cornell, S.E. (2022c) ‘Russia’s southern neighbors take a stand’, <i>The Hill</i>, 6 May."#),
        ("cornell2023promise", r#"Cornell, S.E. (2023) ‘Promise and peril in the Caucasus’, <i>AFPC Insights</i>, 30 March."#),
        ("cornell2022referendum", r#"Cornell, S.E. and Barro, A. (2022) ‘With referendum, Kazakh President pushes for reforms’, <i>Euractiv</i>, 3 June."#),
        ("cornell2021political", r#"Cornell, S.E., Starr, S.F. and Barro, A. (2021) <i>Political and economic reforms in Kazakhstan under President Tokayev</i>. Central Asia-Caucasus Institute &#38; Silk Road Studies Program."#),
        ("engvall2022bandits", r#"Engvall, J. (2022) <i>Between bandits and bureaucrats: 30 years of parliamentary development in Kyrgyzstan</i>. Central Asia-Caucasus Institute &#38; Silk Road Studies Program."#),
        ("pron2019kazakh", r#"Pron, E. and Szwajnoch, E. (2019) ‘Kazakh anti-Chinese protests and the issue of Xinjiang detention camps’, <i>The Central Asia-Caucasus Analyst</i>, 31 October."#),
        ("starr2022rethinking", r#"Starr, S.F. (2022a) <i>Rethinking Greater Central Asia: American and Western stakes in the region and how to advance them</i>. Central Asia-Caucasus Institute &#38; Silk Road Studies Program."#),
        ("starr2022russia", r#"Starr, S.F. (2022b) ‘Russia needs its own Charles de Gaulle’, <i>Foreign Policy</i>, 21 July."#),
        ("starr2023putins", r#"Starr, S.F. (2023a) ‘Putin’s war in Ukraine and the Crimean War’, <i>19fourtyfive</i>, 2 January."#),
        ("starr2023us", r#"Starr, S.F. (2023b) <i>U.S. policy in Central Asia through Central Asian eyes</i>. Central Asia-Caucasus Institute &#38; Silk Road Studies Program."#),
        ("starr2021strong", r#"Starr, S.F. and Cornell, S.E. (2021) <i>Strong and unique: Three decades of U.S.-Kazakhstan partnership</i>. Central Asia-Caucasus Institute."#),
    ]);
}

/// Nature, “Formatting guide: References”: initials, `&` before the last author, titles of
/// books in italics and with capitals, year in parentheses at the end.
#[test]
#[rustfmt::skip]
fn nature() {
    check("nature", "en-US", &[
        ("pron2019kazakh", r#"<div class="csl-left-margin">1.</div><div class="csl-right-inline">Pron, E. &#38; Szwajnoch, E. Kazakh anti-Chinese protests and the issue of Xinjiang detention camps. <i>The Central Asia-Caucasus Analyst</i> (2019).</div>"#),
        ("starr2023us", r#"<div class="csl-left-margin">2.</div><div class="csl-right-inline">Starr, S. F. <i>U.S. Policy in Central Asia through Central Asian Eyes</i>. (2023).</div>"#),
        ("cornell2023promise", r#"<div class="csl-left-margin">3.</div><div class="csl-right-inline">Cornell, S. E. Promise and peril in the Caucasus. <i>AFPC Insights</i> (2023).</div>"#),
        ("starr2023putins", r#"<div class="csl-left-margin">4.</div><div class="csl-right-inline">Starr, S. F. Putin’s war in Ukraine and the Crimean War. <i>19fourtyfive</i> (2023).</div>"#),
        ("starr2022russia", r#"<div class="csl-left-margin">5.</div><div class="csl-right-inline">Starr, S. F. Russia needs its own Charles de Gaulle. <i>Foreign Policy</i> (2022).</div>"#),
        ("starr2022rethinking", r#"<div class="csl-left-margin">6.</div><div class="csl-right-inline">Starr, S. F. <i>Rethinking Greater Central Asia: American and Western Stakes in the Region and How to Advance Them</i>. (2022).</div>"#),
        ("cornell2022referendum", r#"<div class="csl-left-margin">7.</div><div class="csl-right-inline">Cornell, S. E. &#38; Barro, A. With referendum, Kazakh President pushes for reforms. <i>Euractiv</i> (2022).</div>"#),
        ("cornell2022russias", r#"<div class="csl-left-margin">8.</div><div class="csl-right-inline">Cornell, S. E. Russia’s southern neighbors take a stand. <i>The Hill</i> (2022).</div>"#),
        ("engvall2022bandits", r#"<div class="csl-left-margin">9.</div><div class="csl-right-inline">Engvall, J. <i>Between Bandits and Bureaucrats: 30 Years of Parliamentary Development in Kyrgyzstan</i>. (2022).</div>"#),
        ("cornell2022no", r#"<div class="csl-left-margin">10.</div><div class="csl-right-inline">Cornell, S. E. No, the war in Ukraine is not about NATO. <i>The Hill</i> (2022).</div>"#),
        ("cornell2022kazakhstans", r#"<div class="csl-left-margin">11.</div><div class="csl-right-inline">Cornell, S. E. Kazakhstan’s crisis calls for a Central Asia policy reboot. <i>The National Interest</i> (2022).</div>"#),
        ("starr2021strong", r#"<div class="csl-left-margin">12.</div><div class="csl-right-inline">Starr, S. F. &#38; Cornell, S. E. <i>Strong and Unique: Three Decades of U.S.-Kazakhstan Partnership</i>. (Central Asia-Caucasus Institute, 2021).</div>"#),
        ("cornell2021political", r#"<div class="csl-left-margin">13.</div><div class="csl-right-inline">Cornell, S. E., Starr, S. F. &#38; Barro, A. <i>Political and Economic Reforms in Kazakhstan under President Tokayev</i>. (2021).</div>"#),
    ]);
}

/// The list that the entries were taken from, in its own form: label, authors with `&`,
/// title, container or publisher, date; newest first. What the page left out (a comma after
/// an author) or had wrong (“January 34”) is put right.
#[test]
#[rustfmt::skip]
fn house_style() {
    check("silk-road-papers", "en-US", &[
        ("starr2023us", "Silk Road Paper S. Frederick Starr, U.S. Policy in Central Asia through Central Asian Eyes, May 2023."),
        ("cornell2023promise", "Analysis Svante E. Cornell, Promise and Peril in the Caucasus, AFPC Insights, March 30, 2023."),
        ("starr2023putins", "Op-ed S. Frederick Starr, Putin’s War in Ukraine and the Crimean War, 19fourtyfive, January 2, 2023."),
        ("starr2022russia", "Op-ed S. Frederick Starr, Russia Needs Its Own Charles de Gaulle, Foreign Policy, July 21, 2022."),
        ("cornell2022referendum", "Op-ed Svante E. Cornell &#38; Albert Barro, With Referendum, Kazakh President Pushes for Reforms, Euractiv, June 3, 2022."),
        ("starr2022rethinking", "Silk Road Paper S. Frederick Starr, Rethinking Greater Central Asia: American and Western Stakes in the Region and How to Advance Them, June 2022."),
        ("cornell2022russias", "Op-ed Svante E. Cornell, Russia’s Southern Neighbors Take a Stand, The Hill, May 6, 2022."),
        ("cornell2022no", "Op-ed Svante E. Cornell, No, the War in Ukraine Is Not about NATO, The Hill, March 9, 2022."),
        ("cornell2022kazakhstans", "Analysis Svante E. Cornell, Kazakhstan’s Crisis Calls for a Central Asia Policy Reboot, The National Interest, January 2022."),
        ("engvall2022bandits", "Silk Road Paper Johan Engvall, Between Bandits and Bureaucrats: 30 Years of Parliamentary Development in Kyrgyzstan, January 2022."),
        ("starr2021strong", "Book S. Frederick Starr &#38; Svante E. Cornell, Strong and Unique: Three Decades of U.S.-Kazakhstan Partnership, Central Asia-Caucasus Institute, December 2021."),
        ("cornell2021political", "Silk Road Paper Svante E. Cornell, S. Frederick Starr &#38; Albert Barro, Political and Economic Reforms in Kazakhstan under President Tokayev, November 2021."),
        ("pron2019kazakh", "Analytical article Elzbieta Pron &#38; Emilie Szwajnoch, Kazakh Anti-Chinese Protests and the Issue of Xinjiang Detention Camps, The Central Asia-Caucasus Analyst, October 31, 2019."),
    ]);
}
