"""What does the message say that shows how far an announcement is: at its beginning, half-way, at night, at its end?

Pure: from the counts of one moment to one text and its stage. A stage is what is worth a message of its own where the
channel cannot change one.
"""

# staff: who announces reads this file's sentences

from enum import StrEnum

from conversation.text import Text, _, n_
from domain.announcements import Reached, State, Tally
from domain.counts import Count
from domain.records import dataclass
from handlers.announce.words import (
    MAY_HAVE_IT,
    NOT_YET,
    SETTLED,
    answers_in_words,
    bar,
    count_of,
    counts_in_words,
    left_in_words,
    left_out_in_words,
    moment_in_words,
    seconds_left,
    together,
)

# What is over sooner has a beginning and an end, and no half.
HALF_AFTER_S = 60


class Stage(StrEnum):
    """Where it stands. HALF: half of it has left. NIGHT: all that may leave now has; the rest waits for its hour."""

    BEGUN = "begun"
    HALF = "half"
    NIGHT = "night"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True, slots=True)
class Now:
    """One announcement at one moment. size: how many it was for when it was written. choices: its answers' labels.

    again: how many of those whom it did not reach have a chat that is open, so that it can go to them once more.
    postponed, first_ms: how many wait for a better hour, and the first such moment. zone: of the office or group.
    by_sender: of one that was stopped, whether who announced it has done that.
    """

    code: str
    state: State
    size: int
    tally: Tally
    choices: tuple[str, ...] = ()
    again: int = 0
    postponed: int = 0
    first_ms: int = 0
    by_sender: bool = False
    begun_ms: int
    now_ms: int
    zone: str

    @property
    def elapsed_s(self) -> float:
        """How long it has been going out."""
        return max(0, self.now_ms - self.begun_ms) / 1000

    @property
    def to_go(self) -> int:
        """Who has got nothing yet, and may get it now."""
        return max(0, count_of(self.tally, NOT_YET) - self.postponed)


def stage_of(now: Now) -> Stage:
    """Where it stands."""
    if now.state is State.STOPPED:
        return Stage.STOPPED
    if now.state is State.DONE:
        return Stage.DONE
    if now.state is State.SENDING and now.postponed and not now.to_go:
        return Stage.NIGHT
    settled, meant = count_of(now.tally, SETTLED), now.tally.meant
    is_half = now.state is State.SENDING and meant and settled * 2 >= meant
    return Stage.HALF if is_half and now.elapsed_s >= HALF_AFTER_S else Stage.BEGUN


def in_words(now: Now) -> Text:
    """The whole message."""
    if now.state is State.FILLING:
        return together([_heading(now), _found_so_far(now)])
    if now.state is State.STOPPED:
        return together([_heading(now), *_stopped(now), *_answers(now)])
    return together([_heading(now), *_standing(now), *_answers(now)])


def standing_in_words(now: Now) -> Text:
    """The same below a heading of its own, without the answers: for a page that has a row for them."""
    if now.state is State.FILLING:
        return _found_so_far(now)
    if now.state is State.STOPPED:
        return together(_stopped(now))
    return together(_standing(now))


def _standing(now: Now) -> list[Text]:
    return [
        _(
            "{bar} {settled} dari {meant}",
            bar=_bar(now),
            settled=Count(_settled(now)),
            meant=Count(now.tally.meant),
        ),
        *counts_in_words(now.tally),
        *(_done(now) if now.state is State.DONE else _not_yet(now)),
    ]


def _heading(now: Now) -> Text:
    if now.state is State.DONE:
        return _("Pengumuman {code} selesai.", code=now.code)
    if now.state is State.STOPPED:
        return _("Pengumuman {code} dihentikan.", code=now.code)
    if now.state is State.FILLING:
        return _("Pengumuman {code} sedang disiapkan.", code=now.code)
    if stage_of(now) is Stage.NIGHT:
        return _("Pengumuman {code} menunggu.", code=now.code)
    return _("Pengumuman {code} sedang dikirim.", code=now.code)


def _settled(now: Now) -> int:
    return count_of(now.tally, SETTLED)


def _bar(now: Now) -> str:
    return bar(_settled(now), now.tally.meant)


def _found_so_far(now: Now) -> Text:
    return _(
        "Penerima: {found} dari kira-kira {size}.",
        found=Count(now.tally.meant),
        size=Count(max(now.size, now.tally.meant)),
    )


def _not_yet(now: Now) -> list[Text]:
    """Who is still to get it, and when."""
    lines: list[Text] = []
    if now.to_go:
        left = seconds_left(now.to_go, sent_last_minute=now.tally.sent_last_minute, elapsed_s=now.elapsed_s)
        if left is None:
            lines.append(n_("Belum: {n}.", "Belum: {n}.", Count(now.to_go)))
        else:
            lines.append(
                n_(
                    "Belum: {n}, {left} lagi.",
                    "Belum: {n}, {left} lagi.",
                    Count(now.to_go),
                    left=left_in_words(left),
                )
            )
    if now.postponed:
        when = moment_in_words(now.first_ms, now_ms=now.now_ms, zone=now.zone)
        lines.append(
            n_(
                "{n} dikirim nanti, mulai {when}.",
                "{n} dikirim nanti, mulai {when}.",
                Count(now.postponed),
                when=when,
            )
        )
    return lines


def _done(now: Now) -> list[Text]:
    lines: list[Text] = []
    if closed := now.tally.counts.get(Reached.FAILED, 0) - now.again:
        lines.append(
            n_(
                "{n} orang baru bisa dikirimi lagi kalau sudah menulis sendiri.",
                "{n} orang baru bisa dikirimi lagi kalau sudah menulis sendiri.",
                Count(closed),
            )
        )
    left_out = left_out_in_words(now.tally)
    return lines if left_out is None else [*lines, left_out]


def _stopped(now: Now) -> list[Text]:
    never = rest_of(now)
    return [
        *counts_in_words(now.tally),
        n_("Tidak jadi dikirim: {n}.", "Tidak jadi dikirim: {n}.", Count(never)),
    ]


def rest_of(now: Now) -> int:
    """Of one that was stopped, how many have not got it because of that."""
    return now.tally.counts.get(Reached.STOPPED, 0) + count_of(now.tally, NOT_YET)


def _answers(now: Now) -> list[Text]:
    return answers_in_words(now.choices, now.tally.answers, count_of(now.tally, MAY_HAVE_IT))
