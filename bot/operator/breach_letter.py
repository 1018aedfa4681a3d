"""The drafts of the two letters after a breach, in Indonesian, with everything UU 27/2022 PDP art. 46 (2) asks for.

Drafts for a person to finish: the agency's name and address are open, because it was still being formed.
"""

from datetime import UTC, datetime

from db.breaches import Breach
from domain.zones import WIB, local_time

MONTHS = ("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember").split()

TO_AGENCY = """\
(1) SURAT KEPADA LEMBAGA
Kepada: [nama dan alamat lembaga pelindungan data pribadi]
Perihal: Pemberitahuan kegagalan pelindungan data pribadi (UU 27/2022 Pasal 46)
Nomor catatan: {code}

1. Data pribadi yang terungkap: {what}.
2. Kapan terungkap: {since} sampai {until}. Kami mengetahuinya: {found}.
3. Bagaimana terungkap: {how}.
4. Upaya penanganan dan pemulihan: {handling}.
5. Jumlah orang yang terdampak: {count}.
6. Cara memberi tahu: lewat pesan hanya bila HP milik sendiri; selain itu tatap muka oleh petugas,
   karena pemberitahuan dapat membahayakan orang yang hidup dengan kekerasan.
7. Pengendali data: [nama kantor]. Petugas data: [nama, nomor yang dapat dihubungi].

[tempat, tanggal, tanda tangan]
Batas waktu 3x24 jam: {due}.
"""

TO_HER = """\
(2) SURAT KEPADA YANG TERDAMPAK
Serahkan sendiri, saat ia sendirian. Jangan dititipkan, jangan dikirim, jangan ditinggal di rumah
kalau ia tidak mau menyimpannya.

Ibu yang kami hormati,
kami minta maaf. Data Ibu di {bot_name} mungkin dibaca orang lain.

Data apa: {what}.
Kapan: {since} sampai {until}.
Bagaimana bisa terjadi: {how}.
Yang sudah kami lakukan: {handling}.

Yang bisa Ibu lakukan: jangan berikan PIN atau OTP kepada siapa pun. Kalau ada yang memakai nama
kami, tanya dulu ke kantor. Kalau Ibu merasa tidak aman, telepon 129 atau 110, kapan saja.
Ibu boleh melihat, memperbaiki, atau menghapus data Ibu. Ketik DATA, atau datang ke kantor.

[nama kantor, nama petugas, nomor yang dapat dihubungi]
Nomor catatan: {code}
"""


def letter(breach: Breach, count: int, bot_name: str) -> str:
    """Both drafts, filled in; what a person has to fill in stands in square brackets."""
    values = {
        "code": breach.code,
        "what": breach.details.what,
        "how": breach.details.how,
        "handling": breach.details.handling,
        "since": _moment(breach.from_ms),
        "until": _moment(breach.until_ms),
        "found": _moment(breach.found_ms),
        "due": _moment(breach.due_ms),
        "count": count,
        "bot_name": bot_name,
    }
    return TO_AGENCY.format_map(values) + "\n" + TO_HER.format_map(values)


def _moment(at_ms: int) -> str:
    local = local_time(datetime.fromtimestamp(at_ms / 1000, UTC), WIB)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, pukul {local:%H.%M} WIB"
