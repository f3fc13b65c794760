-- The facts of each victim in each case, from the registers. An empty fact is unknown.
-- A row speaks of a person only through a valid ID number or a link that a person confirmed (`identified`); a name never does.
-- Of several rows about one person in one case, each fact is the last that is known.
-- Each step is a table for the steps after it; the last gives the facts.

-- step: victims
with person_rows as (
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
-- A ledger often names the dead through a relative: the injury in that row is the victim's.
deaths as (
    select distinct case_key
    from person_rows
    where role in ('victim', 'victim-kin') and injury = 'death'
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
)
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

-- step: cases
select
    coalesce(case_no, concat('#', batch, '/', sheet, '/', row)) as case_key,
    last_value(cause_class order by batch, sheet, row) filter (where cause_class is not null) as offence
from crim_case
group by coalesce(case_no, concat('#', batch, '/', sheet, '/', row))

-- A row that names no amount says nothing. Where a sheet has a column of insurance, an empty cell of it leaves what was
-- paid unknown, unless the rest alone makes good.
-- step: money
with amounts as (
    select
        coalesce(case_no, concat('#', batch, '/', sheet, '/', row)) as case_key,
        person,
        batch,
        sheet,
        row,
        owed,
        case
            when insurance is not null then paid + insurance
            when paid >= owed or not has_insurance then paid
        end as paid
    from (select *, bool_or(insurance is not null) over (partition by batch, sheet) as has_insurance from compensation)
    where owed is not null or paid is not null
)
select
    case_key,
    person,
    last_value(owed order by batch, sheet, row) filter (where owed is not null) as owed,
    last_value(paid order by batch, sheet, row) filter (where paid is not null) as paid
from amounts
group by case_key, person

-- What is owed to the person and what was paid of it, or both of the whole case: never one against the other.
-- step: due
select
    victims.person,
    victims.case_key,
    case when own.case_key is not null then own.owed else whole.owed end as owed,
    case when own.case_key is not null then own.paid else whole.paid end as paid
from victims
left join money as own on own.case_key = victims.case_key and own.person = victims.person
left join (select case_key, owed, paid from money where person is null) as whole on whole.case_key = victims.case_key

-- step: pairs
select a as person, b as other from candidate_link where a in (select person from victims)
union
select b as person, a as other from candidate_link where b in (select person from victims)

-- step: members
with listed as (
    select person, household from low_income
    union all
    select person, household from monitor
    union all
    select person, household from child
    union all
    select person, household from women
    union all
    select person, household from crim_person
)
select distinct person, household
from listed
where
    person is not null
    and household in (select household from listed where household is not null and person in (select person from victims))

-- Only these people are looked up in the long lists: those harmed, whoever may be one of them, and their households.
-- step: looked_up
select person from victims
union
select person from members
union
select other as person from pairs

-- The day of entry does not exclude; who has left a list does not stand in it.
-- step: standing
with lists as (
    select person, 'low_income' as list, kind
    from low_income, screening_day
    where until is null or until >= date_trunc('month', day)
    union all
    select person, 'monitor' as list, kind from monitor
    union all
    select person, 'disabled' as list, grade as kind from disabled
    union all
    select person, 'child' as list, kind from child, screening_day where until is null or until >= day
    union all
    select person, 'women' as list, kind from women, screening_day where until is null or until >= day
    union all
    select person, 'veteran' as list, kind from veteran, screening_day where until is null or until >= day
)
select
    person,
    bool_or(list <> 'veteran') as in_hardship,
    bool_or(list = 'low_income') as in_low_income,
    bool_or(list = 'monitor') as in_monitor,
    bool_or(list = 'disabled') as in_disabled,
    bool_or(list = 'child') as in_child,
    bool_or(list = 'women') as in_women,
    bool_or(list = 'veteran') as in_veteran,
    min(kind) filter (where list = 'low_income') as low_income_kind,
    min(kind) filter (where list = 'disabled') as disabled_grade,
    max(kind) filter (where list = 'child') as child_kind
from lists
where person in (select person from looked_up)
group by person

-- step: kin_in_hardship
select distinct members.person
from members
inner join members as other on other.household = members.household
inner join standing on standing.person = other.person
where other.person <> members.person and standing.in_hardship

-- step: grants
select distinct person, case_no from aid_grant where person in (select person from looked_up)

-- step: maybe
select
    pairs.person,
    count(distinct standing.person) as hits
from pairs
inner join standing on standing.person = pairs.other
where standing.in_hardship
group by pairs.person

-- step: maybe_helped
select distinct pairs.person, grants.case_no
from pairs
inner join grants on grants.person = pairs.other

-- Whoever has a grant, or may be somebody who has one: a case without a number may be the one that it was for.
-- step: maybe_granted
select person from grants
union
select person from maybe_helped

-- Whoever may be somebody that was helped for this very case is asked about, and no lead to confirm.
-- step: facts
select
    victims.person,
    victims.identified,
    victims.case_no,
    victims.batch,
    victims.sheet,
    victims.row,
    case when maybe_helped.person is null then coalesce(maybe.hits, 0) else 0 end as candidates,
    victims.injury,
    cases.offence,
    case
        when victims.urgent = 'yes' then true
        when victims.urgent = 'no' or victims.injury = 'none' then false
    end as urgent,
    coalesce(
        victims.property_loss,
        case when cases.offence in ('property', 'violent-property') then due.owed end
    ) as loss,
    due.owed,
    due.paid,
    case
        when victims.identified and helped.person is not null then true
        when victims.identified and maybe_helped.person is null then false
    end as helped,
    case
        when unnumbered.person is null and (victims.case_no is not null or maybe_granted.person is null) then false
    end as helped_in_some_case,
    case
        when standing.in_low_income then true
        when victims.identified and maybe.person is null then false
    end as in_low_income,
    standing.low_income_kind,
    case
        when standing.in_monitor then true
        when victims.identified and maybe.person is null then false
    end as in_monitor,
    case
        when standing.in_disabled then true
        when victims.identified and maybe.person is null then false
    end as in_disabled,
    standing.disabled_grade,
    case
        when standing.in_child then true
        when victims.identified and maybe.person is null then false
    end as in_child,
    standing.child_kind,
    case
        when standing.in_women then true
        when victims.identified and maybe.person is null then false
    end as in_women,
    case
        when kin_in_hardship.person is not null then true
        when victims.identified and maybe.person is null then false
    end as household_in_hardship,
    case when standing.in_veteran then true when victims.identified then false end as in_veteran,
    victims.born > day - interval '18 years' as minor,
    victims.born <= day - interval '60 years' as aged
from victims
cross join screening_day
left join cases on cases.case_key = victims.case_key
left join due on due.person = victims.person and due.case_key = victims.case_key
left join standing on standing.person = victims.person
left join kin_in_hardship on kin_in_hardship.person = victims.person
left join grants as helped on helped.person = victims.person and helped.case_no = victims.case_no
left join (select distinct person from grants where case_no is null) as unnumbered on unnumbered.person = victims.person
left join maybe on maybe.person = victims.person
left join maybe_helped on maybe_helped.person = victims.person and maybe_helped.case_no = victims.case_no
left join maybe_granted on maybe_granted.person = victims.person
