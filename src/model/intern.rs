//! Names of fields and kinds that the vocabulary does not know.

use std::collections::HashMap;
use std::sync::{OnceLock, RwLock};

/// Gives every unknown name one number, for the life of the process.
///
/// A name is stored once and never freed: files hold few different strangers, and
/// the readers' limits keep a hostile file from growing this without bound.
pub(crate) struct Interner {
    cell: OnceLock<RwLock<Names>>,
    /// The number of the first unknown name: the length of the vocabulary.
    first: usize,
}

#[derive(Default)]
struct Names {
    numbers: HashMap<&'static str, u32>,
    names: Vec<&'static str>,
}

impl Interner {
    pub(crate) const fn new(first: usize) -> Self {
        Self { cell: OnceLock::new(), first }
    }

    /// The number of a name, the same each time.
    pub(crate) fn number(&self, name: &str) -> u32 {
        let lock = self.cell.get_or_init(RwLock::default);
        if let Some(number) =
            lock.read().ok().and_then(|names| names.numbers.get(name).copied())
        {
            return number;
        }
        let Ok(mut names) = lock.write() else { return u32::MAX };
        if let Some(number) = names.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.first + names.names.len()).unwrap_or(u32::MAX);
        let kept: &'static str = Box::leak(name.to_owned().into_boxed_str());
        names.names.push(kept);
        names.numbers.insert(kept, number);
        number
    }

    /// The name behind a number.
    pub(crate) fn name(&self, number: u32) -> &'static str {
        let at = (number as usize).saturating_sub(self.first);
        let names = self.cell.get().and_then(|lock| lock.read().ok());
        names.and_then(|names| names.names.get(at).copied()).unwrap_or("unknown")
    }
}
