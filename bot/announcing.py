"""An announcement becomes one message for one receiver, at the moment her row of the outbox is opened.

The words are kept once, sealed, for everybody (`notices`); how she is called, her language and her chat come from her
own row and are stored nowhere with them (db/outbox.py). The sender's preview is the same sentence (handlers/announce).
"""

from typing import Any

from bot.channels.base import Button, Layout, Outgoing
from bot.render import render
from domain.announcements import Content
from handlers.announce.message import message, message_for_group

ANSWER_PAYLOAD = "a"
"""Before the code and the number of an answer: "aK7Q2M.1" (bot/talking.py)."""


def outgoing(body: dict[str, Any], outbox_id: int) -> Outgoing:
    """The message of an opened row. body: Content's own fields, and chat, salutation, name and language of hers."""
    content, chat, language = Content.of(body), body["chat"], body.get("language", "id")
    in_group = chat.startswith("-")
    if in_group:
        text = message_for_group(content, language)
    else:
        called = {each: body.get(each, "") for each in ("salutation", "name")}
        text = message(content, language=language, **called)
    buttons = () if in_group else _buttons(content)
    return Outgoing(
        outbox_id=str(outbox_id),
        chat=chat,
        text=render(text, language),
        buttons=buttons,
        layout=Layout.BUTTONS if buttons else Layout.NONE,
        recipe=content.recipe,
        recipe_args=content.recipe_args,
    )


def _buttons(content: Content) -> tuple[Button, ...]:
    return tuple(
        Button(label=label, payload=f"{ANSWER_PAYLOAD}{content.code}.{number}")
        for number, label in enumerate(content.choices, start=1)
    )
