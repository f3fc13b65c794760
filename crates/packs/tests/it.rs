//! The packs that ship, loaded, walked, broken and walked at random; and a kind of case that is nothing but a folder.
mod it {
    mod entered;
    mod guide;
    mod joined;
    mod mistakes;
    mod other_kind;
    mod random;
    mod scaffold;
    mod shipped;
    mod support;
    mod variants;
}
