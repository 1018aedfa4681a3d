"""Arisan: who has had her turn and who has not; officers write down who paid and who was drawn. The draw is theirs."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from domain.accounts import SavingKind
from domain.arisan import PLACES_MIN
from domain.meetings import Status, Written
from domain.money import Rupiah, Spelled
from domain.permits import Action, holders
from handlers.arisan_steps import DRAW, KIND, STOP, TAKE_BACK, Sight, begin, body_of, find_sight
from handlers.group.rule_words import ask_amount
from handlers.group.which import GroupHere, choose_group
from handlers.meeting.booking import book
from handlers.meeting.listing import listed_members
from handlers.meeting.naming import Named, WhoIsNot
from handlers.meeting.scene import Scene, find_scene
from handlers.meeting.table import in_lines
from handlers.names import ARISAN
from handlers.parts import say_in_parts
from handlers.savings.words import short
from handlers.second.agree import ask_second
from handlers.second.back import back_to_meeting
from handlers.second.payout_steps import list_receivers
from handlers.second.witness import ask_witness

PAID = Choice("paid", _("Catat yang setor"), words=("yang setor", "bayar"))
DRAWN = Choice("drawn", _("Catat yang dapat"), words=("dapat", "undian", "kocok", "keluar"))
WRONG = Choice("wrong", _("Salah nama"), words=("salah", "bukan"))
END = Choice("end", _("Hentikan arisan"), words=("hentikan", "bubar"))
DONE = Choice("done", _("Selesai"), words=("sudah", "tutup", "cukup", "tidak", "nanti"))

ALL_IN = Choice("all", _("Semua ikut"), words=("semua", "semuanya", "tidak ada", "ga ada"))
ALL_PAID = Choice("all", _("Semua setor"), words=("semua", "setor semua", "lengkap", "tidak ada", "ga ada"))
NOT_NOW = Choice("not_now", _("Nanti saja"), words=("nanti", "tidak jadi"))

_BUT = _("Contoh: Imas dan Tati.")

# Of a line of names in the list that everybody reads.
LINE_CHARS_MAX = 120


@conversation(
    ARISAN,
    title=_("Arisan"),
    words=("undian arisan", "dapat arisan"),
    roles=holders(Action.SEE_TOTALS),
    resumes=False,
    money=True,
)
async def run_arisan(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.SEE_TOTALS, group_id)
    if group is None:
        return None
    sight = await chat.look(find_sight, group.id)
    await say_in_parts(chat, in_words(sight))
    if not sight.writes:
        return None
    if not sight.is_open:
        return await start(chat, group, sight)
    chosen = await chat.choose(_("Mau mencatat apa?"), choices_for(sight))
    if chosen.key == PAID.key:
        await write_paid(chat, group, sight)
    elif chosen.key == DRAWN.key:
        await write_drawn(chat, group, sight)
    elif chosen.key == WRONG.key:
        await take_back(chat, group, sight)
    elif chosen.key == END.key:
        await stop(chat, group, sight)
    else:
        return await chat.say(_("Baik, Bu."))
    await back_to_meeting(chat, group.id)
    return None


def in_words(sight: Sight) -> list[Text]:
    """Who has had her turn, who has not; for officers also who has not paid for the next one."""
    if not sight.number:
        return [_("Belum ada arisan di kelompok ini.")]
    head = _("Arisan {amount} tiap orang. {n} orang ikut.", amount=sight.amount, n=len(sight.places))
    found = [head, _("Sekali dapat {pot}.", pot=sight.pot)]
    drawn = [_("{name} ({day})", name=each.name, day=short(each.day)) for each in sight.drawn if each.day]
    if not sight.is_open:
        found = [_("Arisan terakhir sudah selesai.")]
    found += [_("Sudah dapat: {name}.", name=each) for each in drawn]
    waiting = [each.name for each in sight.waiting]
    found += [_("Belum dapat: {names}.", names=names) for names in in_lines(waiting, LINE_CHARS_MAX)]
    if not sight.writes or not sight.is_open:
        return found
    names = [each.name for each in sight.unpaid]
    if names:
        return found + [_("Belum setor: {names}.", names=each) for each in in_lines(names, LINE_CHARS_MAX)]
    return [*found, _("Semua sudah setor.")]


def choices_for(sight: Sight) -> list[Choice]:
    """What can be written down now."""
    found = [PAID] if sight.unpaid else [DRAWN]
    found += [WRONG] if sight.kept else []
    return [*found, END, DONE]


# -- a new round ------------------------------------------------------------------------------------------------


async def start(chat: Chat, group: GroupHere, sight: Sight) -> None:
    """A round with everybody, or all but some; all who are in it hear of it."""
    if not sight.has_rule:
        return await chat.say(_("Mau arisan? Tambahkan dulu simpanan Arisan. Ketik: aturan kelompok."))
    if sight.kept:
        return await chat.say(
            _("Uang arisan {name} belum diserahkan. Itu dulu, ya.", name=sight.kept[0].name)
        )
    if not await chat.confirm(_("Mulai arisan baru?"), weighty=False):
        return await chat.say(_("Baik, Bu."))
    scene = await chat.look(find_scene, group.id)
    amount = sight.rule_amount or await ask_amount(chat, _("Arisan"))
    without = await _ask_but(chat, scene, _("Siapa yang tidak ikut?"), ALL_IN)
    if without is None:
        return await chat.say(_("Baik, Bu."))
    members = [each.number for each in scene.women if each.number not in without]
    if len(members) < PLACES_MIN:
        return await chat.say(_("Arisan perlu paling sedikit dua orang."))
    asked = n_(
        "Arisan {amount} tiap orang, {n} orang ikut. Benar?",
        "Arisan {amount} tiap orang, {n} orang ikut. Benar?",
        len(members),
        amount=Spelled(amount),
    )
    if not await chat.confirm(asked):
        return await chat.say(_("Baik, arisannya belum dimulai."))
    await chat.run(begin, group.id, int(amount), members)
    await chat.say(_("Arisan dimulai. Untuk mencatat setorannya, ketik: arisan."))
    await chat.say(_("Undiannya tetap di rapat. Saya hanya mencatat."))
    return None


async def _ask_but(chat: Chat, scene: Scene, text: Text, everybody: Choice) -> dict[int, Status] | None:
    """Who is left out; None where she wants nothing after all."""
    question = WhoIsNot(women=listed_members(scene), today=scene.today, of=(everybody, NOT_NOW), example=_BUT)
    answer = await chat.ask(text, question)
    if isinstance(answer, Named):
        return answer.statuses
    return None if answer.key == NOT_NOW.key else {}


# -- paid, drawn ------------------------------------------------------------------------------------------------


async def write_paid(chat: Chat, group: GroupHere, sight: Sight) -> None:
    """What everybody who has not paid yet puts in now, but for some."""
    scene = await chat.look(find_scene, group.id)
    text = _("Arisan {amount} tiap orang. Siapa yang belum setor?", amount=sight.amount)
    without = await _ask_but(chat, scene, text, ALL_PAID)
    if without is None:
        return await chat.say(_("Baik, tidak dicatat."))
    lines = tuple(
        Written(member=each.member, kind=SavingKind.ARISAN.value, amount=Rupiah(sight.amount))
        for each in sight.unpaid
        if each.member not in without
    )
    if not lines:
        return await chat.say(_("Baik, tidak dicatat."))
    await book(chat, scene, SavingKind.ARISAN, lines)
    return None


async def write_drawn(chat: Chat, group: GroupHere, sight: Sight) -> None:
    """Whose turn it is, as they have drawn; two officers, and the money waits for her word."""
    everybody = await chat.look(list_receivers, group.id)
    waiting = {each.member for each in sight.waiting}
    choices = [each for each in everybody if each.number in waiting]
    her = await chat.choose(_("Siapa yang dapat di undian rapat?"), choices)
    can, witness = await ask_witness(chat, her, everybody, practice=group.practice)
    if not can:
        return
    values = {
        "name": her.label,
        "pot": Spelled(sight.pot),
        "witness": next((each.label for each in everybody if each.number == witness), ""),
    }
    what = _("{name} dapat arisan: {pot}.", **values)
    if witness is not None:
        what = _("{name} dapat arisan: {pot}.\nSaksinya {witness}.", **values)
    if not await chat.confirm(_("{what}\n\nBenar begitu?", what=what)):
        return await chat.say(_("Baik, tidak dicatat."))
    body = body_of(DRAW, sight, member=her.number, witness=witness)
    await ask_second(chat, group, what=what, kind=KIND, subject=sight.number, body=body, about=her.number)


async def take_back(chat: Chat, group: GroupHere, sight: Sight) -> None:
    """Another woman had been drawn, and the money has not gone out."""
    her = (
        sight.kept[0] if len(sight.kept) == 1 else await chat.choose(_("Nama siapa yang salah?"), sight.kept)
    )
    what = _("{name} ternyata belum dapat arisan. Gilirannya kembali.", name=her.name)
    if not await chat.confirm(_("{what}\n\nBenar begitu?", what=what)):
        return await chat.say(_("Baik, tidak ada yang diubah."))
    body = body_of(TAKE_BACK, sight, member=her.member)
    await ask_second(chat, group, what=what, kind=KIND, subject=sight.number, body=body, about=her.member)


async def stop(chat: Chat, group: GroupHere, sight: Sight) -> None:
    """Before everybody has had her turn: what that means is said first."""
    left = n_("{n} orang belum dapat.", "{n} orang belum dapat.", len(sight.waiting))
    await chat.say(left)
    what = _("Arisan {amount} tiap orang dihentikan.", amount=sight.amount)
    if not await chat.confirm(_("{what}\n\nJadi dihentikan?", what=what)):
        return await chat.say(_("Baik, arisannya jalan terus."))
    await ask_second(chat, group, what=what, kind=KIND, subject=sight.number, body=body_of(STOP, sight))
