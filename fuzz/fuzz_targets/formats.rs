//! Any bytes through every reader: the first byte picks one (or none: detection), the second
//! a writer for what was read, whose file is read again.
#![no_main]

use ibid::formats::{self, FORMATS, ReadOptions, Source, WriteOptions};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let [reader, writer, bytes @ ..] = data else { return };
    let (source, _) = Source::new(None, bytes.to_vec());
    let picked = FORMATS.get(usize::from(*reader)).filter(|format| format.read.is_some());
    let Some(format) = picked.or_else(|| formats::detect(source.text(), None)) else { return };
    let Some(read) = format.read else { return };
    let mut entries = read(&source, &ReadOptions::default()).entries;
    // Long files say nothing new and slow the search down.
    entries.truncate(20);
    let writers: Vec<_> = FORMATS.iter().filter(|format| format.write.is_some()).collect();
    let Some(target) = writers.get(usize::from(*writer) % writers.len()) else { return };
    let Some(write) = target.write else { return };
    let written = write(&entries, &WriteOptions::default());
    if let Some(read) = target.read {
        let (again, _) = Source::new(None, written.bytes);
        read(&again, &ReadOptions::default());
    }
});
