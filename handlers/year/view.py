"""Akhir tahun: what every member may see: how a year was shared, her own part, and how the group does.

Sums of all together, and what is hers; never another woman's.
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import members, permits, year_ends
from db.unit import Unit
from domain.permits import Action, holders
from domain.records import dataclass
from domain.year_end import End
from handlers.group.which import choose_group
from handlers.names import AKHIR_TAHUN, ATURAN_SHU, DIFFER
from handlers.parts import say_in_parts
from handlers.savings.words import lines
from handlers.year.words import EXPLAINED, members_health, own_lines, result_lines, share_lines

HOW = Choice("how", _("Cara membagi"), words=("cara", "membagi", "dibagi"))
MONEY = Choice("money", _("Uang masuk dan biaya"), words=("uang", "masuk", "biaya"))
HEALTH = Choice("health", _("Keadaan kelompok"), words=("keadaan", "kesehatan", "sehat"))
RULES = Choice("rules", _("Aturan bagi hasil"), words=("aturan", "shu"))
DIFFERENT = Choice("different", _("Ada yang beda"), words=("beda", "salah", "keliru"))
OTHER_YEAR = Choice("other", _("Tahun lain"), words=("tahun", "lain"))
DONE = Choice("done", _("Selesai"), words=("sudah", "cukup", "tidak", "nanti"))

# As many years as a list of choices holds.
YEARS_MAX = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """A year for a member: what is hers, and sums. year: 0 while nothing is written. years: that are closed."""

    year: int
    closed: bool
    own: tuple[Text, ...]
    how: tuple[Text, ...] = ()
    money: tuple[Text, ...] = ()
    health: tuple[Text, ...] = ()
    years: tuple[int, ...] = ()


@conversation(
    AKHIR_TAHUN,
    title=_("Akhir tahun"),
    words=("akhir tahun", "hasil tahun", "bagian saya"),
    roles=holders(Action.SEE_TOTALS),
    sensitive=True,
    resumes=False,
    money=True,
)
async def show_year(chat: Chat, group_id: int = 0, year: int = 0) -> None:
    group = await choose_group(chat, Action.SEE_TOTALS, group_id)
    if group is None:
        return
    sight = await chat.look(read_year, group.id, year)
    await say_in_parts(chat, sight.own)
    parts = {HOW.key: sight.how, MONEY.key: sight.money, HEALTH.key: sight.health}
    while True:
        chosen = await chat.choose(_("Mau lihat apa lagi, Bu?"), choices_for(sight))
        if chosen.key in parts:
            await say_in_parts(chat, parts[chosen.key])
        else:
            break
    if chosen.key == RULES.key:
        await chat.go(ATURAN_SHU, group.id)
    elif chosen.key == DIFFERENT.key:
        await chat.go(DIFFER, group.id, group.me)
    elif chosen.key == OTHER_YEAR.key:
        await chat.go(AKHIR_TAHUN, group.id, await _ask_year(chat, sight))
    else:
        await chat.say(_("Baik, Bu."))


def choices_for(sight: Sight) -> tuple[Choice, ...]:
    """What there is beside it."""
    found = [HOW] if sight.how else [RULES]
    found += [MONEY] if sight.money else []
    found += [HEALTH] if sight.health else []
    found += [DIFFERENT] if sight.closed else []
    found += [OTHER_YEAR] if len(sight.years) > 1 else []
    return (*found, DONE)


async def _ask_year(chat: Chat, sight: Sight) -> int:
    others = [each for each in sight.years if each != sight.year][:YEARS_MAX]
    chosen = await chat.choose(
        _("Tahun berapa?"), [Choice(str(each), _("Tahun {year}", year=each)) for each in others]
    )
    return int(chosen.key)


# -- what is read -----------------------------------------------------------------------------------------------


async def read_year(unit: Unit, group_id: int, year: int) -> Sight:
    """That year, the newest that is closed, or what runs now; 0 for whichever there is. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.SEE_TOTALS, group_id=group_id)
    years = await year_ends.list_years(unit, group_id)
    running = await year_ends.next_year(unit, group_id)
    wanted = year if year in years else (years[0] if years else running)
    if wanted is None:
        return Sight(year=0, closed=False, own=(_("Buku kelompok masih kosong."),))
    book = await year_ends.year_book(unit, group_id, wanted)
    own = [_("Tahun {year} belum ditutup. Jadi belum dibagi.", year=wanted)]
    if book.closed is not None:
        own = await _own(unit, group_id, book.end)
    return Sight(
        year=wanted,
        closed=book.closed is not None,
        own=tuple(own),
        how=() if book.closed is None else (*share_lines(book.end), *EXPLAINED),
        money=tuple(result_lines(book.end)),
        health=tuple(members_health(book.health)),
        years=tuple(years),
    )


async def _own(unit: Unit, group_id: int, end: End) -> list[Text]:
    """Her own part, of each record that is hers."""
    if end.shares is None:
        return [lines([_("Tahun {year}.", year=end.year), *share_lines(end)])]
    found = [_("Tahun {year}. Yang dibagi {amount}.", year=end.year, amount=end.shares.available)]
    for number in await members.numbers_of(unit, group_id, unit.actor.person_id):
        share = end.shares.of(number)
        if share is not None and share.total:
            found += own_lines(share, end.shares)
    if len(found) == 1:
        found.append(_("Tahun itu belum ada bagian untuk Ibu."))
    return found
