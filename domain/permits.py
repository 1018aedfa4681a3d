"""Who may do what, and where? One table, role by action; nothing is allowed that it does not name.

What somebody does with what is her own needs no role and stands nowhere here. An action belongs to organisations or to
groups: the first word of its value says which, and no role of an office names an action of a group (two worlds).
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from domain.records import dataclass
from domain.refusals import Refusal
from domain.roles import OF_GROUP, OF_ORGANISATION, STAFF, Place, Role, RoleGrant


class Action(StrEnum):
    """What a role may be needed for. Those that begin with group or savings are of a group, all others of an office."""

    SEE_QUEUE = "request.queue"
    OPEN_REQUEST = "request.open"
    READ_ANSWERS = "request.answers"
    TALK = "request.talk"  # take up that somebody wants a person, and note that she was talked to
    CHECK = "request.check"  # check, propose, "belum bisa", wait for money
    SET_DOWN = "request.set_down"  # with the SK, and whatever follows a proposal
    WRITE_TO_HER = "request.write"
    SIT_BESIDE = "request.sit_beside"
    NEW_NUMBER = "request.new_number"  # a code for a woman who forgot her PIN, after meeting her

    SEE_OFFICE = "office.see"
    CONFIRM_CRITERIA = "office.criteria"
    SET_REGISTRATION = "office.registration"
    KEEP_NUMBERS = "office.numbers"
    SET_HOURS = "office.hours"
    KEEP_DUTY = "office.duty"
    NAME_NOTE_READERS = "office.note_readers"
    HANDLE_DATA = "office.data"  # requests for copies, corrections, erasures (UU 27/2022 PDP, art. 53)

    # The notes in the safety store have a list of readers of their own (db/safety.py), beside this.
    ANSWER_CALL = "safety.call"

    KEEP_COURSES = "training.keep"  # make courses and end them
    RUN_COURSES = "training.run"  # move, cancel, who came, materials; a trainer: where she trains
    FOLLOW_UP = "training.follow_up"  # newcomers, absences, what became of it: one woman at a time
    SEE_MOODS = "training.moods"  # how a woman says that she feels
    SEE_OUTCOMES = "training.outcomes"  # figures of many, none of a few

    ANSWER_MATTERS = (
        "contact.answer"  # take what women write and answer; read what one holds, and nothing else
    )
    LOOK_ANYWAY = "contact.look"  # a colleague's matter, with a reason, told to the holder and a supervisor
    SUPERVISE_MATTERS = "contact.supervise"  # load, waiting times, who has what: no content
    READ_COMPLAINTS = "contact.complaints"  # about somebody of the office, never one's own
    KEEP_CANNED = "contact.canned"
    KEEP_PARTNERS = "office.partners"  # to whom the office refers
    ANNOUNCE = "announce.send"  # write one message for many of the office, see what became of it
    AGREE_TO_ANNOUNCEMENT = "announce.agree"  # as the second person, to one for very many
    SET_ANNOUNCING = "announce.set"  # from how many on that takes a second person

    SUGGEST = "outreach.suggest"  # a card for a woman who knows nothing of us yet

    LIST_STAFF = "staff.list"
    INVITE_STAFF = "staff.invite"
    CONFIRM_STAFF = "staff.confirm"
    END_STAFF_ROLE = "staff.end"
    HAND_OVER_STAFF = "staff.hand_over"

    LIST_GROUP = "group.list"
    INVITE_TO_GROUP = "group.invite"
    END_GROUP_ROLE = "group.end"
    HAND_OVER_GROUP = "group.hand_over"
    HANDLE_GROUP_DATA = "group.data"  # the group is controller of its own ledger

    KEEP_GROUP_COURSES = "group.courses"  # make them, run them, end them

    ANNOUNCE_TO_GROUP = "group.announce"

    SUGGEST_FROM_GROUP = "group.suggest"  # the same, by those who lead a group

    KEEP_MEMBERS = "group.members"  # who is in the book, import, joining
    SET_RULES = "group.rules"

    WRITE_BOOK = "savings.write"  # meetings, savings, costs
    AGREE = "savings.agree"  # as the second person
    READ_BOOK = "savings.read"  # all of it, papers too
    ANSWER_DISPUTE = "savings.dispute"
    CHECK_YEAR = "savings.check_year"  # say of a year's book, before it is shared, whether it fits
    SEE_TOTALS = "savings.totals"  # the group's sums, no other woman's

    # Beside the role it takes a dated decision of the group (db/group_decisions.py): figures leave it by nothing else.
    GIVE_OUT_FIGURES = "savings.give_out_figures"


_OFFICER = frozenset(
    {
        Action.KEEP_MEMBERS,
        Action.SET_RULES,
        Action.WRITE_BOOK,
        Action.AGREE,
        Action.READ_BOOK,
        Action.ANSWER_DISPUTE,
        Action.SEE_TOTALS,
        Action.GIVE_OUT_FIGURES,
    }
)
_READING = frozenset(
    {Action.SEE_QUEUE, Action.OPEN_REQUEST, Action.TALK, Action.WRITE_TO_HER, Action.ANSWER_CALL}
)
_CONTACT = frozenset({Action.ANSWER_MATTERS, Action.SUGGEST})
_KEEPING_CONTACT = _CONTACT | {Action.LOOK_ANYWAY, Action.KEEP_CANNED}
_CHECKING = _READING | {Action.READ_ANSWERS, Action.CHECK, Action.NEW_NUMBER}
_TRAINING = frozenset({Action.KEEP_COURSES, Action.RUN_COURSES, Action.FOLLOW_UP, Action.SEE_OUTCOMES})

ALLOWED: Mapping[Role, frozenset[Action]] = MappingProxyType(
    {
        Role.MEMBER: frozenset({Action.SEE_TOTALS}),
        Role.TREASURER: _OFFICER | {Action.ANNOUNCE_TO_GROUP},
        Role.CHAIR: _OFFICER
        | frozenset(
            {
                Action.LIST_GROUP,
                Action.INVITE_TO_GROUP,
                Action.END_GROUP_ROLE,
                Action.HAND_OVER_GROUP,
                Action.HANDLE_GROUP_DATA,
                Action.KEEP_GROUP_COURSES,
                Action.SUGGEST_FROM_GROUP,
                Action.ANNOUNCE_TO_GROUP,
            }
        ),
        Role.SECRETARY: _OFFICER | {Action.KEEP_GROUP_COURSES},
        # Looks at everything and writes nothing (UU 25/1992 Perkoperasian, art. 39).
        Role.GROUP_SUPERVISOR: frozenset(
            {Action.READ_BOOK, Action.ANSWER_DISPUTE, Action.CHECK_YEAR, Action.SEE_TOTALS}
        ),
        Role.HELPER: frozenset({Action.SIT_BESIDE, Action.SUGGEST}),
        Role.COMPANION: _READING | _CONTACT | {Action.RUN_COURSES, Action.FOLLOW_UP, Action.SEE_MOODS},
        Role.TRAINER: frozenset({Action.RUN_COURSES}),
        Role.WORKER: _CHECKING | _TRAINING | _KEEPING_CONTACT | {Action.ANNOUNCE},
        Role.SUPERVISOR: _CHECKING
        | _TRAINING
        | _KEEPING_CONTACT
        | {
            Action.SET_DOWN,
            Action.HANDLE_DATA,
            Action.SUPERVISE_MATTERS,
            Action.READ_COMPLAINTS,
            Action.KEEP_PARTNERS,
            Action.ANNOUNCE,
            Action.AGREE_TO_ANNOUNCEMENT,
        },
        # Runs the office and its people, and has no need to see a request (reliability.md A, "least privilege").
        Role.ADMIN: frozenset(
            {
                Action.SEE_OFFICE,
                Action.CONFIRM_CRITERIA,
                Action.SET_REGISTRATION,
                Action.KEEP_NUMBERS,
                Action.SET_HOURS,
                Action.KEEP_DUTY,
                Action.NAME_NOTE_READERS,
                Action.KEEP_PARTNERS,
                Action.AGREE_TO_ANNOUNCEMENT,
                Action.SET_ANNOUNCING,
                Action.HANDLE_DATA,
                Action.LIST_STAFF,
                Action.INVITE_STAFF,
                Action.CONFIRM_STAFF,
                Action.END_STAFF_ROLE,
                Action.HAND_OVER_STAFF,
            }
        ),
    }
)

KEEPERS = frozenset({Role.ADMIN, Role.CHAIR})
"""Who lets others in and out: the last one of a place is never removed, only replaced."""
CONFIRMED = STAFF
"""Invited by an admin, these take effect when a second admin has agreed (reliability.md A, "enrolment")."""
OFFICERS = OF_GROUP - {Role.MEMBER}
"""Roles a group gives and takes back; who leaves a group has savings to settle first, which is not done here."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Powers:
    """What keeping the people of one kind of place takes."""

    list: Action
    invite: Action
    end: Action
    hand_over: Action


