"""Who somebody can be, and for whom: a role always belongs to an organisation or a group, never to a person alone."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The roles. The value is stored and printed by `python -m bot invite --role`."""

    MEMBER = "member"
    TREASURER = "treasurer"
    CHAIR = "chair"
    SECRETARY = "secretary"
    GROUP_SUPERVISOR = "group_supervisor"  # pengawas
    HELPER = "helper"  # kader: sits beside a woman who cannot type
    COMPANION = "companion"  # pendamping
    TRAINER = "trainer"
    WORKER = "worker"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


# Roles an office gives; they join by a one-use invitation and are called for help.
STAFF = frozenset({Role.COMPANION, Role.TRAINER, Role.WORKER, Role.SUPERVISOR, Role.ADMIN})
OF_ORGANISATION = STAFF | {Role.HELPER}
OF_GROUP = frozenset({Role.MEMBER, Role.TREASURER, Role.CHAIR, Role.SECRETARY, Role.GROUP_SUPERVISOR})


@dataclass(frozen=True, slots=True)
class RoleGrant:
    """One role somebody holds now, and where. Exactly one of the two places is set."""

    role: Role
    organisation_id: int | None = None
    group_id: int | None = None
