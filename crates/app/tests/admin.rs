//! Administration as sentences about behaviour, on both databases.

use app::Error;
use app::admin::{AccountChange, NewOffice, NewStaff, StaffByCommand};
use app::asking::Once;
use app::cases::{CaseFilter, Export, ExportWords, Format, Names, WindowCase};
use domain::access::action::SeePeople;
use domain::access::permit;
use kernel::id::{AreaCode, CaseTypeId, RoleId, VariantId};
use kernel::{Label, Language};
use testkit::{at, on_both};

const DAY: &str = "2024-07-05";

fn once(key: &str) -> Once {
    Once(key.to_owned())
}

fn code<T: std::fmt::Debug>(answer: Result<T, Error>) -> String {
    match answer {
        Err(Error::Refused(refusal)) => refusal.code.to_string(),
        Err(Error::Mistaken(mistakes)) => {
            mistakes.iter().map(|own| format!("{}:{}", own.field, own.code)).collect::<Vec<_>>().join(" ")
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn a_value_from_memory_is_confirmed_by_name_and_every_page_that_names_its_source_knows() {
    on_both(|house| async move {
        let admin = house.asker("administrator", DAY).await;
        let open = house.app.values(&admin).await.expect("listed");
        let kept = open.iter().find(|line| line.value.kind == "retention").expect("the file's period is from memory");
        assert!(kept.confirmed.is_none());
        let (subject, source) = (kept.value.subject.clone(), kept.value.source.clone());
        assert_eq!(code(house.app.confirm_value(&admin, &subject, " ", &once("a")).await), "note:reason-too-short");
        let unknown = house.app.confirm_value(&admin, "no such value", "read it", &once("b")).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
        let officer = house.asker("assistance-officer", DAY).await;
        assert_eq!(code(house.app.confirm_value(&officer, &subject, "read it", &once("c")).await), "ACC-001");
        house.app.confirm_value(&admin, &subject, "the text of 2016, annex", &once("d")).await.expect("confirmed");
        let known = house.app.confirmations(&officer).await.expect("read");
        let confirmed = known.of(&source).expect("confirmed");
        assert_eq!((confirmed.on.to_string().as_str(), confirmed.note.as_str()), (DAY, "the text of 2016, annex"));
        let told = house.app.journal(&admin, None).await.expect("read");
        assert!(told.iter().any(|line| line.what.en == "packs · confirmed"), "{told:?}");
        house.app.take_confirmation_back(&admin, &subject, &once("e")).await.expect("taken back");
        assert!(house.app.confirmations(&officer).await.expect("read").of(&source).is_none());
    });
}

#[test]
fn a_given_password_holds_until_its_owner_chooses_one_and_an_administrator_always_remains() {
    on_both(|house| async move {
        let admin = house.asker("administrator", DAY).await;
        let officer = house.asker("assistance-officer", DAY).await;
        let before = house.app.at_desk(officer.user, officer.now).await.expect("read").1;
        let given = house.app.give_password(&admin, officer.user, &once("p")).await.expect("given");
        let password = given.password.expect("shown once");
        let twice = house.app.give_password(&admin, officer.user, &once("p")).await.expect("the same form again");
        assert_eq!(twice.password, None, "what was told still opens");
        let after = house.app.at_desk(officer.user, officer.now).await.expect("read").1;
        assert!(!before.password_given && after.password_given);
        assert_ne!(before.password_mark, after.password_mark, "sessions begun before have ended");
        house.app.sign_in(&given.login, &password, "10.0.0.1", at(DAY)).await.expect("it opens");
        house.app.change_password(&officer, &password, "rain comes in time").await.expect("changed");
        assert!(!house.app.at_desk(officer.user, officer.now).await.expect("read").1.password_given);
        let close = AccountChange { disabled: Some(true), ..AccountChange::default() };
        let others = house.app.staff(&admin, None).await.expect("listed").rows;
        let all = others.iter().filter(|line| line.roles.iter().any(|(role, _)| role.en == "Administrator"));
        for line in all.filter(|line| line.account.id != admin.user) {
            house
                .app
                .change_staff(&admin, line.account.id, close.clone(), &once(&line.account.login))
                .await
                .expect("another one remains");
        }
        assert_eq!(code(house.app.change_staff(&admin, admin.user, close, &once("last")).await), "ROLE-002");
    });
}

#[test]
fn of_two_administrators_who_close_each_other_at_once_one_remains() {
    on_both(|house| async move {
        let admin = house.asker("administrator", DAY).await;
        let new = NewStaff {
            login: "second".to_owned(),
            name: "Second".to_owned(),
            office: Some(admin.office),
            roles: vec![RoleId::from("administrator")],
            ..NewStaff::default()
        };
        let given = house.app.add_staff(&admin, new, &once("a")).await.expect("added");
        let second = house.app.asker(given.user, at(DAY)).await.expect("an account");
        let close = || AccountChange { disabled: Some(true), ..AccountChange::default() };
        let keys = ["one", "other"].map(once);
        let (one, other) = tokio::join!(
            house.app.change_staff(&admin, second.user, close(), &keys[0]),
            house.app.change_staff(&second, admin.user, close(), &keys[1]),
        );
        let mut told = [code(one), code(other)];
        told.sort_unstable();
        assert_eq!(told, ["Ok(())", "ROLE-002"]);
    });
}

#[test]
fn the_staff_is_listed_page_by_page_and_nobody_is_left_out() {
    on_both(|house| async move {
        let admin = house.asker("administrator", DAY).await;
        let mut tx = house.app.store().begin(&admin.actor.who, at(DAY)).await.expect("a writer");
        for n in 0..60 {
            let new = store::NewAccount {
                login: format!("n{n}"),
                name: format!("N{n}"),
                name_en: None,
                password_hash: "x".to_owned(),
                password: store::PasswordBy::Giver,
                language: None,
                roles: vec![(RoleId::from("intake-clerk"), admin.office)],
            };
            tx.add_account(new).await.expect("added");
        }
        tx.commit().await.expect("committed");
        let (mut seen, mut after) = (std::collections::BTreeSet::new(), None::<String>);
        let total = loop {
            let page = house.app.staff(&admin, after.as_deref()).await.expect("listed");
            seen.extend(page.rows.iter().map(|line| line.account.id));
            after = page.next;
            if after.is_none() {
                break page.total;
            }
        };
        assert!(seen.len() > 60 && u64::try_from(seen.len()) == Ok(total.counted), "{} of {total}", seen.len());
    });
}

#[test]
fn an_office_is_added_and_renamed_and_a_command_adds_people_to_it_alone() {
    on_both(|house| async move {
        let admin = house.asker("administrator", DAY).await;
        let new = |name: &str, area: &str| NewOffice {
            parent: None,
            area: AreaCode::from(area),
            name: Label::new(name, name),
            mark: "X".to_owned(),
            organ: "procuratorate".into(),
        };
        assert_eq!(code(house.app.add_office(&admin, new("East", "99"), &once("a")).await), "area:no-such-area");
        let id = house.app.add_office(&admin, new("East", "990101"), &once("b")).await.expect("added");
        let court = NewOffice { parent: Some(id), organ: "court".into(), ..new("Court", "990101") };
        assert_eq!(code(house.app.add_office(&admin, court, &once("c")).await), "parent:other-organ");
        house.app.change_office(&admin, id, new("West", "990102"), &once("c")).await.expect("renamed");
        let offices = house.app.offices(&admin).await.expect("listed");
        assert!(offices.iter().any(|own| own.id == id && own.name.en == "West" && own.area.as_str() == "990102"));
        let by_command = |office: &str| StaffByCommand {
            staff: NewStaff {
                login: "li".to_owned(),
                name: "Li".to_owned(),
                roles: vec![RoleId::from("administrator")],
                ..NewStaff::default()
            },
            office: office.to_owned(),
            area: None,
            mark: String::new(),
            password: None,
        };
        assert_eq!(code(house.app.add_staff_by_command(by_command("East"), at(DAY)).await), "office:no-such-office");
        let given = house.app.add_staff_by_command(by_command("West"), at(DAY)).await.expect("added");
        assert!(given.password.is_some_and(|password| password.len() == 14));
        assert_eq!(code(house.app.add_staff_by_command(by_command("West"), at(DAY)).await), "login:login-taken");
    });
}

fn export(reason: &str, names: Names) -> Export {
    let words = ExportWords {
        sheet: "cases".to_owned(),
        heads: ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(str::to_owned),
        mark: "taken out by somebody".to_owned(),
        reason: "what for: ".to_owned(),
        visit: "visit".to_owned(),
        answer: "answer of ".to_owned(),
    };
    Export { reason: reason.to_owned(), names, format: Format::Csv, words }
}

#[test]
fn a_list_leaves_the_house_with_its_reason_masked_and_logged() {
    on_both(|house| async move {
        let mut officer = house.asker("assistance-officer", DAY).await;
        officer.language = Language::English;
        let window = WindowCase {
            case_type: CaseTypeId::from("judicial-assistance"),
            variant: VariantId::from("procuratorate"),
            name: "王小明".to_owned(),
            citizen_id: String::new(),
            facts: std::collections::BTreeMap::new(),
        };
        let id = house.app.open_at_window(&officer, &window, &once("a")).await.expect("opened");
        let all = CaseFilter::default();
        let take = async |asker: &app::Asker, reason: &str, names| {
            house.app.export_cases(asker, &all, &export(reason, names)).await
        };
        assert_eq!(code(take(&officer, " a ", Names::Masked).await), "reason:reason-too-short");
        let text = |file: app::cases::Exported| String::from_utf8(file.bytes).expect("UTF-8");
        let masked = text(take(&officer, "monthly meeting", Names::Masked).await.expect("made"));
        assert!(masked.contains("王某某") && !masked.contains("王小明"), "{masked}");
        assert!(masked.contains("what for: monthly meeting") && masked.contains("taken out by somebody"));
        assert!(text(take(&officer, "monthly meeting", Names::Whole).await.expect("made")).contains("王小明"));
        let person = house.app.case_head(&officer, id).await.expect("read").person.expect("somebody");
        let looks = house
            .app
            .store()
            .looks_at(&permit::<SeePeople>(&officer.actor).expect("leave"), person, 10)
            .await
            .expect("read");
        let told: Vec<(&str, bool)> = looks
            .iter()
            .filter(|look| look.act == "export-cases")
            .map(|look| (look.reason.as_str(), look.unmasked))
            .collect();
        assert_eq!(told, [("monthly meeting", true), ("monthly meeting", false)]);
        let clerk = house.asker("intake-clerk", DAY).await;
        assert_eq!(code(take(&clerk, "monthly meeting", Names::Whole).await), "ACC-001");
        let analyst = house.asker("analyst", DAY).await;
        assert_eq!(code(take(&analyst, "monthly meeting", Names::Masked).await), "ACC-001");
    });
}
