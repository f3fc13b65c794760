-- The facts of each victim in each case, from the registers. An empty fact is unknown.
-- A row speaks of a person only through a valid ID number or a link that a person confirmed (`identified`); a name never does.
-- Of several rows about one person in one case, each fact is the last that is known.
with
person_rows as (
    select
        person,
        identified,
        coalesce(case_no, concat('#', batch, '/', sheet, '/', row)) as case_key,
        case_no,
        batch,
        sheet,
        row,
        born,
        coalesce(role, 'victim') as role,
        case when dead = 'yes' then 'death' else injury end as injury,
        urgent,
        property_loss
    from crim_person
    where person is not null
),
deaths as (
    select distinct case_key
    from person_rows
    where role = 'victim' and injury = 'death'
),
-- A near relative is harmed by the victim's death.
harmed as (
    select * from person_rows where role = 'victim'
    union all
    select
        kin.person,
        kin.identified,
        kin.case_key,
        kin.case_no,
        kin.batch,
        kin.sheet,
        kin.row,
        kin.born,
        kin.role,
        'death' as injury,
        kin.urgent,
        kin.property_loss
    from person_rows as kin
    inner join deaths on deaths.case_key = kin.case_key
    where kin.role = 'victim-kin'
),
victims as (
    select
        person,
        case_key,
        bool_or(identified) as identified,
        max(case_no) as case_no,
        max(batch) as batch,
        last_value(sheet order by batch, sheet, row) as sheet,
        last_value(row order by batch, sheet, row) as row,
        max(born) as born,
        last_value(injury order by batch, sheet, row) filter (where injury is not null) as injury,
        last_value(urgent order by batch, sheet, row) filter (where urgent is not null) as urgent,
        last_value(property_loss order by batch, sheet, row) filter (where property_loss is not null) as property_loss
    from harmed
    group by person, case_key
),
cases as (
    select
        coalesce(case_no, concat('#', batch, '/', sheet, '/', row)) as case_key,
        last_value(cause_class order by batch, sheet, row) filter (where cause_class is not null) as offence
    from crim_case
    group by coalesce(case_no, concat('#', batch, '/', sheet, '/', row))
),
money_rows as (
    select
        coalesce(case_no, concat('#', batch, '/', sheet, '/', row)) as case_key,
        person,
        batch,
        sheet,
        row,
        owed,
        paid + coalesce(insurance, 0) as paid
    from compensation
),
money_of_person as (
    select
        case_key,
        person,
        last_value(owed order by batch, sheet, row) filter (where owed is not null) as owed,
        last_value(paid order by batch, sheet, row) filter (where paid is not null) as paid
    from money_rows
    where person is not null
    group by case_key, person
),
money_of_case as (
    select
        case_key,
        last_value(owed order by batch, sheet, row) filter (where owed is not null) as owed,
        last_value(paid order by batch, sheet, row) filter (where paid is not null) as paid
    from money_rows
    where person is null
    group by case_key
),
low as (
    select person, min(kind) as kind
    from low_income, screening_day
    where person is not null and (until is null or until >= date_trunc('month', day))
    group by person
),
watched as (
    select distinct person from monitor where person is not null
),
disability as (
    select person, min(grade) as grade from disabled where person is not null group by person
),
children as (
    select person, max(kind) as kind
    from child, screening_day
    where person is not null and (until is null or until >= day)
    group by person
),
women_listed as (
    select distinct person
    from women, screening_day
    where person is not null and (until is null or until >= day)
),
soldiers as (
    select distinct person from veteran where person is not null
),
in_hardship as (
    select person from low
    union
    select person from watched
    union
    select person from disability
    union
    select person from children
    union
    select person from women_listed
),
households as (
    select person, household from low_income where household is not null and person is not null
    union
    select person, household from monitor where household is not null and person is not null
    union
    select person, household from child where household is not null and person is not null
    union
    select person, household from women where household is not null and person is not null
    union
    select person, household from crim_person where household is not null and person is not null
),
poor_households as (
    select distinct households.household, households.person
    from households
    inner join in_hardship on in_hardship.person = households.person
),
kin_in_hardship as (
    select distinct households.person
    from households
    inner join poor_households on poor_households.household = households.household
    where poor_households.person <> households.person
),
grants as (
    select person, case_no from aid_grant where person is not null
),
helped_here as (
    select distinct person, case_no from grants where case_no is not null
),
helped_somewhere as (
    select distinct person from grants where case_no is null
),
pairs as (
    select a as person, b as other from candidate_link
    union
    select b as person, a as other from candidate_link
),
maybe_in_hardship as (
    select pairs.person, count(*) as hits
    from pairs
    inner join in_hardship on in_hardship.person = pairs.other
    group by pairs.person
),
maybe_helped as (
    select distinct pairs.person, grants.case_no
    from pairs
    inner join grants on grants.person = pairs.other
)
select
    victims.person,
    victims.identified,
    victims.case_no,
    victims.batch,
    victims.sheet,
    victims.row,
    coalesce(maybe_in_hardship.hits, 0) as candidates,
    victims.injury,
    cases.offence,
    case
        when victims.urgent = 'yes' then true
        when victims.urgent = 'no' or victims.injury is not null then false -- who graded the injury would have said so
    end as urgent,
    coalesce(
        victims.property_loss,
        case
            when cases.offence in ('property', 'violent-property') then coalesce(own.owed, whole.owed)
            when cases.offence is not null then 0
        end
    ) as loss,
    coalesce(own.owed, whole.owed) as owed,
    coalesce(own.paid, whole.paid) as paid,
    case
        when victims.identified and helped_here.person is not null then true
        when victims.identified and maybe_helped.person is null then false
    end as helped,
    case when helped_somewhere.person is null then false end as helped_in_some_case,
    case
        when low.person is not null then true
        when victims.identified and maybe_in_hardship.person is null then false
    end as in_low_income,
    low.kind as low_income_kind,
    case
        when watched.person is not null then true
        when victims.identified and maybe_in_hardship.person is null then false
    end as in_monitor,
    case
        when disability.person is not null then true
        when victims.identified and maybe_in_hardship.person is null then false
    end as in_disabled,
    disability.grade as disabled_grade,
    case
        when children.person is not null then true
        when victims.identified and maybe_in_hardship.person is null then false
    end as in_child,
    children.kind as child_kind,
    case
        when women_listed.person is not null then true
        when victims.identified and maybe_in_hardship.person is null then false
    end as in_women,
    case
        when kin_in_hardship.person is not null then true
        when victims.identified and maybe_in_hardship.person is null then false
    end as household_in_hardship,
    case when soldiers.person is not null then true when victims.identified then false end as in_veteran,
    victims.born > day - interval '18 years' as minor,
    victims.born <= day - interval '60 years' as aged
from victims
cross join screening_day
left join cases on cases.case_key = victims.case_key
left join money_of_person as own on own.case_key = victims.case_key and own.person = victims.person
left join money_of_case as whole on whole.case_key = victims.case_key
left join low on low.person = victims.person
left join watched on watched.person = victims.person
left join disability on disability.person = victims.person
left join children on children.person = victims.person
left join women_listed on women_listed.person = victims.person
left join kin_in_hardship on kin_in_hardship.person = victims.person
left join soldiers on soldiers.person = victims.person
left join helped_here on helped_here.person = victims.person and helped_here.case_no = victims.case_no
left join helped_somewhere on helped_somewhere.person = victims.person
left join maybe_in_hardship on maybe_in_hardship.person = victims.person
left join maybe_helped on maybe_helped.person = victims.person and maybe_helped.case_no = victims.case_no
