//! What nearly every rule names.

pub(in crate::validate) use super::cell::{Cell, together};
pub(in crate::validate) use super::check::{Check, Run, When};
pub(in crate::validate) use super::classes::Classes;
pub(in crate::validate) use super::scan;
pub(in crate::validate) use super::sink::{Mend, Sink};
pub(in crate::validate) use super::subject::{Person, Subject};
pub(in crate::validate) use super::subjects;
pub(in crate::validate) use super::{File, Options};
pub(in crate::validate) use crate::diag::{Change, Group, Rule, Severity};
pub(in crate::validate) use crate::model::{Dialect, Entry, Field, Syntax, Value, Written};
