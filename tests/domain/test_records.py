"""Records made late are like those the standard library makes at once."""

import copy
import dataclasses
import pickle
import threading
from typing import Any

import pytest

from domain import records

OPTIONS: list[dict[str, Any]] = [
    {},
    {"slots": True},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "kw_only": True, "slots": True},
]
every_option = pytest.mark.parametrize("options", OPTIONS, ids=str)


def _made_by(dataclass: Any, options: dict[str, Any]) -> Any:
    @dataclass(**options)
    class Saving:
        """A saving."""

        rupiah: int
        kind: str = "wajib"
        notes: tuple[str, ...] = dataclasses.field(default_factory=tuple, repr=False)

        def __post_init__(self) -> None:
            if self.rupiah < 0:
                raise ValueError("less than nothing")

        @property
        def thousands(self) -> int:
            return self.rupiah // 1000

    return Saving


def _both(options: dict[str, Any]) -> tuple[Any, Any]:
    return _made_by(records.dataclass, options), _made_by(dataclasses.dataclass, options)


@every_option
def test_a_record_made_late_is_like_one_made_at_once(options: dict[str, Any]) -> None:
    late, early = _both(options)
    ours, theirs = late(rupiah=25_000, notes=("a",)), early(rupiah=25_000, notes=("a",))
    assert (repr(ours), ours.thousands, late.__doc__) == (repr(theirs), 25, early.__doc__)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert ours == late(rupiah=25_000, notes=("a",)) != late(rupiah=1)
    assert dataclasses.replace(ours, kind="pokok").kind == "pokok"
    assert late.__match_args__ == early.__match_args__
    assert set(late.__dict__) == set(early.__dict__)
    assert copy.deepcopy(ours) == ours
    assert (late.__hash__ is None) == (early.__hash__ is None)


@every_option
def test_it_refuses_what_the_standard_one_refuses(options: dict[str, Any]) -> None:
    for made in _both(options):
        with pytest.raises(ValueError, match="less than nothing"):
            made(rupiah=-1)
        with pytest.raises(TypeError, match="rupiah"):
            made()
        with pytest.raises(TypeError):
            made(rupiah=1, colour="red")
        saving = made(rupiah=1)
        if options.get("frozen"):
            with pytest.raises(dataclasses.FrozenInstanceError):
                saving.rupiah = 2
        else:
            saving.rupiah = 2
        assert hasattr(saving, "__dict__") is not options.get("slots", False)


@every_option
def test_its_fields_are_known_before_the_first_record(options: dict[str, Any]) -> None:
    late, early = _both(options)
    assert dataclasses.is_dataclass(late)
    assert [each.name for each in dataclasses.fields(late)] == [
        each.name for each in dataclasses.fields(early)
    ]


def test_a_record_of_a_record_has_the_fields_of_both() -> None:
    @records.dataclass(frozen=True, kw_only=True)
    class Asked:
        skip: bool = False

    @records.dataclass(frozen=True, kw_only=True)
    class Amount(Asked):
        most: int

        def doubled(self) -> int:
            return self.most * 2

    assert Amount(most=3, skip=True) == Amount(most=3, skip=True)
    assert (Amount(most=3).doubled(), Asked().skip) == (6, False)
    assert isinstance(Amount(most=1), Asked)


@pytest.mark.parametrize("base", [records.dataclass, dataclasses.dataclass])
@pytest.mark.parametrize("heir", [records.dataclass, dataclasses.dataclass])
@pytest.mark.parametrize("slots", [False, True])
def test_a_frozen_record_inherits_from_a_frozen_one_of_either_kind(base: Any, heir: Any, slots: bool) -> None:
    @base(frozen=True, kw_only=True, slots=slots)
    class Asked:
        skip: bool = False

    @heir(frozen=True, kw_only=True, slots=slots)
    class Amount(Asked):
        most: int

    make: Any = Amount
    made = make(most=3)
    assert (made.skip, made, hash(made)) == (False, make(most=3), hash(make(most=3)))
    for name in ("most", "skip"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(made, name, 4)


@pytest.mark.parametrize("base", [records.dataclass, dataclasses.dataclass])
def test_a_record_that_may_change_does_not_inherit_from_a_frozen_one(base: Any) -> None:
    @base(frozen=True)
    class Asked:
        skip: bool = False

    class Loose(Asked):
        pass

    with pytest.raises(TypeError, match="frozen"):
        dataclasses.dataclass(Loose)


def test_nothing_is_made_before_it_is_needed() -> None:
    late, _early = _both({"frozen": True, "slots": True})
    assert "__eq__" not in late.__dict__
    late(rupiah=1)
    assert "__eq__" in late.__dict__


@records.dataclass(frozen=True, slots=True)
class Kept:
    name: str


def test_records_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(Kept("Siti"))) == Kept("Siti")


@every_option
def test_many_threads_may_make_the_first_record_at_once(options: dict[str, Any]) -> None:
    for _round in range(20):
        late, _early = _both(options)
        gate, made = threading.Barrier(4), list[Any]()

        def make(late: Any = late, gate: threading.Barrier = gate, made: list[Any] = made) -> None:
            gate.wait()
            made.append(late(rupiah=7, notes=("a",)))

        threads = [threading.Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [late(rupiah=7, notes=("a",))] * 4
