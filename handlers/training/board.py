"""Papan: "Saya bisa ...", "Saya butuh bantuan ..." among those of one course or group, without a name.

Two are brought together when both have said yes; then each hears the other's first name, and no number. What somebody
finds unkind nobody sees until who leads there has looked at it. Words that tell of danger lead to the door.
"""

from collections.abc import Mapping

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from domain.board import (
    POST_CHARS_MAX,
    Board,
    Fault,
    LinkState,
    Post,
    PostState,
    Side,
    find_fault,
    find_own_name,
)
from domain.reading.distress import read_distress
from handlers.names import BOARD, DOOR
from handlers.questions import Words
from handlers.training import board_steps as steps
from handlers.training.board_steps import ANSWER, JUDGE
from handlers.training.own_courses import ask_name

LOOK, WRITE, MINE, DONE = "look", "write", "mine", "done"
WANT, NEXT, UNKIND = "want", "next", "unkind"

CAN = Choice(Side.CAN.value, _("Saya bisa ..."), words=("bisa", "saya bisa"))
NEEDS = Choice(Side.NEEDS.value, _("Saya butuh bantuan"), words=("butuh", "butuh bantuan", "bantuan"))

YES = Choice("yes", _("Mau"), words=("ya", "iya", "boleh", "sambungkan"))
NO = Choice("no", _("Tidak"), words=("jangan", "tidak mau"))
AGAIN = Choice("again", _("Tulis lagi"), words=("ulang", "ganti"))
NO_NAME = Choice("no_name", _("Itu bukan nama"), words=("bukan", "bukan nama", "lanjut"))
TAKE_DOWN = Choice("close", _("Turunkan"), words=("tutup", "hapus", "turunkan tulisan"))
LEAVE = Choice("leave", _("Biarkan"), words=("tetap", "tidak"))
SHOW_AGAIN = Choice("stays", _("Tampilkan lagi"), words=("tampilkan",))

NO_BOARD = _("Papan dibuka di kelas atau kelompok yang sudah 3 orang. Ketik JADWAL untuk melihat kelas.")

FAULTS: Mapping[Fault, Text] = {
    Fault.CONTACT: _("Jangan tulis nomor HP atau alamat internet, Bu. Nanti dua-duanya saya sambungkan."),
    Fault.ADDRESS: _("Jangan tulis alamat rumah, Bu. Nanti bertemu di kelas atau kelompok saja."),
    Fault.MONEY: _("Soal uang dan pinjaman tidak lewat papan, Bu. Ketik PETUGAS kalau perlu."),
    Fault.RUDE: _("Ada kata yang bisa menyakiti orang, Bu. Kalau ada yang mengganjal, ketik PETUGAS."),
}


@conversation(
    BOARD,
    title=_("Papan saling bantu"),
    words=("papan bantuan", "papan kelas", "saling bantu", "papan saling bantu"),
    resumes=False,
)
async def open_board(chat: Chat, course_id: int = 0, what: str = "", number: int = 0) -> None:
    if what == ANSWER:
        return await answer_link(chat, number)
    if what == JUDGE:
        return await look_at_held(chat, number)
    board = await choose_board(chat, course_id)
    if board is None:
        return await chat.say(NO_BOARD)
    counts = await chat.look(steps.count_posts, board.key)
    rows = [Choice(WRITE, _("Tulis"), words=("nulis", "pasang"))]
    if counts.others:
        shown = n_("Lihat ({n})", "Lihat ({n})", counts.others)
        rows.insert(0, Choice(LOOK, shown, words=("lihat", "baca")))
    if counts.own:
        rows.append(
            Choice(MINE, n_("Punya saya ({n})", "Punya saya ({n})", counts.own), words=("punya saya",))
        )
    rows.append(Choice(DONE, _("Selesai"), words=("sudah", "tutup")))
    await chat.say(_("Papan {board}: saling bantu, tanpa nama.", board=board.title))
    chosen = (await chat.choose(_("Mau apa, Bu?"), rows)).key
    if chosen == LOOK:
        await look_through(chat, board)
    elif chosen == WRITE:
        await write(chat, board)
    elif chosen == MINE:
        await look_at_mine(chat, board)
    else:
        await chat.say(_("Baik, Bu."))


