//! A county in a few sheets: read by the packs, linked, written as tables, screened. What an import does, without a database.
#![expect(clippy::arithmetic_side_effects, reason = "counts of a few rows")]
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use analysis::{AnalysisRow, Limits, Links, Live, Outcome, Tables, household_code, screen, write_batch, write_links};
use jiff::civil::Date;
use kernel::PartialId;
use kernel::cell::RawCell;
use kernel::id::{BatchId, PersonId, RegisterId};
use linkage::{Record, link};
use packs::registers::{BadCell, Reader, Registers, RowKind, RowOut, SheetPreview, guess};
use packs::screening::{Finding, LeadRule};

/// The cells of a sheet, with its name.
pub(crate) type Sheet = (String, Vec<Vec<RawCell>>);

/// A file that an agency sent.
pub(crate) struct Sent {
    pub(crate) name: String,
    pub(crate) sheets: Vec<Sheet>,
}

/// A file whose cells are text, separated by commas.
pub(crate) fn csv(name: &str, text: &str) -> Sent {
    let rows = text.trim().lines().map(|line| line.trim().split(',').map(RawCell::text).collect()).collect();
    Sent { name: name.to_owned(), sheets: vec![(String::new(), rows)] }
}

/// How a file was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Received {
    pub(crate) read: usize,
    pub(crate) repeated: usize,
    pub(crate) kept: usize,
    pub(crate) bad: Vec<BadCell>,
}

pub(crate) struct County {
    pub(crate) received: Vec<Received>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) tables: Tables,
    /// The files of the tables, for as long as they are asked.
    #[expect(dead_code, reason = "it is held, not read")]
    pub(crate) folder: tempfile::TempDir,
}

pub(crate) fn registers() -> Registers {
    let files = packs_under("registers");
    Registers::parse(&files).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
}

pub(crate) fn rule() -> LeadRule {
    let files = packs_under("screening/judicial-assistance");
    LeadRule::parse(&files).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
}

fn packs_under(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let mut files = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the packs are there") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).expect("below the root").display().to_string();
                files.push((name, fs::read_to_string(&path).expect("text")));
            }
        }
    }
    files.sort();
    files
}

type RowName = (usize, usize, u32);

/// Reads the files, links their rows, writes the tables into `folder` and screens on `today`.
pub(crate) async fn county(folder: tempfile::TempDir, files: &[Sent], today: Date) -> County {
    let dir = folder.path();
    let registers = registers();
    let mut received = Vec::new();
    let mut rows: Vec<(RowName, RowOut)> = Vec::new();
    for (file, sent) in files.iter().enumerate() {
        received.push(receive(&registers, file, sent, &mut rows));
    }
    let (people, candidates) = linked(&registers, &rows);
    let live = write(dir, &registers, &rows, &people);
    let pair = |pair: &linkage::Candidate<RowName>| (people[&pair.a], people[&pair.b]);
    let candidates = candidates.iter().map(pair).collect();
    write_links(dir, &Links { same: Vec::new(), candidates }).expect("links are written");
    let tables = Tables::open(dir, &registers, &live, today, Limits::default()).await.expect("tables open");
    let rule = rule();
    let outcomes = screen(&tables, &rule).await.expect("it is planned").all().await.expect("it runs");
    County { received, outcomes, tables, folder }
}

fn receive(registers: &Registers, file: usize, sent: &Sent, rows: &mut Vec<(RowName, RowOut)>) -> Received {
    let numbered = |rows: &[Vec<RawCell>]| (1..).zip(rows.iter().cloned()).collect::<Vec<(u32, Vec<RawCell>)>>();
    let preview =
        |(name, rows): &Sheet| SheetPreview { name: name.clone(), rows: numbered(&rows[..rows.len().min(40)]) };
    let mapping = guess(registers, &sent.name, &sent.sheets.iter().map(preview).collect::<Vec<_>>());
    let mut reader = Reader::new(registers, &mapping);
    let mut received = Received::default();
    for (at, (name, cells)) in sent.sheets.iter().enumerate() {
        for (number, cells) in numbered(cells) {
            let out = reader.read_row(name, number, &cells);
            match out.kind {
                RowKind::Data | RowKind::Waiting => {
                    received.read += 1;
                    received.kept += 1;
                    received.bad.extend(out.bad.clone());
                    rows.push(((file, at, number), out));
                }
                RowKind::Repeated => {
                    received.read += 1;
                    received.repeated += 1;
                }
                RowKind::Head | RowKind::Blank | RowKind::Note | RowKind::Outside => {}
            }
        }
    }
    received
}

