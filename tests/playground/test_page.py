"""The page in a real browser: what a person sees and does."""

import asyncio
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from bot.playground.bot_api import BotApi
from bot.playground.browser import serve
from bot.playground.cast import JOKO, RANI, SAM
from tests.ports import free_port

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium and chromedriver are not installed")
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
# What goes away by itself (a toast, "is typing") stays until a machine that is busy has looked at it.
LINGERING = """
const later = window.setTimeout;
window.setTimeout = (act, after, ...more) => later(act, after >= 3000 ? 600_000 : after, ...more);
"""
KEYS = {"inline_keyboard": [[{"text": "Mulai", "callback_data": "go"}, {"text": "English", "callback_data": "en"}]]}


class Stage:
    """The playground and its page, in a thread of their own; `do` acts on it from the test."""

    def __init__(self) -> None:
        self.api = BotApi()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        self.open(free_port())

    def open(self, port: int) -> None:
        self.runner, self.address = self.wait(serve(self.api, port))

    def close(self) -> None:
        self.wait(self.runner.cleanup())

    def end(self) -> None:
        self.close()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def wait(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(60)

    def do(self, act: Callable[[BotApi], Any]) -> Any:
        async def acting() -> Any:
            return act(self.api)

        return self.wait(acting())

    def bot(self, method: str, person: int = RANI, **wish: Any) -> Any:
        return self.do(lambda api: api.call(method, {"chat_id": person, **wish}))

    def send(self, html: str, **wish: Any) -> Any:
        return self.bot("sendMessage", text=html, parse_mode="HTML", **wish)


class Page:
    """What is on the screen."""

    def __init__(self, driver: webdriver.Chrome, stage: Stage) -> None:
        self.driver = driver
        self.stage = stage

    def open(self, person: int = RANI) -> None:
        self.driver.get("about:blank")
        self.driver.get(f"{self.stage.address}#as={person}")
        self.until(lambda: self.one("#title").text)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def until(self, holds: Callable[[], Any]) -> Any:
        missing = (NoSuchElementException, StaleElementReferenceException, IndexError)
        return WebDriverWait(self.driver, 60, 0.05, missing).until(lambda _: holds())

    def see(self, selector: str) -> WebElement:
        """The first that is shown. Looked at from the last: what appears meanwhile must not make a later one the first."""
        return self.until(lambda: [each for each in reversed(self.all(selector)) if each.is_displayed()])[-1]

    def type(self, *keys: str) -> None:
        self.see("#text").send_keys(*keys)

    def bubbles(self) -> list[str]:
        return [bubble.text for bubble in self.all(".bubble")]

    def size(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def prefer(self, feature: str, value: str) -> None:
        wish = {"features": [{"name": feature, "value": value}]}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", wish)


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LINGERING})
    yield driver
    driver.quit()


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage()
    yield stage
    stage.end()


@pytest.fixture
def page(driver: webdriver.Chrome, stage: Stage) -> Iterator[Page]:
    page = Page(driver, stage)
    page.size(390, 844)
    driver.get_log("browser")
    yield page
    driver.get("about:blank")
    assert [entry for entry in driver.get_log("browser") if "ERR_CONNECTION" not in entry["message"]] == []


@pytest.fixture
def begun(stage: Stage, page: Page) -> Page:
    """Rani's chat, with /start in it."""
    stage.do(lambda api: api.start(api.people[RANI]))
    page.open()
    return page


def test_a_new_chat_introduces_the_bot_and_starts_with_one_tap(stage: Stage, page: Page) -> None:
    stage.bot("setMyDescription", description="Belajar sejarah.", language_code="id")
    page.open()
    assert "Belajar sejarah." in page.see("#welcome").text
    page.see("#begin").click()
    page.until(page.bubbles)
    assert stage.api.messages(RANI)[0].text == "/start"
    assert page.see("#composer")
    assert not page.one("#welcome").is_displayed()


