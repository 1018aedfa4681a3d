"""What Meta calls with, kind by kind: the shapes of its reference and of what people report, filled with nobody's data.

    for each in SAMPLES: ...   # each.field, each.value, and what the program makes of it: answered, quiet, laid aside

Sources: developers.facebook.com, "messages webhook reference" (one page a kind) and the pages of the other fields;
chatwoot PR 14547 (131060), restfb #1239 (type "unknown"), pywa #220 and #227 (no contacts), whaloc's and ericvera's
emulators (request_welcome, user ids). Nothing is copied from any of them.
"""

import itertools
from dataclasses import dataclass
from typing import Any

from tests.fakes.graph_api_world import DISPLAY_NUMBER, NUMBER_ID, Object

HER = "620000000901"
HER_ID = "ID.13491208655302741"
HIDDEN = "ID.13491208655302742"  # she has a user name, and we never see a number
ANSWERED, QUIET, ASIDE = "answered", "quiet", "laid aside"


@dataclass(frozen=True)
class Sample:
    """becomes: ANSWERED, QUIET (nothing is said), or ASIDE (kept for a person to look at)."""

    name: str
    value: Object
    becomes: str
    field: str = "messages"
    raw: bool = False  # not as Meta publishes it; it may come all the same


def _value(**content: Any) -> Object:
    metadata = {"display_phone_number": DISPLAY_NUMBER, "phone_number_id": NUMBER_ID}
    return {"messaging_product": "whatsapp", "metadata": metadata, **content}


def _contact(**named: str) -> Object:
    return {"profile": {"name": "Demo"}, **(named or {"wa_id": HER})}


_numbers = itertools.count(1)


def _id() -> str:
    return f"wamid.SAMPLE{next(_numbers):06}"


def message(kind: str, content: Any = None, **more: Any) -> Object:
    """One message of hers with its contact."""
    told: Object = {"id": _id(), "from": HER, "timestamp": "1770087600", "type": kind}
    if content is not None:
        told[kind] = content
    return _value(contacts=[_contact()], messages=[told | more])


def status(word: str, **more: Any) -> Object:
    told = {"id": _id(), "status": word, "timestamp": "1770087600", "recipient_id": HER}
    return _value(statuses=[told | more])


def _without(value: Object, list_name: str, *names: str) -> Object:
    for name in names:
        for each in value[list_name]:
            each.pop(name, None)
    return value


def _of_nobody(value: Object) -> Object:
    return {name: each for name, each in value.items() if name != "contacts"}


def _hidden(**more: Any) -> Object:
    told = {
        "id": _id(),
        "from_user_id": HIDDEN,
        "timestamp": "1770087600",
        "type": "text",
        "text": {"body": "halo"},
    }
    contact = {"profile": {"name": "Demo", "username": "demo.demo"}, "user_id": HIDDEN}
    return _value(contacts=[contact], messages=[told | more])


FILE = {"id": "700000000000001", "mime_type": "image/jpeg", "sha256": "x"}
FAULT = {"code": 131051, "title": "Message type unknown", "message": "Message type unknown",
         "error_data": {"details": "Message type is currently not supported."}}  # fmt: skip
UNAVAILABLE = {
    "code": 131060,
    "title": "This message is unavailable",
    "message": "This message is unavailable",
}
PRODUCT = {"product_retailer_id": "demo-1", "quantity": 2, "item_price": 10000, "currency": "IDR"}
REFERRAL = {"source_url": "https://fb.me/demo", "source_id": "1", "source_type": "ad", "headline": "Demo",
            "body": "Demo", "media_type": "image", "image_url": "https://example.org/1.jpg", "ctwa_clid": "x"}  # fmt: skip

