"""How an announcement is spoken of to who sent it: how far it is, what became of it, and why not of everybody.

The law: nothing is called sent that was not. Why she must not be written to is hers: of those whom it does not reach
for such a reason there is one count, and no list (peers.md B12, C10).
"""

# staff: who announces (workers, supervisors, treasurers, chairs) reads this file's sentences

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from conversation.text import Text, _, n_
from domain.announcements import Reached, State, Tally, Why
from domain.counts import Count
from domain.zones import local_time, zone_name
from handlers.announce.audience_words import FEW, MAY_NOT, told_apart
from handlers.days import WEEKDAYS

# What a button on the message of an announcement asks its page for.
AGAIN, REST = "again", "rest"
# What writing is asked for to begin with the words of one that was taken back.
MENDS = "mends"

CELLS = 10
FULL, EMPTY = "▓", "░"

# Before anything is known: so many a second leave while people are chatting too (bot/pace.py).
USUAL_PER_S = 20
# After so long what has left says more than what usually leaves.
MEASURED_S = 10
MINUTE_S, HOUR_S = 60, 3_600

STATES: Mapping[State, Text] = {
    State.APPROVAL: _("Menunggu disetujui"),
    State.WAITING: _("Belum dikirim"),
    State.FILLING: _("Sedang disiapkan"),
    State.SENDING: _("Sedang dikirim"),
    State.DONE: _("Selesai"),
    State.REFUSED: _("Tidak disetujui"),
    State.CALLED_BACK: _("Ditarik"),
    State.STOPPED: _("Dihentikan"),
}

# Whoever has it in the chat, as far as is known; "sampai" and "dibaca" only where a channel tells.
HAVE_IT = frozenset({Reached.SENT, Reached.DELIVERED, Reached.READ})
ARRIVED = frozenset({Reached.DELIVERED, Reached.READ})
# Who can answer: also who finds it when she looks, and those of whom nobody knows.
MAY_HAVE_IT = HAVE_IT | {Reached.WAITING, Reached.UNCERTAIN}
NOT_YET = frozenset({Reached.FOUND, Reached.QUEUED})
# What has come to an end, good or bad, as far as the bar goes.
SETTLED = HAVE_IT | {Reached.WAITING, Reached.FAILED, Reached.UNCERTAIN, Reached.STOPPED}

# What may be said of one person beside her name; all else is the chat service's word.
REASONS: Mapping[str, Text] = {
    Why.UNREACHABLE: _("tidak bisa dihubungi di chat"),
    Why.NO_ACCOUNT: _("belum punya chat"),
    Why.WINDOW_CLOSED: _("lama tidak menulis"),
    Why.CAP_REACHED: _("batas biaya bulan ini tercapai"),
    Why.TOO_LATE: _("sudah lewat waktunya"),
}
REFUSED = _("tidak diterima layanan chat")
OTHER = _("sebab lain")
# In a message; a paper has all of them.
REASONS_SHOWN = 2
NOT_ALLOWED = _("tidak boleh dihubungi")
# Of a few: which of the two it is would say of one woman that she said no.
EITHER = _("tidak boleh atau tidak bisa dihubungi")
# Of these no name is listed: it is hers to know that she said no, and when she may be written to.
PRIVATE = MAY_NOT - {Why.REFUSED}


def together(lines: Sequence[Text]) -> Text:
    """The lines below each other: each is a whole sentence."""
    first, *others = lines
    for each in others:
        first = _("{before}\n{line}", before=first, line=each)
    return first


def listed(parts: Sequence[Text]) -> Text:
    """Parts of one sentence, one after the other."""
    first, *others = parts
    for each in others:
        first = _("{before}, {line}", before=first, line=each)
    return first


def bar(part: int, whole: int) -> str:
    """How much of it is done, in ten cells; full only when all is, begun as soon as anything is."""
    if whole <= 0:
        return EMPTY * CELLS
    cells = part * CELLS // whole
    if 0 < part < whole:
        cells = min(max(cells, 1), CELLS - 1)
    return FULL * cells + EMPTY * (CELLS - cells)


def count_of(tally: Tally, reached: frozenset[Reached]) -> int:
    """How many stand in one of these."""
    return sum(tally.counts.get(each, 0) for each in reached)


def counts_in_words(tally: Tally) -> list[Text]:
    """What became of it so far; only what is not nothing."""
    waiting = tally.counts.get(Reached.WAITING, 0)
    few = waits_among_few(tally)
    lines = [_("Terkirim atau menunggu dibuka: {n}.", n=Count(few)) if few else _have_it(tally)]
    if waiting and not few:
        lines.append(n_("Menunggu dibuka: {n}.", "Menunggu dibuka: {n}.", Count(waiting)))
    if missed := tally.counts.get(Reached.FAILED, 0):
        why = listed(reasons_in_words(tally.reasons, missed))
        lines.append(n_("Tidak sampai: {n} ({why}).", "Tidak sampai: {n} ({why}).", Count(missed), why=why))
    if uncertain := tally.counts.get(Reached.UNCERTAIN, 0):
        lines.append(n_("Belum pasti sampai: {n}.", "Belum pasti sampai: {n}.", Count(uncertain)))
    return lines


def waits_among_few(tally: Tally) -> int:
    """How many have it or find it when they look, where they are so few that who waits would be known; 0 else.

    What waits does so because others read her phone: of one woman, or two, that is nobody's business.
    """
    waiting = tally.counts.get(Reached.WAITING, 0)
    both = waiting + count_of(tally, HAVE_IT)
    in_the_end = both + count_of(tally, NOT_YET)
    return both if waiting and in_the_end < FEW else 0


