"""What the program and a channel say to each other.

A channel is data about what it can do (Abilities) and two translations: a raw event becomes an Incoming,
an Outgoing becomes requests. Nothing here knows a network, a database or a conversation.
"""

from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from typing import Any, Protocol

from domain.records import dataclass


class IncomingKind(StrEnum):
    """What sort of event arrived; everything a channel can send falls into one of these."""

    TEXT = "text"
    TAP = "tap"  # a button or a list row
    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT = "document"
    CONTACT = "contact"
    LOCATION = "location"
    STICKER = "sticker"
    OTHER = "other"  # a message of a kind we cannot read: answered kindly
    EDITED = "edited"  # an edit of an earlier message: never an answer
    BLOCKED = "blocked"  # she stopped the bot
    UNBLOCKED = "unblocked"
    GROUP_INVITED = "group_invited"  # the bot was put into a group
    GROUP_TEXT = "group_text"  # somebody speaks in a group
    GROUP_MIGRATED = "group_migrated"  # the group has a new chat id (moved_to)
    STATUS = "status"  # the channel tells what became of one of our messages
    MOVED = "moved"  # the channel says that this account lives at another address now (moved_to)
    NEWS_STOPPED = "news_stopped"  # she told the channel that she wants no announcements of ours
    NEWS_RESUMED = "news_resumed"  # and took it back
    TEMPLATE = "template"  # the channel has decided about a template of ours (text: its name; status, fault, category)
    IGNORED = "ignored"  # nothing to do, nothing to answer


@dataclass(frozen=True, kw_only=True, slots=True)
class Media:
    """A file she sent; fetched after the commit, never in the turn."""

    file_ref: str
    mime: str = ""
    size_bytes: int = 0
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """One raw event, understood.

    chat: the conversation's address in the channel (turns of one chat run in order).
    sender: the account's address in the channel. at_ms: the channel's own time of the event, UTC milliseconds.
    message_ref: the channel's id of her message, or, for a tap, of the message the button hangs on.
    tap_ref: what the channel wants back so that the button stops spinning.
    """

    kind: IncomingKind
    chat: str
    sender: str
    at_ms: int = 0
    text: str = ""
    tap: str = ""
    tap_ref: str = ""
    message_ref: str = ""
    reply_to_ref: str = ""
    media: Media | None = None
    contact_is_own: bool = False
    contact_phone: str = ""
    moved_to: str = ""
    language: str = ""
    status: str = ""  # sent | delivered | read | failed
    fault: str = ""  # why it failed, in the channel's own words
    identity: str = ""  # what the channel knows of who is behind the sender; changes with the telephone
    status_ref: str = ""  # our outbox id, where the channel echoes it, else the channel's message id
    # WhatsApp knows an account by a user id, by a number, or by both: the sender is the user id where there is one,
    # else the number in digits; the alias is the number beside a user id. moved_alias: the same beside moved_to.
    alias: str = ""
    moved_alias: str = ""
    # What the channel charges for the message a status tells of, or files a template under: marketing, utility,
    # authentication, service; "free" for what it does not charge, "" where it says nothing.
    category: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Abilities:
    """What a channel can do; lengths are in the channel's own unit of text (see text_units)."""

    buttons_max: int
    button_label_max: int
    list_rows_max: int = 0
    list_label_max: int = 24
    list_hint_max: int = 72
    list_button_max: int = 20
    text_max: int = 4096
    text_with_buttons_max: int = 4096
    caption_max: int = 1024
    payload_bytes_max: int = 64
    edits: bool = False
    deletes_hers: bool = False
    deletes_ours: bool = False
    taps_are_answered: bool = False
    window_s: int = 0  # free-form answers only this long after her last message; 0: always
    utf16: bool = True  # lengths count UTF-16 units


class Layout(StrEnum):
    """How the choices hang on the message."""

    NONE = "none"
    BUTTONS = "buttons"
    LIST = "list"


