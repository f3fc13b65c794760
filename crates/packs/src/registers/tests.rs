//! The registers of the packs, and sheets of every kind that offices send.
use std::fs;
use std::path::Path;

use super::Registers;

fn packs() -> Registers {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/registers");
    let mut files = Vec::new();
    for entry in fs::read_dir(&root).expect("the packs are there") {
        let path = entry.expect("readable").path();
        let file = if path.is_dir() { path.join("register.toml") } else { path };
        let name = file.strip_prefix(&root).expect("below the root").display().to_string();
        files.push((format!("registers/{name}"), fs::read_to_string(&file).expect("readable")));
    }
    files.sort();
    Registers::parse(&files).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
}

#[test]
fn the_registers_of_the_packs_are_read_and_their_examples_come_out() {
    let registers = packs();
    assert_eq!(registers.iter().count(), 10);
    let (run, mistakes) = registers.run_examples();
    assert!(run >= 10, "every register has an example");
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}
