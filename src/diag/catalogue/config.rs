//! Rules about settings.

use crate::diag::{Group, Rule, Severity};

/// All of them, by name.
pub static RULES: &[&Rule] =
    &[&UNKNOWN_SETTING, &WRONG_SETTING, &MALFORMED_SUPPRESSION, &UNUSED_SUPPRESSION];

/// A key of `ibid.toml` that nobody reads.
pub static UNKNOWN_SETTING: Rule = Rule {
    name: "unknown-setting",
    group: Group::Config,
    severity: Severity::Warning,
    summary: "a key of ibid.toml that ibid does not know",
    doc: "\
A key in `ibid.toml` is the name of no setting, so that it has no effect. It is usually
misspelt, or stands in the wrong section.

```toml
[keys]
patern = \"[auth][year]\"   # should be `pattern`
```

`ibid config show` lists all settings.
",
};

/// A setting with a value of the wrong kind.
pub static WRONG_SETTING: Rule = Rule {
    name: "wrong-setting",
    group: Group::Config,
    severity: Severity::Error,
    summary: "a setting whose value is of the wrong kind",
    doc: "\
A setting has a value that it cannot have: a number where text is due, a text where
`true` or `false` is. The value is passed over, and the next layer (the user's file, the
default) decides.

```toml
inbox = true            # should be a file name: \"imported.bib\"
```
",
};

/// A comment `% ibid:` that suppresses nothing.
pub static MALFORMED_SUPPRESSION: Rule = Rule {
    name: "malformed-suppression",
    group: Group::Config,
    severity: Severity::Warning,
    summary: "a comment that is meant to suppress findings, but cannot be understood",
    doc: "\
A comment begins with `% ibid:`, but goes on neither with `ignore[…]` nor with
`ignore-file[…]`, so that it has no effect.

```bib
% ibid: ignore[all-caps-title] the journal prints it so
@article{doe2020,
```
",
};

/// A suppression that nothing needs.
pub static UNUSED_SUPPRESSION: Rule = Rule {
    name: "unused-suppression",
    group: Group::Config,
    severity: Severity::Warning,
    summary: "a suppression of something that is not found",
    doc: "\
A comment `% ibid: ignore[rule]` names a rule that finds nothing where the comment holds. The
fault was mended, or the name is misspelt. A comment that does nothing hides the next fault.
",
};
