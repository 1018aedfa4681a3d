"""What a woman does on one of the phones of the simulator's page, and what she reads there."""

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


def at_eight(page: Page) -> None:
    """In the morning, when a message to another phone may ring."""
    expect(page.locator("#clock-time")).to_contain_text("WIB")  # until then it knows no time to move
    page.locator("#clock-open").click()
    page.get_by_role("button", name="Sampai besok 08.00").click()
    expect(page.locator("#clock-time")).to_contain_text("08.00")
    page.locator("#clock-open").click()
