"""How is she addressed on WhatsApp? By her user id, which belongs to us and her alone, or by her number in digits.

She may have a user id and no number that we see. Source: Meta, WhatsApp, "Business-scoped user IDs".
"""

import re

_USER_ID = re.compile(r"[A-Z]{2}\.(?:ENT\.)?[0-9A-Za-z]{1,128}")


def is_user_id(address: str) -> bool:
    """Whether this is a user id, and no number."""
    return _USER_ID.fullmatch(address) is not None


def receiver(chat: str) -> dict[str, str]:
    """The fields of a request that say who gets it."""
    return {"recipient": chat} if is_user_id(chat) else {"to": chat}
