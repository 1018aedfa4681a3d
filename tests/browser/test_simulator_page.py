"""The simulator's page in a real browser, against the echo bot: with a mouse, with keys, on a phone's width."""

import base64
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.bot.channels.simulator.echo import png
from tests.bot.channels.simulator.harness import Served
from tests.browser.conftest import Watch

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE_WIDTH = pytest.mark.parametrize("size", [(360, 640)], ids=["phone"], indirect=True)


def phone(page: Page, name: str) -> Locator:
    return page.locator(f'section[data-phone="{name}"]')


def write(page: Page, name: str, text: str) -> None:
    field = phone(page, name).get_by_role("textbox")
    field.fill(text)
    field.press("Enter")


def texts(page: Page, name: str) -> Locator:
    return phone(page, name).get_by_role("log").locator(".text")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''")


def test_what_she_types_appears_and_is_answered(page: Page) -> None:
    expect(page.get_by_text("Simulator – data contoh")).to_be_visible()
    expect(page.get_by_role("region", name="HP Siti, anggota")).to_be_visible()
    write(page, "siti", "Assalamualaikum")
    expect(texts(page, "siti")).to_have_text(["Assalamualaikum", "Ibu menulis: Assalamualaikum"])
    expect(phone(page, "siti").locator(".ticks")).to_have_text(" dibaca")
    expect(phone(page, "siti").get_by_role("textbox")).to_have_value("")
    expect(texts(page, "lilis")).to_have_count(0)


def test_what_she_types_is_never_taken_for_html(page: Page) -> None:
    nasty = '<img src=x onerror="alert(1)"><b>tebal</b>'
    write(page, "siti", nasty)
    expect(texts(page, "siti")).to_have_text([nasty, f"Ibu menulis: {nasty}"])
    assert phone(page, "siti").locator(".log img, .log b").count() == 0


def test_a_tapped_button_is_answered_with_a_notice_and_disappears(page: Page) -> None:
    write(page, "siti", "tombol")
    phone(page, "siti").get_by_role("button", name="Bersama").click()
    expect(phone(page, "siti").get_by_role("status").filter(has_text="Sudah dicatat")).to_be_visible()
    expect(texts(page, "siti")).to_have_text(
        ["tombol", "Pertanyaan ini sudah dijawab.", "Pilihan Ibu: shared"]
    )
    expect(phone(page, "siti").get_by_text("diubah")).to_be_visible()
    expect(phone(page, "siti").get_by_role("button", name="Bersama")).to_have_count(0)


def test_a_list_opens_as_a_sheet_that_keeps_the_keyboard_until_esc(page: Page) -> None:
    write(page, "petugas", "halo")
    write(page, "petugas", "daftar")
    opener = phone(page, "petugas").get_by_role("button", name="Pilih tempat")
    opener.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Pilih tempat")
    expect(sheet).to_be_visible()
    for _ in range(15):
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('#list-sheet').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    sheet.get_by_role("button", name="Samarinda").press("Enter")
    expect(sheet).to_be_hidden()
    expect(texts(page, "petugas").last).to_have_text("Pilihan Ibu: area-Samarinda")


def test_the_keyboard_is_back_at_a_list_whose_message_was_drawn_anew_meanwhile(page: Page) -> None:
    write(page, "petugas", "halo")
    write(page, "petugas", "daftar")
    opener = phone(page, "petugas").get_by_role("button", name="Pilih tempat")
    opener.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Pilih tempat")
    expect(sheet).to_be_visible()
    page.evaluate(
        "document.querySelectorAll('.open-list').forEach(one => one.replaceWith(one.cloneNode(true)))"
    )
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_look_decides_the_limits(page: Page) -> None:
    write(page, "siti", "daftar")
    expect(phone(page, "siti").get_by_role("button", name="Junrejo")).to_be_visible()
    phone(page, "siti").get_by_role("button", name="WhatsApp").click()
    expect(phone(page, "siti")).to_have_attribute("data-look", "whatsapp")
    expect(phone(page, "siti").get_by_role("button", name="WhatsApp")).to_have_attribute(
        "aria-pressed", "true"
    )
    write(page, "siti", "daftar")
    expect(phone(page, "siti").get_by_role("button", name="Pilih tempat")).to_be_visible()
    write(page, "siti", "tombol")
    phone(page, "siti").get_by_role("button", name="Bersama").click()
    expect(texts(page, "siti").last).to_have_text("Pilihan Ibu: shared")
    # WhatsApp cannot take the buttons back: the old ones stay.
    expect(phone(page, "siti").get_by_role("button", name="Bersama")).to_be_visible()


