//! What each type needs (btxdoc 3.1; biblatex manual 2.1.1 and `blx-dm.def`).

use crate::model::Field;

/// One of these fields is needed; the first is the one to name.
pub(in crate::validate) type Need = &'static [Field];

/// A row: names of types, and what they need in both programs.
pub(in crate::validate) struct Required {
    pub(in crate::validate) types: &'static [&'static str],
    pub(in crate::validate) needs: &'static [Need],
}

const AUTHOR: Need = &[Field::AUTHOR];
/// Also the names of those who made what is no text.
const MAKER: Need = &[
    Field::AUTHOR,
    Field::EDITOR,
    Field::TRANSLATOR,
    Field::EDITORA,
    Field::ORGANIZATION,
    Field::COMPILER,
    Field::INSTITUTION,
];
const TITLE: Need = &[Field::TITLE];
const DATE: Need = &[Field::ISSUED, Field::ORIGINAL_DATE, Field::EVENT_DATE, Field::STATUS];
const CONTAINER: Need = &[
    Field::CONTAINER_TITLE,
    Field::CONTAINER_TITLE_SHORT,
    Field::MAINTITLE,
    Field::EVENT_TITLE,
];
const JOURNAL: Need = &[
    Field::CONTAINER_TITLE,
    Field::CONTAINER_TITLE_SHORT,
    Field::EPRINT,
    Field::COLLECTION_TITLE,
];
const ADDRESS: Need = &[Field::URL, Field::DOI, Field::EPRINT, Field::HOWPUBLISHED];
const SCHOOL: Need = &[Field::INSTITUTION, Field::PUBLISHER, Field::ORGANIZATION];

/// All rows.
pub(in crate::validate) static REQUIRED: &[Required] = &[
    Required { types: &["article"], needs: &[AUTHOR, TITLE, JOURNAL, DATE] },
    Required { types: &["book", "mvbook"], needs: &[MAKER, TITLE, DATE] },
    Required { types: &["booklet"], needs: &[TITLE] },
    Required {
        types: &["collection", "mvcollection", "reference", "mvreference"],
        needs: &[MAKER, TITLE, DATE],
    },
    Required {
        types: &["incollection", "suppcollection"],
        needs: &[AUTHOR, TITLE, CONTAINER, DATE],
    },
    Required {
        types: &["inproceedings", "conference"],
        needs: &[AUTHOR, TITLE, CONTAINER, DATE],
    },
    Required { types: &["inreference"], needs: &[TITLE, CONTAINER] },
    Required { types: &["inbook"], needs: &[MAKER, TITLE, DATE] },
    Required { types: &["manual", "misc", "software", "dataset"], needs: &[TITLE] },
    Required { types: &["online", "electronic", "www"], needs: &[TITLE, ADDRESS] },
    Required {
        types: &["patent"],
        needs: &[AUTHOR, TITLE, &[Field::NUMBER, Field::ISSUE], DATE],
    },
    Required { types: &["periodical"], needs: &[TITLE, DATE] },
    Required { types: &["proceedings", "mvproceedings"], needs: &[TITLE, DATE] },
    Required { types: &["report", "techreport"], needs: &[MAKER, TITLE, SCHOOL, DATE] },
    Required {
        types: &["thesis", "phdthesis", "mastersthesis"],
        needs: &[AUTHOR, TITLE, SCHOOL, DATE],
    },
    Required { types: &["unpublished"], needs: &[AUTHOR, TITLE] },
];
