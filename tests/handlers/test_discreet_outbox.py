"""Whatever a conversation causes: on a phone that others read too, a push is a sentence of the neutral list, no more.

Walked through every conversation by women and staff who all share their phones; and there is one door for pushes only.
"""

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from bot.catalogues import PSEUDO_LANGUAGE, SOURCE_LANGUAGE, WAITING_LANGUAGES
from bot.outgoing import unpack
from bot.render import render
from conversation.registry import Conversation
from conversation.text import _
from db import approvals, disputes, loan_people, outbox
from db.outbox import Queued
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.disputes import Difference, Reply, What
from domain.loan_rules import Method, Terms
from domain.money import Rupiah
from domain.payouts import Kind as PayoutKind
from domain.roles import Role
from handlers.conversations import CONVERSATIONS
from handlers.loans import (
    answer_reminder,
    ask_steps,
    decide_steps,
    help_steps,
    household_steps,
    pay_steps,
    replan_steps,
    replan_view,
    waive_steps,
)
from handlers.names import FRONT, MENU, OUTSIDE
from handlers.neutral import NEUTRAL
from handlers.savings import disputing
from handlers.second import agree, correction_steps, payout_steps
from tests.crowd import Crowd, Woman
from tests.handlers import savers
from tests.handlers.chats import UNTIL_RESULT, UNTIL_SENT
from tests.handlers.loans import asking, stepping
from tests.handlers.loans.hard_months import lend
from tests.play import Play
from tests.world import MENTARI, Way, World, open_world

LANGUAGES = (SOURCE_LANGUAGE, PSEUDO_LANGUAGE, *WAITING_LANGUAGES)
NEUTRAL_TEXTS = {render(text, language) for text in NEUTRAL.values() for language in LANGUAGES}

# What a neutral sentence may say at most: no word of what the program is used for.
SENSITIVE = re.compile(
    r"\d|rp|bantuan|skrining|uang|simpan|pinjam|utang|setor|kas|petugas|kantor|dinas|suami|aman|bahaya|lapor|kekerasan"
    r"|pukul|data|hasil|permintaan|nama",
    re.IGNORECASE,
)

# Questions walked to in one conversation; none has more.
DEPTH_MAX = 40

# Where rows of the outbox are made, and why each is no way around the rule for pushes.
MAKERS = {
    "bot/telling.py": "what a step tells others, always pushed; and rows for the one who wrote",
    "bot/pushing.py": "the neutral sentence itself",
    "bot/relaying.py": "what changes, or takes away, a message that stands on the screen already",
    "bot/one_turn.py": "the answer in her own turn",
    "bot/apologies.py": "the apology in her own turn",
    "db/outbox.py": "rows read again",
    "db/last_resort.py": "what was said already, while nothing could be written",
}

# Who hands a message to a channel: the delivery (after the claim, where the rule is asked), and the answer to her own
# message while the database is away.
SENDERS = {"bot/delivery.py", "bot/last_resort.py"}


class SharedCrowd(Crowd):
    """Women and staff who all share their phones."""

    async def gather(self, languages: Sequence[str]) -> list[Woman]:
        has_news, self._has_news = self._has_news, False  # they are told only when their phones are shared
        women = await super().gather(languages)
        self._has_news = has_news
        for woman in women:
            await self.world.use_phone(woman.name, "shared")
            for text in (_("Satu."), _("Dua.")) if has_news else ():
                await self.world.tell(woman.person_id, text)
        return women


async def list_pushed(world: World) -> list[Queued]:
    """Everything that was pushed to a phone that others read too, and went out; what she pulled has no message."""

    async def job(unit: Unit) -> list[Queued]:
        rows = await unit.fetch(
            outbox._COLUMNS
            + "WHERE x.pushed > 0 AND x.state = 'sent' AND x.message_ref <> '' AND (a.phone <> 'own' OR a.profiles > 0)"
        )
        return await outbox._opened(unit, rows)

    return await world.run(job)


def breaches(pushed: Sequence[Queued]) -> list[str]:
    """What was said beyond the neutral list."""
    found = []
    for row in pushed:
        message = unpack(row.body, row.id)
        if message.text not in NEUTRAL_TEXTS:
            found.append(message.text)
        elif message.buttons or message.edits or message.document is not None:
            found.append(f"more than a sentence: {message.text}")
    return found


@pytest.fixture
async def world(template: Path, tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path / "data", Way.STEADY, template=template) as opened:
        await opened.add("Siti")
        await opened.add("Petugas", Role.WORKER)
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("conversation", [each.load() for each in CONVERSATIONS], ids=lambda each: each.name)
async def test_no_conversation_pushes_more_than_a_neutral_sentence(
    world: World, conversation: Conversation
) -> None:
    await Play(world)(UNTIL_SENT)  # so that its people have something to look at
    await world.use_phone("Petugas", "shared")
    await world.use_phone("Siti", "shared")
    before = {row.id for row in await list_pushed(world)}  # her phone was her own until now
    crowd = SharedCrowd(world, conversation)
    await crowd.explore(DEPTH_MAX)
    await world.pass_time(24 * 3600)
    assert breaches([row for row in await list_pushed(world) if row.id not in before]) == []


