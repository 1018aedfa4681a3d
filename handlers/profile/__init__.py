"""One phone, several women; one woman, several phones: the harmless outside, the PIN, and linking accounts.

front.py is what a locked phone shows, number.py asks for the PIN, lock.py sets it, forgotten.py helps who forgot it,
link.py joins another account, duplicates.py lets a worker look at records that may be one person's.
"""
