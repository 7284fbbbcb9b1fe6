//! `<choose>` and its conditions (CSL 1.0.2, “Choose”).

use crate::csl::eval::number_parse::{self, Parsed};
use crate::csl::eval::{Area, Eval};
use crate::csl::job::Position;
use crate::csl::node::Node;
use crate::csl::prepare::Prop;
use crate::csl::style::element::{Branch, Match, PositionTest, Root, Slot, Test, Variable};
use crate::model::EntryKind;

impl<'a> Eval<'_, 'a> {
    /// `<choose>`: the first branch whose conditions hold.
    pub(super) fn choose(&mut self, branches: &'a [Branch], out: &mut Vec<Node>) {
        if let Some(branch) = self.branch(branches) {
            self.elements(&branch.children, out);
        }
    }

    /// The first branch whose conditions hold.
    pub(super) fn branch(&mut self, branches: &'a [Branch]) -> Option<&'a Branch> {
        branches.iter().find(|branch| self.holds(branch))
    }

    fn holds(&mut self, branch: &Branch) -> bool {
        match branch.matching {
            Match::All => branch.tests.iter().all(|test| self.test(test)),
            Match::Any => branch.tests.iter().any(|test| self.test(test)),
            Match::None => !branch.tests.iter().any(|test| self.test(test)),
            Match::Nand => !branch.tests.iter().all(|test| self.test(test)),
        }
    }

    fn test(&mut self, test: &Test) -> bool {
        match test {
            Test::Type(kinds) => self.entry.kind_is(kinds),
            Test::Variable(variable) => self.has(*variable),
            Test::IsNumeric(variable, name) => self.is_numeric(*variable, name),
            Test::IsUncertain(slot) => {
                self.entry.date(*slot).is_some_and(|date| date.uncertain)
            }
            Test::Locator(label) => {
                let parsed = self.parsed_number(Variable::Locator, "locator");
                parsed.is_some_and(|parsed| parsed.label == Some(label.as_str()))
            }
            Test::Position(position) => self.position(*position),
            Test::Disambiguate => self.disambiguate(),
            Test::Context(root) => match root {
                Root::Citation => self.area.root() == Root::Citation,
                Root::Bibliography => self.area.root() == Root::Bibliography,
            },
            Test::HasYearOnly(slot) => self.date_test(*slot, |p| p.month == 0),
            Test::HasMonth(slot) => self.date_test(*slot, |p| p.month != 0 && p.day == 0),
            Test::HasDay(slot) => self.date_test(*slot, |p| p.day != 0),
            Test::IsPlural(slot) => self.entry.names(*slot).len() > 1,
            Test::Never => false,
        }
    }

    fn date_test(&self, slot: Slot, test: fn(crate::csl::prepare::Parts) -> bool) -> bool {
        self.entry.date(slot).is_some_and(|date| test(date.start))
    }

    fn has(&self, variable: Variable) -> bool {
        match variable {
            Variable::Field(slot) => match self.entry.get(slot) {
                Some(Prop::Text(text)) => !text.is_empty(),
                Some(Prop::Names(names)) => !names.is_empty(),
                Some(Prop::Date(date)) => {
                    date.start.year != 0
                        || date.start.month != 0
                        || !date.literal.is_empty()
                }
                None => false,
            },
            Variable::PageFirst(slot) => self.entry.text(slot).is_some(),
            Variable::Locator => self.locator().is_some(),
            Variable::FirstNote => {
                self.view.and_then(|view| view.first_note).is_some_and(|note| note > 0)
            }
            Variable::CitationLabel => {
                self.entry.entry.has(crate::model::Field::named("citation-label"))
            }
            Variable::CitationNumber | Variable::YearSuffix => false,
            Variable::Hereinafter => {
                let key = self.entry.entry.key().as_str();
                self.world.abbreviations.get("hereinafter", key).is_some()
            }
        }
    }

    fn is_numeric(&mut self, variable: Variable, name: &'static str) -> bool {
        if matches!(name, "title") {
            return match variable {
                Variable::Field(slot) => self
                    .entry
                    .text(slot)
                    .is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit())),
                _ => false,
            };
        }
        self.parsed_number(variable, name).is_some_and(|parsed| parsed.numeric)
    }

    /// A number variable taken apart.
    pub(super) fn parsed_number(
        &self,
        variable: Variable,
        name: &'static str,
    ) -> Option<Parsed> {
        let (mut text, label) = self.number_source(variable)?;
        // The hyphen of a docket number, `85-1408`, is no range.
        if name == "number" && self.entry.kind_is(&[EntryKind::LEGAL_CASE]) {
            text = text.replace("\\-", "-").replace('-', "\\-").into();
        }
        Some(number_parse::parse(&text, name, label, &self.style.locale))
    }

    /// The text of a number variable and, for locators, its label.
    pub(super) fn number_source(
        &self,
        variable: Variable,
    ) -> Option<(std::borrow::Cow<'_, str>, Option<&'static str>)> {
        Some(match variable {
            Variable::Locator => {
                let label = self.view?.locator?.label.name();
                (self.locator()?.into(), Some(label))
            }
            Variable::FirstNote => {
                let note = self.view?.first_note.filter(|note| *note > 0)?;
                (note.to_string().into(), None)
            }
            Variable::CitationNumber => {
                (self.world.numbers.get(self.index)?.to_string().into(), None)
            }
            Variable::PageFirst(slot) => {
                (number_parse::first_page(self.entry.text(slot)?).into(), None)
            }
            Variable::Field(slot) => (self.entry.text(slot)?.into(), None),
            _ => return None,
        })
    }

    fn position(&self, test: PositionTest) -> bool {
        if self.area == Area::Bibliography {
            return false;
        }
        let Some(view) = self.view else { return test == PositionTest::First };
        let position = view.position;
        match test {
            PositionTest::First => position == Position::First,
            PositionTest::Subsequent => position >= Position::Subsequent,
            PositionTest::Ibid => position >= Position::Ibid,
            PositionTest::IbidWithLocator => position >= Position::IbidWithLocator,
            PositionTest::NearNote => position >= Position::Subsequent && view.near_note,
            PositionTest::FarNote => position == Position::Subsequent && !view.near_note,
        }
    }

    /// Conditions are switched on one at a time, as many as disambiguation asked for.
    fn disambiguate(&mut self) -> bool {
        self.outcome.conditions += 1;
        let wanted = match self.area {
            Area::Bibliography => {
                self.world.disambig.get(self.index).map_or(0, |found| found.conditions)
            }
            _ => self.outcome.settings.conditions,
        };
        if self.outcome.conditions_met < wanted {
            self.outcome.conditions_met += 1;
            return true;
        }
        false
    }
}
