"""One message meets one talk: which talk it is for, what it means there, and how the talk goes on.

Runs inside the turn's transaction and decides only; bot/turns.py turns the Reply into rows.
"""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field, replace
from typing import Any

from bot.channels.base import Incoming, IncomingKind
from bot.compose import MORE, PERSON
from conversation import journal
from conversation.chat import Dialect, Look
from conversation.limits import JOURNAL_BYTES_MAX, PARKED_MAX, SAID_CHARS_MAX
from conversation.questions import Said
from conversation.registry import Conversation, Registry
from conversation.replay import (
    Again,
    Asking,
    Broken,
    Ended,
    GivenUp,
    Gone,
    Outcome,
    PersonWanted,
    Replay,
    Taken,
    Waiting,
    Work,
)
from conversation.text import Text
from db import talks
from db.people import Actor
from db.push_buttons import find_push
from db.talks import Talk
from db.unit import Unit
from db.vault import random_bytes
from domain.reading.signals import Signal, is_command, read_signal
from domain.refusals import Refusal
from handlers import house
from handlers.names import FIRST, HELP, MENU, PERSON_TALK, RECHECK, RESUME, RESUME_ONE
from handlers.refusals import sentence
from handlers.smalltalk import ASIDES, aside_for

# One conversation may hand over to another, and that one again; more is a circle.
HANDOVERS_MAX = 5

_THINGS = {
    IncomingKind.PHOTO: "photo",
    IncomingKind.VOICE: "voice",
    IncomingKind.DOCUMENT: "document",
    IncomingKind.CONTACT: "contact",
    IncomingKind.LOCATION: "location",
    IncomingKind.STICKER: "sticker",
    IncomingKind.OTHER: "other",
}

_COMMANDS = {
    Signal.MENU: MENU,
    Signal.PETUGAS: PERSON_TALK,
    Signal.BANTUAN: HELP,
    Signal.PERIKSA_LAGI: RECHECK,
}


class TooLong(Exception):
    """The journal has outgrown its limit."""


@dataclass(kw_only=True, slots=True)
class Reply:
    """What the turn says to the one who wrote, and what becomes of her talks."""

    parts: list[Text] = field(default_factory=list)
    waiting: Waiting | None = None
    talk: Talk | None = None
    conversation: Conversation | None = None
    taken: Taken | None = None
    answered: Talk | None = None
    tapped_label: str = ""
    tap_notice: Text | None = None
    in_place: bool = False
    silent: bool = False
    saved: list[tuple[Talk, str]] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    again_outbox: int = 0
    sensitive: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """What the turn knows when a message comes in: who, her open talk, and what she answered last."""

    actor: Actor
    talk: Talk | None
    incoming: Incoming
    answered_nonce: str = ""
    answered_outbox: int = 0
    asked_sent_ms: int = 0


