"""One message meets one talk: which talk it is for, what it means there, and how the talk goes on.

Runs inside the turn's transaction and decides only; bot/turns.py turns the Reply into rows.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot import unprompted
from bot.backing import WAY_BACK, leads_back
from bot.channels.base import Incoming, IncomingKind
from bot.doorkeeper import find_sign, open_door
from bot.flood import Flood
from bot.leading import Leader
from bot.passing_answers import answers_passing
from bot.pasting import takes_list
from bot.reply import Heard, Reply
from bot.saying import THINGS_AND_WORDS, is_on_screen, said_of, shortcut, words_of
from conversation import journal
from conversation.chat import Dialect
from conversation.limits import SAID_CHARS_MAX
from conversation.questions import MORE, PERSON, SKIP, Said
from conversation.registry import Registry
from conversation.replay import (
    Again,
)
from conversation.text import Text
from db import profiles, safe_words, talks
from db.people import Actor
from db.push_buttons import find_push
from db.talks import Talk
from db.unit import Unit
from domain.reading.clearing import asks_to_clear
from domain.reading.signals import Signal, is_command, read_signal, split_question
from domain.safe_word import plain_form
from handlers import house
from handlers.names import (
    CLEAR_TRACES,
    FIRST,
    HELP,
    JOIN,
    LINE,
    MENU,
    NUMBER,
    OUTSIDE,
    OUTSIDE_INSTEAD,
    PERSON_TALK,
    RECHECK,
    RESUME,
)
from handlers.smalltalk import ASIDES, aside_for

_COMMANDS = {
    Signal.MENU: MENU,
    Signal.PETUGAS: PERSON_TALK,
    Signal.BANTUAN: HELP,
    Signal.PERIKSA_LAGI: RECHECK,
}


_NOTHING = Incoming(kind=IncomingKind.IGNORED, chat="", sender="")


class Talker:
    """Leads the conversations of a registry. clear: called when a chat is to be cleared, after the commit."""

    def __init__(
        self, registry: Registry, dialect: Dialect, *, clear: Callable[[], None] = lambda: None
    ) -> None:
        self._registry = registry
        self._clear = clear
        self._leader = Leader(registry, dialect)
        self._flood = Flood()

    async def hear(self, unit: Unit, heard: Heard) -> Reply:
        """What the program answers. Raises whatever a conversation raises by mistake."""
        unit.actor = heard.actor
        reply = Reply(talk=heard.talk)
        kind = heard.incoming.kind
        if self._is_to_clear(unit, heard):
            reply.unsaid = True
            await self._leader.begin(unit, heard, reply, CLEAR_TRACES)
            unit.after_commit(self._clear)
            return reply
        sign = find_sign(heard.incoming, heard.talk)
        if heard.incoming.reply_to_ref and kind in THINGS_AND_WORDS:
            from bot.quoting import answers_quote  # with the first quote, not with the program

            said = said_of(heard.incoming)
            if await answers_quote(self._leader, unit, heard, reply, said, sign=sign is not None):
                return reply
        if sign is not None and await takes_list(self._leader, unit, heard, reply, sign):
            return reply
        if sign is not None and await open_door(self._leader, unit, heard, reply, sign):
            return reply
        if (
            heard.talk is not None
            and heard.talk.relays
            and sign is None
            and self._is_flood(unit, heard, reply)
        ):
            return reply
        if kind is IncomingKind.TAP:
            await self._tap(unit, heard, reply)
        elif kind is IncomingKind.EDITED:
            await self._edited(unit, heard, reply)
        elif heard.incoming.text.strip():
            if not await self._captioned(unit, heard, reply):
                await self._text(unit, heard, reply)
        else:
            await self._thing(unit, heard, reply)
        reply.unsaid |= sign is not None
        if reply.clears:
            unit.after_commit(self._clear)
        if reply.money and unit.actor.practice and not reply.silent:
            reply.parts.insert(0, house.PRACTICE)
        if reply.money and unit.actor.name and not reply.silent:
            reply.parts.insert(0, house.for_whom(unit.actor.name))
        return reply

    async def lay_aside(self, unit: Unit, actor: Actor, talk: Talk) -> None:
        """Her talk waits until she is back; one that may not be kept is gone."""
        reply = Reply(talk=talk)
        await self._leader.park(unit, Heard(actor=actor, talk=talk, incoming=_NOTHING), reply, talk)
        for talk_id in reply.deleted:
            talks.delete(unit, talk_id)
        for parked, state in reply.saved:
            talks.save(unit, parked, state)

    # -- what came ----------------------------------------------------------------------------------------------

    async def _tap(self, unit: Unit, heard: Heard, reply: Reply) -> None:
        payload, talk = heard.incoming.tap, heard.talk
        nonce, _dot, index = payload[1:].partition(".")
        if payload.startswith("p"):
            await self._pushed(unit, heard, reply, payload[1:])
        elif payload.startswith("a") and await unprompted.taps_answer(self._leader, unit, heard, reply):
            return
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
            await self._leader.begin(unit, heard, reply, PERSON_TALK)
        elif key == MORE:
            await self._leader.go_on(unit, heard, reply, talk, Again())
        else:
            await self._leader.go_on(unit, heard, reply, talk, Said(tapped=key))

    async def _stale(self, unit: Unit, heard: Heard, reply: Reply) -> None:
        reply.parts.append(house.TOO_OLD)
        if heard.talk is not None:
            await self._leader.go_on(unit, heard, reply, heard.talk, None)
        else:
            await self._leader.begin(unit, heard, reply, MENU)

    async def _pushed(self, unit: Unit, heard: Heard, reply: Reply, token: str) -> None:
        found = await find_push(unit, token, unit.actor.person_id)
        if found is None:
            reply.tap_notice = house.TOO_OLD
            await self._stale(unit, heard, reply)
            return
        await self._leader.begin(unit, heard, reply, found.talk, found.args)

    async def _edited(self, unit: Unit, heard: Heard, reply: Reply) -> None:
        from bot.relaying import hears_edit  # with the first edit, not with the program

        if await hears_edit(unit, heard, reply):
            return
        if heard.talk is None:
            reply.silent = True
        else:
            reply.parts.append(house.EDITED)

    async def _captioned(self, unit: Unit, heard: Heard, reply: Reply) -> bool:
        """Whether the words hang on a file that the open question asked for; elsewhere they are words like any."""
        if heard.incoming.media is None or heard.talk is None:
            return False
        return await self._leader.takes(unit, heard, reply, heard.talk, said_of(heard.incoming))

    async def _thing(self, unit: Unit, heard: Heard, reply: Reply) -> None:
        if heard.talk is not None:
            await self._leader.go_on(unit, heard, reply, heard.talk, said_of(heard.incoming))
            return
        if await self._writes_back(unit, heard, reply):
            return
        reply.parts.append(house.CANNOT_READ)
        await self._leader.begin(unit, heard, reply, MENU)

    async def _writes_back(self, unit: Unit, heard: Heard, reply: Reply) -> bool:
        """Whether she answers, by simply writing, what somebody of an office wrote to her last."""
        if unit.actor.phone != "own" or (heard.talk is not None and heard.talk.name != MENU):
            return False
        from bot.writing_back import writes_back  # with the first words that no question waits for

        return await writes_back(self._leader, unit, heard, reply, said_of(heard.incoming))

    async def _text(self, unit: Unit, heard: Heard, reply: Reply) -> None:
        text = heard.incoming.text[:SAID_CHARS_MAX].strip()
        if unit.actor.locked and await self._door(unit, heard, reply, text):
            return
        if await unprompted.answers_asked(self._leader, unit, heard, reply):
            return
        if await answers_passing(self._leader, unit, heard, reply):
            return
        if heard.talk is not None and is_on_screen(heard.talk, text):
            await self._answer_or_control(unit, heard, reply, heard.talk, text)
            return
        command, args = self._command(text, free=heard.talk is not None and heard.talk.free)
        if unit.actor.locked and command not in OUTSIDE and command not in OUTSIDE_INSTEAD:
            command = None  # outside it is a word like any other
        if command == RESUME:
            await self._resume(unit, heard, reply)
            return
        if command is not None:
            await self._leader.begin(unit, heard, reply, command, args)
            return
        if await self._writes_back(unit, heard, reply):
            return
        if heard.talk is not None and not heard.talk.free and not is_command(text):
            await self._answer_or_control(unit, heard, reply, heard.talk, text)
            return
        # What goes to somebody else is hers to say: greetings and "cukup" too, and only commands are for us.
        between = heard.talk is not None and heard.talk.relays and not is_command(text)
        signal = None if between else read_signal(text)
        aside = aside_for(signal, text)
        if await self._control(unit, heard, reply, signal):
            return
        if heard.talk is None:
            if not await unprompted.begins_itself(self._leader, unit, heard, reply):
                await self._unasked(unit, heard, reply, aside)
        else:
            await self._leader.go_on(unit, heard, reply, heard.talk, words_of(heard, text, aside))

    async def _door(self, unit: Unit, heard: Heard, reply: Reply, text: str) -> bool:
        """A word of her own choosing leads from the outside to the question for her number."""
        profile_id = await profiles.find_by_door(unit, unit.actor.account_id, text)
        if profile_id is None:
            return False
        reply.unsaid = True
        await self._leader.begin(unit, heard, reply, NUMBER, (profile_id,))
        return True

    async def _answer_or_control(self, unit: Unit, heard: Heard, reply: Reply, talk: Talk, text: str) -> None:
        """What answers the open question is its answer; only what does not may be a control word or small talk.

        So "cukup" answers a question about money and ends a talk elsewhere. Nothing is written by a run in which
        she was not understood, so it may be thrown away.
        """
        text, asked = (text, None) if talk.free or talk.relays else split_question(text)
        said = shortcut(talk, text) or words_of(heard, text)
        if said.tapped == PERSON:
            await self._leader.begin(unit, heard, reply, PERSON_TALK)
            return
        if said.tapped == MORE:
            await self._leader.go_on(unit, heard, reply, talk, Again())
            return
        trial = Reply(talk=heard.talk)
        await self._leader.go_on(unit, heard, trial, talk, said)
        reply.stepped = trial.stepped
        if trial.taken is None and self._is_unclear(trial):
            signal = asked or read_signal(text)
            if await self._control(unit, heard, reply, signal):
                return
            if await unprompted.begins_itself(self._leader, unit, heard, reply):
                return
            aside = aside_for(signal, text)
            if aside is not None:
                await self._leader.go_on(unit, heard, reply, talk, words_of(heard, text, aside))
                return
        if asked is not None and trial.taken is not None:
            trial.parts.insert(0, ASIDES[asked])
        for name in reply.__slots__:
            setattr(reply, name, getattr(trial, name))

    def _is_unclear(self, trial: Reply) -> bool:
        """Whether the question could make nothing of it (nor could the offer of a person)."""
        waiting = trial.waiting
        return waiting is None or waiting.misunderstood or waiting.asking.offering

    def _is_flood(self, unit: Unit, heard: Heard, reply: Reply) -> bool:
        """Whether more comes than anybody writes: it is not passed on, which she is told once."""
        text = heard.incoming.text.strip()
        if heard.incoming.kind not in THINGS_AND_WORDS or text.startswith("/") or is_command(text):
            return False
        account_id = heard.actor.account_id
        if self._flood.take(account_id, unit.now_ms):
            return False
        if self._flood.shut(account_id):
            reply.parts.append(house.TOO_MANY_AT_ONCE)
        else:
            reply.silent = True
        return True

    def _is_to_clear(self, unit: Unit, heard: Heard) -> bool:
        """Whether she asks to clear the chat, in so many words or with a word of her own: it beats everything."""
        text = heard.incoming.text.strip()
        if not text or heard.incoming.kind is IncomingKind.EDITED or len(text) > SAID_CHARS_MAX:
            return False
        if asks_to_clear(text):
            return True
        kept = heard.safe_words
        return bool(kept) and safe_words.fits(unit, heard.actor.account_id, kept, plain_form(text))

    def _command(self, text: str, *, free: bool) -> tuple[str | None, tuple[Any, ...]]:
        """The conversation this text begins in so many words, with or without a slash.

        free: any words answer the open question; then only the words that work everywhere begin anything.
        """
        if free and not text.startswith("/") and not is_command(text):
            return None, ()
        word, _space, rest = text.lstrip("/").partition(" ")
        if not text.startswith("/"):
            found = self._registry.find_by_word(" ".join(text.lower().split()))
            return found, ()
        word = word.lower().split("@")[0]
        if word == "start":
            return FIRST, (rest.strip(),)
        found = self._registry.find_by_word(word)
        return found, (rest.strip(),) if found == JOIN and rest.strip() else ()

    async def _control(self, unit: Unit, heard: Heard, reply: Reply, signal: Signal | None) -> bool:
        """The words that work in every state; False if this is not one of them here."""
        if signal is Signal.BATAL:
            if not await unprompted.stops_news(self._leader, unit, heard, reply):
                await self._stop(unit, heard, reply)
        elif signal is Signal.KEMBALI:
            await self._back(unit, heard, reply)
        elif signal in _COMMANDS:
            await self._leader.begin(unit, heard, reply, _COMMANDS[signal])
        elif signal is Signal.LANJUT:
            await self._resume(unit, heard, reply)
        elif signal in (Signal.LEWATI, Signal.TIDAK_TAHU) and heard.talk is not None:
            if SKIP not in heard.talk.keys:
                return False
            await self._leader.go_on(unit, heard, reply, heard.talk, Said(tapped=SKIP))
        else:
            return False
        return True

    async def _unasked(self, unit: Unit, heard: Heard, reply: Reply, aside: Text | None) -> None:
        if unit.actor.phone != "unknown":
            reply.parts.append(aside or house.NOT_UNDERSTOOD_ALONE)
        elif aside is not None and aside is not ASIDES[Signal.SALAM]:
            reply.parts.append(aside)  # the first meeting has a greeting of its own
        await self._leader.begin(unit, heard, reply, MENU)

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
            await self._leader.begin(unit, heard, reply, MENU)
            return
        entries = journal.without_last_answer(heard.talk.entries)
        if entries is None and (above := leads_back(heard.talk)) is not None:
            await self._leader.begin(unit, heard, reply, *above)
            return
        if entries is None and WAY_BACK in heard.talk.keys:
            await self._leader.go_on(unit, heard, reply, heard.talk, Said(tapped=WAY_BACK))
            return
        if entries is None:
            wrote = journal.wrote_after(heard.talk.entries, 0)
            reply.parts.append(house.ALREADY_WRITTEN if wrote else house.NOTHING_TO_TAKE_BACK)
            await self._leader.go_on(unit, heard, reply, heard.talk, None)
            return
        reply.parts.append(house.TAKEN_BACK)
        await self._leader.go_on(unit, heard, reply, replace(heard.talk, entries=entries, asking=None), None)

    async def _resume(self, unit: Unit, heard: Heard, reply: Reply) -> None:
        if heard.talk is not None and heard.talk.name not in (MENU, LINE):
            await self._leader.go_on(unit, heard, reply, heard.talk, None)
            return
        parked = await talks.list_parked(unit, unit.actor.account_id, unit.actor.person_id)
        if len(parked) == 1:
            await self._leader.resume_one(unit, heard, reply, parked[0])
        else:
            await self._leader.begin(unit, heard, reply, RESUME)
