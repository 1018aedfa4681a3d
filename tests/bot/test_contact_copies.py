"""Her letters with offices in her copy, as a program reads them: every field is named, and nobody of an office is."""

from bot.contact_copies import contact_of
from db.matter_notes import OwnNote
from db.own_matters import OwnMatter, OwnMatters, OwnMessage, OwnMove
from domain.matters import Face, MessageKind, MoveKind, MoveState, NoteKind, Passes, Side, State
from domain.zones import WIB

AT_MS = 1_770_091_200_000
AT = "2026-02-03T04:00:00+00:00"

MATTER = OwnMatter(
    code="AB23CD",
    office="Kantor Contoh",
    zone=WIB,
    complaint=False,
    topic="usaha",
    state=State.CLOSED,
    result="dirujuk",
    face=Face.FAIR,
    since_ms=AT_MS,
    closed_ms=AT_MS,
    count=1,
    contact={"way": "visit"},
    messages=(
        OwnMessage(
            at_ms=AT_MS, side=Side.HER, kind=MessageKind.TEXT, text="Halo", edited=True, taken_back=False
        ),
    ),
    moves=(
        OwnMove(
            at_ms=AT_MS,
            kind=MoveKind.REFERRAL,
            place="UPTD Contoh",
            state=MoveState.ACCEPTED,
            passes=Passes.WORDS,
            words="Tolong dibantu",
        ),
    ),
    looks=((AT_MS, "petugas sakit"),),
    steps=((AT_MS, "telepon lagi"),),
)


def test_every_field_is_there_by_name() -> None:
    note = OwnNote(organisation_id=1, kind=NoteKind.VISIT, made_ms=AT_MS, text="Rumahnya bersih")
    kept = OwnMatters(
        matters=(MATTER,), notes=(("Kantor Contoh", note),), older=3, cards=((AT_MS, "samarinda"),)
    )
    assert contact_of(kept) == {
        "matters": [
            {
                "code": "AB23CD",
                "office": "Kantor Contoh",
                "complaint": False,
                "topic": "usaha",
                "state": "closed",
                "result": "dirujuk",
                "face": 2,
                "since": AT,
                "closed": AT,
                "count": 1,
                "contact": {"way": "visit"},
                "messages": [
                    {
                        "at": AT,
                        "by": "her",
                        "kind": "text",
                        "text": "Halo",
                        "edited": True,
                        "taken_back": False,
                    }
                ],
                "moves": [
                    {
                        "at": AT,
                        "kind": "referral",
                        "to": "UPTD Contoh",
                        "state": "accepted",
                        "passes": "words",
                        "words": "Tolong dibantu",
                    }
                ],
                "looks": [{"at": AT, "reason": "petugas sakit"}],
                "steps": [{"on": AT, "text": "telepon lagi"}],
            }
        ],
        "notes": [{"office": "Kantor Contoh", "kind": "kunjungan", "at": AT, "text": "Rumahnya bersih"}],
        "older_messages_left_out": 3,
        "cards": [{"area": "samarinda", "at": AT}],
    }


def test_what_she_never_did_is_empty() -> None:
    assert contact_of(OwnMatters()) == {
        "matters": [],
        "notes": [],
        "older_messages_left_out": 0,
        "cards": [],
    }
