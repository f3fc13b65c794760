//! Two records that are one person, a person who was helped elsewhere, a person who is erased: through the use cases.

use std::collections::BTreeMap;

use crate::support::{DAY, Lists, code, list, typed};
use app::cases::{EarlierLine, GrantedBy, NewCase, StepForm, Tab, TabPart, TakeStep, WindowCase};
use app::leads::{JudgeLead, Judgement};
use app::people::{Erasing, PairSaid, PersonPage, SayPair};
use app::{Asker, Error, Once};
use domain::access::action::ImportRegisters;
use domain::access::permit;
use domain::leads::{Finding, Lead, Verdict};
use intake::registers::Upload;
use kernel::id::{CaseId, CaseTypeId, FactName, PersonId, StepId, VariantId};
use kernel::{Fen, Label, Sex};
use law::facts::{Known, Origin, Value};
use store::Lookup;
use testkit::{House, on_both, on_sqlite};

/// Whose number a spreadsheet rounded; a list of the disabled has it whole.
const UNSURE: &str = "某检刑诉〔2024〕2号";
/// Whom a court helped already.
const HELPED: (&str, &str) = ("990106197509090032", "某检刑诉〔2024〕5号");

async fn house_with_lists(house: &House) -> Asker {
    let analyst = house.asker("analyst", DAY).await;
    Lists::take_in(house, &analyst).await;
    house.app.intake().screen(analyst.today, analyst.now).await.expect("screened");
    house.asker("assistance-officer", DAY).await
}

async fn lead(house: &House, harm: &str) -> Lead {
    let all = house.app.store().leads_known(&CaseTypeId::from("judicial-assistance")).await.expect("leads");
    all.into_values().find(|lead| lead.found.harm_case == harm).expect("a lead")
}

/// The lead to confirm, the person it is about and whom they may be.
async fn unsure(house: &House) -> (Lead, PersonId, PersonId) {
    let lead = lead(house, UNSURE).await;
    let Finding::ToConfirm { candidate } = lead.found.finding else { panic!("{:?}", lead.found.finding) };
    let person = lead.found.person;
    (lead, person, candidate)
}

async fn person(house: &House, asker: &Asker, id: PersonId) -> PersonPage {
    house.app.person(asker, id).await.expect("in reach")
}

fn once(key: &str) -> Once {
    Once(key.to_owned())
}

fn verdict(lead: &Lead, judgement: Judgement, reason: &str, key: &str) -> JudgeLead {
    JudgeLead { lead: lead.id, version: lead.version, judgement, reason: reason.to_owned(), once: once(key) }
}

async fn say(house: &House, asker: &Asker, of: PersonId, said: PairSaid) -> SayPair {
    let pair = person(house, asker, of).await.pairs.remove(0);
    let reason = "看过两人的身份证".to_owned();
    SayPair { link: pair.link, seen: pair.seen, said, reason, once: once("1") }
}

async fn open_case(house: &House, asker: &Asker, (person, harm): (PersonId, &str)) -> CaseId {
    let origin = Origin { kind: "form".to_owned(), note: String::new(), on: None };
    let known = |text: &str| Known { value: Value::Text(text.to_owned()), origin: origin.clone() };
    let facts = [("original_case_number", known(harm)), ("full_name", known("李伟"))];
    let new = NewCase {
        case_type: CaseTypeId::from("judicial-assistance"),
        variant: VariantId::from("procuratorate"),
        person,
        lead: None,
        facts: facts.into_iter().map(|(name, known)| (FactName::from(name), known)).collect(),
    };
    house.app.open_case(asker, new, &once(&format!("{person}"))).await.expect("opened")
}

#[test]
fn the_same_person_on_a_lead_joins_two_records_and_the_next_screening_is_sure() {
    on_both(async |house| {
        let officer = house_with_lists(&house).await;
        let (lead_before, gone, kept) = unsure(&house).await;
        let page = house.app.lead(&officer, lead_before.id).await.expect("the lead");
        let pair = page.candidate.expect("side by side");
        assert_eq!((pair.one, pair.other, pair.may_say), (gone, kept, true));
        let same = || Judgement::Other(Verdict::SamePerson);
        let judge = |reason: &'static str, key: &'static str| {
            let (app, officer) = (house.app.clone(), officer.clone());
            let wanted = verdict(&lead_before, same(), reason, key);
            async move { app.judge_lead(&officer, &wanted).await }
        };
        assert_eq!(code(&judge("", "0").await.expect_err("no reason")), "reason: required");
        for _ in 0..2 {
            judge("看过身份证", "1").await.expect("the same form is the same act");
        }
        house.app.work(officer.now).await.expect("screened by a job");
        let after = lead(&house, UNSURE).await;
        assert_eq!((after.id, after.found.finding, after.verdict), (lead_before.id, Finding::Sure, None));
        let page = person(&house, &officer, gone).await;
        assert_eq!((page.row.id, page.pairs.len(), page.joined.len()), (kept, 0, 1));
        assert_eq!((page.registers.len(), page.leads.len()), (4, 1), "the rows of both, and the lead");
        let merges = |entries: Vec<store::Entry>| entries.iter().filter(|entry| entry.kind == "merged").count();
        let all = house.app.store().read_after(kernel::id::EntryId(0), 10_000).await.expect("the journal");
        assert_eq!(merges(all), 1);
    });
}

