"""A small world for chats: three offices, their people, a clock that stands still, and the whole program over it.

The program is the real App on real files; `way` says on which channel it is played and whether it restarts before
each message. After a chat the books are lists of readable lines.
"""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from bot.app import CRITERIA, App
from bot.channels.simulator.platforms import Look
from bot.clock import Clock
from bot.criteria_files import load_areas
from bot.settings import Settings, read_settings
from conversation.registry import Conversation, Listed
from conversation.text import Text
from db import group_rules, groups, members, organisations, people, windows
from db.people import Actor
from db.rechecks import DETAIL_PLACE
from db.screenings import list_latest_results, open_inside, open_result
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.accounts import SavingKind
from domain.contact import MessageClass
from domain.group_rules import KindRule, Rhythm, Rules
from domain.money import Rupiah
from domain.pins import Cost
from domain.roles import OF_GROUP, Role, RoleGrant
from domain.zones import WIB, WITA
from tests.cloud_phones import CloudPhones
from tests.fakes.bot_api import BotApi
from tests.fakes.graph_api import APP_SECRET, VERIFY_TOKEN, GraphApi
from tests.fakes.graph_api_world import NUMBER_ID
from tests.phones import Phones, SimulatorPhones, TelegramPhones

START_MS = 1_770_087_600_000  # Tuesday, 3 February 2026: 10.00 WIB, 11.00 WITA
BETWEEN_MESSAGES_MS = 10_000
CHEAP = Cost(n=2, r=1, p=1)  # no guesser plays a chat; tests/db knows how dear a try of a PIN really is
DAY_S = 24 * 3600
PACE_PULSE_S = 60.0  # longer than any chat has to wait for its next message

KALTIM = "Dinas Sosial Kaltim"
BATU = "Dinas Sosial Kota Batu"
PURWAKARTA = "Dinas Sosial Purwakarta"
MENTARI = "Mentari"

UEP, WRSE, PRSE = "kaltim-uep-2023", "kota-batu-wrse", "prse-permensos-8-2012"

# Mentari meets on the third of each month, and has done so for more than a year.
SINCE = date(2025, 1, 3)
RULES = Rules(
    kinds=(
        KindRule(kind=SavingKind.WAJIB, amount=Rupiah(10_000)),
        KindRule(kind=SavingKind.SUKARELA),
        KindRule(kind=SavingKind.SOSIAL, amount=Rupiah(2_000)),
        KindRule(kind=SavingKind.POKOK, amount=Rupiah(50_000)),
    ),
    rhythm=Rhythm.MONTHLY,
    meeting_day=SINCE,
    from_day=SINCE,
    decided_day=SINCE,
)

T = TypeVar("T")


class Way(StrEnum):
    """How a chat is played: on the simulator with Telegram's look, with WhatsApp's, or over HTTP on either of them.

    Restarted: with Telegram's look, and a new App before each message.
    """

    STEADY = "steady"
    RESTARTED = "restarted"
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    CLOUD = "cloud"  # WhatsApp over HTTP; a world says of itself that it is played on WhatsApp


