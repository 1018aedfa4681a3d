"""The last message of a chat is marked as read once; few chats are remembered."""

from bot.channels.whatsapp.marks import CHATS_MAX, Marks


def test_each_message_is_marked_once():
    marks = Marks()
    marks.came("siti", "a")
    marks.came("siti", "b")
    assert [marks.take_unread("siti"), marks.take_unread("siti"), marks.take_unread("lilis")] == ["b", "", ""]
    marks.came("siti", "c")
    assert marks.take_unread("siti") == "c"


def test_whoever_shows_that_we_write_has_marked_it_too():
    marks = Marks()
    assert marks.last("siti") == ""
    marks.came("siti", "a")
    assert [marks.last("siti"), marks.last("siti"), marks.take_unread("siti")] == ["a", "a", ""]


def test_the_longest_silent_chat_is_forgotten_first():
    marks = Marks()
    for number in range(CHATS_MAX):
        marks.came(str(number), "a")
    marks.came("0", "b")
    marks.came("new", "c")
    assert [marks.take_unread(chat) for chat in ("0", "1", "new")] == ["b", "", "c"]
