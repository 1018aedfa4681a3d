"""Which other words matter beside a verb: wishing, not, dying, fear, drink, pictures, debts?

Every list holds Indonesian with its chat spellings, Sundanese, Javanese, Kupang Malay and Banjar.
"""

from __future__ import annotations

from domain.reading.distress.harmless import HARMLESS_WORDS

_WORDS: dict[str, str] = {
    # How something is said.
    "not": (
        "euweuh tasonde sond seng tasond gada gaada gda tiada tidak tdk tidk tida tak ga gak gk ngga nggak "
        "enggak engga nggk ngg gag "
        "kagak kaga ndak nda nd "
        "mboten boten ora ra henteu teu te sonde son kada kadak indak tanpa bukan bkn sanes lain dudu "
        "belum blm blom belom dereng durung tacan balom tra tara g udahga sdhga jarang embung alim moal "
        "gamau gakmau gamo emoh ogah wegah"
    ),
    "dont": "jangan jgn jngn jang ojo ulah ampun",
    "denied": "engga enggak kok",
    "again": "lagi lg lgi lagii deui maneh meneh malih lai ulang lage",
    "ever": (
        "pernah prnah pnh suka sampai sampe sempat kok ada akan bakal mungkin main berani mau tau nate "
        "kungsi suah saling ikut lagi sekalipun sama sekali pisan tahu kasi"
    ),
    "want": (
        "gelem purun kersa daek hakun mau mo mao maw pengen pingin ingin pgn pngn pgen pgin kpengen "
        "kepengen kepingin pengin kepengin pen hoyong hayang handak hendak kahayang palay pengn pengennya "
        "ingiin pngen kepikiran kpikiran terpikir kepikir mikir berpikir niat rencana biar nekat nekad "
        "hampir ampir meh pilih memilih mikirin kebelet bade badhe rek arep siap coba nyoba mencoba "
        "nyobain percobaan berdoa doa kapan kpn pgnnya bayangin kpingin"
    ),
    "better": (
        "mending mendingan mnding mndingan mendinganlah mening luwung aluwung angur bagus lebihbaik baik "
        "baek bae becik leuwih luwih hade enakan enak mendak bagusan lbih lebih lebe tabaik baikan"
    ),
    "just": "saja aja sja aj ajah ajalah wae bae we weh haja sa sah doang ae sajalah waelah ajadeh deh",
    # Death and life.
    "die": (
        "matilah mokat mti mtii modyar kojor mati matii matek mateek mate mati2 maot maut paeh paehlah pejah modar "
        "mampus mampos tewas mokad "
        "koit mt"
    ),
    "die_kindly": "meninggal meninggal2 wafat sedo seda ngantunkeun meninggl",
    "live": (
        "hidup hdup idup hidupku urip hirup uripku hidupq hrup hurip hidop idop hdp hidupnya uripe nyawa"
    ),
    "tired": (
        "muar muyak koler capek cape capai capekk capeek cpek cpe lelah bosan bosen muak jenuh lesu letih "
        "kesel sayah jeleh bosenn kapok males malas benci lungse uyuh jarih sumpek"
    ),
    "strong": (
        "kuat kuatt kuwat kiat kiyat sanggup sangup tahan than mampu kawa kuad kuwawa kelar sanggop "
        "kuattt kuats"
    ),
    "one_self": (
        "diri dirisendiri awakmu maneh awake dewek soranganana diriku dirinya sorangan sorang dewe badan "
        "dri dr"
    ),
    "leave": "pergi lunga indit pigi tulak kesah lungo",
    "given": "dibari dibarii dikasih diberi dibere diwenehi diparingi dipasihan diksih dikasi dinafkahi",
    "shopping": "belanja blanja nafkah",
    "pushed": (
        "dijorokin dijorogin dijlungupke jorokin ngejorokin disurung disurungkeun ditelanjangi "
        "ditelanjangin digundulin dibotakin diinjakinjak dihajarin"
    ),
    "pulled": "ditarik narik ditariktarik tarik dijenggut menarik ditarikin",
    "suicide": (
        "bundir bunuhdiri bundirr ngendat nggantungdiri gantungdiri nglalu ngelalu kendhat kendat "
        "ngendhat suicide bundiir bunuhdri bnuhdiri "
        "bunuhdr mengakhirihidup akhirihidup selfharm mateniawak bunuhmaneh"
    ),
    "hang": (
        "manggantung gantung nggantung menggantung gantong ngagantung bagantung nggantong habisi "
        "menghabisi abisin "
        "ngabisin menghabiskan nelasan nelaskeun menyudahi akhiri mengakhiri ngakhiri ngakhirin akhirin "
        "sakiti menyakiti nyakitin lukai melukai nglukai nyiksa mateni matei maehan telasan sudahi "
        "tamatin nyelakain"
    ),
    "end": (
        "akhiri mengakhiri ngakhiri ngakhirin akhirin menyudahi sudahi diakhiri udahin tamatin mungkasi "
        "mungkasan"
    ),
    "poison": (
        "racun racon racong racunan baygon bygon baigon potas potasium apotas pestisida gramoxone roundup "
        "karbol wipol sianida portas porstex obat pil pemutih bayclin endrin"
    ),
    "many": "banyak bnyk banyak2 seluruh sebotol segenggam semuanya sekaligus",
    "drink": (
        "minum minom mnum nginum nenggak menenggak ngombe nginom menelan nelan diminum maminum manginum "
        "telan minumin ngunut ombe diombe"
    ),
    "leap": (
        "loncat lompat terjun nyebur nyemplung locat luncat melompat meloncat nerjun terjunin njegur "
        "mencebur nabrakin nabrakkan menabrakkan ngajleng malumpat nyeburin"
    ),
    "height": (
        "jembatan sumur gedung lantai atap laut sungai kali kereta rel jurang tebing menara sasak "
        "jambatan lt waduk"
    ),
    "cut": (
        "silet nyilet nyileti nyayat menyayat sayat iris ngiris mengiris potong motong nyilet2 goresin "
        "menggores gores cutting"
    ),
    "vein": (
        "tangannya lengannya nadinya leungeunna tangane tanganku tngan tgn nadi urat tangan pergelangan "
        "lengan nadiku tanganku diri"
    ),
    "vanish": (
        "ngilang menghilang hilang ilang lenyap musnah leungit hilangg menghilanglah ngilangg ngaleungit"
    ),
    "follow": "nyusul menyusul nusul nututi nyusulin ikut ngikut susul menyusulnya nuturkeun milu melu",
    "gone": (
        "almarhum almarhumah alm almh surga syurga sorga akhirat almarhummah swarga kubur kuburan liang"
    ),
    "sleep": "tidur tdr sare turu bubu terlelap ketiduran bangun bngun tangi hudang melek",
    "world": "dunia dunya donya",
    "forever": "selawase salawasna salawase lawase saumur lamanya selamanya slamanya salamina saklawase",
    "pointless": (
        "hartina hartosna gunana guna gunanya arti artinya berguna berarti manfaat harapan gunane artine "
        "gunana mangpaat semangat "
        "tujuan pantas layak alasan"
    ),
    "no_use": "percuma siasia hampa putusasa depresi depresii frustasi frustrasi hopeless",
    "burden": "beban nyusahin menyusahkan nyusahke ngabeungbeuratan ngerepotin nyusahno bebanin",
    "give_up": "nyerah menyerah pasrah nyerahh",
    "entrust": "titip nitip jaga jagain rawat rawatin titipkan dititip rumat jagakeun",
    "what_for": "ngapain buatapa untukapa naha nggo kanggo",
    "lord": "tuhan allah gusti robbi rabb yesus",
    "lift": "cabut cabutlah ambil ambillah panggil panggillah jemput pundut",
    # Fear, drink, anger.
    "fear": (
        "deg degdegan takut takutt tkut takot tkt takud takuut takutnya sieun sieuneun wedi ajrih jrih "
        "giris takutan "
        "gemeteran gemetar gemetaran ketakutan ngeri katakutan kapiadreng merinding taku wedhi sien takyt "
        "takur takit taakut trauma parno gamang was2 waswas cemas sereem"
    ),
    "dare": "berani brani wani wantun kawani wanian barani brni beranii brnai",
    "safe": "aman ngrasaaman amaan selamat slamet",
    "home": (
        "pulang plg pulng mulih mulehe muleh uih wangsul bulik balik bali balek kondur mantuk rumah rmh "
        "omah bumi imah bumina griya rumahnya ruma rumahku dirumah kerumah kondor omahe rmah dalemipun "
        "plang kamar kmr"
    ),
    "drunk": (
        "mabuk mabok mabo mabuuk mabok2 mabukan mabokan mendem mabuk2an pamabuk pemabuk pamabok teler "
        "oleng miras ciu tuak sopi moke mabukmabukan mabux mabug arak minumminum mendeman mabuq pemabok"
    ),
    "raging": (
        "menggila kesetanan kesurupan beringas brutal maamuk mangamuk ngamuk ngamuk2 ngamukan mengamuk "
        "ngamukk kalap murka ambek ambekan ambek2an "
        "sarik manyarik emosi emosian marah mrah marah2 marahmarah marahan muring muringmuring nesu "
        "nesunan ngamok ngamukngamuk meledak membabi emosional pamarah pemarah temperamen temperamental "
        "mrh ngamuknya bangis muntab srengen benu marahh bengis galak"
    ),
    "scold_word": (
        "dimarahi dimarahin dimarahin2 seneni diseneni dicarekan nyarekan nyeneni dikatain ngatain ngata "
        "ngatangatain dikatakatain katain dihina hina rendahin direndahin ngerendahin dicaci dimaki maki2 "
        "makimaki membentak ngebentak bentak2 dibentak dibodoh2in dibodohin dikatai disarii disariki "
        "disariiki ngomelin diancuk disentak dicaciin bajingan"
    ),
    "rough": (
        "abusive abusif toxic toksik psikopat posesif kasar kasarr kasaar kasarin kasari dikasari "
        "dikasarin ngasarin kasaran kejam jahat sadis tega "
        "kejem kasarnya ngasari bengis"
    ),
    "break_things": (
        "piring barang barang2 barangbarang gelas pintu perabot perabotan lemari hp tv kaca meja kursi "
        "panci botol isi"
    ),
    "quarrel": (
        "berantem bertengkar tengkar cekcok brantem ribut gelut bakalahi bakalai tukaran padu pasea "
        "berkelahi geger brantm batangkar"
    ),
    "flee": (
        "sambunyi basambunyi nyumput ndelik ndhelik singidan kabur lari kabor minggat kaburr ngumpet "
        "sembunyi bersembunyi sembunyikan ngungsi mengungsi "
        "nginep nginap bakisah lumpat selamatkan"
    ),
    "rescue": (
        "selamatkan slamatkan selametin nyelametin menyelamatkan tolongin tulungan nulungan tolong tlong "
        "tlg tulung"
    ),
    "fast": "cepat cepet buruan segera skrg sekarang",
    # Bodies, weapons, wounds.
    "body": (
        "bahu pundak lengen ndas endas leungeun gulu parut kapala kepala muka wajah pipi mata mulut bibir "
        "gigi hidung leher "
        "badan tubuh awak tangan lengan kaki "
        "perut punggung rambut dada paha bokong pantat payudara kuping telinga sirah rai beungeut hulu "
        "beuteung gulu muha rahang tengkuk pelipis dahi jidat kepalaku mukaku leherku perutku rambutku "
        "payudaraku badanku tanganku kemaluan memek tetek susuku pahaku awakku wajahku sirahku raiku "
        "lehernya kepalanya mukanya rambutnya"
    ),
    "weapon": (
        "golok parang pisau piso pso celurit clurit arit badik bedog pedang kapak kampak linggis gesper "
        "sabuk rotan balok kayu sapu panci gayung besi martil palu gunting pecut cambuk kabel selang "
        "bambu botol bedhog gobang mandau sangkur pistol senjata tongkat batu helm"
    ),
    "blade": (
        "golok parang pisau piso celurit clurit arit badik bedog pedang kapak kampak mandau pistol "
        "senjata pso bedhog gobang sangkur bensin"
    ),
    "menace": (
        "ngejar mengejar dikejar kejar todong nodong ditodong todongin acung mengacungkan ngacungin "
        "ngacungkeun ngangkat angkat arahin ngarahin"
    ),
    "wound": (
        "memar lebam lebam2 bengkak bonyok biru biru2 berdarah babak belur luka luka2 benjol benjut "
        "bareuh benges getihan baretbaret lecet patah sobek robek copot berdarahdarah berdarah2 bengap "
        "lebamlebam bilur"
    ),
    "marks": "bekas tanda",
    "breaking": (
        "ngancurin ngancurkan menghancurkan ngerusak ngrusak ngerusakin mecahin mecahkan memecahkan "
        "ngremuk ngrusakke"
    ),
    "hot": "setrika strika rokok api bensin korek knalpot minyak cuka besi kompor lilin",
    "undress": "buka bukak lepas copot nglepas lepasin bukain buka2",
    "healer": "dokter bidan perawat puskesmas mantri posyandu",
    "short": (
        "seminggu sehari sebulan cuti bali jogja bandung wisata sebentar bentar sbntr healing liburan "
        "pantai refreshing jalanjalan sejenak"
    ),
    "inn": "hotel losmen penginapan kost kosan wisma villa",
    "held_down": (
        "dikekang ngekang terkekang dijajah diperbudak diperbabu tertekan dibabu dibudakin ditindas "
        "dikontrol diawasi dipermalukan dipermaluin dipojokin diintimidasi"
    ),
    "farewell": "perpisahan pamit",
    "last": "terakhir terahir penghabisan pamungkas",
    "grave": "kubur kuburan liang lahat ajal ajalku dikubur kafan",
    "breathe": "bernapas bernafas napas nafas ngambekan",
    "born": "lahir dilahirkan dilahirin lair",
    "reason": "alasan",
    "blow": (
        "tamparan pukulan tendangan cekikan jambakan bogem tonjokan gamparan tempelengan jotosan hantaman "
        "cakaran cambukan gebukan bogeman keplakan"
    ),
    "hand": "tangan tangannya tngan tangane leungeun leungeunna tgn tanganya fisik fisikk",
    "play_hand": (
        "main maen mainin maenin ringan enteng entheng hampang angkat ngangkat naik nae melayang layang "
        "layangin ngelayangin melayangkan maintangan mendarat enthengan kelayangan cepat mein"
    ),
    "hand_word": "maintangan ringantangan maenangan mainfisik maentangan maentangn",
    "violence_word": (
        "kdrt kdart kdrtt kekerasan kekrasan kdrtan dikdrt kdrtin penganiayaan penyiksaan pelecehan "
        "pemerkosaan pencabulan kekerasann"
    ),
    "suffer": (
        "korban ngalamin mengalami ngalami alami kena kna nerima menerima dapat dapet dapa jadi mengalam "
        "terkena ditimpa di"
    ),
    # Marriage, bed, pictures.
    "wed_young": "smp sd sma kelas umur usia thn tahun dibawah sekolah mondok",
    "bed": (
        "berhubungan hubungan brhubungan intim ranjang jatah layani melayani ngelayani ngladeni nglayani "
        "meladeni ngeladenin gituan begituan seks sex ngeseks ngentot ngewe bersetubuh nafsu nafsunya "
        "telanjang senggama nyium cium tidur bugil ladenin ngelayanin layanin hubbadan hotel losmen "
        "penginapan kost kosan guring"
    ),
    "picture": (
        "rekam ngerekam direkam merekam rekamin foto poto fotoku vidio video videoku vidioku gambar "
        "rekaman fotonya ft pap fotofoto foto2 "
        "videonya vcs screenshot ss rekamanku"
    ),
    "nude": (
        "telanjang mandi kemaluan kelamin payudara bugil bogel syur porno mesum telanjangku vcs bugilku seronok "
        "vulgar pribadi wudo buligir intim aib"
    ),
    "clothes": "baju bju pakaian klambi busana sehelai",
    "spread_word": (
        "disebar sebar nyebar nyebarin disebarin sebarin menyebarkan disebarkan viralin diviralkan "
        "diviralin viralkan memviralkan nyebarkeun disebarkeun manyebarakan sebarkan mosting diposting "
        "diaplod upload diupload kirim dikirim ngirim kirimkan ngirimin dikirimin nyebarke disebarke "
        "viral"
    ),
    "ask_for": "minta nyuruh disuruh maksa dipaksa minta2 mintain nagih mintak suruh dimintain",
    "guests": "tamu lelaki lakilaki laki2 pria om2 omom pelanggan hidung",
    "sold": "dijual ngejual dijualin dijuwal",
    "passport": "paspor paspor2 ktp passport kk surat surat2 ijazah hp hape",
    "withhold": (
        "ditahan nahan disita diumpetin umpetin diambil dirampas menahan disembunyikan disembunyiin tahan "
        "diambilin"
    ),
    "abort": "gugurin gugurkan menggugurkan aborsi ngegugurin digugurkan digugurin",
    "kidnap": "diculik culik nyulik menculik diculikan",
    "lost_child": "hilang ilang leungit kabur minggat",
    "pregnant": "hamil bunting hml",
    "bully": "dibully bully dibuli dirundung bullying dibulli ngebully",
    "eat": "makan mkn dahar mangan madang",
    # Money at home, debts.
    "money": (
        "uang duit dwit uangku duitku gaji gajiku hasil penghasilan simpanan tabungan uangnya duitnya "
        "pepes artos arta dhuwit picis kepeng doku atm perhiasan emas dagangan jualan bpkb motor"
    ),
    "grab": (
        "dicekel dicepeng nyekel nyepeng dicokolan dipingkut diambilin diambil ambilin ngambilin dirampas "
        "rampas ngerampas merampas dihabisin ngabisin "
        "habisin dihabiskan dipegang megang dikuasai menguasai dijudiin dicuri nyuri nyolong dicolong "
        "ngambil ambil diambili njupuki dijupuk jupuk dicokot nyokot"
    ),
    "all": (
        "barataan samunyaan samua sagala sadayana semua kabeh sadaya sadayana semuanya terus trs trus "
        "tarus paksa diam2 diamdiam diem2 mulu melulu "
        "wae suka sering selalu tiap rampas rancak sok"
    ),
    "gamble": "judi judol slot togel judionline sabung judi2 gambling judinya",
    "upkeep": "nafkah napkah nafkahi dinafkahi menafkahi nafkahin dinafkahin",
    "give": (
        "kasih dikasih ngasih diberi memberi beri diberikan dibere mere dikei diwenehi ngewehi diparingi "
        "kasi ngasi diksih nyukani dipasihan dikasi mbagi"
    ),
    "allowance": "belanja uang duit makan nafkah dhuwit artos",
    "forbid": "dilarang ngelarang melarang larang gaboleh gakboleh dicaram dipenging nglarang gbleh",
    "may": (
        "boleh bole blh dibolehin dikasih diizinin dibolehkan kenging meunang pareng oleh angsal "
        "diijinkan ngebolehin"
    ),
    "go_out": "keluar kluar kaluar metu keluarrumah medal",
    "collector": (
        "panagih panagihan debkol depkoll penageh debcol rentenir renternir rentenirr rentener kolektor "
        "colector collector depkolektor debcollector "
        "debtcollector depcolektor debkolektor depkol dc penagih pnagih penagihnya pinjol pinjolnya "
        "kosipa leasing matel emok bankemok plecit titil mindring tukangtagih lintahdarat pinjolilegal "
        "penageh nagih ditagih menagih"
    ),
    "debt": "utang hutang utangku hutangku cicilan kredit pinjaman tunggakan utange angsuran",
    "menace_debt": (
        "ngagorowok gorowok ngabengok ngobrak ngabrik ngobrakngabrik obrak gedor2 digedor ngegedor nggedor "
        "teriak teriak2 teriakteriak "
        "jeritjerit sita disita nyita menyita rame2 ramerame rame dipermalukan mempermalukan permalukan "
        "malu2in dipermaluin malu kejar kejar2 dikejar2 ngejar rusak ngerusak dobrak nerror malumaluin "
        "obrakabrik bentak2"
    ),
}

WORD_TAGS: dict[str, frozenset[str]] = {}
for _tag, _listed in (*_WORDS.items(), *HARMLESS_WORDS.items()):
    for _word in _listed.split():
        WORD_TAGS[_word] = WORD_TAGS.get(_word, frozenset()) | {_tag}