def test_text_is_shown_as_it_was_formatted_and_never_as_html(stage: Stage, begun: Page) -> None:
    stage.send(
        "<b>tebal</b> <i>miring</i> <u>garis</u> <s>coret</s> <code>kode</code> <pre>a\nb</pre>"
        '<blockquote>kutipan</blockquote> <a href="https://example.org/1">sumber</a> '
        "&lt;img src=x onerror=alert(1)&gt; 😀<b>한국</b>"
    )
    bubble = begun.see(".theirs .bubble")
    tags = ["strong", "em", "u", "s", "code", "pre", "blockquote", "a"]
    shown = {tag: bubble.find_element(By.CSS_SELECTOR, f".text {tag}").text for tag in tags}
    assert shown == {
        "strong": "tebal",
        "em": "miring",
        "u": "garis",
        "s": "coret",
        "code": "kode",
        "pre": "a\nb",
        "blockquote": "kutipan",
        "a": "sumber",
    }
    assert "<img src=x onerror=alert(1)>" in bubble.text
    assert bubble.find_elements(By.TAG_NAME, "img") == []
    assert [strong.text for strong in bubble.find_elements(By.CSS_SELECTOR, ".text strong")] == ["tebal", "한국"]


def test_a_press_edits_the_message_in_place_and_shows_the_answer(stage: Stage, begun: Page) -> None:
    sent = stage.send("Siap?", reply_markup=KEYS)
    key = begun.see(".key")
    assert (key.tag_name, key.text) == ("button", "Mulai")
    key.click()
    press = begun.until(lambda: next(iter(stage.api.presses.values()), None))
    stage.bot("answerCallbackQuery", callback_query_id=press.id, text="Baik")
    stage.bot("editMessageText", message_id=sent["message_id"], text="1/3")
    assert begun.see("#toast").text == "Baik"
    begun.until(lambda: "1/3" in begun.bubbles()[-1])
    assert len(begun.all(".message")) == 2
    assert begun.all(".key") == []


def test_an_alert_waits_until_it_is_closed(stage: Stage, begun: Page) -> None:
    stage.send("Siap?", reply_markup=KEYS)
    begun.see(".key").click()
    press = begun.until(lambda: next(iter(stage.api.presses.values()), None))
    stage.bot("answerCallbackQuery", callback_query_id=press.id, text="Perhatikan", show_alert=True)
    assert "Perhatikan" in begun.see("#alert").text
    begun.see("#alert button").send_keys(Keys.ENTER)
    begun.until(lambda: not begun.one("#alert").is_displayed())


def test_focus_stays_in_the_message_when_its_buttons_change(stage: Stage, begun: Page) -> None:
    sent = stage.send("Siap?", reply_markup=KEYS)
    begun.see(".key").send_keys(Keys.ENTER)
    begun.until(lambda: stage.api.presses)
    keys = {"inline_keyboard": [[{"text": "Petunjuk", "callback_data": "hint"}]]}
    stage.bot("editMessageText", message_id=sent["message_id"], text="1/3", reply_markup=keys)
    begun.until(lambda: begun.driver.switch_to.active_element.text == "Petunjuk")


def test_a_spoiler_opens_with_a_key(stage: Stage, begun: Page) -> None:
    stage.send("Ibu kota: <tg-spoiler>Pyongyang</tg-spoiler>")
    spoiler = begun.see(".spoiler")
    assert spoiler.accessible_name == "Tersembunyi. Tekan untuk membuka."
    spoiler.send_keys(Keys.ENTER)
    begun.until(lambda: begun.one(".spoiler").get_attribute("role") is None)


def test_a_long_quote_unfolds_and_a_short_one_has_no_button(stage: Stage, begun: Page) -> None:
    stage.send("<blockquote expandable>pendek</blockquote>")
    stage.send(f"<blockquote expandable>{'panjang ' * 80}</blockquote>")
    more = begun.see(".more")
    short, long = begun.all(".expandable")
    assert "fits" in (short.get_attribute("class") or "")
    before = long.size["height"]
    more.click()
    assert more.get_attribute("aria-expanded") == "true"
    assert long.size["height"] > before