# Of her: each is answered, or it says nothing to us.
OF_HERS: tuple[Sample, ...] = (
    Sample("text", message("text", {"body": "halo"}), ANSWERED),
    Sample("no contacts at all", _of_nobody(message("text", {"body": "halo"})), ANSWERED),
    Sample("no wa_id in the contact", _without(message("text", {"body": "halo"}), "contacts", "wa_id"), ANSWERED),
    Sample("user name, user id only", _hidden(), ANSWERED),
    Sample("user name, no contacts", _of_nobody(_hidden()), ANSWERED),
    Sample("user id beside the number", message("text", {"body": "halo"}, from_user_id=HER_ID), ANSWERED),
    Sample("parent user id too", _hidden(from_parent_user_id="ID.ENT.1349120865530274"), ANSWERED),
    Sample("identity hash null", message("text", {"body": "halo"}, identity=None), ANSWERED),
    Sample("forwarded", message("text", {"body": "halo"}, context={"forwarded": True}), ANSWERED),
    Sample("much forwarded", message("text", {"body": "halo"}, context={"frequently_forwarded": True}), ANSWERED),
    Sample("quotes something of long ago",
           message("text", {"body": "halo"}, context={"from": DISPLAY_NUMBER, "id": "wamid.GONE"}), ANSWERED),
    Sample("about a product",
           message("text", {"body": "halo"},
                   context={"from": DISPLAY_NUMBER, "id": "wamid.GONE",
                            "referred_product": {"catalog_id": "1", "product_retailer_id": "2"}}), ANSWERED),
    Sample("from an advertisement", message("text", {"body": "halo"}, referral=REFERRAL), ANSWERED),
    Sample("from an advertisement, welcome", message("text", {"body": "halo"},
           referral=REFERRAL | {"welcome_message": {"text": "Halo"}}), ANSWERED),
    Sample("button of a template without payload of ours",
           message("button", {"text": "Lihat kabar", "payload": "Lihat kabar"},
                   context={"from": DISPLAY_NUMBER, "id": "wamid.GONE"}), ANSWERED),
    Sample("button of a template with a payload nobody knows",
           message("button", {"text": "Ya", "payload": "p123.nobody"}, context={"id": "wamid.GONE"}), ANSWERED),
    Sample("form (nfm_reply)",
           message("interactive", {"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent",
                   "response_json": "{\"flow_token\":\"unused\",\"x\":\"y\"}"}}), ANSWERED),
    Sample("form with null", message("interactive", {"type": "nfm_reply", "nfm_reply": None}), ANSWERED),
    Sample("old button of ours", message("interactive", {"type": "button_reply",
           "button_reply": {"id": "x" * 256, "title": "Ya"}}, context={"id": "wamid.GONE"}), ANSWERED),
    Sample("row of a list without an id", message("interactive", {"type": "list_reply",
           "list_reply": {"title": "Ya"}}), ANSWERED),
    Sample("order", message("order", {"catalog_id": "1", "text": "", "product_items": [PRODUCT]}), ANSWERED),
    Sample("unsupported", message("unsupported", None, errors=[FAULT]), ANSWERED),
    Sample("unsupported, with its kind",
           message("unsupported", {"type": "poll_creation"}, errors=[FAULT]), ANSWERED),
    Sample("unavailable (131060)", message("unsupported", None, errors=[UNAVAILABLE]), ANSWERED),
    Sample("unknown, as it was called", message("unknown", None, errors=[FAULT]), ANSWERED),
    Sample("a kind of 2030", message("hologram", {"id": "1", "deep": {"er": [1, None, 2.5]}}), ANSWERED),
    Sample("photo", message("image", FILE), ANSWERED),
    Sample("photo with words and an address", message("image", FILE | {"caption": "ini", "url": "https://x"}), ANSWERED),
    Sample("voice note", message("audio", FILE | {"mime_type": "audio/ogg; codecs=opus", "voice": True}), ANSWERED),
    Sample("video", message("video", FILE | {"mime_type": "video/mp4"}), ANSWERED),
    Sample("document", message("document", FILE | {"mime_type": "application/pdf", "filename": "a.pdf"}), ANSWERED),
    Sample("sticker", message("sticker", FILE | {"mime_type": "image/webp", "animated": True}), ANSWERED),
    Sample("place", message("location", {"latitude": -6.5, "longitude": 107.4, "name": "Demo"}), ANSWERED),
    Sample("somebody else's card", message("contacts", [{"name": {"formatted_name": "Demo"},
           "phones": [{"phone": "+62 000", "wa_id": "620000009999", "type": "CELL"}]}]), ANSWERED),
    Sample("a card without a telephone", message("contacts", [{"name": {"formatted_name": "Demo"}}]), ANSWERED),
    Sample("an empty card list", message("contacts", []), ANSWERED),
    Sample("half of a letter", message("text", {"body": "halo \ud83d"}), ANSWERED),
    Sample("zero characters", message("text", {"body": "\x00\u200b"}), ANSWERED),
    Sample("a name like no other", _value(contacts=[{"profile": {"name": "\ud800\u202eDemo\x00"}, "wa_id": HER}],
           messages=[{"id": _id(), "from": HER, "timestamp": "1770087600", "type": "text",
                      "text": {"body": "halo"}}]), ANSWERED),
    Sample("no date", _without(message("text", {"body": "halo"}), "messages", "timestamp"), ANSWERED, raw=True),
    Sample("a date of 1e30", message("text", {"body": "halo"}, timestamp="9" * 30), ANSWERED),
    Sample("no type", _without(message("text", {"body": "halo"}), "messages", "type"), ANSWERED, raw=True),
    Sample("reaction", message("reaction", {"message_id": "wamid.GONE", "emoji": "🙏"}), QUIET),
    Sample("reaction taken back", message("reaction", {"message_id": "wamid.GONE"}), QUIET),
    Sample("she opened the chat", message("request_welcome"), QUIET),
    Sample("taken back", message("revoke", {"original_message_id": "wamid.GONE"}), QUIET),
    Sample("disappearing messages", message("ephemeral", {"expires_in": 1}), QUIET),
    Sample("may we call", message("interactive", {"type": "call_permission_reply",
           "call_permission_reply": {"response": "accept", "is_permanent": False}}), QUIET),
    Sample("in a group", message("text", {"body": "halo semua"}, group_id="Y2FwaV9ncm91cA=="), QUIET),
    Sample("photo in a group", message("image", FILE, group_id="Y2FwaV9ncm91cA=="), QUIET),
    Sample("changed what she said", message("edit", {"original_message_id": "wamid.GONE",
           "message": {"type": "text", "text": {"body": "halo!"}}}), ANSWERED),
    Sample("system message of another kind", _of_nobody(message("system", {"type": "user_identity_changed",
           "body": "User changed", "identity": "x"})), QUIET),
    Sample("half a letter in the id", _value(contacts=[_contact()], messages=[{"id": "wamid.\ud800",
           "from": HER, "timestamp": "1770087600", "type": "text", "text": {"body": "halo"}}]), ANSWERED),
    Sample("sender that is no address", message("text", {"body": "halo"}, **{"from": "62 000 \ud800"}), ASIDE),
    Sample("no sender anywhere", _of_nobody(_without(message("text", {"body": "halo"}), "messages", "from")), ASIDE),
    Sample("text without words", message("text", {}), ASIDE, raw=True),
    Sample("text that is a list", message("text", ["halo"]), ASIDE, raw=True),
    Sample("photo without an id", message("image", {"mime_type": "image/jpeg"}), ASIDE, raw=True),
    Sample("a message that is a word", _value(messages=["halo"]), ASIDE, raw=True),
)  # fmt: skip

