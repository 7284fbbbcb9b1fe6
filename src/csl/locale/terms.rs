//! Terms with their forms, plurals and genders (CSL 1.0.2, “Terms”).

use rustc_hash::FxHashMap;

use crate::csl::style::element::{Str, TermForm};

/// The gender of a noun, and of the ordinals that agree with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
}

impl Gender {
    /// The gender of an attribute's value.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "masculine" => Some(Self::Masculine),
            "feminine" => Some(Self::Feminine),
            _ => None,
        }
    }
}

/// Singular and plural.
type Wording = (Str, Str);

/// The wordings of a term, by form.
type Forms = [Option<Wording>; 5];

#[derive(Clone, Debug, Default)]
struct Term {
    neutral: Forms,
    masculine: Option<Box<Forms>>,
    feminine: Option<Box<Forms>>,
    gender: Option<Gender>,
}

/// All terms of a locale.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    terms: FxHashMap<Box<str>, Term>,
}

fn form_index(form: TermForm) -> usize {
    match form {
        TermForm::Long => 0,
        TermForm::Short => 1,
        TermForm::Symbol => 2,
        TermForm::Verb => 3,
        TermForm::VerbShort => 4,
    }
}

/// The forms that answer for a form, in this order.
fn fallback(form: TermForm) -> &'static [TermForm] {
    match form {
        TermForm::Long => &[TermForm::Long],
        TermForm::Short => &[TermForm::Short, TermForm::Long],
        TermForm::Symbol => &[TermForm::Symbol, TermForm::Short, TermForm::Long],
        TermForm::Verb => &[TermForm::Verb, TermForm::Long],
        TermForm::VerbShort => &[TermForm::VerbShort, TermForm::Verb, TermForm::Long],
    }
}

impl Terms {
    /// Sets a wording; a later one wins.
    pub(crate) fn set(
        &mut self,
        name: &str,
        form: TermForm,
        gender_form: Option<Gender>,
        wording: Wording,
    ) {
        let term = self.terms.entry(name.into()).or_default();
        let forms = match gender_form {
            None => &mut term.neutral,
            Some(Gender::Masculine) => term.masculine.get_or_insert_default(),
            Some(Gender::Feminine) => term.feminine.get_or_insert_default(),
        };
        if let Some(slot) = forms.get_mut(form_index(form)) {
            *slot = Some(wording);
        }
    }

    /// Sets the gender of a noun.
    pub(crate) fn set_gender(&mut self, name: &str, gender: Gender) {
        self.terms.entry(name.into()).or_default().gender = Some(gender);
    }

    /// Sets a term that is not there.
    pub(crate) fn default(&mut self, name: &str, text: &str) {
        if !self.terms.contains_key(name) {
            self.set(name, TermForm::Long, None, (text.into(), text.into()));
        }
    }

    /// Takes a term away.
    pub(crate) fn remove(&mut self, name: &str) {
        self.terms.remove(name);
    }

    /// Fills forms that only one gender has.
    pub(crate) fn finish(&mut self) {
        #[allow(clippy::iter_over_hash_type, reason = "each term for itself")]
        for term in self.terms.values_mut() {
            if term.neutral.iter().all(Option::is_none) {
                let only = term.feminine.as_ref().or(term.masculine.as_ref());
                if let Some(only) = only {
                    term.neutral = (**only).clone();
                }
            }
        }
    }

    /// Whether the locale has the term.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.terms.contains_key(name)
    }

    /// The gender of a noun.
    pub(crate) fn gender(&self, name: &str) -> Option<Gender> {
        self.terms.get(name)?.gender
    }

    /// The wording of a term: of the form or one that answers for it. An unknown term is
    /// none, a term without a fitting wording is empty.
    pub(crate) fn get(
        &self,
        name: &str,
        form: TermForm,
        plural: bool,
        gender: Option<Gender>,
    ) -> Option<Str> {
        self.borrowed(name, form, plural, gender).map(Str::from)
    }

    /// The same, borrowed.
    pub(crate) fn borrowed(
        &self,
        name: &str,
        form: TermForm,
        plural: bool,
        gender: Option<Gender>,
    ) -> Option<&str> {
        let term = self.terms.get(name)?;
        let gendered = match gender {
            Some(Gender::Masculine) => term.masculine.as_deref(),
            Some(Gender::Feminine) => term.feminine.as_deref(),
            None => None,
        };
        for form in fallback(form) {
            let at = form_index(*form);
            let wording = gendered
                .and_then(|forms| forms.get(at).and_then(Option::as_ref))
                .or_else(|| term.neutral.get(at).and_then(Option::as_ref));
            if let Some((single, multiple)) = wording {
                return Some(if plural { multiple } else { single });
            }
        }
        Some("")
    }
}
