//! Examples of law packs: facts, a day and an area, and what the rules say of them.
use domain::case_types::CaseType;
use domain::cases::decide::regime_of;
use kernel::id::{AreaCode, CaseTypeId};
use law::amount::{Amount, AmountContext, Quantification};
use law::facts::Facts;

use super::compare::{Compare, holding, names};
use super::source::{ExampleText, ExamplesFile, LawThen};
use super::{Outcome, case_type, facts, line};
use crate::case_types::{find, one};
use crate::place::read;
use crate::{Library, PackMistake, Tree, law_packs};

/// Runs the `examples.toml` of every law pack.
pub(super) fn run(library: &Library, tree: &Tree) -> Result<Vec<Outcome>, Vec<PackMistake>> {
    let mut outcomes = vec![];
    for folder in law_packs::folders(tree) {
        let Some((file, text)) = find(tree, &folder, "examples.toml")? else { continue };
        let of_pack = law_packs::pack(tree, &folder)?.case_type;
        let examples: ExamplesFile = read(&file, text).map_err(one)?;
        for example in examples.example {
            let line = Some(line(text, example.span().start));
            let example = example.into_inner();
            let compare = one_example(library, &example, of_pack.as_ref());
            outcomes.push(Outcome { file: file.clone(), line, name: example.name, wrong: compare.wrong });
        }
    }
    Ok(outcomes)
}

fn one_example(library: &Library, example: &ExampleText, of_pack: Option<&CaseTypeId>) -> Compare {
    let mut compare = Compare::default();
    let named = example.case_type.as_ref().or(of_pack);
    let Some(case_type) = named.and_then(|id| case_type(example.variant.as_ref(), library, id)) else {
        compare.differs("case_type", "one that is known, in a variant that it has", "none");
        return compare;
    };
    match facts(&example.given, &case_type.schema) {
        Ok(given) => judge(library, case_type, example, &given, &mut compare),
        Err(what) => compare.differs("given", "facts that are known", &what),
    }
    compare
}

fn judge(library: &Library, case_type: &CaseType, example: &ExampleText, given: &Facts, compare: &mut Compare) {
    let then = &example.then;
    let version = regime_of(case_type, given, example.today);
    compare.text("version", then.version.as_deref(), version.unwrap_or("none"));
    let Some(version) = version else {
        compare.text("standard", then.standard.as_deref(), "none");
        compare.unlooked("no rules are in force", &of_rules(then));
        return compare.unlooked("no rules are in force", &of_amounts(then));
    };
    let assessment = case_type.rules.assess(version, given);
    compare.text("eligible", then.eligible.as_deref(), assessment.result.word());
    compare.list("by", then.by.as_ref(), &holding(&assessment.grounds));
    compare.list("exclusions", then.exclusions.as_ref(), &holding(&assessment.exclusions));
    let flags = case_type.rules.flags(version, given, example.today);
    compare.list("flags", then.flags.as_ref(), &holding(&flags));
    let Some(area) = &example.area else {
        compare.list("to_find_out", then.to_find_out.as_ref(), &names(&assessment.to_find_out));
        compare.unlooked("no area is given", &[("standard", then.standard.is_some())]);
        return compare.unlooked("no area is given", &of_amounts(then));
    };
    let by = case_type.amounts.choose(version, area, example.today);
    compare.text("standard", then.standard.as_deref(), by.map_or("none", Quantification::id));
    let Some(by) = by else {
        compare.unlooked("no standard applies", &[("to_find_out", then.to_find_out.is_some())]);
        return compare.unlooked("no standard applies", &of_amounts(then));
    };
    let context = AmountContext { exception: example.exception.clone(), ..of(area, example) };
    weigh(&by.quantify(given, &library.figures, &context), then, compare);
}

/// What of the wanted hangs on rules in force.
fn of_rules(then: &LawThen) -> [(&'static str, bool); 5] {
    [
        ("eligible", then.eligible.is_some()),
        ("by", then.by.is_some()),
        ("exclusions", then.exclusions.is_some()),
        ("flags", then.flags.is_some()),
        ("to_find_out", then.to_find_out.is_some()),
    ]
}

/// What of the wanted hangs on a standard.
fn of_amounts(then: &LawThen) -> [(&'static str, bool); 6] {
    [
        ("low", then.low.is_some()),
        ("high", then.high.is_some()),
        ("ceiling", then.ceiling.is_some()),
        ("approval", then.approval.is_some()),
        ("demonstration", then.demonstration.is_some()),
        ("missing_figures", then.missing_figures.is_some()),
    ]
}

fn of(area: &AreaCode, example: &ExampleText) -> AmountContext {
    AmountContext::new(area.clone(), example.today)
}

fn weigh(amount: &Amount, then: &LawThen, compare: &mut Compare) {
    compare.money("low", then.low.as_ref(), amount.low);
    compare.money("high", then.high.as_ref(), amount.high);
    compare.money("ceiling", then.ceiling.as_ref(), amount.ceiling);
    compare.plain("demonstration", then.demonstration, &amount.demonstration);
    compare.list("to_find_out", then.to_find_out.as_ref(), &names(&amount.to_find_out));
    let approval = amount.approval.as_ref().map(|own| vec![own.low.to_string(), own.high.to_string()]);
    let wanted = then.approval.as_ref().map(|own| own.join(" to "));
    compare.text("approval", wanted.as_deref(), &approval.map_or_else(|| "open".to_owned(), |own| own.join(" to ")));
    let missing = amount.missing_figures.iter().map(|own| {
        let area = own.area.as_ref().map_or("?", AreaCode::as_str);
        format!("{} {area}", own.statistic)
    });
    compare.list("missing_figures", then.missing_figures.as_ref(), &missing.collect::<Vec<_>>());
}
