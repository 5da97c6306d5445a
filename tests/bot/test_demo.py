"""`mailbox demo`: the sample office on the page of phones, as a newcomer tries it in a browser."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.browser import CHROMIUM, DRIVER
from tests.simulator.test_page import Page, page

__all__ = ["page"]  # the browser, as the simulator's own test has it


@pytest.fixture
def demo() -> Iterator[str]:
    """The demo as a process of its own; yields the page's address."""
    environment = {**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": ""}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    found = re.search(r"http://\S+", process.stdout.readline())
    assert found is not None
    yield found[0]
    process.terminate()
    assert process.wait(10) == 0
    process.stdout.close()


def newest_says(page: Page, key: str, words: str) -> None:
    """Waits until something with these words stands in a phone."""
    page.until(lambda: any(words in said for said in page.words(key)))


def press(page: Page, key: str, label: str) -> None:
    """Presses a phone's newest button with this label."""
    script = (
        "return [...document.querySelectorAll(arguments[0])]"
        ".filter((b) => b.innerText.includes(arguments[1])).at(-1)"
    )
    where = f'[data-phone="{key}"] [data-button]'
    page.until(lambda: page.driver.execute_script(script, where, label) is not None)
    page.driver.execute_script(script.replace("return ", "") + ".click()", where, label)


@pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium or chromedriver is not installed")
def test_a_newcomer_plays_citizen_office_and_department_in_a_browser(page: Page, demo: str) -> None:
    page.driver.get(demo)
    page.click('[data-phone="citizen"] [data-act="start"]')
    newest_says(page, "citizen", "您好")
    page.write("citizen", "建设路12号门前的路灯坏了")
    press(page, "citizen", "提交")
    newest_says(page, "citizen", "SZ-")
    newest_says(page, "office", "新来信")
    press(page, "office", "受理转办")
    press(page, "office", "★ 市政道路处")
    press(page, "office", "✅ 转办给")
    newest_says(page, "roads", "转办给你们")
    newest_says(page, "citizen", "已转交 市政道路处 办理")
    page.click('[data-clock="week"]')
    page.click('[data-clock="morning"]')  # of the same day, where the test runs before dawn
    page.click('[data-clock="morning"]')
    newest_says(page, "roads", "已超期")
    newest_says(page, "office", "已超期")
