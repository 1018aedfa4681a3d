"""Closing a matter: what came of it, perhaps a last word to her, and never over an open question without saying so."""

# staff: who answers women reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from domain.matter_refusals import StillUnanswered
from domain.matters import Result
from domain.refusals import Changed
from handlers.contact.close_steps import close_matter, find_ending
from handlers.contact.matter_words import RESULTS, called
from handlers.contact.topics import CHOICES
from handlers.names import MATTER, MATTERS
from handlers.questions import Words

# A last word stands above the news that it is closed.
WORDS_CHARS_MAX = 200

_RESULT_WORDS = {
    Result.ANSWERED.value: ("dijawab", "jawab"),
    Result.HELPED.value: ("dibantu", "bantu"),
    Result.REFERRED.value: ("dirujuk", "rujuk"),
    Result.AGREED.value: ("sepakat", "kesepakatan"),
    Result.SHE_ENDED.value: ("cukup", "diakhiri"),
    Result.NO_WORD.value: ("tidak ada kabar", "hilang"),
    Result.OTHER.value: ("lain", "lainnya"),
}
CHOICES_OF_RESULT = tuple(Choice(key, label, words=_RESULT_WORDS[key]) for key, label in RESULTS.items())
ANSWER = Choice("answer", _("Jawab dulu"), words=("jawab",))
ANYWAY = Choice("anyway", _("Tetap tutup"), words=("tutup", "ya"))
SKIP = _("Lewati")


async def close_one(chat: Chat, matter_id: int) -> None:
    """Gather what a closing needs, then close once."""
    # A step, though it writes nothing: what was seen now is what the closing is compared with.
    ending = await chat.run(find_ending, matter_id)
    name, code = called(ending.whom.name), ending.whom.code
    if ending.unanswered:
        asked = _("Pesan terakhir {name} ({code}) belum dijawab. Tetap tutup?", name=name, code=code)
        if (await chat.choose(asked, (ANSWER, ANYWAY))).key == ANSWER.key:
            await chat.go(MATTER, matter_id, "answer")
    result = await chat.choose(
        _("Tutup urusan {name} ({code}). Apa hasilnya?", name=name, code=code), CHOICES_OF_RESULT
    )
    topic = None
    if not ending.topic:
        topic = await chat.choose_or_skip(_("Soal apa ini? Untuk hitungan kantor saja."), CHOICES, skip=SKIP)
    words = await chat.ask_or_skip(
        _("Mau tulis kata penutup untuk {name}? Pendek saja.", name=name),
        Words(chars_max=WORDS_CHARS_MAX, skip=SKIP),
    )
    given = (result.key, "" if topic is None else topic.key, words or "")
    try:
        await chat.run(close_matter, matter_id, *given, ending.unanswered, ending.seen_n)
    except (Changed, StillUnanswered):
        await chat.say(_("Baru saja ada pesan lagi. Urusan ini belum ditutup."))
        await chat.go(MATTER, matter_id)
    await chat.say(_("Urusan {name} ({code}) sudah ditutup. Pengirimnya kami kabari.", name=name, code=code))
    await chat.go(MATTERS)
