//! What a print promises.
