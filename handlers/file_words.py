"""What she reads when a file she sent cannot be kept: what is wrong, and what to do."""

from conversation.text import Text, _
from domain.files import FileFault, Wanted

TOO_LARGE = _("Maaf, filenya terlalu besar. Tolong kirim yang lebih kecil, ya.")

SENTENCES: dict[tuple[FileFault, Wanted], Text] = {
    (FileFault.TOO_LARGE, Wanted.PHOTO): _("Maaf, fotonya terlalu besar. Tolong foto sekali lagi, ya."),
    (FileFault.TOO_LARGE, Wanted.PAPER): TOO_LARGE,
    (FileFault.TOO_LARGE, Wanted.VOICE): _("Maaf, suaranya terlalu panjang. Tolong rekam lebih pendek, ya."),
    (FileFault.TOO_LARGE, Wanted.SHEET): TOO_LARGE,
    (FileFault.WRONG_KIND, Wanted.SHEET): _(
        "Maaf, itu bukan file Excel (xlsx). Tolong tempel daftarnya saja."
    ),
    (FileFault.BROKEN, Wanted.SHEET): _("Maaf, filenya rusak. Tolong tempel daftarnya saja."),
    (FileFault.NOT_FETCHED, Wanted.SHEET): _("Maaf, filenya belum sampai. Tolong kirim sekali lagi, ya."),
    (FileFault.TOO_LARGE, Wanted.COURSES): TOO_LARGE,
    (FileFault.WRONG_KIND, Wanted.COURSES): _(
        "Maaf, itu bukan file Excel (xlsx). Tolong kirim file Excel-nya, ya."
    ),
    (FileFault.BROKEN, Wanted.COURSES): _("Maaf, filenya rusak. Tolong simpan lagi, lalu kirim, ya."),
    (FileFault.NOT_FETCHED, Wanted.COURSES): _("Maaf, filenya belum sampai. Tolong kirim sekali lagi, ya."),
    (FileFault.WRONG_KIND, Wanted.PHOTO): _("Maaf, itu bukan foto. Tolong kirim fotonya saja, ya."),
    (FileFault.WRONG_KIND, Wanted.PAPER): _(
        "Maaf, file itu belum bisa disimpan. Tolong kirim foto atau PDF."
    ),
    (FileFault.WRONG_KIND, Wanted.VOICE): _("Maaf, itu bukan pesan suara. Tolong rekam sekali lagi, ya."),
    (FileFault.BROKEN, Wanted.PHOTO): _("Maaf, fotonya rusak. Tolong foto sekali lagi, ya."),
    (FileFault.BROKEN, Wanted.PAPER): _("Maaf, fotonya rusak. Tolong foto sekali lagi, ya."),
    (FileFault.BROKEN, Wanted.VOICE): _("Maaf, suaranya rusak. Tolong rekam sekali lagi, ya."),
    (FileFault.NOT_FETCHED, Wanted.PHOTO): _("Maaf, fotonya belum sampai. Tolong kirim sekali lagi, ya."),
    (FileFault.NOT_FETCHED, Wanted.PAPER): _("Maaf, filenya belum sampai. Tolong kirim sekali lagi, ya."),
    (FileFault.NOT_FETCHED, Wanted.VOICE): _("Maaf, suaranya belum sampai. Tolong kirim sekali lagi, ya."),
}
