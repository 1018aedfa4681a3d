"""A pasted list becomes entries: read as a whole, asked about where it is not clear, shown back, confirmed, written.

Nothing of it is written before the last yes. Its text is the answer that is journaled; what it says is read anew in
each turn (domain/reading/lists), so a better reading of tomorrow asks again and never books something else.
"""

from dataclasses import replace

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _, n_
from domain.meetings import INSTALMENT, Compared, Status, Step, Written, compare, is_list, total_of
from domain.money import Rupiah, Spelled, echo
from domain.reading.lists import ListMember, ListReading, read_list
from handlers.loans.over import Rest, ask_over
from handlers.meeting.booking import write
from handlers.meeting.doubts import ask_doubts, ask_scale
from handlers.meeting.questions import Meanwhile, Pasted
from handlers.meeting.scene import Scene, number_of
from handlers.meeting.table import say_table, some_names, table
from handlers.questions import YesNo

REPLACE = Choice("replace", _("Pakai yang baru"), words=("ganti", "baru", "pakai baru"))
KEEP = Choice("keep", _("Biarkan"), words=("tetap", "jangan"))

# A batch of the ledger holds so many, corrections included (db/ledger_post.py).
LINES_MAX = 90

# What the book could not take is said with so many of its lines.
LEFT_LINES_MAX = 2

# "Jumlah masuk ... Benar?" around its amount.
QUESTION_CHARS = 25


def listed_members(scene: Scene) -> tuple[ListMember, ...]:
    """The members as the reader of lists knows them."""
    return tuple(ListMember(key=each.key, name=each.name, aliases=each.aliases) for each in scene.women)


def read_text(scene: Scene, text: str, heading: str = "") -> ListReading:
    """What the text says, of these members, as of today. heading: what a line without a kind is of."""
    text = f"{heading}\n{text}" if heading else text
    usual = {each.key: int(each.usual) for each in scene.kinds if each.usual is not None}
    return read_list(text, listed_members(scene), today=scene.today, usual=usual)


async def take_list(chat: Chat, scene: Scene, text: str, *, heading: str = "") -> Rupiah | None:
    """Write the list down once she has said yes; the money counted in it, if she wrote that too.

    heading: what a line without a kind is of, for a line or two that are no list.
    """
    reading = read_text(scene, text, heading)
    counted = None if reading.cash is None else reading.cash.rupiah
    if not (reading.entries or reading.marks or any(each.about not in _OPEN for each in reading.questions)):
        if counted is None:
            await chat.say(_("Maaf, saya belum mengerti daftar itu. Contoh: Siti 10rb, Yuyun 15rb."))
        return counted
    whole = is_list(text) and not heading
    if whole:
        await say_counts(chat, scene, reading)
    if reading.harm:
        await say_left_out(chat, left_out_name(scene, reading))
    if reading.day is not None and scene.meeting is not None and reading.day != scene.day:
        await chat.say(
            _("Di daftar tertulis {day}. Saya catat untuk rapat {held}.", day=reading.day, held=scene.day)
        )
    reading, left = await ask_doubts(
        chat, scene, await ask_scale(chat, reading), f"{heading}\n{text}" if heading else text, whole=whole
    )
    listed = tuple(
        Written(member=number_of(each.member), kind=each.kind, amount=each.rupiah) for each in reading.entries
    )
    if len(listed) > LINES_MAX:
        await chat.say(_("Daftarnya terlalu panjang. Kirim separuh dulu, ya."))
        return None
    compared = compare(listed, scene.saved)
    replacing = await ask_replacing(chat, scene, compared)
    compared = replace(compared, fresh=await ask_rest(chat, scene, compared.fresh))
    new = (*compared.fresh, *replacing)
    below = len(echo(total_of(new))) + QUESTION_CHARS
    await say_table(chat, shown(scene, reading, left, compared, replacing), below)
    if compared.fresh or replacing:
        again = await confirm(chat, new)
        if isinstance(again, Pasted):
            text = f"{text}\n{again.text}" if again.corrects else again.text
            return await take_list(chat, scene, text, heading=heading)
        if not again:
            await chat.say(_("Baik, tidak dicatat. Kirim lagi daftar yang benar, ya."))
            return None
    count = len(compared.fresh) + len(replacing)
    statuses = statuses_of(reading)
    if count or statuses:
        step = None
        everybody = len(reading.everyone) == len(scene.women)  # else some are still to come
        if whole and everybody and scene.meeting is not None:  # what is left of the meeting is the box
            step = Step.COSTS if reading.costs else Step.CASH
        await write(chat, scene, compared.fresh, replacing=replacing, statuses=statuses, step=step)
    await chat.say(n_("Sudah dicatat: {n} setoran.", "Sudah dicatat: {n} setoran.", count))
    return None if reading.costs else counted  # what was spent comes before the count


_OPEN = ("scale", "unmentioned")


async def confirm(chat: Chat, lines: tuple[Written, ...]) -> bool | Pasted:
    """Yes or no to the sum in words; or a better list, or a correction of this one."""
    text = _("Jumlah masuk {amount}. Benar?", amount=Spelled(total_of(lines)))
    answer: bool | Pasted = await chat.ask(
        text, Meanwhile(inner=YesNo(is_weighty=True, explicit=True), photos=False)
    )
    return answer


