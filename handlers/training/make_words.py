"""What kinds of classes and topics are called, and a class in words: who makes one reads it back, who looks sees it."""

# staff: who makes classes (office people, leaders of a group) reads this file's sentences

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from conversation.questions import Choice
from conversation.text import Text, _, n_
from domain.course_drafts import Draft
from domain.courses import Kind, Skips, Topic
from domain.recurrence import Planned, Recurrence, Skipped
from domain.zones import get_zone

KINDS: Mapping[Kind, Text] = {
    Kind.SKILL: _("Keterampilan"),
    Kind.MOTIVATION: _("Bimbingan motivasi"),
    Kind.SOCIAL: _("Bimbingan sosial"),
    Kind.BUSINESS: _("Bimbingan usaha"),
    Kind.BIMTEK: _("Bimtek"),
}
TOPICS: Mapping[Topic, Text] = {
    Topic.MAKE_UP: _("Tata rias"),
    Topic.SEWING: _("Menjahit"),
    Topic.COOKING: _("Memasak"),
    Topic.BATIK: _("Membatik"),
    Topic.COOKIES: _("Kue kering"),
    Topic.WEAVING: _("Tenun"),
    Topic.PAPER_FLOWERS: _("Bunga kertas"),
    Topic.TRINKETS: _("Pernik cinderamata"),
    Topic.SELLING: _("Usaha"),
    Topic.OTHER: _("Keterampilan lain"),
}
# As the sources call them, and as people do (A15).
TOPIC_WORDS: Mapping[Topic, tuple[str, ...]] = {
    Topic.MAKE_UP: ("rias", "make up", "makeup", "salon", "kecantikan"),
    Topic.SEWING: ("jahit", "tata busana", "busana", "njahit"),
    Topic.COOKING: ("masak", "olah pangan", "tata boga", "boga", "masakan"),
    Topic.BATIK: ("batik", "mbatik"),
    Topic.COOKIES: ("kue", "kue basah", "roti"),
    Topic.WEAVING: ("menenun", "tenunan"),
    Topic.PAPER_FLOWERS: ("bunga",),
    Topic.TRINKETS: ("pernik", "cinderamata", "souvenir", "kerajinan"),
    Topic.SELLING: ("dagang", "jualan", "wirausaha"),
    Topic.OTHER: ("lain", "lainnya"),
}
GUIDANCE = Choice("guidance", _("Bimbingan, Bimtek"), words=("bimbingan", "bimtek"))
SORTS: tuple[Choice, ...] = (
    *(
        Choice(each.value, TOPICS[each], words=TOPIC_WORDS[each])
        for each in Topic
        if each is not Topic.SELLING
    ),
    GUIDANCE,
)
GUIDANCES: tuple[Choice, ...] = (
    Choice(Kind.MOTIVATION.value, KINDS[Kind.MOTIVATION], words=("motivasi",)),
    Choice(Kind.SOCIAL.value, KINDS[Kind.SOCIAL], words=("sosial",)),
    Choice(Kind.BUSINESS.value, KINDS[Kind.BUSINESS], words=("usaha",)),
    Choice(Kind.BIMTEK.value, _("Bimtek sebelum bantuan"), words=("bimtek",)),
)
FIELDS: tuple[Choice, ...] = tuple(
    Choice(each.value, TOPICS[each], words=TOPIC_WORDS[each]) for each in Topic
)

# So many days are written out; of a longer course the first and the last.
DAYS_SHOWN_MAX = 6
SKIPPED_SHOWN_MAX = 3


def title_of(kind: Kind, topic: Topic) -> str:
    """What a class is called if nobody names it; kept as people's own word, in Indonesian."""
    if kind is Kind.BIMTEK and topic is not Topic.OTHER:
        return f"Bimtek {TOPICS[topic].message.lower()}"
    return (TOPICS[topic] if kind is Kind.SKILL else KINDS[kind]).message


# -- when -------------------------------------------------------------------------------------------------------


