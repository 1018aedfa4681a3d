"""What a set of eligibility rules consists of (schema `kriteria/1`), as records that cannot change.

A set never decides: it gives a first result, and a worker decides (UU 27/2022 PDP, art. 10).
`parse_set` (load.py) is the only maker of these records outside tests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum

from domain.records import dataclass

UNKNOWN = "unknown"
"""The answer "tidak tahu" or "lewati": an answer like any other, and never held against her."""

AREA_CRITERION = "wilayah"
"""The criterion answered beforehand by the area she picks."""

OLD_AGE = 59
"""The route `over_59` opens for whole years above this (Permensos 8/2012: 18-59)."""

Value = int | str | Sequence[str]
Answers = Mapping[str, Value]


class Level(StrEnum):
    """What one answer means for one criterion."""

    SESUAI = "sesuai"
    PERLU_DICEK = "perlu_dicek"
    BELUM_SESUAI = "belum_sesuai"


class Overall(StrEnum):
    """The first result over all counting criteria; the order is that of matching."""

    BELUM_LENGKAP = "belum_lengkap"
    BELUM_SESUAI = "belum_sesuai"
    PERLU_DICEK = "perlu_dicek"
    COCOK_AWAL = "cocok_awal"


class Role(StrEnum):
    WAJIB = "wajib"
    VERIFIKASI = "verifikasi"
    DIUTAMAKAN = "diutamakan"
    INFO = "info"


COUNTING_ROLES = frozenset({Role.WAJIB, Role.VERIFIKASI})


class Branch(StrEnum):
    """Which way a rule went; VALUE when `on_value` names the answer itself."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    VALUE = "value"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a rule comes from: the document for staff, one plain line for her."""

    key: str
    cite: str
    plain: str


@dataclass(frozen=True, kw_only=True)
class Route:
    """Another way to help; `staff` is for the worker's eyes only."""

    id: str
    text: str
    staff: str = ""
    source: str


@dataclass(frozen=True, kw_only=True)
class AnswerShape:
    """What may be answered: whole numbers from min to max, or options with a label each."""

    type: str
    options: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    min: int = 0
    max: int = 0

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        return tuple(zip(self.options, self.labels, strict=True))


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What an answer has to be: an operation, and the numbers or values it compares with."""

    op: str
    min: int = 0
    max: int = 0
    values: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Guard:
    """Below this age nothing is judged: the program stops and a person takes over (UU 27/2022 PDP, art. 25)."""

    under: int
    action: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Priority:
    """Points for who should come first, and when she has them."""

    when: str
    points: int


@dataclass(frozen=True, kw_only=True)
class StaffCheck:
    """Which official lists the worker looks her up in; never the program."""

    lists: tuple[str, ...]
    mode: str
    max_desil: int | None = None


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One thing that is asked: the question, and which answer means what."""

    id: str
    order: int
    role: Role
    question: str
    why: str
    help: str = ""
    answer: AnswerShape
    rule: Rule
    on: Mapping[str, Level]
    on_value: Mapping[str, Level] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)
    route: Mapping[str, str] = field(default_factory=dict)
    guard: Guard | None = None
    priority: Priority | None = None
    marks: Mapping[str, str] = field(default_factory=dict)
    staff_check: StaffCheck | None = None
    sensitive: bool = False
    source: str
    note: str = ""

    @property
    def counts(self) -> bool:
        return self.role in COUNTING_ROLES


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What she reads for an overall result; `{n}` stands for the number of criteria at that level."""

    level: Overall
    rank: int
    text: str
    next: str


@dataclass(frozen=True, kw_only=True)
class Aid:
    """What the help is; `limits` is said with every result, `quota_note` only to staff."""

    kind: str
    text: str
    limits: str
    source: str
    value_rp: int = 0
    per: str = ""
    quota_note: str = ""
    trainings: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """One paper that is asked for."""

    id: str
    required: bool
    text: str
    help: str
    source: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the way to the help; `blocks_next` when nothing may be handed over before it."""

    n: int
    actor: str
    text: str
    state: str
    blocks_next: bool = False
    source: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Region:
    """Whom the set is for: a whole country, a province, or one city of it."""

    country: str = ""
    province: str = ""
    city: str = ""


@dataclass(frozen=True, kw_only=True)
class CriteriaSet:
    """One programme's rules; `criteria` are in their order, the other maps by key."""

    id: str
    version: str
    title: str
    title_staff: str
    language: str
    timezone: str
    region: Region
    decision: str
    confirmed_by_office: bool
    valid_from: str
    valid_until: str
    sources: Mapping[str, Source]
    aid: Aid
    outcomes: Mapping[str, Outcome]
    criteria: tuple[Criterion, ...]
    documents: tuple[Document, ...]
    steps: tuple[Step, ...]
    routes: Mapping[str, Route]

    def find(self, criterion_id: str) -> Criterion | None:
        return next((one for one in self.criteria if one.id == criterion_id), None)

    def get(self, criterion_id: str) -> Criterion:
        """The criterion of this id; raises KeyError when the set has none."""
        criterion = self.find(criterion_id)
        if criterion is None:
            raise KeyError(f"{self.id} has no criterion {criterion_id!r}")
        return criterion

    @property
    def counting(self) -> tuple[Criterion, ...]:
        return tuple(one for one in self.criteria if one.counts)
