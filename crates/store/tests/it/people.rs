//! What the store keeps of people, as sentences about behaviour, on both databases.
use domain::access::action::{ImportRegisters, SeePeople};
use domain::access::{Allowed, Scope, Who};
use kernel::Sealed;
use kernel::id::{OfficeId, PersonId, UserId};
use serde_json::json;
use store::{Identity, LinkVerdict, Look, Lookup, NewLink, NewPerson, StoreError, Subject};

use crate::support::{Site, allowed, day, everywhere, now, on_both};

pub(crate) fn person(name: &str, id: Option<&str>, birth: &str) -> NewPerson {
    let identity = Identity {
        name: Some(Sealed::new(name.to_owned())),
        citizen_id: id.map(|id| Sealed::new(id.to_owned())),
        birth: Some(Sealed::new(day(birth))),
        ..Identity::default()
    };
    NewPerson { identity, sex: None, area: None, provisional: id.is_none() }
}

/// Leave of who writes of people.
pub(crate) fn leave() -> Allowed<ImportRegisters> {
    everywhere()
}

/// Leave to see everybody.
pub(crate) fn anybody() -> Allowed<SeePeople> {
    everywhere()
}

pub(crate) async fn add(site: &Site, new: Vec<NewPerson>) -> Vec<PersonId> {
    let mut tx = site.begin().await;
    let ids = tx.add_people(new).await.expect("added");
    tx.commit().await.expect("committed");
    ids
}

#[test]
fn people_are_found_by_id_by_name_and_birth_and_by_name() {
    on_both(async |site| {
        let ids = add(
            &site,
            vec![
                person("王秀英", Some("990102195001010020"), "1950-01-01"),
                person("王秀英", None, "1961-05-04"),
                person("李喆", None, "1950-01-01"),
            ],
        )
        .await;
        let asked = [
            Lookup::CitizenId("990102195001010020"),
            Lookup::NameBirth("王秀英", day("1961-05-04")),
            Lookup::Name("王秀英"),
            Lookup::Name("赵某"),
        ];
        let found = site.store.find_people(&leave(), &asked).await.expect("found");
        assert_eq!(found, [vec![ids[0]], vec![ids[1]], vec![ids[0], ids[1]], vec![]]);
        let known = site.store.people(&anybody(), &ids[..1]).await.expect("read");
        let identity = known[0].identity.as_ref().expect("not erased");
        assert_eq!(identity.name.as_ref().map(|name| name.unseal().as_str()), Some("王秀英"));
        assert_eq!((known[0].birth_year, known[0].provisional), (Some(1950), false));
    });
}

#[test]
fn an_erased_person_is_found_by_nothing_and_named_by_nobody() {
    on_both(async |site| {
        let ids = add(&site, vec![person("王秀英", Some("990102195001010020"), "1950-01-01")]).await;
        let mut tx = site.begin().await;
        tx.erase(&Subject::Person(ids[0]), "asked for").await.expect("erased");
        tx.commit().await.expect("committed");
        assert_eq!(site.store.find_people(&leave(), &[Lookup::Name("王秀英")]).await.expect("found"), [vec![]]);
        assert_eq!(site.store.people(&anybody(), &ids).await.expect("read")[0].identity, None);
    });
}

#[test]
fn a_merge_is_followed_wherever_one_looks_and_can_be_undone() {
    on_both(async |site| {
        let new = ["甲", "乙", "丙"].map(|name| person(name, None, "1950-01-01"));
        let [a, b, c] = add(&site, new.to_vec()).await[..] else { panic!("three") };
        let mut tx = site.begin().await;
        tx.merge_people(b, a, "same address").await.expect("merged");
        tx.merge_people(c, b, "same address").await.expect("merged");
        let again = tx.merge_people(c, a, "again").await;
        assert!(matches!(again, Err(StoreError::Taken { .. })), "{again:?}");
        tx.commit().await.expect("committed");
        assert_eq!(site.store.find_people(&leave(), &[Lookup::Name("甲")]).await.expect("found"), [vec![c]]);
        assert_eq!(site.store.known_as(a).await.expect("read"), [c, a, b]);
        let mut tx = site.begin().await;
        tx.split_person(b, "twins").await.expect("split");
        tx.commit().await.expect("committed");
        assert_eq!(site.store.find_people(&leave(), &[Lookup::Name("甲")]).await.expect("found"), [vec![b]]);
        let told = site.store.read_stream(&everywhere(), &format!("person:{b}")).await.expect("read");
        assert_eq!(told.iter().map(|entry| entry.kind.as_str()).collect::<Vec<_>>(), ["merged", "split"]);
        assert!(!told[0].plain.to_string().contains("address"));
    });
}

#[test]
fn what_was_said_of_a_link_is_never_asked_again() {
    on_both(async |site| {
        let ids = add(&site, vec![person("甲", None, "1950-01-01"), person("乙", None, "1950-01-01")]).await;
        let link = |one, other| NewLink { one, other, kind: "name-birth".to_owned(), weight: 9_500, why: json!({}) };
        let mut tx = site.begin().await;
        tx.propose_links(vec![link(ids[0], ids[1])]).await.expect("proposed");
        tx.commit().await.expect("committed");
        let open = site.store.links(LinkVerdict::Open, None, 10).await.expect("read");
        let mut tx = site.begin().await;
        tx.judge_link(open[0].id, LinkVerdict::Different, "父子").await.expect("judged");
        tx.propose_links(vec![link(ids[1], ids[0])]).await.expect("proposed");
        tx.commit().await.expect("committed");
        assert_eq!(site.store.links(LinkVerdict::Open, None, 10).await.expect("read"), []);
        let known = site.store.pairs_of(ids[1]).await.expect("read");
        assert_eq!((known.len(), known[0].verdict, known[0].other), (1, LinkVerdict::Different, ids[0]));
    });
}

