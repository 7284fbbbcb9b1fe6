//! `<label>` of numbers (CSL 1.0.2, “Label”).

use crate::csl::eval::Eval;
use crate::csl::node::Node;
use crate::csl::style::element::{LabelElement, Plural, Variable};

impl<'a> Eval<'_, 'a> {
    /// `<label variable>`: the term of the variable, plural where its number is.
    pub(super) fn label(&mut self, element: &'a LabelElement, out: &mut Vec<Node>) {
        let Some(variable) = element.variable else { return };
        let parsed = self.parsed_number(variable, element.name);
        let mut term: &str = element.name;
        if variable == Variable::Locator {
            term =
                self.view.and_then(|view| view.locator).map_or("page", |l| l.label.name());
        }
        if let Some(parsed) = &parsed
            && matches!(element.name, "locator" | "number" | "page")
            && let Some(label) = parsed.label
        {
            term = label;
        }
        let plural = match element.plural {
            Plural::Always => true,
            Plural::Never => false,
            Plural::Contextual => parsed.as_ref().is_some_and(|parsed| parsed.plural),
        };
        // Labels inside the number follow the form that the style says, else are short.
        if element.has_form
            && parsed.is_some()
            && !self.label_forms.iter().any(|(known, _)| *known == variable)
        {
            self.label_forms.push((variable, element.form));
        }
        let mut text = self.term_text(term, element.form, plural);
        if text.is_empty() {
            return;
        }
        self.group_mut().term = true;
        if self.strip_periods > 0 {
            text = text.replace('.', "").into();
        }
        self.push_text(&text, &element.look, true, out);
    }
}
