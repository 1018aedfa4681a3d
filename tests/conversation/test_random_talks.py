"""Any talk, any messages, a restart before each: she reads the same and the same is written as without any restart."""

from datetime import timedelta
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from conversation.replay import Ended, GivenUp, PersonWanted, Waiting
from tests.conversation.host import ASIDE, TEN_O_CLOCK, Host
from tests.conversation.reference import Reference, World, leads

numbers = st.integers(0, 9)
plain_steps = st.tuples(st.sampled_from(["ask", "ask", "look", "run", "run", "say", "now"]), numbers)
steps = st.lists(
    st.recursive(
        plain_steps,
        lambda inner: st.tuples(
            st.sampled_from(["while", "times"]), numbers, st.lists(inner, min_size=1, max_size=3)
        ),
        max_leaves=4,
    ),
    min_size=3,
    max_size=9,
)
words = st.sampled_from("1 2 0 7 4 1 2 3 4 5 ya ya ya tidak 5? 6? entah kembali kembali salam stale".split())
ENDS = {Ended: "ended", PersonWanted: "person", GivenUp: "given up", Waiting: ""}


@given(steps=steps, messages=st.lists(words, min_size=8, max_size=30))
@settings(max_examples=300)
def test_a_talk_with_restarts_reads_and_writes_like_one_without(
    steps: list[Any], messages: list[str]
) -> None:
    host, reference = Host(leads(steps), world=World()), Reference(steps)
    assert host.begin() == reference.begin()
    for second, message in enumerate(messages, start=1):
        assert ENDS[type(host.outcome)] == reference.ended
        assert host.world.writes == reference.world.writes
        if reference.ended:
            break
        host.now, reference.second = TEN_O_CLOCK + timedelta(seconds=second), second
        if message == "kembali":
            assert host.back() == reference.back(), message
        elif message == "stale":
            assert host.turn(None) == reference.stale(), message
        else:
            aside = ASIDE if message == "salam" else None
            assert host.say(message, aside=aside) == reference.say(message), message
    assert host.world.writes == reference.world.writes
    event(f"ended: {reference.ended or 'open'}")
    event(f"wrote: {len(reference.world.writes)}")


def test_the_two_interpreters_agree_on_a_long_talk_that_visits_everything() -> None:
    steps: list[Any] = [
        ("say", 0),
        ("look", 0),
        ("ask", 1),
        ("run", 2),
        ("while", 3, [("look", 0), ("ask", 4), ("run", 5), ("say", 6)]),
        ("times", 7, [("ask", 8), ("now", 0)]),
        ("ask", 9),
    ]
    host, reference = Host(leads(steps), world=World()), Reference(steps)
    seen = [(host.begin(), reference.begin())]
    for message in ["4", "ya", "5?", "ya", "ya", "2", "tidak", "1", "2", "entah", "3"]:
        seen.append((host.say(message), reference.say(message)))
    assert [one for one, _other in seen] == [other for _one, other in seen]
    assert len(host.world.writes) >= 2
