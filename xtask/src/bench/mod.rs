//! `cargo xtask bench [NAME [SIZE]]`: one measure, printed as a table and kept in `docs/measures.md`.
//! Never a test: nothing fails because this machine is slow. CPU seconds are told, since wall time depends on neighbours.
mod clone;
mod crowd;
mod leads;
mod pages;
mod report;
mod start;
mod weight;
mod work;

use crate::failure::Failure;
use crate::place::Place;
use crate::say;

pub(crate) use report::Row;

struct Bench {
    name: &'static str,
    says: &'static str,
    /// How many people or cases, when nobody says; none where size is no question.
    size: Option<u32>,
    run: fn(&Place, u32) -> Result<Vec<Row>, Failure>,
}

const MILLION: u32 = 1_000_000;

const BENCHES: [Bench; 8] = [
    Bench {
        name: "leads",
        says: "who is entitled and has a lead, in four simulated counties of SIZE people",
        size: Some(100_000),
        run: leads::run,
    },
    Bench {
        name: "pages-sqlite",
        says: "worklist, case list and case page under a steady load, with SIZE cases on SQLite",
        size: Some(MILLION),
        run: pages::on_sqlite,
    },
    Bench { name: "pages-postgres", says: "the same on PostgreSQL", size: Some(MILLION), run: pages::on_postgres },
    Bench {
        name: "cold-start",
        says: "from the start of the built program, with SIZE cases, to its first page",
        size: Some(MILLION),
        run: start::run,
    },
    Bench {
        name: "page-weight",
        says: "the sign-in page and all it needs, over the wire",
        size: None,
        run: weight::run,
    },
    Bench {
        name: "one-case",
        says: "one case weighed SIZE times, with everything that can be explained of it, beside OpenFisca",
        size: Some(20_000),
        run: work::one_case,
    },
    Bench {
        name: "decisions",
        says: "SIZE decisions as PDF, beside the typst of PyPI",
        size: Some(587),
        run: work::decisions,
    },
    Bench {
        name: "clean-clone",
        says: "from a clone in an empty folder to a demo that ran",
        size: None,
        run: clone::run,
    },
];

pub(crate) fn run(place: &Place, words: &[String]) -> Result<(), Failure> {
    let (name, size) = match words {
        [] => {
            list();
            return Ok(());
        }
        [name] => (name, None),
        [name, size] => (name, Some(size)),
        [..] => return Err(Failure::Usage("cargo xtask bench NAME [SIZE]".to_owned())),
    };
    let order = BENCHES.map(|bench| bench.name);
    let bench = BENCHES.iter().find(|bench| bench.name == name);
    let bench =
        bench.ok_or_else(|| Failure::Usage(format!("there is no bench {name}; there are {}", order.join(", "))))?;
    let size = match (bench.size, size) {
        (Some(usual), None) => usual,
        (Some(_), Some(text)) => text.parse().map_err(|_| Failure::Usage(format!("{text} is no size")))?,
        (None, None) => 0,
        (None, Some(_)) => return Err(Failure::Usage(format!("{name} has no size"))),
    };
    let rows = (bench.run)(place, size)?;
    report::keep(place, bench.name, &order, &rows)
}

fn list() {
    for bench in &BENCHES {
        let size = bench.size.map_or_else(String::new, |size| format!(" [{size}]"));
        say::line(&format!("cargo xtask bench {}{size}\n    {}", bench.name, bench.says));
    }
}
