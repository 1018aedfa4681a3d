"""For whom is it, in words: "peserta Menjahit dan warga Purwakarta, kecuali petugas"; and how many that reaches."""

# staff: who announces reads this file's sentences

from collections.abc import Mapping, Sequence

from conversation.questions import Choice
from conversation.text import Text, _, n_
from db.part_names import Named
from db.role_names import ROLE_NAMES
from domain.announcements import ALL_AREAS, PartKind, Why
from domain.counts import Count
from domain.criteria import Overall
from domain.roles import Role
from domain.suppression import GROUP_MIN

# So many parts are named; of more the first, and how many there are beside them.
PARTS_SHOWN_MAX = 3

# Why somebody is left out falls into two: she may not be written to, or there is no way to. Not finer: of a few women
# it would say who said no (the report keeps to the same).
MAY_NOT = frozenset(
    {Why.OPTED_OUT, Why.NO_CONSENT, Why.MAY_NOT_WRITE, Why.PAUSED, Why.ERASED, Why.NO_SAFE_HOUR, Why.REFUSED}
)
FEW = GROUP_MIN
"""Of fewer than so many no reason is told."""

_LEVELS: Mapping[str, Text] = {
    Overall.COCOK_AWAL.value: _("cocok"),
    Overall.PERLU_DICEK.value: _("perlu diperiksa"),
}


def row(named: Named) -> Choice:
    """The part as something to choose."""
    if _is_all_areas(named):
        return Choice(named.key, label(named), words=("semua", "semuanya", "semua daerah"))
    words = (named.name.casefold(),) if named.name else ()
    return Choice(named.key, label(named), words=words)


def _is_all_areas(named: Named) -> bool:
    return named.kind is PartKind.AREA and named.value == ALL_AREAS


def label(named: Named) -> Text:
    """As it stands in a list of its own kind."""
    if _is_all_areas(named):
        return _("Semua wilayah")
    if named.kind is PartKind.SESSION and named.begins is not None:
        return _("{title}, {day}", title=named.name, day=named.begins.date())
    if named.kind is PartKind.ROLE:
        return ROLE_NAMES[Role(named.value)]
    return _("{name}", name=named.name)


def in_words(those: Sequence[Named], without: Sequence[Named] = ()) -> Text:
    """The whole audience."""
    text = _listed([part_in_words(each) for each in those])
    if not without:
        return text
    return _(
        "{those}, kecuali {without}", those=text, without=_listed([part_in_words(each) for each in without])
    )


def part_in_words(named: Named) -> Text:
    """One part of it."""
    if not named.name:
        return _("(sudah tidak ada)")
    if named.kind is PartKind.GROUP:
        return _("anggota {name}", name=named.name)
    if named.kind is PartKind.COURSE:
        return _("peserta {name}", name=named.name)
    if named.kind is PartKind.SESSION:
        day = named.begins.date() if named.begins is not None else ""
        return _("yang ditunggu di {name}, {day}", name=named.name, day=day)
    if _is_all_areas(named):
        return _("warga semua wilayah kantor ini")
    if named.kind is PartKind.AREA:
        return _("warga {name}", name=named.name)
    if named.kind is PartKind.RESULT:
        level = _LEVELS.get(named.level, Text(named.level))
        return _("yang hasil awalnya {level} ({name})", level=level, name=named.name)
    if named.kind is PartKind.ROLE:
        return _("{role} kantor", role=ROLE_NAMES[Role(named.value)])
    if named.kind is PartKind.UNANSWERED:
        return _("yang belum menjawab {code}", code=named.name)
    if named.kind is PartKind.ANSWERED:
        return _("yang menjawab {answer} ({code})", answer=named.level, code=named.name)
    return _("yang menerima {code}", code=named.name)


def _listed(parts: Sequence[Text]) -> Text:
    if len(parts) > PARTS_SHOWN_MAX:
        shown = _joined(parts[: PARTS_SHOWN_MAX - 1])
        return _("{shown}, dan {n} lagi", shown=shown, n=len(parts) - PARTS_SHOWN_MAX + 1)
    if len(parts) == 1:
        return parts[0]
    return _("{shown} dan {last}", shown=_joined(parts[:-1]), last=parts[-1])


def _joined(parts: Sequence[Text]) -> Text:
    text = parts[0]
    for part in parts[1:]:
        text = _("{before}, {part}", before=text, part=part)
    return text


def told_apart(*counts: int) -> bool:
    """Whether each of these counts may be told beside the others: of two that said no, many know who they are."""
    return all(count == 0 or count >= FEW for count in counts)


def reach_lines(reach: int, left_out: Mapping[str, int]) -> list[Text]:
    """How many get it, and how many of those meant do not."""
    lines = [_("Belum ada yang bisa dikirimi.")]
    if reach:
        lines = [n_("{n} orang akan menerima.", "{n} orang akan menerima.", Count(reach))]
    total = sum(left_out.values())
    may_not = sum(count for why, count in left_out.items() if why in MAY_NOT)
    if not total:
        return lines
    if not told_apart(may_not, total - may_not):
        return [
            *lines,
            n_(
                "{n} orang tidak boleh atau tidak bisa dihubungi.",
                "{n} orang tidak boleh atau tidak bisa dihubungi.",
                Count(total),
            ),
        ]
    if may_not:
        lines.append(
            n_("{n} orang tidak boleh dihubungi.", "{n} orang tidak boleh dihubungi.", Count(may_not))
        )
    if total > may_not:
        lines.append(
            n_("{n} orang belum bisa dihubungi.", "{n} orang belum bisa dihubungi.", Count(total - may_not))
        )
    return lines