class StandingClock(Clock):
    """Goes on only when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.passed_ms = 0

    def now_ms(self) -> int:
        return START_MS + self.passed_ms + self.offset_ms


class PlayedApp(App):
    """The program; only the clock by which a channel's pace is kept, and what a try of a PIN costs, come from outside.

    rest: lets that clock go on until what is due has been sent, at each moment at which the moved clock stops.
    """

    def __init__(
        self,
        settings: Settings,
        pulse: Callable[[], float],
        conversations: tuple[Conversation | Listed, ...] | None = None,
        *,
        rest: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__(settings, conversations=conversations)
        self._pulse = pulse
        self._rest = rest

    def _build(self) -> None:
        super()._build()
        for line in self.delivery._lines.values():
            line._now = self._pulse
        writer = self.storage.writer
        writer._facts = replace(writer._facts, pin_cost=CHEAP)

    async def _settle(self) -> None:
        await super()._settle()
        if self._rest is not None:
            await self._rest()


class World:
    """The offices by name in `offices`; the books after the last chat in requests, decisions, consents ..."""

    def __init__(
        self,
        folder: Path,
        way: Way,
        *,
        demo: bool = True,
        api: BotApi | None = None,
        graph: GraphApi | None = None,
        database_url: str = "",
    ) -> None:
        self.way: Way = Way.WHATSAPP if way is Way.CLOUD else way  # to a chat these are one
        self.clock = StandingClock()
        self.offices: dict[str, int] = {}
        self.groups: dict[str, int] = {}
        self.conversations: tuple[Conversation | Listed, ...] | None = None
        self._pulse_s = 0.0
        self._settings = _settings(folder, demo=demo, api=api, graph=graph, database_url=database_url)
        self._owners: dict[str, str] = {}
        self._api = api
        self._graph = graph
        self.app = self._new_app()
        look = Look.WHATSAPP if way is Way.WHATSAPP else Look.TELEGRAM
        self.phones: Phones = SimulatorPhones(lambda: self.app, look)
        if api is not None:
            self.phones = TelegramPhones(api)
        elif graph is not None:
            self.phones = CloudPhones(graph, lambda: self.app)
        self.said: dict[str, list[str]] = {}
        self.requests: list[str] = []
        self.decisions: list[str] = []
        self.consents: list[str] = []
        self.audit: list[str] = []
        self.pushes: list[str] = []
        self.talks: list[str] = []
        self.answers: list[str] = []
        self.faults: list[str] = []

    def _new_app(self) -> App:
        app = PlayedApp(self._settings, lambda: self._pulse_s, self.conversations, rest=self.rest)
        app.clock = self.clock
        return app

    # -- the program ------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        await self.app.start()
        if self._api is not None:
            self.app.receive()

    async def stop(self) -> None:
        await self.rest()
        await self.app.stop()

    async def restart(self) -> None:
        """All in memory is gone; the files stay."""
        await self.stop()
        self.app = self._new_app()
        await self.start()

    async def rest(self) -> None:
        """Return when everything is answered and sent; what a channel's pace holds back goes at the next pulse."""
        await self.app.turns.drain()
        unsent = 1
        while unsent:
            self._pulse_s += PACE_PULSE_S
            await self.app.delivery.settle()
            over_http = self._api is not None or self._graph is not None
            unsent = await self.run(_count_unsent) if over_http else 0
        if isinstance(self.phones, CloudPhones):
            await self.phones.deliver()  # what became of the messages
            await self.app.turns.drain()
        await self.app.clearing.settle()

    async def pass_time(self, seconds: int) -> None:
        await self._note_visits()
        await self.app.move_clock(seconds)
        if isinstance(self.phones, CloudPhones) and seconds > 30 * DAY_S:
            await self.run(
                _forget_visits
            )  # as on the other ways: who has written only here is no stranger after a year
        await self.rest()

    @property
    def restarts(self) -> bool:
        """Whether the program starts again before each message."""
        return self.way is Way.RESTARTED

    def next_message(self) -> None:
        """A few seconds later somebody writes."""
        self.clock.passed_ms += BETWEEN_MESSAGES_MS

    async def run(self, job: Callable[[Unit], Awaitable[T]]) -> T:
        await self._note_visits()
        return await self.app.storage.writer.run(job)

    async def _note_visits(self) -> None:
        """Over HTTP the program knows that they have written, as WhatsApp does (`phones.has_written`)."""
        if not isinstance(self.phones, CloudPhones) or not self.phones.visits:
            return
        addresses = [self.phones.address(each) for each in self.phones.visits]
        self.phones.visits.clear()

        async def job(unit: Unit) -> None:
            digests = [people.address_hash(unit, self.phones.channel, each) for each in addresses]
            states, _grants = await people.find_states(unit, digests)
            for row in states.values():
                people.note_visit(unit, row["account_id"])
                windows.note(unit, row["account_id"], unit.now_ms + DAY_S * 1000)

        await self.app.storage.writer.run(job)

    # -- who is there -----------------------------------------------------------------------------------------------

    async def find_places(self) -> None:
        """The offices and groups by name."""

        async def job(unit: Unit) -> None:
            self.offices = {each.office.name: each.row_id for each in await organisations.list_all(unit)}
            self.groups = {each.name: each.id for each in await groups.list_all(unit)}

        await self.run(job)

    async def add(
        self,
        name: str,
        *roles: Role,
        office: str = KALTIM,
        phone: str = "own",
        language: str = "id",
        area: str = "",
        woman: bool = True,
        group: int = 0,
    ) -> int:
        """Somebody with a phone that the program knows already; her person's id. group: hers, instead of Mentari."""
        address = self.phones.address(name)
        self._owners[address] = name

        async def job(unit: Unit) -> int:
            person_id, account_id = unit.new_id(), unit.new_id()
            await unit.vault.have([owner_of(person_id)], create=True)
            people.add_person(unit, person_id, unit.now_ms, demo=True)
            people.add_account(
                unit,
                account_id=account_id,
                person_id=person_id,
                channel=self.phones.channel,
                address=address,
                now_ms=unit.now_ms,
                language=language,
            )
            people.set_phone(unit, account_id, phone)
            found = unit.facts.find_area(area)
            if found is not None:
                people.set_area(unit, person_id, area, found.zone)
            for role in roles:
                self._grant(unit, person_id, role, office, group)
            if any(role in OF_GROUP for role in roles):
                here = group or self.groups[MENTARI]
                await members.ensure(unit, here, person_id, joined_day=SINCE, name=name)
            if any(role not in OF_GROUP for role in roles):
                organisations.enrol(unit, person_id, woman=woman, zone=WITA if office == KALTIM else WIB)
            return person_id

        person_id = await self.run(job)
        self.phones.has_written(name)
        await self._note_visits()
        return person_id

    async def add_group(self, *names: str) -> int:
        """Another group that is called Mentari too, with these women, of whom only its book knows."""

        async def job(unit: Unit) -> int:
            group_id = await _mentari(unit)
            entries = [members.NewMember(name=name) for name in names]
            await members.add_many(unit, group_id, entries, joined_day=SINCE)
            return group_id

        return await self.run(job)

    def _grant(self, unit: Unit, person_id: int, role: Role, office: str, group: int = 0) -> None:
        if role in OF_GROUP:
            grant = RoleGrant(role, group_id=group or self.groups[MENTARI])
        else:
            grant = RoleGrant(role, organisation_id=self.offices[office])
        people.grant_role(unit, role_id=unit.new_id(), person_id=person_id, grant=grant, now_ms=unit.now_ms)

    async def actor(self, unit: Unit, name: str) -> Actor:
        """Her, as she acts in a turn."""
        digest = people.address_hash(unit, self.phones.channel, self.phones.address(name))
        states, grants = await people.find_states(unit, [digest])
        row = states[digest]
        await unit.vault.have([owner_of(row["person_id"])])
        return Actor(
            account_id=row["account_id"],
            person_id=row["person_id"],
            channel=row["channel"],
            phone=row["phone"],
            language=row["language"],
            zone=row["zone"],
            staff=bool(row["staff"]),
            roles=tuple(grants.get(row["person_id"], ())),
        )

    async def use_phone(self, name: str, phone: str) -> None:
        """Whose phone it is from now on."""

        async def job(unit: Unit) -> None:
            people.set_phone(unit, (await self.actor(unit, name)).account_id, phone)

        await self.run(job)

    async def register(self, office: str, set_id: str, opens: date | None, closes: date | None) -> None:
        """From when to when one may register for the set."""

        async def job(unit: Unit) -> None:
            organisations.set_registration(unit, self.offices[office], set_id, opens, closes)

        await self.run(job)

    async def make_real(self, office: str) -> None:
        """The office is no demo any more: what is an example may not be used there until its admin confirms it."""

        async def job(unit: Unit) -> None:
            unit.write("UPDATE organisations SET demo = 0 WHERE id = $1", self.offices[office])

        await self.run(job)

    async def fail_inbox(self, fault: str) -> None:
        """An event of long ago was never handled."""

        async def job(unit: Unit) -> None:
            number = unit.new_id()
            unit.write(
                "INSERT INTO inbox (id, channel, key_hash, received_ms, day, state, tries, fault)"
                " VALUES ($1, 'simulator', $2, 0, 0, 'failed', 1, $3)",
                number,
                str(number).encode(),
                fault,
            )

        await self.run(job)

    async def tell(self, person_id: int, text: Text) -> None:
        """Somebody tells her this by a step of a turn."""

        async def job(unit: Unit) -> None:
            unit.tell(person_id, text, MessageClass.RELAY.value)
            told, unit.told = unit.told, []
            queued = await self.app.teller.queue(unit, told)
            unit.after_commit(lambda: self.app.delivery.hand_over(queued))

        await self.run(job)
        await self.rest()

    @property
    def known(self) -> list[str]:
        """Whose phones there are."""
        return list(self._owners.values())

    @property
    def own_words(self) -> set[str]:
        """Names of places, which are the same in every language."""
        return {area.label for area in load_areas(CRITERIA)} | {*self.offices}

    def meet(self, name: str) -> None:
        """From now on the books call the owner of this phone so."""
        self._owners.setdefault(self.phones.address(name), name)

    # -- the books --------------------------------------------------------------------------------------------------

    async def read_books(self) -> None:
        """What stands in the records, as lines."""
        await self.run(self._read_books)

    async def _read_books(self, unit: Unit) -> None:
        names = await self._names(unit)
        who = lambda person_id: names.get(person_id, "?")  # noqa: E731
        rows = await unit.fetch("SELECT * FROM requests ORDER BY id")
        self.requests = [
            " ".join(filter(None, (who(row["person_id"]), row["kind"], row["state"], row["overall"])))
            + (" minta bicara" if row["wants_person"] else "")
            for row in rows
        ]
        await self._read_answers(unit, rows, who)
        await self._read_decisions(unit, who)
        self.consents = [
            f"{who(row['person_id'])} {row['purpose']} {row['answer']} {row['manner']}"
            + (f" oleh {who(row['helper_id'])}" if row["helper_id"] else "")
            for row in await unit.fetch("SELECT * FROM consents ORDER BY id")
        ]
        self.audit = [
            f"{who(row['actor'])} {row['action']} {row['object']} {who(row['person_id'])} {row['reason']}".strip()
            for row in await unit.fetch("SELECT * FROM audit ORDER BY id")
        ]
        self.pushes = [
            f"{who(row['person_id'])} {row['kind']} {row['state']}"
            + (" netral" if row["pushed"] == 2 else "")
            for row in await unit.fetch("SELECT * FROM outbox WHERE pushed > 0 ORDER BY id")
        ]
        self.talks = [
            f"{who(row['person_id'])} {row['name']} {row['state']}"
            for row in await unit.fetch("SELECT * FROM talks ORDER BY id")
        ]
        self.faults = await self._read_faults(unit)

    async def _names(self, unit: Unit) -> dict[int, str]:
        """By person: whose phone it is, else the name that was given for her."""
        accounts = await unit.fetch("SELECT id AS account_id, person_id, owner_id, address FROM accounts")
        ids = [row["id"] for row in await unit.fetch("SELECT id FROM persons")]
        names = {each.id: each.name or "?" for each in (await people.list_persons(unit, ids)).values()}
        await unit.vault.have([owner_of(row["owner_id"]) for row in accounts])
        for row in accounts:
            owner = self._owners.get(people.open_address(unit, row))
            if owner is not None:
                names[row["person_id"]] = owner
        return names

    async def _read_answers(self, unit: Unit, rows: Any, who: Callable[[int], str]) -> None:
        self.answers = []
        for row in rows:
            await unit.vault.have([owner_of(row["person_id"])])
            for each in await list_latest_results(unit, row["id"], row["person_id"]):
                result = open_result(unit, each)
                said = ", ".join(
                    f"{name}={'+'.join(map(str, value)) if isinstance(value, list) else value}"
                    for name, value in result.answers.items()
                    if value != "unknown"
                )
                self.answers.append(f"{who(row['person_id'])} {result.set_id} {result.overall}: {said}")

    async def _read_decisions(self, unit: Unit, who: Callable[[int], str]) -> None:
        self.decisions = []
        for row in await unit.fetch("SELECT * FROM decisions ORDER BY id"):
            await unit.vault.have([owner_of(row["person_id"])])
            detail = open_inside(unit, row["person_id"], cell(DETAIL_PLACE, row["id"]), row["detail"])
            more = ", ".join(str(value) for value in detail.values() if value)
            line = f"{who(row['by_person'])}: {who(row['person_id'])} {row['state']}"
            self.decisions.append(f"{line} ({more})" if more else line)

    async def _read_faults(self, unit: Unit) -> list[str]:
        """What must never be left behind, whatever was said."""
        inbox = await unit.fetch("SELECT state, fault FROM inbox WHERE state <> 'done'")
        outbox = await unit.fetch(
            "SELECT state, fault, kind FROM outbox WHERE state IN ('sending', 'uncertain', 'held', 'rejected')"
            " OR (state IN ('queued', 'retry') AND due_ms <= $1)",
            unit.now_ms,
        )
        return [f"inbox {row['state']} {row['fault']}" for row in inbox] + [
            f"outbox {row['state']} {row['kind']} {row['fault']}" for row in outbox
        ]


