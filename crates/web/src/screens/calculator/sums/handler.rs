//! Grounds and amounts from the facts that the address holds; nothing is kept.
use app::calculator::{self, Question};
use axum::response::Response;
use kernel::Mistake;
use kernel::id::{AreaCode, CaseTypeId, VariantId};
use law::amount::Amount;
use law::criteria::Assessment;
use law::expr::Truth;
use law::facts::Facts;

use super::SumsPage;
use crate::edge::trouble::finished;
use crate::edge::{Asked, Desk, Trouble};
use crate::say::{Asks, FormSaid, Say, day};
use crate::screens::calculator::Kind;
use frame::Area;
use frame::forms::field::Line;
use frame::forms::{Choice, Field, Input, Section};

/// `GET /calculator/eligibility?…`
pub(crate) async fn eligibility(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    answer(&desk, &asked, Kind::Eligibility).await
}

/// `GET /calculator/amount?…`
pub(crate) async fn amount(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    answer(&desk, &asked, Kind::Amount).await
}

async fn answer(desk: &Desk, asked: &Asked, kind: Kind) -> Result<Response, Trouble> {
    let mut page = empty(desk, asked, kind, &[]).await?;
    if asked.get("asked").is_none() {
        return Desk::page(&page);
    }
    match question(desk, asked).and_then(|question| reckon(desk, &mut page, kind, &question)) {
        Ok(()) => Desk::page(&page),
        Err(app::Error::Mistaken(mistakes)) => Desk::again(&empty(desk, asked, kind, &mistakes).await?),
        Err(error) => {
            let (status, notice) = Trouble::from(error).as_notice(desk.words);
            page.shell.notice = Some(notice);
            finished(status, &page)
        }
    }
}

fn reckon(desk: &Desk, page: &mut SumsPage, kind: Kind, question: &Question) -> app::Answer<()> {
    match kind {
        Kind::Amount => worked_out(desk.say(), page, question, calculator::amount(desk.app.library(), question)?),
        Kind::Eligibility | Kind::Deadline => {
            assessed(desk.say(), page, question, &calculator::eligibility(desk.app.library(), question)?);
        }
    }
    Ok(())
}

fn question(desk: &Desk, asked: &Asked) -> app::Answer<Question> {
    let case_type = case_type(desk, asked).ok_or(app::Error::NotFound)?;
    let on = asked.get("on").map_or(Some(desk.asker.today), |text| text.parse().ok());
    let area = asked.get("area").unwrap_or_default();
    let no_day = on.is_none().then(|| Mistake::at("on", "not-a-date"));
    let no_area = (!area.is_empty() && AreaCode::parse(area).is_none()).then(|| Mistake::at("area", "no-such-area"));
    let mut mistakes: Vec<Mistake> = no_day.into_iter().chain(no_area).collect();
    let variant = VariantId::from(asked.get("variant").unwrap_or_default());
    let facts = match desk.app.calculator_facts(&desk.asker, (&case_type, &variant), asked.all()) {
        Ok(facts) => facts,
        Err(app::Error::Mistaken(others)) => {
            mistakes.extend(others);
            Facts::new()
        }
        Err(other) => return Err(other),
    };
    let Some(on) = on.filter(|_| mistakes.is_empty()) else { return Err(app::Error::Mistaken(mistakes)) };
    Ok(Question { case_type, variant, area: AreaCode::from(area), on, facts })
}

/// The kind of case that is asked for; the first where none is.
fn case_type(desk: &Desk, asked: &Asked) -> Option<CaseTypeId> {
    let all = &desk.app.library().case_types;
    let wanted = asked.get("kind").map(CaseTypeId::from).filter(|kind| all.contains_key(kind));
    wanted.or_else(|| all.keys().next().cloned())
}

async fn empty(desk: &Desk, asked: &Asked, kind: Kind, mistakes: &[Mistake]) -> Result<SumsPage, Trouble> {
    let say = desk.say();
    let typed = (!asked.all().is_empty()).then(|| asked.all());
    let said = FormSaid { typed, mistakes };
    let case_type = case_type(desk, asked).ok_or(Trouble::NotFound)?;
    let variant = variant(desk, &case_type, said).ok_or(Trouble::NotFound)?;
    let fields = desk.app.calculator_fields(&desk.asker, &case_type, &variant)?;
    let section =
        |own: Section| Section { fields: own.fields.into_iter().map(|field| dense(say, field)).collect(), ..own };
    let sections: Vec<Section> = say.sections(&fields, said).into_iter().map(section).collect();
    let frame_fields = frame(desk, &case_type, said);
    let errors = say.errors(frame_fields.iter().chain(sections.iter().flat_map(|own| &own.fields)), said);
    Ok(SumsPage {
        shell: desk.shell(Area::Calculator).await?,
        tabs: kind.tabs(desk.words),
        action: kind.href(),
        title: say.t(kind.key()),
        errors,
        frame_fields,
        sections,
        result: None,
        demonstration: None,
        grounds: Vec::new(),
        exclusions: Vec::new(),
        amount: None,
        to_find_out: Vec::new(),
        beside: Vec::new(),
    })
}

