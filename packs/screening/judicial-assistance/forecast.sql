-- What the registers can say of the facts that the eligibility criteria read. What they cannot say stays empty.
-- A listing is a sign of hardship, and its kind gives a first grade; a home visit decides.
select
    person,
    identified,
    case_no,
    batch,
    sheet,
    row,
    case
        when injury in ('serious-1', 'serious-2', 'serious') then 'serious'
        when injury in ('light-1', 'light-2', 'light') then 'light'
        else injury
    end as injury,
    'crime' as harm_kind, -- everyone here stands in a criminal case; `offence` tells the lead rule which injuries count
    urgent as urgent_treatment,
    paid as compensation_received,
    owed as award_owed,
    case
        when low_income_kind = 'destitute' then 'extreme'
        when in_low_income or in_child then 'very'
        when in_monitor or in_disabled or in_women or household_in_hardship then 'ordinary'
    end as hardship_grade
from facts
