//! The packs that ship, loaded, walked, broken and walked at random; and a kind of case that is nothing but a folder.
mod it {
    mod mistakes;
    mod other_kind;
    mod random;
    mod shipped;
    mod support;
}