def test_a_broken_limit_stands_in_the_strip(page: Page) -> None:
    write(page, "siti", "panjang")
    expect(page.locator("#strip-last")).to_contain_text(
        "HP Siti: Teks pesan: 4097 huruf, paling banyak 4096."
    )
    page.reload()
    expect(page.locator("#strip-last")).to_contain_text("4097")


def test_everything_can_be_done_with_the_keyboard(page: Page) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == "Tulis pesan dari HP Siti":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert (focused(page), outline) == ("Tulis pesan dari HP Siti", "solid")
    page.keyboard.type("tombol")
    page.keyboard.press("Enter")
    expect(phone(page, "siti").get_by_role("button", name="Sendiri")).to_be_visible()
    for _ in range(10):
        page.keyboard.press("Shift+Tab")
        if focused(page) == "Sendiri":
            break
    page.keyboard.press("Enter")
    expect(texts(page, "siti").last).to_have_text("Pilihan Ibu: own")
    # The pressed button is gone; the keyboard goes on from its message.
    expect(phone(page, "siti").locator(".message:focus")).to_contain_text("Pertanyaan ini sudah dijawab.")


@PHONE_WIDTH
def test_on_a_phone_s_width_one_phone_fills_the_screen(page: Page) -> None:
    expect(phone(page, "siti")).to_be_visible()
    expect(phone(page, "petugas")).to_be_hidden()
    write(page, "siti", "w" * 200)
    write(page, "siti", "tombol")
    write(page, "siti", "surat")
    expect(texts(page, "siti").last).to_have_text("Ini catatannya.")
    assert _fits(page)
    page.get_by_role("tab", name="Siti").focus()
    page.keyboard.press("ArrowLeft")
    expect(phone(page, "petugas")).to_be_visible()
    write(page, "petugas", "daftar")
    phone(page, "petugas").get_by_role("button", name="Pilih tempat").click()
    assert _fits(page)
    page.keyboard.press("Escape")
    page.locator("#clock-open").click()
    expect(page.get_by_role("button", name="+1 hari")).to_be_visible()
    assert _fits(page)
    expect(phone(page, "petugas").get_by_role("textbox")).to_be_in_viewport()


@PHONE_WIDTH
def test_the_newest_message_is_in_sight_however_the_screen_changes(page: Page, served: Served) -> None:
    for text in ("halo", "halo", "halo", "panjang", "tombol"):
        _outside(served, "siti", text)
    newest = phone(page, "siti").get_by_role("button", name="Saya dibantu orang")
    expect(newest).to_be_in_viewport(ratio=1)
    page.reload()
    expect(page.locator("#strip-last")).to_contain_text("4097")
    expect(newest).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 360, "height": 520})  # the keyboard of the phone opens
    expect(newest).to_be_in_viewport(ratio=1)


def _fits(page: Page) -> bool:
    """No sideways scrolling anywhere, and no small print."""
    return page.evaluate(
        """() => {
          const visible = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility());
          const words = visible.filter((one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
          const small = words.filter((one) => parseFloat(getComputedStyle(one).fontSize) < 14);
          const wide = visible.filter((one) => one.scrollWidth > one.clientWidth + 1
            && ["auto", "scroll"].includes(getComputedStyle(one).overflowX));
          return document.documentElement.scrollWidth <= innerWidth && small.length + wide.length === 0;
        }"""
    )


@PHONE_WIDTH
def test_a_message_on_a_hidden_phone_is_counted_on_its_tab(page: Page, served: Served) -> None:
    _outside(served, "lilis", "halo")
    tab = page.get_by_role("tab", name="Lilis 1 pesan baru")
    expect(tab).to_be_visible()
    tab.click()
    expect(page.get_by_role("tab", name="Lilis", exact=True)).to_have_attribute("aria-selected", "true")


