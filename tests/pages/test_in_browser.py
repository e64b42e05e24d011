"""The pages in a real browser: keys, filters, addresses, a phone, no JavaScript, paper.

Chromium of the system is driven; without one these tests are skipped. Every request for anything
but the pages themselves is blocked and fails the test, as does every error and every violation of
the page's own policy.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from agent.addresses import cell_anchor, link_to
from agent.api import extract
from agent.pages.site import Site
from agent.report import CellKey
from tests.conftest import real_report
from tests.factories import TEXT, full_report, made_report
from tests.pages.hostile import SCRIPT, hostile_report
from tests.pages.hostile import TEXT as HOSTILE

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 780}


@pytest.fixture(scope="module")
def browser():
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet.append("--no-sandbox")  # Chromium refuses its sandbox to root
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A site with a made report, a real one, and a hostile one."""
    folder = tmp_path_factory.mktemp("site")
    site = Site(folder)
    site.add(made())
    site.add(extract(real_report("D0").path, with_text=True))
    site.add(hostile_report())
    other = full_report(b"two", "two.txt", "2021", 2022)
    other.source.text, other.findings = TEXT, []
    site.add(other)
    site.finish()
    return folder


def made():
    report = made_report()
    report.source.text = TEXT
    return report


@pytest.fixture
def opened(browser, folder):
    """Open a page of the site; what goes wrong on it fails the test."""

    @contextmanager
    def page_of(address: str, viewport=DESKTOP, provoked: str = "", **options) -> Iterator:
        problems: list[str] = []
        context = browser.new_context(viewport=viewport, reduced_motion="reduce", **options)
        page = context.new_page()
        ours = folder.as_uri()

        def route(request) -> None:
            url = request.request.url
            if url.startswith((ours, "data:")):
                request.continue_()
            else:
                problems.append(f"asked for {url}")
                request.abort()

        page.route("**/*", route)
        page.on("console", lambda message: problems.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: problems.append(f"dialog: {dialog.message}"))
        page.goto(f"{ours}/{address}")
        yield page
        context.close()
        assert [problem for problem in problems if not provoked or provoked not in problem] == []

    return page_of


def address(report, anchor: str = "") -> str:
    return link_to(report.source.sha256, anchor)


def selected(page) -> str:
    return page.evaluate("document.querySelector('[data-item].on')?.id ?? ''")


def picked(page) -> str:
    """Return what is lit up in the text."""
    return "".join(page.locator(".source mark.on").all_text_contents())


def in_view(page, selector: str) -> bool:
    return page.locator(selector).first.evaluate(
        """element => {
            const box = element.getClientRects()[0]; // its first line
            const pane = document.querySelector("#text").getBoundingClientRect();
            // Also not hidden behind anything.
            const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return box.top >= pane.top && box.bottom <= pane.bottom && element.contains(seen);
        }"""
    )


# Stepping with keys


def test_findings_are_stepped_through_with_keys(opened):
    with opened(address(made())) as page:
        page.keyboard.press("j")
        assert selected(page) == "finding-1"
        assert page.url.endswith("#finding-1")
        assert picked(page) == "2"
        assert page.locator(".where").text_content() == "1 / 2"
        page.keyboard.press("j")
        page.keyboard.press("j")  # the last one stays
        assert selected(page) == "finding-2"
        assert picked(page) == "公开信息312条"
        page.keyboard.press("k")
        assert selected(page) == "finding-1"
        page.keyboard.press("Escape")
        assert selected(page) == ""


def test_the_evidence_of_a_finding_is_stepped_through(opened):
    report = extract(real_report("D0").path, with_text=True)
    number = next(n for n, finding in enumerate(report.findings, 1) if finding.rule == "NN-RATE")
    with opened(address(report, f"finding-{number}")) as page:
        places = report.findings[number - 1].evidence
        for step in (0, 1, 0):
            page.keyboard.press("n")
            lit = page.locator(".source mark.at").text_content()
            assert report.source.text[places[step].start : places[step].end].startswith(lit)
            assert in_view(page, ".source mark.at")
            assert page.locator(".evidence li.at").count() == 1
        page.keyboard.press("p")
        assert page.locator(".evidence li.at").text_content().strip().startswith("“其中区长信箱")


def test_facts_are_stepped_through_with_keys(opened):
    report = made()
    with opened(address(report)) as page:
        page.keyboard.press("f")
        page.keyboard.press("j")
        fact = report.facts[1]
        assert selected(page) == f"fact-{fact.id}"
        assert picked(page) == fact.quote + "信箱信件41件"
        assert in_view(page, ".source mark.on")
        page.keyboard.press("f")
        assert page.locator("#findings").is_visible() and not page.locator("#facts").is_visible()
        page.keyboard.press("t")
        assert page.locator("#tables").is_visible()
        page.keyboard.press("u")
        page.keyboard.press("j")
        assert picked(page) == "99"


