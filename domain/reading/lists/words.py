"""Which words of a meeting list mean something, and what: data for `tokens.py`.

Indonesian with the spellings of chats, Sundanese (Purwakarta), Javanese (Batu), Kupang Malay and Banjar. What a word
does is named by `Tok`; what the words of a line mean together is decided in `lines.py`.
"""

from __future__ import annotations

from enum import StrEnum, auto

from domain.reading.clean import PARTICLES, POLITE, THANKS, TITLES, phrase_table


class Tok(StrEnum):
    """What a piece of a line is."""

    NAME = auto()
    SELF = auto()  # saya: the sender of a copied message
    AMOUNT = auto()
    LOST = auto()  # digits that are no readable amount
    KIND = auto()
    STATUS = auto()
    PAID = auto()  # lunas, sudah: paid, without a sum
    SAID = auto()  # bayar, ok: paid only where a name stands beside it
    PLUS = auto()
    AND = auto()
    COMMA = auto()
    STOP = auto()
    COLON = auto()
    EQUALS = auto()
    OPEN = auto()
    MINUS = auto()
    TIMES = auto()
    ASKED = auto()  # a question mark
    EXCEPT = auto()
    ALL = auto()
    REST = auto()
    SAME = auto()
    ALSO = auto()  # juga: the same, where nothing else is said
    EACH = auto()
    VIA = auto()
    CARRIED = auto()  # titipan: what somebody else brought
    TOTAL = auto()
    NET = auto()
    CASH = auto()
    COIN = auto()
    OPENING = auto()
    COST = auto()
    WRONG = auto()
    NOT = auto()
    SHORT = auto()
    OUT = auto()
    CHANGE = auto()
    ABOUT = auto()
    MEETING = auto()
    AHEAD = auto()
    PLACE = auto()
    MEASURE = auto()
    RIBUAN = auto()
    TABLE = auto()
    TITLE = auto()
    TO = auto()
    EARLIER = auto()
    FILLER = auto()
    UNKNOWN = auto()


Meaning = tuple[Tok, str]

# Kinds nobody may book unasked: a fine is off by default, interest belongs to a loan, "kas" and infak are no saving.
ASKED_KINDS = frozenset({"denda", "jasa", "kas", "keluar", "infak"})
# Given once on joining: never guessed from an amount.
ONCE_KINDS = frozenset({"pokok"})
# Said of any saving; beside another kind it means the voluntary one.
SOFT_KIND = "tabungan"
# The state of who says that she will pay: not there yet where no amount stands beside it.
INTENDS = "intends"
# "juga" repeats what was said last, also a "belum"; "sama" and "idem" the last amount.
ALSO = "also"

_NOT = (
    "tidak tdk tidk tida tak moal ga gak gk g ngga nggak enggak engga gag ndak nda teu henteu ora ra mboten boten "
    "sonde son kada belum blm belom blom gakan"
)
_COME = (
    "datang dateng dtg dtng dtang datg hadir hdr hdir dongkap sumping teko rawuh ikut ikutan kumpul muncul nongol "
    "masuk"
)
_PAY = "bayar byr mbayar mayar setor stor nyetor nabung iuran kasih ngasih"

