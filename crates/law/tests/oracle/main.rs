//! Official worked figures, with the source beside them.
//!
//! Never: a value that this program computed itself.
mod amounts;
mod wages;