#[test]
fn of_two_officers_at_once_one_judges_the_pair_and_the_other_is_told() {
    on_both(async |house| {
        let officer = house_with_lists(&house).await;
        let (_, gone, _) = unsure(&house).await;
        let same = say(&house, &officer, gone, PairSaid::Same).await;
        let two = SayPair { said: PairSaid::Different, once: once("2"), ..same.clone() };
        let (one, other) = tokio::join!(house.app.say_pair(&officer, &same), house.app.say_pair(&officer, &two));
        let refused: Vec<Error> = [one.map(drop), other.map(drop)].into_iter().filter_map(Result::err).collect();
        assert!(matches!(refused[..], [Error::Changed]), "{refused:?}");
    });
}

#[test]
fn two_people_stay_two_and_are_not_proposed_again() {
    on_both(async |house| {
        let officer = house_with_lists(&house).await;
        let (_, one, other) = unsure(&house).await;
        let said = say(&house, &officer, one, PairSaid::Different).await;
        let joined = house.app.say_pair(&officer, &said).await.expect("judged");
        assert!(joined.twice.is_empty());
        for id in [one, other] {
            assert_eq!(person(&house, &officer, id).await.pairs, []);
        }
        house.app.work(officer.now).await.expect("screened by a job");
        let after = lead(&house, UNSURE).await;
        assert!(!matches!(after.found.finding, Finding::ToConfirm { .. }), "{:?}", after.found.finding);
    });
}