async def _forget_visits(unit: Unit) -> None:
    """Nobody has been silent for long."""
    unit.write("UPDATE accounts SET last_in_ms = 0")


async def _count_unsent(unit: Unit) -> int:
    """Rows that are due and not sent yet."""
    (row,) = await unit.fetch(
        "SELECT count(*) AS n FROM outbox WHERE state IN ('queued', 'retry', 'sending') AND due_ms <= $1",
        unit.now_ms,
    )
    return int(row["n"])


def _settings(
    folder: Path, *, demo: bool, api: BotApi | None, graph: GraphApi | None, database_url: str = ""
) -> Settings:
    settings = replace(read_settings({"DATA_DIR": str(folder), "LOG_LEVEL": "ERROR"}, demo=True), demo=demo)
    settings = replace(settings, database_url=database_url or settings.database_url)
    if graph is not None:
        return replace(
            settings,
            simulator=False,
            whatsapp_token=graph.token,
            whatsapp_phone_number_id=NUMBER_ID,
            whatsapp_app_secret=APP_SECRET,
            whatsapp_verify_token=VERIFY_TOKEN,
            whatsapp_api_url=graph.url,
        )
    if api is None:
        return settings
    return replace(settings, simulator=False, telegram_token=api.token, telegram_api_url=api.url)