async def test_a_worker_who_shares_her_phone_hears_of_a_request_without_a_word_of_it(world: World) -> None:
    await world.use_phone("Petugas", "shared")
    await Play(world)(UNTIL_RESULT)
    for text in ("kirim ke petugas", "chat saja", "nanti"):
        world.next_message()
        await world.phones.write("Siti", text)
        await world.rest()
    pushed = await list_pushed(world)
    assert len(pushed) == 1
    assert breaches(pushed) == []
    assert {bubble.text for bubble in world.phones.screen("Petugas")} <= NEUTRAL_TEXTS


async def test_whatever_is_told_to_a_shared_phone_waits_behind_one_neutral_sentence(world: World) -> None:
    lilis = await world.add("Lilis", phone="shared")
    for text in (_("Suami Ibu boleh tahu?"), _("Simpanan Ibu: Rp25.000.")):
        await world.tell(lilis, text)
    pushed = await list_pushed(world)
    assert [bubble.text for bubble in world.phones.screen("Lilis")] == [unpack(pushed[0].body, 0).text]
    assert breaches(pushed) == []


async def test_of_a_groups_money_a_shared_phone_hears_that_there_is_news_and_no_more(world: World) -> None:
    await savers.mentari(world, "Tati", "Neneng", phone="shared")
    for name in ("Lilis", "Cucu"):
        await world.use_phone(name, "shared")
    group, numbers = (
        world.groups[MENTARI],
        {name: await savers.number_of(world, name) for name in ("Lilis", "Cucu", "Tati", "Neneng")},
    )
    await savers.hold_meeting(world, Tati=25_000)
    await savers.tell_of(world, await savers.save(world, "Tati", 80_000, SavingKind.SUKARELA))

    async def everything(unit: Unit) -> None:
        body = payout_steps.body_of(
            kind=PayoutKind.WITHDRAWAL,
            account=Account.SUKARELA,
            member=numbers["Tati"],
            witness=None,
            amount=10_000,
            note="",
        )
        await payout_steps._start(unit, group, body, by=numbers["Lilis"], second=numbers["Cucu"])
        what = _("Tati mengambil Rp10.000.")
        await agree.ask_there(unit, group, payout_steps.KIND, 0, what, body, numbers["Tati"])
        fix = correction_steps.body_of(entry=1, right=None, reason="tertukar", meeting=0, day=savers.TODAY)
        await correction_steps._correct(
            unit, group, fix, by=numbers["Lilis"], second=numbers["Cucu"], key="demo"
        )
        differs = Difference(what=What.OTHER, words="saya setor 30 ribu")
        dispute = await disputes.add(unit, group, numbers["Tati"], differs)
        await disputing.tell_raised(unit, dispute)
        disputing.tell_answer(unit, dispute, disputes.Answered(reply=Reply.SAME, words="Sudah dicek."))

    await savers.as_lilis(world, everything)
    await world.pass_time(24 * 3600)
    await world.pass_time(20 * 24 * 3600)  # the day for an answer is over too
    await world.app.housekeeping.run()
    await world.rest()
    pushed = await list_pushed(world)
    assert {row.person_id for row in pushed} >= {
        (await world.run(partial(world.actor, name=name))).person_id for name in ("Cucu", "Tati", "Neneng")
    }
    assert breaches(pushed) == []


async def test_of_an_instalment_a_shared_phone_hears_that_there_is_news_and_no_more(world: World) -> None:
    await savers.mentari(world, "Tati", phone="shared")
    for name in ("Lilis", "Cucu"):
        await world.use_phone(name, "shared")
    group, numbers = (
        world.groups[MENTARI],
        {name: await savers.number_of(world, name) for name in ("Lilis", "Cucu")},
    )
    loan = await lend(world, "Tati")

    async def everything(unit: Unit) -> None:
        paid = await pay_steps.post_instalment(unit, group, loan, 612_000, False, 0, "demo")
        fix = correction_steps.body_of(
            entry=paid.number, right=None, reason="tertukar", meeting=0, day=savers.TODAY
        )
        await correction_steps._correct(
            unit, group, fix, by=numbers["Lilis"], second=numbers["Cucu"], key="demo"
        )

    await savers.as_lilis(world, everything)
    await savers.hold_meeting(world, Tati=25_000)
    await world.pass_time(24 * 3600)
    pushed = await list_pushed(world)
    tati = await world.run(partial(world.actor, name="Tati"))
    assert tati.person_id in {row.person_id for row in pushed}
    assert breaches(pushed) == []