_OFFICE = Powers(
    list=Action.LIST_STAFF,
    invite=Action.INVITE_STAFF,
    end=Action.END_STAFF_ROLE,
    hand_over=Action.HAND_OVER_STAFF,
)
_GROUP = Powers(
    list=Action.LIST_GROUP,
    invite=Action.INVITE_TO_GROUP,
    end=Action.END_GROUP_ROLE,
    hand_over=Action.HAND_OVER_GROUP,
)


def powers_in(place: Place) -> Powers:
    """The actions on the people of that place."""
    return _GROUP if place.group_id is not None else _OFFICE


class LastKeeper(Refusal):
    """The last admin of an office, or chair of a group: then nobody could let anybody in any more."""

    code = "last_keeper"


class SecondAdminNeeded(Refusal):
    """Another admin has to agree, and this is the one who invites, the one invited, or there is no other."""

    code = "second_admin_needed"


class Practising(Refusal):
    """She tries things out in an invented group; until she ends that, no real book is written or opened."""

    code = "practising"


def of_group(action: Action) -> bool:
    """Whether it is done in a group; else in an organisation."""
    return action.value.partition(".")[0] in ("group", "savings")


def actions_of(roles: Iterable[Role]) -> frozenset[Action]:
    """All that these roles allow together."""
    return frozenset().union(*(ALLOWED[role] for role in roles))


