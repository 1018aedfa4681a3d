"""The parts of screening that a woman alone and a woman with a helper share: area, questions, result."""

from collections.abc import Sequence
from typing import Any

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from domain.criteria import UNKNOWN
from handlers import house
from handlers.questions import SomeOf
from handlers.screening_facts import (
    AreaChoice,
    NextQuestion,
    Office,
    Outcome,
    find_question,
    list_areas,
)
from handlers.screening_questions import Explained, ExplainedNumber, ExplainedSome

SKIP = _("Tidak tahu / lewati")
ENOUGH = Choice("enough", _("Sudah, itu saja"), words=("sudah", "cukup", "tidak ada", "itu saja"))

# An option of this key says "none of these" and stands alone.
NONE_KEYS = ("belum_ada", "tidak_ada", "belum_pernah", "belum_tahu")


async def ask_area(chat: Chat, *, person: Text | None = None) -> AreaChoice:
    """Where she lives. person: offer somebody of the office, by this name."""
    return await chat.choose(_("Ibu tinggal di mana?"), await chat.look(list_areas), person=person)


def person_label(office: Office) -> Text:
    """How the person is offered: as a woman only if one is on the roster."""
    return house.WOMAN if office.woman else house.PERSON


async def ask_all(
    chat: Chat,
    office: Office,
    area: str,
    set_ids: tuple[str, ...],
    answers: dict[str, Any],
    *,
    hidden: bool,
    left: tuple[str, ...] = (),
) -> str:
    """Ask the counting questions into `answers`, but those `left` to a worker; the guard's action if she is too young.

    "" if she is not.
    """
    while True:
        question = await chat.look(find_question, area, set_ids, dict(answers), left)
        if question is None:
            return ""
        if isinstance(question, str):
            return question
        answers[question.key] = await ask_one(chat, office, question, hidden=hidden)


async def ask_one(chat: Chat, office: Office, question: NextQuestion, *, hidden: bool) -> Any:
    """Her answer to one question, as the criteria take it; not knowing and skipping are "unknown"."""
    sentence = _(
        "Pertanyaan {number} dari {total}.\n\n{question}",
        number=question.number,
        total=question.total,
        question=Text(question.text),
    )
    sensitive = question.sensitive or hidden
    person = person_label(office)
    if question.kind == "integer":
        number = await chat.ask_or_skip(
            sentence,
            ExplainedNumber(
                least=question.least,
                most=question.most,
                skip=SKIP,
                person=person,
                sensitive=sensitive,
                about=question,
            ),
        )
        return UNKNOWN if number is None else number
    choices = [Choice(key, Text(label)) for key, label in question.options]
    if question.kind == "multi_choice":
        several = ExplainedSome(of=choices, skip=SKIP, person=person, sensitive=sensitive, about=question)
        return await _ask_several(chat, sentence, several)
    chosen = await chat.ask_or_skip(
        sentence, Explained(of=choices, skip=SKIP, person=person, sensitive=sensitive, about=question)
    )
    return UNKNOWN if chosen is None else chosen.key


async def _ask_several(chat: Chat, sentence: Text, several: ExplainedSome) -> Any:
    """Several at once if she types them; one after the other if she taps."""
    keys = await chat.ask_or_skip(sentence, several)
    if keys is None:
        return UNKNOWN
    chosen = list(keys)
    one_by_one = len(chosen) == 1 and chosen[0] not in NONE_KEYS
    while one_by_one:
        rest = [choice for choice in several.of if choice.key not in chosen and choice.key not in NONE_KEYS]
        more = await chat.ask(
            _("Ada lagi, Bu?"),
            SomeOf(of=[ENOUGH, *rest], person=several.person, sensitive=several.sensitive),
        )
        chosen.extend(key for key in more if key != ENOUGH.key)
        one_by_one = ENOUGH.key not in more and len(more) == 1 and len(rest) > 1
    return chosen


async def say_registration(chat: Chat, office: Office) -> None:
    """Whether registration is open, before anything is asked."""
    for offer in office.offers:
        if offer.registration == "open" and offer.day is not None:
            await chat.say(_("Pendaftaran {aid} dibuka sampai {day}.", aid=Text(offer.title), day=offer.day))
        elif offer.registration == "open":
            await chat.say(_("Pendaftaran {aid} sedang dibuka.", aid=Text(offer.title)))
        elif offer.registration == "not_yet" and offer.day is not None:
            await chat.say(_("Pendaftaran {aid} dibuka mulai {day}.", aid=Text(offer.title), day=offer.day))
        elif offer.registration == "closed":
            await chat.say(
                _("Pendaftaran {aid} sedang ditutup. Ibu tetap boleh dicatat.", aid=Text(offer.title))
            )
    if all(offer.registration == "unknown" for offer in office.offers):
        await chat.say(_("Jadwal pendaftaran belum ada. Ibu tetap boleh dicatat."))


def summary(outcomes: Sequence[Outcome]) -> Text:
    """The first result of the set with an aid, in the words of its file; never a decision."""
    first = outcomes[0]
    title = _("{title} (contoh)", title=Text(first.title)) if first.is_example else Text(first.title)
    return _(
        "Hasil awal: {title}.\n\n{result}\n\n{limits}",
        title=title,
        result=Text(first.text, {"n": first.open}),
        limits=Text(first.limits),
    )


async def say_papers(chat: Chat, outcomes: Sequence[Outcome]) -> None:
    """What to bring; nothing where the set asks for no papers."""
    if not outcomes[0].documents:
        return
    await chat.say(_("Yang perlu dibawa:"))
    for text, _help in outcomes[0].documents:
        await chat.say(Text(text))
    await chat.say(_("Jangan kirim foto KTP atau KK di sini."))
