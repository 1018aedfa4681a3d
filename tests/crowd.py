"""Many women at once, each on a phone of her own, who walk through a conversation in step.

`explore` finds the questions of a conversation by answering whatever is asked: every choice once, and where there is
none the first of PLAUSIBLE that is understood. Nothing here knows a conversation, so a new one is walked as well.
"""

import asyncio
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.catalogues import SOURCE_LANGUAGE
from conversation.registry import Conversation
from conversation.text import _
from db import group_rules, ledger, loans, members
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.ledger import income, loan_out, opening, saving
from domain.loan_rules import Method, Terms
from domain.money import Rupiah
from domain.roles import OF_GROUP, Role
from handlers import house
from tests.attending import WALL_CODE, attend, offer
from tests.phones import Bubble
from tests.play import choices_of
from tests.shared_year import RULES as SHARED
from tests.transcript import split_numbered
from tests.world import RULES, World

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
    "804172",
    WALL_CODE,
    "tiap Selasa jam 9 pagi, 4 kali, mulai 10 Februari",
)
# Who else is in the book of her group.
NEIGHBOURS = ("Demo Siti", "Demo Yuyun")
# Where there is something to look at only if somebody in the group has borrowed: the first neighbour, and she herself.
ABOUT_LOANS = frozenset({"pinjaman", "cicil", "daftar_pinjaman"})
# Where there is something to look at only if the group has written a year that is over.
ABOUT_YEARS = frozenset({"tutup_tahun", "periksa_tahun", "akhir_tahun"})
# Where there is something to look at only if there are classes, and she is in some (tests/attending.py).
TRAINING = "handlers.training."
NOT_UNDERSTOOD = ("belum", "Contoh jawaban", "antara", "terlalu", "Tulis", "tidak bisa dipakai", "harus")


@dataclass(frozen=True)
class Answer:
    """What she does: taps this choice (types its number where there are no buttons), or writes.

    place: where it stood, for who reads it in another language.
    """

    place: int = -1
    label: str = ""
    text: str = ""


Script = tuple[Answer, ...]


@dataclass
class Woman:
    """One of the crowd. seen: her screen after her last step; reply: what was new then.

    stands: what she was asked last, which still stands where two people write and the program is silent.
    """

    name: str
    person_id: int
    language: str = "id"
    seen: tuple[Bubble, ...] = ()
    reply: tuple[Bubble, ...] = ()
    lost: bool = False
    stands: Bubble | None = None

    @property
    def last(self) -> Bubble | None:
        return self.reply[-1] if self.reply else self.stands

    @property
    def asked(self) -> str:
        """The last thing she reads, without numbers and codes: the same question reads alike."""
        if self.last is None:
            return ""
        text, labels = choices_of(self.last)
        return masked("|".join([text.split("\n\n")[-1], *labels]))

    @property
    def question(self) -> str:
        """What is asked and the first choice: enough to know the question again, whatever is left to choose from."""
        return "|".join(self.asked.split("|")[:2])


def masked(text: str) -> str:
    """Without what differs from woman to woman: numbers and codes."""
    return re.sub(r"\b[A-Z0-9]{6}\b|\d+", "#", text)


@dataclass(frozen=True)
class Place:
    """A question, and how one gets there. good: an answer that leads on."""

    script: Script
    asked: str
    good: Answer


async def earn(world: World, group: int) -> None:
    """Everybody has saved last year, the group has earned something, and its meeting has said how it is shared."""
    day = date(2025, 12, 3)

    async def job(unit: Unit) -> None:
        numbers = [each.number for each in await members.list_members(unit, group)]
        drafts = [
            saving(day=day, by=numbers[0], member=each, kind=SavingKind.SUKARELA, amount=10_000 * each)
            for each in numbers
        ]
        drafts.append(income(day=day, by=numbers[0], account=Account.PENDAPATAN_LAIN, amount=90_000))
        await ledger.post_many(unit, group, [(f"earn/{n}", draft) for n, draft in enumerate(drafts)])
        unit.write(
            "INSERT INTO group_rules (id, group_id, from_day, decided_day, body, by_member, made_ms)"
            " VALUES ($1, $2, '2025-02-03', '2025-02-03', $3, 1, 0)",
            unit.new_id(),
            group,
            group_rules.to_json(replace(RULES, year=SHARED)),
        )

    await world.run(job)


