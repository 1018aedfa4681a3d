"""How events come in: Meta calls, and is believed only after the signature over the raw bytes. Stored first, then 200.

A call is at least once, batched and in no order (channels.md): its events have keys of their own. What is not from
Meta is refused before a byte of it is read as anything but bytes.
"""

import hashlib
import hmac
import logging
import re
from collections.abc import Callable, Mapping

from bot.channels.base import Intake, RawEvent
from bot.channels.whatsapp.events import batch_of

log = logging.getLogger(__name__)

SIGNATURE_HEADER = "x-hub-signature-256"
CHALLENGE_CHARS_MAX = 256

_SIGNATURE = re.compile(r"sha256=([0-9a-fA-F]{64})")


class Webhook:
    """Takes Meta's calls. seen: told of the messages of each call, just before they are stored."""

    def __init__(
        self,
        *,
        app_secret: str,
        verify_token: str,
        phone_number_id: str,
        seen: Callable[[list[RawEvent]], None],
    ) -> None:
        self._secret = app_secret.encode()
        self._verify_token = verify_token.encode()
        self._number = phone_number_id
        self._seen = seen

    def challenge(self, params: Mapping[str, str]) -> str | None:
        """What to answer to Meta's question whether this is our address; None if it is not Meta who asks."""
        token = params.get("hub.verify_token", "").encode("utf-8", "replace")
        right = hmac.compare_digest(token, self._verify_token) and bool(self._verify_token)
        challenge = params.get("hub.challenge", "")
        if right and params.get("hub.mode") == "subscribe" and len(challenge) <= CHALLENGE_CHARS_MAX:
            return challenge
        return None

    def begin(self, headers: Mapping[str, str]) -> "Signed | None":
        """What checks the body that follows; None where no signature can come true, so that nothing need be read."""
        given = [value for name, value in headers.items() if name.lower() == SIGNATURE_HEADER]
        # Two of them are not Meta's: which one counts, a proxy in between may see otherwise than we do.
        found = _SIGNATURE.fullmatch(given[0].strip()) if len(given) == 1 else None
        return Signed(self._secret, found[1]) if found and self._secret else None

    async def take(self, body: bytes, intake: Intake) -> int:
        """The HTTP status of a call whose signature is right: 200 stored, 503 not stored (comes again)."""
        batch = batch_of(body, self._number)
        if batch.foreign:
            log.warning("whatsapp: %d events of another number are not ours", batch.foreign)
        for decision in batch.decisions:
            log.warning("whatsapp: Meta has decided: %s", decision)
        for code in batch.faults:
            log.warning("whatsapp: Meta tells of an error: %d", code)
        self._seen(
            [event for event in batch.events if isinstance(event.event, dict) and "message" in event.event]
        )
        try:
            if batch.events:
                await intake(batch.events)
        except Exception as error:  # a full disk, a lock: whatever it is, nothing was stored
            name = type(error).__name__
            log.error("whatsapp: %d events not stored, Meta will call again: %s", len(batch.events), name)
            return 503
        return 200


class Signed:
    """A body that comes in pieces, against the signature it came with."""

    def __init__(self, secret: bytes, signature: str) -> None:
        self._digest = hmac.new(secret, digestmod=hashlib.sha256)
        self._signature = bytes.fromhex(signature)

    def add(self, chunk: bytes) -> None:
        self._digest.update(chunk)

    @property
    def is_genuine(self) -> bool:
        """Whether all that was added is what Meta signed."""
        return hmac.compare_digest(self._digest.digest(), self._signature)
