"""Many women at once, each on a phone of her own, who walk through a conversation in step.

`explore` finds the questions of a conversation by answering whatever is asked: every choice once, and where there is
none the first of PLAUSIBLE that is understood. Nothing here knows a conversation, so a new one is walked as well.
"""

import asyncio
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conversation.registry import Conversation
from conversation.text import _
from db.unit import Unit
from domain.roles import OF_GROUP, Role
from handlers import house
from tests.phones import Bubble
from tests.play import choices_of
from tests.transcript import split_numbered
from tests.world import World

# One answer of each kind that a question without choices may ask for.
PLAUSIBLE = (
    "35",
    "0812 0000 0000",
    "25 ribu",
    "Nama Ibu belum ada di data.",
    "Sulastri",
    "2 Februari 2026",
    "28 Februari 2026",
    "jam 9 pagi",
    "jam 3 sore",
    "40.9/33/2026",
)
NOT_UNDERSTOOD = ("belum", "Contoh jawaban", "antara", "terlalu", "Tulis", "tidak bisa dipakai", "harus")


@dataclass(frozen=True)
class Answer:
    """What she does: taps the choice at this place (types its number where there are no buttons), or writes."""

    place: int = -1
    text: str = ""


Script = tuple[Answer, ...]


@dataclass
class Woman:
    """One of the crowd. seen: her screen after her last step; reply: what was new then."""

    name: str
    person_id: int
    language: str = "id"
    seen: tuple[Bubble, ...] = ()
    reply: tuple[Bubble, ...] = ()
    lost: bool = False

    @property
    def last(self) -> Bubble | None:
        return self.reply[-1] if self.reply else None

    @property
    def asked(self) -> str:
        """The last thing she reads, without numbers and codes: the same question reads alike."""
        if self.last is None:
            return ""
        text, labels = choices_of(self.last)
        return masked("|".join([text.split("\n\n")[-1], *labels]))


def masked(text: str) -> str:
    """Without what differs from woman to woman: numbers and codes."""
    return re.sub(r"\b[A-Z0-9]{6}\b|\d+", "#", text)


@dataclass(frozen=True)
class Place:
    """A question, and how one gets there. good: an answer that leads on."""

    script: Script
    asked: str
    good: Answer


