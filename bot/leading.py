"""How a talk begins, goes on, is laid aside, handed over and ends: the registry's conversations, led by the replay."""

import json
import os
from base64 import urlsafe_b64encode
from dataclasses import replace
from typing import Any

from bot.channels.base import IncomingKind
from bot.compose import DIGIT_CHOICES_MAX
from bot.reply import Heard, Reply
from bot.saying import words_of
from conversation import journal
from conversation.chat import Dialect, Look
from conversation.limits import JOURNAL_BYTES_MAX, PARKED_MAX
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
    Waiting,
    Work,
    shown_choices,
)
from db import talks
from db.talks import Talk
from db.unit import Unit
from domain.refusals import Refusal
from handlers import house
from handlers.names import CLEAR_TRACES, FIRST, FRONT, MENU, OUTSIDE, OUTSIDE_INSTEAD, PERSON_TALK, RESUME_ONE
from handlers.refusals import sentence

# One conversation may hand over to another, and that one again; more is a circle.
HANDOVERS_MAX = 5


class TooLong(Exception):
    """The journal has outgrown its limit."""


class Leader:
    """Leads the conversations of a registry, inside the turn's transaction."""

    def __init__(self, registry: Registry, dialect: Dialect) -> None:
        self._registry = registry
        self._dialect = dialect

    async def begin(
        self, unit: Unit, heard: Heard, reply: Reply, name: str, args: tuple[Any, ...] = (), depth: int = 0
    ) -> None:
        if unit.actor.locked and name not in OUTSIDE:
            if name not in OUTSIDE_INSTEAD:
                reply.parts.append(house.NOT_UNDERSTOOD_ALONE)
            name, args = OUTSIDE_INSTEAD.get(name, (FRONT, ()))
        each = self._registry.find(name)
        reply.clears |= name == CLEAR_TRACES
        if each is None or not self._may_hold(unit, each):
            if depth == 0 and await self._is_word_of_hers(unit, heard, reply):
                return
            reply.parts.append(house.NOT_HERE_YET if each is None else house.NOT_FOR_HER)
            await self._stay(unit, heard, reply, name, depth)
            return
        if unit.actor.phone == "unknown" and depth == 0 and not each.for_strangers:
            await self.begin(unit, heard, reply, FIRST, ("", name))
            return
        if reply.talk is not None and reply.talk.name == name and not args and each.resumes:
            await self.go_on(unit, heard, reply, reply.talk, None, depth)  # she forgot where she was
            return
        if reply.talk is not None:
            await self._lay_aside(unit, heard, reply, each)
        waiting = await self._find_parked(unit, heard, each, args)
        if waiting is not None:
            reply.parts.append(house.RESUMED)
            await self.go_on(unit, heard, reply, waiting, None, depth)
            return
        talk = Talk(
            id=unit.new_id(),
            account_id=unit.actor.account_id,
            person_id=unit.actor.person_id,
            name=name,
            args=args,
            entries=[],
        )
        await self.go_on(unit, heard, reply, talk, None, depth)

    def _may_hold(self, unit: Unit, each: Conversation | None) -> bool:
        return each is not None and self._registry.allowed(each, [grant.role for grant in unit.actor.roles])

    async def _is_word_of_hers(self, unit: Unit, heard: Heard, reply: Reply) -> bool:
        """Whether the word that begins something for others answers the open question: "aturan" asks for its rules."""
        text, talk = heard.incoming.text.strip(), reply.talk
        if talk is None or not text or text.startswith("/") or heard.incoming.kind is not IncomingKind.TEXT:
            return False
        return await self.takes(unit, heard, reply, talk, words_of(heard, text))

    async def _stay(self, unit: Unit, heard: Heard, reply: Reply, name: str, depth: int) -> None:
        """What she asked for is not hers: back to the question she was at, else to the menu."""
        talk = reply.talk
        if talk is not None and self._may_hold(unit, self._registry.find(talk.name)):
            await self.go_on(unit, heard, reply, talk, None, depth)
        elif name != MENU:
            if talk is not None:
                reply.deleted.append(talk.id)
                reply.talk = None
            await self.begin(unit, heard, reply, MENU, (), depth + 1)

    async def _lay_aside(self, unit: Unit, heard: Heard, reply: Reply, new: Conversation) -> None:
        assert reply.talk is not None
        if reply.talk.name == new.name:
            reply.deleted.append(reply.talk.id)
            reply.talk = None
            return
        before = len(reply.saved)
        await self.park(unit, heard, reply, reply.talk)
        if len(reply.saved) > before and not reply.clears:
            reply.parts.append(house.PARKED)

    async def park(self, unit: Unit, heard: Heard, reply: Reply, talk: Talk) -> None:
        """Lay a talk aside; one without any answer is simply dropped."""
        each = self._registry.find(talk.name)
        reply.talk = None
        answered = any(entry[0] == journal.ANSWER for entry in talk.entries)
        if each is None or each.sensitive or each.in_place or not answered:
            reply.deleted.append(talk.id)
            return
        reply.saved.append((replace(talk, nonce="", asked_outbox=0), "parked"))
        parked = await talks.list_parked(unit, unit.actor.account_id, unit.actor.person_id)
        reply.deleted.extend(old.id for old in parked[PARKED_MAX - 1 :])

    async def _find_parked(
        self, unit: Unit, heard: Heard, each: Conversation, args: tuple[Any, ...]
    ) -> Talk | None:
        if not each.resumes or args:
            return None
        parked = await talks.list_parked(unit, unit.actor.account_id, unit.actor.person_id)
        return next((talk for talk in parked if talk.name == each.name), None)

    async def resume_one(self, unit: Unit, heard: Heard, reply: Reply, talk: Talk) -> None:
        if reply.talk is not None:
            await self.park(unit, heard, reply, reply.talk)
        reply.parts.append(house.RESUMED)
        await self.go_on(unit, heard, reply, talk, None)

    async def go_on(
        self, unit: Unit, heard: Heard, reply: Reply, talk: Talk, said: Said | Again | None, depth: int = 0
    ) -> None:
        each = self._registry.find(talk.name)
        if each is None or not self._may_hold(unit, each):
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
            now_ms=unit.now_ms,
            offer=house.OFFER_PERSON,
            refusals=(Refusal,),
            said=said,
        )
        try:
            outcome = await self._drive(unit, run, reply)
        except Refusal as refusal:
            reply.parts.append(sentence(refusal))
            outcome = Ended()
        finally:
            run.close()
        if run.taken is not None:
            reply.taken, reply.answered = run.taken, heard.talk
        reply.parts.extend(run.chat.says)
        reply.sensitive |= each.sensitive
        reply.money |= each.money or (isinstance(outcome, Waiting) and outcome.question.weighty)
        reply.unsaid |= each.unsays and isinstance(said, Said)
        await self._conclude(unit, heard, reply, talk, each, run, outcome, depth)

    async def takes(self, unit: Unit, heard: Heard, reply: Reply, talk: Talk, said: Said) -> bool:
        """Whether this answers the open question; the reply is as it was where it does not."""
        trial = Reply(talk=talk)
        await self.go_on(unit, heard, trial, talk, said)
        reply.stepped = trial.stepped
        if trial.taken is None:
            return False
        for name in reply.__slots__:
            setattr(reply, name, getattr(trial, name))
        return True

    async def _drive(self, unit: Unit, run: Replay, reply: Reply) -> Outcome:
        step: Work | Outcome = run.begin()
        while isinstance(step, Work):
            try:
                if isinstance(step, Look):
                    result = await step.query(unit, *step.args)
                else:
                    reply.stepped = True
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
        if not heard.asked_sent_ms:
            return True  # she has not seen it yet, whatever the clocks say
        if heard.incoming.at_ms <= 0:
            return False
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
            kept = len(reply.saved)
            await self.park(unit, heard, reply, replace(talk, entries=run.stored(), asking=None))
            if isinstance(outcome, GivenUp):
                reply.parts.append(house.GIVEN_UP if len(reply.saved) > kept else house.GIVEN_UP_EMPTY)
            else:
                await self.begin(unit, heard, reply, PERSON_TALK, (), depth + 1)
            return
        reply.deleted.append(talk.id)
        reply.talk = None
        if isinstance(outcome, Broken):
            reply.parts.append(house.BROKEN)
            await self.begin(unit, heard, reply, MENU, (), depth + 1)
        elif isinstance(outcome, Gone):
            await self._hand_over(unit, heard, reply, outcome, depth)

    async def _hand_over(self, unit: Unit, heard: Heard, reply: Reply, gone: Gone, depth: int) -> None:
        if depth >= HANDOVERS_MAX:
            raise TooLong(f"conversations hand over in a circle: {gone.name}")
        if gone.name != RESUME_ONE:
            await self.begin(unit, heard, reply, gone.name, gone.args, depth + 1)
            return
        parked = await talks.list_parked(unit, unit.actor.account_id, unit.actor.person_id)
        wanted = next((talk for talk in parked if talk.id == gone.args[0]), None)
        if wanted is None:
            await self.begin(unit, heard, reply, MENU, (), depth + 1)
        else:
            await self.resume_one(unit, heard, reply, wanted)

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
            digits=not question.takes_digits
            and len(shown_choices(question, waiting.asking.narrowed)) <= DIGIT_CHOICES_MAX,
            free=question.takes_any_text,
            relays=getattr(question, "relays", False),
            updated_ms=now_ms,
        )


def new_nonce() -> str:
    """What binds a question's buttons to it: 48 random bits."""
    return urlsafe_b64encode(os.urandom(6)).decode()


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
