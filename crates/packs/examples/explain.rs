//! Weighs one case over and over with everything that can be explained of it: `cargo run -p packs --example explain -- TIMES`.
//! Prints one line of JSON: how often, nanoseconds of CPU for one, how many lines the explanation has.
//!
//! Never: part of the product; it is the body of `cargo xtask bench one-case`.
#![expect(clippy::print_stdout, reason = "printing is all it does")]
use std::error::Error;
use std::fs;
use std::path::Path;

use domain::cases::decide::regime_of;
use jiff::civil::date;
use kernel::id::{AreaCode, CaseTypeId};
use law::amount::AmountContext;
use law::facts::{Facts, Origin, Value};
use packs::{Library, Tree};

type Answer<T> = Result<T, Box<dyn Error>>;

fn main() -> Answer<()> {
    let times: u32 = std::env::args().nth(1).map_or(Ok(20_000), |text| text.parse())?;
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let mut files = vec![];
    gather(&packs, &packs, &mut files)?;
    let tree: Tree = files.into_iter().collect();
    let library = Library::load(&tree).map_err(|mistakes| format!("the packs do not load: {mistakes:?}"))?;
    let kind = library.case_types.get(&CaseTypeId::from("judicial-assistance")).ok_or("no such kind of case")?;
    let (case_type, area, day) = (&kind.first, AreaCode::from("340000"), date(2024, 7, 1));
    let facts = facts();
    let version = regime_of(case_type, &facts, day).ok_or("no rules in force")?;
    let standard = case_type.amounts.choose(version, &area, day).ok_or("no standard in force")?;
    let context = AmountContext::new(area.clone(), day);
    let before = cpu()?;
    let mut said: usize = 0;
    for _ in 0..times {
        let assessment = case_type.rules.assess(version, &facts);
        let amount = standard.quantify(&facts, &library.figures, &context);
        // Every ground and exclusion with why, every step of the working: as a page shows them.
        let lines = assessment.grounds.len().saturating_add(assessment.exclusions.len());
        said = lines.saturating_add(amount.working.len());
        std::hint::black_box((assessment, amount));
    }
    let spent = cpu()?.saturating_sub(before);
    let one = spent.checked_div(u64::from(times)).unwrap_or(0);
    println!("{{\"times\":{times},\"nanoseconds\":{one},\"lines\":{said}}}");
    Ok(())
}

/// A victim with a serious injury of whom everything is known.
fn facts() -> Facts {
    let choice = |id: &str| Value::Choice(id.to_owned());
    let (yes, no) = (Value::Truth(true), Value::Truth(false));
    let given = [
        ("applicant_capacity", choice("self")),
        ("applied_on", Value::Date(date(2024, 6, 18))),
        ("harm_kind", choice("crime")),
        ("injury", choice("serious")),
        ("offender", choice("unable-to-pay")),
        ("no_compensation_by_suit", yes.clone()),
        ("urgent_treatment", yes.clone()),
        ("can_pay_treatment", no.clone()),
        ("life_in_danger", no.clone()),
        ("lost_ability_to_work", no.clone()),
        ("depended_on_victim", no.clone()),
        ("heavy_property_loss", no.clone()),
        ("retaliated_against", no.clone()),
        ("other_need", no.clone()),
        ("groups", Value::Choices(["disabled".to_owned()].into())),
        ("hardship_grade", choice("very")),
        ("hardship_caused_by_case", yes),
        ("serious_own_fault", no.clone()),
        ("refuses_to_cooperate", no.clone()),
        ("false_statement", no.clone()),
        ("waived_compensation", no.clone()),
        ("reasonably_compensated", no),
        ("harm_class", choice("serious-injury")),
        ("fault_share", Value::Decimal(rust_decimal::Decimal::new(1, 1))),
        ("compensation_received", Value::Fen(kernel::Fen(1_000_000))),
        ("other_aid", Value::Fen(kernel::Fen(0))),
        ("award_owed", Value::Fen(kernel::Fen(18_632_050))),
    ];
    let mut facts = Facts::new();
    for (name, value) in given {
        facts.state(name.into(), value, Origin::new("form", "bench"));
    }
    facts
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Answer<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            files.push((name, fs::read(&path)?));
        }
    }
    Ok(())
}

/// Nanoseconds that this process computed, of a Linux kernel's count in 1/100 s.
fn cpu() -> Answer<u64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let (_, after) = stat.rsplit_once(')').ok_or("no such line")?;
    let ticks = |place: usize| -> Answer<u64> { Ok(after.split_whitespace().nth(place).ok_or("too short")?.parse()?) };
    Ok(ticks(11)?.saturating_add(ticks(12)?).saturating_mul(10_000_000))
}
