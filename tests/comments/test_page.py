"""The page that reviewers read, in a real browser: as a file, and from a server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from fokusrapport.comments.importing import keep, read_saved_comments
from fokusrapport.comments.model import flat
from fokusrapport.comments.page import page_words
from fokusrapport.comments.review import review_page
from fokusrapport.comments.store import Store
from fokusrapport.comments.texts import texts_of
from fokusrapport.comments.web import Container
from fokusrapport.i18n import language
from fokusrapport.pipeline.html import render_html
from tests.browser import axe_report, opened, overflows
from tests.comments.reports import NOW, SCOPE, TEXTS, chapter, remark
from tests.sample import sample_chapter

WORDS = {name: str(text) for name, text in page_words(language("nb")).items()}
SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return;
  }
}"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Comments on the made-up report: an open one with an answer, a settled one, and one whose words are gone."""
    store = Store(tmp_path, "testvik/2024")
    for number, words in enumerate(("leksehjelpordning", "flest sier at de har noen å være sammen med"), start=1):
        store.add(remark(words, text=f"Nummer {number} </script><b>", number=number))
    store.answer("0000000001", "Ja.", "Ola", NOW)
    store.resolve("0000000002", "Ola", NOW)
    gone = remark("Garderobene", "bad", number=3).model_dump(mode="json")
    gone["target"]["selector"][1] |= {"exact": "En setning som er strøket i sin helhet.", "prefix": "", "suffix": ""}
    store.add(type(remark("Elevene")).model_validate(gone))
    return store


def write(page: Page, name: str, text: str) -> None:
    """Fill in the form and send it."""
    page.get_by_label(WORDS["name"]).fill(name)
    page.get_by_label(WORDS["text"]).fill(text)
    page.get_by_role("button", name=WORDS["send"]).click()


def test_a_report_has_none_of_it(store: Store) -> None:
    """Without a layer not a byte of comments, cells or scripts for them is on the page."""
    page = render_html(chapter())
    assert page == render_html(chapter(), layers=())
    for trace in ("data-cell", "comments", "Kari Nordmann", "connect-src", "Annotation"):
        assert trace not in page
        assert trace in review_page(store, chapter(), "/comments"), "the trace must be one that comments leave"


@pytest.mark.browser
def test_places_are_counted_alike(browser: Browser, tmp_path: Path) -> None:
    """What a cell shows is the same text to Python and to the browser, whatever stands in it."""
    sample = sample_chapter()
    areas = [
        area.model_copy(
            update={
                "blocks": tuple(
                    block.model_copy(update={"cell": f"c{at // 2}"}) for at, block in enumerate(area.blocks)
                )
            }
        )
        for area in sample.areas
    ]
    whole = sample.model_copy(update={"areas": tuple(areas)})
    file = tmp_path / "page.html"
    file.write_text(review_page(Store(tmp_path, "testvik/2024"), whole), "utf-8")
    page = opened(browser, file, 1200)
    read = "cell => [cell.closest('section').id, cell.dataset.cell, cell.textContent]"
    shown = page.evaluate(f"[...document.querySelectorAll('[data-cell]')].map({read})")
    expected = [(area, text.cell, text.text) for area, texts in texts_of(whole).items() for text in texts]
    assert [(area, cell, flat(text)) for area, cell, text in shown] == expected


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1200])
def test_comments_are_shown_beside_their_words(browser: Browser, store: Store, tmp_path: Path, width: int) -> None:
    """Marked words lead to their comment, a lost one is in the list, axe finds nothing, nothing scrolls sideways."""
    file = tmp_path / "page.html"
    file.write_text(review_page(store, chapter()), "utf-8")
    page = opened(browser, file, width)
    mark = page.locator("mark", has_text="leksehjelpordning")
    note = page.locator(f"#{mark.get_attribute('aria-details')}")
    assert "Nummer 1 </script><b>" in note.inner_text()
    assert "Ja." in note.inner_text()
    beside = page.evaluate(
        "([a, b]) => document.querySelector(a).getBoundingClientRect().right <= "
        "document.querySelector(b).getBoundingClientRect().left",
        ["[data-cell='skole-2']", "#comment-0000000001"],
    )
    assert beside == (width == 1200)
    assert WORDS["detached"] in page.locator(".comments-list").inner_text()
    assert not overflows(page)
    assert axe_report(page) == []


@pytest.mark.browser
def test_the_list_leads_to_each_comment_with_the_keyboard(browser: Browser, store: Store, tmp_path: Path) -> None:
    """Each comment is a button in a list, leads to the comment, and that to its words."""
    file = tmp_path / "page.html"
    file.write_text(review_page(store, chapter()), "utf-8")
    page = opened(browser, file, 1200)
    page.get_by_role("button", name=WORDS["toList"]).press("Enter")
    assert page.evaluate("document.activeElement.id") == "comments-title"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "comment-0000000002"
    page.locator("#comment-0000000002").get_by_role("button", name=WORDS["toText"]).press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "flest sier at de har noen å være sammen med"


