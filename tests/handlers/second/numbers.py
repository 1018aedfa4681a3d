"""Her number for signing on somebody else's phone, chosen and typed in a chat, whatever the channel asks for."""

from tests.play import Play
from tests.world import Way, World

NUMBER = "804172"


async def chooses_number(play: Play, world: World, name: str) -> None:
    """On her own phone."""
    stays = "..." if world.way is Way.WHATSAPP else ""
    await play(f"""
        {name}: angka tanda
        Bot: Angka tanda itu tanda tangan Ibu, di HP orang lain. Jangan diberitahukan. / Pilih 6 angka. Jangan tanggal lahir.
        {name}: 80 41 72
        Bot: Ketik angka itu sekali lagi.
        {name}: {NUMBER}
        Bot: Sudah, Bu. Angka tandanya saya simpan. {stays}
    """)


async def is_asked(play: Play, world: World, owner: str, said: str, before: str = "") -> str:
    """The owner of the phone says this; then the number is asked for. What answers it rightly."""
    if world.way is not Way.WHATSAPP:
        await play(f"""
            {owner}: {said}
            Bot: {before} Angka tandanya?
        """)
        return NUMBER
    await play(f"""
        {owner}: {said}
        Bot: {before} Angka tanda yang ke-<satu> dan ke-<dua>?
    """)
    first, second = int(play.memory.words.pop("satu")), int(play.memory.words.pop("dua"))
    return NUMBER[first - 1] + NUMBER[second - 1]
