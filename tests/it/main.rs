//! The one integration test binary: a new test file is a `mod` line here.
#![allow(missing_docs, clippy::print_stderr, clippy::unwrap_used)]

mod bibtex_csl;
mod bibtex_edits;
mod bibtex_syntax;
mod catalogue_formats;
mod cli;
mod csl_features;
mod csl_golden;
mod csl_suite;
mod eight_styles;
mod exports;
mod fields;
mod formats_bad_input;
mod formats_hub;
mod institute;
mod interop;
mod interop_bbl;
mod interop_bbt;
mod interop_bbt_import;
mod interop_biber;
mod interop_export;
mod interop_hub;
mod interop_jabref;
mod interop_jabref_text;
mod interop_tidy;
mod layers;
mod meaning;
mod process;
mod roundtrip;
mod rules;
mod rules_any;
mod session;
mod shared;
