//! The rules about entries, one file each: a row here, and nothing else.

use super::check::Check;

/// Declares the modules and the table from one list, so that no rule is left out.
macro_rules! rules {
    ($($module:ident)*) => {
        $(mod $module;)*
        /// Every rule of this layer.
        pub static RULES: &[Check] = &[$($module::CHECK),*];
    };
}

rules! {
    arxiv_in_journal
    arxiv_prefix_in_eprint
    doi_in_note
    doi_in_url
    doi_is_address
    doi_with_resolver
    eprint_without_type
    escaped_doi
    isbn_check_digit
    isbn_in_issn
    isbn_with_label
    issn_check_digit
    issn_in_isbn
    issn_without_hyphen
    latex_in_url
    malformed_arxiv_id
    malformed_doi
    malformed_isbn
    malformed_ismn
    malformed_issn
    malformed_orcid
    malformed_pmcid
    malformed_pmid
    malformed_url
    proxy_url
    repeated_doi
    several_urls
    url_in_howpublished
    url_repeats_doi
    url_with_tracking
    url_without_access_date
    url_without_scheme
}