async def choose_board(chat: Chat, course_id: int) -> Board | None:
    """The board of that course, else the only one, else the one she chooses; None if she has none."""
    boards = await chat.look(steps.find_boards)
    if course_id:
        boards = tuple(each for each in boards if each.course_id == course_id)
    if len(boards) < 2:
        return boards[0] if boards else None
    return await chat.choose(_("Papan yang mana, Bu?"), boards)


# -- looking ----------------------------------------------------------------------------------------------------


async def look_through(chat: Chat, board: Board) -> None:
    """One post after the other, the newest first."""
    posts = await chat.look(steps.find_posts, board.key)
    for number, post in enumerate(posts, start=1):
        await chat.say(_("Tulisan {number} dari {count}:", number=number, count=len(posts)))
        if post.answer is not None:
            await chat.say(answered(post.answer))
        chosen = (await chat.choose(shown(post), choices_on(post, last=number == len(posts)))).key
        if chosen == WANT:
            return await want(chat, board, post)
        if chosen == UNKIND:
            return await report(chat, board, post)
        if chosen == DONE:
            return await chat.say(_("Baik, Bu."))
    await chat.say(_("Itu semua tulisan di papan ini."))


def choices_on(post: Post, *, last: bool) -> list[Choice]:
    """What she may do with somebody else's post."""
    wants = (
        Choice(WANT, _("Saya mau"), words=("mau", "ya"))
        if post.side is Side.CAN
        else Choice(WANT, _("Saya bisa bantu"), words=("bisa", "bisa bantu", "mau"))
    )
    rows = [wants] if post.answer is None else []
    rows.append(Choice(NEXT, _("Selesai") if last else _("Berikutnya"), words=("lanjut", "lagi")))
    if not last:
        rows.append(Choice(DONE, _("Selesai"), words=("sudah", "cukup")))
    rows.append(Choice(UNKIND, _("Tidak pantas"), words=("lapor", "tidak baik", "laporkan")))
    return rows


def shown(post: Post) -> Text:
    """A post as it stands on the board."""
    if post.side is Side.CAN:
        return _("“Saya bisa: {words}”", words=post.words)
    return _("“Saya butuh bantuan: {words}”", words=post.words)


def answered(answer: LinkState) -> Text:
    """What became of her own answer to it."""
    if answer is LinkState.LINKED:
        return _("Ibu sudah disambungkan untuk tulisan ini.")
    if answer is LinkState.ASKED:
        return _("Ibu sudah menjawab ini. Kita tunggu jawabannya.")
    return _("Ibu sudah menjawab ini. Kali ini belum jadi.")


async def want(chat: Chat, board: Board, post: Post) -> None:
    """Her half of the yes."""
    await ask_name(chat)
    asked = _("Kalau dia juga mau, nama depan Ibu saya sampaikan ke dia. Lanjut?")
    if not await chat.confirm(asked, weighty=False):
        return await chat.say(_("Baik, Bu. Tidak saya sampaikan."))
    if await chat.run(steps.answer_post, post.id):
        return await chat.say(_("Sudah saya sampaikan, tanpa nama. Nanti Ibu saya kabari."))
    await chat.say(answered(LinkState.ASKED))


async def report(chat: Chat, board: Board, post: Post) -> None:
    """She finds it unkind; who wrote it never hears that it was she."""
    asked = _("Tulisan ini saya tutup dulu. Yang memimpin di sini memeriksanya. Lanjut?")
    if not await chat.confirm(asked, weighty=False):
        return await chat.say(_("Baik, Bu. Tulisannya tetap ada."))
    await chat.run(steps.report_post, post.id)
    await chat.say(_("Terima kasih, Bu. Nama Ibu tidak saya sebut."))
    await chat.say(_("Kalau ada yang membuat Ibu takut, ketik PETUGAS."))


# -- her own ----------------------------------------------------------------------------------------------------


async def write(chat: Chat, board: Board) -> None:
    """A post of her own, read back before it stands there."""
    side = Side((await chat.choose(_("Mau menulis apa?"), (CAN, NEEDS))).key)
    words = await ask_words(chat, side)
    await chat.say(_("Begini tulisannya:"))
    await chat.say(_("“Saya bisa: {words}”", words=words) if side is Side.CAN else needs(words))
    if not await chat.confirm(_("Pasang 30 hari di papan {board}?", board=board.title), weighty=False):
        return await chat.say(_("Baik, tidak saya pasang."))
    await chat.run(steps.add_post, board.key, side, words)
    await chat.say(_("Sudah dipasang, tanpa nama. Kalau ada yang menjawab, Ibu saya kabari."))


