//! Prints a county's figures: `cargo run -p sim --example figures -- PEOPLE SEED [FOLDER]`.
//!
//! Never: part of the product; it is for whoever tunes the simulator.
#![expect(clippy::print_stdout, reason = "printing is all it does")]
use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::date;
use sim::{County, Settings, Slip};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let people = arguments.next().map_or(Ok(20_000), |text| text.parse())?;
    let seed = arguments.next().map_or(Ok(1), |text| text.parse())?;
    let county = County::simulate(&Settings::new(people, seed, date(2026, 11, 22)));
    let truth = county.truth();
    println!("{:#?}", truth.counts);
    let mut reasons = BTreeMap::<_, usize>::new();
    let mut slips = BTreeMap::<Slip, usize>::new();
    for event in &truth.events {
        let reason = reasons.entry((event.reason, event.entitled)).or_default();
        *reason = reason.saturating_add(1);
        for slip in event.rows.iter().flat_map(|row| &row.slips) {
            let count = slips.entry(*slip).or_default();
            *count = count.saturating_add(1);
        }
    }
    println!("{reasons:#?}\n{slips:#?}");
    if let Some(folder) = arguments.next() {
        for file in county.write_files(Path::new(&folder))? {
            println!("{} {:?} {} {}", file.path.display(), file.registers, file.sender, file.purpose);
        }
        truth.write(&Path::new(&folder).join("truth.json"))?;
    }
    Ok(())
}
