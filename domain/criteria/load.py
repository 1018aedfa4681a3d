"""Is a criteria file sound, and which set does it make?

`parse_set` either returns a whole set or raises CriteriaError with every mistake of the file, each with its
remedy; half a set is never used.
"""

import re
from collections.abc import Collection

from domain.criteria.fields import CriteriaError, Fault, Table, note_twice, read_toml
from domain.criteria.load_criterion import read_criterion
from domain.criteria.schema import (
    Aid,
    CriteriaSet,
    Criterion,
    Document,
    Outcome,
    Overall,
    Region,
    Role,
    Route,
    Source,
    Step,
)
from domain.zones import ZONES

SCHEMA = "kriteria/1"
SET_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NEXT_SCREENS = ("berkas", "minat", "petugas", "rujukan", "lanjut")
RANKS = {
    Overall.BELUM_LENGKAP: 0,
    Overall.BELUM_SESUAI: 1,
    Overall.PERLU_DICEK: 2,
    Overall.COCOK_AWAL: 3,
}
COUNTED = (Overall.PERLU_DICEK, Overall.BELUM_SESUAI)
"""The overall results whose text may hold {n}, the number of criteria at that level."""
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|")


def parse_set(text: str, name: str) -> CriteriaSet:
    """The set written in this text of the file `name`; raises CriteriaError with all its mistakes."""
    faults: list[Fault] = []
    top = read_toml(text, name, faults)
    sources = _read_sources(top)
    routes = _read_routes(top, sources)
    criteria = _read_criteria(top, sources, routes)
    documents = [_read_document(table, sources) for table in top.tables("document", required=False)]
    steps = [_read_step(table, sources) for table in top.tables("step", required=False)]
    note_twice(top, "the document", [document.id for document in documents])
    if [step.n for step in steps] != list(range(1, len(steps) + 1)):
        top.fault("the steps are not numbered 1, 2, 3 ...", "Number them in their order")
    top.one_of("schema", (SCHEMA,))
    found = CriteriaSet(
        id=_read_id(top, name),
        version=top.text("version"),
        title=top.shown("title", chars_max=72),
        title_staff=top.text("title_staff"),
        language=top.one_of("language", ("id",)),
        timezone=top.one_of("timezone", ZONES),
        region=_read_region(top.table("region")),
        decision=top.one_of("decision", ("petugas",)),
        confirmed_by_office=top.flag("confirmed_by_office"),
        valid_from=_read_day(top, "valid_from"),
        valid_until=_read_day(top, "valid_until"),
        sources=sources,
        aid=_read_aid(top.table("aid"), sources),
        outcomes=_read_outcomes(top.table("outcome")),
        criteria=tuple(sorted(criteria, key=lambda criterion: criterion.order)),
        documents=tuple(documents),
        steps=tuple(steps),
        routes=routes,
    )
    if found.valid_until and found.valid_from > found.valid_until:
        top.fault("valid_until is before valid_from", "Swap or mend them")
    top.done()
    if faults:
        raise CriteriaError(faults)
    return found


def _read_id(top: Table, name: str) -> str:
    found = top.key("id", pattern=SET_ID)
    if found and name.removesuffix(".toml") != found:
        top.fault(f"the id {found!r} is not the file's name", f"Name the file {found}.toml")
    return found


def _read_day(top: Table, key: str) -> str:
    """A year, month or day, or "" for not known; the key itself must stand there."""
    day = top.text(key, required=False)
    if not top.has(key):
        top.fault(f"{key} is missing", f'Add {key}: "2026", "2026-02" or "2026-02-03", "" if not known')
    if not _DAY.fullmatch(day):
        top.fault(f"{key} {day!r} is not a date", 'Write "2026", "2026-02" or "2026-02-03", "" if not known')
    return day


def _read_region(table: Table) -> Region:
    region = Region(
        country=table.one_of("country", ("ID",), required=False),
        province=table.text("province", required=False),
        city=table.text("city", required=False),
    )
    if bool(region.country) == bool(region.province) or (region.city and not region.province):
        table.fault(
            "it is neither a country nor a province", "Write country, or province with or without city"
        )
    table.done()
    return region


def _read_sources(top: Table) -> dict[str, Source]:
    sources = {}
    outer = top.table("sources", where="sources")
    for key in outer.values:
        table = outer.table(key, where=f"source {key}")
        sources[key] = Source(key=key, cite=table.text("cite"), plain=table.shown("plain"))
        table.done()
    return sources


def _read_routes(top: Table, sources: Collection[str]) -> dict[str, Route]:
    routes = {}
    outer = top.table("route", required=False, where="route")
    for key in outer.values:
        table = outer.table(key, where=f"route {key}")
        routes[key] = Route(
            id=key,
            text=table.shown("text"),
            staff=table.text("staff", required=False),
            source=table.one_of("source", sources),
        )
        table.done()
    return routes


def _read_criteria(top: Table, sources: Collection[str], routes: Collection[str]) -> list[Criterion]:
    tables = top.tables("criterion")
    criteria = [read_criterion(table, sources, routes) for table in tables]
    note_twice(top, "the criterion", [one.id for one in criteria if one.id])
    note_twice(top, "the order", [one.order for one in criteria if one.order > 0])
    if not any(one.counts for one in criteria):
        roles = f"{Role.WAJIB} or {Role.VERIFIKASI}"
        top.fault("no criterion counts", f"Give at least one the role {roles}")
    return criteria


def _read_aid(table: Table, sources: Collection[str]) -> Aid:
    value = table.number("value_rp", required=False)
    if value is not None and value < 0:
        table.fault(f"value_rp {value} is below 0", "Write whole rupiah, 0 if not known")
    aid = Aid(
        kind=table.key("kind"),
        text=table.shown("text"),
        limits=table.shown("limits"),
        source=table.one_of("source", sources),
        value_rp=value or 0,
        per=table.key("per", required=False),
        quota_note=table.text("quota_note", required=False),
        trainings=table.texts("trainings", required=False),
        tools=table.texts("tools", required=False),
    )
    table.done()
    return aid


def _read_outcomes(outer: Table) -> dict[str, Outcome]:
    outcomes = {}
    for level in Overall:
        table = outer.table(level, where=f"outcome {level}")
        if not outer.has(level):
            continue
        text = table.text("text")
        table.check_shown("text", text, slots="{n}" if level in COUNTED else "")
        rank = table.number("rank")
        if rank is not None and rank != RANKS[level]:
            table.fault(f"rank {rank}", f"The rank of {level} is {RANKS[level]}")
        screen = table.one_of("next", NEXT_SCREENS)
        table.done()
        outcomes[level.value] = Outcome(level=level, rank=RANKS[level], text=text, next=screen)
    outer.done()
    return outcomes


def _read_document(table: Table, sources: Collection[str]) -> Document:
    document = Document(
        id=table.key("id"),
        required=table.flag("required"),
        text=table.shown("text"),
        help=table.shown("help"),
        source=table.one_of("source", sources),
        note=table.text("note", required=False),
    )
    table.done()
    return document


def _read_step(table: Table, sources: Collection[str]) -> Step:
    step = Step(
        n=table.number("n") or 0,
        actor=table.key("actor"),
        text=table.shown("text"),
        state=table.key("state"),
        blocks_next=table.flag("blocks_next", required=False),
        source=table.one_of("source", sources),
        note=table.text("note", required=False),
    )
    table.done()
    return step
