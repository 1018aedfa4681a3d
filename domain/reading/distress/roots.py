"""Which verbs hurt, and how are they bent? Roots by what they do; the affixes of five languages stand in `forms.py`.

Indonesian with its spoken forms, Sundanese, Javanese, Kupang Malay and Banjar. A root in "..._q" hurts only when it
happens to a person: dough is beaten too, and a goat is tied up.
"""

from __future__ import annotations

from domain.reading.spelling import squeeze

_ROOTS: dict[str, str] = {
    "hit": (
        "tampar tampol tempeleng tampeleng tempiling tampiling tamplek gampar tonjok jotos bogem jambak "
        "jambag cekik cekek ceke cakak cakik uncal aniaya aniyaya siksa sikso keroyok kroyok hajar gaplok "
        "kaplok kampleng kamplang gampleng geplak keplak kemplang kemplong tabok antem gantem hantem hantam "
        "gebuk gebug gebok gibeng toyor jitak teunggeul tenggeul tajong cabok jenggut jenggit gablok "
        "slepet pentung pecut cambuk tapuk kepruk keprok bentur jedot jeduk jedug jedut teke tonyo tikam "
        "saduk dugang jagur sundut gocoh tendang tendhang tunjang kepret gitik pangkung hantup lempang "
        "tempeling gajul dupak pilara rogahala peupeuh talapung takol jejek toker kethak ketak tampek "
        "getok belasah terajang lanyak bandem tujah humbalang papoko cedera dera rajam gilir"
    ),
    "hit_q": (
        "pukul pkul pukl pokol tinju banting dorong sorong seret sered injak injek idak idek lempar "
        "baledog balang sawat timpuk siram guyur bakar obong tusuk sayat ikat tali borgol rantai pelintir "
        "plintir puntir tekuk gigit kokot cubit jiwit ciwit siwit jewer cakar ludah sabet sepak sipak "
        "tembak todong tumbuk catuk timpas hantak setrika strika setrum gencet jepit sikut tutuk thuthuk "
        "puku cengkeram cengkram cekam celaka hamil gasak libas lukai kadek colok bekap lambuk palu dupa "
        "jual culik tindih cakot sakit patah "
        "remuk silet racun bius cekok gepuk tunjul hamput ranggut tenggelam cebur celup bejek gilas "
        "hantem cukur kencing"
    ),
    "kill": "paehan pateni matii bunuh bunu bnuh bacok gorok bantai",
    "sex": (
        "perkosa prkosa parkosa cabul leceh rudapaksa rudapeksa setubuh sodomi gerayang grayang grepe "
        "grepek gagahi nodai tiduri"
    ),
    "touch": "raba remas gesek colek intip pegang peluk cium",
    "threat": "ancam ancem teror gertak intimidasi kuntit buntut",
    "lock": "sekap pasung kekep",
    "lock_q": "kurung kunci konci gembok krangkeng kerangkeng",
    "force": "paksa peksa pekso",
    "expel": "usir tundung campak",
    "scold": (
        "bentak maki caci hina hardik damprat sentak sengak carek seneni sarik pisuh umpat hujat cemooh "
        "rendah unek uring omel marah labrak semprot"
    ),
    "take": "rampas rampok",
    "squeeze_out": "peras palak",
    "marry": "nikah kawin kawen kawih rabi jodoh",
    "spread": "sebar viral posting upload aplod",
    "knock": "gedor gebrak dobrak",
    "chase": "kejar uber udag oyak",
    "sell": "jual",
    "neglect": "telantar terlantar buang",
}

TAG_OF: dict[str, str] = {}
for _tag, _words in _ROOTS.items():
    for _word in _words.split():
        TAG_OF.setdefault(_word, _tag)
        if _word != "matii":
            TAG_OF.setdefault(squeeze(_word), _tag)
ROOT_TAGS = frozenset(_ROOTS)
# The verbs women write most; only these are known again behind a slip of the finger, for rare verbs resemble too much.
OFTEN = frozenset(
    (
        "tampar tampol tempeleng tampeleng tampiling gampar tonjok jambak cekik cekek aniaya siksa hajar "
        "keroyok gebuk tendang perkosa cabul leceh ancam sekap bentak bacok teunggeul kampleng keplak pukul "
        "bunuh "
    ).split()
)
