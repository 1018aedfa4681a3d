"""Sertifikat: her own paper with her name as she writes it, or a number that anybody may look up."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.certificates import NAME_CHARS_MAX, State, find_typed, is_sound, name_for_paper
from handlers.names import CERTIFICATE
from handlers.questions import Words
from handlers.training.certificate_steps import (
    PDF,
    PICTURE,
    Own,
    check_number,
    find_own,
    look_at_desk,
    send_own,
    write_anew,
    write_name,
)
from handlers.training.give_certificates import give_certificates

GIVE = Choice("give", _("Beri sertifikat"), words=("beri", "bagikan"))  # staff
CHECK = Choice("check", _("Cek nomor"), words=("cek", "periksa nomor"))
SEND_PICTURE = Choice("picture", _("Gambar"), words=("foto", "kirim gambar"))
SEND_PDF = Choice("pdf", _("Untuk dicetak (PDF)"), words=("cetak", "pdf"))
WRONG = Choice("wrong", _("Namanya keliru"), words=("keliru", "salah nama", "ganti nama"))
ENOUGH = Choice("enough", _("Selesai"), words=("sudah", "cukup", "nanti"))

# As many as fit into one list beside the other choices: the newest.
OWN_SHOWN = 7
TYPED_CHARS_MAX = 40
TRIES = 3


@conversation(
    CERTIFICATE,
    title=_("Sertifikat"),
    words=("sertifikat saya", "cek sertifikat", "beri sertifikat"),
    sensitive=True,
    resumes=False,
)
async def show_certificate(chat: Chat, course_id: int = 0, certificate_id: int = 0) -> None:
    if certificate_id:
        found = await chat.look(find_own, certificate_id)
        if found is None:
            return await chat.say(_("Sertifikat ini sudah tidak berlaku, Bu. Mau tanya? Ketik PETUGAS."))
        return await show_own(chat, found)
    desk = await chat.look(look_at_desk)
    of_course = [each for each in desk.own if each.course_id == course_id]
    if of_course:
        return await show_own(chat, of_course[0])
    if course_id and desk.keeps:
        return await give_certificates(chat, course_id)
    rows = [Choice(each.key, each.label) for each in desk.own[:OWN_SHOWN]]
    if not rows and not desk.keeps:
        if desk.learns and not await wants_check(chat):
            return await chat.say(_("Baik, Bu. Kalau sudah ada, Ibu saya kabari."))
        return await look_up(chat)
    chosen = await chat.choose(_("Sertifikat yang mana?"), [*rows, *([GIVE] if desk.keeps else []), CHECK])
    if chosen.key == CHECK.key:
        return await look_up(chat)
    if chosen.key == GIVE.key:
        return await give_certificates(chat)
    await show_own(chat, next(each for each in desk.own if each.key == chosen.key))


async def wants_check(chat: Chat) -> bool:
    """Who learns and has no paper yet asks for her own, most of all."""
    asked = _("Belum ada sertifikat untuk Ibu. Biasanya diberi sesudah kelas selesai. Mau cek nomor?")
    return (await chat.choose(asked, (CHECK, ENOUGH))).key == CHECK.key


# -- hers -------------------------------------------------------------------------------------------------------


async def show_own(chat: Chat, own: Own) -> None:
    """Her paper; before there is one, her name for it."""
    if not own.name:
        await chat.say(_("Sertifikat kelas {title} dari {giver}.", title=own.title, giver=own.giver))
        return await ask_name(chat, own.id)
    await chat.say(_("Sertifikat kelas {title}. Nama: {name}.", title=own.title, name=own.name))
    await chat.say(_("Nomornya {number}. Siapa pun boleh mengeceknya di sini.", number=own.number))
    await offer_file(chat, own)


async def ask_name(chat: Chat, certificate_id: int) -> None:
    """As it is to stand there; then the paper itself."""
    while True:
        words = await chat.ask(
            _("Nama Ibu mau ditulis bagaimana? Tulis lengkap, seperti di KTP."),
            Words(chars_max=NAME_CHARS_MAX, one_line=True),
        )
        name = name_for_paper(words)
        if not name:
            await chat.say(_("Tulis nama saja, tanpa angka. Contoh: Siti Aminah."))
        elif await chat.confirm(_("Di kertas tertulis: {name}. Benar?", name=name), weighty=False):
            break
    await chat.run(write_name, certificate_id, name)
    own = await chat.look(find_own, certificate_id)
    if own is None:
        return
    await chat.say(_("Sertifikatnya jadi, Bu. Selamat! Nomornya {number}.", number=own.number))
    await offer_file(chat, own)


async def offer_file(chat: Chat, own: Own) -> None:
    """As a picture or to print, on a phone of her own; what is wrong on it is written anew."""
    if not own.own_phone:
        await chat.say(_("HP ini dipakai bersama, jadi kertasnya tidak saya kirim ke sini."))
        await chat.say(_("Minta dicetak di {giver}, ya. Sebut nomornya.", giver=own.giver))
        choices: tuple[Choice, ...] = (WRONG, ENOUGH)
    else:
        choices = (SEND_PICTURE, SEND_PDF, WRONG, ENOUGH)
    chosen = await chat.choose(_("Mau apa?"), choices)
    if chosen.key == WRONG.key:
        await rewrite(chat, own)
    elif chosen.key == ENOUGH.key:
        await chat.say(_("Baik, Bu. Kertasnya ada terus. Ketik: sertifikat."))
    else:
        await chat.run(send_own, own.id, PDF if chosen.key == SEND_PDF.key else PICTURE)
        await chat.say(_("Sertifikatnya saya kirim. Simpan baik-baik, ya, Bu."))


async def rewrite(chat: Chat, own: Own) -> None:
    """A paper is never changed: she gets a new one, and the old number counts no more."""
    if not own.may_rewrite:
        return await chat.say(_("Namanya sudah beberapa kali diganti. Ketik PETUGAS, nanti dibantu."))
    asked = _("Ibu dapat kertas baru. Nomor {number} tidak berlaku lagi. Mau?", number=own.number)
    if not await chat.confirm(asked, weighty=False):
        return await chat.say(_("Baik, Bu. Tidak ada yang berubah."))
    await ask_name(chat, await chat.run(write_anew, own.id))


# -- anybody's --------------------------------------------------------------------------------------------------


async def look_up(chat: Chat) -> None:
    """Whether a number is right; of whose it is nothing is said."""
    for _try in range(TRIES):
        typed = await chat.ask(
            _("Tulis nomor di kertasnya. Contoh: SM-7K4P-2K."),
            Words(chars_max=TYPED_CHARS_MAX, one_line=True),
        )
        number = find_typed(typed)
        if number is not None and is_sound(number):
            return await say_checked(chat, number)
        await chat.say(_("Ada huruf atau angka yang belum pas. Coba lihat lagi kertasnya."))
    await chat.say(_("Belum ketemu, ya. Coba lagi nanti, atau ketik PETUGAS."))


async def say_checked(chat: Chat, number: str) -> None:
    """What the records say of this number."""
    checked = await chat.run(check_number, number)
    if checked.state is None:
        await chat.say(_("Nomor {number} tidak ada di catatan kami.", number=checked.number))
    elif checked.state is not State.VALID:
        await chat.say(_("Nomor {number} sudah tidak berlaku.", number=checked.number))
    else:
        await chat.say(_("Nomor {number} benar.", number=checked.number))
        await chat.say(
            _(
                "Kelas {title}, {giver}, sampai {last}.",
                title=checked.title,
                giver=checked.giver,
                last=checked.last,
            )
        )
        await chat.say(_("Nama pemiliknya tidak saya sebut. Lihat di kertasnya, ya."))
    if checked.demo:
        await chat.say(_("Ini hanya contoh, bukan sertifikat sungguhan."))
