"""Every question of who answers women, with something to answer: it survives what people send, in every language."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.catalogues import SOURCE_LANGUAGE
from conversation.registry import Conversation
from db import canned, matters
from db.matters import Chosen
from db.unit import Unit
from domain.files import SentFile
from domain.matters import MessageKind
from handlers.contact.canned import keep_canned
from handlers.contact.matter import handle_matter
from handlers.contact.matters import show_matters
from handlers.names import MATTERS
from tests.crowd import Crowd, Place, Woman
from tests.handlers.contact.letters import arrive
from tests.handlers.test_default_answers import (
    ALL,
    FEW,
    NASTY,
    _every_language_is_spoken,
    _is_kind,
    _nothing_is_left_behind,
    _send,
    _women_at,
)
from tests.handlers.test_discreet_outbox import SharedCrowd, breaches, list_pushed
from tests.world import KALTIM, Way, World, open_world

LETTER = "Bu, saya mau tanya soal bantuan. " * 20
TITLE, WORDS = "Jam buka", "Kantor buka jam delapan pagi, Bu."


class Answering(Crowd):
    """Each has a long letter with a photo below it, and one that she has answered; one more waits for anybody."""

    def __init__(self, world: World, conversation: Conversation) -> None:
        super().__init__(world, conversation)
        self._has_canned = False

    async def _woman(self, language: str) -> Woman:
        woman = await super()._woman(language)
        if not self._has_canned:
            self._has_canned = True
            await self._keep(woman)
        for number in (1, 2):
            writer = f"{woman.name} {number}"
            await self.world.add(writer, area="samarinda")
            await self._write(writer, woman.person_id, LETTER)
        await self._write(writer, woman.person_id, "", kind=MessageKind.PHOTO)
        return woman

    async def gather(self, languages: Sequence[str]) -> list[Woman]:
        women = await super().gather(languages)
        await arrive(self.world)
        return women

    async def _keep(self, woman: Woman) -> None:
        async def job(unit: Unit) -> None:
            unit.actor = await self.world.actor(unit, woman.name)
            office = self.world.offices[KALTIM]
            await canned.add(unit, organisation_id=office, topic="", title=TITLE, body=WORDS)

        await self.world.run(job)

    async def _write(
        self, writer: str, holder: int, text: str, *, kind: MessageKind = MessageKind.TEXT
    ) -> None:
        async def job(unit: Unit) -> None:
            unit.actor = await self.world.actor(unit, writer)
            await matters.write(
                unit,
                person_id=unit.actor.person_id,
                organisation_id=self.world.offices[KALTIM],
                chosen=Chosen(holder_id=holder),
                kind=kind,
                text=text,
                sent_file=None if kind is MessageKind.TEXT else SentFile(reference="demo", size_bytes=4),
            )

        await self.world.run(job)


class Opening(Answering):
    """The same, from the page of the first of these on."""

    async def begin(self, women: Sequence[Woman]) -> None:
        await self.write(women, f"/{MATTERS}")
        await self.write(women, "1")


class SharedOpening(Opening, SharedCrowd):
    """On phones that others read too."""


@pytest.fixture
async def world(template: Path, tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path / "data", Way.STEADY, template=template) as opened:
        yield opened


async def whatever_comes_is_answered(crowd: Crowd, places: Sequence[Place]) -> None:
    """A photo or a voice note may be an answer here, so that what follows is not the same for all."""
    groups = await _women_at(crowd, places, [SOURCE_LANGUAGE] * len(NASTY))
    for number, nasty in enumerate(NASTY):
        sending = [group[number] for _place, group in groups if not group[number].lost]
        await _send(crowd, sending, nasty)
        for place, group in groups:
            _is_kind(group[number], f"{nasty[:20]!r} at {place}")
    await crowd.world.restart()
    await crowd.all_do([(woman, place.good) for place, group in groups for woman in group])
    for place, group in groups:
        for woman in group:
            _is_kind(woman, f"what follows {place}")


# Each who is tried has three phones, and the simulator carries a thousand: so half of the questions at a time.
HALVES = [pytest.param(ALL, first, marks=pytest.mark.slow) for first in (0, 1)]


@pytest.mark.parametrize(("most", "first"), [(FEW, None), *HALVES])
@pytest.mark.parametrize(
    ("conversation", "crowd_of"),
    [(show_matters, Answering), (keep_canned, Answering), (handle_matter, Opening)],
    ids=lambda each: getattr(each, "name", ""),
)
async def test_whatever_comes_is_answered_kindly(
    world: World, conversation: Conversation, crowd_of: type[Answering], most: int, first: int | None
) -> None:
    crowd = crowd_of(world, conversation)
    found = await crowd.explore(most)
    assert len(found) >= min(most, 3)
    places = found if first is None else found[first::2]
    await whatever_comes_is_answered(crowd, places)
    await _every_language_is_spoken(crowd, places)
    await _nothing_is_left_behind(world)


@pytest.mark.slow
async def test_a_shared_phone_hears_neutral_sentences_only(world: World) -> None:
    await SharedOpening(world, handle_matter).explore(ALL)
    await world.pass_time(24 * 3600)
    assert breaches(await list_pushed(world)) == []
