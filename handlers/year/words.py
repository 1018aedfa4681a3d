"""How a year is told: what came in and went out, what the group has, who gets which part. In lines, sums alone."""

from collections.abc import Mapping, Sequence

from conversation.text import Text, _, n_
from db.year_records import YearBook
from domain.accounts import Account
from domain.group_health import Health
from domain.money import Rupiah, Spelled
from domain.year_end import End, MemberShare, Shares
from domain.year_rules import Fund, YearRules
from handlers.book_words import account_name
from handlers.savings.words import lines

FUNDS: Mapping[Fund, Text] = {
    Fund.CADANGAN: _("Dana cadangan"),
    Fund.JASA_SIMPANAN: _("Anggota, dari simpanan"),
    Fund.JASA_PINJAMAN: _("Anggota, dari jasa"),
    Fund.PENGURUS: _("Dana pengurus"),
    Fund.PENDIDIKAN: _("Dana pendidikan"),
    Fund.SOSIAL: _("Dana sosial"),
}

# By what a member gets her part.
EXPLAINED = (
    _("Dari simpanan: yang menabung lebih banyak, dapat lebih banyak."),
    _("Dari jasa: yang membayar jasa lebih banyak, dapat lebih banyak."),
)

# Where a figure would be about one woman, or two: it is not made, and that is said.
FEW = _("Angka pinjaman tidak ditulis kalau hanya tentang satu atau dua orang.")

HUNDRED = 100


def rules_line(rules: YearRules) -> Text:
    """What the meeting decided, as one text of several lines."""
    parts = [_("Tiap Rp100 hasil usaha setahun:")]
    parts += [
        _("{fund}: Rp{share}", fund=FUNDS[fund], share=share) for fund, share in rules.shares.items() if share
    ]
    return lines(parts)


# -- what the year brought --------------------------------------------------------------------------------------


def result_lines(end: End) -> list[Text]:
    """Income, costs, and what is left of them, paragraph by paragraph."""
    result = end.result
    found = [_("Tahun {year}. Uang masuk {amount}.", year=end.year, amount=_sum(result.income))]
    found[0] = lines([found[0], *_by_account(result.income)])
    found.append(lines([_("Biaya {amount}.", amount=_sum(result.costs)), *_by_account(result.costs)]))
    if result.surplus < 0:
        found.append(_("Biayanya lebih besar {amount}.", amount=Rupiah(-result.surplus)))
    else:
        found.append(_("Hasil usaha {amount}.", amount=Rupiah(result.surplus)))
    if result.carried < 0:
        found.append(_("Kekurangan tahun sebelumnya {amount}.", amount=Rupiah(-result.carried)))
    return found


def _sum(amounts: Mapping[Account, int]) -> Rupiah:
    return Rupiah(sum(amounts.values()))


def _by_account(amounts: Mapping[Account, int]) -> list[Text]:
    return [
        _("{account} {amount}", account=account_name(account), amount=Rupiah(amount))
        for account, amount in amounts.items()
    ]


def wealth_lines(book: YearBook) -> list[Text]:
    """What the group has and owes on the last day: the neraca, as one text."""
    neraca = book.neraca
    found = [_("Milik kelompok, {day}: {amount}.", day=book.day, amount=neraca.total)]
    found += _by_account(neraca.assets)
    found.append(_("Simpanan dan dana {amount}.", amount=_sum(neraca.liabilities)))
    if neraca.capital:
        found.append(_("Modal bersama {amount}.", amount=_sum(neraca.capital)))
    if neraca.shu >= 0:
        found.append(_("Hasil yang belum dibagi {amount}.", amount=neraca.shu))
    else:
        found.append(_("Kekurangan {amount}.", amount=Rupiah(-neraca.shu)))
    return [lines(found)]


# -- how it is shared -------------------------------------------------------------------------------------------


def share_lines(end: End) -> list[Text]:
    """Where it goes: the funds, or what becomes of a loss."""
    if end.shares is not None:
        return _shared(end.shares)
    if end.covered is not None:
        found = [_("Tidak ada yang dibagi. Biayanya lebih besar.")]
        found.append(_("Dana cadangan menutup {amount}.", amount=end.covered.by_reserve))
        if end.covered.left:
            found.append(_("Sisanya {amount}, ditutup hasil tahun depan.", amount=end.covered.left))
        return [lines(found)]
    return [] if end.lacks_rules else [_("Tidak ada hasil untuk dibagi tahun ini.")]


def _shared(shares: Shares) -> list[Text]:
    found = [_("Yang dibagi {amount}:", amount=shares.available)]
    found += [
        _("{fund} {amount}", fund=FUNDS[fund], amount=amount)
        for fund, amount in shares.funds.items()
        if amount
    ]
    if shares.unshared:
        found.append(_("Yang tanpa penerima {amount}, masuk dana cadangan.", amount=shares.unshared))
    return [lines(found)]


