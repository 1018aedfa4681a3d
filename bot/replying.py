"""What a turn answers, as one message for this chat: sentences, question, and what becomes of the one before."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.channels.base import Abilities, Channel, Edit, Incoming, IncomingKind, Layout, Outgoing
from bot.compose import Composed, Option, compose, options_of
from bot.leading import new_nonce, same_prompt
from bot.places import Event, Place
from bot.render import render
from bot.reply import Reply
from conversation.chat import Dialect
from conversation.replay import Waiting, shown_choices
from db.talks import Talk
from handlers import house
from handlers.door_words import HEARD

# What of a typed answer is shown under its question.
TYPED_ANSWER_CHARS_MAX = 60


class Replier:
    """Puts a Reply into the words and buttons of the chat it goes to."""

    def __init__(self, channels: Mapping[str, Channel], dialect: Dialect) -> None:
        self._channels = channels
        self._dialect = dialect

    def answer(
        self, event: Event, place: Place, reply: Reply, outbox_id: int
    ) -> tuple[Outgoing | None, Talk | None]:
        """The message, if there is one, and the open talk as it is to be kept."""
        composed, talk = self._composed(event, place, reply, outbox_id)
        return self._outgoing(event, place, reply, composed, outbox_id), talk

    def is_sensitive(self, reply: Reply) -> bool:
        """Whether the answer is never sent a second time by itself."""
        return reply.sensitive or (reply.waiting is not None and reply.waiting.question.sensitive)

    def _composed(
        self, event: Event, place: Place, reply: Reply, outbox_id: int
    ) -> tuple[Composed | None, Talk | None]:
        language, waiting = place.actor.language, reply.waiting
        parts = [render(part, language) for part in reply.parts]
        abilities = self._channels[event.channel].abilities(event.incoming.chat)
        if reply.silent:
            return None, reply.talk
        if waiting is not None and reply.talk is not None and self._stands(place, reply, waiting):
            return (compose(parts, (), abilities, "", language) if parts else None), reply.talk
        if waiting is None or reply.talk is None:
            return (compose(parts, (), abilities, "", language) if parts else None), reply.talk
        parts.extend(self._prompt(waiting, language))
        before = place.talk if place.talk is not None and place.talk.id == reply.talk.id else None
        keep = before is not None and before.nonce and same_prompt(before.asking, waiting.asking)
        nonce = before.nonce if before is not None and keep else new_nonce()
        composed = compose(parts, self._options(waiting, language), abilities, nonce, language)
        if keep and before is not None and before.keys != composed.keys:
            nonce = new_nonce()
            composed = compose(parts, self._options(waiting, language), abilities, nonce, language)
        talk = reply.talk
        talk.nonce, talk.asked_outbox, talk.shown = nonce, outbox_id, composed.shown
        talk.keys, talk.labels = composed.keys, composed.labels
        return composed, talk

    def _stands(self, place: Place, reply: Reply, waiting: Waiting) -> bool:
        """Whether this question stands there already and is not to be repeated: between two people we are silent.

        Its talk may be another by now, begun anew after each message so that no word of hers stays in its journal.
        """
        before, talk = place.talk, reply.talk
        if not getattr(waiting.question, "quiet", False) or reply.taken is None:
            return False
        if (
            before is None
            or talk is None
            or before.name != talk.name
            or waiting.note
            or waiting.misunderstood
        ):
            return False
        if not same_prompt(before.asking, waiting.asking):
            return False
        talk.nonce, talk.asked_outbox, talk.shown = before.nonce, before.asked_outbox, before.shown
        talk.keys, talk.labels = before.keys, before.labels
        reply.stands = True
        return True

    def _prompt(self, waiting: Waiting, language: str) -> list[str]:
        parts = []
        if waiting.note is not None:
            parts.append(render(waiting.note, language))
        elif waiting.misunderstood:
            parts.append(render(house.NOT_UNDERSTOOD, language))
            parts.append(render(house.WHAT_SHE_MAY_TYPE, language))
        parts.append(render(waiting.text, language))
        return parts

    def _options(self, waiting: Waiting, language: str) -> list[Option]:
        question = waiting.question
        if waiting.suggested:
            yes_no = self._dialect.confirm(weighty=question.weighty, sensitive=question.sensitive)
            return options_of(yes_no.choices, language)
        return options_of(
            shown_choices(question, waiting.asking.narrowed),
            language,
            page=waiting.asking.page,
            skip=question.skip,
            person=question.person,
            digits=not question.takes_digits,
        )

    def _outgoing(
        self, event: Event, place: Place, reply: Reply, composed: Composed | None, outbox_id: int
    ) -> Outgoing | None:
        incoming, language = event.incoming, place.actor.language
        abilities = self._channels[event.channel].abilities(incoming.chat)
        tapped = incoming.kind is IncomingKind.TAP
        notice = render(reply.tap_notice, language) if reply.tap_notice is not None else ""
        if reply.again is not None:
            return replace(
                reply.again,
                outbox_id=str(outbox_id),
                tap_ref=incoming.tap_ref,
                edits=(),
                deletes=(),
                replaces="",
            )
        if composed is None and not (tapped and abilities.taps_are_answered):
            return None
        edits, deletes = self._closed_question(place, reply, incoming, abilities)
        if reply.unsaid and not tapped and incoming.message_ref and abilities.deletes_hers:
            deletes = (incoming.message_ref,)
        again = self._asked_before(place, reply)
        if again and self._is_bare(place) and abilities.deletes_ours:
            deletes += (again,)
        elif again and abilities.edits and place.talk is not None and place.talk.keys:
            edits += (Edit(message_ref=again, text=place.talk.shown),)
        if reply.closes is not None and abilities.edits:
            edits += (reply.closes,)
        if reply.clears:
            edits = ()  # the questions before are on their way out
        in_place = (
            reply.in_place and not reply.clears and tapped and abilities.edits and bool(incoming.message_ref)
        )
        return Outgoing(
            outbox_id=str(outbox_id),
            chat=incoming.chat,
            text=composed.text if composed else "",
            buttons=composed.buttons if composed else (),
            layout=composed.layout if composed else Layout.NONE,
            list_button=composed.list_button if composed else "",
            tap_ref=incoming.tap_ref if tapped else "",
            tap_notice=notice if abilities.taps_are_answered else "",
            edits=() if in_place else edits,
            deletes=deletes,
            replaces=incoming.message_ref if in_place else "",
        )

    def _closed_question(
        self, place: Place, reply: Reply, incoming: Incoming, abilities: Abilities
    ) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
        """What becomes of the question before: it loses its buttons and shows its answer, or only that it has one.

        On a phone that others read too her typed answer is deleted, where the channel can.
        """
        taken, asked = reply.taken, reply.answered
        if reply.stands:
            return (), ()
        if taken is None or asked is None:
            return self._left_question(place, reply, abilities), ()
        hidden = taken.sensitive or place.actor.phone != "own"
        ref = incoming.message_ref if incoming.kind is IncomingKind.TAP else self._asked_ref(place)
        edits: tuple[Edit, ...] = ()
        if abilities.edits and ref and (asked.keys or hidden):
            # What went to somebody else stands in her own message already, and may still be asked about.
            typed_answer = "" if asked.relays else incoming.text.strip()
            label = reply.tapped_label or self._label(asked, taken.plain) or typed_answer
            shown = asked.shown
            if hidden or label:
                answered = house.answered(label[:TYPED_ANSWER_CHARS_MAX], asked.shown)
                shown = render(house.ANSWERED if hidden else answered, place.actor.language)
            edits = (Edit(message_ref=ref, text=shown),)
        # A file stays on the screen until the clock clears it: it is fetched only after this.
        typed = (
            incoming.kind is not IncomingKind.TAP and bool(incoming.message_ref) and incoming.media is None
        )
        return edits, (incoming.message_ref,) if hidden and typed and abilities.deletes_hers else ()

    def _asked_before(self, place: Place, reply: Reply) -> str:
        """Where a sensitive question stands that is asked once more: only the newest closes when she answers."""
        before = place.talk
        again = before is not None and reply.talk is not None and reply.talk.id == before.id
        if not again or reply.taken is not None or reply.waiting is None or reply.silent or reply.in_place:
            return ""
        return self._asked_ref(place) if reply.waiting.question.sensitive else ""

    def _is_bare(self, place: Place) -> bool:
        """Whether nothing but the question stood there: it may go. Numbers and facts stay, without buttons."""
        shown = place.talk.shown if place.talk is not None else ""
        starts = (house.NOT_UNDERSTOOD, HEARD)
        return shown.startswith(tuple(render(each, place.actor.language) for each in starts))

    def _left_question(self, place: Place, reply: Reply, abilities: Abilities) -> tuple[Edit, ...]:
        """A question she has left for another talk keeps its words and loses its buttons."""
        before, ref = place.talk, self._asked_ref(place)
        stays = before is None or (reply.talk is not None and reply.talk.id == before.id)
        if stays or before is None or not (abilities.edits and ref and before.keys and before.shown):
            return ()
        return (Edit(message_ref=ref, text=before.shown),)

    def _asked_ref(self, place: Place) -> str:
        return (place.row["asked_ref"] or "") if place.row is not None else ""

    def _label(self, asked: Talk, plain: Any) -> str:
        labels = dict(zip(asked.keys, asked.labels, strict=True))
        return labels.get(plain, "") if isinstance(plain, str) else ""
