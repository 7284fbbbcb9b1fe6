//! Trains the model of reference strings (`src/formats/page/strings/weights.bin`).
//!
//! ```text
//! cargo run --profile quick --example train-strings -- ../shared/interop/anystyle/res/parser OUT \
//!     --epochs 4 --l1 0.008 --min 3 --ugly 0.7
//! ```
//!
//! Reads the labelled strings of AnyStyle in place: `core`, `good`, `bad` and `ugly`, never
//! `gold`: a string that `gold` holds too is left out of the others. One string in ten (by a
//! hash of its text) is held out, and token F1 on it is printed. The model is a linear-chain
//! conditional random field, fitted by AdaGrad with an L1 penalty, then rounded to bytes.

// A tool that prints; sums over labels read best by their numbers; each row of a map is
// learnt by itself.
#![allow(
    clippy::print_stdout,
    clippy::needless_range_loop,
    clippy::iter_over_hash_type,
    clippy::too_many_lines
)]

use std::collections::{HashMap, HashSet};
use std::path::Path;

use ibid::formats::page::training;

/// Labelled words: features, ending and label.
struct Sequence {
    features: Vec<Vec<u32>>,
    endings: Vec<usize>,
    labels: Vec<usize>,
    weight: f32,
    text: String,
}

type Segments = Vec<(String, String)>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, out, ..] = arguments.as_slice() else {
        println!("usage: train-strings FOLDER OUT [--epochs N] [--l1 X] [--all]");
        return;
    };
    let option = |name: &str, default: f32| {
        let at = arguments.iter().position(|argument| argument == name);
        at.and_then(|at| arguments.get(at + 1)?.parse().ok()).unwrap_or(default)
    };
    let folder = Path::new(folder);
    let gold: HashSet<String> = load(&folder.join("gold.xml")).iter().map(key).collect();
    let mut seen = HashSet::new();
    let (mut train, mut held) = (Vec::new(), Vec::new());
    for (file, weight) in [
        ("core", option("--core", 1.0)),
        ("good", option("--good", 1.0)),
        ("bad", option("--bad", 0.5)),
        ("ugly", option("--ugly", 0.5)),
    ] {
        for string in load(&folder.join(format!("{file}.xml"))) {
            let key = key(&string);
            if gold.contains(&key) || !seen.insert(key.clone()) || weight == 0.0 {
                continue;
            }
            let Some(sequence) = sequence(&string, weight) else { continue };
            let out =
                sum(&key).is_multiple_of(10) && !arguments.iter().any(|a| a == "--all");
            if out && weight >= 1.0 {
                held.push(sequence);
            } else if !out {
                train.push(sequence);
            }
        }
    }
    println!("{} strings to learn from, {} held out", train.len(), held.len());
    let mut crf = Crf::new(&train, option("--min", 2.0) as u32, option("--l1", 0.002));
    let epochs = option("--epochs", 12.0) as usize;
    for epoch in 0..epochs {
        shuffle(&mut train, epoch as u64);
        let loss: f32 = train.iter().map(|sequence| crf.learn(sequence)).sum();
        let shown = epoch % 4 == 3 || epoch + 1 == epochs;
        let f1 = if shown { crf.score(&held, false) } else { 0.0 };
        println!("epoch {epoch} loss {loss:.0} F1 {f1:.4} kept {}", crf.kept());
    }
    crf.score(&held, true);
    let bytes = crf.pack();
    println!("{} bytes", bytes.len());
    std::fs::write(out, bytes).expect("the file can be written");
}

/// The labelled strings of a file.
fn load(path: &Path) -> Vec<Segments> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut strings, mut string, mut label, mut content) =
        (Vec::new(), Segments::new(), String::new(), String::new());
    loop {
        use quick_xml::events::Event;
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let name = tag.name().as_ref().to_owned();
                match name.as_str() {
                    "dataset" | "sequence" => string.clear(),
                    _ => label = name,
                }
                content.clear();
            }
            Ok(Event::Text(text)) => content.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(name)) => content.push_str(match name.as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                _ => "'",
            }),
            Ok(Event::End(tag)) => match tag.name().as_ref() {
                "sequence" => strings.push(std::mem::take(&mut string)),
                "dataset" => {}
                _ => string.push((label.clone(), std::mem::take(&mut content))),
            },
            Ok(Event::Eof) | Err(_) => return strings,
            Ok(_) => {}
        }
    }
}

