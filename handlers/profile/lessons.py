"""What the outside of a locked phone offers: short lessons, recipes and the office; useful in itself, and harmless."""

from conversation.questions import Choice
from conversation.text import Text, _

LEARN = Choice("learn", _("Pelatihan umum"), words=("pelatihan", "belajar"))
CLASSES = Choice("schedule", _("Jadwal kelas"), words=("jadwal", "kelas"))
COOK = Choice("cook", _("Resep"), words=("masak", "resep masakan"))
AID = Choice("aid", _("Syarat bantuan"), words=("syarat", "bantuan"))
OFFICE = Choice("office", _("Alamat kantor"), words=("kantor", "alamat", "petugas"))
CHOICES = (LEARN, CLASSES, COOK, AID, OFFICE)

LESSONS: tuple[tuple[Choice, Text], ...] = (
    (
        Choice("money", _("Uang belanja"), words=("mengatur uang", "belanja")),
        _(
            "Tulis uang belanja setiap hari di satu buku. Pisahkan dulu untuk makan dan sekolah. "
            "Sisihkan sedikit, walau seribu. Di akhir minggu, lihat apa yang bisa dikurangi."
        ),
    ),
    (
        Choice("trade", _("Mulai jualan kecil"), words=("jualan", "usaha")),
        _(
            "Mulai dari yang sudah bisa dibuat. Tanya lima tetangga, mereka mau beli apa. "
            "Coba sedikit dulu. Hitung semua bahan sebelum menentukan harga."
        ),
    ),
    (
        Choice("book", _("Mencatat jualan"), words=("mencatat", "catatan")),
        _(
            "Buat dua kolom: uang masuk dan uang keluar. Tulis hari itu juga. "
            "Pisahkan uang jualan dari uang dapur. Setiap minggu, hitung selisihnya."
        ),
    ),
)

RECIPES: tuple[tuple[Choice, Text], ...] = (
    (
        Choice("soup", _("Sayur bening bayam"), words=("bayam", "sayur")),
        _(
            "Didihkan 1 liter air dengan bawang merah iris dan temu kunci. Masukkan jagung 10 menit. "
            "Masukkan bayam, garam, sedikit gula. Angkat setelah 2 menit."
        ),
    ),
    (
        Choice("tempe", _("Tempe bacem"), words=("tempe", "bacem")),
        _(
            "Rebus tempe dengan air kelapa, bawang, ketumbar, gula merah, dan salam. "
            "Kecilkan api sampai airnya habis. Goreng sebentar. Cocok untuk bekal."
        ),
    ),
    (
        Choice("cake", _("Bolu pisang kukus"), words=("bolu", "pisang", "kue")),
        _(
            "Lumatkan 3 pisang matang. Kocok 2 telur dan 5 sendok gula. Campur dengan 10 sendok terigu "
            "dan sedikit soda kue. Tambah 4 sendok minyak. Kukus 30 menit."
        ),
    ),
)