def holders(*actions: Action) -> frozenset[Role]:
    """The roles that allow one of these."""
    return frozenset(role for role, allowed in ALLOWED.items() if not allowed.isdisjoint(actions))


def places(grants: Iterable[RoleGrant], action: Action) -> tuple[int, ...]:
    """The organisations (or groups) in which these roles allow it, each once, in a steady order."""
    found = [
        grant.group_id if of_group(action) else grant.organisation_id
        for grant in grants
        if action in ALLOWED[grant.role]
    ]
    return tuple(dict.fromkeys(place for place in found if place is not None))


def is_allowed(
    grants: Iterable[RoleGrant],
    action: Action,
    *,
    organisation_id: int | None = None,
    group_id: int | None = None,
) -> bool:
    """Whether these roles allow it there. Without a place, or in one of the wrong kind, nobody may do anything."""
    here, other = (group_id, organisation_id) if of_group(action) else (organisation_id, group_id)
    return here is not None and other is None and here in places(grants, action)


def may_give(role: Role, action: Action) -> bool:
    """Whether inviting by this action can give the role. A chair hands over, she invites no other."""
    if action is Action.INVITE_STAFF:
        return role in OF_ORGANISATION
    return action is Action.INVITE_TO_GROUP and role in OF_GROUP and role not in KEEPERS
