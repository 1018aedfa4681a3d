"""One sentence for each refusal: what is wrong and what to do, never a reproach."""

from conversation.text import Text, _
from domain.refusals import Refusal

SENTENCES: dict[str, Text] = {
    "refused": _("Maaf, itu belum bisa."),
    "not_allowed": _("Maaf, itu tidak ada di sini."),
    "changed": _("Ada yang sudah mengubahnya. Coba lihat lagi."),
    "not_confirmed": _("Syarat ini masih contoh. Kantor perlu mengesahkannya dulu."),
    "own_request": _("Permintaan sendiri harus diputuskan petugas lain."),  # staff
    "wrong_order": _("Langkah itu belum bisa dari keadaan ini."),  # staff
    "needs_reason": _("Tulis sebabnya dalam satu kalimat pendek."),  # staff
    "reason_not_plain": _("Kalimat itu sulit dibaca atau menyinggung. Tulis lebih lembut."),  # staff
    "needs_bimtek": _("Belum tercatat hadir di Bimtek. Bantuan diserahkan sesudah itu."),  # staff
    "needs_decree": _("Perlu nomor dan tanggal SK yang sudah terbit."),  # staff
    "last_keeper": _("Peran terakhir ini belum bisa diakhiri. Serahkan dulu ke pengganti."),  # staff
    "practising": _("Ibu sedang latihan. Ini kelompok sungguhan. Ketik dulu: SELESAI LATIHAN."),
    "second_admin_needed": _("Perlu satu pengurus lain. Hubungi pengelola aplikasi."),  # staff
    "link_code_unusable": _("Kode ini tidak bisa dipakai, Bu. Buat kode baru, ya."),
    "phone_open": _("HP ini dipakai bersama. Ketik KUNCI dulu, baru sambungkan."),
    "has_duties": _("HP ini punya tugas sendiri, jadi belum bisa disambungkan. Ketik PETUGAS."),
    "word_taken": _("Kata itu mudah terketik orang lain. Pilih kata lain, Bu."),
    "too_many_profiles": _("HP ini sudah dipakai terlalu banyak orang, Bu."),
    "shared_by_others": _("HP ini dipakai orang lain juga. Kuncinya perlu tetap ada, Bu."),
    "invite_unusable": _("Kode ini tidak bisa dipakai. Minta kode baru ke yang mengundang."),
    "consent_missing": _("Izinnya belum ada, atau sudah dicabut. Ketik DATA untuk melihat."),
    "processing_paused": _("Pemilik data ini minta dijeda dulu."),  # staff
    "too_many_open": _("Permintaan Ibu masih banyak yang menunggu. Kita tunggu itu dulu, ya."),
    "last_of_role": _(
        "Ibu satu-satunya pengurus di {place}. Serahkan dulu ke orang lain. Ketik PETUGAS untuk dibantu.",
        place="",
    ),
    "no_decision": _("Rapat kelompok belum memutuskan itu. Tanyakan dulu di rapat."),
    "needs_ground": _("Menolak perlu alasan dari daftar."),  # staff
    "too_many_disputes": _("Masih ada beberapa yang menunggu dijawab. Kita tunggu itu dulu, ya, Bu."),
    "own_dispute": _("Yang ini dijawab pengurus lain."),  # staff
    # staff
    "not_her_entry": _("No. {number} bukan catatan anggota ini. Lihat nomornya lagi.", number=0),
    "future_day": _("Tanggal itu belum tiba. Pakai tanggal hari ini, atau yang sudah lewat."),
    "day_too_old": _("Tahunnya terlalu lama. Coba tulis lagi tanggalnya."),
    "month_closed": _("Bulan itu sudah ditutup. Catat dengan tanggal bulan ini, ya."),
    "month_order": _("Bulan ditutup berurutan. Tutup dulu bulan sebelumnya."),
    "month_not_over": _("Bulan itu belum habis. Tutup setelah bulannya berganti."),
    "meeting_still_open": _("Rapat bulan itu masih terbuka. Tutup dulu rapatnya."),
    "not_enough_cash": _("Uangnya hanya {amount}. Coba hitung lagi, lalu tulis jumlah lain.", amount=0),
    "not_enough_savings": _("Simpanannya hanya {amount}. Coba tulis jumlah lain.", amount=0),
    "not_owed": _("Sisa pinjamannya hanya {amount}. Coba tulis jumlah lain.", amount=0),
    "only_on_leaving": _("Simpanan pokok dan wajib diambil saat keluar dari kelompok."),
    "amount_out_of_range": _("Jumlah itu belum bisa dicatat. Coba tulis lagi jumlahnya."),
    "key_used_differently": _("Catatan ini sudah ada, isinya berbeda. Lihat dulu catatannya."),
    "already_reversed": _("Catatan itu sudah dibetulkan. Lihat catatan yang baru."),
    "unknown_member": _("Nama itu belum ada di kelompok. Tambahkan dulu lewat ANGGOTA."),
    "member_left": _("Anggota itu sudah keluar. Catatan baru untuknya tidak bisa lagi."),
    "group_not_active": _("Buku kelompok ini belum dibuka, atau sudah selesai."),
    "second_needed": _("Ini perlu dua pengurus. Minta satu pengurus lagi untuk setuju."),
    "second_is_same": _("Orang kedua harus pengurus lain."),
    "group_is_draft": _("Buku kelompok belum dibuka. Tunggu pengurus kedua masuk, ya."),
    "too_many_drafts": _("Masih ada kelompok Ibu yang menunggu pengurus kedua. Selesaikan itu dulu, ya."),
    "group_full": _("Bukunya sudah penuh: 60 anggota."),
    "already_member": _("Nama ini sudah ada di buku kelompok."),
    "rule_reaches_back": _("Aturan tidak berlaku mundur. Pilih hari sesudah catatan terakhir."),
    "group_code_unusable": _("Kode ini tidak bisa dipakai. Minta kode baru ke pengurus kelompok."),
    "needs_another_officer": _("Perlu pengurus lain untuk ini."),
    "savings_left": _("Uangnya di kelompok masih {amount}. Selesaikan dulu, baru keluar.", amount=""),
    "still_owes": _("Pinjamannya masih {amount}. Selesaikan dulu, baru keluar.", amount=""),
    "payout_open": _("Masih ada uang yang sedang diserahkan. Selesaikan dulu, ya."),
    "dispute_open": _("Nomor {code} masih dicek bersama. Selesaikan dulu, baru keluar.", code=""),
    "has_office": _("Pengurus belum bisa keluar. Serahkan tugasnya dulu. Ketik PERAN."),
    "needs_another": _("Ini perlu dicek pengurus lain, ya."),
    "same_phone": _("Ini HP yang mencatat. Setujui di HP lain, atau pakai angka tanda."),
    "alone_in_office": _("Ini perlu dicek berdua. Tambah satu pengurus dulu. Ketik PETUGAS kalau perlu."),
    "already_settled": _("Yang ini sudah dijawab. Terima kasih."),
    "too_long_ago": _("Ini sudah terlalu lama. Minta diajukan lagi, ya."),
    "too_many_waiting": _("Masih banyak yang menunggu dicek berdua. Selesaikan itu dulu, ya."),
    "no_witness": _("Perlu saksi, anggota lain yang bukan pengurus."),
    "not_waiting": _("Uang ini sudah diterima, atau tidak jadi keluar."),
    "too_many_payouts": _("Masih banyak uang yang menunggu diterima. Selesaikan itu dulu, ya."),
    "meeting_open": _("Masih ada rapat yang terbuka. Ketik RAPAT untuk meneruskan."),
    "no_meeting_day": _("Tanggal itu belum bisa. Rapatnya hari ini atau yang lalu."),
    "cash_not_counted": _("Hitung uang di kotak dulu. Ketik RAPAT untuk meneruskan."),
    "open_loan_already": _("Masih ada pinjaman yang berjalan atau menunggu. Satu dulu, ya."),
    "loan_settled": _("Pinjaman ini sudah lunas. Tidak ada lagi yang perlu dibayar."),
    "loan_not_running": _("Pinjaman ini belum berjalan. Uangnya belum diterima, atau tidak jadi."),
    "too_much_asked": _("Kelompok bisa meminjamkan sampai {amount}. Coba tulis jumlah lain.", amount=0),
    "limit_passed": _(
        "Sekarang yang bisa dipinjam hanya {amount}. Bicarakan dulu bersama pengurus, ya.", amount=0
    ),
    "not_for_own": _("Pinjaman sendiri atau serumah diputuskan pengurus lain."),
    "own_instalment": _("Cicilan sendiri dicatat pengurus lain, atau waktu rapat."),
    "no_third_officer": _("Perlu satu pengurus lagi, yang tidak serumah. Tambah dulu di rapat, ya."),
    "more_than_owed": _("Sisanya hanya {amount}. Coba tulis jumlah lain.", amount=0),
    "offer_over": _("Hitungannya sudah berubah. Coba hitung lagi, ya."),
    "loans_off": _("Rapat kelompok belum memutuskan soal pinjaman. Tanyakan dulu di rapat."),
    "loan_waiting": _("Permintaan pinjamannya belum selesai. Selesaikan dulu, baru keluar."),
    "help_open": _("Masih ada talangan cicilan. Selesaikan dulu berdua, baru keluar."),
    "arisan_open": _("Arisannya belum selesai. Tunggu selesai, baru keluar."),
    "arisan_running": _("Masih ada arisan yang berjalan. Satu dulu, ya."),
    "pot_not_full": _("{count} orang belum setor arisan. Catat dulu setorannya.", count=0),
    "had_her_turn": _("Nama itu sudah dapat, atau tidak ikut arisan ini."),
    "pot_on_its_way": _("Uang arisannya sedang diserahkan, atau sudah diterima."),
    "shares_not_100": _("Jumlahnya jadi {total}. Harus pas 100, ya.", total=0),
    "year_entry_stays": _("Catatan akhir tahun tidak bisa dibatalkan. Bicarakan di rapat, ya."),
    "year_not_over": _("Tahun {year} belum selesai. Ditutup setelah tahunnya berganti.", year=0),
    "year_closed": _("Tahun {year} sudah ditutup. Ditutup satu kali saja.", year=0),
    "year_order": _("Tahun ditutup berurutan. Tutup dulu tahun {year}.", year=0),
    "shares_undecided": _("Rapat belum memutuskan cara berbagi hasil. Ketik: aturan SHU."),
    "looks_at_own_work": _("Ini dilihat pengawas yang tidak menulis buku."),
    "fund_too_small": _("Dananya hanya {amount}. Coba tulis jumlah lain.", amount=0),
    "already_in_course": _("Ibu sudah ikut kelas ini, atau sudah di daftar tunggunya."),
    "not_in_course": _("Nama ini tidak ada di kelas itu. Coba lihat JADWAL lagi, ya."),
    "course_closed": _("Kelas ini sudah selesai, atau tidak jadi. Ketik JADWAL untuk kelas lain."),
    "course_not_for_her": _("Kelas ini bukan untuk Ibu kali ini. Ketik JADWAL untuk kelas lain."),
    "too_many_courses": _("Ibu sudah ikut {most} kelas. Selesaikan satu dulu, ya.", most=0),
    "waiting_list_full": _("Daftar tunggunya sudah penuh. Ketik JADWAL untuk kelas lain."),
    "capacity_too_small": _(
        "Sudah {count} orang yang terdaftar. Tulis jumlah yang cukup untuk semua.", count=0
    ),
    "too_many_open_courses": _("Kelompok sudah punya {most} kelas. Akhiri satu dulu, ya.", most=0),
    "too_many_sessions": _("Paling banyak {most} pertemuan. Pilih waktu yang lebih pendek.", most=0),
    "same_course": _("Kelas ini sudah ada. Kodenya {code}.", code=""),  # staff
    "session_over": _("Pertemuan itu sudah lewat, atau tidak jadi."),
    "session_too_early": _("Waktu itu sudah lewat. Pilih waktu lain, ya."),
    "session_code_wrong": _("Kodenya belum cocok. Coba lihat lagi di dinding, ya."),
    "list_too_early": _("Pertemuannya belum mulai. Daftar hadir dibuka setengah jam sebelumnya."),  # staff
    "list_too_late": _("Pertemuan itu sudah lama. Daftarnya tidak diubah lagi."),  # staff
    "too_many_materials": _("Bahannya sudah {most}. Hapus satu dulu, ya.", most=0),  # staff
    "words_not_kind": _("Tulis lagi tanpa nomor HP, tautan, atau kata yang menyinggung."),  # staff
    "not_present_herself": _("Catat dulu kehadiran Ibu sendiri, ya."),
    "not_for_board": _("Tulisan itu belum bisa dipasang. Coba tulis lain, tanpa nomor atau alamat."),
    "too_many_posts": _("Tulisan Ibu di papan ini sudah {most}. Turunkan satu dulu, ya.", most=0),
    "too_many_answers": _("Masih ada {most} jawaban Ibu yang menunggu. Tunggu dulu, ya.", most=0),
    "nobody_to_ask": _("Belum ada yang bisa menemani, Bu. Pelatih dan petugas tetap siap membantu."),
    "post_full": _("Sudah banyak yang menjawab tulisan itu. Lihat yang lain, ya."),
    "too_many_looks": _("Sudah banyak nomor yang dicek hari ini. Coba lagi besok, ya."),
    "matter_closed": _("Pesan ini sudah selesai. Ketik PETUGAS untuk menulis yang baru."),
    "matter_taken": _("Pesan ini sudah dipegang petugas lain."),  # staff
    "matter_woman_only": _("Ibu ini minta petugas perempuan."),  # staff
    "matter_only_holder": _("Ibu ini hanya mau satu petugas itu. Tanyakan dulu kepada Ibu."),  # staff
    "matter_own": _("Pesan sendiri dijawab petugas lain."),  # staff
    "matter_holder_gone": _("Petugas pilihan Ibu sudah tidak di kantor itu. Pilih lagi, ya."),
    "matter_nobody_else": _("Di kantor ini belum ada orang lain yang bisa membaca. Jadi tidak kami simpan."),
    "matter_nothing_to_take_back": _("Pesan itu sudah tidak bisa ditarik."),
    "matter_full": _("Percakapan ini sudah penuh. Tutup dulu, nanti dibuka yang baru."),  # staff
    "matter_not_to_be_contacted": _("Ibu tidak mau dihubungi dulu. Tunggu sampai Ibu menulis lagi."),  # staff
    "matter_move_waits": _("Masih ada yang menunggu dijawab. Tunggu dulu, ya."),  # staff
    "matter_already_there": _("Ibu ini sudah berkirim pesan dengan kantor itu."),  # staff
    "matter_needs_result": _("Pilih dulu hasilnya, lalu tutup."),  # staff
    "matter_still_unanswered": _("Pesan terakhir belum dijawab. Jawab dulu, atau tutup lagi."),  # staff
    "too_many_canned": _("Jawaban siap sudah {most}. Hapus satu dulu, ya.", most=0),  # staff
    "same_canned": _("Judul itu sudah ada. Pilih judul lain."),  # staff
    "canned_not_plain": _("Itu sulit dibaca, atau ada nomor atau tautan. Tulis lebih pendek."),  # staff
    "notes_full": _("Catatan di sini sudah {most}. Tidak bisa ditambah lagi.", most=0),  # staff
    "too_many_steps": _("Langkah dan pesan nanti sudah {most}. Selesaikan satu dulu.", most=0),  # staff
    "too_many_cards": _("Kartu yang masih berlaku sudah {most}. Tunggu sampai ada yang habis.", most=0),
    "her_no_stands": _("Pengirim sudah bilang jangan. Tanya lagi kalau ada pesan baru."),  # staff
    "move_over": _("Yang ini sudah selesai. Terima kasih."),
    "partners_full": _("Mitra sudah {most}. Hapus satu dulu, ya.", most=0),  # staff
    "only_holder_reads": _("Ibu minta hanya satu petugas yang membaca. Tidak bisa dibuka."),  # staff
    "file_not_yet": _("Fotonya belum selesai saya ambil. Tunggu sebentar, lalu coba lagi."),  # staff
    "file_not_there": _("Foto atau filenya tidak bisa dipakai. Kirim sekali lagi."),  # staff
    "reminded_lately": _("Yang belum menjawab baru saja diingatkan. Coba lagi besok."),  # staff
    "reminded_enough": _("Yang belum menjawab sudah diingatkan tiga kali. Itu sudah cukup."),  # staff
    "announcement_gone": _("Pengumuman ini sudah selesai, ditarik, atau dihentikan."),  # staff
    "nobody_to_tell": _("Tidak ada yang bisa dikirimi. Pilih penerima lain."),  # staff
    "second_person_needed": _("Ini perlu disetujui orang lain."),  # staff
    "had_it_before": _("Urusan ini sudah diserahkan. Tidak bisa dibuka lagi dari akun ini."),  # staff
}


def sentence(refusal: Refusal) -> Text:
    """What she reads."""
    found = SENTENCES.get(refusal.code, SENTENCES["refused"])
    return Text(found.message, refusal.fields) if refusal.fields else found
