"""Each rule of manners catches a planted defect, and lets its allowed neighbour pass."""

import pytest

from tests.tidy.manners import check
from tests.tidy.sources import Source


def found(path: str, text: str) -> list[str]:
    return [str(problem) for problem in check([Source(path, text)])]


@pytest.mark.parametrize(
    ("path", "text", "part"),
    [
        ("bot/turns.py", "time.sleep(1)", "time.sleep"),
        ("tests/bot/test_turns.py", "def test_x():\n    time.sleep(1)", "time.sleep"),
        ("bot/turns.py", "from time import sleep", "wait for an event"),
        ("bot/turns.py", "print('x')", "only commands print"),
        ("domain/loans.py", "datetime.now(UTC)", "the time is passed in"),
        ("handlers/setor.py", "date.today()", "the time is passed in"),
        ("db/people.py", "time.time()", "the time is passed in"),
        ("handlers/setor.py", "try:\n    x()\nexcept Exception:\n    pass", "one named refusal"),
        ("handlers/setor.py", "try:\n    x()\nexcept:\n    pass", "one named refusal"),
        ("handlers/setor.py", "try:\n    x()\nexcept (A, BaseException):\n    pass", "one named refusal"),
        ("handlers/setor.py", "await chat.say('Halo, Bu.')", "whole literal"),
        ("handlers/setor.py", "await chat.say(f'Halo, {name}.')", "whole literal"),
        ("handlers/setor.py", "await chat.ask(_('Halo.') + _('Siapa?'), Name())", "whole literal"),
        ("handlers/setor.py", "_(f'Halo, {name}.')", "_() takes a literal"),
        ("handlers/setor.py", "_(sentence)", "_() takes a literal"),
        ("handlers/setor.py", "Text('Halo, Bu.')", "reaches no translator"),
        ("bot/render.py", "n_('{n} hal', many, count)", "n_() takes a literal"),
        ("handlers/setor.py", "_('Halo, {name}.', nama=x)", "differ: nama, name"),
        ("handlers/setor.py", "_('Halo, {name}.')", "differ: name"),
        ("handlers/setor.py", "n_('{n} hal', '{n} hal', 3, kind=x)", "differ: kind"),
        ("domain/loans.py", "@dataclass(frozen=True)\nclass Due:\n    rupiah: int", "Due says what it is"),
        ("db/loans.py", "@dataclasses.dataclass\nclass Due:\n    rupiah: int", "Due says what it is"),
    ],
)
def test_a_breach_is_found(path: str, text: str, part: str) -> None:
    (problem,) = found(path, text)
    assert part in problem


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("bot/clock.py", "datetime.now(UTC)"),
        ("tests/kill/harness.py", "time.sleep(0.01)"),
        ("db/ids.py", "class Ids:\n    def new(self):\n        return time.time_ns()"),
        ("bot/__main__.py", "print('x')"),
        ("handlers/setor.py", "try:\n    x()\nexcept SavingsTooLow:\n    pass"),
        ("bot/turns.py", "try:\n    x()\nexcept Exception:\n    raise"),
        ("handlers/setor.py", "await chat.say(_('Halo, ' 'Bu {name}.', name=name))"),
        ("handlers/setor.py", "n_('{n} hal', '{n} hal', count)"),
        ("handlers/setor.py", "_('Halo, {name}.', **values)"),
        ("domain/loans.py", "now.date()"),
        ("handlers/screening.py", "Text(criterion.question)"),
        ("handlers/setor.py", "for _ in range(3): pass"),
        ("domain/loans.py", "@dataclass\nclass Due:\n    'What is due.'\n    rupiah: int"),
        ("domain/loans.py", "class Due:\n    rupiah: int"),
        ("tests/loan_model.py", "@dataclass\nclass Due:\n    rupiah: int"),
    ],
)
def test_good_manners_pass(path: str, text: str) -> None:
    assert found(path, text) == []
