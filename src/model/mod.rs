//! The one internal model: entries and what is in them.
//!
//! Formats translate into it and out of it with tables; everything above works on it
//! alone. Text is kept as it was found and interpreted when it is asked for.

pub mod annotation;
pub mod date;
pub mod entry;
pub mod field;
pub mod field_set;
pub mod field_sets;
pub mod file_facts;
pub mod identifier;
mod intern;
pub mod key;
pub mod kind;
pub mod language;
pub mod locator;
pub mod name;
pub mod number;
pub mod same_work;
pub mod tables;
pub mod value;
pub mod variable;

pub use annotation::Annotation;
pub use date::{Date, DateParts};
pub use entry::Entry;
pub use field::{Datatype, Field};
pub use field_set::FieldSet;
pub use file_facts::{Dialect, EntryFacts, FieldFact, FileFacts, Written};
pub use key::CiteKey;
pub use kind::EntryKind;
pub use locator::{Locator, LocatorLabel};
pub use name::{Name, PersonName};
pub use number::{Number, PageRange};
pub use value::{Syntax, Text, Value};
