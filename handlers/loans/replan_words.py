"""How another plan is said: what it is reckoned with, what she would pay, and what it costs more or less. Never a word
of blame: a month was hard, and now it is agreed on anew.
"""

from conversation.text import Text, _, n_
from domain.loan_agreements import Figures, Proposal
from domain.money import Rupiah, Spelled
from handlers.loans.cost_words import pay_line


def figures_text(figures: Figures) -> Text:
    """What is not paid: pokok, jasa that was due, a fine, and what becomes of each."""
    text = _("Pinjaman yang belum kembali {owed}.", owed=figures.owed)
    if figures.jasa > 0:
        jasa = _("Jasa yang belum dibayar {jasa}. Itu dibagi ke cicilan baru.", jasa=figures.jasa)
        text = _("{above}\n{below}", above=text, below=jasa)
    if figures.jasa < 0:
        ahead = Rupiah(-figures.jasa)
        jasa = _("Jasa yang dibayar lebih dulu {jasa}. Itu mengurangi cicilan baru.", jasa=ahead)
        text = _("{above}\n{below}", above=text, below=jasa)
    if figures.fine:
        fine = _("Denda {fine} tetap, di luar cicilan.", fine=figures.fine)
        text = _("{above}\n{below}", above=text, below=fine)
    return text


def short_figures(figures: Figures) -> Text:
    """The same in one line, where everything stands in one message."""
    values = {"owed": figures.owed, "jasa": Rupiah(abs(figures.jasa)), "fine": figures.fine}
    if figures.jasa > 0 and figures.fine:
        return _("Belum kembali {owed}, jasa {jasa}, denda {fine}.", **values)
    if figures.jasa < 0 and figures.fine:
        return _("Belum kembali {owed}, jasa lebih {jasa}, denda {fine}.", **values)
    if figures.jasa > 0:
        return _("Belum kembali {owed}, jasa {jasa}.", **values)
    if figures.jasa < 0:
        return _("Belum kembali {owed}, jasa lebih {jasa}.", **values)
    if figures.fine:
        return _("Belum kembali {owed}, denda {fine}.", **values)
    return _("Belum kembali {owed}.", **values)


def plan_text(proposal: Proposal) -> Text:
    """What is paid from then on, and all together, in words too: what everybody says yes to."""
    return n_(
        "Dibayar {n} bulan, mulai {day}.\n{pay}\nJumlah semua yang masih dibayar {total}.",
        "Dibayar {n} bulan, mulai {day}.\n{pay}\nJumlah semua yang masih dibayar {total}.",
        proposal.wish.months,
        day=proposal.instalments[0].due,
        pay=pay_line(proposal.instalments),
        total=Spelled(proposal.total),
    )


def beside_text(proposal: Proposal) -> Text:
    """The sum of the plan that holds beside it."""
    values = {"before": proposal.before, "more": Rupiah(abs(proposal.more))}
    if proposal.more > 0:
        return _("Sisa sekarang {before}. Jadi lebih banyak {more}.", **values)
    if proposal.more < 0:
        return _("Sisa sekarang {before}. Jadi lebih sedikit {more}.", **values)
    return _("Sisa sekarang {before}. Jumlahnya sama.", **values)


def own_text(proposal: Proposal) -> Text:
    """All of it, as she reads it of her own loan."""
    return _(
        "Cicilan Ibu diatur lagi.\n{figures}\n{plan}\n{beside}",
        figures=short_figures(proposal.figures),
        plan=plan_text(proposal),
        beside=beside_text(proposal),
    )


def whole_text(name: str, proposal: Proposal) -> Text:
    """All of it, as the second officer and a witness have it."""
    return _(
        "Cicilan {name} diatur lagi.\n{figures}\n{plan}\n{beside}",
        name=name,
        figures=short_figures(proposal.figures),
        plan=plan_text(proposal),
        beside=beside_text(proposal),
    )
