"""How the group does, on paper: each figure with how it is made and what it says, in words a member understands."""

# staff: officers give this paper to the yearly meeting; it keeps the words of the forms

from bot.books import rat_words as rat
from bot.books.heading import Say
from bot.books.rat_year import Year
from bot.books.table import Cell, Column, Sort, Table
from conversation.text import Text, _
from domain.group_health import RISK_AFTER_DAYS, RISK_BAD_PERCENT, RISK_GOOD_PERCENT, Share
from handlers.year.words import FEW


def health_table(year: Year, say: Say) -> Table:
    """The figures; without those that would be about one woman, unless it is for the officers."""
    health = year.now.health if year.full else year.now.health.for_members
    rows = [
        _row(
            say,
            health.came,
            _("Kehadiran"),
            _("Yang hadir dibagi yang ditunggu, di semua rapat"),
        ),
        _row(
            say,
            health.grown,
            _("Simpanan bertambah"),
            _("Tambahan simpanan tahun ini dibagi simpanan awal tahun"),
        ),
        _row(
            say,
            health.waiting,
            _("Pinjaman yang ada cicilan belum masuk"),
            _("Banyaknya dibagi semua pinjaman yang berjalan"),
        ),
        _row(
            say,
            health.at_risk,
            _("Uang pinjaman yang perlu dibicarakan"),
            _(
                "Sisa pinjaman yang menunggu lebih dari {days} hari, dibagi semua sisa pinjaman",
                days=RISK_AFTER_DAYS,
            ),
        ),
    ]
    shown = [row for row in rows if row is not None]
    kept_back = health != year.now.health
    note = _(
        "Uang pinjaman yang perlu dibicarakan: baik sampai {good}%, berat di atas {bad}%.",
        good=RISK_GOOD_PERCENT,
        bad=RISK_BAD_PERCENT,
    )
    return Table(
        title=say(rat.HEALTH_TITLE),
        columns=(
            Column(say(_("Ukuran")), Sort.TEXT, 2.4),
            Column(say(_("Hasil")), Sort.MARK, 0.8),
            Column(say(_("Dari")), Sort.TEXT, 2.2),
            Column(say(_("Cara menghitung")), Sort.TEXT, 3.2),
        ),
        rows=shown,
        note=say(FEW if kept_back else note) if kept_back or health.at_risk is not None else "",
    )


def _row(say: Say, share: Share | None, name: Text, formula: Text) -> tuple[Cell, ...] | None:
    if share is None:
        return None
    made = _("{part} dari {of}", part=_number(share.part), of=_number(share.of))
    return say(name), f"{share.percent}%", say(made), say(formula)


def _number(amount: int) -> str:
    """With dots for thousands."""
    return f"{amount:,}".replace(",", ".")