/// The variant that is asked for, or else that of the asker's own organ: the fields are its own.
fn variant(desk: &Desk, case_type: &CaseTypeId, said: FormSaid<'_>) -> Option<VariantId> {
    let kind = desk.app.library().case_types.get(case_type)?;
    let wanted = VariantId::from(said.value("variant", "").as_str());
    let here = || kind.taken_by(&desk.asker.organ).next().or_else(|| kind.variants().next());
    kind.variant(&wanted).or_else(here).map(|own| own.variant.id.clone())
}

/// A calculator asks much at once: what a step asks as a list of choices is a list that opens here.
fn dense(say: Say<'_>, field: Field) -> Field {
    let Input::One(choices) = field.input else { return Field { optional: None, ..field } };
    let known = choices.into_iter().filter(|choice| !choice.value.is_empty() && choice.value != "unknown").collect();
    Field { optional: None, input: Input::OneOfMany(known, say.t("form-unknown")), ..field }
}

fn frame(desk: &Desk, case_type: &CaseTypeId, said: FormSaid<'_>) -> Vec<Field> {
    let say = desk.say();
    let kind = desk.app.library().case_types.get(case_type);
    let chosen = variant(desk, case_type, said).map(|own| own.to_string()).unwrap_or_default();
    let variants = kind.into_iter().flat_map(domain::case_types::Kind::variants).map(|own| &own.variant);
    let variants = variants.map(|own| Choice::of(own.id.as_str(), say.l(&own.label), &chosen)).collect();
    let area = Input::Line { value: said.value("area", ""), kind: Line::Code };
    let area = say.own_field("area", say.t("calc-area"), area, said);
    let all = &desk.app.library().case_types;
    let kinds =
        all.values().map(|own| Choice::of(own.first.id.as_str(), say.l(&own.first.name), case_type.as_str())).collect();
    let kind = (all.len() > 1).then(|| say.own_field("kind", say.t("calc-case-type"), Input::One(kinds), said));
    let fields = vec![
        Field {
            hint: Some(say.t("calc-variant-hint")),
            ..say.own_field("variant", say.t("calc-variant"), Input::One(variants), said)
        },
        say.own_field("on", say.t("calc-on"), day(said.value("on", &desk.asker.today.to_string())), said),
        Field { hint: Some(say.t("calc-area-hint")), ..area },
    ];
    kind.into_iter().chain(fields).collect()
}

fn assessed(say: Say<'_>, page: &mut SumsPage, question: &Question, assessment: &Assessment) {
    let id = match assessment.result {
        Truth::True => "calc-eligible",
        Truth::False => "calc-not-eligible",
        Truth::Unknown => "calc-unknown",
    };
    let act = assessment.grounds.first().map(|ground| say.act(&ground.source));
    page.result = Some([Some(say.t(id)), act].into_iter().flatten().collect::<Vec<_>>().join(" · "));
    page.grounds =
        assessment.grounds.iter().map(|ground| say.ground(ground, &question.case_type, Asks::ToHold)).collect();
    let weigh = assessment.exclusions.iter().filter(|ground| ground.result != Truth::False);
    page.exclusions = weigh.map(|ground| say.ground(ground, &question.case_type, Asks::NotToHold)).collect();
    page.to_find_out = say.fact_labels(&question.case_type, &assessment.to_find_out);
}

fn worked_out(say: Say<'_>, page: &mut SumsPage, question: &Question, answer: Option<(kernel::Label, Amount)>) {
    let Some((label, amount)) = answer else {
        page.result = Some(say.t("amount-no-standard"));
        return;
    };
    page.result = Some(format!("{} · {}", say.l(&label), say.between_fen(amount.low, amount.high)));
    page.demonstration = amount.demonstration.then(|| say.t("calc-demonstration"));
    let facts = say.fact_labels(&question.case_type, &amount.to_find_out);
    page.to_find_out = facts.into_iter().chain(say.missing_figures(&amount)).collect();
    let ceiling = amount.ceiling.map(|ceiling| (say.t("calc-ceiling"), say.words.money(ceiling)));
    let approval = amount.approval.as_ref().map(|approval| {
        let kind = say.library.case_type(&question.case_type, &question.variant);
        let role = |id| kind.map_or_else(|| say.library.role_label(id), |own| say.library.role_in(own, id));
        let (low, high) = (say.l(&role(&approval.low)), say.l(&role(&approval.high)));
        (say.t("calc-approval"), if low == high { low } else { format!("{low} – {high}") })
    });
    page.beside = ceiling.into_iter().chain(approval).collect();
    page.amount = Some((say.work(&amount), say.range(&amount, None)));
}
