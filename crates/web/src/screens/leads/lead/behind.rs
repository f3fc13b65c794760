//! What stands behind a lead, as parts of its page: rows, forecast, history.
use app::leads::LeadPage as Lead;
use app::leads::LeadSource;
use law::expr::Truth;

use super::SourceRow;
use crate::say::{Asks, Say};
use frame::parts::{Happened, Why};

/// The register rows.
pub(super) fn rows(say: Say<'_>, lead: &Lead) -> Vec<SourceRow> {
    let row = |own: &LeadSource| SourceRow {
        register: say.l(&own.register),
        place: format!("{} · {}", own.sender, own.place),
        cells: own.cells.iter().map(|(label, value)| (say.l(label), say.value(value))).collect(),
    };
    lead.behind.rows.iter().map(row).collect()
}

/// What the criteria of the case would say: what holds, then what is open, then what does not hold, without its parts.
pub(super) fn forecast(say: Say<'_>, lead: &Lead) -> (Vec<Why>, String) {
    let Some(assessment) = &lead.behind.forecast else { return (Vec::new(), String::new()) };
    let kind = &lead.case_type.0;
    let mut grounds: Vec<_> = assessment.grounds.iter().collect();
    grounds.sort_by_key(|ground| match ground.result {
        Truth::True => 0,
        Truth::Unknown => 1,
        Truth::False => 2,
    });
    let against = assessment.exclusions.iter().filter(|ground| ground.result == Truth::True);
    let against = against.map(|ground| say.ground(ground, kind, Asks::NotToHold));
    let all = against.chain(grounds.into_iter().map(|ground| say.ground(ground, kind, Asks::ToHold)));
    let shown = |why: Why| match why.mark {
        frame::parts::Mark::False => Why { parts: Vec::new(), ..why },
        frame::parts::Mark::True | frame::parts::Mark::Unknown | frame::parts::Mark::Warns => why,
    };
    let said = match assessment.result {
        Truth::True => "lead-forecast-yes",
        Truth::False => "lead-forecast-no",
        Truth::Unknown => "lead-forecast-open",
    };
    (all.map(shown).collect(), say.t(said))
}

/// What happened to it, newest first.
pub(super) fn history(say: Say<'_>, lead: &Lead) -> Vec<Happened> {
    let line = |line: &app::cases::JournalLine| {
        let details: Vec<String> = line.details.iter().map(|detail| say.detail(detail)).collect();
        Happened {
            what: say.act_done(&line.what),
            note: (!details.is_empty()).then(|| details.join(" · ")),
            when: say.words.moment(line.at, say.today),
            who: Some(say.actor(&line.who)),
        }
    };
    lead.behind.history.iter().map(line).collect()
}