#[test]
fn cases_that_two_records_have_open_at_once_are_told_and_a_merge_is_undone() {
    on_both(async |house| {
        let officer = house_with_lists(&house).await;
        let (_, gone, kept) = unsure(&house).await;
        let cases = [open_case(&house, &officer, (gone, "甲")).await, open_case(&house, &officer, (kept, "乙")).await];
        let said = say(&house, &officer, gone, PairSaid::Same).await;
        let joined = house.app.say_pair(&officer, &said).await.expect("joined");
        assert_eq!((joined.person, joined.twice.open_cases.as_slice()), (kept, cases.as_slice()));
        let page = person(&house, &officer, kept).await;
        assert_eq!((page.cases.len(), page.twice), (2, joined.twice));

        let part = |why: &'static str, key: &'static str| {
            let (app, officer) = (house.app.clone(), officer.clone());
            async move { app.part_person(&officer, gone, why, &once(key)).await }
        };
        assert_eq!(code(&part("x", "0").await.expect_err("no reason")), "reason: reason-too-short");
        for _ in 0..2 {
            part("是双胞胎", "1").await.expect("the same form is the same act");
        }
        let again = part("再来一次", "2").await;
        assert!(matches!(again, Err(Error::Changed)), "{again:?}");
        let page = person(&house, &officer, gone).await;
        assert_eq!((page.row.id, page.cases.len(), page.pairs.len()), (gone, 1, 0), "and it is not asked again");
        assert_eq!(person(&house, &officer, kept).await.cases.len(), 1);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_join_people_may_not_and_a_person_out_of_reach_is_not_there() {
    let (house, _folder) = on_sqlite().await;
    let officer = house_with_lists(&house).await;
    let (lead, gone, _) = unsure(&house).await;
    let said = say(&house, &officer, gone, PairSaid::Same).await;
    let clerk = house.asker("intake-clerk", DAY).await;
    assert_eq!(code(&house.app.say_pair(&clerk, &said).await.expect_err("not theirs to say")), "ACC-001");
    let analyst = house.asker("analyst", DAY).await;
    let (pairs, next) = house.app.open_pairs(&analyst, None).await.expect("the desk");
    assert_eq!((pairs.iter().map(|pair| pair.link).collect::<Vec<_>>(), next), (vec![said.link], None));
    let elsewhere = house.of(&house.town.elsewhere[0], "assistance-officer", DAY).await;
    assert_eq!(house.app.open_pairs(&elsewhere, None).await.expect("their own desk").0, []);
    let refused = house.app.say_pair(&elsewhere, &said).await;
    assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    let same = verdict(&lead, Judgement::Other(Verdict::SamePerson), "看过身份证", "1");
    let refused = house.app.judge_lead(&elsewhere, &same).await;
    assert!(matches!(refused, Err(Error::NotFound)));
}

async fn helped(house: &House, asker: &Asker) -> PersonId {
    let leave = permit::<ImportRegisters>(&asker.actor).expect("the officer's");
    let found = house.app.store().find_people(&leave, &[Lookup::CitizenId(HELPED.0)]).await.expect("looked up");
    found[0][0]
}

async fn take(
    house: &House,
    asker: &Asker,
    case: CaseId,
    (step, fields): (&str, &[(&str, &str)]),
) -> Result<(), Error> {
    let form = house.app.step_form(asker, (case, &StepId::from(step)), None).await.expect("the form");
    let (version, once) = (form.head.version, once(&format!("{step}{}", fields.len())));
    let wanted = TakeStep { case, step: StepId::from(step), version, typed: typed(fields), once };
    house.app.take_step(asker, &wanted).await.map(drop)
}

#[test]
fn help_that_another_organ_gave_is_an_earlier_award_with_its_row() {
    on_both(async |house| {
        let officer = house_with_lists(&house).await;
        let case = open_case(&house, &officer, (helped(&house, &officer).await, HELPED.1)).await;
        let asked = [
            ("full_name", "李伟"),
            ("harm_kind", "crime"),
            ("injury", "serious"),
            ("urgent_treatment", "yes"),
            ("can_pay_treatment", "no"),
            ("advance_amount", "3000"),
            ("advance_reason", "需立即手术"),
            ("payee_name", "李伟"),
            ("payee_bank", "某银行"),
            ("payee_account", "6200000000000001"),
        ];
        take(&house, &officer, case, ("ask-advance", &asked)).await.expect("asked");
        let deputy = house.asker("deputy-chief", DAY).await;
        let form =
            house.app.step_form(&deputy, (case, &StepId::from("approve-advance")), None).await.expect("the form");
        let [EarlierLine { harm_case, amount, on, by: GrantedBy::Row { organ, place, .. }, .. }] = &form.earlier[..]
        else {
            panic!("{:?}", form.earlier)
        };
        let why =
            |form: &StepForm| form.fields.iter().map(|own| (own.name.to_string(), own.required)).collect::<Vec<_>>();
        assert_eq!(why(&form), [("override_reason".to_owned(), true)], "the reason is asked for, and needed");
        let other = house.at_window(&officer, "other").await;
        let alone =
            house.app.step_form(&deputy, (other, &StepId::from("approve-advance")), None).await.expect("a form");
        assert_eq!(why(&alone), [], "and not where nothing was granted before");
        let told = (harm_case.as_deref(), *amount, on.map(|on| on.to_string()), organ.as_deref(), place.as_str());
        let day = Some("2024-05-20".to_owned());
        assert_eq!(told, (Some(HELPED.1), Some(Fen(2_000_000)), day, Some("某某县人民法院"), "grants.csv · 2"));
        let refused = take(&house, &deputy, case, ("approve-advance", &[])).await.expect_err("already helped");
        assert_eq!(code(&refused), "override_reason: already-helped");
        take(&house, &deputy, case, ("approve-advance", &[("override_reason", "伤情加重")]))
            .await
            .expect("with a reason");
    });
}

#[test]
fn an_erased_person_is_gone_with_every_record_and_never_while_a_case_is_open() {
    on_both(async |house| {
        let officer = house_with_lists(&house).await;
        let (_, gone, kept) = unsure(&house).await;
        let said = say(&house, &officer, gone, PairSaid::Same).await;
        house.app.say_pair(&officer, &said).await.expect("joined");
        house.app.work(officer.now).await.expect("screened by a job");
        let deputy = house.asker("deputy-chief", DAY).await;
        let erasing = |read| Erasing { read, reason: "本人要求，保管期满".to_owned(), once: once("1") };
        let refused = house.app.erase_person(&officer, kept, &erasing(true)).await;
        assert_eq!(code(&refused.expect_err("not theirs to do")), "ACC-001");
        let refused = house.app.erase_person(&deputy, kept, &erasing(false)).await;
        assert_eq!(code(&refused.expect_err("not read")), "read: required");
        let told = house.app.erase_page(&deputy, gone).await.expect("what it means").erasure;
        assert_eq!((told.records, told.rows, told.leads.len(), told.open_cases), (2, 4, 1, 0));

        let other = helped(&house, &officer).await;
        open_case(&house, &officer, (other, HELPED.1)).await;
        let refused = house.app.erase_person(&deputy, other, &erasing(true)).await;
        assert_eq!(code(&refused.expect_err("a case is open")), "PPL-003");

        for _ in 0..2 {
            house.app.erase_person(&deputy, kept, &erasing(true)).await.expect("the same form is the same act");
        }
        house.app.work(officer.now).await.expect("screened by a job");
        let page = person(&house, &deputy, gone).await;
        assert_eq!((page.erased, page.row.who.text.as_str(), page.row.birth_year), (true, "", None));
        let ground = Verdict::Withdrawn { ground: "erased".to_owned() };
        assert_eq!(lead(&house, UNSURE).await.verdict, Some(ground));
        let proof = house.app.verify().await.expect("proved");
        assert!(proof.is_sound(), "{proof:?}");
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_of_a_step_stand_nowhere_in_the_open() {
    let (house, folder) = on_sqlite().await;
    let officer = house_with_lists(&house).await;
    let case = open_case(&house, &officer, (helped(&house, &officer).await, HELPED.1)).await;
    let words: BTreeMap<&str, &str> =
        BTreeMap::from([("linked_number", "某民支〔2024〕9号"), ("linked_what", "与同案被害人吴某的支持起诉")]);
    let fields: Vec<(&str, &str)> = words.iter().map(|(name, text)| (*name, *text)).collect();
    take(&house, &officer, case, ("link", &fields)).await.expect("linked");
    house.app.store().clone().close().await.expect("closed");
    let bytes = std::fs::read(folder.path().join("rain.sqlite")).expect("the file");
    let stands = |text: &str| bytes.windows(text.len()).any(|some| some == text.as_bytes());
    assert!(stands("某民支〔2024〕9号"), "the number of a case is the office's");
    assert!(!stands("吴某"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_shows_the_sex_the_registers_and_the_household_that_lists_say() {
    let (house, _folder) = on_sqlite().await;
    let analyst = house.asker("analyst", DAY).await;
    let path = house.folder.join("low.csv");
    let lines = "D77,何桂英,99010119520120002X,户主,低保\nD77,周堃,99010919490302002X,配偶,低保";
    std::fs::write(&path, format!("户号,姓名,身份证号,与户主关系,救助类别\n{lines}\n")).expect("room for a file");
    let upload = Upload { path, name: "低保名单.csv".to_owned(), ..list("low-income.csv") };
    house.app.intake().import_file(&analyst, upload).await.expect("taken in");
    let officer = house.asker("assistance-officer", DAY).await;
    let window = WindowCase {
        case_type: CaseTypeId::from("judicial-assistance"),
        variant: VariantId::from("procuratorate"),
        name: "何桂英".to_owned(),
        citizen_id: "99010119520120002X".to_owned(),
        facts: BTreeMap::new(),
    };
    let case = house.app.open_at_window(&officer, &window, &Once("1".to_owned())).await.expect("opened");
    let tab = async |asker: &Asker| {
        let (_, part) = house.app.case_tab(asker, case, Tab::People).await.expect("in reach");
        let TabPart::People(parties, members) = part else { panic!("another tab") };
        (parties, members)
    };
    let labels = |all: &[Label]| all.iter().map(|label| label.zh.clone()).collect::<Vec<_>>();
    let low_income = vec!["低保特困边缘".to_owned()];
    let (parties, members) = tab(&officer).await;
    assert_eq!((parties[0].sex, labels(&parties[0].groups)), (Some(Sex::Female), low_income.clone()));
    let told: Vec<_> = members.iter().map(|own| (own.who.text.as_str(), labels(&own.relations), own.opens)).collect();
    assert_eq!(told, [("周某", vec!["配偶".to_owned()], true)], "who has no part in any case stands there too");
    let page = house.app.person(&officer, parties[0].person).await.expect("in reach");
    assert_eq!((page.row.sex, labels(&page.groups)), (Some(Sex::Female), low_income));
    let (parties, members) = tab(&house.asker("auditor", DAY).await).await;
    let (who, said) = (members[0].who.text.as_str(), members[0].relations.len() + members[0].registers.len());
    assert_eq!((parties[0].sex, parties[0].groups.len(), who, said), (None, 0, "∗∗∗", 0), "below the class personal");
}
