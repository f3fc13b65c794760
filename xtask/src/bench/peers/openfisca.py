"""One ground of assistance with its trace in OpenFisca: eight conditions of one person. Prints one line of JSON.

The rule is item 1 of article 7 of the procuratorates' rules of 2021 with the conditions that the exclusions ask, and the
amount as base x months x factor, less what was received, within floor and ceiling.
"""
import json
import resource
import sys

from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity(key="person", plural="persons", label="person", is_person=True)


class Rules(TaxBenefitSystem):
    pass


rules = Rules([Person])
FACTS = ["is_crime", "is_serious", "cannot_pay", "from_case", "own_fault", "refuses", "lied", "compensated"]
for name in FACTS:
    rules.add_variable(type(name, (Variable,), {
        "value_type": bool, "entity": Person, "definition_period": DateUnit.MONTH}))
for name in ["wage", "received"]:
    rules.add_variable(type(name, (Variable,), {
        "value_type": float, "entity": Person, "definition_period": DateUnit.MONTH}))


class excluded(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH

    def formula(person, period):
        return (person("own_fault", period) + person("refuses", period) + person("lied", period)
                + person("compensated", period) + (1 - person("from_case", period))) > 0


class eligible(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH

    def formula(person, period):
        return (person("is_crime", period) * person("is_serious", period) * person("cannot_pay", period)
                * (person("excluded", period) == 0)) > 0


class amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH

    def formula(person, period):
        low = person("wage", period) * 8 - person("received", period)
        return person("eligible", period) * low.clip(3000, person("wage", period) * 36)


for variable in (excluded, eligible, amount):
    rules.add_variable(variable)

person = {name: {"2024-07": name in ("is_crime", "is_serious", "cannot_pay", "from_case")} for name in FACTS}
person |= {"wage": {"2024-07": 8640.67}, "received": {"2024-07": 10000}}
many, lines = int(sys.argv[1]), 0
used = resource.getrusage(resource.RUSAGE_SELF)
before = used.ru_utime + used.ru_stime
for _ in range(many):
    simulation = SimulationBuilder().build_from_entities(rules, {"persons": {"one": person}})
    simulation.trace = True
    simulation.calculate("amount", "2024-07")
    lines = len(simulation.tracer.computation_log.lines())
used = resource.getrusage(resource.RUSAGE_SELF)
spent = int((used.ru_utime + used.ru_stime - before) * 1e9 / many)
print(json.dumps({"times": many, "nanoseconds": spent, "lines": lines}))
