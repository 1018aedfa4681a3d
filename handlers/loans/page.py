"""Menu pinjaman: all about loans behind one door of the group's page; officers and members each see what is theirs."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import permits
from db.unit import Unit
from domain.permits import Action, actions_of, holders
from domain.records import dataclass
from handlers.group.which import choose_group
from handlers.loans.decide_steps import count_requests
from handlers.loans.limits import find_loan_rules
from handlers.names import (
    ATUR_PINJAMAN,
    CICIL,
    DAFTAR_PINJAMAN,
    GROUP,
    HITUNG,
    LOANS,
    PINJAM,
    PINJAMAN,
    PUTUSKAN,
    SERUMAH,
    TALANGAN,
)

OWN = Choice(PINJAMAN, _("Pinjaman saya"), words=("saya", "sisa"))
ASK = Choice(PINJAM, _("Minta pinjaman"), words=("minta", "pinjam"))
TRY_OUT = Choice(HITUNG, _("Hitung pinjaman"), words=("hitung", "coba"))
RULES = Choice(ATUR_PINJAMAN, _("Aturan pinjaman"), words=("aturan",))
PAY = Choice(CICIL, _("Catat cicilan"), words=("cicil", "cicilan", "bayar"))
LIST = Choice(DAFTAR_PINJAMAN, _("Daftar pinjaman"), words=("daftar",))
HELPS = Choice(TALANGAN, _("Talangan"), words=("talangan", "nalangin"))
HOMES = Choice(SERUMAH, _("Anggota serumah"), words=("serumah",))
BACK = Choice(GROUP, _("Kembali ke kelompok"), words=("kelompok",))


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """What the page shows. requests: those on which she may decide. are_on: the meeting has decided about loans.

    joint: others stand in where an instalment is missing.
    """

    allowed: tuple[Action, ...]
    requests: int
    are_on: bool
    joint: bool


@conversation(
    LOANS,
    title=_("Pinjaman kelompok"),
    words=("menu pinjaman", "pinjaman kelompok"),
    roles=holders(Action.SEE_TOTALS),
    in_place=True,
    resumes=False,
    money=True,
)
async def show_loans(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.SEE_TOTALS, group_id)
    if group is None:
        return None
    sight = await chat.look(look_at_loans, group.id)
    chosen = await chat.choose(heading(sight), doors(sight))
    if chosen.key == HITUNG:
        await chat.go(HITUNG)
    await chat.go(chosen.key, group.id)


def heading(sight: Sight) -> Text:
    """Where she is; that nobody borrows yet is said at the door."""
    if not sight.are_on:
        return _("Pinjaman kelompok. Rapat belum memutuskan soal pinjaman.")
    return _("Pinjaman kelompok. Mau apa, Bu?")


def doors(sight: Sight) -> list[Choice]:
    """What waits for her first, then what is her own, then the book."""
    found = []
    if sight.requests:
        found.append(Choice(PUTUSKAN, n_("Permintaan ({n})", "Permintaan ({n})", sight.requests)))
    writes = Action.WRITE_BOOK in sight.allowed
    found += [PAY] if writes else []
    found += [OWN, ASK] if sight.are_on else [OWN]
    found += [LIST] if Action.READ_BOOK in sight.allowed else []
    found += [TRY_OUT, RULES]
    found += [HELPS] if sight.joint else []
    found += [HOMES] if Action.KEEP_MEMBERS in sight.allowed else []
    return [*found, BACK]


# -- what is read -----------------------------------------------------------------------------------------------


async def look_at_loans(unit: Unit, group_id: int) -> Sight:
    """What the actor may do about loans there, and what waits for her. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.SEE_TOTALS, group_id=group_id)
    allowed = actions_of(grant.role for grant in unit.actor.roles if grant.group_id == group_id)
    rules, _today = await find_loan_rules(unit, group_id)
    requests = await count_requests(unit, group_id) if Action.AGREE in allowed else 0
    return Sight(
        allowed=tuple(sorted(allowed)),
        requests=requests,
        are_on=rules is not None,
        joint=rules is not None and rules.joint,
    )
