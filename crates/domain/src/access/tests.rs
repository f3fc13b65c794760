use std::collections::BTreeSet;

use kernel::Label;
use kernel::id::{CaseTypeId, OfficeId, RoleId, UserId};
use law::facts::DataClass;

use super::action::{SeeCases, SeeLeads};
use super::{Act, Actor, Allowed, Grant, Reach, Role, Scope, Who, incompatible, permit};

fn actor(grants: &[(Act, Scope)]) -> Actor {
    let grant = |&(act, scope): &(Act, Scope)| Grant { act, scope, case_types: None, class: DataClass::Personal };
    Actor {
        who: Who::User(UserId(7)),
        office: OfficeId(4),
        office_path: "/1/4/".to_owned(),
        roles: BTreeSet::new(),
        grants: grants.iter().map(grant).collect(),
    }
}

#[test]
fn leave_reaches_as_far_as_the_grants_of_that_act() {
    let cases = [
        (Scope::Own, Reach::Own(UserId(7))),
        (Scope::Office, Reach::Office(OfficeId(4))),
        (Scope::Subtree, Reach::Subtree("/1/4/".to_owned())),
        (Scope::All, Reach::All),
    ];
    for (scope, reach) in cases {
        let allowed = permit::<SeeCases>(&actor(&[(Act::SeeCases, scope), (Act::SeeCases, scope)])).expect("granted");
        let reaches: Vec<&Reach> = allowed.parts().iter().map(|part| &part.reach).collect();
        assert_eq!(reaches, [&reach]);
    }
}

#[test]
fn each_grant_shows_of_its_own_rows_and_kinds_as_much_as_it_says() {
    let grant = |scope, types: Option<&str>, class| Grant {
        act: Act::SeeCases,
        scope,
        case_types: types.map(|one| vec![CaseTypeId::from(one)]),
        class,
    };
    let grants = vec![
        grant(Scope::All, None, DataClass::Office),
        grant(Scope::Office, Some("assistance"), DataClass::Sealed),
        grant(Scope::Office, Some("assistance"), DataClass::Personal),
    ];
    let allowed = permit::<SeeCases>(&Actor { grants, ..actor(&[]) }).expect("granted");
    let told = |allowed: &Allowed<SeeCases>| -> Vec<(Reach, DataClass)> {
        allowed.parts().iter().map(|part| (part.reach.clone(), part.class)).collect()
    };
    let (all, own) = ((Reach::All, DataClass::Office), (Reach::Office(OfficeId(4)), DataClass::Sealed));
    assert_eq!(told(&allowed.of_kind(&CaseTypeId::from("assistance"))), [all.clone(), own]);
    assert_eq!(told(&allowed.of_kind(&CaseTypeId::from("suggestion"))), [all]);
    assert_eq!((allowed.one_class(), allowed.reaches_all()), (None, true));
}

#[test]
fn leave_for_one_act_is_no_leave_for_another() {
    let refused = permit::<SeeLeads>(&actor(&[(Act::SeeCases, Scope::All)])).expect_err("not granted");
    assert_eq!(refused.code.0, "ACC-001");
}

#[test]
fn who_reviews_may_not_also_approve() {
    let role = |id: &str, against: &[&str]| Role {
        id: RoleId::from(id),
        label: Label::new(id, id),
        grants: vec![],
        incompatible: against.iter().map(|other| RoleId::from(*other)).collect(),
    };
    let (review, approve, pay) = (role("review", &["approve"]), role("approve", &["pay"]), role("pay", &[]));
    assert_eq!(incompatible(&[&review, &pay]), vec![]);
    assert_eq!(incompatible(&[&review, &approve]), vec![(RoleId::from("review"), RoleId::from("approve"))]);
    assert_eq!(incompatible(&[&approve, &pay]), vec![(RoleId::from("approve"), RoleId::from("pay"))]);
}
