"""The words of their own choosing that clear the chat on a phone: kept as keyed hashes beside the account.

One each for the persons who share the phone. Whoever reads the database cannot tell a word, nor whose it is.
"""

from db.unit import Unit

HASH_BYTES = 16

# As many as may share one phone; the oldest makes room.
WORDS_MAX = 6


def digest(unit: Unit, account_id: int, plain: str) -> bytes:
    """What stands for a word in its plain form (domain/safe_word.py) on this account, and on no other."""
    return unit.vault.digest("safe_word", f"{account_id}:{plain}")


def list_hashes(kept: bytes | None) -> list[bytes]:
    """The hashes in the column, oldest first."""
    kept = bytes(kept or b"")
    return [kept[start : start + HASH_BYTES] for start in range(0, len(kept), HASH_BYTES)]


def fits(unit: Unit, account_id: int, kept: bytes | None, plain: str) -> bool:
    """Whether this is one of the account's words. kept: the column of `people.find_states`."""
    return bool(kept) and digest(unit, account_id, plain) in list_hashes(kept)


async def read(unit: Unit, account_id: int) -> bytes:
    """The account's column, b"" if no word was chosen there."""
    row = await unit.fetch_one("SELECT safe_words_hash FROM accounts WHERE id = $1", account_id)
    return bytes(row["safe_words_hash"] or b"") if row is not None else b""


async def add(unit: Unit, account_id: int, plain: str) -> None:
    """From now on this word clears the chat, beside those there are."""
    new = digest(unit, account_id, plain)
    kept = [each for each in list_hashes(await read(unit, account_id)) if each != new]
    _store(unit, account_id, [*kept, new][-WORDS_MAX:])


def remove_all(unit: Unit, account_id: int) -> None:
    """No word clears the chat any more; the words "hapus jejak" always do."""
    _store(unit, account_id, [])


def _store(unit: Unit, account_id: int, hashes: list[bytes]) -> None:
    unit.write("UPDATE accounts SET safe_words_hash = $2 WHERE id = $1", account_id, b"".join(hashes) or None)