def test_enter_sends_and_shift_enter_makes_a_line(stage: Stage, begun: Page) -> None:
    begun.type("satu", Keys.SHIFT, Keys.ENTER)
    begun.driver.switch_to.active_element.send_keys("dua")
    begun.type(Keys.ENTER)
    begun.until(lambda: len(begun.bubbles()) == 2)
    assert stage.api.messages(RANI)[-1].text == "satu\ndua"
    assert begun.one("#text").get_attribute("value") == ""


def test_the_menu_shows_the_commands_of_ones_own_language(stage: Stage, page: Page) -> None:
    for language, commands in (("id", ("kuis", "pelajaran")), ("", ("lessons", "quiz"))):
        listed = [{"command": command, "description": command.title()} for command in commands]
        stage.bot("setMyCommands", commands=listed, language_code=language)
    stage.do(lambda api: api.start(api.people[RANI]))
    page.open()
    page.type("/")
    assert [option.text for option in page.all("#menu li")] == ["/kuis\nKuis", "/pelajaran\nPelajaran"]
    page.type("p")
    page.until(lambda: len(page.all("#menu li")) == 1)
    page.type(Keys.ARROW_DOWN)
    assert page.one("#text").get_attribute("aria-activedescendant") == "command-0"
    page.type(Keys.ENTER)
    page.until(lambda: stage.api.messages(RANI)[-1].text == "/pelajaran")
    page.see("#slash").click()
    assert len(page.all("#menu li")) == 2


def test_a_quiz_is_voted_on_and_explained_in_words(stage: Stage, begun: Page) -> None:
    wish = {"question": "Ibu kota?", "options": ["Wonsan", "Pyongyang"], "type": "quiz", "correct_option_ids": [1]}
    stage.bot("sendPoll", **wish, explanation="Sejak 1948.")
    begun.until(lambda: begun.all(".choice"))[0].click()
    shown = [["100 %", "Wonsan", "salah, pilihanmu"], ["0 %", "Pyongyang", "benar"]]
    # Drawn anew as it comes into sight: for a moment there are results without words.
    begun.until(lambda: [result.text.split("\n") for result in begun.all(".result")] == shown)
    assert "Sejak 1948." in begun.one(".poll").text


def test_files_go_up_and_can_be_saved(stage: Stage, begun: Page, tmp_path: Path) -> None:
    (tmp_path / "kuis.yaml").write_text("- q: a\n")
    begun.one("#file").send_keys(str(tmp_path / "kuis.yaml"))
    link = begun.see(".file")
    assert link.get_attribute("download") == "kuis.yaml"
    assert stage.api.messages(RANI)[-1].content["document"]["file_size"] == 7


def test_a_file_that_is_dropped_on_the_chat_is_sent(stage: Stage, begun: Page) -> None:
    begun.driver.execute_script(
        "const data = new DataTransfer(); data.items.add(new File(['- q: b'], 'jatuh.yaml'));"
        "for (const kind of ['dragenter', 'dragover', 'drop']) document.querySelector('#chat').dispatchEvent("
        "new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: data}))"
    )
    assert begun.see(".file").get_attribute("download") == "jatuh.yaml"
    assert not begun.one("#drop").is_displayed()


def test_a_link_that_starts_the_bot_starts_it_here(stage: Stage, begun: Page) -> None:
    stage.send('<a href="https://t.me/tumen_bot?start=kelas-7B_x9">Ikut kelas</a>')
    begun.see(".theirs a").click()
    begun.until(lambda: stage.api.messages(RANI)[-1].text == "/start kelas-7B_x9")


def test_a_code_is_copied_or_at_least_shown(stage: Stage, begun: Page) -> None:
    keys = {"inline_keyboard": [[{"text": "Salin kode", "copy_text": {"text": "7B-x9"}}]]}
    stage.send("Kode kelas", reply_markup=keys)
    begun.see(".key").click()
    assert begun.see("#toast").text in ("Disalin", "7B-x9")


