"""What a refusal is: an expected "no" of a rule, shown to the person kindly, with nothing written."""

from typing import ClassVar


class Refusal(Exception):
    """A rule said no. code: stays the same. fields: what its sentence needs (handlers/refusals.py has the sentence)."""

    code: ClassVar[str] = "refused"

    def __init__(self, **fields: object) -> None:
        super().__init__(self.code)
        self.fields = fields


class NotAllowed(Refusal):
    """Her role does not let her do this; also said of what does not exist, so that nothing can be guessed."""

    code = "not_allowed"


class Changed(Refusal):
    """Somebody else has changed it meanwhile; look again."""

    code = "changed"


class NotConfirmed(Refusal):
    """The criteria set has not been confirmed by the office and is for trying only."""

    code = "not_confirmed"


class InviteUnusable(Refusal):
    """The invitation does not exist, was used, or is too old; which of them is not told."""

    code = "invite_unusable"
