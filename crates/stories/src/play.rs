//! Playing a story: each step is taken by the account of its role, at ten in the morning of its day.
use std::collections::BTreeMap;

use app::asking::Typed;
use app::cases::{TakeStep, WindowCase};
use app::{App, Asker, Error, Once};
use domain::case_types::CaseType;
use domain::forms::typed;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::Label;
use kernel::id::{CaseId, CaseTypeId, FactName, RoleId, StateId, UserId};
use law::facts::{Facts, Known, Value};

use crate::Story;
use crate::script::{Scene, facts};

/// Who plays which role.
pub type Cast = BTreeMap<RoleId, UserId>;

/// Why a story did not come out.
#[derive(Debug, thiserror::Error)]
pub enum StoryError {
    /// Its file is not a story.
    #[error("the story cannot be read: {0}")]
    Unreadable(String),
    /// Nobody plays the role.
    #[error("nobody plays the role {0}")]
    NoActor(RoleId),
    /// The house answered otherwise than the story tells.
    #[error("{story}: step {step} on {on}: {what}")]
    Otherwise {
        /// Which story.
        story: String,
        /// Which step.
        step: String,
        /// On which day.
        on: Date,
        /// What happened instead.
        what: String,
    },
    /// The house failed.
    #[error(transparent)]
    House(#[from] Error),
}

/// Plays `story` as a case of `case_type`; answers the case.
///
/// # Errors
/// [`StoryError::Otherwise`] when a step comes out otherwise than told.
pub async fn play(app: &App, case_type: &CaseTypeId, story: &Story, players: &Cast) -> Result<CaseId, StoryError> {
    let all = app.library().case_types.get(case_type);
    let kind = all.and_then(|all| story.variant.as_ref().map_or(Some(&all.first), |own| all.variant(own)));
    let kind =
        kind.ok_or_else(|| StoryError::Unreadable(format!("no kind of case {case_type} as the story wants it")))?;
    let opener = asker(app, players, &first_role(story)?, story.opened).await?;
    let case = app.open_at_window(&opener, &opening(kind, story)?, &Once(format!("story:{}", story.name))).await?;
    for (number, scene) in story.steps.iter().enumerate() {
        let player = asker(app, players, &scene.by, scene.on).await?;
        let head = app.case_head(&player, case).await?;
        let once = Once(format!("{}:{number}", story.name));
        let step =
            TakeStep { case, step: scene.take.clone(), version: head.version, typed: filled(kind, scene)?, once };
        let answer = app.take_step(&player, &step).await;
        if is_outdated(scene, &answer) {
            return Ok(case);
        }
        hold(story, scene, answer.map(|taken| taken.state), |state| kind.state(state).map(|own| &own.label))?;
    }
    Ok(case)
}

/// A story that was moved to another time of the year may find a figure closed between a proposal and its approval: the
/// case waits there, as it would in the house, until somebody proposes anew.
fn is_outdated<T>(scene: &Scene, answer: &Result<T, Error>) -> bool {
    let Err(Error::Refused(refusal)) = answer else { return false };
    refusal.code.0 == "AMT-002" && scene.then.refused.is_none()
}

fn first_role(story: &Story) -> Result<RoleId, StoryError> {
    let first = story.steps.first().map(|scene| scene.by.clone());
    first.ok_or_else(|| StoryError::Unreadable(format!("{} has no step", story.name)))
}

fn opening(kind: &CaseType, story: &Story) -> Result<WindowCase, StoryError> {
    let given = facts(&story.given, &kind.schema)?;
    let text = |name: &str| match given.value(name) {
        Some(Value::Text(text)) => text.clone(),
        Some(_) | None => String::new(),
    };
    Ok(WindowCase {
        case_type: kind.id.clone(),
        variant: kind.variant.id.clone(),
        name: text("full_name"),
        citizen_id: text("citizen_id"),
        facts: known(&given),
    })
}

pub(crate) fn known(facts: &Facts) -> BTreeMap<FactName, Known> {
    facts.iter().map(|(name, known)| (name.clone(), known.clone())).collect()
}

async fn asker(app: &App, cast: &Cast, role: &RoleId, on: Date) -> Result<Asker, StoryError> {
    let user = cast.get(role).ok_or_else(|| StoryError::NoActor(role.clone()))?;
    let zone = TimeZone::get("Asia/Shanghai").map_err(Error::fault)?;
    let morning = on.at(10, 0, 0, 0).to_zoned(zone).map_err(Error::fault)?;
    Ok(app.asker(*user, morning.timestamp()).await?)
}

/// What the person types into the form of the step.
fn filled(kind: &CaseType, scene: &Scene) -> Result<Typed, StoryError> {
    let stated = facts(&scene.with, &kind.schema)?;
    let mut all: Typed = stated.iter().map(|(name, known)| (name.to_string(), typed(&known.value))).collect();
    all.extend(scene.forget.iter().map(|name| (name.to_string(), vec![String::new()])));
    all.extend(scene.reasons.iter().map(|(exclusion, reason)| (format!("reason.{exclusion}"), vec![reason.clone()])));
    Ok(all)
}

/// Holds what came out against what the story tells.
fn hold<'a>(
    story: &Story,
    scene: &Scene,
    came: Result<Label, Error>,
    called: impl Fn(&StateId) -> Option<&'a Label>,
) -> Result<(), StoryError> {
    let told = (&scene.then.refused, &scene.then.mistakes);
    let stands = |state: &Label| scene.then.state.as_ref().is_none_or(|told| called(told) == Some(state));
    let what = match (told, came) {
        ((None, None), Ok(state)) if stands(&state) => return Ok(()),
        ((None, None), Ok(state)) => format!("the case stands in {:?} now, and the story tells otherwise", state.en),
        ((Some(code), _), Err(Error::Refused(refusal))) if refusal.code.0 == code => return Ok(()),
        ((_, Some(fields)), Err(Error::Mistaken(mistakes)))
            if fields.iter().all(|field| mistakes.iter().any(|own| own.field == *field)) =>
        {
            return Ok(());
        }
        (_, Ok(_)) => "it was taken, and the story says that it is not".to_owned(),
        (_, Err(Error::Mistaken(mistakes))) => {
            let fields: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            format!("mistakes: {}", fields.join(", "))
        }
        (_, Err(error)) => error.to_string(),
    };
    Err(StoryError::Otherwise { story: story.name.clone(), step: scene.take.to_string(), on: scene.on, what })
}