def test_a_reply_that_is_asked_for_is_prepared(stage: Stage, begun: Page) -> None:
    sent = stage.send("Tahun berapa?", reply_markup={"force_reply": True})
    assert "Tahun berapa?" in begun.see("#replying").text
    begun.type("1948", Keys.ENTER)
    begun.until(lambda: stage.api.messages(RANI)[-1].reply_to == sent["message_id"])
    assert not begun.one("#replying").is_displayed()


def test_a_keyboard_below_the_chat_writes_for_the_person(stage: Stage, begun: Page) -> None:
    stage.send("Pilih.", reply_markup={"keyboard": [[{"text": "07.00"}, "19.00"]]})
    begun.until(lambda: begun.all("#panel .key"))[1].click()
    begun.until(lambda: stage.api.messages(RANI)[-1].text == "19.00")
    stage.send("Baik.", reply_markup={"remove_keyboard": True})
    begun.until(lambda: not begun.one("#panel").is_displayed())


def test_ones_own_message_can_be_changed(stage: Stage, begun: Page) -> None:
    stage.do(lambda api: api.say(api.people[RANI], RANI, "1949"))
    begun.until(lambda: begun.all(".mine")[1]).find_element(By.CSS_SELECTOR, ".bubble").click()
    begun.until(lambda: begun.all(".tapped .tools button"))[1].click()
    assert begun.one("#text").get_attribute("value") == "1949"
    begun.type(Keys.BACKSPACE, "8", Keys.ENTER)
    begun.until(lambda: "diubah" in begun.bubbles()[-1] or "diedit" in begun.bubbles()[-1])
    assert stage.api.messages(RANI)[-1].text == "1948"


def test_typing_is_shown_until_the_message_comes(stage: Stage, begun: Page) -> None:
    stage.bot("sendChatAction", action="typing")
    begun.see("#typing")
    assert begun.one("#status").text == "sedang mengetik…"
    stage.send("ini")
    begun.until(lambda: not begun.one("#typing").is_displayed())


def test_another_person_has_another_chat_and_another_language(stage: Stage, begun: Page) -> None:
    begun.see("#me").click()
    assert begun.driver.switch_to.active_element.get_attribute("value") == str(RANI)
    begun.all("#people label")[1].click()
    begun.until(lambda: begun.one("html").get_attribute("lang") == "en")
    begun.see(".chats button").click()
    assert begun.see("#begin").text == "Start"
    assert begun.bubbles() == []
    assert begun.one("#log").get_attribute("aria-label") == "Messages with Tumen"


def test_everybody_writes_in_the_group(stage: Stage, page: Page) -> None:
    group = next(chat for chat in stage.api.chats.values() if not chat.is_private)
    page.open(SAM)
    page.see("#back").click()
    page.all(".chats button")[1].click()
    page.type("hello", Keys.ENTER)
    page.until(page.bubbles)
    stage.do(lambda api: api.say(api.people[JOKO], group, "halo"))
    page.until(lambda: len(page.bubbles()) == 2)
    assert page.bubbles()[1].startswith("Pak Joko\nhalo")
    page.all(".bubble")[1].click()
    page.see(".theirs .tools button").click()
    page.type("yes", Keys.ENTER)
    page.until(lambda: len(page.bubbles()) == 3)
    assert stage.api.messages(group)[-1].reply_to == stage.api.messages(group)[-2].id


def test_the_page_finds_its_way_back_after_the_server_was_away(stage: Stage, begun: Page) -> None:
    port = int(stage.address.rstrip("/").rsplit(":", 1)[1])
    stage.close()
    begun.until(lambda: "menyambung lagi" in begun.one("#status").text)
    stage.send("sementara itu")
    stage.open(port)
    begun.until(lambda: any("sementara itu" in bubble for bubble in begun.bubbles()))


