"""Her skills and wishes: read, written anew as a whole, forgotten. Her own words are sealed with her own key."""

from collections.abc import Sequence

from db.lists import marks
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.courses import Topic
from domain.records import dataclass
from domain.skills import SKILLS_MAX, Side, Skill

WORDS_PLACE = "skills.words"

# Fewer than five women are no figure (issue Training: small groups are suppressed).
WISHES_LEAST = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """So many women of an office would like to learn this."""

    topic: Topic
    count: int


async def list_of(unit: Unit, person_id: int) -> tuple[Skill, ...]:
    """What she has said, what she can do first; what has no key any more is left out."""
    rows = await unit.fetch(
        "SELECT id, side, topic, words FROM skills WHERE person_id = $1 ORDER BY side, id", person_id
    )
    if not rows:
        return ()
    await unit.vault.have([owner_of(person_id)])
    if not unit.vault.knows(owner_of(person_id)):
        return ()
    return tuple(
        Skill(
            side=Side(row["side"]),
            topic=Topic(row["topic"]),
            words=_opened(unit, person_id, row["id"], row["words"]),
        )
        for row in rows
    )


def _opened(unit: Unit, person_id: int, skill_id: int, sealed: bytes | None) -> str:
    if sealed is None:
        return ""
    return unit.vault.unseal(owner_of(person_id), cell(WORDS_PLACE, skill_id), bytes(sealed)).decode()


async def keep(unit: Unit, person_id: int, side: Side, said: Sequence[Skill]) -> None:
    """This is what she has said of that side, and nothing else. Twice the same topic is once."""
    assert len(said) <= SKILLS_MAX, "one a topic"
    await unit.vault.have([owner_of(person_id)])
    unit.write("DELETE FROM skills WHERE person_id = $1 AND side = $2", person_id, side.value)
    for topic, words in {each.topic: each.words for each in said}.items():
        skill_id = unit.new_id()
        sealed = (
            unit.vault.seal(owner_of(person_id), cell(WORDS_PLACE, skill_id), words.encode())
            if words
            else None
        )
        unit.write(
            "INSERT INTO skills (id, person_id, side, topic, words, made_ms) VALUES ($1, $2, $3, $4, $5, $6)",
            skill_id,
            person_id,
            side.value,
            topic.value,
            sealed,
            unit.now_ms,
        )
    unit.audit("write", "skills", person_id, person_id, side.value)


def forget(unit: Unit, person_id: int) -> None:
    """Nothing of it is kept any more."""
    unit.write("DELETE FROM skills WHERE person_id = $1", person_id)
    unit.audit("write", "skills", person_id, person_id, "forgotten")


async def topics_she_can(unit: Unit, person_ids: Sequence[int]) -> frozenset[Topic]:
    """What one of these records says she can do, without her own words."""
    rows = await unit.fetch(
        "SELECT DISTINCT topic FROM skills WHERE side = 'can' AND person_id IN " + marks(len(person_ids)),
        *person_ids,
    )
    return frozenset(Topic(row["topic"]) for row in rows) - {Topic.OTHER}


async def count_wishes(unit: Unit, organisation_id: int) -> tuple[Wish, ...]:
    """What women would like to learn who have said yes to this office, the most wanted first; never of a few."""
    rows = await unit.fetch(
        "SELECT k.topic, count(DISTINCT k.person_id) AS n FROM skills k WHERE k.side = 'wants' AND EXISTS"
        " (SELECT 1 FROM consents c WHERE c.person_id = k.person_id AND c.organisation_id = $1"
        " AND c.purpose = 'training' AND c.answer = 'yes' AND c.id = (SELECT max(d.id) FROM consents d"
        " WHERE d.person_id = k.person_id AND d.organisation_id = $1 AND d.purpose = 'training'))"
        " GROUP BY k.topic HAVING count(DISTINCT k.person_id) >= $2 ORDER BY n DESC, k.topic",
        organisation_id,
        WISHES_LEAST,
    )
    return tuple(Wish(Topic(row["topic"]), row["n"]) for row in rows)
