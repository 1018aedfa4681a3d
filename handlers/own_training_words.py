"""The words of her copy about courses: where she took part and came, and what became of it. Nobody else is named."""

from collections.abc import Iterator, Mapping

from conversation.text import Text, _
from db.certificates import Certificate
from db.own_training import OwnCourse, OwnSession, OwnTraining
from domain.board import Side as PostSide
from domain.certificates import State as PaperState
from domain.course_evaluations import Face as Judged
from domain.course_evaluations import Faces
from domain.courses import Part, Reply, Topic
from domain.moods import Face
from domain.skills import Side, Skill
from domain.training_outcomes import BEFORE, Answers, Business, Help, Income, Uses
from handlers.request_words import moment
from handlers.training.make_words import TOPICS

PARTS: Mapping[Part, Text] = {
    Part.JOINED: _("ikut"),
    Part.WAITING: _("di daftar tunggu"),
    Part.LEFT: _("sudah berhenti"),
    Part.DONE: _("ikut sampai selesai"),
}
REPLIES: Mapping[Reply, Text] = {
    Reply.YES: _("bisa"),
    Reply.GOD_WILLING: _("insyaallah"),
    Reply.UNSURE: _("belum tentu"),
    Reply.NO: _("tidak bisa"),
}
PAPERS: Mapping[PaperState, Text] = {
    PaperState.GRANTED: _("menunggu nama"),
    PaperState.VALID: _("berlaku"),
    PaperState.WITHDRAWN: _("tidak berlaku lagi"),
}
FACES: Mapping[Face, Text] = {Face.GOOD: _("senang"), Face.SO_SO: _("biasa"), Face.HEAVY: _("berat")}
JUDGED: Mapping[Judged, Text] = {
    Judged.GLAD: _("ya"),
    Judged.PLAIN: _("lumayan"),
    Judged.SAD: _("belum"),
}
USES: Mapping[Uses, Text] = {
    Uses.OFTEN: _("sering"),
    Uses.SOMETIMES: _("kadang-kadang"),
    Uses.NOT_YET: _("belum"),
}
INCOME: Mapping[Income, Text] = {
    Income.UP: _("naik"),
    Income.SAME: _("sama"),
    Income.DOWN: _("turun"),
}
BUSINESS: Mapping[Business, Text] = {Business.HAS: _("punya"), Business.NONE: _("belum")}
HELP: Mapping[Help, Text] = {
    Help.MONEY: _("modal"),
    Help.TOOLS: _("alat atau bahan"),
    Help.BUYERS: _("pembeli"),
    Help.LEARNING: _("belajar lagi"),
    Help.COMPANY: _("teman usaha"),
    Help.NOTHING: _("belum perlu"),
}
SKIPPED = _("tidak menjawab")


def lines_of(training: OwnTraining, zone: str) -> Iterator[Text]:
    """All of it, course by course. zone: hers; a session's day is of the course's own."""
    for course in training.courses:
        yield from _course(course)
    for title in training.trained:
        yield _("Ibu melatih di kelas {title}.", title=title)
    for paper in training.certificates:
        yield _certificate(paper)
    for skill in training.skills:
        yield _skill(skill)
    for at_ms, face in training.faces:
        yield _("{day}, perasaan Ibu: {face}.", day=moment(at_ms, zone).date(), face=FACES[face])
    for title, faces in training.evaluations:
        yield from _evaluation(title, faces)
    for each in training.outcomes:
        yield from _outcome(each.title, each.month, each.answers)
    for at_ms, side, words in training.posts:
        day = moment(at_ms, zone).date()
        if side is PostSide.CAN:
            yield _("{day}, di papan: saya bisa. {words}", day=day, words=words)
        else:
            yield _("{day}, di papan: saya butuh bantuan. {words}", day=day, words=words)


def _course(course: OwnCourse) -> Iterator[Text]:
    yield _(
        "Kelas {title}, {giver}, di {place}. Daftar {since}. Keadaannya: {part}.",
        title=course.title,
        giver=course.giver,
        place=course.place,
        since=moment(course.since_ms, course.zone).date(),
        part=PARTS[course.part],
    )
    if course.newcomer:
        yield _("Ibu bilang belum kenal peserta lain.")
    if course.left_why:
        yield _("Sebabnya berhenti: {words}", words=course.left_why)
    for session in course.sessions:
        yield _session(session, course.zone)
    if course.reminded:
        yield _("Diingatkan {count} kali.", count=course.reminded)
    if course.company:
        yield _("Ibu saling menemani dengan peserta lain.")
    for at_ms in course.asked_ms:
        yield _("{day}: kabar Ibu ditanyakan.", day=moment(at_ms, course.zone).date())


def _session(session: OwnSession, zone: str) -> Text:
    values: dict[str, object] = {"day": moment(session.start_ms, zone).date()}
    if session.reply is not None:
        values["reply"] = REPLIES[session.reply]
        if session.came is None:
            return _("{day}, jawaban Ibu: {reply}.", **values)
        if session.came:
            return _("{day}: hadir. Jawaban Ibu sebelumnya: {reply}.", **values)
        return _("{day}: tidak tercatat hadir. Jawaban Ibu sebelumnya: {reply}.", **values)
    return _("{day}: hadir.", **values) if session.came else _("{day}: tidak tercatat hadir.", **values)


def _certificate(paper: Certificate) -> Text:
    values = {"number": paper.number, "title": paper.body.title, "state": PAPERS[paper.state]}
    if not paper.name:
        return _("Sertifikat {number}, kelas {title}: {state}.", **values)
    return _("Sertifikat {number}, kelas {title}, atas nama {name}: {state}.", name=paper.name, **values)


def _skill(skill: Skill) -> Text:
    what = skill.words or TOPICS[Topic(skill.topic)]
    if skill.side is Side.CAN:
        return _("Keterampilan Ibu: {what}.", what=what)
    return _("Ibu ingin belajar: {what}.", what=what)


def _evaluation(title: str, faces: Faces) -> Iterator[Text]:
    def said(face: Judged | None) -> Text:
        return SKIPPED if face is None else JUDGED[face]

    yield _(
        "Kelas {title}, kata Ibu berguna: {useful}. Mudah dimengerti: {clear}. Nyaman: {at_ease}.",
        title=title,
        useful=said(faces.useful),
        clear=said(faces.clear),
        at_ease=said(faces.at_ease),
    )


def _outcome(title: str, month: int, answers: Answers) -> Iterator[Text]:
    if month == BEFORE:
        yield _("Sebelum kelas {title}:", title=title)
    else:
        yield _("{month} bulan sesudah kelas {title}:", month=month, title=title)
    if answers.is_empty:
        yield _("Ibu tidak menjawab.")
    if answers.uses is not None:
        yield _("Ilmunya dipakai: {uses}.", uses=USES[answers.uses])
    if answers.income is not None:
        yield _("Uang masuk: {income}.", income=INCOME[answers.income])
    if answers.business is not None:
        yield _("Usaha sendiri: {business}.", business=BUSINESS[answers.business])
    for each in answers.help or ():
        yield _("Yang bisa membantu: {help}.", help=HELP[each])
