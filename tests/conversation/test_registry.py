"""Conversations are found by name and by word, and two never claim the same."""

from enum import Enum
from typing import Any

import pytest

from conversation.chat import Chat
from conversation.registry import Conversation, Listed, Registry, conversation
from conversation.text import _


class Role(Enum):
    MEMBER = "member"
    TREASURER = "treasurer"


@conversation("menu", title=_("Menu"), words=["mulai"], in_place=True, resumes=False)
async def menu(chat: Chat) -> None:
    await chat.say(_("Menu."))


@conversation("setor", title=_("Setor"), words=["nabung", "simpan"], roles={Role.TREASURER}, sensitive=True)
async def saving(chat: Chat) -> None:
    await chat.say(_("Setor."))


def _named(name: str, *words: str) -> Conversation:
    async def nothing(chat: Chat) -> Any:
        return None

    return conversation(name, title=_("Apa saja"), words=words)(nothing)


def test_the_decorator_makes_a_record_of_what_it_was_told():
    assert (menu.name, menu.words, menu.in_place, menu.resumes, menu.sensitive) == (
        "menu",
        ("mulai",),
        True,
        False,
        False,
    )
    assert saving.sensitive
    assert saving.resumes
    assert saving.roles == {Role.TREASURER}


def test_a_conversation_is_found_by_name_and_by_every_word():
    registry = Registry([menu, saving])
    assert registry.find("setor") is saving
    assert registry.find_by_word("setor") == "setor"
    assert registry.find_by_word("nabung") == "setor"
    assert registry.find_by_word("mulai") == "menu"
    assert list(registry) == [menu, saving]


def test_what_is_not_there_is_not_found():
    registry = Registry([menu])
    assert registry.find("setor") is None
    assert registry.find("mulai") is None
    assert registry.find_by_word("setor") is None


@pytest.mark.parametrize(
    "second", [_named("menu"), _named("other", "mulai"), _named("mulai"), _named("other", "menu")]
)
def test_two_conversations_never_claim_the_same_name_or_word(second):
    with pytest.raises(ValueError, match="two conversations"):
        Registry([menu, second])


def test_a_word_may_be_named_twice_by_its_own_conversation():
    assert Registry([_named("jadwal", "jadwal", "jadwal")]).find_by_word("jadwal") is not None


def test_only_who_has_one_of_the_roles_may_have_it():
    registry = Registry([menu, saving])
    assert registry.allowed(menu, [])
    assert registry.allowed(saving, [Role.MEMBER, Role.TREASURER])
    assert not registry.allowed(saving, [Role.MEMBER])
    assert not registry.allowed(saving, [])


# -- listed, and loaded when needed -------------------------------------------------------------------------------

HERE = f"{__name__}:"


def test_a_listed_conversation_is_loaded_when_it_is_asked_for_and_not_before():
    registry = Registry(
        [Listed("setor", HERE + "saving", "nabung", "simpan"), Listed("lain", "nowhere:at_all")]
    )
    assert registry.find_by_word("nabung") == "setor"
    assert registry.find("setor") is saving
    assert registry.find_by_word("lain") == "lain"
    with pytest.raises(ModuleNotFoundError):
        registry.find("lain")


def test_listed_and_loaded_ones_never_claim_the_same():
    with pytest.raises(ValueError, match="two conversations"):
        Registry([menu, Listed("setor", HERE + "saving", "mulai")])


@pytest.mark.parametrize(
    "listed", [Listed("setor", HERE + "saving"), Listed("sertor", HERE + "saving", "nabung", "simpan")]
)
def test_a_list_that_says_other_than_the_conversation_is_refused(listed):
    with pytest.raises(ValueError, match="listed with other words"):
        Registry([listed]).find(listed.name)
