//! What is broken in a pack is told with file, line and the word that was meant. Never: a pack that ships broken; each is broken here.

use packs::{Library, Tree};

use super::support::shipped;

const KIND: &str = "case-types/judicial-assistance";

const STEPS: &str = "case-types/judicial-assistance/steps.toml";
const FORM: &str = "case-types/judicial-assistance/form.toml";
const FACTS: &str = "case-types/judicial-assistance/facts.toml";
const DEADLINES: &str = "case-types/judicial-assistance/deadlines.toml";
const LEAD: &str = "screening/judicial-assistance/lead.toml";
const DOCUMENTS: &str = "case-types/judicial-assistance/documents/documents.toml";
const CASE: &str = "case-types/judicial-assistance/case.toml";

/// File, what stands in it, what is written instead, what must be told, and the word that was meant.
const BROKEN: &[(&str, &str, &str, &str, &str)] = &[
    (
        STEPS,
        "id = \"tell\"\n",
        "id = \"tell\"\nonly = [\"procurator\"]\n",
        "no such variant: procurator",
        "procuratorate",
    ),
    (
        "law/national/spp-2021/rules.toml",
        "harm_kind = 'crime' and injury in",
        "harm_knd = 'crime' and injury in",
        "no such fact: harm_knd",
        "harm_kind",
    ),
    (
        "law/national/spp-2021/rules.toml",
        "'severe-disability'",
        "'severe-disabilty'",
        "severe-disabilty",
        "severe-disability",
    ),
    (
        "law/national/spp-2021/rules.toml",
        "version = \"procuratorate-2021\"\nitem = 2",
        "version = \"procuratorate-2020\"\nitem = 2",
        "procuratorate-2020",
        "procuratorate-2021",
    ),
    (
        "law/national/spp-2021/rules.toml",
        "act = \"spp-2021\", article = \"7(2)\"",
        "act = \"spp-20211\", article = \"7(2)\"",
        "the act spp-20211 is cited",
        "spp-2021",
    ),
    (
        "law/provinces/340000/amounts.toml",
        "table = \"anhui_months\"",
        "table = \"anhui_month\"",
        "anhui_month",
        "anhui_months",
    ),
    (
        "law/provinces/340000/amounts.toml",
        "by = \"deputy-chief\"",
        "by = \"deputy-chef\"",
        "no such role: deputy-chef",
        "deputy-chief",
    ),
    (
        "law/provinces/340000/amounts.toml",
        "version = \"procuratorate-2021\"",
        "version = \"procuratorate-2022\"",
        "no rules have version procuratorate-2022",
        "procuratorate-2021",
    ),
    (
        "law/provinces/340000/amounts.toml",
        "compensation_received + other_aid",
        "compensation_received * other_aid",
        "",
        "",
    ),
    (STEPS, "to = \"informed\"", "to = \"imformed\"", "there is no state imformed", ""),
    (
        STEPS,
        "issues = [\"acceptance-notice\"]",
        "issues = [\"acceptence-notice\"]",
        "there is no document acceptence-notice",
        "",
    ),
    (
        STEPS,
        "guard = \"papers_complete\"",
        "guard = \"paper_complete\"",
        "no such fact: paper_complete",
        "papers_complete",
    ),
    (STEPS, "side = true", "sidee = true", "unknown field", ""),
    (FORM, "fact = \"groups\"", "fact = \"group\"", "no such fact: group", "groups"),
    (FORM, "kind = \"citizen-id\"", "kind = \"fen\"", "cannot be asked for so", ""),
    (
        FORM,
        "fact = \"missing_papers_note\", kind = \"long-text\"",
        "fact = \"answered_by\", kind = \"long-text\"",
        "the words of answered_by speak of somebody and would rest in the open",
        "personal",
    ),
    (
        STEPS,
        "reference = \"payment_reference\"",
        "reference = \"handed_to\"",
        "the words of handed_to speak of somebody and would rest in the open",
        "personal",
    ),
    (FACTS, "[fact.full_name]", "[fact.papers]", "papers is a fact of the system's own", ""),
    (FACTS, "[fact.full_name]", "[fact.overdue_rent]", "overdue_rent is a fact of the system's own", ""),
    (FACTS, "[fact.full_name]", "[fact.meets_nobody]", "meets_nobody is a fact of the system's own", ""),
    (
        STEPS,
        "meets_urgent_treatment",
        "meets_urgent_treatmnt",
        "no such fact: meets_urgent_treatmnt",
        "meets_urgent_treatment",
    ),
    (
        "law/national/spp-2021/rules.toml",
        "injury <> 'none' and urgent_treatment",
        "meets_serious_injury and urgent_treatment",
        "no such fact: meets_serious_injury",
        "",
    ),
    (FACTS, "type = \"date\"", "type = \"day\"", "unknown variant", ""),
    (DEADLINES, "owner = \"assistance-officer\"", "owner = \"assistant\"", "there is no role assistant", ""),
    (DEADLINES, "length = \"5 working-days\"", "length = \"5 workdays\"", "", ""),
    (
        CASE,
        "harm_case  = \"original_case_number\"",
        "harm_case  = \"original_number\"",
        "no such fact: original_number",
        "",
    ),
    (DEADLINES, "start = \"accepted_on\"", "start = \"acepted_on\"", "no such fact: acepted_on", "accepted_on"),
    (DEADLINES, "start = \"accepted_on\"", "start = \"cause\"", "cause is of type text, and date is wanted here", ""),
    (DEADLINES, "id = \"notify-collection\"", "id = \"decide\"", "clock decide: stands twice", ""),
    (CASE, "regime_day = \"applied_on\"", "regime_day = \"cause\"", "cause is of type text, and date is wanted", ""),
    (
        CASE,
        "harm_case  = \"original_case_number\"",
        "harm_case  = \"harm_kind\"",
        "harm_kind is of type choice, and text is wanted",
        "",
    ),
    (STEPS, "proposed = \"amount_to_grant\"", "proposed = \"opinion\"", "opinion is of type text, and fen is", ""),
    (STEPS, "on = \"paid_on\"", "on = \"cause\"", "step advance-arrived: cause is of type text", ""),
    (STEPS, "dated_by = \"applied_on\"", "dated_by = \"cause\"", "step apply: cause is of type text", ""),
    (STEPS, "id = \"withdraw\"", "id = \"transfer\"", "step transfer: stands twice", ""),
    (STEPS, "id = \"withdrawn\"", "id = \"refused\"", "state refused: stands twice", ""),
    (
        STEPS,
        "effects = [{ do = \"close\" }]",
        "effects = []",
        "step deem-abandoned: it leads to an end and does not close the case",
        "",
    ),
    (
        STEPS,
        "effects = [{ do = \"take-charge\" }]",
        "effects = [{ do = \"close\" }]",
        "step tell: it closes the case and does not lead to an end",
        "",
    ),
    (
        STEPS,
        "calls = [\"approve\", \"return\"]",
        "calls = [\"approve\", \"approve-refusal\", \"return\"]",
        "step propose: it calls approve-refusal, which cannot be taken in proposed",
        "",
    ),
    (STEPS, "after = \"3 months\", source", "after = \"3 months\", sources", "unknown field", ""),
    (STEPS, "after = \"3 months\"", "after = \"60 working-days\"", "a visit is planned in days, months or years", ""),
    (FORM, "id = \"identity\"", "id = \"application\"", "paper application: stands twice", ""),
    (
        "law/national/spp-2021/rules.toml",
        "from = 2021-12-31",
        "from = 2021-12-31\nday = \"decided\"",
        "unknown field",
        "",
    ),
    (DOCUMENTS, "id = \"refusal\"", "id = \"decision\"", "document decision: stands twice", ""),
    (DOCUMENTS, "检司救受〔{year}〕{seq}号", "检司救受〔{year}〕号", "its number needs {year} and {seq}", ""),
    (LEAD, "id = \"heavy_loss\"", "id = \"injury\"", "injury is a fact already: a value may not take its name", ""),
    (
        LEAD,
        "[[value]]\nid = \"heavy_loss\"",
        "[[value]]\nid = \"heavy_loss\"\nlabel = { zh = \"A\", en = \"A\" }\nfrom = 2010-01-01\nfen = 1\nsource = { act = \"spc-spp-2011-7\", article = \"1\", confidence = \"I\" }\n\n[[value]]\nid = \"heavy_loss\"",
        "heavy_loss has two values on one day",
        "until",
    ),
    ("registers/crim_person/register.toml", "\"女\", \"女性\"", "\"女\", \"（男）\"", "stands for two choices", ""),
    (
        "access/roles.toml",
        "incompatible = [\"deputy-chief\"",
        "incompatible = [\"deputy-chef\"",
        "no such role: deputy-chef",
        "deputy-chief",
    ),
];

