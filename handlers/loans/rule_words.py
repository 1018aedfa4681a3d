"""What a group's meeting has decided about loans, in plain words: part by part, and what a decision changes."""

from collections.abc import Mapping

from conversation.text import Text, _, n_
from domain.loan_rules import FINE_AFTER_DAYS, UNITS, LoanRules, Method, Order
from handlers.loans.cost_words import EACH, monthly_on_each
from handlers.savings.words import lines

OFF = _("Pinjaman baru berhenti dulu. Pinjaman yang berjalan tetap.")

TIMES = 100

# By whose days officers see how loans stand (criteria/loan_classes.toml); members never read its words.
PROFILES: Mapping[str, Text] = {
    "mentari": _("kelompok kecil"),
    "bank": _("bank"),
    "bank_lama": _("bank, aturan lama"),
    "upk": _("unit keuangan desa"),
    "ksp_lama": _("koperasi, aturan lama"),
}

USUAL = LoanRules(methods=(Method.NONE,), rate=0, months_max=1)


def loan_rule_lines(rules: LoanRules) -> list[Text]:
    """All that holds, paragraph by paragraph; what a group leaves as it is everywhere is not said."""
    usual = _parts(USUAL)
    found = _parts(rules)
    return [found[part] for part in found if part in ("jasa", "months") or found[part] != usual[part]]


def loan_change(before: LoanRules | None, after: LoanRules | None) -> Text:
    """What a decision changes about loans, in a few lines."""
    if after is None:
        return OFF
    if before is None:
        return lines([_("Anggota boleh pinjam dari kelompok."), *loan_rule_lines(after)])
    old, new = _parts(before), _parts(after)
    return lines([new[part] for part in new if new[part] != old[part]] or [new["jasa"]])


def _parts(rules: LoanRules) -> dict[str, Text]:
    """Each part by its name, also where it is off."""
    return {
        "jasa": _jasa(rules),
        "months": n_("Dicicil paling lama {n} bulan.", "Dicicil paling lama {n} bulan.", rules.months_max),
        "savings": _savings(rules),
        "most": _("Tiap orang paling banyak {most}.", most=rules.most)
        if rules.most
        else _("Tidak ada batas lain untuk tiap orang."),
        "cash": _("Di kas selalu tinggal {keep}.", keep=rules.cash_keep)
        if rules.cash_keep
        else _("Semua uang kas boleh dipinjam."),
        "unit": _("Cicilan tidak dibulatkan.")
        if rules.unit == UNITS[-1]
        else _("Cicilan dibulatkan ke atas, ke {unit}.", unit=rules.unit),
        "order": _order(rules),
        "fine": _fine(rules),
        "joint": _("Kalau ada bulan yang berat, teman membayar dulu. Nanti dikembalikan.")
        if rules.joint
        else _("Cicilan tidak ditanggung teman sekelompok."),
        "repeat": _("Pinjam lagi: jumlahnya melihat cicilan yang lalu.")
        if any(each is not None for each in rules.repeat)
        else _("Pinjam lagi: tidak melihat cicilan yang lalu."),
        "profile": _(
            "Cara pengurus melihat cicilan: seperti {whose}.",
            whose=PROFILES.get(rules.profile, rules.profile),
        ),
    }


def _jasa(rules: LoanRules) -> Text:
    values = {"jasa": monthly_on_each(rules.rate), "each": EACH}
    if rules.methods == (Method.NONE,):
        return _("Pinjaman tanpa jasa.")
    if rules.methods == (Method.INFAK,):
        return _("Pinjaman tanpa jasa. Boleh infak seikhlasnya.")
    if rules.methods == (Method.FLAT,):
        return _("Jasa tetap: {jasa} sebulan untuk tiap {each} yang dipinjam.", **values)
    if rules.methods == (Method.DECLINING,):
        return _("Jasa menurun: {jasa} sebulan untuk tiap {each} yang belum dibayar.", **values)
    return _("Jasa {jasa} sebulan untuk tiap {each}. Boleh tetap, boleh menurun.", **values)


def _savings(rules: LoanRules) -> Text:
    times, rest = divmod(rules.savings_percent, TIMES)
    if not rules.savings_percent:
        return _("Jumlahnya tidak melihat simpanan.")
    if times == 1 and not rest:
        return _("Paling banyak sebesar simpanan sendiri.")
    if not rest:
        return _("Paling banyak {times} kali simpanan sendiri.", times=times)
    return _("Paling banyak {percent} persen simpanan sendiri.", percent=rules.savings_percent)


def _order(rules: LoanRules) -> Text:
    if rules.order is Order.FINE_FIRST:
        return _("Uang cicilan dihitung untuk jasa dulu, lalu uang pinjamannya.")
    return _("Uang cicilan dihitung untuk uang pinjamannya dulu, lalu jasa.")


def _fine(rules: LoanRules) -> Text:
    if not rules.fine:
        return _("Pinjaman tanpa denda.")
    return _(
        "Kalau lewat {days} hari, ada denda {fine} sebulan. Paling banyak {most}.",
        days=FINE_AFTER_DAYS,
        fine=rules.fine,
        most=rules.fine_cap,
    )
