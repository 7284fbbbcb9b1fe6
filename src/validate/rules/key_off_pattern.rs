//! A cite key is not what the pattern makes.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "key-off-pattern",
    group: Group::Links,
    severity: Severity::Info,
    summary: "a cite key is not what the pattern makes",
    doc: r"`keys.pattern` in `ibid.toml` says how new keys are made. This key is another; one letter more, or the
letters that ibid adds to keys that are taken, are no fault. Keys that documents cite should stay: the
rule must be selected.

```bib
@book{roe1999, author = {Doe, Jane}, title = {Trade}, year = 2001}
```

Source: JabRef's check “citation key deviates from generated key”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check)).when(When::Selected);

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(key_of) = subject.options.key_of else { return };
    let made = key_of(subject.entry);
    let key = subject.entry.key().as_str();
    if key.is_empty() || key.strip_prefix(made.as_str()).is_some_and(is_suffix) {
        return;
    }
    let message = format!("the pattern makes `{made}` of this entry");
    sink.entry(subject, subject.found(&RULE, message));
}

/// `b` of `doe2001b`, `-kfz` of `doe2001-kfz`.
fn is_suffix(rest: &str) -> bool {
    let letters = rest.strip_prefix('-').unwrap_or(rest);
    let most = if letters.len() == rest.len() { 1 } else { usize::MAX };
    letters.len() <= most && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
}
