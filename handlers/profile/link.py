"""Sambungkan: another phone or number of the same woman, joined by a code from one and a yes on that same one."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import links
from db.push_buttons import close_matter
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.refusals import NotAllowed
from handlers.names import LINK
from handlers.questions import Words

MAKE = Choice("make", _("Buat kode"), words=("buat", "minta kode"))
HAVE = Choice("have", _("Sudah punya kode"), words=("punya", "ada kode", "masukkan kode"))

CODE_MINUTES = links.CODE_VALID_MS // 60_000


@conversation(
    LINK,
    title=_("Sambungkan HP"),
    words=("sambungkan hp", "sambung hp", "ganti hp", "pindah hp"),
    sensitive=True,
    resumes=False,
    unsays=True,
)
async def link_accounts(chat: Chat, link_id: int = 0) -> None:
    link_id = link_id or await chat.look(find_waiting)
    if link_id:
        return await _answer(chat, link_id)
    asked = _("Mau menyambungkan dua HP, Bu? Buat kode di HP yang lama.")
    if (await chat.choose(asked, (MAKE, HAVE))).key == MAKE.key:
        code = await chat.run(make_code)
        await chat.say(
            _("Kodenya {code}. Berlaku {minutes} menit, satu kali.", code=code, minutes=CODE_MINUTES)
        )
        await chat.say(_("Di HP satunya, ketik SAMBUNGKAN, lalu kode ini."))
        return await chat.say(_("Jangan berikan kode ini kepada orang lain."))
    typed = await chat.ask(_("Apa kodenya?"), Words(chars_max=links.TYPED_CHARS_MAX, sensitive=True))
    await chat.run(ask_to_join, typed)
    await chat.say(_("Kodenya benar. Di HP satunya, ketik SAMBUNGKAN, lalu jawab YA."))
    await chat.say(_("Setelah itu, HP ini memakai data dari HP satunya."))


async def _answer(chat: Chat, link_id: int) -> None:
    if not await chat.look(is_asked, link_id):
        raise NotAllowed
    is_hers = await chat.confirm(
        _("Ada HP lain yang mau membuka data Ibu. Itu HP Ibu sendiri?"), sensitive=True
    )
    await chat.run(answer, link_id, is_hers)
    if is_hers:
        return await chat.say(_("Sudah tersambung, Bu. HP satunya sekarang memakai data Ibu."))
    await chat.say(_("Baik, tidak disambungkan. Kalau bukan Ibu yang minta, ketik PETUGAS."))


async def make_code(unit: Unit) -> str:
    """The code, shown for the only time."""
    unit.audit("write", "link", 0, unit.actor.person_id, "code")
    return links.make(unit)


async def ask_to_join(unit: Unit, typed: str) -> None:
    """She who showed the code is asked. Raises CodeUnusable, PhoneOpen, HasDuties."""
    asked = await links.ask(unit, typed)
    unit.audit("write", "link", asked.id, asked.person_id, "asked")
    unit.tell(
        asked.person_id,
        _("Ada HP lain yang mau disambungkan. Benar itu Ibu?"),
        MessageClass.RELAY.value,
        buttons=(PushButton(label=_("Lihat"), talk=LINK, args=(asked.id,)),),
        matter=f"link:{asked.id}",
        urgent=True,
    )


async def find_waiting(unit: Unit) -> int:
    """The link she has to answer, 0 for none; also at night, when no notice is sent."""
    return await links.find_waiting(unit)


async def is_asked(unit: Unit, link_id: int) -> bool:
    """Whether she has this to answer."""
    return await links.is_asked(unit, link_id)


async def answer(unit: Unit, link_id: int, yes: bool) -> None:
    """What she says. Raises NotAllowed."""
    await links.answer(unit, link_id, yes=yes)
    close_matter(unit, f"link:{link_id}")