def test_keys_are_shown_and_silent_while_typing(opened):
    with opened(address(made())) as page:
        page.keyboard.press("?")
        expect(page.locator("dialog.keys")).to_be_visible()
        page.keyboard.press("j")
        assert selected(page) == ""
        page.keyboard.press("Escape")
        expect(page.locator("dialog.keys")).to_be_hidden()
        page.keyboard.press("f")
        page.keyboard.press("/")
        page.keyboard.type("jk 培训")
        assert page.locator(".find").input_value() == "jk 培训"
        assert selected(page) == ""
        page.keyboard.press("Escape")
        page.locator(".find").fill("培训")
        assert page.locator("#facts .card:visible").count() == 2
        page.locator(".find").blur()
        page.keyboard.press("j")
        assert selected(page) == "fact-f4"


# Filters


def test_findings_are_filtered_by_severity(opened):
    with opened(address(made())) as page:
        page.get_by_role("button", name="警告 1").click()
        assert page.locator("#findings .card:visible").evaluate_all("a => a.map(e => e.id)") == [
            "finding-2"
        ]
        page.get_by_role("button", name="警告 1").click()
        assert page.locator("#findings .card:visible").count() == 2


def test_facts_are_filtered_by_kind_and_status_and_the_text_follows(opened):
    report = made()
    with opened(address(report, "facts")) as page:
        page.get_by_role("button", name="不一致 3").click()
        assert page.locator("#facts .card:visible").count() == 3
        off = page.locator(".source mark.fact.off").count()
        assert off and page.locator(".source mark.fact:not(.off)").count()
        page.get_by_role("button", name="新媒体账号 1").click()
        shown = page.locator("#facts .card:visible").evaluate_all("a => a.map(e => e.id)")
        account = next(fact for fact in report.facts if fact.kind == "account")
        assert shown == ([f"fact-{account.id}"] if account.status == "conflict" else [])
        page.get_by_role("button", name="不一致 3").click()
        assert page.locator("#facts .card:visible").count() == 1


# Places and addresses


def test_an_address_opens_what_it_names(opened):
    for anchor, tab, lit in (
        ("fact-f3", "facts", "社区物业6封"),
        ("finding-2", "findings", "公开信息312条"),
        ("number-1", "rest", "99"),
        (cell_anchor(CellKey("article20", "normative_documents", "total")), "tables", "60"),
    ):
        with opened(address(made(), anchor)) as page:
            assert selected(page) == anchor
            assert page.locator(f"#{tab}").is_visible()
            assert picked(page) == lit
            assert in_view(page, ".source mark.on")


@pytest.mark.parametrize("odd", ["#%zz", "#nothing", "#findings", "#line-1"])
def test_an_odd_address_opens_the_page(opened, odd):
    with opened(address(made()) + odd) as page:
        assert page.locator("#findings").is_visible() and selected(page) == ""


def test_a_click_on_a_cell_leads_to_its_place_and_back(opened):
    with opened(address(made(), "tables")) as page:
        page.locator("#cell-article20-administrative_license-previous_items a").click()
        assert picked(page) == "113"
        page.locator(".source mark", has_text="679.7").click()
        assert selected(page) == "cell-article20-procurement-amount"
        # A blank cell has a place too.
        page.locator("#cell-applications-new-business a").click()
        assert page.locator(".source mark.blank.on").count() == 1
        # A cell that the report does not have has none.
        page.locator("#cell-applications-new-total").click()
        assert page.locator("#cell-applications-new-total").text_content() == "缺"


def test_a_place_with_several_items_offers_them(opened):
    with opened(address(made())) as page:
        page.locator(".source mark.number", has_text="312").click()
        assert selected(page) == "finding-2"
        assert page.locator(".here button").count() == 2
        page.locator(".here button").nth(1).click()
        assert selected(page) == "fact-f1"
        assert page.locator(".here").is_visible()


def test_a_number_of_a_fact_leads_to_itself(opened):
    with opened(address(made(), "fact-f2")) as page:
        page.locator("#fact-f2 .fields a", has_text="39").click()
        assert page.locator(".source mark.at").text_content() == "39"


# Text that is not to be trusted