_WORDS: dict[Meaning, str] = {
    (Tok.KIND, "wajib"): (
        "wajib, wjb, wajb, wjib, wajip, wajibnya, wajibna, wajibe, simpanan wajib, simpan wajib, simp wajib, "
        "iuran wajib, tabungan wajib, setoran wajib, sw, sim wajib, iuran pokok wajib"
    ),
    (Tok.KIND, "sukarela"): (
        "sukarela, suka rela, skrl, sukrela, sukarla, skrela, sukarelanya, sukarelana, simpanan sukarela, "
        "tabungan sukarela, setoran sukarela, iuran sukarela, simp sukarela, manasuka, mana suka, simpanan manasuka, "
        "simpanan mana suka, ss, sk, skla, sukerela, rela"
    ),
    (Tok.KIND, "pokok"): (
        "pokok, pkok, simpanan pokok, simp pokok, iuran pokok, setoran pokok, sp, uang pangkal"
    ),
    (Tok.KIND, "khusus"): (
        "khusus, lebaran, hari raya, kurban, qurban, thr, idul fitri, idul adha, tabungan lebaran, simpanan lebaran, "
        "simpanan khusus, tabungan khusus, tabungan sekolah, simpanan sekolah, tabungan kurban, simpanan kurban, "
        "tabungan qurban, simpanan qurban, tabungan hari raya, simpanan hari raya, tab lebaran, paket lebaran, riaya"
    ),
    (Tok.KIND, "sosial"): (
        "sosial, sosal, dansos, dana sosial, uang sosial, dana sos, sos, iuran sosial, sosialnya, kas sosial"
    ),
    (Tok.KIND, "arisan"): "arisan, arsn, arisannya, uang arisan, setoran arisan, iuran arisan, bayar arisan",
    (Tok.KIND, "angsuran"): (
        "ang, angs, angsr, angsuran, angsur, ngangsur, angsurannya, cicilan, cicil, nyicil, mencicil, cicilannya, "
        "bayar utang, bayar hutang, bayar pinjaman, setoran pinjaman, setor pinjaman, angsuran pinjaman, cicilan "
        "pinjaman, pelunasan pinjaman, pelunasan utang, angsuran utang, cicilan utang, mayar hutang, mayar utang, "
        "nyaur, nyaur utang, bayar cicilan, bayar angsuran, nyicil utang, cicil utang, nyicil pinjaman, balikin "
        "pinjaman, balikin utang, pengembalian pinjaman, mulangkeun, mulangkeun nambut, mulangken, ngabalikeun, bayar "
        "nambut, mayar nambut"
    ),
    (Tok.KIND, "denda"): "denda, dendanya, denda telat, denda terlambat",
    (Tok.KIND, "infak"): "infak, infaq, infaknya, infaqnya, sedekah, sodaqoh, shodaqoh, shadaqah, sodakoh",
    (Tok.KIND, "jasa"): "jasa, jasanya, bunga, bunganya, jasa pinjaman",
    (Tok.KIND, SOFT_KIND): (
        "tabungan, nabung, tabung, menabung, tab, tabungannya, nyelengan, nyeleng, nabungnya"
    ),
    (Tok.STATUS, "unpaid"): (
        "belum, blm, blum, blom, belom, belm, lum, blon, belun, balom, balum, acan, can, tacan, teu acan, dereng, "
        "durung, drg, drng, nanti, nti, nnti, ntar, entar, engke, engkin, mengko, mangke, besok, bsk, besuk, nyusul, "
        "menyusul, nyusulin, tar, minggu depan, mgg depan, bulan depan, bln depan, utang, hutang, ngutang, nunggak, "
        "nunggak dulu, kosong, nihil, skip, belum ada uang, blm ada uang, blm ada, belum ada, ga ada uang, "
        "gak ada uang, tidak ada uang, gak ada duit, ga ada duit, teu gaduh artos, silangtanda, libur, libur dulu, "
        "batal, batal setor, batal bayar, ga jadi, gak jadi, tidak jadi, tdk jadi, gajadi, teu jadi, "
        "belum lunas, blm lunas, prei, belakangan, absen bayar, belum sempat, blm sempat, janji, kapan kapan, "
        "durung nduwe duit, lupa bawa, lupa bawa uang, lupa bawa duit, hapus, dihapus, apus, coret, dicoret, cancel, "
        "batalkan, dibatalkan, dibatalin, otw, di jalan, otewe, jangan dihitung, "
        "ga dihitung, gak dihitung, tidak dihitung, jangan dicatat, jangan ditulis, ga usah dihitung"
    ),
    (Tok.STATUS, "absent"): (
        "alpa, alfa, alpha, absen, bolos, tanpa kabar, tanpa keterangan, tk, mangkir, tidak ada kabar, gak ada kabar, "
        "ga ada kabar, tdk ada kabar, gak ada, ga ada, tidak ada, teu aya, ora ono, mboten wonten, ora nongol, "
        "ngilang, ga nongol, belum kelihatan, ketidakhadiran"
    ),
    (Tok.STATUS, "excused"): (
        "izin, ijin, ijn, izn, idzin, idin, sakit, skt, sakit gigi, gering, teu damang, udur, udzur, uzur, melahirkan, "
        "lahiran, hajatan, kondangan, keluar kota, luar kota, mudik, pulkam, pulang kampung, rawat inap, dirawat, "
        "opname, halangan, berhalangan, ijinnya, izinnya, pamit, permisi pulang, lara, nuju teu damang, gerah"
    ),
    (Tok.STATUS, "present"): (
        "hadir, hdr, hdir, dateng, datang, dtg, dtng, dongkap, sumping, rawuh, teko, kehadiran, absensi, daftar hadir"
    ),
    (Tok.PAID, ""): (
        "lunas, luns, lunass, sudah bayar, udah bayar, sdh bayar, udh bayar, dah bayar, sudah setor, udah setor, "
        "sdh setor, udh setor, dah setor, sudah lunas, udah lunas, sdh lunas, sampun mbayar, sampun mayar, wis bayar, "
        "wis mbayar, atos mayar, tos mayar, parantos mayar, geus mayar, su bayar, sudah masuk, sdh masuk, udah masuk, "
        "sudah transfer, udah transfer, sdh transfer, udah tf, sdh tf, centangtanda, lengkap, komplit"
    ),
    (Tok.SAID, ""): (
        "sudah, udah, udh, sdh, dah, ok, oke, okey, okay, sip, done, beres, sampun, wis, uwis, parantos, atos, tos, "
        "geus, su, masuk, bayar, byr, mbayar, mayar, setor, stor, nyetor, v, yes, transfer, tf, trf, ada"
    ),
    (Tok.PLUS, ""): "tambah, ditambah, plus, ples, tambahan, tambahin, nambah, sekalian",
    (Tok.AND, ""): "dan, dn, sareng, jeung, karo, kaliyan, lan, sama, sm, deng, beserta, serta",
    (Tok.EXCEPT, ""): (
        "kecuali, kcuali, kecuwali, selain, iwal, kajaba, kejaba, kajabi, kejawi, tapi tidak, tanpa, minus, "
        "kecualinya, terkecuali, kecual, kec, except, kcl"
    ),
    (Tok.ALL, ""): (
        "semua, semuanya, smua, smuanya, smw, sadaya, sadayana, kabeh, sedaya, sedoyo, kabehan, seluruhnya, "
        "seluruh, samua, sedanten, sakabeh, sakabehna, semuwa, setiap orang, tiap orang, semua anggota, "
        "setiap anggota, all, everyone, semua ibu, semua ibu ibu, semua orang, saban orang, seluruh anggota"
    ),
    (Tok.REST, ""): (
        "yang lain, yg lain, yang lainnya, yg lainnya, lainnya, lainya, sisanya, sisana, sisane, selebihnya, "
        "selain itu, nu sanes, nu sejen, nu lain, anu sanes, sejenna, sing liya, sing liyane, liyane, liane, "
        "sing lain, sanesna, yang laen, yg laen, laennya, orang lain, ibu ibu lain, yang lain lain, ibu lain, "
        "anggota lain, anggota lainnya, selain yang di atas, sesana, sanesipun"
    ),
    (Tok.SAME, ""): (
        "sama, sama juga, sda, idem, podo, sami, sarua, samaan, sama aja, sama saja, sama kaya tadi, ditto"
    ),
    (Tok.ALSO, ""): "juga, jg, jga, ge, oge, ugi, pun",
    (Tok.EACH, ""): (
        "masing masing, masing, msg, msg msg, mssg, per orang, perorang, seorang, per anggota, tiap, setiap, hiji, "
        "sewang, sewangsewang, sewang sewang, sanunggal, ewang, satu orang, rata, rata rata, dhewe dhewe, @"
    ),
    (Tok.VIA, ""): (
        "titip, nitip, ntip, dititip, dititipkan, dititipin, nitipin, titipin, titip ke, nitip ke, lewat, liwat, lwt, "
        "via, melalui, diwakili, dibawa, dibawain, diantar, dianter, diwakilkan, dibayarin, dibayari, dibayarkan, "
        "ditalangi, ditalangin, dititipkeun, nitipkeun, titip lewat, nitip lewat, titip di, nitip di, titip sama, "
        "nitip sama, titip ka, nitip ka, titip via, nitip via, lewatnya, mlalui, dititip ke, dititipkan ke, "
        "dititipkan lewat, dititip lewat, dititip sama, titip karo, nitip karo, titip neng, nitip nang, titip bareng, "
        "nitip bareng, titip ti, diwakilin, titip dari, nitip dari, dibayar, dibayar oleh, dibayar sama, dibayar ku, "
        "ikut, ngiring, milu, dititip di, dititipkan di, dititipin di, uangnya di, uang di bu, duitnya di, ada di, "
        "disimpan di, dipegang, disimpan"
    ),
    (Tok.CARRIED, ""): (
        "titipan, titipannya, titipan dari, titipan punya, titipan buat, titipanna, titipane, ttipan, bawa, "
        "titip punya, nitip punya, nitipin punya, bawa punya, bawain, bawain punya, bayarin, bayarin punya, "
        "bayar punya, bayarkan, mbayarin, ngebayarin, bayarkeun, mayarkeun, mayaran, membawa titipan, mbawa titipan"
    ),
    (Tok.TOTAL, ""): (
        "jumlah, jumlahnya, jml, jmlh, jmlah, total, totalnya, ttl, tot, totl, totalna, jumlahna, jumlahe, totale, "
        "jumlah semua, total semua, jumlah total, total jumlah, subtotal, sub total, sub jumlah, grand total, jumlah "
        "seluruhnya, jumlah keseluruhan, total keseluruhan, terkumpul, kumpul, uang masuk, total masuk, jumlah masuk, "
        "kas masuk, uang kas masuk, total kas masuk, jumlah kas masuk, masuk kas, pemasukan, total pemasukan, jumlah "
        "pemasukan, total uang, jumlah uang, dapat uang, masuk semua, masuk hari ini, hari ini masuk, uang masuk hari "
        "ini, semua jumlah, semua total, kabeh dadi, jadi total, jadi totalnya, total uang masuk, total setoran, "
        "jumlah setoran, total terkumpul, hasil, totalnya semua, jumlah semuanya, total semuanya, dapat, dapatnya, "
        "gunggung, gunggungipun, cacahna, jumlahnya semua, semuanya jadi, jadi semua, jadi semuanya, jadinya"
    ),
    (Tok.NET, ""): "bersih, sisa, sisa uang, sisanya uang, saldo",
    (Tok.OPENING, ""): (
        "kas awal, saldo awal, uang kas awal, uang kas lalu, uang kas bulan lalu, uang kas kemarin, "
        "uang kas sebelumnya, "
        "saldo kas awal, saldo awal kas, saldo kas lalu, saldo kas bulan lalu, saldo kas kemarin, "
        "saldo kas sebelumnya, "
        "sisa kas lalu, sisa kas kemarin, sisa kas bulan lalu, kas bulan kemarin, modal awal, "
        " saldo lalu, kas lalu, saldo bulan lalu, kas bulan lalu, saldo minggu lalu, "
        "saldo kemarin, kas kemarin, kas sebelumnya, saldo sebelumnya, sisa bulan lalu, sisa kemarin, uang awal, "
        "selisih, selisih kas, kas bln lalu, saldo bln lalu, sisa bln lalu"
    ),
    (Tok.CASH, ""): (
        "kas, uang kas, kasnya, saldo kas, kas akhir, uang fisik, fisik, uang tunai, uang di kas, kas sekarang, "
        "isi kas, uang di tangan, hitung uang, hitungan uang, uang dihitung, uang di kaleng, uang di kotak, "
        "uang di dompet, uang di laci, kas tunai, uang ada, kas di tangan, uang nyata, isi kaleng, isi kotak, "
        "kas kelompok, total kas, jumlah kas, uang kas kelompok, artos kas, kas ada, uang kas ada, kas ayeuna, "
        "kas di kotak, hasil hitung, uang dihitung ada, kas saiki, duit kas, isi dompet, saldo kas akhir, "
        "uang yang ada, uang yg ada, uang nu aya, artos nu aya, artos aya, duit yang ada, duit yg ada, duit nu aya, "
        "sisa kas, sisa uang kas, sisa saldo, saldo akhir, saldo sekarang, saldo skrg, saldo ayeuna, "
        "saldo kas sekarang, saldo kas skrg, uang kas sekarang, isi celengan, uang di amplop"
    ),
    (Tok.COIN, ""): (
        "receh, recehan, koin, logam, uang receh, uang logam, uang koin, recehnya, recehna, krincing"
    ),
    (Tok.COST, "rapat"): (
        "gorengan, goreng, konsumsi, konsumsinya, snack, snek, kue, jajan, jajanan, cemilan, camilan, kopi, gula, "
        "aqua, "
        "akua, minum, minuman, makan, makanan, nasi, roti, risol, bakwan, bala bala, cireng, lontong, bakso, teh gula, "
        "beli teh, air mineral, air, air minum, galon, suguhan, sewa, sewa tempat, sewa kursi, sewa tenda, tikar, "
        "kerupuk, buah, bolu, pisang, singkong, ubi, rujak, es, sirup, nasi box, nasi kotak, aer, wedang, "
        "camilan rapat, rapat konsumsi, dus snack, sound"
    ),
    (Tok.COST, "atk"): (
        "fotokopi, foto kopi, foto copy, fotocopy, fotcopy, potokopi, poto kopi, photocopy, fc, fotokopian, kertas, "
        "buku, pulpen, bolpen, bolpoin, ballpoint, pena, pensil, materai, meterai, matrai, print, ngeprint, prin, map, "
        "spidol, amplop, penggaris, nota, kwitansi, kuitansi, lakban, stempel, tinta, atk, alat tulis, tip ex, "
        "tipex, staples, buku kas, buku tabungan, buku tulis, jilid, binder, kalkulator"
    ),
    (Tok.COST, "transport"): (
        "ongkos, ongkosnya, ojek, ojeg, ojol, bensin, angkot, transport, transpot, transportasi, parkir, grab, gojek, "
        "ongkir, becak, bentor, uang jalan, ongkos ojek, sewa mobil, sewa angkot, taksi"
    ),
    (Tok.COST, "lain"): (
        "beli, meli, tuku, meser, tumbas, belanja, blanja, pengeluaran, biaya, buat beli, dipakai, dipake, "
        "dipakai beli, "
        "buat bayar, bayar listrik, listrik, pulsa, kuota, jenguk, besuk, nengok, ngalongok, sumbangan, santunan, "
        "uang duka, kado, biaya admin, admin bank, sewa alat, bayar sewa, uang keluar, keluar, kas keluar, "
        "dikeluarkan, kebersihan, sampah, iuran rt, bayar rt, gas, minyak, obat, kado bayi, bingkisan, sembako, "
        "parsel, kebutuhan, keperluan, perlengkapan"
    ),
    (Tok.WRONG, ""): (
        "eh salah, eh, salah, slh, salah tulis, salah ketik, ralat, koreksi, revisi, maksudnya, mksdnya, maksud, "
        "mksd, maksudna, maksude, harusnya, seharusnya, hrsnya, hrusnya, mestinya, kuduna, kudune, edit, perbaikan, "
        "diganti, ganti, jadi, jd, dibetulkan, yang bener, yang benar, yg bener, yg benar, bener, benernya, "
        "sebenarnya, kedahna, lepat, betulnya, dadi, janten, diralat, update"
    ),
    (Tok.NOT, ""): "bukan, bkn, sanes, dudu, bukannya, buka, lain",
    (Tok.SHORT, ""): "kurang, krg, kurangnya, kirang, kurange, kurangan, baru sebagian, sebagian",
    (Tok.OUT, ""): (
        "pinj, pjm, pinjm, pinjam, pinjem, minjam, minjem, pinjaman, nginjeum, nyilih, ambil, ngambil, nyokot, tarik, "
        "narik, tarikan, penarikan, cair, pencairan, mengambil, njupuk, mundut, kasbon, nambut, nyambut, nganjuk, "
        "ngebon, ngabon, ngahutang, talangan, nalangin, nalangan, nombok, nombokin, tombok, dapat pinjaman, "
        "dapat arisan, dapet arisan, ambil tabungan, tarik tabungan, ambil simpanan, pinjam uang, minjem uang, "
        "menang arisan, terima arisan, dapet, menang, dikembalikan, keluar arisan"
    ),
    (Tok.CHANGE, ""): "kembali, kembalian, kembaliannya, susuk, angsul, angsulan",
    (Tok.ASKED, ""): (
        "siapa, sapa, saha, sinten, sopo, siapa aja, siapa saja, berapa, brp, sabaraha, pinten, piro"
    ),
    (Tok.TO, ""): "ke, kepada, kpd",
    (Tok.EARLIER, ""): (
        "kemarin, kmrn, kmren, kemaren, wingi, kamari, minggu lalu, mgg lalu, bulan lalu, bln lalu, minggu kemarin, "
        "bulan kemarin, bln kemarin, mgg kemarin, yang lalu, yg lalu, minggu kamari"
    ),
    (Tok.ABOUT, ""): (
        "kira, kira kira, sekitar, kurleb, kurang lebih, krg lebih, lebih kurang, hampir, sktr, kayaknya, kayanya, "
        "belum ditulis, blm ditulis, belum dicatat, blm dicatat, belum dihitung, blm dihitung, utang bulan lalu, "
        "utang bln lalu, utang bulan kemarin, utang bln kmrn, hutang bulan lalu, hutang bln lalu, tunggakan, "
        "mungkin, kalau ga salah, kalo ga salah, kalau tidak salah, kalo gak salah, tungguantanda, antara, "
        "atau, ato, lebih, patungan, berdua, bertiga, duaan, joinan, bagi dua, udunan, rereongan, gotong royong"
    ),
    (Tok.MEETING, ""): (
        "rapat, rapatnya, pertemuan, kumpulan, kumpul rutin, rapat rutin, rapat bulanan, rapat mingguan, "
        "arisan bulanan, "
        "notulen, catatan rapat, hasil rapat, laporan, rekap, rekapan, laporan kas, acara, agenda, periode, "
        "setoran bulan, setoran minggu, iuran bulan, iuran minggu, tabungan bulan, simpanan bulan, daftar setoran, "
        "daftar iuran, catatan, buku kas mentari, kelompok, grup, tanggal, tgl, hari, hr, bulan, bln, minggu, mgg"
    ),
    (Tok.AHEAD, ""): (
        "berikutnya, selanjutnya, yang akan datang, yad, pertemuan depan, rapat depan, ketemu lagi, undangan, "
        "mengundang, diundang, jangan lupa, rapat lagi, kumpul lagi, pertemuan berikutnya, rapat berikutnya, "
        "rapat selanjutnya, akan, bakal, jadwal, rencana, nanti rapat, rapat bulan depan, rapat minggu depan"
    ),
    (Tok.PLACE, ""): (
        "tempat, tempatnya, lokasi, di rumah, dirumah, rumah, bertempat, di rmh, rmh, di bumi, ing griya, balai desa, "
        "posyandu, di balai, di bale, pimpinan, pemimpin, dipimpin, ketua, bendahara, sekretaris, notulis, pencatat, "
        "ttd, tertanda, pengawas, giliran, hormat kami, tuan rumah, host"
    ),
    (Tok.MEASURE, ""): (
        "orang, org, anggota, jiwa, lembar, lbr, lb, biji, buah buah, bh, bungkus, bks, dus, kg, kilo, liter, botol, "
        "gelas, porsi, kotak, box, pak, pack, rim, bulan, bln, minggu, mgg, hari, hr, tahun, thn, kali, potong, "
        "bulannya, urang, wong, tiyang, menit, jam, nama, ibu ibu, keping, buku tulis, ikat, sachet, plastik, pcs"
    ),
    (Tok.RIBUAN, ""): (
        "ribuan, dalam ribuan, dlm ribuan, dalam ribu, dlm ribu, dalam ribu rupiah, dalam ribuan rupiah, semua ribuan, "
        "semua angka ribuan, angka dalam ribuan, angka ribuan, ribuan semua, semua dalam ribuan, x ribu, kali seribu, "
        "semuanya ribuan, angkanya ribuan, itu ribuan, ini ribuan, dalam ribuan ya, satuan ribu"
    ),
    (Tok.TABLE, ""): (
        "nama, no, nomor, nmr, ket, keterangan, nama anggota, paraf, tanda tangan, nominal, no nama"
    ),
    (Tok.SELF, ""): (
        "saya, sy, sya, aku, ak, aq, gue, abdi, kula, kulo, beta, abi, uing, inyong, ulun, dalem, punya saya"
    ),
}
_FILLER = (
    "ya yaa yaaa iya iy y untuk utk buat bwt kanggo kangge dari dr ti saking yg yang nu anu sing ingkang di ke ka ing "
    "ini itu ieu eta iki niki uang duit artos arto duwit simpanan simpan setoran iuran wajibkan daftar list tadi td "
    "tunai cash kes kontan rp rph idr rupiah rupiahnya perak nya na pas juga jg lagi lg langsung baru katanya ceuk "
    "jarene saur segini segitu sebesar sejumlah senilai assalamualaikum asalamualaikum wr wb wassalam waalaikumsalam "
    "pagi siang sore malam selamat met ibuk ibu2 terima kasih banyak dulu dl dlu heula sek sik cuma cuman hanya "
    "mung ngan dong mentari titip2 bismillah alhamdulillah dll dkk mah teh ge oge kok lo lho hehe atas nama an siap "
    "baik nggih njih inggih muhun enggih monggo mangga punten berikut adalah yaitu bagian punya punyanya kagungan "
    "gaduh wargi warga sebagai dengan dgn pakai pake kepada kpd pd pada oleh per skrg sekarang ayeuna kini kali ini "
    "mau bade arek arep hoyong minta dicatat catat tulis tolong tlg mohon bantu masukin masukan rekening bank bca bri "
    "dana gopay ovo kapan maaf maap hapunten ngapunten semoga amin jujur iyah iyeu mangga geura sok hayu ayo yuk "
    "titik koma tanda angka hari tanggal tgl utama lalu kmrn kemarin wingi kamari selasa senin rabu kamis jumat sabtu "
    "ahad minggu masih full penuh tetap tetep gitu gini begitu begini sih deh aslinya memang emang gpp gapapa "
    "karena krn soalnya lantaran sbb sebab anak anaknya suami suaminya lakinya bapaknya pun hp wa telat terlambat tlt "
    "januari jan februari pebruari feb peb maret april apr mei juni jun juli jul agustus agu ags agt september "
    "sep sept oktober okt november nopember nov nop desember des "
    "lembaran pecahan keur lg nuju lagi bisa bs tiasa iso saged duanya kaduana "
    "uangnya duitnya artosna lupa duh aduh "
    "mereka kita kami dia tapi tp namun tetapi dengan"
).split()

