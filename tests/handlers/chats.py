"""Beginnings that many chats share."""

# Samarinda, own phone, everything fits: until the result.
UNTIL_RESULT = """
    Siti: skrining
    Bot: ... Ibu tinggal di mana? [Samarinda] [...]
    Siti: samarinda
    Bot: ... Boleh saya catat? [Boleh] [Tidak] [...]
    Siti: boleh
    Bot: Pertanyaan 1 dari 8. / Umur Ibu berapa tahun? [...]
    Siti: 35
    Bot: Pertanyaan 2 dari 8. / Siapa yang paling banyak mencari uang untuk keluarga Ibu? [...]
    Siti: saya sendiri
    Bot: Pertanyaan 3 dari 8. ... [Tidak cukup] [Kadang cukup] [Cukup] [...]
    Siti: tidak cukup
    Bot: Pertanyaan 4 dari 8. ... [Sudah] [Belum] [...]
    Siti: sudah
    Bot: Pertanyaan 5 dari 8. / Apakah keluarga Ibu menerima bantuan PKH? [Tidak] [Ya] [...]
    Siti: tidak
    Bot: Pertanyaan 6 dari 8. ... [Tidak] [Ya] [...]
    Siti: belum
    Bot: Pertanyaan 7 dari 8. ... [Mau] [Belum yakin] [Tidak] [...]
    Siti: mau
    Bot: Pertanyaan 8 dari 8. / Ibu bisa apa, atau ingin usaha apa? Boleh pilih lebih dari satu. [...]
    Siti: warung dan menjahit
    Bot: Hasil awal: ... Jawaban Ibu cocok dengan syarat awal. Ini bukan keputusan. ... / Tempat terbatas, belum tentu dapat.
        [Kirim ke petugas] [Lihat alasannya] [Dari mana aturan ini?] [Surat yang dibawa] [Bantuan lain] [Selesai] [...]
"""

# And sent; the worker hears of it.
UNTIL_SENT = f"""{UNTIL_RESULT}
    Siti: [Kirim ke petugas]
    Bot: Petugas boleh menghubungi Ibu lewat apa? [Chat saja] [Telepon] [Saya datang sendiri]
    Siti: chat saja
    Bot: Sudah dikirim ke Dinas Sosial Kaltim. Nomornya <kode>. / Petugas membalas Senin sampai Jumat, jam
        08.00-16.00 WITA. / Kalau ada yang keliru, ketik PERIKSA LAGI. / ... Mau sekarang? [Sekarang] [Nanti saja]
    Bot → Petugas: Ada permintaan baru di antrean. [Lihat]
    Siti: nanti
    Bot: Baik, Bu. Kapan saja boleh.
"""

# A first meeting, and a woman whose family receives PKH: until the result.
PKH_UNTIL_RESULT = """
    Siti: cari bantuan
    Bot: Halo, Bu. ... / HP ini dipakai sendiri, atau bersama keluarga? [Sendiri] [Bersama] [Saya dibantu orang]
    Siti: sendiri
    Bot: Baik, Bu. / Saya tanya beberapa hal dulu, Bu. Hasilnya belum keputusan. / Ibu tinggal di mana?
        [Samarinda] [Kutai Kartanegara] [...]
    Siti: Samarinda
    Bot: Pendaftaran Bantuan usaha (UEP) untuk perempuan, Kalimantan Timur dibuka sampai Jumat, 20 Maret 2026. /
        Saya mau catat jawaban Ibu: umur, tempat tinggal, keluarga, uang masuk, dan bantuan. Yang membaca:
        petugas Dinas Sosial Kaltim. Disimpan 24 bulan. Pesan lewat server di luar negeri. Catatan simpanan Ibu
        tidak dibaca. Ibu boleh menolak, boleh minta dihapus. Boleh saya catat?
        [Boleh] [Tidak] [Bicara dengan petugas perempuan]
    Siti: boleh
    Bot: Pertanyaan 1 dari 8. / Umur Ibu berapa tahun? [Tidak tahu / lewati] [Bicara dengan petugas perempuan]
    Siti: tiga puluh lima
    Bot: Pertanyaan 2 dari 8. ... [Saya sendiri] [Saya dan orang lain] [Orang lain] [...]
    Siti: saya sendiri
    Bot: Pertanyaan 3 dari 8. ... [Tidak cukup] [Kadang cukup] [Cukup] [...]
    Siti: tidak
    Bot: Pertanyaan 4 dari 8. / Apakah keluarga Ibu sudah terdaftar di data bantuan pemerintah? [Sudah] [Belum] [...]
    Siti: ga tau
    Bot: Pertanyaan 5 dari 8. / Apakah keluarga Ibu menerima bantuan PKH? [Tidak] [Ya] [...]
    Siti: iya
    Bot: Pertanyaan 6 dari 8. / Apakah Ibu pernah menerima bantuan kelompok usaha (KUBE)? [Tidak] [Ya] [...]
    Siti: belum
    Bot: Pertanyaan 7 dari 8. ... [Mau] [Belum yakin] [Tidak] [...]
    Siti: mau
    Bot: Pertanyaan 8 dari 8. / Ibu bisa apa, atau ingin usaha apa? Boleh pilih lebih dari satu. [...]
    Siti: [Menjahit]
    Bot: Ada lagi, Bu? [Sudah, itu saja] [Memasak atau buat kue] [...]
    Siti: itu saja
    Bot: Hasil awal: Bantuan usaha (UEP) untuk perempuan, Kalimantan Timur (contoh). / Ada 1 syarat yang belum cocok.
        Ini bukan keputusan. Petugas yang memutuskan. ... PERIKSA LAGI. Mungkin ada bantuan lain yang lebih pas. /
        Tempat terbatas, belum tentu dapat.
        [Kirim ke petugas] [Lihat alasannya] [Dari mana aturan ini?] [Surat yang dibawa] [Bantuan lain] [Selesai] [...]
"""
