"""Who somebody can be, and for whom: a role always belongs to an organisation or a group, never to a person alone."""

from enum import StrEnum

from domain.records import dataclass


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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a role is held: an organisation or a group."""

    organisation_id: int | None = None
    group_id: int | None = None

    @property
    def key(self) -> str:
        """What stands for it in a choice: `o` or `g`, and the number."""
        return f"o{self.organisation_id}" if self.organisation_id is not None else f"g{self.group_id}"

    @classmethod
    def read(cls, key: str) -> "Place":
        """The place of a key; a place that cannot exist for what is no key."""
        number = int(key[1:]) if key[:1] in ("o", "g") and key[1:].isdecimal() else 0
        return cls(group_id=number) if key.startswith("g") else cls(organisation_id=number)