class Crowd:
    """Women in one world. known: False for strangers to the program."""

    def __init__(self, world: World, conversation: Conversation, *, known: bool = True) -> None:
        self.world = world
        self.conversation = conversation
        self._known = known
        self._numbers = itertools.count(1)

    async def gather(self, languages: Sequence[str]) -> list[Woman]:
        """New women who speak these languages; each has had news that she has not read."""
        return list(await asyncio.gather(*map(self._woman, languages)))

    async def _woman(self, language: str) -> Woman:
        name = f"Demo {next(self._numbers)}"
        if not self._known:
            self.world.meet(name)
            return Woman(name, 0)
        roles = [Role(role) for role in sorted(self.conversation.roles)]
        phone = "own" if any(role not in OF_GROUP for role in roles) else "shared"
        person_id = await self.world.add(name, *roles, phone=phone, area="samarinda", language=language)
        return Woman(name, person_id, language)

    async def tell_all(self, women: Iterable[Woman]) -> None:
        """Somebody tells each of them something."""
        for woman in women:
            await self.world.tell(woman.person_id, _("Satu."))

    # -- steps ------------------------------------------------------------------------------------------------------

    async def begin(self, women: Sequence[Woman]) -> None:
        """They type the word that begins the conversation."""
        await self.write(women, f"/{self.conversation.name}" if self._known else self.conversation.name)

    async def write(self, women: Sequence[Woman], text: str) -> None:
        await self.all_do([(woman, Answer(text=text)) for woman in women])

    async def send(self, women: Sequence[Woman], thing: str) -> None:
        await self._together([(woman, self.world.phones.send(woman.name, thing)) for woman in women])

    async def tap_stale(self, women: Sequence[Woman]) -> None:
        """A button that was never hers, as from a phone restored from last year."""
        old = Bubble("1", "", (("lama", "qoldoldol.0"),))
        await self._together([(woman, self.world.phones.tap(woman.name, old, "lama")) for woman in women])

    async def all_do(self, acts: Sequence[tuple[Woman, Answer]]) -> None:
        """Each her own answer, at the same time."""
        await self._together([(woman, self._do(woman, answer)) for woman, answer in acts if not woman.lost])

    async def _together(self, acts: Sequence[tuple[Woman, object]]) -> None:
        self.world.next_message()
        await asyncio.gather(*(act for _woman, act in acts))  # type: ignore[call-overload]
        await self.world.rest()
        for woman, _act in acts:
            self._look(woman)

    async def _do(self, woman: Woman, answer: Answer) -> None:
        if answer.text:
            await self.world.phones.write(woman.name, answer.text)
            return
        bubble = woman.last
        labels = choices_of(bubble)[1] if bubble else ()
        if bubble is None or answer.place >= len(labels):
            woman.lost = True  # somebody else has changed what there was to choose from
        elif bubble.buttons:
            await self.world.phones.tap(woman.name, bubble, labels[answer.place])
        else:
            await self.world.phones.write(woman.name, split_numbered(bubble.text)[1][answer.place][0])

    def _look(self, woman: Woman) -> None:
        """What is new on her screen; a message changed in place is, where nothing else is."""
        screen = tuple(self.world.phones.screen(woman.name))
        before = {bubble.ref: bubble for bubble in woman.seen}
        new = tuple(bubble for bubble in screen if bubble.ref not in before)
        changed = tuple(bubble for bubble in screen if before.get(bubble.ref, bubble) != bubble)
        woman.seen, woman.reply = screen, new or changed

    # -- walks ------------------------------------------------------------------------------------------------------

    async def walk(self, ways: Sequence[tuple[Woman, Script]]) -> None:
        """Each follows her script from the beginning, all in step."""
        await self.begin([woman for woman, _script in ways])
        for step in range(max((len(script) for _woman, script in ways), default=0)):
            await self.all_do([(woman, script[step]) for woman, script in ways if step < len(script)])

    async def open_talks(self) -> set[int]:
        """The persons who are in a conversation."""

        async def job(unit: Unit) -> set[int]:
            rows = await unit.fetch("SELECT person_id FROM talks WHERE state = 'open'")
            return {row["person_id"] for row in rows}

        return await self.world.run(job)

    async def explore(self, most: int) -> list[Place]:
        """The questions that are reached, at most so many, each with the shortest way to it."""
        found: dict[str, Place] = {}
        scripts: list[Script] = [()]
        while scripts and len(found) < most:
            women = await self.gather(["id"] * len(scripts))
            await self.walk(list(zip(women, scripts, strict=True)))
            fresh: dict[str, tuple[Script, Woman]] = {}
            talking = await self.open_talks()
            for woman, script in zip(women, scripts, strict=True):
                if not woman.lost and woman.asked not in found and _is_asked(woman, talking):
                    fresh.setdefault(woman.asked, (script, woman))
            scripts = []
            for asked, (script, woman) in list(fresh.items())[: most - len(found)]:
                answers = await self._answers(woman, script)
                if answers:
                    found[asked] = Place(script, asked, answers[0])
                    scripts += [(*script, answer) for answer in answers]
        return list(found.values())

    async def _answers(self, woman: Woman, script: Script) -> list[Answer]:
        """Every choice; without choices, the first plausible answer that is understood."""
        assert woman.last is not None
        labels = choices_of(woman.last)[1]
        inside = [place for place, label in enumerate(labels) if label not in _WAYS_OUT]
        if len(inside) > 1:
            return [Answer(place) for place in inside]
        women = await self.gather(["id"] * len(PLAUSIBLE))
        await self.walk([(each, script) for each in women])
        await self.all_do([(each, Answer(text=text)) for each, text in zip(women, PLAUSIBLE, strict=True)])
        for each, text in zip(women, PLAUSIBLE, strict=True):
            if not each.lost and each.last and each.asked != woman.asked and not _is_refused(each.last.text):
                return [Answer(text=text)]
        return [Answer(place) for place in inside]


# Choices that stand beside the answers everywhere; where they lead is tested on its own.
_WAYS_OUT = {"Lihat yang lain", house.PERSON.message, house.WOMAN.message, "Tidak tahu / lewati"}


def _is_asked(woman: Woman, talking: set[int]) -> bool:
    """Whether the program waits for her answer; of a stranger it is known by the choices she sees."""
    if woman.last is None:
        return False
    return woman.person_id in talking if woman.person_id else bool(choices_of(woman.last)[1])


def _is_refused(text: str) -> bool:
    return any(word in text.split("\n\n")[0] for word in NOT_UNDERSTOOD)
