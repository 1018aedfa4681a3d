"""Which word was meant behind one slip of the finger: a letter lost, added, swapped, or its neighbour on the keyboard?

The law: only words of five letters and more, with their first letter right, and never a word that is another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.reading.distress.ordinary import ORDINARY
from domain.reading.spelling import one_slip_apart

_LETTERS_MIN, _BENT_LETTERS_MIN = 5, 6
# Words as they are said whole, without which a sign cannot be read.
_CORE = (
    (
        "suami suamiku salaki bapaknya rentenir lakiku bojoku nyawa bundir mertua mantan pacarku pinjol "
        "pengen pingin ingin "
        "pengin kepengen kepengin mending mendingan hidup bunuh gantung nggantung gantungdiri racun mengakhiri akhiri "
        "selamanya gunanya artinya bosan lelah capek loncat jembatan kenapa takut pulang mabuk ngamuk sanggup nyerah "
        "menyerah luwung minum untuk hoyong hayang palay handak kekerasan dibunuh lagi"
    )
    .replace(" lagi", "")
    .split()
)
# Verbs that women write; each is known again in all its bent forms.
_VERBS = (
    (
        "tampar tonjok jambak cekik cekek gebuk hajar tendang gampar keroyok siksa aniaya tempeleng bogem "
        "jotos keplak tabok "
        "toyor jitak cambuk pentung hantam perkosa cabul leceh bacok bunuh pukul banting dorong seret tinju "
        "injak siram "
        "bakar tusuk sayat ikat gigit cubit ludah sabet sepak tembak todong setrum tindih cengkeram bekap "
        "lempar ancam sekap "
        "kurung kunci bentak teunggeul tampiling kampleng antem kepruk tempiling gaplok perkaos"
    )
    .replace(" perkaos", "")
    .split()
)
# One letter apart and harmless, as stems or as whole words.
NEIGHBOURS = frozenset(
    (
        "tunjuk tuju tolong ajar gambar bentuk baca serat tinjau tampil sikat gulung gabung cabut bangga "
        "amat guna cek sisa "
        "tampah bekam rapi kabul karung keruk sekat sepakat tembok lemah lainnya rabun sekawan selapan "
        "nyekar nandang "
        "mentang tenggang cepek inggih nggih merta play teller banking member jalin dijalin tata sewa pasar jamin "
        "sunami mantap mantab mantul buruh mendung pending gulanya lebah belah mandor paham dihafal dihapal menabur "
        "dipupuk memupuk mupuk dikancing ngancing dibelah dikuncir kuncir dikencani dihajikan disisa "
        "menyisa disirami "
        "dibaktar dibagar diikuti diingat ingat dibalas dikunjung dicukil menggigil mengigil dilantik "
        "melantik disapa "
        "disepakati menyepakati sepakat dicabut mencabut nyabut dicabuti dijahit dibentuk membentuk "
        "dibantuk dibanding "
        "membanding dibakari dibekali dibekal disekat menyekat disekati ditonton menonton nonton ditolak menolak "
        "ditanding ditandang bertandang disetor menyetor disetrika menyetrika nyetrika dilamar melamar "
        "dilebar hidang "
        "dihidang diantar mengantar diantara antara diajar menghajat dihajatkan dipanggang mengkaji dikaji "
        "memanggang "
        "dikurangi dikarung dihantar menghantar disikat diangkat ngangkat mengangkat mengurangi dicubo ludes suamii "
        "dibuncit pulau pulsa haram hidupi lelang bosen capcay capit ingat lontar ditimbun menimbun dibawak dibayar "
        "membayar mbayar ngebayar dibabat membabat dibasuh membasuh membasmi dibasmi dikupas dipikul memikul mikul "
        "dipakul dikikir ditebak menebak ditabuk menabung ditabung nabung dilompat dilambar dilampar menyiram"
    ).replace(" menyiram", "").split()
)  # fmt: skip
_SWALLOWED = {"p": "m", "t": "n", "k": "ng", "s": "ny"}
_ENDINGS = ("", "i", "in", "an", "kan")


def _bent(root: str) -> Iterator[str]:
    """Every bent form of a verb: "dipukul", "memukul", "mukul", with their endings."""
    if root[0] in _SWALLOWED:
        active = _SWALLOWED[root[0]] + root[1:]
    elif root[0] in "aiueo":
        active = "ng" + root
    else:
        active = {"b": "m", "g": "ng", "h": "ng", "l": "", "r": ""}.get(root[0], "n") + root
    for ending in _ENDINGS:
        if not (ending == "i" and root[-1] in "ai"):
            yield from (form + ending for form in ("di" + root, "me" + active, active, root, "nge" + root))


def _index(words: Iterable[str]) -> dict[str, list[str]]:
    """Each word under itself and under itself with one letter lost."""
    places: dict[str, list[str]] = {}
    for word in words:
        for at in range(1, len(word)):
            places.setdefault(word[:at] + word[at + 1 :], []).append(word)
        places.setdefault(word, []).append(word)
    return places


_PLAIN = _index(_CORE)
_FORMS = _index(
    dict.fromkeys(form for root in _VERBS for form in _bent(root) if len(form) >= _BENT_LETTERS_MIN)
)


def find_core_word(word: str) -> str | None:
    """The word one slip away without which a sign cannot be read; None if there is none, or it is another word."""
    return _find(word, _PLAIN, _LETTERS_MIN)


def find_bent_verb(word: str) -> str | None:
    """The bent verb one slip away, written as it should be; None if there is none, or it is another word."""
    return _find(word, _FORMS, _BENT_LETTERS_MIN)


def _find(word: str, index: dict[str, list[str]], letters_min: int) -> str | None:
    if len(word) < letters_min - 1 or word in ORDINARY or word in NEIGHBOURS:
        return None
    shorter = (word[:at] + word[at + 1 :] for at in range(1, len(word)))
    for key in (word, *shorter):
        for meant in index.get(key, ()):
            if len(meant) >= letters_min and meant[0] == word[0] and one_slip_apart(word, meant):
                return meant
    return None
