"""Who is named to her: whom she knows and who is there, never who may not read it."""

from hypothesis import given
from hypothesis import strategies as st

from domain.matter_routing import Reader, candidates, proposed


def reader(
    person_id: int, *, name: str = "Demo", woman: bool = True, away: bool = False, open_matters: int = 0
) -> Reader:
    return Reader(person_id=person_id, name=name, woman=woman, away=away, open_matters=open_matters)


READERS = st.lists(
    st.builds(
        reader,
        st.integers(1, 6),
        name=st.sampled_from(["Demo", ""]),
        woman=st.booleans(),
        away=st.booleans(),
        open_matters=st.integers(0, 3),
    ),
    unique_by=lambda each: each.person_id,
)


def test_whom_she_knows_comes_before_who_has_less_to_do() -> None:
    staff = [reader(1, open_matters=60), reader(2)]
    assert proposed(staff, 1, False, 0) == staff[0]
    assert proposed(staff, 0, False, 0) == staff[1]


def test_who_is_away_today_is_not_named_but_may_be_chosen() -> None:
    staff = [reader(1, away=True), reader(2, open_matters=60)]
    assert proposed(staff, 1, False, 0) == staff[1]
    assert candidates(staff, False, 0) == (staff[1], staff[0])
    assert proposed(staff[:1], 1, False, 0) is None


def test_a_man_is_not_named_where_she_asked_for_a_woman() -> None:
    staff = [reader(1, woman=False), reader(2, open_matters=60)]
    assert proposed(staff, 1, True, 0) == staff[1]
    assert proposed(staff[:1], 1, True, 0) is None


def test_whom_a_complaint_is_about_is_never_named() -> None:
    assert proposed([reader(1)], 1, False, 1) is None


def test_of_two_with_as_much_to_do_it_is_always_the_same() -> None:
    staff = [reader(2), reader(1)]
    assert proposed(staff, 0, False, 0) == proposed(staff[::-1], 0, False, 0) == staff[1]


@given(READERS, st.integers(0, 6), st.booleans(), st.integers(0, 6))
def test_whoever_is_named_may_read_it_and_is_there(
    staff: list[Reader], last: int, women_only: bool, about: int
) -> None:
    found = proposed(staff, last, women_only, about)
    allowed = [
        each
        for each in staff
        if each.name and not each.away and each.person_id != about and (each.woman or not women_only)
    ]
    assert (found is None) == (not allowed)
    if found is not None:
        assert found in allowed
        known = [each for each in allowed if each.person_id == last]
        least = min(each.open_matters for each in allowed)
        assert found == known[0] if known else found.open_matters == least
