"""Which words name people, and whose are they? The writer, a man of the house, a child, somebody else.

"Lakinya" and "bojone" are somebody else's husband; "bapaknya anak-anak" is the writer's own.
"""

from __future__ import annotations

_PEOPLE: dict[str, str] = {
    "self": (
        "saya sy sya sayah saia syaa aku ak aq akuh gue gw gua gwe abdi kuring uing aing kula kulo kawula "
        "dalem ingsun inyong nyong enyong beta be bta ulun unda diriku awakku awaku ana akulah sayalah "
        "badanku ragaku mukaku wajahku kepalaku tanganku leherku perutku pipiku rambutku tubuhku kepalaq "
        "fotoku videoku saye gweh"
    ),
    # A husband is also among those with power over her.
    "husband": (
        "suami swami swamii suamii suwami suamo suani suaim sumai siami smi suam suamy suamiq suamik "
        "suamiku laki lakiku lakiq lakik bojo bojoku bojoq salaki paksu misua paitua paituah semah "
        "semahipun garwa garwo caroge rabiku lanangku lanang hubby pasutri bapake bapae bapakne bapane "
        "bapana bapaknya bpknya bapanya ayahnya ayahe ayahna abahnya papanya papahnya papane bapaknyaanak "
        "bapakmu papinya pakne ayang yayang ayank"
    ),
    "perp": (
        "mantan pacar pacarku cowok cowokku cowo tunangan kabogoh pacarnya mertua majikan bos boss "
        "juragan mandor paman pamanku pamannya pakde paklik paklek pakleknya uwak uwa mamang om omnya "
        "kakek kakeknya ipar tiri tirinya preman oknum ustadz guru pelatih sepupu lelaki pria bokap babe "
        "penjahat maling agen calo atasan bapakku ayahku abangku abahku bapaku bapak bpk ayah abah papa "
        "papah bapa papi kakung dia dianya doi doski inya inyo sidin manehna mereka orang urang wong "
        "wonge org tetangga abang abangnya"
    ),
    "child": (
        "anak anakku anakq anaknya anaku ank anake anakna anak2 bayi bayiku bayinya balita budak barudak "
        "putra putri putraku putriku cucu cucuku kakanak kakanakan bocah bocahe bocil murid siswa gadisku remaja "
        "keponakan ponakan kemenakan orok anakmu tole murangkalih sikecil genduk yoga larene lare nak"
    ),
    "kin": (
        "nyokap nyokapku istri istrinya bini bininya pamajikan tetangga ttangga teman tmn temen temenku "
        "temanku kawan "
        "kanca konco kancaku babaturan sahabat adik adek ade adikku adekku adiknya kakak kakakku kakaknya "
        "ibuku ibunya mamaku emakku emak mamakku simbok mbokku bibi bibiku tante mbakyu mbakku sepupu "
        "saudara sodara dulur sodaraku nenek nenekku menantu mantu anggota warga bendahara besan kakangku "
        "bulik bude seseorang karyawan kaderku indung ibune mboke mamae tanggi ading adingku dingsanak dangsanak "
        "rayi raka biang tanteku"
    ),
    "title": (
        "bu ibu buk mama mamah teh teteh ceu mbak mba mbk kak kaka acil cil usi jeng mpok bunda neng nona "
        "tante adek dek"
    ),
}
_OWN_ENDINGS = ("ku", "q", "ko")
_THIRD_ENDINGS = ("nya", "ny", "na", "ne", "e", "nyo", "ipun")
# One letter apart from "suami" and nothing else.
_THEIRS = frozenset(
    "suaminya suamine suamina lakinya lakina lakine bojone bojonya bojona bojoe salakina pacarnya pacare mantannya "
    "majikannya bapaktirinya swaminya suaminyo lakinyo semahipun tirinya garwane suamie".split()
)

PERSON_TAGS: dict[str, frozenset[str]] = {}
for _tag, _words in _PEOPLE.items():
    for _word in _words.split():
        PERSON_TAGS[_word] = (
            PERSON_TAGS.get(_word, frozenset()) | {_tag} | ({"perp"} if _tag == "husband" else frozenset())
        )


def find_person(word: str) -> frozenset[str]:
    """The tags of a word that names a person, with "own" or "theirs" from its ending; empty if it names none."""
    if word in _THEIRS:
        return _known_or_stem(word) | {"theirs"}
    if word in PERSON_TAGS:
        return PERSON_TAGS[word]
    for ending in _OWN_ENDINGS:
        if word.endswith(ending) and word[: -len(ending)] in PERSON_TAGS:
            return PERSON_TAGS[word[: -len(ending)]] | {"own"}
    stem = _without_third(word)
    return PERSON_TAGS[stem] | {"theirs"} if stem else frozenset()


def _known_or_stem(word: str) -> frozenset[str]:
    stem = _without_third(word)
    return PERSON_TAGS.get(word) or PERSON_TAGS.get(stem or "", frozenset({"perp"}))


def _without_third(word: str) -> str | None:
    for ending in _THIRD_ENDINGS:
        stem = word[: -len(ending)]
        if (
            word.endswith(ending)
            and len(stem) >= 3
            and stem in PERSON_TAGS
            and "self" not in PERSON_TAGS[stem]
        ):
            return stem
    return None
