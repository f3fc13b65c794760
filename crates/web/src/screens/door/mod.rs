//! The door: coming in and going out.

pub mod sign_in;
