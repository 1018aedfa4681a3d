"""What happens in front of the search: women who say everything that must stay secret, mistakes, faults, an operator.

The program runs as a process of its own; the folder gathers all it writes: records, logs, temporary files, pages, what
the operator's commands printed, backups.
"""

import asyncio
import io
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx
from PIL import Image

from tests.bench.program import _free_port, _setting_names
from tests.fakes.bot_api import BotApi
from tests.kill.awaits import ROOT
from tests.kill.ground import OFFICE, RING, Ground

BOT_ID = 424242
TOKEN = f"{BOT_ID}:KENARI-TOKEN-OF-THE-FAKE-SERVER-0000"
START_S, COMMAND_S = 40.0, 60.0

# By what they are. Numbers are nobody's: no Indonesian number begins with 0800 8.
CANARIES: Mapping[str, str] = {
    "token": "KENARI-TOKEN-OF-THE-FAKE-SERVER-0000",
    "webhook secret": "KENARIWEBHOOKRAHASIA01",
    "profile name": "Kenariprofil",
    "user name": "kenari_pengguna",
    "name": "Kenarinama",
    "phone": "080084736251",
    "card": "+6200847362519",
    "words": "kenarikata bebas",
    "wish": "kenaripermohonan",
    "harm": "kenariluka",
    "pin": "739164",
    "safe word": "kenaripayung",
    "door word": "kenaripintu",
    "photo": "KENARIKAMERA",
    "caption": "kenariketerangan",
    "file name": "kenariberkas",
    "bad file": "KENARIPROGRAM",
    "start code": "KENARIKODEMULAI",
    "tap": "kenariketuk",
    "edit": "kenariubahan",
    "undecodable": "kenarirusak",
    "error": "kenarisalah",
    "staff name": "Kenariratna",
    "key ring": RING.secret.hex(),
}

# What is said around a group's book. Sums are no secret of the records (docs/safety.md), but of everything else.
BOOK: Mapping[str, str] = {
    "member": "Kenarianggota",
    "everyday name": "Kenariakrab",
    "reason": "kenarisebab",
    "cost": "kenaribiaya",
    "difference": "kenaribeda",
    "answer": "kenarijawab",
    "signing number": "618305",
}
SUM, SUM_TYPED = "73519", "73.519"

# What never reaches the records: the settings, and what the program takes before it is stored.
NOT_STORED = {"token", "webhook secret", "key ring", "photo", "bad file", "error"}

# What even the sealed raw event must not hold after it was handled.
FORGOTTEN = {"harm", "pin", "safe word", "door word"}