def moment_of(day: date, minute: int, zone: str) -> datetime:
    """A day and an hour on the wall, which is shown with its zone."""
    return datetime.combine(day, time(minute // 60 % 24, minute % 60), get_zone(zone).clock)


def hours_line(start_min: int, length_min: int, zone: str) -> Text:
    """From when to when, with the zone."""
    begins = datetime.combine(date.min, time(*divmod(start_min, 60)))
    return _(
        "jam {opens}-{closes} {zone}",
        opens=begins.time(),
        closes=(begins + timedelta(minutes=length_min)).time(),
        zone=get_zone(zone).name,
    )


def days_lines(planned: Planned, recurrence: Recurrence, zone: str) -> list[Text]:
    """The days as they will be, and those that are left out, each with its name."""
    heading = n_(
        "{n} pertemuan, {hours}:",
        "{n} pertemuan, {hours}:",
        len(planned.days),
        hours=hours_line(recurrence.start_min, recurrence.length_min, zone),
    )
    lines = [
        _("{heading}\n{days}", heading=heading, days=_listed(planned.days)),
    ]
    if planned.skipped:
        lines.append(_("Libur, dilewati: {days}", days=_named(planned.skipped)))
    if planned.on_holidays:
        lines.append(_("Tetap ada di hari libur: {days}", days=_named(planned.on_holidays)))
    return lines


def other_first_day(said: date, first: date) -> Text:
    """She named another day of the week as the first one: nothing is planned on it."""
    return _("Mulainya bukan {said}, tapi {first}.", said=said, first=first)


def _listed(days: Sequence[date]) -> Text:
    if len(days) <= DAYS_SHOWN_MAX:
        return _joined([_("{day}", day=day) for day in days])
    shown = _joined([_("{day}", day=day) for day in days[: DAYS_SHOWN_MAX // 2]])
    return _("{days}\n... sampai {last}", days=shown, last=days[-1])


def _named(skipped: Sequence[Skipped]) -> Text:
    shown = _joined(
        [_("{day} ({name})", day=each.day, name=each.name) for each in skipped[:SKIPPED_SHOWN_MAX]]
    )
    if len(skipped) > SKIPPED_SHOWN_MAX:
        return _("{days}, dan {n} hari lagi", days=shown, n=len(skipped) - SKIPPED_SHOWN_MAX)
    return shown


def _joined(parts: Sequence[Text]) -> Text:
    text = parts[0]
    for part in parts[1:]:
        text = _("{before}\n{line}", before=text, line=part)
    return text


# -- a class that is being made ---------------------------------------------------------------------------------


def draft_lines(draft: Draft, areas: Sequence[str]) -> list[Text]:
    """What is read back before the class is made. areas: the names of those it is for."""
    assert draft.recurrence is not None, "when it is was asked before"
    when = hours_line(draft.recurrence.start_min, draft.recurrence.length_min, draft.zone)
    first = [
        _("{title}", title=draft.title),
        n_(
            "{n} pertemuan, mulai {day}, {hours}",
            "{n} pertemuan, mulai {day}, {hours}",
            len(draft.days),
            day=draft.days[0],
            hours=when,
        ),
        _("Tempat: {place}", place=draft.place),
        capacity_line(draft.capacity),
    ]
    notes = [_("Bawa: {what}", what=draft.bring) if draft.bring else _("Bawa: tidak ada")]
    if draft.childcare:
        notes.append(_("Anak: {note}", note=draft.childcare))
    if draft.transport:
        notes.append(_("Ongkos: {note}", note=draft.transport))
    last = [who_line(draft, areas)]
    if draft.group_id is None:
        last.append(trainers_line(len(draft.trainers)))
    return [_joined(first), _joined(notes), _joined(last)]


def trainers_line(count: int) -> Text:
    """How many lead it."""
    if not count:
        return _("Pelatih: belum ada")
    return n_("Pelatih: {n} orang", "Pelatih: {n} orang", count)


def capacity_line(capacity: int) -> Text:
    """How many may come."""
    if not capacity:
        return _("Banyaknya: tidak dibatasi")
    return n_("Paling banyak {n} orang", "Paling banyak {n} orang", capacity)


def who_line(draft: Draft, areas: Sequence[str]) -> Text:
    """For whom it is."""
    who = draft.who
    line = _("Untuk: semua warga") if draft.group_id is None else _("Untuk: semua yang tertarik")
    if who.groups:
        line = _("Untuk: anggota kelompok")
    if areas:
        line = _("Untuk: warga {areas}", areas=", ".join(areas))
    if who.sets:
        line = _("{line}, yang hasil awalnya cocok", line=line)
    if who.needs:
        needs = _joined_by_comma([TOPICS[each] for each in who.needs])
        line = _("{line}, sudah bisa {topics}", line=line, topics=needs)
    if who.before_aid:
        line = _("{line}. Diikuti sebelum bantuan diserahkan.", line=line)
    return line


def _joined_by_comma(parts: Sequence[Text]) -> Text:
    text = parts[0]
    for part in parts[1:]:
        text = _("{before}, {name}", before=text, name=part)
    return text


SKIPS: Mapping[Skips, Text] = {
    Skips.ALL: _("Semua tanggal merah dilewati"),
    Skips.LEBARAN: _("Hanya Lebaran dilewati"),
    Skips.NONE: _("Hari libur tetap ada"),
}
