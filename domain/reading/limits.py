"""How long a text may be before a reader stops looking: each limit with its reason.

The readers are for short answers. What is longer is a story, a pasted list or an attack, and is
answered as "not understood" by the caller, never cut and guessed at.
"""

from __future__ import annotations

# The longest amount up to 10^15 is 190 letters in words; people write the amount and a greeting.
MONEY_TEXT_CHARS_MAX = 240
DATE_TEXT_CHARS_MAX = 120
TIME_TEXT_CHARS_MAX = 120
# A schedule with its days, hours, end and holidays, said twice: what was asked for is read together with it.
SCHEDULE_TEXT_CHARS_MAX = 300
# A yes that needs more words than this is not a plain yes.
ANSWER_TEXT_CHARS_MAX = 100
SIGNAL_TEXT_CHARS_MAX = 100
CHOICE_TEXT_CHARS_MAX = 300
NUMBER_TEXT_CHARS_MAX = 60

# One quadrillion: the largest amount a ledger line may carry; larger is a phone number or a slip.
RUPIAH_MAX = 10**15
# Written without dots, more digits than this are a phone number, a NIK or an account number.
PLAIN_DIGITS_MAX = 10
# From here on an amount is asked about once more, whoever sends it. A saving in these groups is five
# digits and the aid per person is Rp3.000.000; the limit of the group itself is the caller's business.
UNUSUAL_RUPIAH = 100_000_000

# Beside an amount or a date, so many words may be unknown before we no longer trust what it is about.
UNKNOWN_WORDS_MAX = 2

WHOLE_NUMBER_MAX = 999
