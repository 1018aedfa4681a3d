"""Which words make a sign harmless: phones and ponds that die, dough that is beaten, films, lessons, laughter?

Data for the rules beside `words.py`, in the same languages.
"""

from __future__ import annotations

HARMLESS_WORDS: dict[str, str] = {
    "thing": (
        "kucing lapak kios sepeda pagar atap lampu listrik lstrik hp hape hpku batre baterai batrei motor "
        "mobil mesin kompor kulkas tv tipi sinyal sinyalnya wifi internet pulsa kuota ayam ayamku kambing "
        "sapi babi bebek ikan lele anjing burung tanaman cabe cabai lombok padi jagung pohon bunga pompa "
        "air ac kipas jam genset komputer laptop kartu nomor akun aplikasi sambungan radio gas aki bibit "
        "ternak usaha warung toko pembeli pasar harga kedelai terong tomat bawang rumput laron udang nila "
        "itik hitik manuk iwak api usahaku warungku motorku lampunya listriknya kebun sawah diesel "
        "printer"
    ),
    "beaten_thing": (
        "tepung adonan daging kerupuk krupuk es paku kentongan bedug beduk gendang gong gamelan kasur "
        "bantal bola shuttlecock kok voli drum rebana kendang beras padi bumbu tepungnya adonannya "
        "dagingnya kasurnya karpet tikar lalat kecoa nyamuk tikus semut laler hama rumput ular kutu ulat "
        "nyamuknya tikusnya bakteri kuman virus gulma wereng keong bekicot kecoak cicak lebah tawon ayam "
        "bebek kambing sapi ikan sate jagung singkong sampah kue ubi menyan kemenyan tanaman bunga "
        "tanamannya kebun santan cucian kelapa kain bal balan balbalan baju dendeng cumi telur tempe tahu "
        "sambal cabe ketan lumpang serangga jentik semak alang lampion gerobak motor mobil lumpur rem gas "
        "pedal kangkung daun kopi pala kunyit jahe buah jeruk lemon handuk gudang pagar toko lemari "
        "warung karung sayur ban kelambu roti kacang ketela pisang talas gabah sampahnya"
    ),
    # What is switched on and "will not live".
    "machine": (
        "mesin kompor gas motor pompa lampu genset komputer laptop printer cooker magiccom setrika setrikanya "
        "strika tv tipi kulkas hp hape kipas ac radio diesel mobil dinamo sanyo blender mixer oven dispenser selep "
        "huller traktor listrik senter wifi proyektor speaker mic"
    ),
    "insect": (
        "nyamuk tikus kecoa kecoak semut hama rumput lalat laler kutu ulat kuman bakteri virus gulma "
        "wereng keong jamur serangga cicak ular jentik anjing ayam tawon lebah ikan kelabang kambing"
    ),
    "story": (
        "sinetron film filem pilem drama drakor berita beritanya lagu novel buku cerpen dongeng wayang "
        "youtube yutub tiktok tv tipi koran game ceramah khotbah sandiwara ftv serial komik podcast "
        "konten drakornya sinetronnya filmnya nonton tokoh adegan"
    ),
    "dream": "mimpi ngimpi mimpinya ngimpen impian",
    "lesson": (
        "penyuluhan sosialisasi materi seminar spanduk poster brosur undang pasal kursus lokakarya "
        "workshop kampanye pencegahan mencegah cegah topik tema dibahas membahas nerangin menerangkan "
        "sosialisasinya pengertian pelatihan jelasin ngejelasin brosurnya slogan tentang"
    ),
    "laugh": (
        "gemes gemas gemesh haha hahaha hehe hehehe wkwk wkwkwk hihi wkwkwkwk awokwok hihihi becanda "
        "bercanda canda guyon heuheu gojek kwkwk xixi"
    ),
    "play_word": (
        "timnas persib persija persebaya arema skor gol liga kesebelasan klub bola voli lomba tinju silat "
        "pencak karate petinju tim pemain gawang latihan badminton raket"
    ),
    "dead_idiom": (
        "lampu listrik rasa gaya suri kutu angin langkah pajak pucuk mesin sinyal hp akal lemas matian "
        "total air gas kelip"
    ),
    "idiom_before_dead": (
        "setengah harga stengah separuh hidup cinta matia satengah kunci benci jalan patok sehidup "
        "takaran setenga urip"
    ),
    "harmless_pain": (
        "pedes pedas pedesnya lapar laper kelaparan haus ngakak ketawa tertawa malu malunya kangen rindu "
        "panas panasnya dingin penasaran ngantuk kepanasan kedinginan seru lucu grogi"
    ),
    "physical": (
        "nambah ngabisin kenyang wareg ngemil puasa kerja bekerja jualan nyuci narik nggenjot bagawi damel "
        "digawe angkat ngangkat mengangkat "
        "jalan mlaku leumpang berjalan pedas pedes bayar mbayar mayar cicilan angsuran nyicil setor "
        "nabung ketawa panas dingin lutut ngantuk lapar belajar baca baca2 makan beli berdiri jongkok "
        "nggendong gendong jauh karung lari olahraga senam naik begadang iuran arisan bau asap manjat "
        "panjat manggul mikul nyangkul macul ngarit sinyal baterai batre modal pinjam kredit harga datang "
        "dateng rapat mambayar"
    ),
    "benign_reason": (
        "nilai nilainya ujian ulangan rapor raport remedi kemalaman kemaleman malam2 hujan hujanan "
        "kehujanan macet gelap begal anjing hantu kuntilanak "
        "pocong banjir telat kelupaan lupa salah ilang kebanjiran roboh bocor kebakaran maling "
        "kemalingan kebagian kecapekan kecapean keburu kelaparan rugi ketinggalan terlambat kedinginan "
        "jatuh sakit kesasar nyasar bangkrut dosa riba petir ular licin kepeleset lepat luput klalen poho "
        "kabanjiran ditipu penipuan kecewa hang kurang"
    ),
    "benign_force": (
        "selesai rampung beres ngebut mulai istirahat berobat periksa ikut melu makan beli mbeli datang "
        "daftar minum belajar arisan main "
        "sekolah mandi jajan nyanyi "
        "joget foto nambah ngemil lembur mampir terima nonton"
    ),
    "rather": (
        "rata berat telak mundur setengah pagi siang sore malam wib wita wit berapa brp brapa piro "
        "sabaraha tepat enam tujuh delapan sembilan sepuluh sebelas satu dua tiga empat lima duabelas"
    ),
    "travel": (
        "perjalanan laut darat kendaraan bis bus mobil angkot kapal udara jalan kereta durian cinta duren"
    ),
    "support": "untuk supaya agar ikut biar usaha buat maju mendukung dukung semangat gerobak jualan",
    "by": "sama oleh ku karo kalih dening sm ama sareng deng dgn dengan dari dr dng lawan ulih bi ka",
    "now_state": (
        "sudah udah udh sdh dah suda uda wis uwis wes tos atos parantos geus su lah sampun mpun ges sdah "
        "sudh enggeus"
    ),
    "if": (
        "kalau kalo klo kl jika bila jikalau apabila misal misalnya seandainya mun lamun upami yen nek "
        "menawi amun asal"
    ),
    "about_to": "mau akan bakal rek bade arep handak badhe",
    "touch_word": (
        "raba2 rabaraba merabaraba ngerabaraba grepegrepe pegang2 pegangpegang dipegang2 dipegangpegang "
        "megang2 megangmegang dicolek2 diraba2 dirabaraba ngintip ngintipin diintip peluk2 dicium cium2 "
        "dipeluk2 meluk2 diciumin nyiumin dipegangin dilecehin"
    ),
    "lock_place": (
        "kamar kmr rumah rmh luar dalam jero gudang wc mandi omah imah bumi kandang ruang ruangan"
    ),
    "burden_all": (
        "begini gini kieu ngene semua semuanya semuane ini iki ieu segalanya nglakoni jalani jalanin "
        "menjalani sadayana kabeh ngadepin menghadapi cobaan keadaan rumah suami dia"
    ),
    # What excuses one of the patterns of `indirect.py`.
    "game_word": "game ff epep ml mobel pubg roblox minecraft musuh level maen main mabar",
    "repair_word": "servis service diservis benerin dibenerin ganti konter counter jual gadai charge cas ngecas isi",
    "trash_word": "sampah jagung ikan sate ubi singkong lahan kebun daun rumput menyan ladang kue roti",
    "thief_word": "maling pencuri kemalingan kecurian penipu penipuan ditipu hilang paket",
    "paper_word": "skck surat sim stnk ktp kk lapor pajak",
    "gift_word": "kado hadiah kejutan surprise ultah ulang",
    "rain_word": "hujan asuransi bpjs sosial anak data konsumen",
    "want_not_word": "mau doyan nafsu susah sakit demam rewel",
    "money_word": "rekening uang",
    "sorry_word": "maaf maafin maafkan ampun hapunten ngapunten",
    "days_on": "hari dinten dina jam malam",
    # What hits, kicks, throttles and is no human being.
    "force": (
        "banjir ombak angin badai hujan petir longsor gempa topan arus gelombang kebakaran kemarau kekeringan puting "
        "tsunami erosi lahar guntur geledek panas terik cuaca musim hama wabah penyakit virus corona covid pandemi "
        "krisis inflasi harga harganya tarif biaya pajak bunga cicilan tagihan kebutuhan ekonomi utang kuda sapi "
        "kerbau munding kebo kambing domba anjing kucing ular lebah tawon ayam monyet babi buaya ikan lintah ulat "
        "semut nyamuk soang angsa bebek motor mobil truk trek bis bus angkot becak kereta odong pohon duren durian "
        "ranting dahan ombaknya anginnya banjirnya pasar saingan ongkos kontraksi mules migrain macet diet ngorok "
        "deadline tugas kangen rindu kenyataan realita nasib keadaan"
    ),
    "but": "tapi tp tapinya melainkan tetapi nanging",
    "baby": "bayi bayinya dedek orok balita janin jabang",
    "stopped": "berhenti brhenti stop leren insaf insyaf tobat taubat eureun lereno sembuh mandeg",
    "made_flat": "tipis halus empuk lembut pipih gepeng pulen kalis lumat bersih wangi",
    # Kerudung and laundry hang too, a shop can be as good as dead, and a rug is beaten clean.
    "hung_up": (
        "jemuran lemari paku depan belakang baju celana tas kios hanger pintu dagangan etalase pajang dinding kunci "
        "rak toko gantungan"
    ),
    "venture": (
        "bisnis bisnisku usaha warung koperasi koperasinya dagangan jualan toko lapak kios kelompok kelompoknya grup "
        "arisan arisannya kursus pelatihan kontrakan pabrik kontrak"
    ),
    "padded": (
        "kasur kasure kasurnya kasurku bantal bantale karpet karpete karpetnya tikar tikare tikarnya "
        "samak tilam guling "
        "sofa adonan adonane adonannya keset selimut kapuk lapik"
    ),
    "anger_cause": (
        "wasit wasite wasitnya bola bolanya gol timnas persib tim timnya pemain tv motor motore motornya mobil mogok "
        "ban bannya bocor kempes mesin listrik listrike hujan macet tipi game sinyal balbalan bal dianulir kompor"
    ),
    "bodily": (
        "kenyang kanyang kekenyangan wareg mata panon mripat gigi lambung punggung boyok pinggang kaki kepanasan bau "
        "sambal makan mangan dahar goreng manggoreng berat angkat ngangkat mangangkat galon karung baca "
        "layar es kopi santan gendong pedes "
        "durian asam asin manis amis silau terik"
    ),
    "preacher": (
        "ustadz ustad ustadzah ustazah ustaz kyai kiai ajengan pendeta pastor romo ceramah ceramahnya pengajian ngaji "
        "khotbah kajian tausiyah"
    ),
    "feed": "ig instagram tiktok fb facebook facebooknya ignya",
    "blue_thing": (
        "seragam kaos cat warna telang map tinta pulpen ember kartu buku resep spidol bolpoin tas amplop kotak kain"
    ),
    "sin": "dosa haram duraka larangan doso",
    "enemy": "musuh musuhnya monster zombie zombi lawan bot penjahatnya",
    "guests_of_shop": "pembeli pelanggan tamu warga masyarakat konsumen",
}
