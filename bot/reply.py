"""What a turn knows when a message comes in (Heard), and what it comes to (Reply)."""

from dataclasses import field

from bot.channels.base import Edit, Incoming, Outgoing
from conversation.registry import Conversation
from conversation.replay import Taken, Waiting
from conversation.text import Text
from db.people import Actor
from db.talks import Talk
from domain.records import dataclass


@dataclass(kw_only=True, slots=True)
class Reply:
    """What the turn says to the one who wrote, and what becomes of her talks.

    money: it is about money or consent. unsaid: what she typed is deleted where the channel can, and forgotten here.
    clears: the whole chat goes; what is answered is all that will be seen there. stepped: a step has run, and may have
    written anything. stands: the question is on the screen already, and is not repeated. closes: how a message
    further up looks now that it has its answer.
    """

    parts: list[Text] = field(default_factory=list)
    waiting: Waiting | None = None
    talk: Talk | None = None
    conversation: Conversation | None = None
    taken: Taken | None = None
    answered: Talk | None = None
    tapped_label: str = ""
    tap_notice: Text | None = None
    in_place: bool = False
    silent: bool = False
    saved: list[tuple[Talk, str]] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    again_outbox: int = 0
    again: Outgoing | None = None
    sensitive: bool = False
    money: bool = False
    unsaid: bool = False
    clears: bool = False
    stepped: bool = False
    stands: bool = False
    closes: Edit | None = None

    def goes_on(self, was_open: Talk | None) -> bool:
        """Whether the talk that waits now is the row that was open, and nothing can have changed it in between."""
        same = was_open is not None and self.talk is not None and was_open.id == self.talk.id
        return same and not (self.stepped or self.saved or self.deleted)


# Not frozen: made in every turn, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(kw_only=True, slots=True)
class Heard:
    """What the turn knows when a message comes in: who, her open talk, and what she answered last.

    safe_words: the account's column (db/safe_words.py).
    """

    actor: Actor
    talk: Talk | None
    incoming: Incoming
    answered_nonce: str = ""
    answered_outbox: int = 0
    asked_sent_ms: int = 0
    safe_words: bytes | None = None