/// Letters and digits alone: what makes two strings the same.
fn key(string: &Segments) -> String {
    let letters = string.iter().flat_map(|(_, text)| text.chars());
    letters.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn sum(key: &str) -> u32 {
    key.bytes()
        .fold(2_166_136_261, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(16_777_619))
}

/// A string as words with labels; `None` where the words of its parts are not its words.
fn sequence(string: &Segments, weight: f32) -> Option<Sequence> {
    let names = training::labels();
    let collapse = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut labels = Vec::new();
    for (label, text) in string {
        let label = match label.as_str() {
            "producer" | "medium" | "source" => "note".to_owned(),
            name => name.replace('-', ""),
        };
        let number = names.iter().position(|name| *name == label)?;
        let words = training::words(&collapse(text));
        let date = names.iter().position(|name| name == "date")?;
        for (at, (word, ..)) in words.iter().enumerate() {
            // `2000;355(9222):` is labelled as a volume; its year is a date.
            let year =
                label == "volume" && at == 0 && words.len() > 1 && word.ends_with(';');
            labels.push(if year { date } else { number });
        }
    }
    let parts: Vec<String> = string.iter().map(|(_, text)| collapse(text)).collect();
    let text = parts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    let words = training::words(&text);
    if words.len() != labels.len() || words.is_empty() || words.len() > 400 {
        return None;
    }
    let endings = words.iter().map(|(_, ending, _)| *ending).collect();
    let features = words.into_iter().map(|(_, _, features)| features).collect();
    Some(Sequence { features, endings, labels, weight, text })
}

/// Fisher and Yates with a fixed generator: the same weights each time.
fn shuffle(sequences: &mut [Sequence], seed: u64) {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for at in (1..sequences.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        sequences.swap(at, (state % (at as u64 + 1)) as usize);
    }
}

const LABELS: usize = training::SIZES.0;
const ENDINGS: usize = training::SIZES.1;
type Row = [f32; LABELS];

/// A weight and the sum of its squared gradients.
#[derive(Clone, Copy)]
struct Learned {
    weights: Row,
    squares: Row,
}

const NEW: Learned = Learned { weights: [0.0; LABELS], squares: [1e-3; LABELS] };
const RATE: f32 = 0.1;

struct Crf {
    features: HashMap<u32, usize>,
    rows: Vec<Learned>,
    steps: Vec<Learned>,
    penalty: f32,
}

/// Moves a row against its gradient and towards zero.
fn update(row: &mut Learned, gradient: &Row, penalty: f32) {
    for label in 0..LABELS {
        let slope = gradient[label];
        if slope.abs() < 1e-6 {
            continue;
        }
        row.squares[label] += slope * slope;
        let rate = RATE / row.squares[label].sqrt();
        let moved = row.weights[label] - rate * slope;
        row.weights[label] = moved.signum() * (moved.abs() - rate * penalty).max(0.0);
    }
}

fn even(row: &mut Row) -> f32 {
    let sum: f32 = row.iter().sum::<f32>().max(1e-30);
    row.iter_mut().for_each(|cell| *cell /= sum);
    sum
}

impl Crf {
    fn new(train: &[Sequence], least: u32, penalty: f32) -> Self {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        for feature in train.iter().flat_map(|s| s.features.iter().flatten()) {
            *counts.entry(*feature).or_default() += 1;
        }
        let mut known: Vec<u32> =
            counts.into_iter().filter(|(_, n)| *n >= least).map(|(f, _)| f).collect();
        known.sort_unstable();
        let rows = vec![NEW; known.len()];
        let features = known.into_iter().enumerate().map(|(at, f)| (f, at)).collect();
        Self { features, rows, steps: vec![NEW; ENDINGS * LABELS], penalty }
    }

    fn emissions(&self, sequence: &Sequence) -> Vec<Row> {
        let sum = |features: &Vec<u32>| {
            let mut sum = [0.0; LABELS];
            for row in features.iter().filter_map(|f| self.features.get(f)) {
                for label in 0..LABELS {
                    sum[label] += self.rows[*row].weights[label];
                }
            }
            sum
        };
        sequence.features.iter().map(sum).collect()
    }

    /// One step of gradient descent; gives the loss before it.
    fn learn(&mut self, sequence: &Sequence) -> f32 {
        let length = sequence.labels.len();
        let scores = self.emissions(sequence);
        let tops: Vec<f32> = scores
            .iter()
            .map(|row| row.iter().copied().fold(f32::NEG_INFINITY, f32::max))
            .collect();
        let grown: Vec<Row> = scores
            .iter()
            .zip(&tops)
            .map(|(row, top)| row.map(|s| (s - top).exp()))
            .collect();
        let steps: Vec<Row> =
            self.steps.iter().map(|row| row.weights.map(f32::exp)).collect();
        let step = |at: usize, from: usize| &steps[sequence.endings[at] * LABELS + from];
        let mut forward: Vec<Row> = Vec::with_capacity(length);
        let mut log = 0.0;
        for at in 0..length {
            let mut row = grown[at];
            if at > 0 {
                let mut sums = [0.0; LABELS];
                for from in 0..LABELS {
                    let (start, step) = (forward[at - 1][from], step(at - 1, from));
                    for to in 0..LABELS {
                        sums[to] += start * step[to];
                    }
                }
                for to in 0..LABELS {
                    row[to] *= sums[to];
                }
            }
            log += even(&mut row).ln() + tops[at];
            forward.push(row);
        }
        let mut after = [1.0; LABELS];
        let mut moved: HashMap<usize, [Row; LABELS]> = HashMap::new();
        let mut right = 0.0;
        for at in (0..length).rev() {
            let mut chance = forward[at];
            for label in 0..LABELS {
                chance[label] *= after[label];
            }
            even(&mut chance);
            let truth = sequence.labels[at];
            right += scores[at][truth];
            let mut gradient = chance;
            gradient[truth] -= 1.0;
            gradient.iter_mut().for_each(|slope| *slope *= sequence.weight);
            for feature in &sequence.features[at] {
                if let Some(row) = self.features.get(feature) {
                    update(&mut self.rows[*row], &gradient, self.penalty);
                }
            }
            if at == 0 {
                break;
            }
            let ending = sequence.endings[at - 1];
            let pairs = moved.entry(ending).or_insert([[0.0; LABELS]; LABELS]);
            let mut both = [[0.0; LABELS]; LABELS];
            let mut next = [0.0; LABELS];
            let mut total = 0.0;
            for from in 0..LABELS {
                let step = step(at - 1, from);
                for to in 0..LABELS {
                    let flow = step[to] * grown[at][to] * after[to];
                    next[from] += flow;
                    both[from][to] = forward[at - 1][from] * flow;
                    total += both[from][to];
                }
            }
            let scale = sequence.weight / total.max(1e-30);
            for from in 0..LABELS {
                for to in 0..LABELS {
                    pairs[from][to] += both[from][to] * scale;
                }
            }
            let before = sequence.labels[at - 1];
            pairs[before][truth] -= sequence.weight;
            right += self.steps[ending * LABELS + before].weights[truth];
            even(&mut next);
            after = next;
        }
        for (ending, pairs) in moved {
            for (from, gradient) in pairs.iter().enumerate() {
                update(&mut self.steps[ending * LABELS + from], gradient, self.penalty);
            }
        }
        log - right
    }

    fn decode(&self, sequence: &Sequence) -> Vec<usize> {
        let mut backs: Vec<[usize; LABELS]> = Vec::new();
        let mut before = [0.0; LABELS];
        for (at, score) in self.emissions(sequence).iter().enumerate() {
            let mut now = *score;
            let mut back = [0; LABELS];
            if at > 0 {
                let ending = sequence.endings[at - 1];
                for to in 0..LABELS {
                    let from = |from: usize| {
                        before[from] + self.steps[ending * LABELS + from].weights[to]
                    };
                    let best = (0..LABELS)
                        .max_by(|a, b| from(*a).total_cmp(&from(*b)))
                        .unwrap_or(0);
                    back[to] = best;
                    now[to] += from(best);
                }
            }
            backs.push(back);
            before = now;
        }
        let best = (0..LABELS).max_by(|a, b| before[*a].total_cmp(&before[*b]));
        let mut at = best.unwrap_or(0);
        let mut labels = Vec::new();
        for back in backs.iter().rev() {
            labels.push(at);
            at = back[at];
        }
        labels.reverse();
        labels
    }

    /// Token F1 of the fields that are asked for, over all strings.
    fn score(&self, held: &[Sequence], shown: bool) -> f32 {
        let names = training::labels();
        let field = |label: usize| {
            match names[label].as_str() {
                "journal" | "containertitle" => "container",
                name @ ("author" | "title" | "publisher" | "location" | "date"
                | "volume" | "pages" | "editor" | "doi" | "url") => name,
                _ => "",
            }
            .to_owned()
        };
        let mut counts: HashMap<String, [f32; 3]> = HashMap::new();
        for sequence in held {
            let found = self.decode(sequence);
            if shown && std::env::var_os("SHOW").is_some() && found != sequence.labels {
                show(sequence, &found, &names);
            }
            for (found, truth) in found.into_iter().zip(&sequence.labels) {
                let (found, truth) = (field(found), field(*truth));
                if found == truth {
                    counts.entry(truth).or_default()[0] += 1.0;
                } else {
                    counts.entry(found).or_default()[1] += 1.0;
                    counts.entry(truth).or_default()[2] += 1.0;
                }
            }
        }
        counts.remove("");
        let f1 =
            |[right, wrong, missed]: [f32; 3]| 2.0 * right / (2.0 * right + wrong + missed);
        if shown {
            for (name, counts) in &counts {
                println!("  {name:12} {:.3}", f1(*counts));
            }
        }
        let mut all = [0.0; 3];
        for counts in counts.values() {
            for (sum, count) in all.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        f1(all)
    }

    fn kept(&self) -> usize {
        self.rows.iter().filter(|row| row.weights.iter().any(|w| *w != 0.0)).count()
    }

    /// The weights as bytes (see `model.rs`).
    fn pack(&self) -> Vec<u8> {
        let weights = self.rows.iter().chain(&self.steps).flat_map(|row| row.weights);
        let scale = weights.map(f32::abs).fold(0.0, f32::max) / 127.0;
        // A weight of one step changes nothing but the size.
        let byte = |weight: f32| {
            let rounded = (weight / scale).round() as i8;
            if rounded.abs() < 2 { 0 } else { rounded }
        };
        let mut bytes = scale.to_le_bytes().to_vec();
        for row in &self.steps {
            bytes.extend(row.weights.map(|weight| byte(weight) as u8));
        }
        let mut rows: Vec<(u32, [i8; LABELS])> = self
            .features
            .iter()
            .map(|(f, at)| (*f, self.rows[*at].weights.map(byte)))
            .collect();
        rows.retain(|(_, weights)| weights.iter().any(|weight| *weight != 0));
        rows.sort_unstable();
        bytes.extend((rows.len() as u32).to_le_bytes());
        let mut before = 0;
        for (feature, weights) in rows {
            varint(feature - before, &mut bytes);
            before = feature;
            let set = (0..LABELS).filter(|at| weights[*at] != 0);
            varint(set.map(|at| 1 << at).sum(), &mut bytes);
            bytes.extend(weights.iter().filter(|w| **w != 0).map(|w| *w as u8));
        }
        miniz_oxide::deflate::compress_to_vec(&bytes, 9)
    }
}

/// A string with the labels that are wrong.
fn show(sequence: &Sequence, found: &[usize], names: &[String]) {
    println!("{}", sequence.text);
    let words = training::words(&sequence.text);
    for ((word, ..), (found, truth)) in words.iter().zip(found.iter().zip(&sequence.labels))
    {
        if found != truth {
            println!("    {word}: {} for {}", names[*found], names[*truth]);
        }
    }
}

fn varint(mut value: u32, bytes: &mut Vec<u8>) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}
