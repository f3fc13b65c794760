//! The packs that ship, loaded and walked.
mod it {
    mod shipped;
    mod support;
}