def test_keyboard_and_screen_reader_find_everything(stage: Stage, begun: Page) -> None:
    stage.send("Siap?", reply_markup=KEYS)
    begun.see(".key")
    begun.until(lambda: begun.one("#log").get_attribute("aria-live") == "polite")
    assert begun.one("#log").get_attribute("role") == "log"
    shown = [node for node in begun.all("button, a, textarea, [role=button], input") if node.is_displayed()]
    assert [node.get_attribute("outerHTML") for node in shown if not node.accessible_name] == []


RICH = (
    'Teks <b>tebal</b> <code>kode</code> <a href="https://example.org">sumber</a> /bantuan'
    "<blockquote>kutipan</blockquote><pre>baris</pre>"
)
COLOURS = [[{"text": style, "callback_data": style, "style": style}] for style in ("primary", "success", "danger")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(stage: Stage, page: Page, scheme: str) -> None:
    page.prefer("prefers-color-scheme", scheme)
    page.size(1200, 800)
    stage.do(lambda api: api.say(api.people[RANI], RANI, "/start https://example.org"))
    stage.send(RICH, reply_markup={"inline_keyboard": [*KEYS["inline_keyboard"], *COLOURS]})
    wish = {"question": "Ibu kota?", "options": ["Wonsan", "Pyongyang"], "type": "quiz", "correct_option_ids": [1]}
    stage.bot("sendPoll", **wish)
    stage.do(lambda api: api.vote(api.people[RANI], api.last(RANI), [0]))
    page.open()
    page.until(lambda: page.all(".result"))
    faint = page.driver.execute_script(CONTRAST)
    assert faint == []


# Every element that has words of its own, with the ratio of WCAG 2 between them and the nearest solid ground.
CONTRAST = """
const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgba = colour => {
  paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
  return [...paint.getImageData(0, 0, 1, 1).data];
};
const light = rgb => rgb.slice(0, 3).map(v => v / 255)
  .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const over = (top, below) => top.map((v, i) => i === 3 ? 255 : (v * top[3] + below[i] * (255 - top[3])) / 255);
const ground = node => {
  if (!node) return [255, 255, 255, 255];
  const own = rgba(getComputedStyle(node).backgroundColor);
  return own[3] === 255 ? own : over(own, ground(node.parentElement));
};
const faint = [];
for (const node of document.querySelectorAll('body *')) {
  const words = [...node.childNodes].some(child => child.nodeType === 3 && child.textContent.trim());
  if (!words || !node.checkVisibility() || node.closest('.unseen, svg, noscript, dialog')) continue;
  const below = ground(node);
  const [a, b] = [light(over(rgba(getComputedStyle(node).color), below)), light(below)].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < 4.5) faint.push([node.className || node.tagName, node.textContent.slice(0, 30), ratio.toFixed(2)]);
}
return faint;
"""


@pytest.mark.parametrize("width", [320, 390, 760, 1200])
def test_nothing_is_wider_than_the_screen(stage: Stage, begun: Page, width: int) -> None:
    begun.size(width, 800)
    stage.send(
        "a" * 300, reply_markup={"inline_keyboard": [[{"text": f"n{n}", "callback_data": "n"} for n in range(9)]]}
    )
    begun.until(lambda: begun.all(".key"))
    assert [len(row.find_elements(By.CSS_SELECTOR, ".key")) for row in begun.all(".keys .row")] == [8, 1]
    assert begun.driver.execute_script("return document.documentElement.scrollWidth") <= width
    assert (
        begun.driver.execute_script("const s = document.querySelector('#scroll'); return s.scrollWidth - s.clientWidth")
        == 0
    )


def test_nothing_is_fetched_from_elsewhere(stage: Stage, begun: Page) -> None:
    fetched = begun.driver.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [url for url in fetched if not url.startswith(stage.address)] == []


def test_the_two_languages_of_the_page_say_the_same_things() -> None:
    words = (Path(__file__).parents[2] / "bot/playground/page/words.js").read_text()
    indonesian, english = words.split("const en = ")
    names = [re.findall(r"^  (\w+):", part, re.MULTILINE) for part in (indonesian, english)]
    assert names[0] == names[1]