class Run:
    """One program over one ground, and the people in front of it."""

    def __init__(self, ground: Ground, api: BotApi, defect: str = "") -> None:
        self.ground, self.api, self.port = ground, api, _free_port()
        self.folder = ground.folder
        (self.folder / "tmp").mkdir(exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if name not in _setting_names()}
        self.environment = {
            **kept,
            **ground.environment,
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": api.url,
            "TELEGRAM_WEBHOOK_SECRET": CANARIES["webhook secret"],
            "LOG_LEVEL": "DEBUG",
            "PORT": str(self.port),
            "TMPDIR": str(self.folder / "tmp"),
            "DEFECT": defect,
        }

    @asynccontextmanager
    async def program(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """From its first question to Telegram until the block ends; then SIGTERM."""
        asked = len(self.api.calls_of("getUpdates"))
        with (self.folder / "program.log").open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.canaries.program",
                cwd=self.folder,
                env=self.environment,
                stdout=output,
                stderr=output,
            )
        try:
            await self.api.until(lambda: len(self.api.calls_of("getUpdates")) > asked, most_s=START_S)
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(COMMAND_S):
                await process.wait()

    async def page(self, path: str) -> str:
        """One of the program's own pages, kept beside the rest."""
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.get(f"http://127.0.0.1:{self.port}{path}")
        name = path.strip("/").replace("/", "-")
        await asyncio.to_thread((self.folder / f"page-{name}").write_text, answer.text)
        return answer.text

    async def operator(self, *words: str) -> tuple[int, str]:
        """A command beside the program; all it printed is kept."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *words,
            cwd=self.folder,
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        async with asyncio.timeout(COMMAND_S):
            printed, _none = await process.communicate()
        return process.returncode or 0, printed.decode()

    async def operates(self, *words: str) -> int:
        code, printed = await self.operator(*words)
        file = self.folder / f"printed-{words[0]}"
        await asyncio.to_thread(file.write_text, printed)
        return code

    # -- people -----------------------------------------------------------------------------------------------------

    async def says(self, chat: int, *texts: str) -> None:
        """One after the other, each when the one before is answered."""
        for text in texts:
            before = len(self.api.accepted_in(chat))
            self.api.user_says(chat, text)
            await self.answered(chat, before)

    async def answered(self, chat: int, before: int) -> None:
        try:
            await self.api.until(lambda: len(self.api.accepted_in(chat)) > before, most_s=20)
        except TimeoutError:
            log = await asyncio.to_thread((self.folder / "program.log").read_text)
            lines = [line for line in log.splitlines() if '"DEBUG"' not in line]
            raise AssertionError("\n".join(["no answer to", str(chat), *lines[-9:]])) from None

    async def happens(self) -> None:
        """Everybody at once."""
        code, printed = await self.operator("invite", "--role", "worker", "--office", OFFICE)
        assert code == 0, printed
        invitation = next(
            line.removeprefix("Code: ") for line in printed.splitlines() if line.startswith("Code: ")
        )
        await asyncio.gather(
            self.is_called_so(1001),
            self.asks_for_a_person(1002),
            self.is_harmed(1003),
            self.breaks_it(1004),
            self.sends_files(1005),
            self.sends_odd_things(1006),
            self.locks_her_phone(1007),
            self.joins(1008, invitation),
        )
        await self.is_refused(1004)

    async def is_called_so(self, chat: int) -> None:
        self.api.world.room(chat).user |= {
            "first_name": CANARIES["profile name"],
            "username": CANARIES["user name"],
        }
        await self.says(chat, f"/start {CANARIES['start code']}", "sendiri", "panggilan", "nama saja")
        await self.says(chat, CANARIES["name"], "kata aman", CANARIES["safe word"], CANARIES["words"])

    async def asks_for_a_person(self, chat: int) -> None:
        await self.says(chat, "/start", "sendiri", "petugas", "Junrejo", "telepon", CANARIES["phone"], "pagi")
        await self.says(chat, "periksa lagi", "ya", CANARIES["wish"])

    async def is_harmed(self, chat: int) -> None:
        await self.says(chat, "/start", "bersama", f"suami saya memukul saya {CANARIES['harm']}", "ya")
        await self.says(chat, f"saya takut {CANARIES['harm']}")

    async def breaks_it(self, chat: int) -> None:
        await self.says(chat, "/jatuh", CANARIES["words"], CANARIES["words"])
        await self.says(chat, "/jatuhtulis", CANARIES["words"], CANARIES["words"])
        await self.says(chat, "menu", "/bocor", CANARIES["words"])

    async def is_refused(self, chat: int) -> None:
        """The platform's refusal quotes her; alone, because the next message of anybody meets it."""
        said = f'Bad Request: can\'t parse entities: unexpected "{CANARIES["error"]}" at 3'
        self.api.fail_next("sendMessage", 400, description=said)
        self.api.user_says(chat, "halo")
        await self.api.until(lambda: bool(self.api.faults.met), most_s=20)
        await self.says(chat, "menu")

    async def sends_files(self, chat: int) -> None:
        await self.says(chat, "/start", "sendiri", "/kirimfoto")
        exif = Image.Exif()
        exif[0x010F] = CANARIES["photo"]
        made = io.BytesIO()
        Image.new("RGB", (50, 50), "blue").save(made, "JPEG", exif=exif)
        for kind, content in (("photo", made.getvalue()), ("document", CANARIES["bad file"].encode() * 9)):
            before = len(self.api.accepted_in(chat))
            caption, name = CANARIES["caption"], f"{CANARIES['file name']}.jpg"
            self.api.sends_file(chat, kind, content, caption=caption, file_name=name)
            await self.answered(chat, before)
            await self.says(chat, "/kirimfoto")
        await self.api.until(lambda: len(self.api.calls_of("getFile")) == 2, most_s=30)

    async def sends_odd_things(self, chat: int) -> None:
        await self.says(chat, "/start", "sendiri")
        hers = [each for each in self.api.world.room(chat).messages.values() if not each.mine]
        self.api.edits(chat, hers[-1].message_id, CANARIES["edit"])
        self.api.taps_data(chat, self.api.accepted_in(chat)[-1].message_id, CANARIES["tap"])
        self.api.sends_contact(chat, phone=CANARIES["card"])
        self.api.world.add_update(
            {"message": {"chat": CANARIES["undecodable"], "text": CANARIES["undecodable"]}}
        )
        await self.says(chat, "menu")

    async def locks_her_phone(self, chat: int) -> None:
        await self.says(chat, "/start", "bersama", "kunci hp", "Kenarinama", CANARIES["door word"])
        await self.says(chat, CANARIES["pin"], CANARIES["pin"], "menu")

    async def joins(self, chat: int, code: str) -> None:
        await self.says(
            chat, f"/start {code}", CANARIES["staff name"], "perempuan", "sendiri", "ya", "/antrean"
        )
