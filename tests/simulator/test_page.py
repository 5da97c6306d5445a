"""The page of phones in a real browser: what people click is what the chats get."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import JavascriptException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from simulator.faults import Trouble
from simulator.server import Server
from tests.browser import chromium, needs_browser

from .sample_office import SampleOffice

pytestmark = needs_browser


class Page:
    """The page as a person with a mouse uses it."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def find(self, where: str) -> WebElement:
        def there() -> bool:
            return any(e.is_displayed() for e in self._all(where))

        self.until(there)
        return next(e for e in reversed(self._all(where)) if e.is_displayed())

    def _all(self, where: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, where)

    def text(self, where: str) -> str:
        """Return the words of the newest such element, read at one instant."""
        self.find(where)
        script = "return [...document.querySelectorAll(arguments[0])].at(-1).innerText"
        return str(self.driver.execute_script(script, where))

    def phone(self, key: str, where: str) -> WebElement:
        return self.find(f'[data-phone="{key}"] {where}')

    def click(self, where: str) -> None:
        self.find(where)
        script = "[...document.querySelectorAll(arguments[0])].at(-1).click()"
        self.driver.execute_script(script, where)

    def write(self, key: str, text: str) -> None:
        self.phone(key, "textarea").send_keys(text, Keys.ENTER)

    def words(self, key: str) -> list[str]:
        script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText)"
        return list(self.driver.execute_script(script, f'[data-phone="{key}"] .words'))

    def until(self, happened: Callable[[], bool]) -> None:
        redrawn = (StaleElementReferenceException, JavascriptException)
        WebDriverWait(self.driver, 30, 0.02, redrawn).until(lambda _: happened())


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with chromium(tmp_path) as driver:
        yield Page(driver)


def walk_through(office: SampleOffice, page: Page, url: str) -> None:
    page.driver.get(url)
    people_write_and_edit(office, page)
    people_press_and_attach(page)
    people_are_asked_and_block(office, page)
    time_and_trouble_pass(office, page)
    the_page_speaks_english_and_fits_a_phone(page)


def people_write_and_edit(office: SampleOffice, page: Page) -> None:
    page.write("anna", "路灯 <img src=x onerror=alert(1)>")
    page.until(lambda: page.words("anna")[-1] == "已记下：路灯 <img src=x onerror=alert(1)>")
    page.phone("anna", "textarea").send_keys(Keys.ARROW_UP)
    page.phone("anna", ".context")
    page.phone("anna", "textarea").clear()
    page.write("anna", "路灯")
    page.until(lambda: page.words("anna")[-1] == "改为：路灯")
    assert "已编辑" in page.text('[data-phone="anna"] ' + ".mine:nth-last-child(3) .meta")
    assert office.anna.sees()[-3:] == [
        "路灯",
        "已记下：路灯 <img src=x onerror=alert(1)>",
        "改为：路灯",
    ]


def people_press_and_attach(page: Page) -> None:
    page.click('[data-phone="chen"] [data-button="受理"]')
    assert page.text("#toast") == "已受理"
    page.click('[data-phone="chen"] [data-button="转办"]')
    assert page.text("#alert p") == "请先选择部门"
    page.click("#alert button")
    page.click('[data-phone="anna"] [data-act="attach"]')
    page.click('[data-phone="anna"] [data-attach="sample"]')
    picture = page.phone("anna", "li:last-child img.picture")
    page.until(lambda: picture.get_property("naturalWidth") == 320)


def people_are_asked_and_block(office: SampleOffice, page: Page) -> None:
    page.click('[data-phone="anna"] [data-act="commands"]')
    page.click('[data-phone="anna"] [data-command="ask"]')
    assert page.text('[data-phone="anna"] ' + ".context") == "回复 市长信箱\n怎么称呼您？"
    assert page.phone("anna", "textarea").get_attribute("placeholder") == "您的姓名"
    page.write("anna", "安娜")
    page.until(lambda: page.words("anna")[-1] == "已记下：安娜")
    answer = office.anna.screen()[-2]
    assert answer.reply_to == office.anna.screen()[-3].message_id
    page.click('[data-phone="anna"] .more summary')
    page.click('[data-phone="anna"] [data-act="block"]')
    assert page.text('[data-phone="anna"] ' + '[data-act="start"]') == "解除屏蔽并重新开始"
    page.click('[data-phone="anna"] [data-act="start"]')
    page.phone("anna", "textarea")
    assert office.anna.sees()[-2] == "/start"


def time_and_trouble_pass(office: SampleOffice, page: Page) -> None:
    page.click('[data-clock="day"]')
    page.click('[data-clock="hour"]')
    page.until(lambda: page.text("#time") == "10:00")
    assert page.text("#date") == "2026年3月3日星期二"
    page.click('[data-clock="week"]')
    page.click('[data-clock="morning"]')
    page.until(lambda: page.text("#date") == "2026年3月11日星期三")
    assert office.world.clock.now() == datetime(2026, 3, 11, 1, tzinfo=UTC)
    page.click("#trouble summary")
    page.click('[data-trouble="limit"]')
    page.until(lambda: "429" in page.text("#trouble summary"))
    assert [f.trouble for f in office.world.faults.waiting()] == [Trouble.TOO_MANY_REQUESTS]
    page.click("#trouble summary")
    page.click('[data-trouble="none"]')
    page.until(lambda: office.world.faults.waiting() == [])


def the_page_speaks_english_and_fits_a_phone(page: Page) -> None:
    page.click("#language")
    assert page.text('[data-phone="anna"] ' + "h2") == "Anna Lin\nCitizen"
    page.driver.set_window_size(500, 844)  # the narrowest headless Chromium goes
    page.click('[data-tab="wu"]')
    page.write("wu", "到")
    page.until(lambda: page.words("wu")[-1] == "已记下：到")
    assert not page.driver.find_element(By.CSS_SELECTOR, '[data-phone="anna"]').is_displayed()
    wide = page.driver.execute_script("return document.documentElement.scrollWidth > innerWidth")
    assert wide is False


async def test_four_phones_in_a_browser(page: Page) -> None:
    office = SampleOffice()
    await office.open()
    server = Server(office.world)
    office.phones.add_routes(server.app)
    async with server:
        await asyncio.to_thread(walk_through, office, page, server.url)


async def test_an_unread_message_is_counted_on_its_tab(page: Page) -> None:
    office = SampleOffice()
    await office.open()
    server = Server(office.world)
    office.phones.add_routes(server.app)
    async with server:
        page.driver.set_window_size(500, 844)
        await asyncio.to_thread(page.driver.get, server.url)
        await asyncio.to_thread(page.find, '[data-tab="wu"]')
        await office.api.send_message(office.wu.user_id, "新任务")
        await asyncio.to_thread(page.find, '[data-tab="wu"] .badge')
        await asyncio.to_thread(page.click, '[data-tab="wu"]')
        assert (await asyncio.to_thread(page.words, "wu"))[-1] == "新任务"
