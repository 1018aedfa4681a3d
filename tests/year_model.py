"""How a year's surplus must be shared, said a second time: exact fractions, by hand, nothing of domain/.

Each part is first rounded down; then one rupiah at a time goes to whoever is furthest below what is exactly hers, the
lowest number first where two are alike, until nothing is left.
"""

from collections.abc import Mapping
from fractions import Fraction

FUNDS = ("cadangan", "jasa_simpanan", "jasa_pinjaman", "pengurus", "pendidikan", "sosial")


def parts(total: int, weights: Mapping[int, int]) -> dict[int, int]:
    """Whole rupiah by number; nobody gets anything where nobody weighs anything."""
    heavy = {number: Fraction(weight) for number, weight in weights.items() if weight > 0}
    if not heavy:
        return dict.fromkeys(weights, 0)
    whole = sum(heavy.values())
    exact = {number: heavy.get(number, Fraction(0)) * total / whole for number in weights}
    given = {number: int(amount) for number, amount in exact.items()}
    while sum(given.values()) < total:
        number = max(exact, key=lambda each: (exact[each] - given[each], -each))
        given[number] += 1
    return given


def shared(
    available: int, percents: Mapping[str, int], savings: Mapping[int, int], jasa: Mapping[int, int]
) -> tuple[dict[str, int], dict[int, int], dict[int, int], int]:
    """Funds, what each gets for savings and for jasa, and what is in the reserve at the end."""
    by_place = parts(available, {place: percents[fund] for place, fund in enumerate(FUNDS)})
    funds = {fund: by_place[place] for place, fund in enumerate(FUNDS)}
    by_savings, by_jasa = parts(funds["jasa_simpanan"], savings), parts(funds["jasa_pinjaman"], jasa)
    left = funds["jasa_simpanan"] - sum(by_savings.values()) + funds["jasa_pinjaman"] - sum(by_jasa.values())
    return funds, by_savings, by_jasa, funds["cadangan"] + left
