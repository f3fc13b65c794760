//! Prints many decisions, each with its own name and number: `cargo run -p documents --example decisions -- HOW_MANY [FOLDER]`.
//! Prints one line of JSON: how many, milliseconds of CPU, bytes. With a folder it leaves there what a peer prints of the same.
//!
//! Never: part of the product; it is the body of `cargo xtask bench decisions`.
#![expect(clippy::print_stdout, reason = "printing is all it does")]
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use documents::press::{CASE, GB9704};
use documents::{Job, Press};
use jiff::civil::date;
use kernel::label::Language;
use serde_json::{Value, json};

type Answer<T> = Result<T, Box<dyn Error>>;

/// What a template gets of its job.
const MAIN: &str = r#"#let about = json("/data.json").document
#set document(title: about.title, date: datetime(year: 2024, month: 7, day: 5))
#set text(lang: "zh", region: "cn")
#include "/decision.typ"
"#;

fn main() -> Answer<()> {
    let many: u32 = std::env::args().nth(1).map_or(Ok(587), |text| text.parse())?;
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here.join("../../packs/case-types/judicial-assistance/documents");
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "typ") {
            let name = path.file_name().ok_or("no name")?.to_string_lossy().into_owned();
            files.insert(name, fs::read(&path)?);
        }
    }
    let template = String::from_utf8(files.get("decision.typ").ok_or("no decision")?.clone())?;
    let mut data: Value = serde_json::from_str(include_str!("../tests/letters/assistance.json"))?;
    let papers: Value = serde_json::from_str(include_str!("../tests/letters/papers.json"))?;
    let decision = papers["documents"].as_array().and_then(|all| all.last()).ok_or("no decision")?;
    data["document"]["title"] = decision["title"].clone();
    data["document"]["number"] = decision["number"].clone();
    if let Some(out) = std::env::args().nth(2) {
        leave(&PathBuf::from(out), &files, &data, many)?;
    }
    let press = Press::new(&[here.join("../../fonts")])?;
    let (mut bytes, mut pages) = (0_usize, 0_u32);
    for n in 0..many {
        let data = of(&data, n);
        let (title, language) = (data["document"]["title"].as_str().unwrap_or_default(), Language::Chinese);
        let job = Job { template: &template, files: &files, data: &data, title, language, made_on: date(2024, 7, 5) };
        let printed = press.print(&job)?;
        bytes = bytes.saturating_add(printed.pdf.len());
        pages = pages.saturating_add(printed.pages);
    }
    println!("{{\"documents\":{many},\"milliseconds\":{},\"bytes\":{bytes},\"pages\":{pages}}}", cpu()?);
    Ok(())
}

/// The decision of another person.
fn of(data: &Value, n: u32) -> Value {
    let mut data = data.clone();
    let number = data["document"]["number"].as_str().unwrap_or_default().replace('7', &n.saturating_add(1).to_string());
    data["document"]["number"] = json!(number);
    let name = data["facts"]["full_name"]["value"].as_str().unwrap_or_default().to_owned();
    data["facts"]["full_name"]["value"] = json!(format!("{name}{n}"));
    data["facts"]["citizen_id"]["value"] = json!(format!("9901011987{n:08}"));
    data
}

/// The same work as files, for another program.
fn leave(out: &Path, files: &BTreeMap<String, Vec<u8>>, data: &Value, many: u32) -> Answer<()> {
    fs::create_dir_all(out.join("data"))?;
    for (name, bytes) in files {
        fs::write(out.join(name), bytes)?;
    }
    fs::write(out.join("gb9704.typ"), GB9704)?;
    fs::write(out.join("case.typ"), CASE)?;
    fs::write(out.join("main.typ"), MAIN)?;
    for n in 0..many {
        fs::write(out.join(format!("data/{n}.json")), of(data, n).to_string())?;
    }
    Ok(())
}

/// Milliseconds that this process computed, of a Linux kernel's count in 1/100 s.
fn cpu() -> Answer<u64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let (_, after) = stat.rsplit_once(')').ok_or("no such line")?;
    let ticks = |place: usize| -> Answer<u64> { Ok(after.split_whitespace().nth(place).ok_or("too short")?.parse()?) };
    Ok(ticks(11)?.saturating_add(ticks(12)?).saturating_mul(10))
}
