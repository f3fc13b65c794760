#![allow(warnings)]
#[path = "../tests/support/mod.rs"]
mod support;
use kernel::cell::RawCell;
use support::*;
#[tokio::main]
async fn main() {
    let json: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string("/tmp/scratch/six.json").unwrap()).unwrap();
    let exp: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(std::env::args().nth(1).unwrap_or("/work/shared/data/registers/expected.json".into()))
            .unwrap(),
    )
    .unwrap();
    let files: Vec<Sent> = json
        .as_object()
        .unwrap()
        .iter()
        .map(|(file, sheets)| Sent {
            name: file.clone(),
            sheets: sheets
                .as_array()
                .unwrap()
                .iter()
                .map(|s| {
                    (
                        s["name"].as_str().unwrap().to_owned(),
                        s["rows"]
                            .as_array()
                            .unwrap()
                            .iter()
                            .map(|r| {
                                r.as_array()
                                    .unwrap()
                                    .iter()
                                    .map(|c| match c {
                                        serde_json::Value::Null => RawCell::Empty,
                                        serde_json::Value::String(s) => RawCell::text(s.clone()),
                                        serde_json::Value::Object(o) if o.contains_key("d") => {
                                            RawCell::Date(o["d"].as_str().unwrap().parse().unwrap())
                                        }
                                        serde_json::Value::Object(o) => {
                                            RawCell::Number { text: o["n"].as_str().unwrap().into() }
                                        }
                                        _ => unreachable!(),
                                    })
                                    .collect()
                            })
                            .collect(),
                    )
                })
                .collect(),
        })
        .collect();
    let dir = tempfile::tempdir().unwrap();
    let t = std::time::Instant::now();
    let county = county(dir, &files, exp["on"].as_str().unwrap().parse().unwrap()).await;
    println!("took {:?}", t.elapsed());
    for (f, r) in files.iter().zip(&county.received) {
        let e = &exp["files"][&f.name[..2]];
        println!("{} read {} rep {} kept {} want {e} bad {:?}", f.name, r.read, r.repeated, r.kept, r.bad);
    }
    let mut want = std::collections::BTreeMap::new();
    for r in exp["must_have_lead"].as_array().unwrap() {
        want.insert(r["row"].as_u64().unwrap() as u32, "lead".to_owned());
    }
    for r in exp["must_not_have_lead"].as_array().unwrap() {
        want.insert(r["row"].as_u64().unwrap() as u32, format!("none {}", r["why"].as_str().unwrap()));
    }
    for r in exp["must_ask"].as_array().unwrap() {
        want.insert(r["row"].as_u64().unwrap() as u32, format!("ask {}", r["why"].as_str().unwrap()));
    }
    let got: std::collections::BTreeMap<u32, String> = findings(&county.outcomes).into_iter().collect();
    println!("{} outcomes, {} wanted", county.outcomes.len(), want.len());
    for (row, w) in &want {
        let g = got.get(row).cloned().unwrap_or("MISSING".into());
        if g.trim_end_matches(" to-confirm") != w {
            println!("DIFF {row}: want {w} got {g}");
        } else if g.contains("confirm") {
            println!("{row} {g}");
        }
    }
    for o in county.outcomes.iter().take(3) {
        println!("{o:?}");
    }
    let mut k = std::collections::BTreeMap::new();
    for o in &county.outcomes {
        *k.entry((format!("{:?}", o.weighed.colour), o.weighed.score)).or_insert(0) += 1;
    }
    println!("{k:?}");
}
