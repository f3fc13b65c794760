//! The library: everything that the packs say, checked together.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::access::Role;
use domain::case_types::{CaseType, Kind};
use kernel::Label;
use kernel::id::{CaseTypeId, OrganId, RegisterId, RoleId, VariantId};
use law::calendar::Calendars;
use law::facts::SchemaSource;
use law::figures::Figures;

use law::mistake::did_you_mean;

use crate::access::Organ;
use crate::carry::Carry;
use crate::case_types::{need, one};
use crate::law_packs::{self, Source};
use crate::place::read;
use crate::registers::Registers;
use crate::screening::LeadRule;
use crate::{Doubtful, Entered, FactLine, PackMistake, Tree, access, case_types, citations, doubtful, entered, facts};

/// Everything that the packs say.
#[derive(Debug, Clone)]
pub struct Library {
    /// Kinds of case.
    pub case_types: BTreeMap<CaseTypeId, Kind>,
    /// Roles.
    pub roles: BTreeMap<RoleId, Role>,
    /// The organs whose offices work with the platform; at least one.
    pub organs: Vec<Organ>,
    /// Calendars.
    pub calendars: Calendars,
    /// Published figures.
    pub figures: Figures,
    /// Acts, as citations name them.
    pub acts: BTreeMap<String, Source>,
    /// Registers that agencies hand over.
    pub registers: Registers,
    /// Lead rules, by the kind of case that a lead becomes.
    pub lead_rules: BTreeMap<CaseTypeId, LeadRule>,
    /// What register rows already say of a new case, by its kind.
    pub carries: BTreeMap<CaseTypeId, Carry>,
    /// Values stated from memory or ours, which an administrator confirms.
    pub doubtful: Vec<Doubtful>,
    /// Which packs are in force.
    pub in_force: Vec<PackInForce>,
    /// What it was read from.
    pub(crate) tree: Arc<Tree>,
}

/// A pack in force, as the start page and documents name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackInForce {
    /// Its folder: `case-types/judicial-assistance`.
    pub id: String,
    /// Its name on pages, where it has one of its own.
    pub name: Option<Label>,
    /// The hash of its content.
    pub hash: String,
}

impl PackInForce {
    fn new(tree: &Tree, id: &str, name: Option<Label>) -> Self {
        Self { id: id.to_owned(), name, hash: tree.hash(&format!("{id}/")) }
    }
}

impl Library {
    /// Reads and checks everything in `tree`.
    ///
    /// # Errors
    /// Every mistake found, each with file and line; of parts that hang on one another, those of the first that fails.
    pub fn load(tree: &Tree) -> Result<Library, Vec<PackMistake>> {
        Self::load_over(&Arc::new(tree.clone()), &[])
    }

    /// The same with what was entered laid over it.
    pub(crate) fn load_over(tree: &Arc<Tree>, entered: &[Entered]) -> Result<Library, Vec<PackMistake>> {
        let roles = access::roles(tree)?;
        let organs = access::organs(tree, &roles)?;
        let figures = law_packs::figures(tree, entered)?;
        let calendars = law_packs::calendars(tree)?;
        let mut acts = law_packs::acts(tree)?;
        let registers = Registers::parse(&tree.texts("registers/").map_err(one)?)?;
        let case_types = load_case_types(tree, (&roles, &organs), (&figures, entered))?;
        let lead_rules = load_lead_rules(tree, &case_types)?;
        let carries = crate::carry::load(tree, &registers, &case_types)?;
        let mut in_force = in_force(tree, (&case_types, &registers, &lead_rules))?;
        in_force.extend(entered::in_force(entered));
        let doubtful = doubtful::gather(tree, &figures)?;
        let unlisted = citations::unlisted(tree, &acts);
        if !unlisted.is_empty() {
            return Err(unlisted);
        }
        acts.extend(entered::acts(entered));
        Ok(Library {
            case_types,
            roles,
            organs,
            calendars,
            figures,
            acts,
            registers,
            lead_rules,
            carries,
            doubtful,
            in_force,
            tree: Arc::clone(tree),
        })
    }

    /// The label of the role `id`, or the id itself.
    #[must_use]
    pub fn role_label(&self, id: &RoleId) -> Label {
        self.roles.get(id).map_or_else(|| Label::new(id.as_str(), id.as_str()), |role| role.label.clone())
    }

    /// What the role `id` is called in cases of this kind and variant.
    #[must_use]
    pub fn role_in(&self, case_type: &CaseType, id: &RoleId) -> Label {
        case_type.variant.organ.as_ref().map_or_else(|| self.role_label(id), |organ| self.role_of(organ, id))
    }

    /// What the role `id` is called in offices of `organ`.
    #[must_use]
    pub fn role_of(&self, organ: &OrganId, id: &RoleId) -> Label {
        let own = self.organs.iter().find(|own| own.id == *organ).and_then(|own| own.roles.get(id));
        own.cloned().unwrap_or_else(|| self.role_label(id))
    }

    /// The label of the register `id`, or the id itself.
    #[must_use]
    pub fn register_label(&self, id: &RegisterId) -> Label {
        self.registers.get(id.as_str()).map_or_else(|| Label::new(id.as_str(), id.as_str()), |own| own.label.clone())
    }

    /// The words of a reason against a lead, or of a question; the code itself where no lead rule has words for it.
    #[must_use]
    pub fn ground_label(&self, code: &str) -> Label {
        let said = |rule: &LeadRule| {
            let reason = rule.reasons.iter().find(|own| own.code == code).map(|own| own.label.clone());
            reason.or_else(|| rule.asks.iter().find(|own| own.code == code).map(|own| own.label.clone()))
        };
        self.lead_rules.values().find_map(said).unwrap_or_else(|| Label::new(code, code))
    }

