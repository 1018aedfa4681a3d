"""Whatever she answers, wherever she lives: what the result, its reasons, sources, papers and routes say fits one turn."""

import random
from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import Any

import pytest

from bot.app import CRITERIA
from bot.compose import REPLY_CHARS_MAX, join
from bot.criteria_files import load_areas, load_sets
from bot.render import render
from conversation.chat import Chat
from conversation.text import Text, _
from domain.criteria import UNKNOWN, Area, sets_for_area
from domain.facts import Facts
from handlers import screening, screening_steps
from handlers.info import STEPS_SHOWN_MAX
from handlers.questions import HouseDialect
from handlers.screening_facts import Outcome, find_outcomes, find_question
from handlers.screening_steps import summary

TRIES = 60
AROUND_AN_AID = "Ini masih contoh. Kantor belum mengesahkannya.\n\nMau coba cek? Ketik SKRINING."
AREAS = {area.key: area for area in load_areas(CRITERIA)}
SETS = load_sets(CRITERIA)


def places() -> list[str]:
    """One area for each choice of sets: the others would say the same."""
    return list({ids(AREAS[key]): key for key in AREAS if ids(AREAS[key])}.values())


def ids(area: Area) -> tuple[str, ...]:
    return tuple(one.id for one in sets_for_area(SETS.values(), area))


async def answered(unit: Any, area: str, chance: random.Random) -> dict[str, Any]:
    """Answers of every kind, one question after the other; unlucky ones are likelier."""
    answers: dict[str, Any] = {}
    while True:
        question = await find_question(unit, area, ids(AREAS[area]), answers)
        if question is None or isinstance(question, str):
            return answers
        keys = [key for key, _label in question.options]
        some: Any = (
            chance.randint(max(18, question.least), question.most) if not keys else chance.choice(keys)
        )
        if question.kind == "multi_choice":
            some = [some]
        answers[question.key] = UNKNOWN if chance.random() < 0.3 else some


async def said(
    part: Callable[[Chat, tuple[Outcome, ...]], Coroutine[Any, Any, None]], found: tuple[Outcome, ...]
) -> list[str]:
    """The turns of this part, if she always wants to read on."""
    turns: list[str] = []
    chat = Chat(HouseDialect())
    run = part(chat, found).__await__()
    answer = None
    while True:
        try:
            asked = run.send(answer)
        except StopIteration:
            return [*turns, _turn(chat, _("Mau lihat yang lain, Bu?"))]
        turns.append(_turn(chat, asked.text))
        answer = asked.question.choices[0]


def _turn(chat: Chat, prompt: Text) -> str:
    said = [render(text) for text in (*chat.says, prompt)]
    chat.says.clear()
    return join(said)


@pytest.mark.parametrize("area", places())
async def test_no_part_of_a_result_is_longer_than_one_turn(area: str) -> None:
    facts = Facts(sets=SETS, areas=tuple(AREAS.values()), bot_name="Teman Mandiri", demo=True)
    unit: Any = SimpleNamespace(facts=facts)
    chance = random.Random(area)
    parts = (
        screening.say_reasons,
        screening.say_sources,
        screening_steps.say_papers,
        screening.say_other_help,
    )
    longest = ""
    for _try in range(TRIES):
        answers = await answered(unit, area, chance)
        found = await find_outcomes(unit, area, ids(AREAS[area]), ids(AREAS[area]), answers)
        turns = [render(summary(found)), *[turn for part in parts for turn in await said(part, found)]]
        longest = max((longest, *turns), key=len)
    assert len(longest) <= REPLY_CHARS_MAX, longest


@pytest.mark.parametrize("area", places())
async def test_what_is_said_about_each_aid_fits_one_turn(area: str) -> None:
    for one in sets_for_area(SETS.values(), AREAS[area]):
        steps = [step.text for step in one.steps[:STEPS_SHOWN_MAX]]
        turn = join([one.aid.text, one.aid.limits, *steps, AROUND_AN_AID])
        assert len(turn) <= REPLY_CHARS_MAX, turn
