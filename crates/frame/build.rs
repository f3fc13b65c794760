//! Builds the crate again when the messages or the built style sheet change, since both are carried inside the binary.

fn main() {
    println!("cargo:rerun-if-changed=messages");
    println!("cargo:rerun-if-changed=../../ui/dist");
}
