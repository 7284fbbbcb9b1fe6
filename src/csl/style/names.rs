//! `<names>` and the options of names with their inheritance (CSL 1.0.2, “Names”,
//! “Inheritable Name Options”).

use crate::csl::style::attributes;
use crate::csl::style::compile::{Compiler, Inherited, look_of};
use crate::csl::style::element::{
    Decor, Look, NameOptions, NamesElement, Slot, Str, TextCase, Variable,
};
use crate::csl::style::xml::{Element, ElementId};

impl Compiler<'_> {
    pub(super) fn names_element(
        &mut self,
        id: ElementId,
        inherited: &Inherited,
    ) -> NamesElement {
        let document = self.document;
        let element = document.get(id);
        let shorthand = inherited.names.is_some() && element.children.is_empty();
        let variables = self.name_variables(element);
        let mut handed = inherited.clone();
        if !shorthand {
            handed.label = None;
            handed.names = Some(id);
            self.name_children(id, &mut handed);
        }
        let around = handed.names.map_or(element, |id| document.get(id));
        let substitute = document.child(id, "substitute").map(|substitute| {
            let ids: Vec<ElementId> =
                document.children(substitute).map(|(id, _)| id).collect();
            ids.into_iter().filter_map(|id| self.element(id, &handed)).collect()
        });
        let name = handed.name.map(|name| document.get(name));
        let own = name.map(on_name).unwrap_or_default();
        let own_delimiter = around.get("delimiter").map(Str::from);
        let options = |outer: &NameOptions| {
            let mut options = over(&own, outer);
            if own_delimiter.is_some() {
                options.names_delimiter.clone_from(&own_delimiter);
            }
            options
        };
        let options = [options(&self.outer[0]), options(&self.outer[1])];
        self.has_position |= options
            .iter()
            .any(|o| o.subsequent_min != o.et_al_min && o.subsequent_min.is_some());
        let (et_al, et_al_term) = match handed.et_al {
            Some((look, term)) => (Some(look), term),
            None => (None, self.locale.term("et-al")),
        };
        let (label, label_first) =
            handed.label.map_or((None, false), |(l, f)| (Some(l), f));
        let name = name.map(look_of).unwrap_or_default();
        NamesElement {
            look: look_of(around),
            variables,
            options,
            institution: institution(&name, handed.family.as_ref()),
            name,
            family: handed.family,
            given: handed.given,
            et_al,
            et_al_term,
            label,
            label_first,
            substitute: substitute.unwrap_or_default(),
            shorthand,
        }
    }

    fn name_variables(&mut self, element: &Element) -> Vec<Slot> {
        let names = element.get("variable").unwrap_or("").split_whitespace();
        let names = names.filter_map(|name| match self.variable(name, element).0 {
            Variable::Field(slot) => Some(slot),
            _ => None,
        });
        names.collect()
    }

    /// What the children of a `<names>` say, over what it inherits.
    fn name_children(&mut self, id: ElementId, handed: &mut Inherited) {
        let document = self.document;
        // Without a `<name>` the names stand before their label.
        let mut names_first = document.child(id, "name").is_none();
        for (child_id, child) in document.children(id) {
            match &*child.name {
                "name" => {
                    names_first = true;
                    handed.name = Some(child_id);
                    for (_, part) in document.children(child_id) {
                        match part.get("name") {
                            Some("family") => handed.family = Some(look_of(part)),
                            Some("given") => handed.given = Some(look_of(part)),
                            _ => {}
                        }
                    }
                }
                "et-al" => {
                    let term = child.get("term").unwrap_or("et-al");
                    handed.et_al = Some((look_of(child), self.locale.term(term)));
                }
                "label" => handed.label = Some((self.label(child, false), !names_first)),
                _ => {}
            }
        }
    }
}

/// The formatting of institutions, which have no parts: that of family names, else that of
/// `<name>`.
fn institution(name: &Look, family: Option<&Look>) -> Look {
    let outer = name.decor;
    let own = family.map_or(Decor::default(), |family| family.decor);
    macro_rules! first {
        ($part:ident) => {
            if own.$part == Default::default() { outer.$part } else { own.$part }
        };
    }
    let case = family.map_or(TextCase::AsIs, |family| family.text_case);
    Look {
        decor: Decor {
            style: first!(style),
            variant: first!(variant),
            weight: first!(weight),
            line: first!(line),
            ..Decor::default()
        },
        text_case: if case == TextCase::AsIs { name.text_case } else { case },
        ..Look::default()
    }
}

/// The options that stand on `<name>`.
pub(super) fn on_name(element: &Element) -> NameOptions {
    let mut options = shared(element);
    options.delimiter = element.get("delimiter").map(Into::into);
    options.form = element.get("form").and_then(attributes::name_form);
    options
}

/// The options that stand on `<style>`, `<citation>` or `<bibliography>`.
pub(super) fn inheritable(element: &Element) -> NameOptions {
    let mut options = shared(element);
    options.delimiter = element.get("name-delimiter").map(Into::into);
    options.form = element.get("name-form").and_then(attributes::name_form);
    options.names_delimiter = element.get("names-delimiter").map(Into::into);
    options
}

fn shared(element: &Element) -> NameOptions {
    let number = |name: &str| element.get(name).and_then(|value| value.trim().parse().ok());
    NameOptions {
        and: element.get("and").and_then(attributes::and),
        precedes_last: element
            .get("delimiter-precedes-last")
            .and_then(attributes::precedes),
        precedes_et_al: element
            .get("delimiter-precedes-et-al")
            .and_then(attributes::precedes),
        et_al_min: number("et-al-min"),
        et_al_use_first: number("et-al-use-first"),
        et_al_use_last: element.get("et-al-use-last").map(|value| value == "true"),
        subsequent_min: number("et-al-subsequent-min"),
        subsequent_use_first: number("et-al-subsequent-use-first"),
        initialize: element.get("initialize").map(|value| value != "false"),
        initialize_with: element.get("initialize-with").map(Into::into),
        inverted: element.get("name-as-sort-order").and_then(attributes::inverted),
        sort_separator: element.get("sort-separator").map(Into::into),
        ..NameOptions::default()
    }
}

/// Options over those that they inherit.
pub(super) fn over(own: &NameOptions, outer: &NameOptions) -> NameOptions {
    NameOptions {
        and: own.and.or(outer.and),
        delimiter: own.delimiter.clone().or_else(|| outer.delimiter.clone()),
        precedes_last: own.precedes_last.or(outer.precedes_last),
        precedes_et_al: own.precedes_et_al.or(outer.precedes_et_al),
        et_al_min: own.et_al_min.or(outer.et_al_min),
        et_al_use_first: own.et_al_use_first.or(outer.et_al_use_first),
        et_al_use_last: own.et_al_use_last.or(outer.et_al_use_last),
        subsequent_min: own.subsequent_min.or(outer.subsequent_min),
        subsequent_use_first: own.subsequent_use_first.or(outer.subsequent_use_first),
        form: own.form.or(outer.form),
        initialize: own.initialize.or(outer.initialize),
        initialize_with: own
            .initialize_with
            .clone()
            .or_else(|| outer.initialize_with.clone()),
        inverted: own.inverted.or(outer.inverted),
        sort_separator: own.sort_separator.clone().or_else(|| outer.sort_separator.clone()),
        names_delimiter: own
            .names_delimiter
            .clone()
            .or_else(|| outer.names_delimiter.clone()),
    }
}
