"""A room for tests: the real intake, turns and delivery over real records, a channel of paper, talks made for tests.

`says`, `taps` and `sends` are what she does; each returns what she got for it.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.channels.base import Abilities, Incoming, IncomingKind, Outgoing, RawEvent, Sent, Undecodable
from bot.delivery import Delivery
from bot.intake import Intake
from bot.talking import Talker
from bot.telling import Teller
from bot.turns import Turns
from conversation.registry import Conversation, Listed, Registry
from db import people
from db.unit import Unit
from db.vault import person as owner_of
from domain.roles import Role
from handlers.questions import HouseDialect
from tests.db.desk import Desk, open_desk

TELEGRAM = Abilities(
    buttons_max=10,
    button_label_max=32,
    edits=True,
    deletes_hers=True,
    deletes_ours=True,
    taps_are_answered=True,
)
WHATSAPP = Abilities(buttons_max=3, button_label_max=20, list_rows_max=10, text_with_buttons_max=1024)

BETWEEN_MESSAGES_MS = 60_000


class Paper:
    """A channel whose events are JSON of an Incoming, and whose messages lie on a table."""

    def __init__(self, abilities: Abilities, name: str = "paper") -> None:
        self.name = name
        self.looks = abilities
        self.table: dict[str, list[Outgoing]] = defaultdict(list)
        self.gate = asyncio.Event()
        self.gate.set()

    def abilities(self, chat: str) -> Abilities:
        return self.looks

    def decode(self, body: bytes, event: Any = None) -> Incoming:
        try:
            fields = json.loads(body)
            return Incoming(**{**fields, "kind": IncomingKind(fields["kind"])})
        except (ValueError, TypeError, KeyError) as fault:
            raise Undecodable("not a paper") from fault

    async def send(self, outgoing: Outgoing) -> Sent:
        await self.gate.wait()
        self.table[outgoing.chat].append(outgoing)
        return Sent(message_ref=str(len(self.table[outgoing.chat])) if outgoing.text else "")

    async def delete(self, chat: str, message_refs: Sequence[str]) -> None: ...

    async def typing(self, chat: str) -> None: ...

    async def run(self, intake: Any) -> None: ...

    async def close(self) -> None: ...


class Room:
    """Who wrote has an account; `knows` makes her phone her own before she writes."""

    def __init__(
        self, desk: Desk, talks: Sequence[Conversation | Listed], abilities: Abilities, channel: str = "paper"
    ) -> None:
        self.desk = desk
        self.paper = Paper(abilities, channel)
        self._talks = talks
        self._number = 0
        self.open()

    def open(self) -> None:
        """The program, as it starts."""
        writer, dialect = self.desk.storage.writer, HouseDialect()
        channels = {self.paper.name: self.paper}
        self.delivery = Delivery(writer, channels, lambda: self.desk.now_ms / 1000)
        self.turns = Turns(
            writer=writer,
            channels=channels,
            talker=Talker(Registry(self._talks), dialect),
            teller=Teller(channels),
            dialect=dialect,
            hand_over=self.delivery.hand_over,
        )
        self.intake = Intake(writer=writer, channels=channels, turns=self.turns, ids=self.desk.storage.ids)

    async def restart(self) -> None:
        """All in memory is gone."""
        await self.rest()
        await self.delivery.stop()
        self.open()
        await self.intake.recover()
        await self.delivery.start()

    async def rest(self) -> None:
        await asyncio.wait_for(self.turns.drain(), 20)
        await asyncio.wait_for(self.delivery.settle(), 20)

    # -- what she does ----------------------------------------------------------------------------------------------

    def raw(
        self, who: str, kind: IncomingKind = IncomingKind.TEXT, *, key: str = "", **fields: Any
    ) -> RawEvent:
        """An event as the channel would bring it."""
        self._number += 1
        fields = {"chat": who, "sender": who, "at_ms": self.desk.now_ms, **fields}
        body = json.dumps({"kind": kind.value, **fields}).encode()
        return RawEvent(channel=self.paper.name, key=key or f"event {self._number}", chat=who, body=body)

    async def happens(self, *events: RawEvent) -> None:
        await asyncio.wait_for(self.intake.store(list(events)), 20)
        await self.rest()

    async def _does(self, who: str, event: RawEvent) -> str:
        before = len(self.paper.table[who])
        await self.happens(event)
        self.desk.now_ms += BETWEEN_MESSAGES_MS
        return "\n".join(
            shown(each) for each in self.paper.table[who][before:] if each.text or each.tap_notice
        )

    async def says(self, who: str, *texts: str, **fields: Any) -> str:
        """She writes; the answer to the last one."""
        answer = ""
        for text in texts:
            answer = await self._does(
                who, self.raw(who, text=text, message_ref=f"hers {self._number}", **fields)
            )
        return answer

    async def taps(self, who: str, label: str, *, ref: str = "", payload: str = "") -> str:
        """She taps the newest button of that label, or an older one by its payload."""
        if not payload:
            ref, payload = self.button(who, label)
        tap = self.raw(who, IncomingKind.TAP, tap=payload, tap_ref=f"tap {self._number}", message_ref=ref)
        return await self._does(who, tap)

    async def sends(self, who: str, kind: IncomingKind, **fields: Any) -> str:
        return await self._does(who, self.raw(who, kind, **fields))

    # -- what there is ----------------------------------------------------------------------------------------------

    def button(self, who: str, label: str) -> tuple[str, str]:
        """The reference of the newest message with that button, and its payload."""
        for number, each in reversed(list(enumerate(self.paper.table[who], start=1))):
            for button in each.buttons:
                if button.label == label:
                    return str(number), button.payload
        raise AssertionError(f"{who} has no button {label!r}")

    def last(self, who: str) -> Outgoing:
        return self.paper.table[who][-1]

    async def knows(self, who: str, *roles: Role, phone: str = "own") -> int:
        """She has been here; her person."""

        async def job(unit: Unit) -> int:
            person_id, account_id = unit.new_id(), unit.new_id()
            await unit.vault.have([owner_of(person_id)], create=True)
            people.add_person(unit, person_id, unit.now_ms)
            people.add_account(
                unit,
                account_id=account_id,
                person_id=person_id,
                channel=self.paper.name,
                address=who,
                now_ms=unit.now_ms,
            )
            people.set_phone(unit, account_id, phone)
            for role in roles:
                unit.write(
                    "INSERT INTO roles (id, person_id, role, since_ms) VALUES ($1, $2, $3, 0)",
                    unit.new_id(),
                    person_id,
                    role.value,
                )
            return person_id

        return await self.desk.run(job)

    async def dismiss(self, person_id: int) -> None:
        """She holds no role any more."""

        async def job(unit: Unit) -> None:
            unit.write("UPDATE roles SET until_ms = 1 WHERE person_id = $1", person_id)

        await self.desk.run(job)

    async def table(self, sql: str, *params: Any) -> list[Any]:
        """The first column of every row."""

        async def job(unit: Unit) -> list[Any]:
            return [row[0] for row in await unit.fetch(sql, *params)]

        return await self.desk.run(job)

    async def open_talks(self) -> list[str]:
        return await self.table("SELECT name FROM talks WHERE state = 'open' ORDER BY id")

    async def parked_talks(self) -> list[str]:
        return await self.table("SELECT name FROM talks WHERE state = 'parked' ORDER BY updated_ms, id")

    async def events(self) -> list[str]:
        return await self.table("SELECT state FROM inbox ORDER BY id")

    async def notes(self) -> list[str]:
        """What the steps of the test talks have written."""
        return await self.table("SELECT value FROM meta WHERE name LIKE 'note%' ORDER BY name")


def shown(outgoing: Outgoing) -> str:
    """The message in one line, as transcripts show it; ((...)) is the small note of a button."""
    text = outgoing.text.replace("\n\n", " / ").replace("\n", " / ")
    buttons = " ".join(f"[{button.label}]" for button in outgoing.buttons)
    notice = f"(({outgoing.tap_notice}))" if outgoing.tap_notice else ""
    return " ".join(part for part in (notice, text, buttons) if part)


@asynccontextmanager
async def open_room(
    folder: Path,
    talks: Sequence[Conversation | Listed],
    abilities: Abilities = TELEGRAM,
    channel: str = "paper",
) -> AsyncIterator[Room]:
    async with open_desk(folder) as desk:
        room = Room(desk, talks, abilities, channel)
        await room.delivery.start()
        try:
            yield room
        finally:
            room.paper.gate.set()
            await asyncio.wait_for(room.delivery.stop(), 20)
