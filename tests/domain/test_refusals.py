"""A refusal is told by its code and carries what its sentence needs, and nothing else."""

import pytest

from domain.refusals import Changed, InviteUnusable, NotAllowed, NotConfirmed, Refusal

KINDS = [
    (NotAllowed, "not_allowed"),
    (Changed, "changed"),
    (NotConfirmed, "not_confirmed"),
    (InviteUnusable, "invite_unusable"),
]


@pytest.mark.parametrize(("kind", "code"), [*KINDS, (Refusal, "refused")])
def test_the_code_of_a_refusal_stays_the_same(kind: type[Refusal], code: str) -> None:
    assert kind.code == code
    assert str(kind()) == code


@pytest.mark.parametrize("kind", [kind for kind, _code in KINDS])
def test_every_refusal_is_caught_as_a_refusal(kind: type[Refusal]) -> None:
    with pytest.raises(Refusal) as caught:
        raise kind()
    assert type(caught.value) is kind


def test_a_refusal_holds_the_values_of_its_sentence_and_its_words_do_not() -> None:
    refusal = NotAllowed(name="Bu {demo}", limit=3)
    assert refusal.fields == {"name": "Bu {demo}", "limit": 3}
    assert "demo" not in str(refusal)
    assert Changed().fields == {}