@pytest.mark.browser
def test_a_file_keeps_and_saves_what_is_written(browser: Browser, store: Store, tmp_path: Path) -> None:
    """Without a server: mark, write, answer, settle, load again, save; what is saved can be taken in."""
    file = tmp_path / "page.html"
    file.write_text(review_page(store, chapter()), "utf-8")
    page = opened(browser, file, 1200, accept_downloads=True)
    page.evaluate(SELECT, "besøket økte mest")
    page.get_by_role("button", name=WORDS["comment"]).click()
    write(page, "Per", "Hvor mye?")
    page.locator("#comment-0000000001").get_by_role("button", name=WORDS["resolve"]).click()
    page.reload()
    assert page.locator("mark", has_text="besøket økte mest").count() == 1
    assert "resolved" in str(page.locator("#comment-0000000001").get_attribute("class"))
    with page.expect_download() as waiting:
        page.get_by_role("button", name=WORDS["save"]).click()
    waiting.value.save_as(tmp_path / "saved.json")
    scope, said = read_saved_comments(tmp_path / "saved.json")
    assert scope == SCOPE
    assert keep(store, said, "saved.json").new == 2
    assert store.find("0000000001").state == "resolved"
    [thread] = store.of("bad")[-1:]
    assert thread.place.quote is not None
    assert (thread.place.quote.exact, thread.comment.text) == ("besøket økte mest", "Hvor mye?")
    text = next(text.text for text in TEXTS["bad"] if text.cell == thread.place.cell)
    assert text[thread.place.start :].startswith("besøket økte mest")


@pytest.mark.browser
def test_what_is_missing_is_told_in_the_form(browser: Browser, store: Store, tmp_path: Path) -> None:
    """A comment without a name or text is not kept, the field is named and has the focus; Escape leaves the form."""
    file = tmp_path / "page.html"
    file.write_text(review_page(store, chapter()), "utf-8")
    page = opened(browser, file, 320)
    page.evaluate(SELECT, "besøket økte mest")
    page.get_by_role("button", name=WORDS["comment"]).click()
    page.get_by_role("button", name=WORDS["send"]).click()
    assert page.get_by_role("alert").inner_text() == WORDS["needsName"]
    assert page.evaluate("document.activeElement.id") == "comment-name"
    assert axe_report(page) == []
    page.get_by_label(WORDS["name"]).press("Escape")
    assert page.locator(".comment-form").count() == 0


@pytest.fixture
def server(store: Store) -> Iterator[str]:
    """The page from a server of its own that keeps what is said; gives its address."""
    container = Container(store, SCOPE, TEXTS)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer("text/html; charset=utf-8", review_page(store, chapter(), "/comments").encode())

        def do_POST(self) -> None:
            told = container.post(self.rfile.read(int(self.headers["Content-Length"])), NOW)
            self.answer("application/json", json.dumps(told).encode())

        def answer(self, kind: str, content: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/"
        serving.shutdown()


@pytest.mark.browser
def test_a_server_keeps_what_is_written(browser: Browser, store: Store, server: str) -> None:
    """With a server a comment and its answer are files at once, and nothing is left to save."""
    page = browser.new_page()
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda message: told.append(message.text))
    page.goto(server)
    page.evaluate(SELECT, "besøket økte mest")
    page.get_by_role("button", name=WORDS["comment"]).click()
    write(page, "Per", "Hvor mye?")
    page.get_by_role("status").filter(has_text=WORDS["sent"]).wait_for()
    [thread] = [one for one in store.of("bad") if one.comment.creator.name == "Per"]
    page.locator(f"#comment-{thread.id}").get_by_role("button", name=WORDS["answer"]).click()
    write(page, "Kari", "En femdel.")
    page.locator(f"#comment-{thread.id}", has_text="En femdel.").wait_for()
    assert [one.text for one in store.find(thread.id).answers] == ["En femdel."]
    assert page.get_by_role("button", name=WORDS["save"]).count() == 0
    assert told == []


@pytest.mark.browser
def test_a_comment_that_is_being_written_is_not_lost(browser: Browser, store: Store, server: str) -> None:
    """Another form, or a word that something is settled, waits until it is kept or given up."""
    page = browser.new_page()
    page.goto(server)
    note = page.locator("#comment-0000000001")
    note.get_by_role("button", name=WORDS["answer"]).click()
    page.get_by_label(WORDS["name"]).fill("Kari")
    page.get_by_label(WORDS["text"]).fill("Et langt svar")
    page.locator("#comment-0000000002").get_by_role("button", name=WORDS["reopen"]).click()
    page.evaluate(SELECT, "besøket økte mest")
    page.get_by_role("button", name=WORDS["comment"]).click()
    assert page.get_by_role("status").inner_text() == WORDS["finishFirst"]
    assert page.get_by_label(WORDS["text"]).input_value() == "Et langt svar"
    assert [len(one.answers) for one in store.of("skole")] == [1, 1]
    page.get_by_role("button", name=WORDS["send"]).click()
    note.get_by_text("Et langt svar").wait_for()


def test_a_page_of_one_area_says_nothing_of_the_others(store: Store) -> None:
    """Their words are not gone, they are only not on this page."""
    texts = {"skole": TEXTS["skole"]}
    shown = Container(store, SCOPE, texts).get()["threads"]
    assert isinstance(shown, list)
    assert {one["area"] for one in shown} == {"skole"}
    whole = Container(store, SCOPE, TEXTS).get()["threads"]
    assert isinstance(whole, list)
    assert {one["area"] for one in whole} == {"skole", "bad"}
