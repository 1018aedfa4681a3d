"""All conversations there are; one line each. A conversation that is not listed here does not exist.

Listed(name, "module:function", *words): the name and the words of its @conversation, in the same order. Nothing is
imported by this list: a conversation is loaded when somebody begins it, the rest when the program has nothing to do.
"""

from conversation.registry import Listed

CONVERSATIONS: tuple[Listed, ...] = (
    Listed("mulai", "handlers.first_contact:meet", "start"),
    Listed("kembali_lagi", "handlers.returning:know_again"),
    Listed("menu", "handlers.menu:show_menu", "menu utama"),
    Listed("bantuan", "handlers.help:help_her", "help"),
    Listed("lanjut", "handlers.resume:resume"),
    Listed("skrining", "handlers.screening:screen", "cari bantuan", "screening"),
    Listed("dampingi", "handlers.sit_beside:sit_beside"),
    Listed("info", "handlers.info:tell_about_aid", "syarat", "syarat bantuan"),
    Listed("petugas", "handlers.ask_person:ask_person", "bicara dengan petugas", "hubungi saya"),
    Listed("pintu", "handlers.door:open_door"),
    Listed("jaga", "handlers.calls:answer_calls", "panggilan bantuan", "daftar panggilan"),
    Listed("balas", "handlers.answer_worker:answer_worker"),
    Listed("piket", "handlers.duty:plan_duty", "jadwal jaga"),
    Listed("periksa_lagi", "handlers.recheck:ask_recheck", "periksa lagi"),
    Listed("kabar", "handlers.news:read_news", "lihat kabar", "ada kabar"),
    Listed("panggilan", "handlers.salutation:ask_salutation", "nama panggilan", "ganti nama"),
    Listed("antrean", "handlers.queue:show_queue", "antrian", "daftar antrean"),
    Listed("permintaan", "handlers.request:handle_request"),
    Listed("undangan", "handlers.join:join"),
    Listed("kantor", "handlers.office.menu:run_office"),
    Listed("hapus_jejak", "handlers.clear_traces:clear_traces", "hapus jejak", "bersihkan chat"),
    Listed("kata_aman", "handlers.safe_word:choose_safe_word", "kata aman"),
    Listed("kontak", "handlers.safe_contact:set_safe_contact", "cara dihubungi", "jam aman"),
    Listed("luar", "handlers.profile.front:show_front"),
    Listed("nomor", "handlers.profile.number:ask_number"),
    Listed(
        "kunci", "handlers.profile.lock:lock_phone", "nomor rahasia", "kunci hp", "kunci nomor", "ganti pin"
    ),
    Listed(
        "sambungkan",
        "handlers.profile.link:link_accounts",
        "sambungkan hp",
        "sambung hp",
        "ganti hp",
        "pindah hp",
    ),
    Listed("data_ganda", "handlers.profile.duplicates:review_duplicates", "data ganda", "ganda"),
    Listed("lupa_nomor", "handlers.profile.forgotten:give_new_number", "lupa nomor", "lupa pin"),
    Listed("undang", "handlers.invite:invite_people"),
    Listed("peran", "handlers.people_and_roles:manage_roles", "pengurus", "serah terima"),
    Listed("persetujuan", "handlers.confirm_staff:confirm_staff"),
    Listed("data", "handlers.own_data:show_data", "data saya", "lihat data saya"),
    Listed(
        "siapa_melihat",
        "handlers.data_readers:show_readers",
        "siapa melihat data saya",
        "siapa yang melihat data saya",
        "siapa lihat data saya",
    ),
    Listed("salinan_data", "handlers.data_copy:ask_copy", "minta salinan", "salinan data"),
    Listed(
        "perbaiki_data", "handlers.data_correction:correct_data", "perbaiki", "perbaiki data", "betulkan data"
    ),
    Listed("hapus_data", "handlers.data_erasure:erase_data", "hapus data", "hapus data saya"),
    Listed("izin", "handlers.permissions:show_permissions", "izin saya", "cabut izin", "lihat izin"),
    Listed("permintaan_data", "handlers.data_desk:handle_data_requests", "permintaan data"),
    Listed("tabungan", "handlers.savings.show_savings:show_savings", "tabungan saya", "simpanan saya"),
    Listed("catatan", "handlers.savings.answer_slip:answer_slip"),
    Listed("beda", "handlers.savings.differ:say_difference", "ada yang beda", "ada yang salah"),
    Listed("soal_beda", "handlers.savings.settle:settle_difference"),
    Listed("cek_beda", "handlers.savings.check_disputes:check_disputes", "cek beda", "yang beda"),
    Listed("uang_kelompok", "handlers.savings.group_money:show_group_money", "uang kelompok", "kas kelompok"),
    Listed("kelompok", "handlers.group.menu:run_group", "kelompok saya", "menu kelompok"),
    Listed("buat_kelompok", "handlers.group.start:begin_group", "buat kelompok", "kelompok baru"),
    Listed("aturan_kelompok", "handlers.group.rules:show_rules", "aturan kelompok", "aturan"),
    Listed("anggota", "handlers.group.people:keep_members", "daftar anggota", "anggota kelompok"),
    Listed("kode_rapat", "handlers.group.code:give_code", "kode rapat", "kode kelompok"),
    Listed(
        "gabung", "handlers.group.joining:join_group", "gabung kelompok", "masuk kelompok", "ikut kelompok"
    ),
    Listed("impor", "handlers.group.importing:fill_book", "isi buku", "isi buku awal", "import"),
    Listed("terima_anggota", "handlers.group.admitting:admit", "terima anggota", "anggota baru"),
    Listed("rapat", "handlers.meeting.meeting:hold_meeting", "mulai rapat", "buka rapat", "lanjut rapat"),
    Listed("setor", "handlers.meeting.saving:record_saving", "setoran", "catat setoran"),
    Listed("catat", "handlers.meeting.note_down:note_down", "catat daftar", "tempel daftar"),
    Listed("teks_rapat", "handlers.meeting.group_text:offer_text", "teks rapat", "teks grup"),
    Listed("angka_cek", "handlers.meeting.check_code:compare_code", "angka cek", "cek buku"),
    Listed("setujui", "handlers.second.answer:answer_second", "dicek berdua", "cek berdua", "yang menunggu"),
    Listed("tanda", "handlers.second.sign:sign_here"),
    Listed(
        "pin_tanda", "handlers.second.signing_pin:set_signing_pin", "angka tanda", "pin tanda", "tanda tangan"
    ),
    Listed("betulkan", "handlers.second.correct:correct", "betulkan catatan", "koreksi", "salah catat"),
    Listed("buka_lagi", "handlers.second.reopen:reopen", "buka lagi", "buka rapat lagi"),
    Listed("tutup_bulan", "handlers.second.month:close_month", "tutup bulan"),
    Listed("tarik", "handlers.second.pay_out:pay_out", "tarik simpanan", "ambil simpanan", "tarik uang"),
    Listed("biaya", "handlers.second.cost:spend", "catat biaya", "belanja", "pengeluaran"),
    Listed(
        "terima", "handlers.second.receive:say_received", "sudah terima", "sudah saya terima", "terima uang"
    ),
    Listed(
        "uang_keluar",
        "handlers.second.on_its_way:follow",
        "uang keluar",
        "uang yang menunggu",
        "uang menunggu",
    ),
    Listed(
        "buku",
        "handlers.books:give_books",
        "buku kelompok",
        "buku kas",
        "buku simpanan",
        "daftar hadir",
        "cetak buku",
    ),
    Listed(
        "latihan",
        "handlers.practice:practise",
        "mode latihan",
        "latihan dulu",
        "mulai latihan",
        "selesai latihan",
    ),
    Listed("grup_chat", "handlers.group.chats:link_chat", "sambung grup", "grup telegram", "hubungkan grup"),
    Listed("bacakan", "handlers.savings.read_aloud:read_aloud", "bacakan catatan", "tanpa hp"),
    Listed("saksi", "handlers.savings.read_aloud:say_heard"),
)
