"""What she can and would like to learn: one of each topic, and her own words for the rest."""

from domain.courses import Topic
from domain.skills import SKILLS_MAX, Side, Skill


def test_what_is_stored_stays_readable_and_every_topic_has_room() -> None:
    assert [each.value for each in Side] == ["can", "wants"]
    assert len(Topic) == SKILLS_MAX
    assert Skill(side=Side.CAN, topic=Topic.BATIK).words == ""
