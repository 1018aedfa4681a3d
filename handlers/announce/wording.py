"""The words of an announcement, what comes with them, and the day that is filled in."""

# staff: who announces reads this file's sentences

from dataclasses import replace
from datetime import date

from conversation.chat import Chat
from conversation.text import Text, _
from domain.announcement_drafts import Draft, Written
from domain.zones import local_date
from handlers.announce.answers_question import ask_answers
from handlers.announce.owner import Owner
from handlers.announce.text_question import ForMany
from handlers.announce.warnings import ask_about
from handlers.announce.write_steps import drop_file, find_session_day, keep_file
from handlers.day_questions import Day


async def ask_words(chat: Chat, owner: Owner, asked: Text, *, takes_file: bool = True) -> Written:
    """Words that were looked at once more where that is due; a file that came with the first ones stays."""
    before: Written | None = None
    while True:
        written: Written = await chat.ask(asked, ForMany(takes_file=takes_file))
        if not written.text:
            below = await chat.ask(_("Tulis juga kabarnya."), ForMany(takes_file=False))
            written = replace(written, text=below.text)
        if written.file is None and before is not None:
            written = replace(written, file=before.file, is_photo=before.is_photo)
        if await ask_about(chat, owner, written.text):
            return written
        before, asked = written, _("Tulis lagi kabarnya.")


async def ask_fit_answers(chat: Chat, owner: Owner, text: str) -> tuple[str, ...]:
    """The answers on the buttons: many read them too, so they are looked at with the words."""
    while True:
        choices = await ask_answers(chat)
        if not choices or await ask_about(chat, owner, "\n".join((text, *choices)), before=text):
            return choices


async def with_file(chat: Chat, draft: Draft, written: Written) -> Draft:
    """The draft with the file that came along; the one before is taken away."""
    if written.file is None:
        return draft
    if draft.file_id:
        await chat.run(drop_file, draft.file_id)
    file_id = await chat.run(keep_file, draft.place, written.file.reference, written.file.size_bytes)
    return replace(draft, file_id=file_id, is_photo=written.is_photo)


async def with_day(chat: Chat, owner: Owner, draft: Draft) -> Draft:
    """Which day {tanggal} is: of the session it is about, else it is asked."""
    if not draft.needs_day:
        return draft
    day = await chat.look(find_session_day, draft)
    return replace(draft, day=day or await ask_day(chat, owner))


async def ask_day(chat: Chat, owner: Owner) -> date:
    """The day that is filled in."""
    today = local_date(await chat.now(), owner.zone)
    return await chat.ask(
        _("{slot} diisi tanggal berapa?", slot="[tanggal]"), Day(today=today, context="future")
    )
