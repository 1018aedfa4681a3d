"""What is said in a bench: ten questions, and the Telegram updates of people who answer them.

Every contender gets these bytes and no others; the same arguments always give the same bytes.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

START = "/start"
WELCOME = "Selamat datang, Bu. Ini program komputer, gratis, dan tidak pernah meminta PIN. "
THANKS = "Terima kasih, Bu. Semua jawaban sudah dicatat. Petugas akan menghubungi Ibu."
NOT_UNDERSTOOD = "Maaf, jawaban itu belum cocok. "
FIRST_CHAT_ID = 5_000_000_000
CHATS_MAX = 1_000_000
FIRST_DATE = 1_770_000_000

YES_NO = re.compile(r"ya|tidak", re.IGNORECASE)
NAME = re.compile(r"[A-Za-z' ]{2,40}")
DAY = re.compile(r"\d{1,2}([/-]\d{1,2}[/-]| [A-Za-z]+ )\d{4}")
AMOUNT = re.compile(r"(Rp)?\d[\d.]*( ?rb)?")
SMALL_NUMBER = re.compile(r"\d{1,2}")


@dataclass(frozen=True)
class Answer:
    """What she types, and what it means in canonical form (rupiah, ISO day, ya or tidak)."""

    text: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Question:
    key: str
    text: str
    form: re.Pattern[str]
    answers: tuple[Answer, ...]

    def accepts(self, text: str) -> bool:
        return self.form.fullmatch(text) is not None


def _plain(*texts: str) -> tuple[Answer, ...]:
    return tuple(Answer(text, text.lower()) for text in texts)


YES = (Answer("ya", "ya"), Answer("Ya", "ya"))
YES_OR_NO = (*YES, Answer("tidak", "tidak"), Answer("Tidak", "tidak"))
AMOUNTS = (
    Answer("25rb", "25000"),
    Answer("25.000", "25000"),
    Answer("Rp50.000", "50000"),
    Answer("100000", "100000"),
    Answer("75 rb", "75000"),
)
DAYS = (
    Answer("3/2/2026", "2026-02-03"),
    Answer("17-8-2025", "2025-08-17"),
    Answer("5 Januari 2026", "2026-01-05"),
    Answer("30/11/2025", "2025-11-30"),
)
NAMES = tuple(Answer(name, name) for name in ("Siti", "Lilis", "Yuyun", "Neneng", "Ibu Demo"))

QUESTIONS = (
    Question(key="bersedia", text="Apakah Ibu bersedia menjawab 10 pertanyaan? Jawab ya atau tidak.",
             form=YES_NO, answers=YES),
    Question(key="nama", text="Pertanyaan 2 dari 10. Ibu ingin dipanggil siapa?", form=NAME, answers=NAMES),
    Question(key="keluarga", text="Pertanyaan 3 dari 10. Berapa orang yang tinggal di rumah Ibu?",
             form=SMALL_NUMBER, answers=_plain("2", "3", "4", "5", "11")),
    Question(key="daerah", text="Pertanyaan 4 dari 10. Ibu tinggal di mana? 1 Desa. 2 Kota. 3 Pesisir.",
             form=SMALL_NUMBER, answers=_plain("1", "2", "3")),
    Question(key="menabung", text="Pertanyaan 5 dari 10. Apakah Ibu punya tabungan? Jawab ya atau tidak.",
             form=YES_NO, answers=YES_OR_NO),
    Question(key="setoran", text="Pertanyaan 6 dari 10. Berapa rupiah Ibu bisa menabung setiap bulan?",
             form=AMOUNT, answers=AMOUNTS),
    Question(key="tanggal", text="Pertanyaan 7 dari 10. Tanggal berapa Ibu mulai menabung?", form=DAY, answers=DAYS),
    Question(key="usaha", text="Pertanyaan 8 dari 10. Usaha Ibu apa? 1 Warung. 2 Jahit. 3 Kue. 4 Belum ada.",
             form=SMALL_NUMBER, answers=_plain("1", "2", "3", "4")),
    Question(key="kabar", text="Pertanyaan 9 dari 10. Kabar lewat apa? 1 Pesan. 2 Telepon. 3 Saya datang.",
             form=SMALL_NUMBER, answers=_plain("1", "2", "3")),
    Question(key="benar", text="Pertanyaan 10 dari 10. Apakah jawaban Ibu sudah benar? Jawab ya atau tidak.",
             form=YES_NO, answers=YES),
)  # fmt: skip
MESSAGES_A_CHAT = len(QUESTIONS) + 1


@dataclass(frozen=True, kw_only=True)
class Message:
    chat: int
    update: bytes


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What must be stored for a chat once its messages up to now are committed."""

    chat: int
    answers: tuple[Answer, ...]
    replies: tuple[str, ...]


def chat_ids(first: int, count: int) -> range:
    return range(FIRST_CHAT_ID + first, FIRST_CHAT_ID + first + count)


def answer_of(chat: int, question: int) -> Answer:
    choices = QUESTIONS[question].answers
    return choices[random.Random(chat * 100 + question).randrange(len(choices))]


def reply_after(answered: int) -> str:
    """The sentence that follows when so many questions are answered."""
    if answered == len(QUESTIONS):
        return THANKS
    return (WELCOME if answered == 0 else "") + QUESTIONS[answered].text


def expected(chats: Iterable[int], messages_each: int = MESSAGES_A_CHAT) -> Iterator[Expected]:
    for chat in chats:
        yield Expected(
            chat=chat,
            answers=tuple(answer_of(chat, question) for question in range(messages_each - 1)),
            replies=tuple(reply_after(answered) for answered in range(messages_each)),
        )


def messages(chats: Iterable[int], steps: range = range(MESSAGES_A_CHAT)) -> Iterator[Message]:
    """Updates in the order of arrival: everybody's first message, everybody's second, and so on.

    Step 0 starts the conversation, step n answers question n. So all the conversations are open at once.
    """
    for step in steps:
        for chat in chats:
            yield Message(chat=chat, update=_update(chat, step))


def _update(chat: int, step: int) -> bytes:
    text = START if step == 0 else answer_of(chat, step - 1).text
    number = step * CHATS_MAX + chat - FIRST_CHAT_ID  # Telegram numbers updates in the order of their arrival
    name = NAMES[chat % len(NAMES)].text
    message: dict[str, object] = {
        "message_id": step * 2 + 1,
        "from": {
            "id": chat,
            "is_bot": False,
            "first_name": name,
            "username": f"demo_{chat}",
            "language_code": "id",
        },
        "chat": {"id": chat, "first_name": name, "username": f"demo_{chat}", "type": "private"},
        "date": FIRST_DATE + step * 30,
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"offset": 0, "length": len(text), "type": "bot_command"}]
    return json.dumps({"update_id": 100_000_000 + number, "message": message}, separators=(",", ":")).encode()