@asynccontextmanager
async def open_world(
    folder: Path, way: Way, *, template: Path | None = None, demo: bool = True, database_url: str = ""
) -> AsyncIterator[World]:
    """The world in `folder`, begun as a copy of `template` or empty; its records there or in that empty database."""
    if template is not None:
        shutil.copytree(template, folder, dirs_exist_ok=True)
    if way is Way.TELEGRAM:
        async with BotApi.running() as api:
            world = World(folder, way, demo=demo, api=api)
            api.world.now = lambda: world.clock.now_ms() / 1000
            async with _running(world):
                yield world
    elif way is Way.CLOUD:
        async with GraphApi.running(
            statuses=False
        ) as graph:  # what becomes of messages: tests/bot/channels/whatsapp
            world = World(folder, way, demo=demo, graph=graph, database_url=database_url)
            graph.world.now = lambda: world.clock.now_ms() / 1000
            async with _running(world):
                yield world
    else:
        async with _running(World(folder, way, demo=demo, database_url=database_url)) as world:
            yield world


@asynccontextmanager
async def _running(world: World) -> AsyncIterator[World]:
    await world.start()
    await world.find_places()
    try:
        yield world
    finally:
        await world.stop()


async def _mentari(unit: Unit) -> int:
    """The group with its rules; its id."""
    group_id = groups.add(unit, name=MENTARI, place="Desa Contoh", zone=WIB, demo=True)
    await group_rules.add(unit, group_id, RULES, by=0)
    return group_id


async def make_template(folder: Path) -> None:
    """The offices and the group every chat may meet: registration is open in Kaltim, nothing known elsewhere."""
    async with open_world(folder, Way.STEADY) as world:
        await world.run(begin)


async def begin(unit: Unit) -> None:
    """What stands in a world before anybody has written."""
    kaltim = organisations.add(
        unit, name=KALTIM, zone=WITA, areas=("samarinda", "kutai_kartanegara"), demo=True
    )
    organisations.set_registration(unit, kaltim, UEP, date(2026, 1, 20), date(2026, 3, 20))
    organisations.add(unit, name=BATU, zone=WIB, areas=("junrejo", "batu", "bumiaji"), demo=True)
    organisations.add(unit, name=PURWAKARTA, zone=WIB, areas=("purwakarta",), demo=True)
    await _mentari(unit)