class Talker:
    """Leads the conversations of a registry."""

    def __init__(self, registry: Registry, dialect: Dialect) -> None:
        self._registry = registry
        self._dialect = dialect

    async def hear(self, unit: Unit, heard: Heard) -> Reply:
        """What the program answers. Raises whatever a conversation raises by mistake."""
        unit.actor = heard.actor
        reply = Reply(talk=heard.talk)
        kind = heard.incoming.kind
        if kind is IncomingKind.TAP:
            await self._tap(unit, heard, reply)
        elif kind is IncomingKind.EDITED:
            self._edited(heard, reply)
        elif heard.incoming.text.strip():
            await self._text(unit, heard, reply)
        else:
            await self._thing(unit, heard, reply)
        return reply

    # -- what came ----------------------------------------------------------------------------------------------

    async def _tap(self, unit: Unit, heard: Heard, reply: Reply) -> None:
        payload, talk = heard.incoming.tap, heard.talk
        nonce, _dot, index = payload[1:].partition(".")
        if payload.startswith("p"):
            await self._pushed(unit, heard, reply, payload[1:])
        elif talk is not None and talk.nonce and nonce == talk.nonce and index.isdecimal():
            position = int(index)
            if position < len(talk.keys):
                await self._chosen(unit, heard, reply, talk, position)
            else:
                reply.tap_notice, reply.silent = house.TOO_OLD, True
        elif nonce and nonce == heard.answered_nonce:
            reply.tap_notice, reply.silent = house.ALREADY_ANSWERED, True
            reply.again_outbox = heard.answered_outbox
        else:
            reply.tap_notice = house.TOO_OLD
            await self._stale(unit, heard, reply)

    async def _chosen(self, unit: Unit, heard: Heard, reply: Reply, talk: Talk, position: int) -> None:
        key = talk.keys[position]
        reply.tapped_label = talk.labels[position]
        each = self._registry.find(talk.name)
        reply.in_place = key == MORE or (each is not None and each.in_place)
        if key == PERSON:
            await self._begin(unit, heard, reply, PERSON_TALK)
        elif key == MORE:
            await self._go_on(unit, heard, reply, talk, Again())
        else:
            await self._go_on(unit, heard, reply, talk, Said(tapped=key))

    async def _stale(self, unit: Unit, heard: Heard, reply: Reply) -> None:
        reply.parts.append(house.TOO_OLD)
        if heard.talk is not None:
            await self._go_on(unit, heard, reply, heard.talk, None)
        else:
            await self._begin(unit, heard, reply, MENU)

    async def _pushed(self, unit: Unit, heard: Heard, reply: Reply, token: str) -> None:
        found = await find_push(unit, token, heard.actor.person_id)
        if found is None:
            reply.tap_notice = house.TOO_OLD
            await self._stale(unit, heard, reply)
            return
        await self._begin(unit, heard, reply, found.talk, found.args)

    def _edited(self, heard: Heard, reply: Reply) -> None:
        if heard.talk is None:
            reply.silent = True
        else:
            reply.parts.append(house.EDITED)

    async def _thing(self, unit: Unit, heard: Heard, reply: Reply) -> None:
        incoming = heard.incoming
        said = Said(
            thing=_THINGS.get(incoming.kind, "other"),
            reference=incoming.media.file_ref if incoming.media else "",
            contact=incoming.contact_phone if incoming.contact_is_own else "",
        )
        if heard.talk is not None:
            await self._go_on(unit, heard, reply, heard.talk, said)
            return
        reply.parts.append(house.CANNOT_READ)
        await self._begin(unit, heard, reply, MENU)

    async def _text(self, unit: Unit, heard: Heard, reply: Reply) -> None:
        text = heard.incoming.text[:SAID_CHARS_MAX].strip()
        command, args = self._command(text)
        if command == RESUME:
            await self._resume(unit, heard, reply)
            return
        if command is not None:
            await self._begin(unit, heard, reply, command, args)
            return
        if heard.talk is not None and not heard.talk.free and not is_command(text):
            await self._answer_or_control(unit, heard, reply, heard.talk, text)
            return
        signal = read_signal(text)
        aside = aside_for(signal, text)
        if await self._control(unit, heard, reply, signal):
            return
        if heard.talk is None:
            await self._unasked(unit, heard, reply, aside)
        else:
            await self._go_on(unit, heard, reply, heard.talk, Said(text=text, aside=aside))

    async def _answer_or_control(self, unit: Unit, heard: Heard, reply: Reply, talk: Talk, text: str) -> None:
        """What answers the open question is its answer; only what does not may be a control word or small talk.

        So "cukup" answers a question about money and ends a talk elsewhere. Nothing is written by a run in which
        she was not understood, so it may be thrown away.
        """
        said = self._shortcut(talk, text) or Said(text=text)
        if said.tapped == PERSON:
            await self._begin(unit, heard, reply, PERSON_TALK)
            return
        if said.tapped == MORE:
            await self._go_on(unit, heard, reply, talk, Again())
            return
        trial = Reply(talk=heard.talk)
        await self._go_on(unit, heard, trial, talk, said)
        if trial.taken is None and self._is_unclear(trial):
            signal = read_signal(text)
            if await self._control(unit, heard, reply, signal):
                return
            aside = aside_for(signal, text)
            if aside is not None:
                await self._go_on(unit, heard, reply, talk, Said(text=text, aside=aside))
                return
        for name in reply.__slots__:
            setattr(reply, name, getattr(trial, name))

    def _is_unclear(self, trial: Reply) -> bool:
        """Whether the question could make nothing of it (nor could the offer of a person)."""
        waiting = trial.waiting
        return waiting is None or waiting.misunderstood or waiting.asking.offering

    def _command(self, text: str) -> tuple[str | None, tuple[Any, ...]]:
        """The conversation this text begins in so many words, with or without a slash."""
        word, _space, rest = text.lstrip("/").partition(" ")
        if not text.startswith("/"):
            found = self._registry.find_by_word(" ".join(text.lower().split()))
            return (found.name, ()) if found else (None, ())
        word = word.lower().split("@")[0]
        if word == "start":
            return FIRST, (rest.strip(),)
        found = self._registry.find_by_word(word)
        return (found.name, ()) if found else (None, ())

    def _shortcut(self, talk: Talk, text: str) -> Said | None:
        """`0`, `9` and "lagi" where the question shows them."""
        word = text.casefold()
        for key, label in zip(talk.keys, talk.labels, strict=True):
            if key in (PERSON, "0") and word == key and talk.digits:
                return Said(tapped=key)
            if key == "0" and (word == "lewati" or word == label.casefold()):
                return Said(tapped=key)
            if key == MORE and word in ("lagi", "lainnya", "berikutnya", "lanjut"):
                return Said(tapped=key)
        return None

    async def _control(self, unit: Unit, heard: Heard, reply: Reply, signal: Signal | None) -> bool:
        """The words that work in every state; False if this is not one of them here."""
        if signal is Signal.BATAL:
            await self._stop(unit, heard, reply)
        elif signal is Signal.KEMBALI:
            await self._back(unit, heard, reply)
        elif signal in _COMMANDS:
            await self._begin(unit, heard, reply, _COMMANDS[signal])
        elif signal is Signal.LANJUT:
            await self._resume(unit, heard, reply)
        elif signal in (Signal.LEWATI, Signal.TIDAK_TAHU) and heard.talk is not None:
            if "0" not in heard.talk.keys:
                return False
            await self._go_on(unit, heard, reply, heard.talk, Said(tapped="0"))
        else:
            return False
        return True

    async def _unasked(self, unit: Unit, heard: Heard, reply: Reply, aside: Text | None) -> None:
        if heard.actor.phone != "unknown":
            reply.parts.append(aside or house.NOT_UNDERSTOOD_ALONE)
        elif aside is not None and aside is not ASIDES[Signal.SALAM]:
            reply.parts.append(aside)  # the first meeting has a greeting of its own
        await self._begin(unit, heard, reply, MENU)

    # -- words that work everywhere -----------------------------------------------------------------------------

    async def _stop(self, unit: Unit, heard: Heard, reply: Reply) -> None:
        if heard.talk is None:
            reply.parts.append(house.NOTHING_TO_STOP)
            return
        reply.deleted.append(heard.talk.id)
        reply.talk = None
        reply.parts.append(house.STOPPED)

    async def _back(self, unit: Unit, heard: Heard, reply: Reply) -> None:
        if heard.talk is None:
            await self._begin(unit, heard, reply, MENU)
            return
        entries = journal.without_last_answer(heard.talk.entries)
        if entries is None:
            wrote = journal.wrote_after(heard.talk.entries, 0)
            reply.parts.append(house.ALREADY_WRITTEN if wrote else house.NOTHING_TO_TAKE_BACK)
            await self._go_on(unit, heard, reply, heard.talk, None)
            return
        reply.parts.append(house.TAKEN_BACK)
        await self._go_on(unit, heard, reply, replace(heard.talk, entries=entries, asking=None), None)

    async def _resume(self, unit: Unit, heard: Heard, reply: Reply) -> None:
        if heard.talk is not None and heard.talk.name != MENU:
            await self._go_on(unit, heard, reply, heard.talk, None)
            return
        parked = await talks.list_parked(unit, heard.actor.account_id, heard.actor.person_id)
        if len(parked) == 1:
            await self._resume_one(unit, heard, reply, parked[0])
        else:
            await self._begin(unit, heard, reply, RESUME)

    async def _resume_one(self, unit: Unit, heard: Heard, reply: Reply, talk: Talk) -> None:
        if reply.talk is not None:
            await self._park(unit, heard, reply, reply.talk)
        reply.parts.append(house.RESUMED)
        await self._go_on(unit, heard, reply, talk, None)

    async def _park(self, unit: Unit, heard: Heard, reply: Reply, talk: Talk) -> None:
        """Lay a talk aside; one without any answer is simply dropped."""
        each = self._registry.find(talk.name)
        reply.talk = None
        answered = any(entry[0] == journal.ANSWER for entry in talk.entries)
        if each is None or each.sensitive or each.in_place or not answered:
            reply.deleted.append(talk.id)
            return
        reply.saved.append((replace(talk, nonce="", asked_outbox=0), "parked"))
        parked = await talks.list_parked(unit, heard.actor.account_id, heard.actor.person_id)
        reply.deleted.extend(old.id for old in parked[PARKED_MAX - 1 :])

    # -- the talk goes on ---------------------------------------------------------------------------------------

    async def _begin(
        self, unit: Unit, heard: Heard, reply: Reply, name: str, args: tuple[Any, ...] = (), depth: int = 0
    ) -> None:
        each = self._registry.find(name)
        if each is None or not self._registry.allowed(each, [grant.role for grant in heard.actor.roles]):
            reply.parts.append(house.NOT_HERE_YET if each is None else house.NOT_FOR_HER)
            if name != MENU and reply.talk is None:
                await self._begin(unit, heard, reply, MENU, (), depth + 1)
            return
        if heard.actor.phone == "unknown" and depth == 0 and not each.for_strangers:
            await self._begin(unit, heard, reply, FIRST, ("", name))
            return
        if reply.talk is not None:
            await self._lay_aside(unit, heard, reply, each)
        waiting = await self._find_parked(unit, heard, each, args)
        if waiting is not None:
            reply.parts.append(house.RESUMED)
            await self._go_on(unit, heard, reply, waiting, None, depth)
            return
        talk = Talk(
            id=unit.new_id(),
            account_id=heard.actor.account_id,
            person_id=heard.actor.person_id,
            name=name,
            args=args,
            entries=[],
        )
        await self._go_on(unit, heard, reply, talk, None, depth)

    async def _lay_aside(self, unit: Unit, heard: Heard, reply: Reply, new: Conversation) -> None:
        assert reply.talk is not None
        if reply.talk.name == new.name:
            reply.deleted.append(reply.talk.id)
            reply.talk = None
            return
        before = len(reply.saved)
        await self._park(unit, heard, reply, reply.talk)
        if len(reply.saved) > before:
            reply.parts.append(house.PARKED)

    async def _find_parked(
        self, unit: Unit, heard: Heard, each: Conversation, args: tuple[Any, ...]
    ) -> Talk | None:
        if not each.resumes or args:
            return None
        parked = await talks.list_parked(unit, heard.actor.account_id, heard.actor.person_id)
        return next((talk for talk in parked if talk.name == each.name), None)

    async def _go_on(
        self, unit: Unit, heard: Heard, reply: Reply, talk: Talk, said: Said | Again | None, depth: int = 0
    ) -> None:
        each = self._registry.find(talk.name)
        if each is None or not self._registry.allowed(each, [grant.role for grant in heard.actor.roles]):
            reply.deleted.append(talk.id)
            reply.talk = None
            reply.parts.append(house.BROKEN)
            return
        if self._came_too_early(heard, talk, said):
            reply.parts.append(house.SENT_TOO_EARLY)
            said = None
        run = Replay(
            function=each.function,
            args=talk.args,
            entries=talk.entries,
            asking=talk.asking,
            dialect=self._dialect,
            now=unit.now,
            offer=house.OFFER_PERSON,
            refusals=(Refusal,),
            said=said,
        )
        try:
            outcome = await self._drive(unit, run)
        except Refusal as refusal:
            reply.parts.append(sentence(refusal))
            outcome = Ended()
        finally:
            run.close()
        if run.taken is not None:
            reply.taken, reply.answered = run.taken, heard.talk
        reply.parts.extend(run.chat.says)
        reply.sensitive |= each.sensitive
        await self._conclude(unit, heard, reply, talk, each, run, outcome, depth)

    async def _drive(self, unit: Unit, run: Replay) -> Outcome:
        step: Work | Outcome = run.begin()
        while isinstance(step, Work):
            if isinstance(step, Look):
                step = run.resume(await step.query(unit, *step.args))
                continue
            try:
                async with unit.isolated():
                    result = await step.step(unit, *step.args)
            except Refusal as refusal:
                step = run.refuse(refusal)
            else:
                step = run.resume(result)
        return step

    def _came_too_early(self, heard: Heard, talk: Talk, said: Said | Again | None) -> bool:
        """A typed answer from before its question was delivered never confirms money or consent."""
        if not isinstance(said, Said) or said.tapped or not talk.weighty or talk is not heard.talk:
            return False
        if heard.incoming.at_ms <= 0:
            return False
        if not heard.asked_sent_ms:
            return heard.incoming.at_ms < talk.updated_ms - 1000
        return heard.incoming.at_ms < heard.asked_sent_ms // 1000 * 1000

    async def _conclude(
        self,
        unit: Unit,
        heard: Heard,
        reply: Reply,
        talk: Talk,
        each: Conversation,
        run: Replay,
        outcome: Outcome,
        depth: int,
    ) -> None:
        if isinstance(outcome, Waiting):
            self._keep(reply, talk, each, run, outcome, unit.now_ms)
            return
        if isinstance(outcome, PersonWanted | GivenUp):
            await self._park(unit, heard, reply, replace(talk, entries=run.stored(), asking=None))
            if isinstance(outcome, GivenUp):
                reply.parts.append(house.GIVEN_UP)
            else:
                await self._begin(unit, heard, reply, PERSON_TALK, (), depth + 1)
            return
        reply.deleted.append(talk.id)
        reply.talk = None
        if isinstance(outcome, Broken):
            reply.parts.append(house.BROKEN)
            await self._begin(unit, heard, reply, MENU, (), depth + 1)
        elif isinstance(outcome, Gone):
            await self._hand_over(unit, heard, reply, outcome, depth)

    async def _hand_over(self, unit: Unit, heard: Heard, reply: Reply, gone: Gone, depth: int) -> None:
        if depth >= HANDOVERS_MAX:
            raise TooLong(f"conversations hand over in a circle: {gone.name}")
        if gone.name != RESUME_ONE:
            await self._begin(unit, heard, reply, gone.name, gone.args, depth + 1)
            return
        parked = await talks.list_parked(unit, heard.actor.account_id, heard.actor.person_id)
        wanted = next((talk for talk in parked if talk.id == gone.args[0]), None)
        if wanted is None:
            await self._begin(unit, heard, reply, MENU, (), depth + 1)
        else:
            await self._resume_one(unit, heard, reply, wanted)

    def _keep(
        self, reply: Reply, talk: Talk, each: Conversation, run: Replay, waiting: Waiting, now_ms: int
    ) -> None:
        entries = run.stored()
        if len(entries) > 50 and len(json.dumps(entries)) > JOURNAL_BYTES_MAX:
            raise TooLong("the journal has outgrown its limit")
        reply.waiting, reply.conversation = waiting, each
        question = waiting.question
        reply.talk = Talk(  # turns.py adds how the question looks in this chat
            id=talk.id,
            account_id=talk.account_id,
            person_id=talk.person_id,
            name=talk.name,
            args=talk.args,
            entries=entries,
            asking=waiting.asking,
            weighty=question.weighty,
            digits=not question.takes_digits,
            free=question.takes_any_text,
            updated_ms=now_ms,
        )


def new_nonce() -> str:
    """What binds a question's buttons to it: 48 random bits."""
    return urlsafe_b64encode(random_bytes(6)).decode()


def same_prompt(before: Asking | None, now: Asking) -> bool:
    """Whether the same choices stand under the question again, so that its buttons stay valid."""
    return (
        before is not None
        and before.identity == now.identity
        and before.position == now.position
        and before.page == now.page
        and before.narrowed == now.narrowed
        and (before.suggestion is None) == (now.suggestion is None)
        and before.suggestion == now.suggestion
        and before.offering == now.offering
    )
