"""Pintu: she wrote of violence, a wish to die, a child in danger, threats over a debt, or of somebody else's trouble.

It never assumes: first whether she can read alone, then that she is believed, then whether she is safe and who may
contact her. It holds no word she wrote; a call for help holds none either. The interrupted talk waits unchanged.
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db.requests import Contact
from domain.safety import Who
from handlers import door_words as words
from handlers import house
from handlers.contact_way import ask_contact
from handlers.door_steps import (
    Office,
    allow_contact,
    call_duty,
    find_named,
    find_office,
    find_office_of,
    find_truth,
    is_still_open,
    say_alone,
    say_not_alone,
    say_safe,
    set_area,
)
from handlers.names import DOOR, RESUME_ONE
from handlers.screening_steps import ask_area

ALONE = Choice("alone", _("Aman"), words=("ya", "iya", "sendiri", "sendirian", "saya sendiri"))
WITH_OTHERS = Choice("others", _("Tidak"), words=("belum", "nanti", "tidak aman", "ada orang", "ada suami"))
SAFE = Choice("safe", _("Aman"), words=("ya", "iya", "sudah aman"))
UNSAFE = Choice("unsafe", _("Tidak aman"), words=("tidak", "belum", "bahaya"))
YES = Choice("yes", _("Ya"), words=("mau", "iya", "boleh"))
# "Aman" here says that all is well, never that somebody may be called.
NOT_NOW = Choice(
    "no", _("Tidak sekarang"), words=("tidak", "nanti", "belum", "aman", "saya aman", "sudah aman")
)
BY_WOMAN = Choice(Who.WOMAN.value, _("Petugas perempuan"), words=("perempuan",))
BY_ANYBODY = Choice(Who.ANYBODY.value, _("Petugas siapa saja"), words=("siapa saja", "petugas saja"))
BY_NOBODY = Choice(Who.NOBODY.value, _("Jangan hubungi"), words=("jangan", "tidak ada", "saya yang datang"))


@conversation(DOOR, title=_("Bicara berdua"), sensitive=True, resumes=False, for_strangers=True, unsays=True)
async def open_door(
    chat: Chat,
    level: str = "ask",
    kind: str = "none",
    about: str = "self",
    interrupted: int = 0,
    not_to: int = 0,
    writes_to: int = 0,
) -> None:
    office = await chat.look(find_office, writes_to)
    at_once = level == "danger" and about != "other"
    again = await chat.look(is_still_open)
    if at_once and office is not None:
        await chat.run(call_duty, office.id, level, kind, about, not again, not_to)
    if not again and not await is_alone(chat):
        if at_once and office is not None:
            await chat.run(say_not_alone)
        await chat.say(words.NOT_ALONE)
        if interrupted and interrupted != words.WAS_WRITING:
            await chat.go(RESUME_ONE, interrupted)
        return
    for text in words.wording(level, kind, about):
        await chat.say(text)
    wrote = interrupted == words.WAS_WRITING
    if wrote:
        await chat.say(words.NOT_PASSED_ON)
    if at_once:
        await be_there(chat, office, level, kind, about, not_to)
    elif not await offer_person(chat, office, level, kind, about, not_to) and interrupted and not wrote:
        # She wants nobody now, and may have meant nothing of the kind: what she was at goes on by itself.
        await chat.go(RESUME_ONE, interrupted)
    if interrupted:
        await chat.say(words.WRITE_ON if wrote else house.PARKED)


async def is_alone(chat: Chat) -> bool:
    """Whether nobody reads with her."""
    chosen = await chat.choose(words.ALONE, (ALONE, WITH_OTHERS), sensitive=True)
    return chosen.key == ALONE.key


async def be_there(chat: Chat, office: Office | None, level: str, kind: str, about: str, not_to: int) -> None:
    """She is in danger: whether she is safe, what is true about who comes, and who may contact her."""
    asked = words.CHILD_SAFE_NOW if about == "child" or kind == "child" else words.SAFE_NOW
    safe = (await chat.choose(asked, (SAFE, UNSAFE), sensitive=True)).key == SAFE.key
    if not safe:
        await chat.say(words.GO_TO_PEOPLE)
    called = office is not None
    if office is None:
        office = await ask_office(chat)
    if office is None:
        return await chat.say(words.NO_OFFICE if not safe else words.IF_DANGER)
    if not called:
        await chat.run(call_duty, office.id, level, kind, about, False, not_to)
    await chat.run(say_alone)
    await chat.run(say_safe, safe)
    await say_truth(chat, office)
    if safe and words.IF_DANGER not in words.wording(level, kind, about):
        await chat.say(words.IF_DANGER)
    await ask_who(chat, office)
    if not safe or kind == "wish_to_die":
        await chat.say(words.NUMBERS_AGAIN)


async def offer_person(
    chat: Chat, office: Office | None, level: str, kind: str, about: str, not_to: int
) -> bool:
    """It may be nothing, or it is about somebody else: a person is offered, and called only with her yes.

    Whether she wants one.
    """
    asked = words.WANTS_WOMAN if office is not None and office.woman else words.WANTS_PERSON
    if (await chat.choose(asked, (YES, NOT_NOW), sensitive=True)).key != YES.key:
        await chat.say(words.ANY_TIME)
        return False
    if office is None:
        office = await ask_office(chat)
    if office is None:
        await chat.say(words.NO_OFFICE)
        await chat.say(words.IF_DANGER)
        return True
    await chat.run(call_duty, office.id, level, kind, about, False, not_to)
    await chat.run(say_alone)
    await chat.say(words.TRUSTED)
    await say_truth(chat, office)
    await ask_who(chat, office)
    return True


async def ask_office(chat: Chat) -> Office | None:
    """The office of the place where she lives; None if there is none of ours. Why we ask is said first."""
    await chat.say(words.WHY_AREA)
    area = (await ask_area(chat)).key
    await chat.run(set_area, area)
    return await chat.look(find_office_of, area)


async def say_truth(chat: Chat, office: Office) -> None:
    """Who is on duty, or when somebody is again; nothing is promised."""
    truth = await chat.look(find_truth, office.id)
    if truth.taken:
        await chat.say(_("Petugas {office} sudah menerima pesan Ibu.", office=office.name))
    elif truth.name:
        await chat.say(_("Petugas jaga sekarang {name}. Sudah saya kabari.", name=truth.name))
    elif truth.on_duty:
        await chat.say(words.ON_DUTY)
    elif truth.next_at is not None:
        await chat.say(words.nobody_until(truth.next_at))
    else:
        await chat.say(words.NOBODY_NOW)


async def ask_who(chat: Chat, office: Office) -> None:
    """Nobody contacts her whom she did not allow."""
    choices = (BY_WOMAN, BY_ANYBODY, BY_NOBODY) if office.woman else (BY_ANYBODY, BY_NOBODY)
    who = (await chat.choose(words.WHO, choices, sensitive=True)).key
    if who == BY_NOBODY.key:
        await chat.run(allow_contact, who, None)
        await chat.say(words.NOBODY_CALLS)
        return await chat.say(words.MAY_DELETE)
    contact: Contact = await ask_contact(chat, sensitive=True)
    await chat.run(allow_contact, who, contact)
    if contact.way == "phone" and not contact.phone:
        await chat.say(words.NO_NUMBER)
    elif contact.way == "phone":
        await chat.say(words.AS_NAMED[await chat.look(find_named)])
    else:
        await chat.say(words.AS_CHOSEN)
    await chat.say(words.MAY_DELETE)