VOCABULARY = phrase_table(_WORDS)
VOCABULARY.update(
    {
        tuple(f"{no} {can}{verb}".split()): (Tok.STATUS, status)
        for verbs, status in ((_COME, "absent"), (_PAY, "unpaid"))
        for no in [*_NOT.split(), "teu acan", "can"]
        for can in ("", "bisa ", "bs ", "tiasa ", "iso ", "saged ", "sempat ", "pernah ")
        for verb in verbs.split()
    }
)
# "belum masuk" is said of the money, "tidak masuk" of the woman.
VOCABULARY.update({(no, "masuk"): (Tok.STATUS, "unpaid") for no in "belum blm blom blum belom acan".split()})
VOCABULARY.update(
    {
        (will, verb): (Tok.STATUS, INTENDS)
        for will in "mau mo bade arek arep hoyong pengen pingin akan bakal niat otw rencana janji".split()
        for verb in (*_PAY.split(), "transfer", "tf")
    }
)
# "blm dicatet", "lupa nulis": said of the book, and nobody knows of which day.
_WRITTEN = "dicatat dicatet kecatat kecatet tercatat nyatat nyatet nulis ditulis ketulis tertulis".split()
_UNWRITTEN = (*_NOT.split(), "lupa", "kelupaan", "poho", "hilap")
VOCABULARY.update({(no, verb): (Tok.ABOUT, "") for no in _UNWRITTEN for verb in _WRITTEN})
# The other of two women of one name; no amount.
VOCABULARY.update(
    {
        tuple(f"{the}{one}".split()): (Tok.FILLER, "")
        for the in ("", "yang ", "yg ", "nu ")
        for one in ("dua duanya", "satu lagi", "satunya", "satunya lagi", "satu nya")
    }
)
VOCABULARY.update({(word,): (Tok.FILLER, "") for word in _FILLER if (word,) not in VOCABULARY})
VOCABULARY.update({(word,): (Tok.TITLE, "") for word in TITLES if (word,) not in VOCABULARY})
VOCABULARY.update(
    {(word,): (Tok.FILLER, "") for word in POLITE | PARTICLES | THANKS if (word,) not in VOCABULARY}
)
# Titles only where a name follows.
NAME_TITLES = TITLES | frozenset(
    "hj hajah haji umi ummi uwa nyai eteh emak mak nenek nek jeng mpok bidan ustadzah uni inang wa yu yuk nyonya ny "
    "kk dd teteh eceu ceuceu nok ipah mother ibunya mamanya mamahnya bi bibi".split()
)

# Ordinary words a slip away from a name or from its beginning: never taken for one ("tadi" is not Tati).
NO_NAMES = frozenset(word for phrase in VOCABULARY for word in phrase if len(word) > 1) | frozenset(
    "tadi tapi hati mati pasti nanti kata mata rata bisa rumah cuci lilin masa mana nama sana sini ujan hujan gelap "
    "mar takut sering kering kering rapi gaji isi nasi kali pagi mandi nangis dingin euy amis ini "
    "kurma karunia ramah rina2 tempe cucian kelas nilai mulai lulus lapis tulis habis abis manis ikut bareng seneng "
    "senang kenceng tenang menang mentah pulang hilang orang uang ruang kurang barang jarang sayang panjang kami kena "
    "baru biru cari cara dari diri hari jari kiri lari lagi laki lima tiga dua satu empat enam tujuh sakit ingat "
    "cepat tepat lewat dekat minat salat sholat pengajian ngaji posyandu desa warung pasar sawah kebun kerja jualan "
    "hebat semangat ramai sepi selesai mulai bubar lanjut pulang duluan nunggu jemput anter bawa kirim terima kabar "
    "rukun sehat lancar aman repot sibuk capek rapat kumpul nonton masak cuaca macet becek banjir".split()
)
