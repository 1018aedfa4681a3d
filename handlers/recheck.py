"""Periksa lagi: a person looks at her answers again, whatever was decided. Asking is never held against her."""

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from db import rechecks, requests
from db.requests import Latest
from db.unit import Unit
from domain.requests import Kind
from handlers.names import RECHECK, SCREENING
from handlers.questions import Words
from handlers.queue_place import say_place
from handlers.when_answered import say_when_answered

# One or two short sentences: the worker reads it beside everything else on one screen.
WISH_CHARS_MAX = 120


@conversation(RECHECK, title=_("Minta periksa lagi"), words=("periksa lagi",), sensitive=True, resumes=False)
async def ask_recheck(chat: Chat) -> None:
    latest = await chat.look(find_request)
    if latest is None:
        if await chat.confirm(_("Jawaban Ibu belum sampai ke petugas. Mau mengisi sekarang?"), weighty=False):
            await chat.go(SCREENING)
        return await chat.say(_("Baik, Bu. Kapan saja boleh."))
    if latest.kind is Kind.SCREENING:
        await chat.say(_("Boleh, Bu. Petugas {office} akan membaca lagi jawaban Ibu.", office=latest.office))
    else:
        await chat.say(_("Boleh, Bu. Petugas {office} akan melihat lagi pesan Ibu.", office=latest.office))
    await chat.say(_("Ini hak Ibu. Hasilnya bisa sama, bisa berubah."))
    if not await chat.confirm(_("Mau diperiksa lagi?"), weighty=False):
        return await chat.say(_("Baik, Bu. Tidak ada yang berubah."))
    what = await chat.ask(
        _("Apa yang perlu dilihat lagi? Tulis singkat saja. Boleh juga dilewati."),
        Words(chars_max=WISH_CHARS_MAX, skip=_("Lewati"), sensitive=True),
    )
    code = await chat.run(send_again, what or "")
    await chat.say(_("Sudah saya sampaikan ke {office}. Nomornya {code}.", office=latest.office, code=code))
    await say_place(chat, latest.organisation_id)
    await say_when_answered(chat, latest.organisation_id)


async def find_request(unit: Unit) -> Latest | None:
    """What would be looked at again."""
    return await requests.find_to_recheck(unit, unit.actor.person_id)


async def send_again(unit: Unit, what: str) -> str:
    """Her request waits for a person again; its code."""
    return await rechecks.ask_recheck(unit, unit.actor.person_id, what)