async def test_of_a_loan_a_shared_phone_hears_that_there_is_news_and_no_more(world: World) -> None:
    await asking.lending(world, "Tati", borrower="Neneng")
    names = ("Lilis", "Cucu", "Neneng", "Tati")
    for name in names:
        await world.use_phone(name, "shared")
    group = world.groups[MENTARI]
    neneng, tati = await savers.number_of(world, "Neneng"), await savers.number_of(world, "Tati")
    wish = ask_steps.Wish(
        amount=Rupiah(300_000), months=3, terms=asking.LENDING.terms(Method.FLAT), purpose="modal"
    )

    async def ask(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Neneng")
        await ask_steps.send(unit, group, neneng, wish)

    async def refuse(unit: Unit) -> None:
        await decide_steps.say_no(unit, group, 1, "cash", "")

    async def decide(unit: Unit) -> None:
        seen = await decide_steps.open_request(unit, group, 2)
        await agree.ask_there(unit, group, ask_steps.KIND, 2, seen.what, seen.body, neneng, seen.never)
        (approval,) = await approvals.list_waiting(unit, group)
        await decide_steps.carry_out(unit, replace(approval, second=2))
        await household_steps.live_together(unit, group, neneng, tati)

    for step in (ask, refuse, ask, decide):
        await savers.as_lilis(world, step)
        await world.pass_time(24 * 3600)
    pushed = await list_pushed(world)
    told = {(await world.run(partial(world.actor, name=name))).person_id for name in names}
    assert {row.person_id for row in pushed} == told
    assert breaches(pushed) == []


async def test_of_a_hard_month_a_shared_phone_hears_that_there_is_news_and_no_more(world: World) -> None:
    await savers.mentari(world, "Tati", "Neneng", phone="shared")
    for name in ("Lilis", "Cucu"):
        await world.use_phone(name, "shared")
    group = world.groups[MENTARI]
    fined = Terms(
        method=Method.FLAT,
        rate=200,
        unit=Rupiah(1_000),
        fine=Rupiah(2_000),
        fine_cap=Rupiah(6_000),
        joint=True,
    )
    loan = await lend(world, "Tati", terms=fined)
    await world.pass_time(45 * 24 * 3600)  # she is asked twice
    lilis, cucu, neneng = [await savers.number_of(world, name) for name in ("Lilis", "Cucu", "Neneng")]
    where = (group, loan, 1, 1)
    for said in (
        (answer_reminder.say_paid, 112_000, ""),
        (answer_reminder.keep_day, date(2026, 3, 25)),
        (answer_reminder.say_talk,),
    ):
        await stepping.step(world, "Tati", said[0], *where, *said[1:])
    wish = (await stepping.step(world, "Tati", replan_view.preview, group, loan, 12, 1)).body
    await stepping.step(world, "Tati", replan_steps.ask_for, group, loan, wish)
    await stepping.step(world, "Lilis", replan_steps.say_not_yet, group, loan, 1, "talk", "")
    await stepping.step(world, "Lilis", help_steps.write_help, group, loan, neneng, 1_000, "demo")
    await stepping.step(world, "Neneng", help_steps.settle, group, 1, loan_people.RETURNED)
    waived = waive_steps.body_of(loan=loan, amount=500, why="sick", words="")
    pair = {"by": lilis, "second": cucu, "group": group}
    assert await stepping.agreed(world, waive_steps.carry_out, waive_steps.KIND, waived, **pair) == ""
    offered = (await stepping.step(world, "Lilis", replan_view.preview, group, loan, 12, 1)).body
    assert await stepping.agreed(world, replan_steps.carry_out, replan_view.KIND, offered, **pair) == ""
    await stepping.step(world, "Tati", replan_steps.answer, group, loan, 2, True)
    await world.pass_time(24 * 3600)
    pushed = await list_pushed(world)
    told = {
        (await world.run(partial(world.actor, name=name))).person_id for name in ("Tati", "Neneng", "Lilis")
    }
    assert {row.person_id for row in pushed} >= told
    assert breaches(pushed) == []


async def test_on_a_phone_of_her_own_the_same_is_told_openly(world: World) -> None:
    lilis = await world.add("Lilis")
    await world.tell(lilis, _("Simpanan Ibu: Rp25.000."))
    assert [bubble.text for bubble in world.phones.screen("Lilis")] == ["Simpanan Ibu: Rp25.000."]
    await world.use_phone("Lilis", "shared")  # what went out before is still to be seen in the records
    assert breaches(await list_pushed(world)) == ["Simpanan Ibu: Rp25.000."]


def test_the_neutral_list_says_nothing() -> None:
    assert len(NEUTRAL) == 2
    for text in NEUTRAL.values():
        assert not text.values
        assert not SENSITIVE.search(text.message)


def test_rows_are_made_and_messages_sent_in_known_places_only() -> None:
    root = Path(__file__).resolve().parents[2]
    sources = {
        str(path.relative_to(root)): path.read_text()
        for part in ("bot", "db", "handlers")
        for path in (root / part).rglob("*.py")
    }
    makers = {name for name, source in sources.items() if re.search(r"\bQueued\(", source)}
    senders = {name for name, source in sources.items() if re.search(r"\.send\(", source)}
    assert makers <= set(MAKERS)
    assert senders <= SENDERS


def test_the_outside_is_part_of_the_walk() -> None:
    walked = {each.name for each in CONVERSATIONS}
    assert {FRONT, MENU} <= walked
    assert walked >= OUTSIDE