    /// Every fact that the kind of case `id` knows, by name; nothing when there is no such kind.
    #[must_use]
    pub fn facts(&self, id: &CaseTypeId) -> Option<Vec<FactLine>> {
        self.case_types.get(id).map(|kind| facts::lines(&kind.first))
    }

    /// The variant `variant` of the kind of case `id`.
    #[must_use]
    pub fn case_type(&self, id: &CaseTypeId, variant: &VariantId) -> Option<&CaseType> {
        self.case_types.get(id)?.variant(variant)
    }

    /// Every variant of every kind of case.
    pub fn every_case_type(&self) -> impl Iterator<Item = &CaseType> {
        self.case_types.values().flat_map(Kind::variants)
    }
}

fn load_case_types(
    tree: &Tree,
    (roles, organs): (&BTreeMap<RoleId, Role>, &[Organ]),
    figures: (&Figures, &[Entered]),
) -> Result<BTreeMap<CaseTypeId, Kind>, Vec<PackMistake>> {
    let (file, text) = need(tree, "system/", "facts.toml")?;
    let system: SchemaSource = read(&file, text).map_err(one)?;
    let known: BTreeSet<RoleId> = roles.keys().cloned().collect();
    let mut all = BTreeMap::new();
    let mut mistakes = vec![];
    for id in tree.folders("case-types/") {
        match load_case_type(tree, id, &system, &known, figures) {
            Ok(kind) if kind.first.id.as_str() == id => {
                mistakes.extend(foreign(id, &kind, organs));
                all.insert(kind.first.id.clone(), kind);
            }
            Ok(kind) => {
                let what = format!("its id is {} and its folder {id}: they must be the same", kind.first.id);
                mistakes.push(PackMistake::of(format!("case-types/{id}/case.toml"), what));
            }
            Err(found) => mistakes.extend(found),
        }
    }
    if mistakes.is_empty() { Ok(all) } else { Err(mistakes) }
}

/// The variants of organs that there are not.
fn foreign(id: &str, kind: &Kind, organs: &[Organ]) -> Vec<PackMistake> {
    let unknown = |organ: &&OrganId| organs.iter().all(|own| own.id != **organ);
    let named = kind.variants().filter_map(|own| own.variant.organ.as_ref()).filter(unknown);
    let told = |organ: &OrganId| {
        let hint = did_you_mean(organ.as_str(), organs.iter().map(|own| own.id.as_str()));
        PackMistake::of(format!("case-types/{id}/case.toml"), format!("no such organ: {organ}")).hint(hint)
    };
    named.map(told).collect()
}

fn load_case_type(
    tree: &Tree,
    id: &str,
    system: &SchemaSource,
    known_roles: &BTreeSet<RoleId>,
    (figures, entered): (&Figures, &[Entered]),
) -> Result<Kind, Vec<PackMistake>> {
    let folder = format!("case-types/{id}/");
    let schema = case_types::schema(tree, &folder, system)?;
    let rules = law_packs::rules(tree, id, &schema)?;
    let known = law_packs::Known { figures, entered, rules: &rules, roles: known_roles };
    let amounts = law_packs::amounts(tree, id, &schema, known)?;
    let schema = case_types::with_criteria(tree, schema, &rules)?;
    case_types::kind(tree, &folder, &schema, &(rules, amounts), known_roles)
}

fn load_lead_rules(
    tree: &Tree,
    case_types: &BTreeMap<CaseTypeId, Kind>,
) -> Result<BTreeMap<CaseTypeId, LeadRule>, Vec<PackMistake>> {
    let mut all = BTreeMap::new();
    for id in tree.folders("screening/") {
        let folder = format!("screening/{id}/");
        let rule = LeadRule::parse(&tree.texts(&folder).map_err(one)?)?;
        let case_type = CaseTypeId::from(id);
        if rule.id != id {
            let what = format!("its id is {} and its folder {id}: they must be the same", rule.id);
            return Err(vec![PackMistake::of(format!("{folder}lead.toml"), what)]);
        }
        if !case_types.contains_key(&case_type) {
            let what = format!("there is no kind of case {id} that a lead could become");
            return Err(vec![PackMistake::of(format!("{folder}lead.toml"), what)]);
        }
        all.insert(case_type, rule);
    }
    Ok(all)
}

/// The packs of `tree`, each under the name that it gives itself.
fn in_force(
    tree: &Tree,
    (case_types, registers, lead_rules): (&BTreeMap<CaseTypeId, Kind>, &Registers, &BTreeMap<CaseTypeId, LeadRule>),
) -> Result<Vec<PackInForce>, Vec<PackMistake>> {
    let mut all = vec![];
    for folder in law_packs::folders(tree) {
        all.push(PackInForce::new(tree, folder.trim_end_matches('/'), Some(law_packs::pack(tree, &folder)?.name)));
    }
    let case_types = case_types.values().map(|own| (format!("case-types/{}", own.first.id), &own.first.name));
    let registers = registers.iter().map(|own| (format!("registers/{}", own.id), &own.label));
    let lead_rules = lead_rules.values().map(|own| (format!("screening/{}", own.id), &own.label));
    let named = case_types.chain(registers).chain(lead_rules);
    all.extend(named.map(|(id, name)| PackInForce::new(tree, &id, Some(name.clone()))));
    all.extend(["calendars", "access", "system"].map(|id| PackInForce::new(tree, id, None)));
    Ok(all)
}
