"""Does she answer a yes-or-no question with its own verb ("iya dapat", "belum pernah terima", "terdaftar")?

The law: the verb alone is a yes, beside a yes or a no it changes nothing; any word more ("mau dapat", "dulu dapat",
"suami yang dapat") and it is not read at all, because it may be about another time, another wish or somebody else.
"""

from domain.reading.answers import Answer, read_answer
from domain.reading.clean import POLITE, clean, words_of

WORDS_MAX = 8
# A verb of our questions, and how women say it.
_VERBS = {
    "menerima": "menerima terima nerima nrima trima dapat dapet dpt kebagian nampi nampa nampani",
    "pernah": "pernah prnah kantos",
    "terdaftar": "terdaftar kedaftar didaftar tercatat terdata kadaftar",
    "punya": "punya pnya mempunyai gaduh gadah duwe nduwe gableg",
}
_YES_OR_NO = frozenset("ya iya sudah belum tidak ada".split())
# What may stand beside it without changing anything.
_BESIDE = POLITE | frozenset("saya sy aku kami kita alhamdulillah alhamdulilah bantuannya nya".split())
# A yes to a wish is no yes to a fact.
_WISHES = frozenset("mau boleh pengen pingin ingin hoyong kepengin handak gelem siap setuju".split())


def read_echo(text: str, question: str) -> Answer | None:
    """Yes, no or not yet, said with the question's own verb; None if it is anything else. Never raises."""
    words = words_of(clean(text).text)
    asked = set(words_of(clean(question).text))
    verbs = {word for verb, said in _VERBS.items() if verb in asked for word in said.split()}
    if "?" in text or not 0 < len(words) <= WORDS_MAX or verbs.isdisjoint(words):
        return None
    rest = [word for word in words if word in _YES_OR_NO or word not in verbs | asked | _BESIDE]
    if not rest:
        return Answer.YA
    said = read_answer(" ".join(rest), asked_done=True, digits=False)
    if said is Answer.YA and not _WISHES.isdisjoint(rest):
        return None
    return said if said in (Answer.YA, Answer.TIDAK, Answer.BELUM) else None
