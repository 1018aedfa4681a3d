"""What do messages cost, and may announcements go on? The law: no price is ever invented; without one there is no sum.

Prices are set by whoever pays (rupiah with two decimals, by category and from a month on): the channel's list changes,
and differs by country and contract. Source: Meta, "Pricing on the WhatsApp Business Platform" (per delivered message;
from 1 October 2026 answers inside the window too).
"""

import re
from collections.abc import Mapping
from datetime import datetime

from domain.money import Rupiah
from domain.records import dataclass
from domain.templates import Category
from domain.zones import local_time

CHARGED_CHANNELS = ("whatsapp",)
"""Whose provider wants money for each message."""

SEN = 100
PRICE_SEN_MAX = 10_000 * SEN
"""Ten thousand rupiah for one message: more is a slip of the finger."""
CAP_MAX = 10**12

MONTHS_ZONE = "Asia/Jakarta"
"""In whose calendar a month begins: the bill is the country's, not each office's."""


def charged(by_channel: Mapping[str, int]) -> int:
    """Of so many on each channel, how many are charged for."""
    return sum(by_channel.get(each, 0) for each in CHARGED_CHANNELS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """Messages of one category in one month. billed: as the channel said; expected: sent, and not charged yet."""

    category: Category
    billed: int = 0
    expected: int = 0
    price_sen: int | None = None

    @property
    def messages(self) -> int:
        return self.billed + self.expected

    @property
    def sen(self) -> int | None:
        """What they cost in hundredths of a rupiah; None while nobody has set a price."""
        return _product(self.messages, self.price_sen)


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """One month of the ledger. cap: what announcements may bring it up to, None for no end."""

    month: str
    counts: tuple[Count, ...] = ()
    cap: Rupiah | None = None

    @property
    def cost(self) -> Rupiah:
        """Of all that has a price, rounded up."""
        return rounded(sum(count.sen or 0 for count in self.counts))

    @property
    def unpriced(self) -> int:
        """How many messages have no price: what they cost, nobody here can tell."""
        return sum(count.messages for count in self.counts if count.sen is None)

    @property
    def is_full(self) -> bool:
        """Whether announcements stop; help, receipts and answers never do."""
        return self.cap is not None and self.cost >= self.cap


def rounded(sen: int) -> Rupiah:
    """Whole rupiah, rounded up: nobody is told less than she will pay."""
    return Rupiah(-(-sen // SEN))


def month_of(moment: datetime) -> str:
    """The month of the bill in which a message of that moment stands: "2026-11"."""
    return local_time(moment, MONTHS_ZONE).strftime("%Y-%m")


def is_month(word: str) -> bool:
    """Whether it is written like "2026-11"."""
    year, dash, month = word.partition("-")
    digits = (year + month).isascii() and (year + month).isdecimal()
    return dash == "-" and digits and len(year) == 4 and len(month) == 2 and 1 <= int(month) <= 12


def estimate(counts: Mapping[Category, int], prices: Mapping[Category, int]) -> Rupiah | None:
    """What so many messages will cost; None if one of them has no price."""
    parts = [_product(count, prices.get(category)) for category, count in counts.items() if count]
    return None if None in parts else rounded(sum(part or 0 for part in parts))


def _product(count: int, price_sen: int | None) -> int | None:
    return 0 if count == 0 else None if price_sen is None else count * price_sen


# Thousands in dots and decimals behind a comma, as in Indonesia; or the other way round, as on Meta's list.
_WRITTEN = (
    re.compile(r"([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]{1,2}))?"),
    re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))?"),
)


def read_price(text: str) -> int | None:
    """A price as it is typed, in hundredths of a rupiah: "356,65", "356.65", "Rp 1.250"; None if it is none."""
    plain = text.strip().lower().removeprefix("rp").replace(" ", "")
    for written in _WRITTEN:
        found = written.fullmatch(plain)
        if found is not None:
            whole = int(found[1].replace(".", "").replace(",", ""))
            sen = whole * SEN + int((found[2] or "").ljust(2, "0"))
            return sen if sen <= PRICE_SEN_MAX else None
    return None