def _outside(served: Served, name: str, text: str) -> None:
    """Somebody else uses the same phone, by program."""
    path = f"{served.url}/sim/phones/{name}/messages"
    assert httpx.post(path, json={"text": text}, trust_env=False).status_code == 202


def test_nothing_she_typed_is_lost_while_the_server_restarts(
    page: Page, served: Served, watch: Watch
) -> None:
    watch.expected = ("ERR_CONNECTION", "ERR_INCOMPLETE", "ERR_EMPTY_RESPONSE", "ERR_NETWORK")
    write(page, "siti", "sebelum")
    phone(page, "lilis").get_by_role("textbox").fill("belum selesai")
    served.stop()
    expect(page.locator("#link")).to_have_text("Terputus, menyambung lagi…")
    write(page, "siti", "satu")
    write(page, "siti", "dua")
    expect(phone(page, "siti").get_by_text("Belum terkirim.")).to_have_count(2)
    phone(page, "siti").get_by_role("button", name="Coba lagi").first.click()
    expect(phone(page, "siti").get_by_text("Belum terkirim.")).to_have_count(2)
    served.start()
    expect(page.locator("#link")).to_have_text("Tersambung")
    expect(texts(page, "siti")).to_contain_text(
        ["sebelum", "Ibu menulis: sebelum", "satu", "Ibu menulis: satu", "dua", "Ibu menulis: dua"]
    )
    expect(phone(page, "siti").get_by_text("Belum terkirim.")).to_have_count(0)
    expect(phone(page, "lilis").get_by_role("textbox")).to_have_value("belum selesai")
    assert [text for text in texts(page, "siti").all_inner_texts() if text == "satu"] == ["satu"]


def test_a_message_that_waits_and_a_draft_outlive_a_reload(page: Page, served: Served, watch: Watch) -> None:
    watch.expected = ("503",)
    served.bot.broken = True
    write(page, "siti", "setor 25rb")
    expect(phone(page, "siti").get_by_text("Program belum bisa menyimpan pesan ini.")).to_be_visible()
    phone(page, "siti").get_by_role("textbox").fill("dan juga")
    served.bot.broken = False
    page.reload()
    expect(texts(page, "siti")).to_have_text(["setor 25rb", "Ibu menulis: setor 25rb"])
    expect(phone(page, "siti").get_by_role("textbox")).to_have_value("dan juga")


def test_a_new_message_does_not_pull_her_away_from_what_she_reads(page: Page, served: Served) -> None:
    for _ in range(12):
        _outside(served, "siti", "halo")
    expect(texts(page, "siti")).to_have_count(24)
    scroll = phone(page, "siti").locator(".scroll")
    scroll.evaluate("(box) => { box.scrollTop = 0; }")
    page.wait_for_function("document.querySelector('[data-phone=siti] .scroll').scrollTop === 0")
    _outside(served, "siti", "tombol")
    pill = phone(page, "siti").get_by_role("button", name="Pesan baru")
    expect(pill).to_be_visible()
    assert scroll.evaluate("(box) => box.scrollTop") < 100
    pill.click()
    expect(phone(page, "siti").get_by_role("button", name="Bersama")).to_be_in_viewport()
    expect(pill).to_be_hidden()


def test_the_clock_can_be_moved_and_a_new_day_is_marked(page: Page) -> None:
    write(page, "siti", "halo")
    expect(phone(page, "siti").locator(".day")).to_have_count(1)
    before = page.locator("#clock-time").inner_text()
    page.get_by_role("button", name="Sampai besok 08.00").click()
    expect(page.locator("#clock-time")).to_contain_text("08.00 WIB")
    assert page.locator("#clock-time").inner_text() != before
    page.get_by_label("Maju berapa").fill("2")
    page.get_by_role("button", name="Majukan").click()
    write(page, "siti", "halo lagi")
    expect(phone(page, "siti").locator(".day")).to_have_count(2)