# Of our messages, of her wishes, and of what Meta decides: nobody is answered.
OF_OTHERS: tuple[Sample, ...] = (
    Sample("sent, with prices", status("sent", conversation={"id": "x", "expiration_timestamp": "1",
           "origin": {"type": "service"}}, pricing={"billable": True, "pricing_model": "PMP", "type": "regular",
           "category": "service"}), QUIET),
    Sample("delivered, free", status("delivered", pricing={"billable": False, "pricing_model": "PMP",
           "type": "free_customer_service", "category": "service"}), QUIET),
    Sample("a price as it was before", status("read", pricing={"billable": True, "pricing_model": "CBP",
           "category": "referral_conversion"}), QUIET),
    Sample("heard", status("played"), QUIET),
    Sample("failed, and nobody is named", _without(status("failed", errors=[{"code": 131026, "title": "x",
           "message": "x", "error_data": {"details": "x"}, "href": "https://x"}]), "statuses", "recipient_id"), QUIET),
    Sample("failed without a reason", status("failed"), QUIET),
    Sample("failed for a reason of 2030", status("failed", errors=[{"code": 999999, "title": "x"}]), QUIET),
    Sample("of a message that is not ours", status("sent", biz_opaque_callback_data="nobody's"), QUIET),
    Sample("of a number too large", status("sent", biz_opaque_callback_data="9" * 40), QUIET),
    Sample("opaque with half a letter", status("sent", biz_opaque_callback_data="\ud800"), QUIET),
    Sample("to a user id", status("sent", recipient_user_id=HER_ID), QUIET),
    Sample("to a group", status("delivered", recipient_id="Y2FwaV9ncm91cA==", recipient_type="group",
           recipient_participant_id=HER), QUIET),
    Sample("a word of 2030", status("remembered"), QUIET, raw=True),
    Sample("a status without an id", _without(status("sent"), "statuses", "id"), ASIDE, raw=True),
    Sample("errors of the account", _value(errors=[{"code": 130429, "title": "Rate limit hit"}]), QUIET),
    Sample("she stops news", _value(contacts=[_contact()], user_preferences=[{"wa_id": HER, "value": "stop",
           "category": "marketing_messages", "detail": "x", "timestamp": 1770087600}]), QUIET, "user_preferences"),
    Sample("she resumes news", _value(user_preferences=[{"user_id": HIDDEN, "value": "resume",
           "category": "marketing_messages", "timestamp": 1770087601}]), QUIET, "user_preferences"),
    Sample("a wish of 2030", _value(user_preferences=[{"wa_id": HER, "value": "whisper", "category": "calls",
           "timestamp": 1770087602}]), QUIET, "user_preferences", raw=True),
    Sample("what somebody wrote by hand (coexistence)", _value(message_echoes=[{"from": DISPLAY_NUMBER, "to": HER,
           "id": _id(), "timestamp": "1770087600", "type": "text", "text": {"body": "dari kantor"}}]),
           QUIET, "smb_message_echoes"),
    Sample("old chats (coexistence)", _value(history=[{"metadata": {"phase": 0, "chunk_order": 1, "progress": 5},
           "threads": [{"id": HER, "messages": [{"from": HER, "id": _id(), "timestamp": "1", "type": "text",
           "text": {"body": "dulu"}}]}]}]), QUIET, "history"),
    Sample("address book (coexistence)", _value(state_sync=[{"type": "contact", "action": "add",
           "contact": {"full_name": "Demo", "phone_number": HER}}]), QUIET, "smb_app_state_sync"),
    Sample("the account is restricted", {"event": "ACCOUNT_RESTRICTION", "phone_number": DISPLAY_NUMBER,
           "restriction_info": [{"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": "1"}]},
           QUIET, "account_update"),
    Sample("the account is gone", {"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "DISABLE",
           "waba_ban_date": "1"}}, QUIET, "account_update"),
    Sample("the number's quality", {"display_phone_number": DISPLAY_NUMBER, "event": "DOWNGRADE",
           "current_limit": "TIER_1K", "old_limit": "TIER_10K"}, QUIET, "phone_number_quality_update"),
    Sample("what the business may", {"max_daily_conversation_per_phone": 1000, "max_phone_numbers_per_business": 2},
           QUIET, "business_capability_update"),
    Sample("an alert", {"entity_type": "WABA", "entity_id": 1, "alert_severity": "CRITICAL"}, QUIET, "account_alerts"),
    Sample("a template is agreed to", {"event": "APPROVED", "message_template_id": 1, "reason": "NONE",
           "message_template_name": "nobodys_template", "message_template_language": "id",
           "message_template_category": "UTILITY"}, QUIET, "message_template_status_update"),
    Sample("a template is stopped", {"event": "PAUSED", "message_template_id": 1, "reason": "NONE",
           "message_template_name": "nobodys_template", "message_template_language": "id",
           "other_info": {"title": "FIRST_PAUSE", "description": "x"}}, QUIET, "message_template_status_update"),
    Sample("a template's quality", {"message_template_id": 1, "message_template_name": "nobodys_template",
           "message_template_language": "id", "previous_quality_score": "GREEN", "new_quality_score": "RED"},
           QUIET, "message_template_quality_update"),
    Sample("a template's words", {"message_template_id": 1, "message_template_name": "nobodys_template",
           "message_template_language": "id", "message_template_element": "x"},
           QUIET, "message_template_components_update"),
    Sample("a template's category", {"message_template_id": 1, "message_template_name": "nobodys_template",
           "message_template_language": "id", "previous_category": "UTILITY", "new_category": "MARKETING",
           "correct_category": "MARKETING", "category_update_timestamp": 1}, QUIET, "template_category_update"),
    Sample("a call", _value(calls=[{"id": "wacid.X", "from": HER, "event": "connect", "timestamp": "1"}]),
           QUIET, "calls"),
    Sample("a group has begun", _value(groups=[{"type": "group_create", "group_id": "x"}]), QUIET,
           "group_lifecycle_update"),
    Sample("a field of 2030", {"a": {"b": [None]}}, QUIET, "telepathy"),
    Sample("nothing in it", {}, QUIET),
)  # fmt: skip

SAMPLES = OF_HERS + OF_OTHERS