def needs(words: str) -> Text:
    """The other of the two sentences."""
    return _("“Saya butuh bantuan: {words}”", words=words)


async def ask_words(chat: Chat, side: Side) -> str:
    """What she can do or needs, asked until nobody can be found by it. Danger leads to the door."""
    if side is Side.CAN:
        asked = _("Ibu bisa apa? Contoh: menjahit kebaya. Jangan tulis nama atau nomor HP.")
    else:
        asked = _("Butuh bantuan apa? Contoh: belajar pasang ritsleting. Jangan tulis nama atau nomor HP.")
    own_name = await chat.look(steps.find_full_name)
    while True:
        words = await chat.ask(asked, Words(chars_max=POST_CHARS_MAX, one_line=True))
        fault = find_fault(words)
        if fault is Fault.DANGER:
            sign = read_distress(words)
            await chat.go(DOOR, sign.level.value, sign.kind.value, sign.about.value)
        if fault is not None:
            await chat.say(FAULTS[fault])
        elif not (name := find_own_name(words, own_name)) or await is_no_name(chat, name):
            return words
        asked = _("Coba tulis lagi, ya.")


async def is_no_name(chat: Chat, name: str) -> bool:
    """Whether what looks like her own name is only a word (bunga kertas, written by Bunga)."""
    asked = _("Di situ ada kata {name}. Kalau itu nama Ibu, orang jadi tahu siapa yang menulis.", name=name)
    return (await chat.choose(asked, (AGAIN, NO_NAME))).key == NO_NAME.key


async def look_at_mine(chat: Chat, board: Board) -> None:
    """What she wrote: who has answered, and whether it comes down."""
    own = await chat.look(steps.find_own, board.key)
    if not own:
        return await chat.say(_("Belum ada tulisan Ibu di papan ini."))
    post = (own[0] if len(own) == 1 else await chat.choose(_("Tulisan yang mana?"), own)).post
    link_id = await chat.look(steps.find_answer, post.id)
    if link_id:
        return await answer_link(chat, link_id)
    await chat.say(shown(post))
    if post.state is PostState.HELD:
        await chat.say(_("Tulisan ini sedang diperiksa yang memimpin di sini."))
    if (await chat.choose(_("Turunkan dari papan?"), (TAKE_DOWN, LEAVE))).key == LEAVE.key:
        return await chat.say(_("Baik, tulisannya tetap ada."))
    await chat.run(steps.take_down, post.id)
    await chat.say(_("Sudah saya turunkan, Bu."))


async def answer_link(chat: Chat, link_id: int) -> None:
    """Her half of the yes to somebody who answered what she wrote."""
    link = await chat.look(steps.find_link, link_id)
    if link is None:
        return await chat.say(_("Yang ini sudah dijawab, Bu. Terima kasih."))
    await chat.say(shown(link.post))
    asked = _("Ada yang menjawab tulisan ini. Disambungkan? Nama depan Ibu saya sampaikan ke dia.")
    if (await chat.choose(asked, (YES, NO))).key == NO.key:
        await chat.run(steps.say_no, link_id)
        return await chat.say(_("Baik, Bu. Dia tidak tahu nama Ibu."))
    await ask_name(chat)
    name = await chat.run(steps.bring_together, link_id)
    await chat.say(_("Ibu tersambung dengan {name}. Sapa dia waktu bertemu, ya.", name=name))
    await chat.say(_("Nomor HP tidak kami bagikan. Ibu sendiri yang memutuskan."))


# -- who leads there --------------------------------------------------------------------------------------------


async def look_at_held(chat: Chat, post_id: int) -> None:
    """What somebody found unkind, without a name; shown again or closed."""
    # staff
    held = await chat.run(steps.open_held, post_id)
    await chat.say(_("Ada yang merasa tulisan ini tidak pantas:"))  # staff
    await chat.say(shown(held))
    chosen = await chat.choose(_("Tulisan ini bagaimana?"), (SHOW_AGAIN, TAKE_DOWN))  # staff
    await chat.run(steps.judge_post, post_id, chosen.key == SHOW_AGAIN.key)
    if chosen.key == SHOW_AGAIN.key:
        return await chat.say(_("Tulisan itu tampil lagi."))  # staff
    await chat.say(_("Tulisan itu sudah diturunkan. Penulisnya dikabari dengan baik-baik."))  # staff
