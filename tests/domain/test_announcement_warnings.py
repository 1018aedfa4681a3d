"""What a sender looks at once more; what is nobody's business is asked about first."""

import pytest

from domain.announcement_warnings import Doubt, doubts_of, may_be_fraud, moves_session, near_day


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Besok rapat jam 09.00, bawa uang 20.000.", ()),
        ("Iuran Rp20.000 dibayar ke Bu Bendahara.", ()),
        ("Bu {nama}, simpanan Ibu 50 ribu.", ()),
        ("Siti belum bayar cicilan.", (Doubt.MONEY,)),
        ("Utang Bu Rohmah 500rb.", (Doubt.MONEY,)),
        ("Selamat kepada Siti dan Bu Rohmah!", ()),
        ("Kalau dipukul suami, cerita ke kami.", (Doubt.HEAVY,)),
        ("Kirim PIN ke saya.", (Doubt.ASKS,)),
        ("Jangan malas datang.", (Doubt.HURTS,)),
        ("Datang ke {tempat}.", (Doubt.BLANK,)),
        ("Daftar di https://contoh.id", (Doubt.LINK,)),
        ("Telepon 0541 123 4567", (Doubt.LINK,)),
        ("a " * 151, (Doubt.LONG,)),
    ],
)
def test_what_is_asked_about(text: str, doubts: tuple[Doubt, ...]) -> None:
    assert doubts_of(text, names=["Bu Siti (contoh)"]) == doubts


def test_a_short_name_is_not_found_inside_of_a_sentence() -> None:
    assert doubts_of("Ai belum bayar.", names=["Ai"]) == ()


def test_the_heaviest_stands_first() -> None:
    found = doubts_of("Siti dipukul suami karena utang 50rb, telepon 0541 123 4567", names=["Siti"])
    assert found[:2] == (Doubt.HEAVY, Doubt.MONEY)


@pytest.mark.parametrize(
    "text", ["Kelas pindah ke Rabu", "Besok LIBUR ya", "Kelas diundur", "Kelas ga jadi", "Jadi jam 9"]
)
def test_another_day_is_noticed(text: str) -> None:
    assert moves_session(text)


@pytest.mark.parametrize("text", ["Besok kelas jam 9.", "Bawa celemek, tempatnya sama."])
def test_the_same_day_is_not(text: str) -> None:
    assert not moves_session(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bantuan 2 juta cair. Transfer dulu biaya admin 50 ribu ke rekening BRI 123456789.",
        "Kirim foto KTP Ibu ke nomor ini.",
        "Balas dengan kode yang masuk ke HP Ibu.",
        "Isi pulsa dulu, nanti diganti.",
        "Bayar lewat dana ke 0812.",
        "Klik bantuan-cair.xyz sekarang",
        "Gabung di t.me/bantuan",
        "Chat @petugas_resmi ya",
        "Kirim PIN ke saya.",
        "Cek di https://kemensos.go.id.cair.top/daftar",
    ],
)
def test_what_wants_money_or_secrets_or_a_tap_may_be_a_frauds(text: str) -> None:
    assert may_be_fraud(text)
    assert {Doubt.ASKS, Doubt.LINK} & set(doubts_of(text, of_office=True))


@pytest.mark.parametrize(
    "text",
    [
        "Besok kelas jam 9. Bawa KTP dan uang 20.000 untuk kain.",
        "Pendaftaran gratis, tanpa biaya pendaftaran.",
        "Tidak ada biaya administrasi.",
        "Telepon kantor 0541 123 4567.",
        "Syarat ada di https://dinsos.kaltimprov.go.id/bantuan",
        "Yang butuh dana usaha boleh mendaftar.Datang besok ya.",
        "Isi formulir di kantor, bawa fotokopi KK.",
    ],
)
def test_everyday_words_of_an_office_are_none(text: str) -> None:
    assert not may_be_fraud(text)


def test_in_a_group_money_to_an_account_is_everyday() -> None:
    assert doubts_of("Setoran transfer ke rekening bendahara, ya.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Siti belum bayar cicilan.",
        "utang siti 50rb",
        "Neneng nunggak dua bulan",
        "Siti durung bayar",
        "Bu Siti kena denda",
    ],
)
def test_a_member_beside_her_debt_is_no_question(text: str) -> None:
    assert (
        doubts_of(text, names=["Siti Aminah", "Neneng"], members=["Siti Aminah", "Neneng"])[0] is Doubt.SHAME
    )


@pytest.mark.parametrize(
    "text", ["Yang belum bayar, cicilan ke Siti ya.", "Selamat kepada Neneng, cicilannya lunas!"]
)
def test_an_officer_and_good_news_are_asked_about_at_most(text: str) -> None:
    assert doubts_of(text, names=["Siti", "Neneng"], members=["Neneng"]) == (Doubt.MONEY,)


@pytest.mark.parametrize(
    ("text", "word"),
    [("Besok rapat.", "Besok"), ("Kumpul nanti sore ya", "nanti sore"), ("Rapat Sabtu jam 9.", "")],
)
def test_a_word_that_is_true_for_a_day_is_found(text: str, word: str) -> None:
    assert near_day(text) == word
