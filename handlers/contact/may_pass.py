"""Boleh dibawa: her yes or no to what is passed on about her, read out to her once more; also to take a yes back.

The law: a no needs no reason, changes nothing for her, and is as near as a yes. What she says beside it goes to her
worker only if she wants that.
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.matters import MoveState
from handlers.contact.may_pass_question import Answer, MayPass
from handlers.contact.may_pass_steps import find_asked, find_waiting, pass_her_words, say_no, say_yes
from handlers.contact.move_words import ALL, NO, Asked, question_for, slip_for
from handlers.names import MAY_PASS

WAITING = (MoveState.ASKED, MoveState.OFFERED)

LEAVE = Choice("leave", _("Biarkan"), words=("tetap", "jadi", "lanjut"))
TAKE_BACK = Choice("take_back", _("Jangan jadi"), words=("jangan", "tidak jadi", "batal"))
SEEN = Choice("seen", _("Sudah saya lihat"), words=("sudah", "ya"))
SEND = Choice("send", _("Sampaikan"), words=("ya", "boleh", "kirim"))
SKIP = Choice("skip", _("Tidak usah"), words=("tidak", "jangan"))


@conversation(
    MAY_PASS,
    title=_("Yang boleh disampaikan"),
    words=("jangan disampaikan", "jangan jadi disampaikan", "surat rujukan"),
    sensitive=True,
    resumes=False,
)
async def answer_what_may_pass(chat: Chat, move_id: int = 0, said: str = "", words: str = "") -> None:
    if not move_id:
        waiting = await chat.look(find_waiting)
        if not waiting:
            return await chat.say(_("Tidak ada yang menunggu jawaban Ibu."))
        await chat.go(MAY_PASS, waiting)
    asked = await chat.look(find_asked, move_id)
    if asked.way == "outside" and asked.state is MoveState.OFFERED:
        return await show_slip(chat, asked.id)
    if asked.state not in WAITING:
        return await say_how_it_stands(chat, asked)
    if asked.state is not MoveState.ASKED and said != NO:
        return await look_again(chat, asked)
    if asked.state is not MoveState.ASKED:
        return await leave_it(chat, asked, "")  # "jangan disampaikan" is a no like any
    if said not in {each.key for each in asked.choices}:
        answer = await chat.ask(question_for(asked), MayPass(of=asked.choices))
    else:
        answer = Answer(key=said, said=words)
    if answer.key == NO:
        return await leave_it(chat, asked, answer.said)
    await chat.run(say_yes, asked.id, answer.key)
    if asked.way == "outside":
        return await show_slip(chat, asked.id)
    await chat.say(_("Terima kasih, Bu. {passed}", passed=passed(asked, answer.key)))
    await chat.say(
        _("Saya kabari kalau sudah diterima. Sampai saat itu, {who} tetap membantu.", who=asked.who)
    )
    await chat.say(_("Kalau berubah pikiran, ketik: jangan disampaikan."))
    return None


async def say_how_it_stands(chat: Chat, asked: Asked) -> None:
    """Nothing waits for her; the truth about what was asked before."""
    if asked.state in (MoveState.ACCEPTED, MoveState.DONE):
        await chat.say(_("Itu sudah diterima {to}, Bu.", to=asked.to))
        return await chat.say(_("Kalau ada yang ingin Ibu bilang, ketik PETUGAS."))
    return await chat.say(_("Yang itu tidak jadi, Bu. {who} tetap membantu Ibu.", who=asked.who))


def passed(asked: Asked, key: str) -> Text:
    """What goes there now, in one sentence."""
    if key == ALL:
        return _("Semua pesan Ibu sampai urusannya pindah boleh dibaca {to}.", to=asked.to)
    return _("Hanya itu yang disampaikan ke {to}.", to=asked.to)


async def leave_it(chat: Chat, asked: Asked, said: str) -> None:
    """It stays as it was; what she said beside it may go to her worker."""
    await chat.run(say_no, asked.id)
    await chat.say(_("Baik, Bu. Tidak ada yang disampaikan. {who} tetap membantu Ibu.", who=asked.who))
    if not said:
        return
    chosen = await chat.choose(
        _("Kata Ibu: “{said}”\nMau saya sampaikan ke {who}?", said=said, who=asked.who),
        (SEND, SKIP),
        sensitive=True,
    )
    if chosen.key == SKIP.key:
        return await chat.say(_("Baik, Bu, tidak saya sampaikan."))
    await chat.run(pass_her_words, asked.id, said)
    await chat.say(_("Sudah saya sampaikan ke {who}.", who=asked.who))


async def look_again(chat: Chat, asked: Asked) -> None:
    """She said yes before: it can be taken back until somebody acts on it."""
    chosen = await chat.choose(
        _("Ibu sudah bilang boleh. {to} belum menerima.", to=asked.to), (LEAVE, TAKE_BACK), sensitive=True
    )
    if chosen.key == LEAVE.key:
        return await chat.say(_("Baik, Bu. Saya kabari kalau sudah diterima."))
    await chat.run(say_no, asked.id)
    return await chat.say(_("Baik, Bu, tidak jadi. {who} tetap membantu Ibu.", who=asked.who))


async def show_slip(chat: Chat, move_id: int) -> None:
    """The slip; it goes off the screen like every sensitive one."""
    slip = await chat.look(find_asked, move_id)
    for line in slip_for(slip):
        await chat.say(line)
    await chat.choose(_("Untuk melihat lagi, ketik: surat rujukan."), (SEEN,), sensitive=True)
    await chat.say(_("Baik, Bu. {who} tetap membantu Ibu di sini.", who=slip.who))
