"""What a woman does on one of the phones of the simulator's page, and what she reads there."""

import re

from playwright.sync_api import Locator, Page, expect


def phone(page: Page, name: str) -> Locator:
    return page.locator(f'section[data-phone="{name}"]')


def does(page: Page, name: str, what: str) -> None:
    """She taps the newest button of that name, or types."""
    if what.startswith("["):
        phone(page, name).get_by_role("button", name=what[1:-1], exact=True).last.click()
        return
    field = phone(page, name).get_by_role("textbox")
    field.fill(what)
    field.press("Enter")


def newest(page: Page, name: str) -> Locator:
    return phone(page, name).get_by_role("log").locator(".text")


def asks(page: Page, name: str, text: str) -> None:
    """What the phone shows now."""
    expect(newest(page, name).filter(has_text=text).last).to_be_visible()


def talks(page: Page, name: str, talk: tuple[tuple[str, str], ...]) -> None:
    """Each question, and what she does."""
    for question, answer in talk:
        asks(page, name, question)
        fits(page)
        does(page, name, answer)


def fits(page: Page) -> None:
    """Nothing scrolls sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def turn_to(page: Page, title: str) -> None:
    """Only one phone fits beside another on this width."""
    page.get_by_role("tab", name=re.compile(title)).click()


def at_eight(page: Page) -> None:
    """In the morning, when a message to another phone may ring."""
    expect(page.locator("#clock-time")).to_contain_text("WIB")  # until then it knows no time to move
    page.locator("#clock-open").click()
    page.get_by_role("button", name="Sampai besok 08.00").click()
    expect(page.locator("#clock-time")).to_contain_text("08.00")
    page.locator("#clock-open").click()


def the_demo_is_filled(page: Page) -> None:
    """Its courses are written once the program has settled in; from then on the worker is offered a copy of one."""
    answers = newest(page, "petugas").filter(has_text=re.compile("Yang mana|Belum ada kelas"))
    for heard in range(1, 20):
        does(page, "petugas", "kelola kelas")
        expect(answers).to_have_count(heard)
        if "Yang mana?" in answers.last.inner_text():
            return
    raise AssertionError("the demo has no courses")