async def lend(world: World, group: int, *, everybody: bool = False) -> None:
    """The first neighbour and the woman herself, who is the last in the book, have borrowed last month; or everybody."""
    day = date(2026, 1, 3)

    async def job(unit: Unit) -> None:
        numbers = [each.number for each in await members.list_members(unit, group)]
        for borrower in numbers if everybody else (numbers[0], numbers[-1]):
            by, second = [each for each in numbers if each != borrower][:2]
            box = opening(day=day, by=by, member=None, amounts={SavingKind.SOSIAL: 600_000})
            await ledger.post(unit, group, box, key=f"box/{borrower}")
            asked = await loans.ask(
                unit,
                group,
                member=borrower,
                asked_by=borrower,
                amount=600_000,
                months=6,
                purpose="warung",
                terms=Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000)),
            )
            loan = await loans.approve(unit, asked, by=by, second=second)
            draft = loan_out(day=day, by=by, second=second, member=borrower, amount=loan.amount)
            entry = await ledger.post(unit, group, draft, key=f"loan/{borrower}")
            await loans.start(unit, loan, entry=entry.number, day=day, by=by, second=second)

    await world.run(job)


class Crowd:
    """Women in one world. known: False for strangers to the program."""

    def __init__(self, world: World, conversation: Conversation, *, known: bool = True) -> None:
        self.world = world
        self.conversation = conversation
        self._known = known
        self._is_training = conversation.function.__module__.startswith(TRAINING)
        self._numbers = itertools.count(1)
        self._has_news = False
        self._has_classes = False

    async def gather(self, languages: Sequence[str]) -> list[Woman]:
        """New women who speak these languages."""
        if self._is_training and not self._has_classes:
            self._has_classes = True
            await offer(self.world)
        return list(await asyncio.gather(*map(self._woman, languages)))

    async def _woman(self, language: str) -> Woman:
        name = f"Demo {next(self._numbers)}"
        if not self._known:
            self.world.meet(name)
            return Woman(name, 0)
        roles = [role for role in Role if role in self.conversation.roles]
        if self.conversation.name in ABOUT_LOANS:
            roles = roles or [Role.MEMBER]
        phone = "own" if any(role not in OF_GROUP for role in roles) else "shared"
        # Each in a group of her own, so that what one changes no other sees, and no group is too full.
        group = await self.world.add_group(*NEIGHBOURS) if OF_GROUP.intersection(roles) else 0
        person_id = await self.world.add(
            name, *roles, phone=phone, area="samarinda", language=language, group=group
        )
        if self.conversation.name in ABOUT_LOANS:
            await lend(self.world, group)
        if self.conversation.name in ABOUT_YEARS:
            await earn(self.world, group)
        if self._is_training:
            await attend(self.world, person_id, group)
        for text in (_("Satu."), _("Dua.")) if self._has_news else ():
            await self.world.tell(person_id, text)
        return Woman(name, person_id, language)

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
        place = labels.index(answer.label) if answer.label in labels else answer.place
        moved = woman.language == SOURCE_LANGUAGE and answer.label not in labels
        if bubble is None or moved or place >= len(labels):
            woman.lost = True  # somebody else has changed what there was to choose from
        elif bubble.buttons:
            await self.world.phones.tap(woman.name, bubble, labels[place])
        else:
            await self.world.phones.write(woman.name, split_numbered(bubble.text)[1][place][0])

    def _look(self, woman: Woman) -> None:
        """What is new on her screen; a message changed in place is, where nothing else is."""
        screen = tuple(self.world.phones.screen(woman.name))
        before = {bubble.ref: bubble for bubble in woman.seen}
        new = tuple(bubble for bubble in screen if bubble.ref not in before)
        changed = tuple(bubble for bubble in screen if before.get(bubble.ref, bubble) != bubble)
        woman.seen, woman.reply = screen, new or changed
        woman.stands = woman.last

    # -- walks ------------------------------------------------------------------------------------------------------

    async def walk(self, ways: Sequence[tuple[Woman, Script]]) -> None:
        """Each follows her script from the beginning, all in step."""
        await self.begin([woman for woman, _script in ways])
        for step in range(max((len(script) for _woman, script in ways), default=0)):
            await self.all_do([(woman, script[step]) for woman, script in ways if step < len(script)])

    async def open_talks(self) -> dict[int, str]:
        """The conversation each person is in."""

        async def job(unit: Unit) -> dict[int, str]:
            rows = await unit.fetch("SELECT person_id, name FROM talks WHERE state = 'open'")
            return {row["person_id"]: row["name"] for row in rows}

        return await self.world.run(job)

    async def explore(self, most: int) -> list[Place]:
        """Its questions, at most so many, each with the shortest way to it.

        Where it hands over to another conversation, that one is explored on its own account; but the first question
        may be another's (the queue that leads to a request). Where nothing is asked, they are told some news first.
        """
        found: dict[str, Place] = {}
        scripts: list[Script] = [()]
        while scripts and len(found) < most:
            women = await self.gather(["id"] * len(scripts))
            await self.walk(list(zip(women, scripts, strict=True)))
            fresh: dict[str, tuple[Script, Woman]] = {}
            talking = await self.open_talks()
            for woman, script in zip(women, scripts, strict=True):
                talk = talking.get(woman.person_id, self.conversation.name if not woman.person_id else "")
                ours = talk == self.conversation.name or (talk and not script)
                if ours and _is_asked(woman) and woman.question not in found:
                    fresh.setdefault(woman.question, (script, woman))
            scripts = []
            for question, (script, woman) in list(fresh.items())[: most - len(found)]:
                answers = await self._answers(woman, script)
                found[question] = Place(script, woman.asked, [*answers, Answer(text=PLAUSIBLE[0])][0])
                scripts += [(*script, answer) for answer in answers]
        if not found and self._known and not self._has_news:
            self._has_news = True
            return await self.explore(most)
        return list(found.values())

    async def _answers(self, woman: Woman, script: Script) -> list[Answer]:
        """Every choice; without choices, the first plausible answer that is understood."""
        assert woman.last is not None
        labels = choices_of(woman.last)[1]
        inside = [Answer(place, label) for place, label in enumerate(labels) if label not in _WAYS_OUT]
        if len(inside) > 1:
            return inside
        women = await self.gather(["id"] * len(PLAUSIBLE))
        await self.walk([(each, script) for each in women])
        await self.all_do([(each, Answer(text=text)) for each, text in zip(women, PLAUSIBLE, strict=True)])
        for each, text in zip(women, PLAUSIBLE, strict=True):
            if not each.lost and each.last and each.asked != woman.asked and not _is_refused(each.last.text):
                return [Answer(text=text)]
        return inside


# Choices that stand beside the answers everywhere; where they lead is tested on its own.
_WAYS_OUT = {"Lihat yang lain", house.PERSON.message, house.WOMAN.message, "Tidak tahu / lewati"}


def _is_asked(woman: Woman) -> bool:
    """Whether there is a question on her screen; a stranger is asked only what has choices."""
    if woman.last is None or woman.lost:
        return False
    return bool(woman.person_id or choices_of(woman.last)[1])


def _is_refused(text: str) -> bool:
    return any(word in text.split("\n\n", maxsplit=1)[0] for word in NOT_UNDERSTOOD)
