"""Bantuan: to everybody the word means social aid; so it asks which help is meant."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from handlers.names import HELP, SCREENING

AID = Choice("aid", _("Cari bantuan"), words=("bantuan", "bansos", "uang", "modal"))
HOW = Choice("how", _("Cara memakai"), words=("cara", "program", "bingung"))


@conversation(HELP, title=_("Bantuan"), words=("help",), in_place=True, resumes=False)
async def help_her(chat: Chat, wanted: str = "") -> None:
    if not wanted:
        wanted = (await chat.choose(_("Bantuan yang mana, ya?"), (AID, HOW))).key
    if wanted == AID.key:
        await chat.go(SCREENING)
    await chat.say(_("Boleh mengetik biasa, atau menekan tombol. Angkanya juga boleh."))
    await chat.say(_("MENU: lihat pilihan. KEMBALI: ubah jawaban tadi. BATAL: berhenti."))
    await chat.say(
        _("Ketik hapus chat untuk membersihkan layar ini. Ketik kata aman untuk memilih kata sendiri.")
    )
    await chat.say(_("LANJUT: teruskan yang tadi. PETUGAS: bicara dengan orang."))