def test_a_phone_can_be_added_and_closed(page: Page, served: Served, watch: Watch) -> None:
    watch.expected = ("400",)
    page.get_by_role("button", name="Tambah HP").click()
    dialog = page.get_by_role("dialog", name="Tambah HP")
    dialog.get_by_label("Nama").fill("!!!")
    dialog.get_by_role("button", name="Tambah").click()
    expect(dialog.get_by_role("alert")).to_contain_text("harus nama dengan huruf")
    dialog.get_by_label("Nama").fill("Mama Ria")
    dialog.get_by_label("Peran").select_option("bendahara")
    dialog.get_by_label("Tampilan").select_option("WhatsApp")
    dialog.get_by_label("Waktu setempat").select_option("WITA")
    dialog.get_by_role("button", name="Tambah").click()
    added = phone(page, "mama-ria")
    expect(added.get_by_role("textbox")).to_be_focused()
    assert served.bot.roles == {"mama-ria": "treasurer"}
    added.get_by_role("button", name="Kirim “Halo”").click()
    expect(added.locator(".day")).to_contain_text("WITA")
    added.get_by_role("button", name="Pilihan lain untuk HP Mama Ria").click()
    page.get_by_role("dialog").get_by_role("button", name="Tutup HP ini").click()
    expect(added).to_have_count(0)


def test_a_picture_and_a_voice_note_are_sent_and_shown(page: Page, tmp_path: Path) -> None:
    picture = tmp_path / "kue.png"
    picture.write_bytes(png())
    phone(page, "siti").locator("input[type=file]").set_input_files(picture)
    shown = phone(page, "siti").get_by_role("img", name="Gambar: kue.png")
    expect(shown).to_be_visible()
    page.wait_for_function("document.querySelector('[data-phone=siti] .picture').naturalWidth === 240")
    phone(page, "siti").get_by_role("button", name="Rekam suara di HP Siti").click()
    expect(phone(page, "siti").locator(".recorded")).to_have_text("0.01")
    phone(page, "siti").get_by_role("button", name="Kirim suara").click()
    expect(phone(page, "siti").locator("audio")).to_have_count(1)
    expect(texts(page, "siti").last).to_have_text("Terima kasih. Berkas sampai: suara.")


def test_her_last_words_can_be_changed_and_the_bot_blocked(page: Page) -> None:
    write(page, "siti", "25")
    expect(texts(page, "siti")).to_have_count(2)
    more = phone(page, "siti").get_by_role("button", name="Pilihan lain untuk HP Siti")
    more.click()
    page.get_by_role("dialog").get_by_role("button", name="Ubah pesan terakhir").click()
    field = phone(page, "siti").get_by_role("textbox")
    expect(field).to_have_value("25")
    field.fill("250")
    field.press("Enter")
    expect(texts(page, "siti").first).to_have_text("250")
    more.click()
    page.get_by_role("dialog").get_by_role("button", name="Blokir bot").click()
    expect(phone(page, "siti").get_by_text("diblokir di HP ini")).to_be_visible()
    expect(page.locator("#strip-last")).to_contain_text("HP ini memblokir bot")


def test_a_phone_shows_a_deleted_message_only_as_a_trace(page: Page) -> None:
    write(page, "siti", "hapus")
    expect(phone(page, "siti").get_by_text("Pesan ini dihapus bot")).to_be_visible()
    expect(texts(page, "siti")).to_have_text(["Pesan Ibu sudah saya hapus."])


def test_who_asked_for_less_motion_gets_none(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    moving = page.evaluate("getComputedStyle(document.querySelector('.typing i')).animationName")
    page.emulate_media(reduced_motion="no-preference")
    assert (moving, page.evaluate("getComputedStyle(document.querySelector('.typing i')).animationName")) == (
        "none",
        "dots",
    )


def test_a_big_file_is_refused_before_it_is_sent(page: Page) -> None:
    phone(page, "siti").locator("input[type=file]").set_input_files(
        {"name": "besar.pdf", "mimeType": "application/pdf", "buffer": base64.b64decode("AAAA") * 1_800_000}
    )
    expect(phone(page, "siti").get_by_role("status").filter(has_text="Paling banyak 5 MB")).to_be_visible()
