"""What a loan costs, in plain words: by the month, in all, and the two ways beside each other. Never a percentage."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from conversation.questions import Choice
from conversation.text import Text, _, n_
from domain.loan_rules import FINE_AFTER_DAYS, Method, Terms
from domain.loan_schedule import WHOLE, Instalment
from domain.money import Rupiah, Spelled
from handlers.savings.words import lines

METHODS: Mapping[Method, Text] = {
    Method.NONE: _("Tanpa jasa"),
    Method.INFAK: _("Infak seikhlasnya"),
    Method.FLAT: _("Jasa tetap"),
    Method.DECLINING: _("Jasa menurun"),
}

METHOD_WORDS: Mapping[Method, tuple[str, ...]] = {
    Method.NONE: ("tanpa", "tidak ada"),
    Method.INFAK: ("infak", "seikhlasnya"),
    Method.FLAT: ("tetap", "flat", "sama"),
    Method.DECLINING: ("menurun", "turun", "makin kecil"),
}

# What jasa is said of: "Rp2.000 sebulan, tiap Rp100.000" is 2 percent.
EACH = Rupiah(100_000)

# A rate counts hundredths of a percent: so much is its smallest step on EACH.
JASA_STEP = EACH // WHOLE

JASA_IS = _("Jasa itu uang tambahan untuk kas kelompok.")

# So many lines of months stand in one text.
YEAR = 12

# What a schedule is counted from while nobody knows the day on which she gets the money: amounts do not depend on it.
ANY_DAY = date(2000, 1, 1)


def method_choices(methods: Sequence[Method]) -> list[Choice]:
    """The ways to choose from."""
    return [Choice(each.value, METHODS[each], words=METHOD_WORDS[each]) for each in methods]


def monthly_on_each(rate: int) -> Rupiah:
    """What is taken a month for every EACH at this rate."""
    return Rupiah(EACH * rate // WHOLE)


def rate_from(jasa: int) -> int:
    """The rate at which that much is taken a month for every EACH."""
    return jasa * WHOLE // EACH


def method_line(method: Method, rate: int) -> Text:
    """How jasa is counted, for who has never heard the word."""
    values = {"jasa": monthly_on_each(rate), "each": EACH}
    if method is Method.FLAT:
        return _("Jasa tetap: {jasa} sebulan untuk tiap {each} yang dipinjam.", **values)
    if method is Method.DECLINING:
        return _("Jasa menurun: {jasa} sebulan untuk tiap {each} yang belum dibayar.", **values)
    if method is Method.INFAK:
        return _("Tanpa jasa. Boleh infak seikhlasnya, tidak wajib.")
    return _("Tanpa jasa. Yang dibayar sama dengan yang dipinjam.")


def total_of(instalments: Sequence[Instalment]) -> Rupiah:
    """ "Jumlah semua yang dibayar"."""
    return Rupiah(sum(each.amount for each in instalments))


def pay_line(instalments: Sequence[Instalment]) -> Text:
    """What she pays each month, in one line."""
    amounts = [each.amount for each in instalments]
    if len(amounts) == 1:
        return _("Dibayar sekali: {amount}.", amount=amounts[0])
    if len(set(amounts)) == 1:
        return _("Tiap bulan {amount}.", amount=amounts[0])
    values = {"amount": amounts[0], "last": amounts[-1]}
    if len(set(amounts[:-1])) == 1:
        return _("Tiap bulan {amount}, bulan terakhir {last}.", **values)
    return _("Bulan pertama {amount}, lalu makin kecil. Bulan terakhir {last}.", **values)


def whole_cost(amount: int, months: int, instalments: Sequence[Instalment]) -> Text:
    """The loan and all it costs, with both sums in words too: what she says yes to."""
    return n_(
        "Pinjaman {amount}, {n} bulan.\n{pay}\nJumlah semua yang dibayar {total}.",
        "Pinjaman {amount}, {n} bulan.\n{pay}\nJumlah semua yang dibayar {total}.",
        months,
        amount=Spelled(amount),
        pay=pay_line(instalments),
        total=Spelled(total_of(instalments)),
    )


def one_way(method: Method, instalments: Sequence[Instalment]) -> Text:
    """One of two ways, as it stands beside the other."""
    return _(
        "{method}. {pay}\nJumlah semua yang dibayar {total}.",
        method=METHODS[method],
        pay=pay_line(instalments),
        total=total_of(instalments),
    )


def cheaper_line(plans: Mapping[Method, Sequence[Instalment]]) -> Text | None:
    """Which of two ways costs less, and how much; None where both cost the same."""
    (one, first), (other, second) = plans.items()
    difference = total_of(first) - total_of(second)
    if not difference:
        return None
    less = other if difference > 0 else one
    return _("{method} lebih murah {amount}.", method=METHODS[less], amount=Rupiah(abs(difference)))


def month_lines(instalments: Sequence[Instalment]) -> list[Text]:
    """Every month and its amount, up to a year of them in one text; months that are alike in one line."""
    found = []
    for amount, alike in groupby(instalments, key=lambda each: each.amount):
        months = [each.n for each in alike]
        values = {"first": months[0], "last": months[-1], "amount": amount}
        if len(months) == 1:
            found.append(_("Bulan ke-{first}: {amount}.", first=months[0], amount=amount))
        else:
            found.append(_("Bulan ke-{first} sampai ke-{last}: {amount}.", **values))
    return [lines(found[start : start + YEAR]) for start in range(0, len(found), YEAR)]


def terms_lines(terms: Terms) -> list[Text]:
    """What else holds for the loan, where the group's meeting has decided so; she reads it before she says yes."""
    found = []
    if terms.fine:
        values = {"days": FINE_AFTER_DAYS, "fine": terms.fine, "most": terms.fine_cap}
        found.append(_("Kalau lewat {days} hari, ada denda {fine} sebulan. Paling banyak {most}.", **values))
    if terms.joint:
        found.append(_("Kalau ada bulan yang berat, teman membayar dulu. Ibu kembalikan ke teman itu."))
    return found
