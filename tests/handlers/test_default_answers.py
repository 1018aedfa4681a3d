"""Every conversation, at every question it reaches, survives what people really send. A new one is covered by itself."""

import re
from collections.abc import AsyncIterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from bot.catalogues import PSEUDO_LANGUAGE, SOURCE_LANGUAGE, WAITING_LANGUAGES
from conversation.limits import PROMPTS_IN_A_ROW_MAX
from conversation.registry import Conversation
from db.unit import Unit
from domain.files import FileFault, Wanted
from domain.roles import Role
from handlers import house
from handlers.contact.line import PROMPT as LINE_PROMPT
from handlers.conversations import CONVERSATIONS
from handlers.file_words import SENTENCES
from tests.attending import TYPED
from tests.crowd import NEIGHBOURS, PLAUSIBLE, Crowd, Place, Woman
from tests.handlers.chats import UNTIL_SENT
from tests.play import Play, misshapen, untranslated
from tests.world import Way, World, open_world

NO_PHOTO = SENTENCES[FileFault.WRONG_KIND, Wanted.PAPER].message
THINGS = ("stiker", "pesan suara", "foto", "nomor saya", "lokasi")
WORDS = ("\u200b", "a" * 5000, "🙏", "menu", "batal", "kembali", "petugas", "lanjut", "bantuan")
STALE = "(tombol lama)"
NASTY = (*THINGS, *WORDS, STALE)
LANGUAGES = (*WAITING_LANGUAGES, PSEUDO_LANGUAGE)
WRITES_TO_SOMEBODY = LINE_PROMPT.message
APOLOGIES = (house.FAULT.message, house.FAULT_AGAIN.message, house.BROKEN.message)
CODE = re.compile("[A-Z0-9]{6}")

# Questions looked at in the first half of the tests; the second half looks at all of them.
FEW, ALL = 2, 40
DEPTH = [FEW, pytest.param(ALL, marks=pytest.mark.slow)]
LOADED = [each.load() for each in CONVERSATIONS]
FOR_STRANGERS = [each for each in LOADED if each.for_strangers]


@pytest.fixture
async def world(template: Path, tmp_path: Path) -> AsyncIterator[World]:
    """One request waits in the office, so that its people have something to look at."""
    async with open_world(tmp_path / "data", Way.STEADY, template=template) as opened:
        await opened.add("Siti")
        await opened.add("Petugas", Role.WORKER)
        await Play(opened)(UNTIL_SENT)
        yield opened


@pytest.mark.parametrize("most", DEPTH)
@pytest.mark.parametrize("conversation", LOADED, ids=lambda each: each.name)
async def test_whatever_comes_is_answered_kindly_and_nothing_is_lost(
    world: World, conversation: Conversation, most: int
) -> None:
    crowd = Crowd(world, conversation)
    places = await crowd.explore(most)
    await _everything_is_survived(crowd, places)
    await _no_question_stands_there_for_ever(crowd, places)
    await _every_language_is_spoken(crowd, places)
    await _nothing_is_left_behind(world)


@pytest.mark.parametrize("most", DEPTH)
@pytest.mark.parametrize("conversation", FOR_STRANGERS, ids=lambda each: each.name)
async def test_a_stranger_is_answered_kindly_too(world: World, conversation: Conversation, most: int) -> None:
    crowd = Crowd(world, conversation, known=False)
    places = await crowd.explore(most)
    await _everything_is_survived(crowd, places)
    await _no_question_stands_there_for_ever(crowd, places)
    await _nothing_is_left_behind(world)


async def _nothing_is_left_behind(world: World) -> None:
    await world.read_books()
    assert world.faults == []
    assert world.app.turns.counts["failed"] == 0


async def _women_at(
    crowd: Crowd, places: Sequence[Place], languages: Sequence[str]
) -> list[tuple[Place, list[Woman]]]:
    """For each place one woman of each language who stands there."""
    women = await crowd.gather([language for _place in places for language in languages])
    count = len(languages)
    groups = [(place, women[number * count : (number + 1) * count]) for number, place in enumerate(places)]
    await crowd.walk([(woman, place.script) for place, group in groups for woman in group])
    return groups