/// The packs that ship, with `from` written as `to` in `file`; and the line on which it stood.
fn broken(file: &str, from: &str, to: &str) -> (Tree, usize) {
    let tree = shipped();
    let text = tree.text(file).expect("text").expect("the file is there").to_owned();
    let place = text.find(from).unwrap_or_else(|| panic!("{from} is not in {file}"));
    let line = text.get(..place).expect("a place").matches('\n').count().saturating_add(1);
    let changed = text.replacen(from, to, 1);
    let over: Tree = std::iter::once((file.to_owned(), changed.into_bytes())).collect();
    (tree.overlaid(over), line)
}

#[test]
fn what_is_wrong_in_a_pack_is_told_with_file_line_and_the_word_that_was_meant() {
    for (file, from, to, what, hint) in BROKEN {
        let (tree, line) = broken(file, from, to);
        let mistakes = Library::load(&tree).expect_err("the packs are broken");
        let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        let found = mistakes
            .iter()
            .find(|own| own.file == *file && own.what.contains(what))
            .unwrap_or_else(|| panic!("{to}: {told:#?}"));
        assert!(found.line.is_some_and(|told| told.abs_diff(line) <= 15), "{to}: line {line} was wanted: {told:#?}");
        assert!(hint.is_empty() || found.hint.as_ref().is_some_and(|own| own.contains(hint)), "{to}: {told:#?}");
    }
}

