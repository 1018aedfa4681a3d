"""How much of a pasted list is read, each limit with its reason. What lies beyond becomes a question, never nothing."""

from __future__ import annotations

# A meeting of 30 women with stamps and chatter is some 6.000 signs; WhatsApp itself carries 65.536.
LIST_CHARS_MAX = 20_000
# 30 women, each in two copied messages, and as much talk again.
LIST_LINES_MAX = 300
# A whole meeting is sometimes written on one line; a longer one is no list.
LINE_CHARS_MAX = 2_000
# Lines beyond the limits that hold a digit are asked about one by one, up to here; the last stands for the rest.
UNREAD_QUESTIONS_MAX = 20
# What a question quotes of a line.
QUOTE_CHARS_MAX = 80
# A group; more records than this are not a group that sits in one room.
MEMBERS_MAX = 100
# Different words a text may hold that are compared with every name; a real meeting has some fifty.
GUESSED_WORDS_MAX = 400

# So much more than usual is asked about again (domain.md 4.1, rule 8).
UNUSUAL_TIMES = 3
UNUSUAL_ENTRY_RUPIAH = 10**7
# No saving of a small group; a phone number or a slip.
ENTRY_RUPIAH_MAX = 10**9
# Below this a number without a unit word is never settled (domain.md 4.1, rule 5).
BARE_MIN = 1_000
# A cash box of less than this, written without a unit, is meant in thousands: "kas 1245".
CASH_BARE_MIN = 10_000
# A meeting longer ago than this is likelier a wrong year.
DAYS_BACK_MAX = 366
# Beside a name and an amount; with more words unknown the entry is shown for a yes.
UNKNOWN_BESIDE_MAX = 2
PIECES_MAX = 40
