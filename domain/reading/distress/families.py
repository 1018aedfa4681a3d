"""Which words stand for the same thing, however they are bent? Families of stems for the patterns in `indirect.py`.

A word belongs to a family when it, or what is left of it without its affixes, stands in the list.
"""

from __future__ import annotations

from functools import lru_cache

from domain.reading.distress.forms import stems_of

_FAMILIES: dict[str, str] = {
    # Ways to die that are being made ready.
    "make_ready": (
        "siap sedia beli belikan tuku tumbas meser meuli tukar simpan umpet sembunyi kumpul stok racik campur "
        "cari tulung pesan jaluk"
    ),
    "toxin": (
        "racun racon baygon bygon baigon potas potasium apotas pestisida gramoxone roundup karbol wipol sianida "
        "portas porstex endrin bayclin insektisida herbisida sianid"
    ),
    "pills": "obat pil tablet kapsul paracetamol parasetamol ctm bodrex antimo panadol ubar tamba",
    "rope": "tali tambang dadung kabel selendang jarik samping seprai sprei kerudung",
    "tie_up": "iket ikat pasang cantol simpul sangkut gantung siap",
    "luckily": "untung untunge untungnya untungna beruntung alhamdulillah ujug keburu batal",
    "will_paper": "wasiat",
    "write": "tulis nulis catat ketik",
    "way_out": "jalan cara solusi harapan",
    "finish": "selesai udahan udahin sudahi akhir rampung beres tamat berhenti henti mandeg leren lilah",
    "look_for": "cari golek teang milar",
    "last_one": "terakhir pungkasan panungtungan penghabisan",
    "life_word": "hidup hirup urip gesang idup hdp",
    "reluctant": "segan wegah enggan ogah malas males embung emoh sungkan",
    "despair": "asa",
    "cut_off": "putus pegat",
    "marks_of": "bekas tilas tapak labet tatu parut",
    "sees": "lihat liat ngeliat lewat ningali ndelok nenjo",
    "comes_to_mind": "kepikiran kebayang kepengen terbayang bayangin pengen kapikiran kabayang ngebayangin",
    "deadly_thing": "rel kereta pisau silet jembatan sumur tali racun baygon truk tambang",
    "ruined_life": "hancur ancur rusak kacau berantakan gelap hampa kosong remuk",
    "zest": "minat niat semangat gairah selera nafsu",
    "forgive": "maafin maafkan ampuni hampura ngapunten hapunten maapin sepurane",
    "inner_self": "batin bathin batinku",
    "hell": "neraka naraka",
    "hope_word": "semoga moga mugi muga mudahmudahan",
    "on_top": "atas pinggir tepi bibir ujung luhureun",
    "forever_word": "selamanya selawase saklawase salamina salawasna lamanya",
    "rests": "istirahat leren turu tidur sare guring reureuh pergi lunga",
    "suspects": "curiga kayaknya kyknya kyk pasti gara ulah kayanya jigana",
    "pledge": "jaminan jaminkan gadai tumbal",
    "jail": "penjara bui lapas tahanan",
    "scalds": "panas mendidih air minyak kuah kopi bensin",
    "poured": "tumpah siram guyur numpahin nyiram cipratin sembur",
    "asks_why": "kenapa napa knapa",
    "rules_her": "diatur dikontrol dikuasai dikendalikan",
    "no_more": "diterusin dilanjutin diteruskan udahan dihabisi dihabisin dimatiin wasiat",
    "sells": "jual ical dol",
    "self_hate": "benci jijik sengit geuleuh",
    "who_cares": "siapa sopo saha sapa",
    # Wounds that are explained away.
    "fall_down": "jatuh jatoh tibo labuh ragrag peleset pentok jedot bentur tabrak",
    "in_truth": "sebenernya sebenarnya sbnrnya sbenernya aslinya padahal sabenerna sejatine sakjane sebetulnya",
    "cover_up": "tutup kacamata masker bedak kerudung jaket",
    "asked_her": "tanya takon takun taros tanyai",
    "keeps_still": "diam diem badiam meneng cicing mingkem nunduk nangis ceurik",
    "bruise": "memar lebam bengkak bonyok benjol benjut bengep bareuh barareuh bangkak bangka lecet bilur babak",
    # What is not named.
    "did_that": (
        "digituin digitukan digitukeun diapaapain diapaapai dibegituin dikituan dianuin dikitukeun dikitukan "
        "digituken diapaapakeun digaremoni diituin ngegituin gituin digituan gugubug gubug ngagubug digubug"
    ),
    "insult": (
        "anjing anjeng anjir goblok goblog bego tolol babi monyet lonte pelacur sundal bodoh bodo bloon perek jablay "
        "asu bangsat kampret setan lonthe jalang gila sampah mandul begok guoblok munyuk kirik"
    ),
    "calls_her": "katain ngatain kata panggil sebut teriak teriakin arani ledek ejek bilang",
    # Doors, going out, being watched.
    "door": "pintu lawang panto jendela kamar gerbang pager",
    "locks": "gembok kunci konci kancing rantai rante palang segel sekap",
    "outside": "luar jaba",
    "can": "bisa bsa bs isa iso tiasa dapat kawa saget",
    "get_out": "keluar kluar kaluar metu kaluwar",
    "allow": "boleh bole blh izin ijin kasih meunang kenging pareng olih oleh angsal",
    "meet": "temu tamu panggih ketemu ktemu jumpa papanggih tepang tengok jenguk",
    "work_word": "kerja gawe damel usaha jualan sekolah kuliah arisan ngaji",
    "phone": "hp hape hpku telepon telpon tlp ponsel handphone wa",
    "inspect": "cek periksa bongkar sita pecah banting bawa ambil rampas tahan rusak",
    "stalk": "ikut kuntit buntut intai intil awas nongkrong tongkrong liat lihat pelototin incar tunggu hadang cegat",
    "watcher": "mantan",
    "in_front": "depan dpn ngarep hareup hareupeun muka",
    # Secrets: what happens if he learns of it.
    "tell_him": "kasih kasi bilang ngomong cerita bejakeun kasitau kabari ngabari wara ngawartos",
    "pretend": "pura2 purapura pura api2 apiapi ethok",
    "found_out": (
        "ketahuan ketauan konangan kanyahoan kabaca kebaca katahuan kapanggih baca tau tahu ngerti apal "
        "denger dengar weruh nyaho krungu"
    ),
    "ruined": (
        "habis abis mati mampus modar celaka tiwas beak entek ancur hancur cilaka tamat gawat hajar gebuk "
        "bonyok pukul bunuh siksa perkara bahaya"
    ),
    "answer_her": "bales balas telpon telepon wa chat hubung kirim bls tlp kabar",
    "delete": "hapus apus",
    "he": "dia dya dy suami laki bojo salaki bapaknya bapake mantan inya inyo doi",
    # Cries for help.
    "report": "lapor adu laporkeun",
    "police": "polisi polsek polres komnas p2tp2a uptd lbh visum pengacara babinsa bhabin",
    "shelter": "perlindungan shelter lindung ungsi",
    "place": "tempat panggonan enggon rumah omah imah",
    "scream": "teriak jerit gero goak tariak jejeritan kuciak bengok",
    "help_word": "tolong tulung tlong tlg tulungan",
    "bang": "gedor gebrak dobrak gedog gebuk godor",
    "hurry": "cepet cepat buruan segera enggal geura ndang gancang lakasi skrg sekarang",
    "hears": "denger dengar krungu nguping kadenge",
    "shakes": "gemeter gemetar gemeteran gemetaran ngageter ndredeg dredeg degdegan lemes merinding deg dag",
    "sounds": "suara suoro sora motornya langkah langkahnya motore",
    "back_home": "pulang plg mulih uih bulik kondur mantuk",
    "came_home": "pulang plg datang dateng mulih teka teko balik uih bulik",
    "burns": "bakar obong beuleum duruk bensin",
    "house": "rumah rmh omah imah bumi griya ruma rumahku rumahnya",
    "divorce": "cerai pisah pegat talak serai cere pegatan",
    "searches": "cari golek teangan ngejar buru",
    "to_self": "diri dewek maneh awak",
    # Children.
    "privates": (
        "itunya anunya kemaluan kemaluannya memek memeknya titit tititnya pepek vagina dubur anus burungnya "
        "alatvital kelamin anune itune bawahnya"
    ),
    "touched": "pegang colek raba usap grepe elus cekel masuk tusuk jilat cium mainin sentuh gerayang obok",
    "hurts": "sakit perih nyeri darah lara",
    "trousers": "celana cawet sempak rok",
    "taken_off": "buka pelorot lepas turun copot plorot bukak",
    "wash_words": "mandi pipis ngompol ganti cuci pup pampers popok bab kencing jemur setrika basah ukur jahit sobek",
    "on_lap": "pangku mangku",
    "hungry_days": "hari dinten dina kemarin kamari wingi",
    "alone_word": "sendirian sendiri dewean sorangan nyorangan",
    "left_there": "ditinggal ditinggalin ditinggalkan ditilar ninggalin ninggal",
    "used_her": "digarap dipake dipakai dirusak dinakali dikerjain ditiduri direnggut ditunggangi dihamili dinodai",
    "begging": "ngemis ngamen mulung minta2 mengemis",
    "weak": "lemes lemas pingsan nangis kelaparan",
    "not_fed": "makan mangan dahar emam madang",
    "only": "cuma cm cuman hanya mung ngan gur doang",
    "poor_food": "gula garam teh putih kerak aking",
    "carry_off": "bawa ambil rebut sembunyi lari pisah culik",
    # Debts.
    "legal_menace": "pidana penjara bui dipenjara kasus dipolisikan polisi seret",
    "seize": "sita ambil rampas angkut nyita bawa segel rebut ambe",
    "goods": "rumah motor kompor tv barang sapida sawah tanah sertifikat kulkas sepeda perabot anak",
    "frighten": (
        "nyingsieunan mahambit menakuti nakutin nakuti ditakutin ditakuti medeni diweden singsieunan "
        "takuttakutin"
    ),
    "sits": "duduk nongkrong tidur nginep nunggu nungguin jaga jongkrong diuk lungguh",
    "pays": "bayar mayar mbayar lunas",
    "with_body": "badan tubuh awak ranjang tidur ngamar",
    "contacts": "kontak sodara saudara keluarga tetangga teman kerabat rt grup",
    "tells_them": "telpon telepon hubung chat sebar wa kirim kabar",
    "organs": "ginjal",
    "shames": "malu isin isinisin wirang era supan",
    # What she shows and does not name.
    "tell_out": (
        "bilang blg blang cerita crita ceritakan ceritain kasih kasi kondo kondokondo omong ngomong wara bebeja beja "
        "nyarios sanjang kandha padah bapadah papadah bejakeun carita kabar sebar"
    ),
    "secret": "rahasia rusiah wadi rahasiakan dirahasiakan",
    "follows": (
        "ngikutin ngikuti mengikuti ikutin nuturkeun nuturken ngetutke ngetutno maumpati buntutin mbuntuti buntuti "
        "ngebuntutin membuntuti nguntit matain mematai matamatain ngawasin ngawasi mengawasi ngintai mengintai"
    ),
    "followed": (
        "diikutin diikuti dituturkeun dietutke dietutno diumpati dibuntuti dibuntutin dikuntit diintai diawasin "
        "diawasi dimatain dimatamatain diinguk"
    ),
    "lost_hold": "kalap khilaf khilap hilap kilap kelepasan",
    "withdrawn": (
        "melamun ngelamun ngalamun bengong pendiam murung pandiyam cicingeun pamurung pemurung menyendiri "
        "ngompol"
    ),
    "left_with": "tinggal titip titipkeun nginep nginap melu jemput ikut",
    # Selling, pictures, bed.
    "buyers": (
        "germo mucikari mami om tante bandar temannya temennya temen kancane orang lelaki pria calo "
        "malaysia batam"
    ),
    "guest_work": "layan temenin temani nemenin ladeni",
}  # fmt: skip
_STEM_LETTERS_MIN = 4

FAMILY_TAGS: dict[str, frozenset[str]] = {}
for _name, _listed in _FAMILIES.items():
    for _word in _listed.split():
        FAMILY_TAGS[_word] = FAMILY_TAGS.get(_word, frozenset()) | {_name}
FAMILY_NAMES = frozenset(_FAMILIES)


@lru_cache(maxsize=16_384)
def families_of(word: str) -> frozenset[str]:
    """The families a word belongs to, by itself or by its stem; empty for most words."""
    found = FAMILY_TAGS.get(word, frozenset())
    for stem in stems_of(word):
        if len(stem) >= _STEM_LETTERS_MIN and stem in FAMILY_TAGS:
            found = found | FAMILY_TAGS[stem]
    return found
