"""One phone, several women; one woman, several phones: the harmless outside, the PIN, and linking accounts.

front.py is what a locked phone shows, number.py asks for the PIN, lock.py sets it, forgotten.py helps who forgot it,
link.py joins another account, duplicates.py lets a worker look at records that may be one person's.
"""

from handlers.profile.duplicates import review_duplicates
from handlers.profile.forgotten import give_new_number
from handlers.profile.front import show_front
from handlers.profile.link import link_accounts
from handlers.profile.lock import lock_phone
from handlers.profile.number import ask_number

__all__ = [
    "ask_number",
    "give_new_number",
    "link_accounts",
    "lock_phone",
    "review_duplicates",
    "show_front",
]