def statuses_of(reading: ListReading) -> dict[int, Status]:
    """Who came, by what the list says: who is away, who put in herself, who sits there and has not paid.

    Whose money another brought may be there or not: nothing is said of her.
    """
    statuses: dict[int, Status] = {}
    for mark in reading.marks:
        away = mark.status in (Status.ABSENT.value, Status.EXCUSED.value)
        statuses[number_of(mark.member)] = Status(mark.status) if away else Status.PRESENT
    for entry in reading.entries:
        if not entry.via:
            statuses.setdefault(number_of(entry.member), Status.PRESENT)
    return statuses


async def say_counts(chat: Chat, scene: Scene, reading: ListReading) -> None:
    """How many are in the list, who is not, and what is kept out of the book."""
    names = {each.key: each.name for each in scene.women}
    paid = {each.member for each in reading.entries} | {
        key for each in reading.questions if each.about in ("amount", "kind") for key in each.candidates[:1]
    }
    await chat.say(_("{all} nama. {n} setor.", all=len(scene.women), n=len(paid)))
    marked = {
        status: [
            names[each.member] for each in reading.marks if each.status == status and each.member in names
        ]
        for status in ("unpaid", "excused", "absent")
    }
    if marked["unpaid"]:
        await chat.say(_("Belum setor: {names}.", names=some_names(marked["unpaid"])))
    if marked["excused"]:
        await chat.say(_("Izin: {names}.", names=some_names(marked["excused"])))
    if marked["absent"]:
        await chat.say(_("Tidak datang: {names}.", names=some_names(marked["absent"])))
    left = [
        names[key] for each in reading.questions if each.about == "unmentioned" for key in each.candidates
    ]
    if left:
        await chat.say(_("Tidak disebut: {names}.", names=some_names(left)))


async def say_left_out(chat: Chat, name: str) -> None:
    """A line that tells of somebody's harm is in no book; its words are not said again. name: "" if of nobody known."""
    if name:
        await chat.say(_("Catatan untuk {name} tidak saya simpan di buku.", name=name))
    else:
        await chat.say(_("Satu catatan tidak saya simpan di buku."))
    await chat.say(_("Kalau ini tentang orang lain dan Ibu khawatir, nanti ketik PETUGAS waktu sendirian."))


def left_out_name(scene: Scene, reading: ListReading) -> str:
    """Of whom the line is that tells of harm; "" where it names nobody."""
    names = {each.key: each.name for each in scene.women}
    said = [(each.line, each.member) for each in reading.marks]
    said += [(each.line, each.member) for each in reading.entries]
    return next((names[key] for line, key in said if line in reading.left_out and key in names), "")


async def ask_replacing(chat: Chat, scene: Scene, compared: Compared) -> tuple[Written, ...]:
    """Those that stand in the book with another amount: the new one counts only if she says so."""
    replacing: list[Written] = []
    booked = {(each.member, each.kind): each.amount for each in scene.saved}
    for each in compared.other:
        text = _(
            "{name}, {kind}: tercatat {old}, di daftar {new}.",
            name=scene.names[each.member],
            kind=scene.label(each.kind),
            old=booked[each.member, each.kind],
            new=Spelled(each.amount),
        )
        if (await chat.choose(text, (REPLACE, KEEP))).key == REPLACE.key:
            replacing.append(each)
    return tuple(replacing)


async def ask_rest(chat: Chat, scene: Scene, lines: tuple[Written, ...]) -> tuple[Written, ...]:
    """The lines with what is done about instalments of more than the loan takes; a slip of the pen is left out."""
    kept: list[Written] = []
    for each in lines:
        borrower = scene.borrower(each.member) if each.kind == INSTALMENT else None
        if borrower is None or each.amount <= borrower.payoff:
            kept.append(each)
            continue
        rest = await ask_over(chat, scene.names[each.member], each.amount, borrower.payoff)
        if rest is not Rest.SLIP:
            amount = each.amount if rest is Rest.SAVED else borrower.payoff
            kept.append(replace(each, amount=amount, to_savings=rest is Rest.SAVED))
    return tuple(kept)


def shown(
    scene: Scene, reading: ListReading, left: list[str], compared: Compared, replacing: tuple[Written, ...]
) -> list[Text]:
    """The table, then what is not in it and why."""
    texts = table(scene, (*compared.fresh, *replacing))
    if compared.known:
        known = len(compared.known)
        texts.append(n_("{n} setoran sudah tercatat tadi.", "{n} setoran sudah tercatat tadi.", known))
    if reading.total is not None and reading.total_mismatch:
        sum_ = Rupiah(sum(each.rupiah for each in reading.entries))
        texts.append(_("Jumlah di daftar {total}, hitungan saya {sum}.", total=reading.total, sum=sum_))
    texts += [_('Belum saya catat: "{line}".', line=each) for each in left[:LEFT_LINES_MAX]]
    if len(left) > LEFT_LINES_MAX:
        texts.append(_("Masih ada {n} baris lain yang belum jelas.", n=len(left) - LEFT_LINES_MAX))
    if reading.costs:
        costs = Rupiah(sum(each.rupiah for each in reading.costs))
        texts.append(_("Biaya {amount} kita catat sesudah ini.", amount=costs))
    return texts