def test_a_hostile_report_runs_nothing_and_is_shown(opened):
    with opened(address(hostile_report(), "fact-f1")) as page:
        assert page.title() == f"某县{SCRIPT}年度报告"
        text = "".join(page.locator(".source .line").all_text_contents())
        assert text == HOSTILE
        assert picked(page) == f"公开信息{SCRIPT}12条"
        assert page.evaluate("document.body.checkVisibility()")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= DESKTOP["width"], "a very long line does not widen the page"


def test_what_the_policy_forbids_does_not_run(opened):
    with opened(address(made()), provoked="Content Security Policy") as page:
        blocked = page.evaluate(
            """() => new Promise((resolve) => {
                const seen = [];
                addEventListener("securitypolicyviolation",
                    (event) => seen.push(event.effectiveDirective) === 2 && resolve(seen));
                const script = document.createElement("script");
                script.textContent = "window.ran = true";
                document.body.append(script);
                const style = document.createElement("style");
                style.textContent = "body { display: none }";
                document.body.append(style);
            })"""
        )
        assert sorted(blocked) == ["script-src-elem", "style-src-elem"]
        assert page.evaluate("window.ran") is None


# Other ways to read


def test_on_a_phone_the_panel_is_a_drawer(opened):
    with opened(address(made()), PHONE, has_touch=True) as page:
        assert not page.locator(".tab-pages").is_visible()
        page.locator(".tabs a", has_text="检查").tap()
        page.locator("#finding-2 .message").tap()
        assert selected(page) == "finding-2"
        assert in_view(page, ".source mark.on"), "the drawer does not hide the text"
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.get_by_role("button", name="收起").tap()
        assert not page.locator(".tab-pages").is_visible()
        page.locator(".source mark", has_text="社区物业").first.tap()
        assert page.locator("#fact-f3").is_visible()


def test_without_javascript_everything_is_there_and_links_work(opened):
    with opened(address(made()), java_script_enabled=False) as page:
        for part in ("#findings", "#facts", "#tables", "#rest", "#about"):
            assert page.locator(part).is_visible()
        assert not page.locator(".bar").is_visible()
        page.locator("#cell-article20-normative_documents-total a").click()
        assert in_view(page, ".source mark:target")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast(opened, scheme):
    """4.5 : 1 for every piece of text against what is behind it, on every panel."""
    with opened(address(made()), color_scheme=scheme) as page:
        assert page.evaluate(CONTRAST) == []


CONTRAST = """() => {
    for (const tab of document.querySelectorAll(".tab")) tab.classList.add("open");
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map((c) => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
        return .2126 * x + .7152 * y + .0722 * z;
    };
    const behind = (element) => {
        for (; element; element = element.parentElement) {
            const colour = numbers(getComputedStyle(element).backgroundColor);
            if (colour[3] !== 0) return colour;
        }
        return [255, 255, 255];
    };
    const low = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
        const [one, other] = [light(numbers(getComputedStyle(element).color)), light(behind(element))];
        const ratio = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
        if (ratio < 4.5) low.add(`${element.className || element.tagName} ${ratio.toFixed(2)}`);
    }
    return [...low];
}"""


def test_on_paper_everything_is_printed(opened):
    with opened(address(made())) as page:
        page.emulate_media(media="print")
        for part in ("#findings", "#facts", "#tables", "#rest"):
            assert page.locator(part).is_visible()
        assert not page.locator(".tabs").is_visible()
        assert page.pdf().startswith(b"%PDF")


# The index


def column(page, number: int) -> list[str]:
    cells = page.locator(f"tbody tr:visible > :nth-child({number})")
    return [text.strip() for text in cells.all_text_contents()]


def test_the_index_is_sorted_and_filtered(opened):
    with opened("index.html") as page:
        assert len(column(page, 1)) == 4
        page.get_by_role("button", name="错误").click()
        assert column(page, 3) == sorted(column(page, 3), reverse=True)
        head = page.locator("thead th").nth(2)
        assert head.get_attribute("aria-sort") == "descending"
        page.get_by_role("button", name="错误").click()
        assert column(page, 3) == sorted(column(page, 3))
        page.get_by_label("有错误").check()
        assert len(column(page, 1)) == 3
        page.get_by_label("查找").fill("王益区 one")
        assert len(column(page, 1)) == 0
        page.get_by_label("查找").fill("王益区")
        page.get_by_label("年度").select_option("2020")
        assert set(column(page, 2)) == {"2020"}
        page.locator("tbody tr:visible a").first.click()
        expect(page.locator(".source")).to_be_visible()


def test_the_index_reads_on_a_phone_and_without_javascript(opened):
    with opened("index.html", PHONE, java_script_enabled=False) as page:
        assert len(column(page, 1)) == 4
        assert not page.locator(".filters").is_visible()
        assert page.locator("body").bounding_box()["width"] <= PHONE["width"]