fn linked(
    registers: &Registers,
    rows: &[(RowName, RowOut)],
) -> (BTreeMap<RowName, PersonId>, BTreeSet<linkage::Candidate<RowName>>) {
    let record = |(name, out): &(RowName, RowOut)| {
        let who = &out.identity;
        let once = out.registers.keys().find(|id| registers.get(id.as_str()).is_some_and(|register| register.once));
        Record {
            once: once.cloned(),
            id: who.id,
            partial: who.id_text.as_ref().and_then(|text| PartialId::parse(text.unseal())),
            name: who.name.as_ref().map(|name| name.unseal().clone()),
            birth: who.birth,
            phone: who.phone.as_ref().map(|phone| phone.unseal().clone()),
            case_no: who.case_no.clone(),
            ..Record::new(*name)
        }
    };
    let linked = link(&rows.iter().map(record).collect::<Vec<_>>());
    let leaders: BTreeSet<RowName> = linked.person_of.values().copied().collect();
    let codes: BTreeMap<RowName, PersonId> = leaders.into_iter().zip((1..).map(PersonId)).collect();
    let people = linked.person_of.iter().map(|(row, leader)| (*row, codes[leader])).collect();
    (people, linked.candidates)
}

/// Writes the tables; answers which there are.
fn write(dir: &Path, registers: &Registers, rows: &[(RowName, RowOut)], people: &BTreeMap<RowName, PersonId>) -> Live {
    let mut live = Live::new();
    let files: BTreeSet<usize> = rows.iter().map(|((file, _, _), _)| *file).collect();
    for file in files {
        let of_file = || rows.iter().filter(|((of, _, _), _)| *of == file);
        let ids: BTreeSet<RegisterId> = of_file().flat_map(|(_, out)| out.registers.keys().cloned()).collect();
        let batch = BatchId(i64::try_from(file).expect("small"));
        live.insert(batch, ids.clone());
        for id in ids {
            let register = registers.get(id.as_str()).expect("known");
            let mut writer = write_batch(dir, register, batch).expect("a file");
            for (name, out) in of_file() {
                let Some(values) = out.registers.get(&id) else { continue };
                let who = &out.identity;
                let household =
                    who.household.as_ref().map(|(register, number)| household_code(b"key", register, number));
                let row = AnalysisRow {
                    person: people.get(name).copied().filter(|_| who.names_somebody()),
                    identified: who.id.is_some(),
                    sheet: u16::try_from(name.1).expect("small"),
                    row: name.2,
                    born: who.id.map(|id| id.birth()).or(who.birth),
                    household,
                    values: values.clone(),
                };
                writer.push(&row).expect("written");
            }
            writer.finish().expect("finished");
        }
    }
    live
}

/// The findings as text: `lead`, `none made-good`, `ask identity to-confirm`.
pub(crate) fn findings(outcomes: &[Outcome]) -> Vec<(u32, String)> {
    let text = |outcome: &Outcome| match &outcome.weighed.finding {
        Finding::Lead => "lead".to_owned(),
        Finding::None(code) => format!("none {code}"),
        Finding::Ask(code) => format!("ask {code}{}", if outcome.to_confirm { " to-confirm" } else { "" }),
    };
    outcomes.iter().map(|outcome| (outcome.key.row, text(outcome))).collect()
}

/// Two criteria over facts of a kind of case: one that registers can answer, one that they cannot.
pub(crate) fn criteria() -> (law::facts::FactSchema, law::criteria::RuleSet) {
    criteria_with("injury = 'serious' and hardship_grade in ('ordinary', 'very', 'extreme')")
}

/// The same with another condition for the first.
pub(crate) fn criteria_with(condition: &str) -> (law::facts::FactSchema, law::criteria::RuleSet) {
    let label = "label = { zh = '一', en = 'One' }";
    let facts = ["injury", "harm_kind", "hardship_grade"].map(|name| {
        let words = ["serious", "light", "slight", "none", "death", "crime", "traffic", "ordinary", "very", "extreme"];
        let choices = words.map(|id| format!("{{ id = '{id}', {label} }}")).join(", ");
        format!("[fact.{name}]\ntype = 'choice'\nclass = 'personal'\n{label}\nchoices = [{choices}]\n")
    });
    let others =
        [("urgent_treatment", "truth"), ("compensation_received", "fen"), ("award_owed", "fen"), ("witness", "truth")]
            .map(|(name, ty)| format!("[fact.{name}]\ntype = '{ty}'\nclass = 'personal'\n{label}\n"));
    let schema = toml::from_str(&format!("{}{}", facts.concat(), others.concat())).expect("facts");
    let schema = law::facts::FactSchema::load(schema).expect("they stand");
    let source = "source = { act = 'one', article = '1', confidence = 'I' }";
    let rules = format!(
        "[[regime]]\nid = 'one'\nvariant = 'one'\nact = 'one'\nfrom = '2020-01-01'\n{source}\n\
         [[criterion]]\nid = 'serious-injury'\nversion = 'one'\n{label}\n\
         when = \"{condition}\"\n{source}\n\
         [[criterion]]\nid = 'witness'\nversion = 'one'\n{label}\nwhen = 'witness'\n{source}\n"
    );
    let rules = toml::from_str(&rules).expect("rules");
    (schema.clone(), law::criteria::RuleSet::load(rules, &schema).expect("they stand"))
}
