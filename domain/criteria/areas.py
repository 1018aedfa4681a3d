"""Where does she live, and which sets are for people there?

She picks her area once, before any question; each set's own question about the place is answered from it.
"""

from collections.abc import Iterable, Sequence

from domain.criteria.fields import CriteriaError, Fault, Table, note_twice, read_toml
from domain.criteria.plain import ROW_CHARS_MAX
from domain.criteria.schema import AREA_CRITERION, CriteriaSet, Value
from domain.records import dataclass
from domain.zones import ZONES

SCHEMA = "daerah/1"
HOME_COUNTRY = "ID"


@dataclass(frozen=True, kw_only=True)
class Area:
    """A place to choose; without a province it stands for every place that is not listed."""

    key: str
    label: str
    province: str
    city: str | None
    zone: str


def parse_areas(text: str, name: str) -> tuple[Area, ...]:
    """The areas of this file in their order; raises CriteriaError with all its mistakes."""
    faults: list[Fault] = []
    top = read_toml(text, name, faults)
    top.one_of("schema", (SCHEMA,))
    areas = tuple(_read_area(table) for table in top.tables("area"))
    note_twice(top, "the area", [area.key for area in areas if area.key])
    note_twice(top, "the label", [area.label for area in areas if area.label])
    if not faults and [area.province for area in areas].count("") != 1:
        top.fault("not exactly one area is without a province", "Keep one for every other place")
    top.done()
    if faults:
        raise CriteriaError(faults)
    return areas


def _read_area(table: Table) -> Area:
    area = Area(
        key=table.key("key"),
        label=table.shown("label", chars_max=ROW_CHARS_MAX),
        province=table.text("province", required=False),
        city=table.text("city", required=False) or None,
        zone=table.one_of("zone", ZONES),
    )
    if area.city and not area.province:
        table.fault("city without province", "Add the province")
    table.done()
    return area


def is_for_area(criteria_set: CriteriaSet, area: Area) -> bool:
    """Whether the set's region takes the area in."""
    region = criteria_set.region
    if region.country:
        return region.country == HOME_COUNTRY
    if region.city:
        return (region.province, region.city) == (area.province, area.city)
    return region.province == area.province


def sets_for_area(sets: Iterable[CriteriaSet], area: Area) -> tuple[CriteriaSet, ...]:
    """The sets for people of this area, in the order given."""
    return tuple(one for one in sets if is_for_area(one, area))


def prefill(criteria_set: CriteriaSet, area: Area) -> dict[str, Value]:
    """What the area answers in this set: its own question about the place, or nothing.

    An area outside the set's region gets the one option that the rule `not_in` shuts out. An area inside
    it that is not among the options leaves the question open.
    """
    criterion = criteria_set.find(AREA_CRITERION)
    if criterion is None:
        return {}
    if is_for_area(criteria_set, area):
        return {criterion.id: area.key} if area.key in criterion.answer.options else {}
    outside: Sequence[str] = criterion.rule.values if criterion.rule.op == "not_in" else ()
    return {criterion.id: outside[0]} if len(outside) == 1 else {}
