"""What a woman reads of an announcement, on the wire and under "kabar": who speaks, the words, how not to get more.

One whole sentence a form, so that no form is joined from parts.
"""

from conversation.text import Text, _
from domain.announcement_words import Words
from domain.announcements import Content, NewsKind

GROUP_CALLED = "Ibu-ibu"
"""In a group's chat nobody is called by her name."""


def message(content: Content, *, salutation: str, name: str, language: str) -> Text:
    """The whole message for one woman."""
    words = Words(
        text=words_in(content, language),
        salutation=salutation,
        name=name,
        day=content.day,
    )
    if content.choices and content.news is NewsKind.GROUP:  # not the whole group, as its name would say
        return _(
            "Kabar dari {sender}:\n\n{words}\n\nJawaban Ibu dibaca pengurus {sender}.\n\n"
            "Tidak mau kabar seperti ini? Ketik PILIH KABAR.",
            sender=content.sender,
            words=words,
        )
    if content.choices:
        return _(
            "Kabar dari {sender}:\n\n{words}\n\nJawaban Ibu dibaca {sender}.\n\n"
            "Tidak mau kabar seperti ini? Ketik PILIH KABAR.",
            sender=content.sender,
            words=words,
        )
    return _(
        "Kabar dari {sender}:\n\n{words}\n\nTidak mau kabar seperti ini? Ketik PILIH KABAR.",
        sender=content.sender,
        words=words,
    )


def message_for_group(content: Content, language: str) -> Text:
    """The whole message for a group's chat: no names, no answers, no buttons there."""
    words = Words(text=words_in(content, language), salutation=GROUP_CALLED, day=content.day)
    if content.choices:
        return _(
            "Kabar dari {sender}:\n\n{words}\n\nJawab lewat chat pribadi dengan saya.",
            sender=content.sender,
            words=words,
        )
    return _("Kabar dari {sender}:\n\n{words}", sender=content.sender, words=words)


def message_to_forward(content: Content, language: str, *, bot: str) -> Text:
    """The whole message for a chat into which somebody else passes it on: there "saya" would be whoever does."""
    words = Words(text=words_in(content, language), salutation=GROUP_CALLED, day=content.day)
    if content.choices:
        return _(
            "Kabar dari {sender}:\n\n{words}\n\nJawab lewat chat dengan {bot}.",
            sender=content.sender,
            words=words,
            bot=bot,
        )
    return _("Kabar dari {sender}:\n\n{words}", sender=content.sender, words=words)


def words_in(content: Content, language: str) -> str:
    """The office's words in her language, if it has written them in it, else in Indonesian."""
    return content.texts.get(language) or content.texts["id"]