def _have_it(tally: Tally) -> Text:
    sent, arrived = Count(count_of(tally, HAVE_IT)), Count(count_of(tally, ARRIVED))
    read = Count(tally.counts.get(Reached.READ, 0))
    if read:
        return n_(
            "Terkirim: {n}, sampai {arrived}, dibaca {read}.",
            "Terkirim: {n}, sampai {arrived}, dibaca {read}.",
            sent,
            arrived=arrived,
            read=read,
        )
    if arrived:
        return n_(
            "Terkirim: {n}, sampai {arrived}.", "Terkirim: {n}, sampai {arrived}.", sent, arrived=arrived
        )
    return n_("Terkirim: {n}.", "Terkirim: {n}.", sent)


def reason_of(why: str) -> Text:
    """Why it did not reach somebody, in words that may be said of her."""
    if why in PRIVATE:
        return NOT_ALLOWED
    return REASONS.get(why, REFUSED)


def reasons_in_words(reasons: Mapping[str, int], total: int) -> list[Text]:
    """The reasons with how many each is, the most frequent first; what has none is the chat service's word."""
    merged: dict[str, tuple[int, Text]] = {}
    few = total < FEW and any(reasons.get(why) for why in PRIVATE)
    for why, count in reasons.items():
        _add(merged, EITHER if few and (why in PRIVATE or why == Why.UNREACHABLE) else reason_of(why), count)
    if (rest := total - sum(count for count, _said in merged.values())) > 0:
        _add(merged, REFUSED, rest)
    ordered = sorted(merged.values(), key=lambda each: (-each[0], each[1].message))
    if len(ordered) > REASONS_SHOWN + 1:
        others = sum(count for count, _said in ordered[REASONS_SHOWN:])
        ordered = [*ordered[:REASONS_SHOWN], (others, OTHER)]
    return [n_("{n} {why}", "{n} {why}", Count(count), why=said) for count, said in ordered]


def _add(merged: dict[str, tuple[int, Text]], said: Text, count: int) -> None:
    merged[said.message] = (merged.get(said.message, (0, said))[0] + count, said)


def left_out_in_words(tally: Tally) -> Text | None:
    """How many it was not for in the end; None for nobody. No finer than before it was sent (audience_words)."""
    total = sum(tally.left_out.values())
    may_not = sum(count for why, count in tally.left_out.items() if why in MAY_NOT)
    if not total:
        return None
    if may_not in (0, total) or not told_apart(may_not, total - may_not):
        return n_(
            "Tidak dikirimi: {n}, karena tidak boleh atau tidak bisa dihubungi.",
            "Tidak dikirimi: {n}, karena tidak boleh atau tidak bisa dihubungi.",
            Count(total),
        )
    return n_(
        "Tidak dikirimi: {n} ({may_not} tidak boleh, {cannot} belum bisa dihubungi).",
        "Tidak dikirimi: {n} ({may_not} tidak boleh, {cannot} belum bisa dihubungi).",
        Count(total),
        may_not=Count(may_not),
        cannot=Count(total - may_not),
    )


def answers_in_words(choices: Sequence[str], answers: Sequence[int], have_it: int) -> list[Text]:
    """How often each answer was given, and how many of so many have given none; nothing where nothing was asked."""
    if not choices:
        return []
    counts = [*answers, *[0] * (len(choices) - len(answers))]
    given = [
        n_("{label} {n}", "{label} {n}", Count(count), label=label)
        for label, count in zip(choices, counts, strict=False)
    ]
    open_ = max(0, have_it - sum(counts))
    return [_("Jawaban: {given}. Belum menjawab {open}.", given=listed(given), open=Count(open_))]


# -- how long still, and when ---------------------------------------------------------------------------------------


def seconds_left(to_go: int, *, sent_last_minute: int, elapsed_s: float) -> float | None:
    """How long it still takes, by what has left lately; by what usually leaves at the beginning. None: nobody knows."""
    if elapsed_s < MEASURED_S:
        return to_go / USUAL_PER_S
    if not sent_last_minute:
        return None
    return to_go / (sent_last_minute / min(elapsed_s, float(MINUTE_S)))


def left_in_words(seconds: float) -> Text:
    """About how long, rounded up: whoever waits is glad about less."""
    if seconds <= MINUTE_S:
        return _("kurang dari 1 menit")
    minutes = int(-(-seconds // MINUTE_S))
    if minutes < 90:
        return n_("kira-kira {n} menit", "kira-kira {n} menit", minutes)
    return n_("kira-kira {n} jam", "kira-kira {n} jam", int(-(-seconds // HOUR_S)))


def moment(at_ms: int, zone: str) -> datetime:
    """The moment on that clock."""
    return local_time(datetime.fromtimestamp(at_ms / 1000, UTC), zone)


def moment_in_words(at_ms: int, *, now_ms: int, zone: str) -> Text:
    """The hour with its zone, and the weekday or day where it is not today; true whenever it is read."""
    at, now = moment(at_ms, zone), moment(now_ms, zone)
    named = zone_name(zone)
    if at.date() == now.date():
        return _("jam {hour} {zone}", hour=at.time(), zone=named)
    if abs((at.date() - now.date()).days) < 7:
        return _("{weekday} jam {hour} {zone}", weekday=WEEKDAYS[at.weekday()], hour=at.time(), zone=named)
    return _("{day} jam {hour} {zone}", day=at.date(), hour=at.time(), zone=named)
