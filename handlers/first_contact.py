"""Mulai: the first meeting. Whose program this is, that it is a program, free, and one question: whose phone is it?"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import organisations, removals, returning
from db.unit import Unit
from domain.records import dataclass
from handlers.names import CARD_CODE, FIRST, JOIN, MENU, RETURNING

OWN = Choice("own", _("Sendiri"), words=("saya sendiri", "punya saya", "sendiri", "pribadi", "milik saya"))
SHARED = Choice(
    "shared", _("Bersama"), words=("bersama keluarga", "bareng", "berdua", "gantian", "punya suami")
)
HELPED = Choice(
    "helped", _("Saya dibantu orang"), words=("dibantu", "dibantu kader", "diketikkan", "dibantu anak")
)

INVITATION, CARD = "inv", "ajak"


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the greeting needs: the program's name, whose it is ("" if several offices share it), whether we met.

    silent: somebody wrote from here long ago; whether it was she is asked first.
    """

    bot: str
    office: str
    met: bool
    silent: bool
    demo: bool


@conversation(FIRST, title=_("Perkenalan"), words=("start",), resumes=False, for_strangers=True)
async def meet(chat: Chat, payload: str = "", wanted: str = MENU) -> None:
    if payload.startswith(INVITATION):
        await chat.go(JOIN, payload)
    if payload.lower().startswith(CARD):
        await chat.go(CARD_CODE, payload)
    welcome = await chat.look(find_welcome)
    if welcome.met:
        await chat.go(wanted)
    if welcome.silent:
        await chat.go(RETURNING, wanted)
    if welcome.office:
        await chat.say(
            _(
                "Halo, Bu. Saya {bot}, program chat dari {office}. Bukan orang.",
                bot=welcome.bot,
                office=welcome.office,
            )
        )
    else:
        await chat.say(
            _("Halo, Bu. Saya {bot}, program chat dari Dinas Sosial. Bukan orang.", bot=welcome.bot)
        )
    if welcome.demo:
        await chat.say(_("Ini data contoh, hanya untuk mencoba."))
    await chat.say(_("Gratis. Kami tidak pernah minta uang, PIN bank, atau kode OTP."))
    phone = await chat.choose(_("HP ini dipakai sendiri, atau bersama keluarga?"), (OWN, SHARED, HELPED))
    await chat.run(keep_phone, phone.key)
    if phone.key == "own":
        await chat.say(_("Baik, Bu."))
    else:
        await chat.say(_("Baik, Bu. Di HP bersama, saya tidak kirim hal pribadi."))
        await chat.say(_("Supaya orang lain tidak membaca, ketik KUNCI kapan saja."))
    await chat.go(wanted)


async def find_welcome(unit: Unit) -> Welcome:
    """Whose program this is, and whether she has answered before."""
    offices = await organisations.list_all(unit)
    real = [office for office in offices if not office.demo]
    return Welcome(
        bot=unit.facts.bot_name,
        office=real[0].office.name if len(real) == 1 else "",
        met=unit.actor.phone != "unknown",
        silent=await returning.find_asked(unit) is not None,
        demo=unit.facts.demo,
    )


async def keep_phone(unit: Unit, phone: str) -> None:
    """Whose phone it is decides what may be pushed to it."""
    removals.set_phone(unit, unit.actor.account_id, phone, before=unit.actor.phone)
    unit.audit("write", "account", unit.actor.account_id, unit.actor.person_id, "phone")
