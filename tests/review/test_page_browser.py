"""The page in a real browser: clicking, filtering, searching, deep links, keys, hostile words, accessibility.

Needs Playwright, axe-core-python, and Debian's Chromium or the one that CHROMIUM names.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from made_records import TEXT, accord, article, date, entities, output, pledge, signing, source_record, span

from asean_extract.review.diff import compare
from asean_extract.review.page.build import build_page

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="the page is tested with Playwright, which is not installed"
)
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="there is no chromium on the PATH, and CHROMIUM names none"),
]
HOSTILE = "</script><script>alert(1)</script> \"quoted\" 'single' <img src=x onerror=alert(2)> \u2028 & end"
OTHER = (
    "Peru opens a llama museum\nPeru opened the Andes Llama Museum on May 5, 2019. "
    + HOSTILE
    + "\nThe emoji \U0001f999 stands here. Bolivia gave $7 million to the museum.\n"
)


def other_record():
    """A second document, with hostile words and characters outside the basic plane before the sum."""
    opened = "Peru opened the Andes Llama Museum on May 5, 2019."
    event = signing(TEXT).model_copy(update={
        "id": "evt-museum", "type": "launch", "name": f"Andes Llama Museum {HOSTILE}", "initiatives": [],
        "date": date(OTHER, "May 5, 2019", "2019-05-05"), "evidence": [span(OTHER, opened)], "participants": [],
    })  # fmt: skip
    start = OTHER.index("$7 million")
    gift = pledge().model_copy(update={
        "id": "com-gift", "text": "$7 million", "start": start, "end": start + 10, "amount": "7000000", "payer": None,
        "purpose": "the museum", "evidence": [span(OTHER, "Bolivia gave $7 million to the museum.")],
    })  # fmt: skip
    told = article().model_copy(update={
        "id": "lima#1", "title": HOSTILE, "start": 0, "end": len(OTHER), "published": None, "dates": [],
        "events": [event], "commitments": [gift], "initiatives": [],
    })  # fmt: skip
    return source_record().model_copy(update={
        "source": source_record().source.model_copy(update={"path": "lima.txt", "sha256": "other"}),
        "articles": [told], "entities": entities()[:1],
        "blocks": [source_record().blocks[2].model_copy(update={"start": 0, "end": len(OTHER), "article": "lima#1"})],
    })  # fmt: skip


NEW = output(source_record(), other_record())
TEXTS = {"oslo.json": TEXT, "lima.json": OTHER}


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("page") / "review.html"
    path.write_text(build_page(NEW, TEXTS), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser, request):
    """A page that must stay without a word on the console, and without a request but its own file."""
    width = getattr(request, "param", 1200)
    context = browser.new_context(viewport={"width": width, "height": 800})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(f"{message.type}: {message.text}"))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    opened.on("request", lambda r: faults.append(r.url) if not r.url.startswith("file:") else None)
    yield opened
    assert faults == []
    context.close()


def labels(page) -> list[str]:
    return [text.split(" </script>")[0] for text in page.locator(".rows:not(.docs) .label").all_inner_texts()]


def filtered(page, count: int) -> None:
    """Waits until the filter has been applied."""
    page.wait_for_function("n => document.querySelectorAll('.rows:not(.docs) .label').length === n", arg=count)


def test_overview_lists_all_records_by_date(page, address):
    page.goto(address)
    assert labels(page) == [
        "Andes Llama Museum", "Fjord Fisheries Accord", "$4 million: the coastal fund", "Fjord Fisheries Accord",
        "$7 million: the museum",
    ]  # fmt: skip
    assert page.locator(".chart rect").count() == 2
    assert page.locator("#said").inner_text() == "5 of 5 records"


@pytest.mark.parametrize(
    ("control", "value", "count"),
    [
        ("#type", "commitment", 2),
        ("#type", "event:launch", 1),
        ("#country", "CL", 1),
        ("#initiative", "Fjord Fisheries Accord", 2),
    ],
)
def test_filter_narrows_the_list(page, address, control, value, count):
    page.goto(address)
    page.select_option(control, value)
    filtered(page, count)
    page.click("button[type=reset]")
    filtered(page, 5)


@pytest.mark.parametrize(
    ("start", "end", "count"), [("2020", "", 1), ("", "2020", 1), ("2019", "2021", 2), ("1800", "1801", 0)]
)
def test_years_narrow_the_list(page, address, start, end, count):
    page.goto(address)
    page.fill("#from", start)
    page.fill("#to", end)
    page.locator("#to").blur()
    filtered(page, count)


@pytest.mark.parametrize(
    ("words", "count"), [("llama", 1), ("fjord accord", 2), ("norway", 3), ("lima.txt", 2), ("volcano", 0)]
)
def test_search_finds_names_parties_and_documents(page, address, words, count):
    page.goto(address)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type(words)
    filtered(page, count)


def test_click_on_a_row_opens_the_document_at_the_record(page, address):
    page.goto(address)
    page.click(".rows a:has-text('$4 million')")
    page.wait_for_selector(".cards li.on")
    assert "$4 million" in page.locator(".cards li.on").inner_text()
    assert page.url.endswith("#/oslo.json/com-pledge")


def test_click_on_a_record_shows_its_words(page, address):
    page.goto(f"{address}#/oslo.json")
    page.click(".cards button:has-text('$4 million')")
    assert page.locator(".text .on").all_inner_texts() == ["$4 million"]
    assert "".join(page.locator(".text .near").all_inner_texts()) == "Norway pledged  to the coastal fund."
    page.click(".cards button:has-text('$4 million')")
    assert page.locator(".on").count() == 0


def test_click_on_words_shows_the_record_and_again_the_next(page, address):
    page.goto(f"{address}#/oslo.json")
    page.click(".text mark:has-text('Fjord Fisheries Accord')")
    first = page.locator(".cards li.on").inner_text()
    page.click(".text mark:has-text('Fjord Fisheries Accord')")
    second = page.locator(".cards li.on").inner_text()
    assert "initiative" in first or "agreement" in first
    assert first != second


def test_offsets_hold_behind_characters_outside_the_basic_plane(page, address):
    page.goto(f"{address}#/lima.json/com-gift")
    page.wait_for_selector(".text .on")
    assert page.locator(".text .on").all_inner_texts() == ["$7 million"]


def test_deep_link_opens_the_record_and_an_unknown_one_says_so(page, address):
    page.goto(f"{address}#/oslo.json/evt-signing")
    assert page.locator(".cards li.on .label").inner_text() == "Fjord Fisheries Accord"
    page.goto(f"{address}#/oslo.json/evt-nothing")
    page.wait_for_function("document.getElementById('said').textContent.includes('evt-nothing')")
    page.goto(f"{address}#/nowhere.json")
    page.wait_for_function("document.getElementById('said').textContent.includes('nowhere.json')")


def test_keys_walk_through_records_and_documents(page, address):
    page.goto(f"{address}#/lima.json")
    page.keyboard.press("j")
    assert page.evaluate("location.hash") == "#/lima.json/evt-museum"
    page.keyboard.press("j")
    assert page.evaluate("location.hash") == "#/lima.json/com-gift"
    page.keyboard.press("k")
    assert page.locator(".cards li.on .label").inner_text().startswith("Andes Llama Museum")
    page.keyboard.press("[")
    page.wait_for_function("location.hash === '#/oslo.json'")
    page.keyboard.press("Escape")
    page.wait_for_selector(".tiles")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.rows') !== null")


def test_hostile_words_are_shown_as_they_are(page, address):
    page.goto(f"{address}#/lima.json")
    assert HOSTILE.replace("\u2028", "") in page.locator(".text").inner_text().replace("\u2028", "")
    assert page.locator("main img, main script").count() == 0
    assert page.locator("main h2").inner_text().startswith('</script><script>alert(1)</script> "quoted"')


def test_boilerplate_is_dimmed_and_names_its_kind(page, address):
    page.goto(f"{address}#/oslo.json")
    dimmed = page.locator(".text .noise")
    assert (dimmed.inner_text(), dimmed.get_attribute("title")) == ("Menu | Home", "set aside: navigation")


@pytest.mark.parametrize("page", [360, 1200], indirect=True)
@pytest.mark.parametrize("place", ["", "#/oslo.json/evt-signing", "#/lima.json"])
def test_page_is_never_wider_than_the_screen(page, address, place):
    page.goto(address + place)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["", "#/oslo.json/evt-signing", "#/lima.json"])
def test_axe_finds_nothing(page, address, scheme, place):
    axe = pytest.importorskip("axe_core_python", reason="accessibility is tested with axe-core-python")
    source = next(Path(axe.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
    page.emulate_media(color_scheme=scheme)
    page.goto(address + place)
    page.evaluate(source)
    found = page.evaluate("axe.run(document)")
    assert len(found["passes"]) > 10
    faults = [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]]
    assert faults == []


def test_difference_is_shown_in_place(page, tmp_path):
    old = output(
        source_record(articles=[article(events=[signing(status="planned")], initiatives=[accord(), accord(
            id="ini-gone", name="Harbour Masterplan", mentions=[accord().mentions[0]])])]),
        other_record(),
    )  # fmt: skip
    path = tmp_path / "diff.html"
    path.write_text(build_page(NEW, TEXTS, compare(old, NEW)), encoding="utf-8")
    page.goto(path.as_uri())
    assert "1 event changed, 1 initiative removed" in page.locator("main").inner_text()
    page.check("#changed")
    filtered(page, 1)
    page.click(".rows:not(.docs) a")
    page.wait_for_selector(".cards li.on del")
    assert page.locator(".cards li.on del").inner_text() == "planned"
    assert page.locator(".cards li.on ins").inner_text() == "held"
    assert page.locator(".cards .gone del").inner_text() == "Harbour Masterplan"


def test_print_shows_text_and_every_record_in_full(page, address):
    page.goto(f"{address}#/oslo.json")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#filters").is_visible() is False
    assert page.locator(".cards .body dl").count() == 5
    assert page.locator("#b1 dl").is_visible()


def test_many_documents_stay_usable(page, tmp_path):
    plain = NEW.records["oslo.json"]
    many = {f"d{i:04}.json": plain for i in range(1200)}
    path = tmp_path / "many.html"
    path.write_text(build_page(type(NEW)("many", many), dict.fromkeys(many, TEXT * 8)), encoding="utf-8")
    page.goto(path.as_uri())
    page.wait_for_selector(".rows a")
    assert page.locator(".rows:not(.docs) a").count() == 200
    assert re.search(r"Show 200 more of 3600", page.locator("main").inner_text())
    took = page.evaluate("() => { const t = performance.now(); show(); return performance.now() - t; }")
    assert took < 2000
    page.goto(f"{path.as_uri()}#/d1199.json/evt-signing")
    page.wait_for_selector(".cards li.on")
