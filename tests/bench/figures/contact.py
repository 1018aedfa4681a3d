"""How long does a worker with 500 open matters wait for her list, and others while one person floods the program?

What a list needs before it is worded: how many there are, the first page of hers with names, and what nobody has; each
time with no woman's key opened before, as after a restart, and again with them open. Then, through the whole program
with the simulator: a flood, and everything at the same moment, a thousand times.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from statistics import median, quantiles

from db import matter_messages, matters, people
from db.matters import Chosen
from db.unit import Unit
from db.vault import person as owner_of
from domain.matters import LISTED_MAX, NOTICE_EVERY_MS, Matter, MessageKind, Side
from domain.roles import Role
from domain.zones import WITA
from tests.bench.alternate import Bench, RoundFailed
from tests.bench.report import Figure, Line
from tests.db.desk import open_desk
from tests.db.office_world import World
from tests.handlers.contact.flooding import Flooded, flood
from tests.handlers.contact.interleaving import Found, interleave
from tests.handlers.contact.letters import add_worker
from tests.world import Way, make_template, open_world

OPEN = 500
COLLEAGUES = 3
IN_POOL = 100
MESSAGES_EACH = 3
TIMES = 21
LIST_MAX_MS = 200
WAIT_MAX_S = 2
ROUNDS_A_WOMAN = 50


def measure(bench: Bench) -> Figure:
    with bench.fresh_folder() as folder:
        cold, warm, pages = asyncio.run(_measure(folder))
    sent, rounds = bench.sizes.flood, bench.sizes.interleavings
    figure = Figure(
        name="contact",
        title=f"the list of a worker with {OPEN} open matters, beside {COLLEAGUES} colleagues with as many;"
        f" {sent:,} messages of one person; {rounds:,} times everything at once",
    )
    for what, taken in (
        ("the list, no key opened before", cold),
        ("the list, with keys open", warm),
        ("one matter's page", pages),
    ):
        figure.lines += [
            Line(what=f"{what}: median", value=1_000 * median(taken), unit="ms", at_most=LIST_MAX_MS),
            Line(
                what=f"{what}: p95", value=1_000 * quantiles(taken, n=20)[-1], unit="ms", at_most=LIST_MAX_MS
            ),
        ]
    with bench.fresh_folder() as folder:
        figure.lines += _lines_of_flood(asyncio.run(_flooded(folder, sent)))
    with bench.fresh_folder() as folder:
        figure.lines += _lines_of_rounds(asyncio.run(_interleaved(folder, rounds)))
    return figure


async def _flooded(folder: Path, messages: int) -> Flooded:
    await make_template(folder / "template")
    async with open_world(folder / "data", Way.STEADY, template=folder / "template") as world:
        return await flood(world, messages)


def _lines_of_flood(found: Flooded) -> list[Line]:
    if found.failed:
        raise RoundFailed(f"{found.failed} turns failed in the flood")
    normal_p95 = quantiles(found.normal, n=20)[-1]
    return [
        Line(what="beside the flood: an answer, p95", value=normal_p95, unit="s", at_most=WAIT_MAX_S),
        Line(
            what="beside the flood: help, the longest", value=found.helped[-1], unit="s", at_most=WAIT_MAX_S
        ),
        Line(what=f"beside the flood: notices to the worker in {found.minutes:.1f} min", value=found.notices),
        Line(
            what="beside the flood: between two notices, at least",
            value=found.gap_ms / 1_000,
            unit="s",
            at_least=NOTICE_EVERY_MS / 1_000,
        ),
    ]


async def _interleaved(folder: Path, rounds: int) -> list[Found]:
    """Women of some rounds each, so that no matter grows longer than any."""
    await make_template(folder / "template")
    async with open_world(folder / "data", Way.STEADY, template=folder / "template") as world:
        await add_worker(world, "Rina")
        each = min(rounds, ROUNDS_A_WOMAN)
        return [await interleave(world, f"Wati {woman}", each, seed=woman) for woman in range(rounds // each)]


def _lines_of_rounds(found: list[Found]) -> list[Line]:
    if failed := sum(each.failed for each in found):
        raise RoundFailed(f"{failed} turns failed when everything came at once")
    counted = {
        "lost": sum(each.lost for each in found),
        "doubled": sum(each.doubled for each in found),
        "out of order": sum(each.out_of_order for each in found),
        "in a second matter": sum(each.matters - 1 for each in found),
    }
    sent = Line(what="everything at once: messages sent", value=sum(each.sent for each in found))
    return [sent, *(Line(what=f"of these {what}", value=n, at_most=0) for what, n in counted.items())]


async def _measure(folder: Path) -> tuple[list[float], list[float], list[float]]:
    async with open_desk(folder) as desk:
        world = World(desk)
        world.office = await world.add_office("Kantor Contoh", "samarinda")
        staff = [await world.staff(Role.WORKER) for _each in range(COLLEAGUES + 1)]
        for holder in (*[each.person_id for each in staff for _n in range(OPEN)], *[0] * IN_POOL):
            await world.run(lambda unit, to=holder: _matter(unit, world.office, to))  # type: ignore[misc]
        worker = staff[0]

        async def look(unit: Unit) -> list[matters.Waiting]:
            unit.actor = worker
            counted, held = await matters.counts(unit), await matters.list_held(unit)
            if (counted.held, counted.pool, len(held)) != (OPEN, IN_POOL, LISTED_MAX):
                raise RoundFailed(f"{counted} and {len(held)} lines were found")
            await matters.list_pool(unit)
            return held

        async def read(unit: Unit, matter: Matter) -> None:
            unit.actor = worker
            if len(await matter_messages.page(unit, matter)) != MESSAGES_EACH:
                raise RoundFailed("a message is missing")

        cold, warm, pages = [], [], []
        for _time in range(TIMES):
            desk.storage.vault._open.clear()
            began = time.perf_counter()
            held = await desk.run(look)
            cold.append(time.perf_counter() - began)
            began = time.perf_counter()
            await desk.run(look)
            warm.append(time.perf_counter() - began)
            matter = await desk.run(lambda unit, key=held[_time].id: matters.find(unit, key))  # type: ignore[misc]
            assert matter is not None
            began = time.perf_counter()
            await desk.run(lambda unit, one=matter: read(unit, one))  # type: ignore[misc]
            pages.append(time.perf_counter() - began)
        return cold, warm, pages


async def _matter(unit: Unit, office: int, holder: int) -> None:
    """A woman of her own, with a name, who has written three messages."""
    woman = unit.new_id()
    await unit.vault.have([owner_of(woman)], create=True)
    people.add_person(unit, woman, unit.now_ms, demo=True)
    people.begin_details(unit, woman, name=f"Demo {woman}", salutation="Ibu")
    people.set_area(unit, woman, "samarinda", WITA)
    unit.actor = people.Actor(
        account_id=0, person_id=woman, channel="", phone="own", language="id", zone=WITA, staff=False
    )
    written = await matters.write(
        unit,
        person_id=woman,
        organisation_id=office,
        chosen=Chosen(holder_id=holder),
        kind=MessageKind.TEXT,
        text="Selamat pagi, saya mau tanya.",
    )
    for n in range(1, MESSAGES_EACH):
        await matter_messages.add(unit, written.matter, Side.HER, MessageKind.TEXT, f"Satu lagi {n}")
