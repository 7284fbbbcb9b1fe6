//! Libraries: the folders and files of .bib text.