#[test]
fn a_state_without_a_way_out_does_not_load() {
    let (tree, _) = broken(
        &format!("{KIND}/steps.toml"),
        "from = [\"refusal-proposed\"]\nto = \"refused\"",
        "from = [\"proposed\"]\nto = \"refused\"",
    );
    let (stuck, _) =
        broken(&format!("{KIND}/steps.toml"), "from = [\"proposed\", \"refusal-proposed\"]", "from = [\"proposed\"]");
    let over: Tree = [&tree, &stuck]
        .iter()
        .map(|tree| tree.text(&format!("{KIND}/steps.toml")).expect("text").expect("there").to_owned())
        .take(1)
        .map(|text| {
            (
                format!("{KIND}/steps.toml"),
                text.replacen("from = [\"proposed\", \"refusal-proposed\"]", "from = [\"proposed\"]", 1)
                    .replace(
                        "from = [\"refusal-proposed\"]\nto = \"recovering\"",
                        "from = [\"proposed\"]\nto = \"recovering\"",
                    )
                    .into_bytes(),
            )
        })
        .collect();
    let mistakes = Library::load(&tree.overlaid(over)).expect_err("refusal-proposed has no way out");
    assert!(
        mistakes
            .iter()
            .any(|own| own.what.contains("state refusal-proposed") && own.what.contains("no way leads from here")),
        "{mistakes:#?}"
    );
}

#[test]
fn a_missing_template_and_a_missing_file_are_named() {
    let tree = shipped();
    let without = |gone: &str| -> Tree {
        tree.under("")
            .filter(|path| *path != gone)
            .map(|path| (path.to_owned(), tree.get(path).expect("there").to_vec()))
            .collect()
    };
    for gone in [
        format!("{KIND}/documents/decision.typ"),
        format!("{KIND}/form.toml"),
        "law/national/spp-2021/pack.toml".to_owned(),
    ] {
        let mistakes = Library::load(&without(&gone)).expect_err("something is missing");
        assert!(mistakes.iter().any(|own| own.to_string().contains(&gone)), "{gone}: {mistakes:#?}");
    }
}

#[test]
fn a_lead_rule_has_the_name_of_its_folder() {
    let (tree, _) = broken(LEAD, "id = \"judicial-assistance\"", "id = \"judicial-help\"");
    let mistakes = Library::load(&tree).expect_err("the rule has another name");
    assert!(mistakes.iter().any(|own| own.what.contains("its id is judicial-help")), "{mistakes:#?}");
}
