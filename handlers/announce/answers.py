"""Jawaban pengumuman: who answered what to the question of an announcement, and who has not yet.

The law: she was told who reads her answer, and nobody else does; each look at names leaves a trace.
"""

# staff: who announces (workers, supervisors, treasurers, chairs) reads this file's sentences

from collections.abc import Sequence

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import announcement_hiding, announcement_lists, announcements
from db.announcement_hiding import Hidden
from db.announcement_lists import Where
from db.unit import Unit
from domain.counts import Count
from domain.permits import Action, holders
from domain.records import dataclass
from domain.refusals import NotAllowed
from handlers.announce import page_steps
from handlers.announce.page_steps import People, find_page
from handlers.announce.people_words import PAGE_ROWS, Named, people_in_words
from handlers.announce.words import bar
from handlers.names import ANNOUNCE, ANNOUNCEMENT, ANNOUNCEMENTS, ANSWERS_TO

REMIND = Choice("unanswered", _("Ingatkan lagi"), words=("ingatkan",))
PAGE = Choice("page", _("Ke pengumuman"), words=("kembali", "pengumuman"))
MORE = Choice("more", _("Berikutnya"), words=("sisa", "terus", "lanjut"))
BACK = Choice("back", _("Kembali"), words=("jawaban",))

ALL = -1
LABEL_CHARS_MAX = 18  # with its number it fits into a row


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """The question's answers and how often each was given. silent: who has it and has not answered.

    asked: False where nothing was asked.
    """

    code: str
    group_id: int
    asked: bool
    labels: tuple[str, ...]
    counts: tuple[int, ...]
    silent: int
    may_send: bool
    hidden: Hidden | None = None


@conversation(
    ANSWERS_TO,
    title=_("Jawaban pengumuman"),
    roles=holders(Action.ANNOUNCE, Action.ANNOUNCE_TO_GROUP, Action.AGREE_TO_ANNOUNCEMENT),
    sensitive=True,
    resumes=False,
)
async def show_answers(chat: Chat, announcement_id: int = 0, n: int = ALL, after: int = 0) -> None:
    if not announcement_id:
        await chat.go(ANNOUNCEMENTS)
    if n != ALL:
        return await show_names(chat, announcement_id, n, after)
    answers = await chat.look(find_answers, announcement_id)
    if not answers.asked:
        await chat.say(_("Pengumuman ini tidak bertanya apa-apa."))
        await chat.go(ANNOUNCEMENT, announcement_id)
    for line in in_words(answers):
        await chat.say(line)
    chosen = await chat.choose(_("Siapa yang mau dilihat?"), choices_for(answers))
    if chosen.key == PAGE.key:
        await chat.go(ANNOUNCEMENT, announcement_id)
    if chosen.key == REMIND.key:
        await chat.go(ANNOUNCE, answers.group_id, announcement_id, REMIND.key)
    await chat.go(ANSWERS_TO, announcement_id, int(chosen.key[1:]))


async def show_names(chat: Chat, announcement_id: int, n: int, after: int) -> None:
    """Who answered so, a page at a time; n 0: who has not answered."""
    people = await chat.run(note_names, announcement_id, n, after)
    named = await chat.look(name_them, announcement_id, people.ids, n)
    if not named:
        await chat.say(_("Belum ada namanya."))
    for line in people_in_words(named):
        await chat.say(line)
    chosen = await chat.choose(_("Mau apa?"), [*([MORE] if people.more else []), BACK])
    if chosen.key == MORE.key:
        await chat.go(ANSWERS_TO, announcement_id, n, people.ids[-1])
    await chat.go(ANSWERS_TO, announcement_id)


def in_words(answers: Answers) -> list[Text]:
    """How often each was given, with a bar, and how many are still silent."""
    total = sum(answers.counts) + answers.silent
    lines = [_("Jawaban untuk pengumuman {code}:", code=answers.code)]
    lines += [
        n_("{label}: {n}\n{bar}", "{label}: {n}\n{bar}", Count(count), label=label, bar=bar(count, total))
        for label, count in zip(answers.labels, answers.counts, strict=True)
    ]
    lines.append(n_("Belum menjawab: {n}", "Belum menjawab: {n}", Count(answers.silent)))
    return lines


def choices_for(answers: Answers) -> list[Choice]:
    """Each answer that somebody gave, those who gave none, and what to do about them."""
    rows = [
        Choice(
            f"n{number}",
            n_("{label} ({n})", "{label} ({n})", Count(count), label=label[:LABEL_CHARS_MAX].rstrip()),
            words=(label.casefold(),),
        )
        for number, (label, count) in enumerate(zip(answers.labels, answers.counts, strict=True), start=1)
        if count and answers.hidden is not Hidden.ALL
    ]
    if answers.silent:
        silent = n_("Belum jawab ({n})", "Belum jawab ({n})", Count(answers.silent))
        if answers.hidden is None:
            rows.append(Choice("n0", silent, words=("belum", "belum menjawab")))
        if answers.may_send:
            rows.append(REMIND)
    return [*rows, PAGE]


# -- looks and steps --------------------------------------------------------------------------------------------


async def find_answers(unit: Unit, announcement_id: int) -> Answers:
    """What was answered so far. Raises NotAllowed."""
    page = await find_page(unit, announcement_id)
    given = page.now.tally.answers
    labels = page.now.choices
    return Answers(
        code=page.now.code,
        group_id=page.group_id,
        asked=bool(labels),
        labels=labels,
        counts=tuple(given[at] if at < len(given) else 0 for at in range(len(labels))),
        silent=page.silent,
        may_send=page.may_send and page.over,
        hidden=page.hidden,
    )


async def note_names(unit: Unit, announcement_id: int, n: int, after: int) -> People:
    """Note that the next page of those who answered so is looked at. Raises NotAllowed."""
    announcement = await announcements.get(unit, announcement_id)
    hidden = await announcement_hiding.hidden_from(unit, announcement, unit.actor.roles)
    if hidden is Hidden.ALL or (hidden is not None and not n):
        raise NotAllowed
    if n:
        found = await announcement_lists.list_answered(unit, announcement.id, n, PAGE_ROWS + 1, after)
    else:
        found = await announcement_lists.list_where(unit, announcement.id, Where.SILENT, PAGE_ROWS + 1, after)
    return page_steps.note(unit, announcement.id, found, "answers")


async def name_them(unit: Unit, announcement_id: int, person_ids: Sequence[int], n: int) -> tuple[Named, ...]:
    """Those of them of whom that is true now, with their names. Raises NotAllowed."""
    announcement = await announcements.get(unit, announcement_id)
    found = await announcement_lists.list_these(unit, announcement.id, tuple(person_ids))
    given = [each for each in found if each.answer == n]
    return await page_steps.named(unit, announcement, given, unit.actor.roles)
