//! `cargo xtask bench [NAME]`: one measure, printed as a table and kept in `docs/measures.md`.
//! Never a test: nothing fails because this machine is slow. CPU seconds are told, since wall time depends on neighbours.
mod clone;
mod leads;
mod pages;
mod report;
mod start;
mod weight;

use crate::failure::Failure;
use crate::place::Place;
use crate::say;

pub(crate) use report::Row;

struct Bench {
    name: &'static str,
    says: &'static str,
    run: fn(&Place) -> Result<Vec<Row>, Failure>,
}

const BENCHES: [Bench; 5] = [
    Bench {
        name: "leads",
        says: "who is entitled and has a lead, in four simulated counties of 100,000",
        run: leads::run,
    },
    Bench { name: "pages", says: "worklist, case list and case page under a steady load", run: pages::run },
    Bench { name: "cold-start", says: "from the start of the built program to its first page", run: start::run },
    Bench { name: "page-weight", says: "the sign-in page and all it needs, over the wire", run: weight::run },
    Bench { name: "clean-clone", says: "from a clone in an empty folder to a demo that ran", run: clone::run },
];

pub(crate) fn run(place: &Place, words: &[String]) -> Result<(), Failure> {
    let [name] = words else {
        for bench in &BENCHES {
            say::line(&format!("cargo xtask bench {}\n    {}", bench.name, bench.says));
        }
        return Ok(());
    };
    let bench = BENCHES.iter().find(|bench| bench.name == name).ok_or_else(|| {
        let names: Vec<&str> = BENCHES.iter().map(|bench| bench.name).collect();
        Failure::Usage(format!("there is no bench {name}; there are {}", names.join(", ")))
    })?;
    let rows = (bench.run)(place)?;
    report::keep(place, bench.name, bench.says, &rows)
}