async def _everything_is_survived(crowd: Crowd, places: Sequence[Place]) -> None:
    """Something unreadable, a word that leads away, an old button; then a restart, then a good answer."""
    groups = await _women_at(crowd, places, [SOURCE_LANGUAGE] * (len(NASTY) + 2))
    for number, nasty in enumerate(NASTY, start=1):
        sending = [group[number] for _place, group in groups if not group[number].lost]
        before = await _count_passed_on(crowd.world)
        await _send(crowd, sending, nasty)
        for place, group in groups:
            _is_kind(group[number], f"{nasty[:20]!r} at {place}")
        unanswered = [woman for woman in sending if not woman.lost and not woman.reply]
        assert await _count_passed_on(crowd.world) - before >= len(unanswered), f"{nasty[:20]!r} is lost"
    failed = crowd.world.app.turns.counts["failed"]
    await crowd.world.restart()
    await crowd.all_do([(woman, place.good) for place, group in groups for woman in group])
    for place, group in groups:
        # The first and the last were not disturbed. Where one changes what all look at, they see different things.
        if any(woman.lost for woman in group) or group[0].asked != group[-1].asked:
            continue
        for number, nasty in enumerate(THINGS, start=1):
            if group[number].asked == NO_PHOTO:  # said below the question, once what she sent was fetched
                continue
            assert group[number].asked == group[0].asked, f"{nasty} at {place}"
    assert failed == 0


async def _count_passed_on(world: World) -> int:
    """How many messages of women there are in all matters."""

    async def job(unit: Unit) -> int:
        row = await unit.fetch_one("SELECT count(*) AS n FROM matter_messages WHERE side = 'her'")
        assert row is not None
        return int(row["n"])

    return await world.run(job)


async def _send(crowd: Crowd, women: Sequence[Woman], nasty: str) -> None:
    if nasty in THINGS:
        await crowd.send(women, nasty)
    elif nasty == STALE:
        await crowd.tap_stale(women)
    else:
        await crowd.write(women, nasty)


def _is_kind(woman: Woman, where: str) -> None:
    """One answer that can be read, and no apology for a mistake of the program.

    No answer only where she writes to somebody, and what she sent has gone there.
    """
    if woman.lost:
        return
    assert woman.reply or woman.asked.startswith(WRITES_TO_SOMEBODY), f"no answer to {where}"
    for bubble in woman.reply:
        assert not misshapen(bubble), f"{misshapen(bubble)} for {where}: {bubble.text}"
        assert not any(apology in bubble.text for apology in APOLOGIES), f"{bubble.text} for {where}"


async def _no_question_stands_there_for_ever(crowd: Crowd, places: Sequence[Place]) -> None:
    """However often she sends what cannot be read, no question comes more than three times in a row."""
    women = [group[0] for _place, group in await _women_at(crowd, places, [SOURCE_LANGUAGE])]
    prompts = {woman.name: [woman.asked] for woman in women if not woman.lost}
    for _time in range(PROMPTS_IN_A_ROW_MAX + 3):
        await crowd.send([woman for woman in women if not woman.lost], "pesan suara")
        for woman in women:
            if woman.name in prompts and woman.reply:
                prompts[woman.name].append(woman.asked)
    for asked in prompts.values():
        assert _longest_run(asked) <= PROMPTS_IN_A_ROW_MAX, asked


def _longest_run(prompts: Sequence[str]) -> int:
    longest = run = 1
    for before, now in pairwise(prompts):
        run = run + 1 if now == before else 1
        longest = max(longest, run)
    return longest


async def _every_language_is_spoken(crowd: Crowd, places: Sequence[Place]) -> None:
    """Each question and what follows it; in the pseudo-language nothing goes round the catalogue."""
    own = {*crowd.world.own_words, *PLAUSIBLE, *NEIGHBOURS, *TYPED}
    groups = await _women_at(crowd, places, LANGUAGES)
    await crowd.all_do([(woman, place.good) for place, group in groups for woman in group])
    for place, group in groups:
        for woman in group:
            _is_kind(woman, f"{woman.language} at {place}")
            shown = woman.seen if woman.language == PSEUDO_LANGUAGE else ()
            bare = [
                part
                for bubble in shown
                for part in untranslated(bubble, own | {woman.name})
                if not CODE.search(part)
            ]
            assert not bare, f"{place}: {bare}"