@dataclass(frozen=True, kw_only=True, slots=True)
class Button:
    """label: what she sees. payload: short and opaque, comes back as Incoming.tap. hint: a list row's second line."""

    label: str
    payload: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """Replace an earlier message of ours; doing it twice is the same as once."""

    message_ref: str
    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """Everything one turn says to one receiver, ready for the wire. All but the new message may be repeated freely.

    The order is: stop the button's spinner (tap_ref, with tap_notice as its small note), edit, delete, then send text.
    `replaces`: show the text by editing that message of ours instead of sending a new one, where the channel can.
    `document_ref`: the channel's own name of a file it has been given before (Sent.file_ref), instead of `document`.
    `recipe`: what the document is made from just before it is sent (bot/papers.py); no channel ever sees it.
    `template`: the name of a message that the channel has approved (db/templates.py), sent instead of everything else
    where its window is closed; `template_params` fill it in, by name, in its own order. `template_language` as the
    channel writes it. `text` is what she will read, for the channels that have no templates and for the simulator.
    Buttons beside a template carry the payloads of its quick replies, in its order; their labels are the template's.
    """

    outbox_id: str
    chat: str
    text: str = ""
    buttons: tuple[Button, ...] = ()
    layout: Layout = Layout.NONE
    list_button: str = ""
    tap_ref: str = ""
    tap_notice: str = ""
    edits: tuple[Edit, ...] = ()
    deletes: tuple[str, ...] = ()
    replaces: str = ""
    document: bytes | None = None
    document_name: str = ""
    document_mime: str = ""
    document_ref: str = ""
    recipe: str = ""
    recipe_args: tuple[int, ...] = ()
    protect: bool = False  # may not be forwarded or saved, where the channel can
    template: str = ""
    template_language: str = ""
    template_params: tuple[tuple[str, str], ...] = ()
    ask_contact: bool = False
    leave: bool = False  # leave the group (after text, if any)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """The channel took the message; message_ref is empty when there was nothing new to send.

    file_ref: how the channel calls the file that went with it, "" where it may not be sent again by that name.
    """

    message_ref: str = ""
    file_ref: str = ""


class SendError(Exception):
    """A message that was not, or perhaps not, taken. Handled by the outbox only (bot/delivery.py).

    retryable: the same request may succeed later. uncertain: it may have been delivered.
    retry_after_s: the channel asked us to wait (whole_channel: everything, not just this chat).
    unreachable: she blocked us or is gone. moved_to: the chat lives at a new address. window_closed: she has not
    written for so long that the channel takes nothing but a template. template_state: the template that was sent is
    not (or not any more) approved: paused, disabled, rejected. news_stopped: she told the channel that she wants no
    announcements. loggable: never holds a token, a phone or a text.
    """

    def __init__(
        self,
        loggable: str,
        *,
        retryable: bool = False,
        uncertain: bool = False,
        retry_after_s: float | None = None,
        whole_channel: bool = False,
        unreachable: bool = False,
        moved_to: str = "",
        window_closed: bool = False,
        template_state: str = "",
        news_stopped: bool = False,
    ) -> None:
        super().__init__(loggable)
        self.loggable = loggable
        self.retryable = retryable
        self.uncertain = uncertain
        self.retry_after_s = retry_after_s
        self.whole_channel = whole_channel
        self.unreachable = unreachable
        self.moved_to = moved_to
        self.window_closed = window_closed
        self.template_state = template_state
        self.news_stopped = news_stopped


class Undecodable(Exception):
    """The raw event is not what the channel documents; the inbox quarantines it. loggable as in SendError."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RawEvent:
    """A raw event as it came, with the key under which it is stored once.

    key: unique in the channel, for ever (Telegram: bot id + update_id). chat: for the order; "" if unknown.
    body: the raw bytes. event: the same, parsed, if the channel had to parse it for the key; never stored.
    """

    channel: str
    key: str
    chat: str
    body: bytes
    event: Any = None


# Stores events durably; returns when they are committed. Doubles are dropped silently. Raises if it cannot store.
Intake = Callable[[list[RawEvent]], Awaitable[None]]


class Channel(Protocol):
    """One way to reach people."""

    name: str

    def abilities(self, chat: str) -> Abilities:
        """What this chat can show."""

    def decode(self, body: bytes, event: Any = None) -> Incoming:
        """The event, understood. Raises Undecodable. Pure: no network, no database."""

    async def send(self, outgoing: Outgoing) -> Sent:
        """Deliver. Raises SendError."""

    async def delete(self, chat: str, message_refs: Sequence[str]) -> None:
        """Take these messages off the screen, hers and ours; what is gone or too old is left. Raises SendError.

        Doing it twice is the same as once. Asked only where `abilities` deletes both.
        """

    async def typing(self, chat: str) -> None:
        """Show that an answer is coming; never raises, may do nothing."""

    async def run(self, intake: Intake) -> None:
        """Receive until cancelled (polling). A channel that is only called over HTTP returns at once."""

    async def close(self) -> None:
        """Give back what was opened."""
