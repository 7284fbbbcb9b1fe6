//! One query grammar, sorting, grouping.