def own_lines(share: MemberShare, shares: Shares) -> list[Text]:
    """Her own part, and how it was counted. shares: for the sums of all together."""
    found = [_("Bagian Ibu {amount}.", amount=Spelled(share.total))]
    if share.by_savings:
        found.append(
            _(
                "Dari simpanan {amount}. Simpanan Ibu {own}, dari semua {all}.",
                amount=share.by_savings,
                own=share.savings,
                all=Rupiah(sum(each.savings for each in shares.members)),
            )
        )
    if share.by_jasa:
        found.append(
            _(
                "Dari jasa {amount}. Jasa Ibu {own}, dari semua {all}.",
                amount=share.by_jasa,
                own=share.jasa,
                all=Rupiah(sum(each.jasa for each in shares.members)),
            )
        )
    found.append(_("Sudah masuk simpanan sukarela Ibu."))
    return [lines(found)]


def agreed_words(end: End) -> Text:
    """All that the second officer agrees to."""
    if end.shares is not None:
        return _(
            "Tahun {year} ditutup.\nHasilnya {amount}.\nUntuk anggota {members}.\nUntuk dana kelompok {kept}.",
            year=end.year,
            amount=Spelled(end.shares.available),
            members=end.shares.to_members,
            kept=Rupiah(sum(end.shares.to_accounts.values())),
        )
    if end.covered is not None:
        return _(
            "Tahun {year} ditutup.\nKekurangannya {amount}.\nDana cadangan menutup {covered}.\nTidak ada yang dibagi.",
            year=end.year,
            amount=Spelled(end.covered.loss),
            covered=end.covered.by_reserve,
        )
    return _("Tahun {year} ditutup. Tidak ada yang dibagi.", year=end.year)


# -- how the group does -----------------------------------------------------------------------------------------


def members_health(health: Health) -> list[Text]:
    """What of it any member may read; that something is left out is said."""
    shown = health.for_members
    return [*health_lines(shown), *([] if shown == health else [FEW])]


def health_lines(health: Health) -> list[Text]:
    """The group's figures, each with how it is counted, in words a member understands."""
    found = []
    if health.came is not None:
        found.append(
            _(
                "Rapat: tiap 100 yang ditunggu, {percent} datang.\n(Yang datang {part}, yang ditunggu {of}.)",
                percent=health.came.percent,
                part=health.came.part,
                of=health.came.of,
            )
        )
    if health.grown is not None:
        found.append(
            _(
                "Simpanan: tiap Rp100 di awal tahun jadi Rp{now}.\n(Awal tahun {of}, akhir tahun {end}.)",
                now=HUNDRED + health.grown.percent,
                of=Rupiah(health.grown.of),
                end=Rupiah(health.grown.of + health.grown.part),
            )
        )
    if health.waiting is not None:
        found.append(
            n_(
                "Pinjaman: {part} dari {n} punya cicilan yang belum masuk.",
                "Pinjaman: {part} dari {n} punya cicilan yang belum masuk.",
                health.waiting.of,
                part=health.waiting.part,
            )
        )
    if health.at_risk is not None:
        found.append(
            _(
                "Tiap Rp100 pinjaman, Rp{percent} menunggu lebih dari 30 hari.\n(Yang menunggu {part}, semua {of}.)",
                percent=health.at_risk.percent,
                part=Rupiah(health.at_risk.part),
                of=Rupiah(health.at_risk.of),
            )
        )
    return found


# -- what is missing or open ------------------------------------------------------------------------------------


def look_lines(book: YearBook, *, has_supervisor: bool) -> list[Text]:
    """What the pengawas says, and what is missing of it, said kindly."""
    found = []
    for look in book.looks:
        name = book.names.get(look.member, "")
        if look.right and look.since:
            found.append(_("Pengawas {name}: cocok. Sesudah itu ada catatan baru.", name=name))
        elif look.right:
            found.append(_("Pengawas {name}: sudah dilihat, cocok.", name=name))
        else:
            found.append(_("Pengawas {name}: ada yang beda.", name=name))
        if look.note:
            found.append(_('Katanya: "{note}"', note=look.note))
    if not book.looks and has_supervisor:
        found.append(_("Pengawas belum melihat buku tahun ini."))
    if not book.looks and not has_supervisor:
        found.append(_("Kelompok ini belum punya pengawas."))
    return found


def open_lines(book: YearBook) -> list[Text]:
    """What else is open, or worth a look before the year is shared."""
    found = []
    if book.waiting:
        found.append(
            n_(
                "{n} uang keluar belum dijawab penerimanya.",
                "{n} uang keluar belum dijawab penerimanya.",
                book.waiting,
            )
        )
    if book.missing_cash > 0:
        found.append(_("Selisih kas: kurang {amount}.", amount=book.missing_cash))
    if book.missing_cash < 0:
        found.append(_("Selisih kas: lebih {amount}.", amount=Rupiah(-book.missing_cash)))
    if book.left_out:
        found.append(
            n_(
                "{n} yang sudah keluar tidak ikut dibagi.",
                "{n} yang sudah keluar tidak ikut dibagi.",
                len(book.left_out),
            )
        )
    return found


def part_lines(named: Sequence[tuple[str, MemberShare]]) -> list[Text]:
    """Each member's part, for the officers, by number."""
    return [_("{name}: {amount}", name=name, amount=share.total) for name, share in named]