#[test]
fn who_looked_is_kept_and_a_changed_line_is_noticed() {
    on_both(async |site| {
        let look = |user, act: &str, unmasked| Look {
            at: now(),
            user: UserId(user),
            person: PersonId(9),
            act: act.to_owned(),
            reason: "核实身份".to_owned(),
            unmasked,
        };
        site.store.log_access(vec![look(5, "page", false), look(6, "list", false)]).await.expect("written");
        site.store.log_access(vec![look(5, "unmask", true)]).await.expect("written");
        let seen = site.store.looks_at(&anybody(), PersonId(9), 10).await.expect("read");
        let told: Vec<_> = seen.iter().map(|look| (look.user.0, look.act.as_str(), look.unmasked)).collect();
        assert_eq!(told, [(5, "unmask", true), (6, "list", false), (5, "page", false)]);
        assert_eq!(site.store.verify_access_log().await.expect("checked"), None);
        site.store.log_access(vec![look(7, "unmask", true)]).await.expect("written");
        for table in ["access_log where batch", "access_batch where id"] {
            site.meddle(&format!("delete from {table} = 3")).await;
        }
        assert_eq!(site.store.verify_access_log().await.expect("checked"), Some(3), "the newest batch is cut off");
        site.meddle("delete from access_log where act = 'list'").await;
        assert_eq!(site.store.verify_access_log().await.expect("checked"), Some(1));
    });
}

#[test]
fn a_person_of_another_office_is_out_of_reach() {
    on_both(async |site| {
        let (here, there) = (site.office(None).await, site.office(None).await);
        let ids = add(&site, vec![person("甲", None, "1950-01-01")]).await;
        let mut tx = site.begin().await;
        tx.add_leads(vec![crate::leads::found(ids[0], here, "x")]).await.expect("added");
        tx.commit().await.expect("committed");
        let of = |office: OfficeId| allowed::<SeePeople>(5, (office, &format!("/{office}/")), Scope::Subtree);
        assert_eq!(site.store.people(&of(here), &ids).await.expect("read").len(), 1);
        assert_eq!(site.store.people(&of(there), &ids).await.expect("read").len(), 0);
        let asked = [Lookup::Name("甲")];
        assert_eq!(site.store.look_up(&of(there), &asked, 5).await.expect("looked up"), (vec![], false));
        assert_eq!(site.store.look_up(&of(here), &asked, 5).await.expect("looked up").0.len(), 1);
        assert_eq!(site.store.looks_at(&of(there), ids[0], 5).await.expect("read"), []);
        assert_eq!(site.store.people(&anybody(), &ids).await.expect("read").len(), 1);
        assert_eq!(Who::User(UserId(5)).to_string(), site.begin().await.actor());
    });
}

#[test]
fn two_records_that_were_said_to_be_two_are_not_proposed_again_under_another_number() {
    on_both(async |site| {
        let new = ["甲", "乙", "丙"].map(|name| person(name, None, "1950-01-01"));
        let [a, b, c] = add(&site, new.to_vec()).await[..] else { panic!("three") };
        let link = |one, other| NewLink { one, other, kind: "name-birth".to_owned(), weight: 9_500, why: json!({}) };
        let mut tx = site.begin().await;
        tx.propose_links(vec![link(a, b)]).await.expect("proposed");
        let open = tx.link(1).await.expect("there");
        tx.judge_link(open.id, LinkVerdict::Different, "父子").await.expect("judged");
        tx.merge_people(c, a, "same card").await.expect("merged");
        tx.propose_links(vec![link(c, b), link(c, a)]).await.expect("nothing new");
        tx.commit().await.expect("committed");
        assert_eq!(site.store.links(LinkVerdict::Open, None, 10).await.expect("read"), []);
        let pairs = site.store.pairs_of(b).await.expect("read");
        assert_eq!((pairs.len(), pairs[0].other, pairs[0].is_open()), (1, c, false));
        assert_eq!(site.store.pairs_of(c).await.expect("read")[0].other, b);
    });
}

#[test]
fn an_erased_person_is_erased_in_every_record_that_they_are() {
    on_both(async |site| {
        let new = ["甲", "乙", "丙"].map(|name| person(name, None, "1950-01-01"));
        let mut ids = add(&site, new.to_vec()).await;
        let other = ids.remove(2);
        let mut tx = site.begin().await;
        let (kind, why) = ("name-birth".to_owned(), json!({}));
        tx.propose_links(vec![NewLink { one: ids[1], other, kind, weight: 9_500, why }]).await.expect("proposed");
        tx.merge_people(ids[0], ids[1], "same card").await.expect("merged");
        tx.erase_person(ids[1], "asked for").await.expect("erased");
        tx.commit().await.expect("committed");
        assert_eq!(site.store.links(LinkVerdict::Open, None, 10).await.expect("read"), []);
        assert_eq!(site.store.pairs_of(other).await.expect("read"), []);
        for person in site.store.people(&anybody(), &ids).await.expect("read") {
            assert_eq!((person.identity, person.birth_year), (None, None));
        }
        let told = site.store.read_stream(&everywhere(), &format!("person:{}", ids[1])).await.expect("read");
        let kinds: Vec<&str> = told.iter().map(|entry| entry.kind.as_str()).collect();
        assert_eq!(kinds, ["merged", "erased"]);
        let mut tx = site.begin().await;
        let again = tx.erase_person(ids[0], "again").await;
        assert!(matches!(again, Err(StoreError::NotFound { .. })), "{again:?}");
    });
}
