"""What one types stands on the other's screen letter by letter, as plain text, and nothing in it can be tapped.

(reliability.md T14, T15; the cases are those of the Big List of Naughty Strings that a chat can carry, and markup.)
"""

import re

import pytest

from domain.relay_words import as_written
from tests.handlers.contact.letters import add_woman, add_worker, said_in
from tests.handlers.contact.relayed import heard, open_line, quotes, rest, says
from tests.phones import TelegramPhones
from tests.world import World

NAUGHTY = (
    "undefined null NaN {} [] {0} {words} {name!r} %s %d %n $HOME ${x} #{x} `ls` $(ls)",
    "<b>tebal</b> <a href=x>y</a> <script>alert(1)</script> &lt;b&gt; &amp;amp;",
    "*tebal* _miring_ __x__ ~x~ ||rahasia|| [tautan](tg://user?id=1) `kode` ```blok```",
    "1' OR '1'='1'; DROP TABLE matters; --",
    "=cmd|' /C calc'!A0 +1+1 -1 @SUM(1)",
    "../../../etc/passwd%00 C:\\con\\nul",
    "ÅÍÎÏ˝ÓÔ\uf8ffÒÚÆ☃ 田中さん 사회과학원 Ⱥ ЁЂЃ ١٢٣ ﷽",
    "😍 👨‍👩‍👧 🇮🇩 👍🏽 👩🏽‍❤️‍💋‍👩🏽 ½ ﬁ Ǆ",
    "ثم نفس سقطت وبالتحديد",
    "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤",
    "aman\u202etidak\u202c \u2066x\u2069 \ufeffy\u200bz",
    "satu\n\n\n\ndua\r\ntiga\ttab",
    "https://contoh.invalid/x?y=1&z=2 www.contoh.id t.me/contoh contoh.com",
    "/hapus_kasus /tutup@teman_demo_bot /a/b http://x/y",
    "@teman_demo_bot #tagar +62 800 000 0000",
)

# Source: tdlib, MessageEntity.cpp (find_bot_commands, find_mentions, find_urls): what its apps make to tap.
COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")
MENTION = re.compile(r"(?<![\w@])@[A-Za-z0-9_]{2,32}(?!\w)")
LINK = re.compile(r"://[^\s\u2060]|\bt\.me/|\w\.(?:com|id|me|invalid)\b")


@pytest.fixture(autouse=True)
async def people(world: World) -> None:
    await add_worker(world, "Rina")
    await add_woman(world, "Wati")


def plain(text: str) -> str:
    """Without the signs that we put between: a word joiner, and what keeps right-to-left words among themselves."""
    return re.sub("[\u2060\u2068\u2069]", "", text)


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
async def test_it_arrives_as_it_is_seen(world: World, text: str) -> None:
    matter = await open_line(world)
    if text.startswith("/"):
        text = f"ketik {text}"
    await says(world, "Wati", text)
    await world.pass_time(61)
    await world.pass_time(61)
    assert (await said_in(world, matter.id))[-1] == f"her: {as_written(text)}"
    shown = next(each for each in heard(world, "Rina") if as_written(text)[:8] in plain(each))
    assert as_written(text) in plain(shown)
    for acts in (COMMAND, MENTION, LINK):
        assert not acts.search(shown.partition(":\n")[2])


@pytest.mark.parametrize("text", NAUGHTY[:10], ids=range(10))
async def test_the_same_from_the_worker(world: World, text: str) -> None:
    await open_line(world)
    await says(world, "Wati", "halo bu")
    await quotes(world, "Rina", "halo bu", text)
    assert as_written(text) in plain(heard(world, "Wati")[-1])


async def test_no_request_has_a_parse_mode_or_a_preview(world: World) -> None:
    await open_line(world)
    await says(world, "Wati", NAUGHTY[2])
    if isinstance(world.phones, TelegramPhones):
        sent = [each.fields for each in world.phones._api.calls if each.method == "sendMessage"]
        assert sent
        assert not any("parse_mode" in fields or "entities" in fields for fields in sent)
        assert all("is_disabled" in str(fields["link_preview_options"]) for fields in sent)
    assert any(plain(NAUGHTY[2]) in plain(text) for text in heard(world, "Rina"))


@pytest.mark.parametrize("bait", ("/hapus_kasus", "/tutup", "/hapus_jejak", "/serahkan_urusan", "/menu"))
async def test_a_command_that_she_wrote_is_no_command_on_the_workers_phone(world: World, bait: str) -> None:
    matter = await open_line(world)
    await says(world, "Wati", f"bu tolong tekan {bait} ya")
    await rest(world)
    shown = next(text for text in heard(world, "Rina") if "tolong tekan" in text)
    assert not COMMAND.search(shown)
    before = await said_in(world, matter.id)
    await says(world, "Rina", bait)  # typed by hand all the same
    await rest(world)
    assert await said_in(world, matter.id) == before, "a command alone changes nothing of the matter"
