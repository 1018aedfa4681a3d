"""What an error code of the Graph API means for us: try again, never again, or first somebody must mend something.

Built on the number alone: titles and texts change. Source: developers.facebook.com, WhatsApp, "Error codes";
tests/vectors/whatsapp_errors.toml says the same in words.
"""

from enum import StrEnum


class Verdict(StrEnum):
    """RETRY: later, this message. SLOW_DOWN: we send too much in all. PAIR: too much to this one woman.

    WINDOW_CLOSED: she has not written for a day. UNREACHABLE: nothing can be brought to this number. STOP_MARKETING:
    she wants no news. CAPPED: the platform wants no more news for her now. TEMPLATE: not approved, paused, or filled in
    wrongly. TOKEN, BILLING, ACCOUNT: nothing goes out until an operator has mended it. OUR_FAULT: a bug of ours.
    PERMANENT: never, for another reason.
    """

    RETRY = "retry"
    SLOW_DOWN = "slow_down"
    PAIR = "pair"
    WINDOW_CLOSED = "window_closed"
    UNREACHABLE = "unreachable"
    STOP_MARKETING = "stop_marketing"
    CAPPED = "capped"
    TEMPLATE = "template"
    TOKEN = "token"  # noqa: S105 - a word, not a secret
    BILLING = "billing"
    ACCOUNT = "account"
    OUR_FAULT = "our_fault"
    PERMANENT = "permanent"


_CODES: dict[Verdict, tuple[int, ...]] = {
    # 131000: something went wrong; 131016: away for a while; 131057: the number is being moved to a higher tier.
    Verdict.RETRY: (1, 2, 131000, 131016, 131057, 133004),
    # 4: calls of the app; 80007, 80008: of the account; 130429: messages of the number, in and out together.
    Verdict.SLOW_DOWN: (4, 80007, 80008, 130429),
    Verdict.PAIR: (131056,),
    Verdict.WINDOW_CLOSED: (131047,),
    Verdict.UNREACHABLE: (131026,),
    Verdict.STOP_MARKETING: (131050,),
    # 130472: she is in an experiment of Meta's; 131049: so many a woman; 131048: too many have called us spam.
    Verdict.CAPPED: (130472, 131048, 131049),
    Verdict.TEMPLATE: (
        132000,
        132001,
        132005,
        132007,
        132008,
        132012,
        132015,
        132016,
        132018,
        132068,
        132069,
    ),
    # 0, 190: the token; 3, 10, 131005: what it may do.
    Verdict.TOKEN: (0, 3, 10, 190, 131005),
    Verdict.BILLING: (131042,),
    # 368, 131031: restricted or locked; 131037: the name is not agreed to; 131045, 133xxx: the number's registration.
    Verdict.ACCOUNT: (
        368,
        131031,
        131037,
        131045,
        133000,
        133005,
        133006,
        133008,
        133009,
        133010,
        133015,
        133016,
    ),
    # 33, 100: a wrong field or object; 131008, 131009: a field missing or wrong; 135000: the request as a whole.
    Verdict.OUR_FAULT: (33, 100, 131008, 131009, 131051, 131052, 131053, 135000),
    # 130497: not in that country; 131021: to ourselves; 131030: a test number's list; 131062: only to a number.
    Verdict.PERMANENT: (130497, 131021, 131030, 131055, 131060, 131062),
}

_PERMISSIONS = range(200, 300)

VERDICTS: dict[int, Verdict] = {code: verdict for verdict, codes in _CODES.items() for code in codes}
"""Each code that is documented, but for the permissions 200 to 299."""

TEMPLATE_STATES = {132001: "rejected", 132015: "paused", 132016: "disabled"}
"""What a refused template has become (db/templates.py)."""

REMEDIES: dict[Verdict, str] = {
    Verdict.TOKEN: "fatal: WHATSAPP_TOKEN is refused or may not do this",
    Verdict.BILLING: "fatal: Meta wants a way to pay; see its Billing hub",
    Verdict.ACCOUNT: "fatal: the number or its account is restricted; see the WhatsApp Manager",
}


def verdict_of(code: int, *, status: int = 400) -> Verdict:
    """What the code means; of one that nobody has described, the HTTP status decides."""
    if code in VERDICTS:
        return VERDICTS[code]
    if code in _PERMISSIONS:
        return Verdict.TOKEN
    if status == 429:
        return Verdict.SLOW_DOWN
    return Verdict.RETRY if status >= 500 else Verdict.PERMANENT
