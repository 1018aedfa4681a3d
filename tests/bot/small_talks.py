"""Small talks for the tests of bot/: each shows one thing a conversation can do."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import Conversation, conversation
from conversation.text import Text, _
from db import meta
from db.unit import Unit
from domain.contact import MessageClass
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.names import FIRST, MENU, PERSON_TALK, RESUME, RESUME_ONE
from handlers.questions import WholeNumber, Words

COLOURS = (Choice("red", _("Merah")), Choice("blue", _("Biru")))


async def note(unit: Unit, text: str) -> str:
    meta.store(unit, f"note {unit.new_id()}", text)
    return text


async def note_and_break(unit: Unit, text: str) -> None:
    await note(unit, text)
    await meta.read(unit, "anything")  # what was noted is flushed
    raise RuntimeError("a bug with somebody's words: Siti 081234567890")


async def refuse(unit: Unit) -> None:
    raise NotAllowed


async def tell_all(unit: Unit, text: str) -> None:
    for (person_id,) in await unit.fetch("SELECT id FROM persons"):
        if person_id != unit.actor.person_id:
            unit.tell(person_id, _("Kabar: {text}", text=text), MessageClass.RELAY.value)


@conversation(FIRST, title=_("Mulai"), for_strangers=True, resumes=False)
async def meet(chat: Chat, payload: str = "", wanted: str = "") -> None:
    await chat.choose(_("Siapa Ibu?"), (Choice("own", _("Sendiri")),))
    await chat.say(_("Salam kenal."))
    await chat.go(wanted or MENU)


@conversation(MENU, title=_("Menu"), in_place=True, resumes=False)
async def show_menu(chat: Chat) -> None:
    chosen = await chat.choose(_("Menu"), (Choice("warna", _("Warna")), Choice("catat", _("Catat"))))
    await chat.go(chosen.key)


@conversation("warna", title=_("Warna"))
async def ask_colours(chat: Chat) -> None:
    first = await chat.choose(_("Warna apa?"), COLOURS, person=_("Petugas"))
    second = await chat.choose_or_skip(_("Warna lain?"), COLOURS, skip=_("Tidak ada"))
    await chat.choose(_("Yang terakhir?"), COLOURS)
    await chat.say(_("Warnanya {first}.", first=f"{first.key} {second.key if second else '-'}"))


@conversation("catat", title=_("Catat"))
async def write_down(chat: Chat) -> None:
    text = await chat.ask(_("Apa isinya?"), Words())
    if not await chat.confirm(_("{text}. Benar?", text=text)):
        return await chat.say(_("Tidak dicatat."))
    await chat.run(note, text)
    await chat.choose(_("Sudah dicatat. Lagi?"), COLOURS)
    await chat.say(_("Selesai."))


@conversation("umur", title=_("Umur"))
async def ask_age(chat: Chat) -> None:
    age = await chat.ask(_("Umur?"), WholeNumber(least=1, most=120, person=_("Petugas")))
    await chat.say(_("{age} tahun.", age=age))


@conversation("rahasia", title=_("Rahasia"), sensitive=True)
async def tell_secret(chat: Chat) -> None:
    await chat.choose(_("Rahasia apa?"), COLOURS, sensitive=True)
    await chat.ask(_("Ceritakan."), Words(sensitive=True))
    await chat.say(_("Terima kasih."))


@conversation("panjang", title=_("Panjang"))
async def long_list(chat: Chat) -> None:
    choices = tuple(Choice(f"k{number}", _("Nama {n}", n=number)) for number in range(1, 13))
    chosen = await chat.choose_or_skip(_("Siapa?"), choices, skip=_("Tidak ada"), person=_("Petugas"))
    await chat.say(_("Ini {key}.", key=chosen.key if chosen else "-"))


@conversation("sembilan", title=_("Sembilan"))
async def nine(chat: Chat) -> None:
    choices = tuple(Choice(f"k{number}", _("Nama {n}", n=number)) for number in range(1, 10))
    chosen = await chat.choose(_("Siapa?"), choices, person=_("Petugas"))
    await chat.say(_("Ini {key}.", key=chosen.key))


@conversation("pecah", title=_("Pecah"))
async def break_down(chat: Chat) -> None:
    await chat.choose(_("Pecah?"), COLOURS)
    await chat.run(note_and_break, "never")


@conversation("tolak", title=_("Tolak"))
async def be_refused(chat: Chat) -> None:
    await chat.run(refuse)


@conversation("lingkar", title=_("Lingkar"))
async def go_round(chat: Chat) -> None:
    await chat.go("lingkar")


@conversation("kabari", title=_("Kabari"))
async def tell_others(chat: Chat) -> None:
    text = await chat.ask(_("Kabar apa?"), Words())
    await chat.run(tell_all, text)
    await chat.say(_("Sudah."))


@conversation("pengurus", title=_("Pengurus"), roles={Role.TREASURER})
async def for_treasurers(chat: Chat) -> None:
    await chat.choose(_("Rahasia pengurus?"), COLOURS)
    await chat.say(_("Hanya untuk pengurus."))


@conversation(PERSON_TALK, title=_("Petugas"), for_strangers=True, resumes=False)
async def ask_person(chat: Chat) -> None:
    await chat.say(_("Petugas akan datang."))


@conversation(RESUME, title=_("Lanjut"), in_place=True, resumes=False)
async def resume(chat: Chat) -> None:
    parked = await chat.look(list_parked)
    if not parked:
        return await chat.say(_("Tidak ada."))
    chosen = await chat.choose(_("Yang mana?"), [Choice(str(number), name) for number, name in parked])
    await chat.go(RESUME_ONE, int(chosen.key))


async def list_parked(unit: Unit) -> list[tuple[int, str]]:
    rows = await unit.fetch(
        "SELECT id, name FROM talks WHERE state = 'parked' ORDER BY updated_ms DESC, id DESC"
    )
    return [(row["id"], row["name"]) for row in rows]


def _asking(name: str) -> Conversation:
    async def ask(chat: Chat) -> None:
        for number in range(3):
            await chat.choose(Text(f"{name} {number}?"), COLOURS)

    return conversation(name, title=Text(name))(ask)


ASKING = tuple(_asking(f"talk{number}") for number in range(5))

ALL: tuple[Conversation, ...] = (
    meet,
    show_menu,
    ask_colours,
    write_down,
    ask_age,
    tell_secret,
    long_list,
    nine,
    break_down,
    be_refused,
    go_round,
    tell_others,
    for_treasurers,
    ask_person,
    resume,
    *ASKING,
)
