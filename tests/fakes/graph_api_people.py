"""What people do in the fake: they write, tap, share, edit, change their number, stop news."""

from typing import Any

from tests.fakes.graph_api_world import Message, Object, Person, World


class People:
    """Verbs; each is told to the program with the next delivery, and returns the number of her message."""

    def __init__(self, world: World) -> None:
        self.world = world

    def user_says(self, address: str, text: str, *, reply_to: str = "", **more: Any) -> str:
        """A text message; more: further fields of the message."""
        return self.user_sends(
            address, {"type": "text", "text": {"body": text}, **more}, text=text, reply_to=reply_to
        )

    def user_sends(
        self, address: str, content: Object, *, text: str = "", reply_to: str = "", **value: Any
    ) -> str:
        """A message of any kind: content holds the fields besides id, from and timestamp; value, further ones of it."""
        person = self.world.person(address)
        message = Message(
            self.world.new_wamid(), False, str(content.get("type")), text=text, at_s=self.world.now()
        )
        self.world.add_message(person, message)
        person.last_in_s = self.world.now()
        told: Object = {"id": message.wamid, "timestamp": str(int(self.world.now())), **content}
        if person.number:
            told["from"] = person.number
        if person.user_id:
            told["from_user_id"] = person.user_id
        if reply_to:
            told["context"] = {"from": "620000000001", "id": reply_to} | told.get("context", {})
        contact: Object = {"profile": {"name": person.name}}
        if person.number:
            contact["wa_id"] = person.number
        if person.user_id:
            contact["user_id"] = person.user_id
        self.world.tell("messages", contacts=[contact], messages=[told], **value)
        return message.wamid

    def sends_file(
        self, address: str, kind: str, content: bytes, mime: str, *, caption: str = "", **fields: Any
    ) -> str:
        """A photo (image), voice note (audio), document, video or sticker; the file's id."""
        file_id = self.world.add_file(content, mime, hers=True)
        file = {"id": file_id, "mime_type": mime, "sha256": self.world.files[file_id].sha256, **fields}
        if caption:
            file["caption"] = caption
        self.user_sends(address, {"type": kind, kind: file}, text=caption)
        return file_id

    def taps(self, address: str, wamid: str, label: str) -> str:
        """She taps a choice of that message; buttons stay for ever, so also of an old one."""
        person = self.world.person(address)
        message = next(each for each in person.messages if each.wamid == wamid)
        payload = dict(message.choices).get(label)
        if payload is None:
            raise LookupError(f"no choice {label!r}, but {[label for label, _ in message.choices]}")
        return self.taps_payload(address, wamid, payload, label, listed=len(message.choices) > 3)

    def taps_payload(
        self, address: str, wamid: str, payload: str, label: str = "?", *, listed: bool = False
    ) -> str:
        """A tap with any payload, also one that never stood there."""
        name = "list_reply" if listed else "button_reply"
        reply = {"type": name, name: {"id": payload, "title": label[:24]}}
        return self.user_sends(
            address, {"type": "interactive", "interactive": reply}, text=label, reply_to=wamid
        )

    def sends_contact(self, address: str, *, own: bool = True) -> str:
        number = self.world.person(address).number if own else "620000009999"
        card = {"name": {"formatted_name": "Demo"}, "phones": [{"phone": f"+{number}", "wa_id": number}]}
        return self.user_sends(address, {"type": "contacts", "contacts": [card]})

    def edits(self, address: str, wamid: str, text: str) -> str:
        """She changes a message of hers."""
        person = self.world.person(address)
        next(each for each in person.messages if each.wamid == wamid).text = text
        inner = {"type": "text", "text": {"body": text}}
        return self.user_sends(
            address, {"type": "edit", "edit": {"original_message_id": wamid, "message": inner}}
        )

    def changes_number(self, address: str, number: str, *, user_id: str = "") -> str:
        """She moves to another number, and has another user id from then on. System messages have no contacts."""
        person = self.world.person(address)
        system: Object = {"type": "user_changed_number", "wa_id": number, "body": "User Demo changed"}
        return self._moves(person, system, number, user_id)

    def changes_user_id(self, address: str, user_id: str) -> str:
        """The same, where Meta may not tell us her number."""
        person = self.world.person(address)
        return self._moves(person, {"type": "user_changed_user_id", "body": "User Demo changed"}, "", user_id)

    def _moves(self, person: Person, system: Object, number: str, user_id: str) -> str:
        told: Object = {"id": self.world.new_wamid(), "timestamp": str(int(self.world.now()))}
        if number and person.number:
            told["from"] = person.number
        if person.user_id:
            system["previous_user_id"] = person.user_id
        if user_id:
            system["user_id"] = user_id
        person.number, person.user_id = number or person.number, user_id
        for address in (person.number, person.user_id):
            if address:
                self.world.people[address] = person
        self.world.tell("messages", messages=[{**told, "type": "system", "system": system}])
        return str(told["id"])

    def stops_news(self, address: str, *, value: str = "stop") -> None:
        """She stops (or resumes) news in her own app."""
        person = self.world.person(address)
        person.stopped = value == "stop"
        told: Object = {
            "detail": "User requested to stop marketing messages",
            "category": "marketing_messages",
            "value": value,
            "timestamp": int(self.world.now()),
        }
        contact: Object = {"profile": {"name": person.name}}
        for names, address in ((("wa_id", "wa_id"), person.number), (("user_id", "user_id"), person.user_id)):
            if address:
                told[names[0]] = contact[names[1]] = address
        self.world.tell("user_preferences", contacts=[contact], user_preferences=[told])

    def reads(self, address: str) -> None:
        """She looks at everything the program has written."""
        person = self.world.person(address)
        for message in person.messages:
            if message.mine and message.status != "read":
                self.world.tell_status(person, message, "read")

    def is_unreachable(self, address: str) -> None:
        """She has blocked the number, or has no WhatsApp any more: Meta tells only when we write."""
        self.world.person(address).reachable = False

    def decides_on_template(self, name: str, language: str, state: str, reason: str = "NONE") -> None:
        """Meta has looked at a template."""
        template = self.world.templates[name, language]
        template.state = state
        value = {
            "event": state,
            "message_template_id": int(template.id),
            "message_template_name": name,
            "message_template_language": language,
            "message_template_category": template.category,
            "reason": reason,
        }
        self.world.told.append(("message_template_status_update", value))
