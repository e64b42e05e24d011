"""The page of a report, as plain HTML: every place is right, every text stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict

import pytest
from selectolax.lexbor import LexborHTMLParser

from agent.addresses import (
    cell_anchor,
    dropped_anchor,
    fact_anchor,
    finding_anchor,
    line_anchor,
    link_to,
    measure_anchor,
    page_name,
    problem_anchor,
    unexplained_anchor,
)
from agent.api import extract
from agent.pages.render import report_page
from agent.report import CellKey, Dropped, Report, Usage
from tests.factories import TEXT, made_report
from tests.pages.hostile import SCRIPT, hostile_report
from tests.pages.hostile import TEXT as HOSTILE
from tests.rendering import made_2021, write_docx, write_html, write_markdown, write_text


class Page:
    """A parsed page with its report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.text = report.source.text or ""
        self.html = report_page(report)
        self.tree = LexborHTMLParser(self.html)
        self.covered = defaultdict(list)
        for mark in self.tree.css(".source mark"):
            for item in (mark.attributes["data-of"] or "").split():
                self.covered[item].append(mark)

    def marked(self, item: str) -> str:
        """Return what is marked in the text for an item, its pieces put together."""
        return "".join(mark.text() for mark in self.covered[item])

    def one(self, anchor: str):
        (node,) = self.tree.css(f'[id="{anchor}"]')
        return node

    def words(self, anchor: str) -> str:
        return " ".join(self.one(anchor).text().split())


def with_text(report: Report, text: str = TEXT) -> Report:
    report.source.text = text
    return report


@pytest.fixture(scope="module")
def made() -> Page:
    return Page(with_text(made_report()))


@pytest.fixture(scope="module")
def hostile() -> Page:
    return Page(hostile_report())


@pytest.fixture
def page(real) -> Page:
    return Page(extract(real.path, with_text=True))


# The text and the places in it


def source_of(page: Page) -> str:
    return "".join(line.text() for line in page.tree.css(".source .line"))


def test_the_text_of_a_real_report_is_all_there(page):
    assert source_of(page) == page.text


def test_every_fact_is_marked_with_its_quote(page):
    assert page.report.facts
    for fact in page.report.facts:
        places = sorted((place.start, place.end) for place in (fact, *fact.also))
        quotes = "".join(page.text[start:end] for start, end in places)
        assert page.marked(fact_anchor(fact.id)) == quotes
        assert fact.status in page.covered[fact_anchor(fact.id)][0].attributes["class"]


def test_the_numbers_of_facts_are_marked_by_themselves(made):
    numbers = [mark.text() for mark in made.tree.css(".source mark.number")]
    assert numbers[:4] == ["312", "41", "39", "95.12"]
    assert "1.2万" in numbers and "84619.78万" in numbers
    assert "8" not in numbers, "the day of a training is no number of it"
    # Each number in the panel leads to its own place.
    links = made.one("fact-f2").css(".fields a")
    assert [(link.text(), made.one(link.attributes["href"][1:]).text()) for link in links] == [
        ("41", "41"),
        ("39", "39"),
        ("95.12", "95.12"),
    ]


def test_every_cell_leads_to_its_place(page):
    for key, cell in page.report.cells():
        shown = page.one(cell_anchor(key))
        assert cell.state in shown.attributes["class"]
        links = [link.attributes["href"][1:] for link in shown.css("a")]
        if cell.start is None:
            assert links == []
            continue
        quote = page.text[cell.start : cell.end]
        assert page.marked(cell_anchor(key)) == quote
        (first,) = links
        assert quote.startswith(page.one(first).text())
        assert cell_anchor(key) in page.one(first).attributes["data-of"].split()


def test_a_blank_cell_is_told_and_is_never_0(made):
    words = {
        column: made.words(cell_anchor(CellKey("applications", "new", column)))
        for column in ("natural_person", "business", "research", "total")
    }
    assert words == {"natural_person": "2", "business": "未填报", "research": "? 两", "total": "缺"}
    assert made.words(cell_anchor(CellKey("article20", "procurement", "amount"))) == "6,797,000元"


def test_every_finding_leads_to_its_evidence(page):
    for number, finding in enumerate(page.report.findings, 1):
        card = page.one(finding_anchor(number))
        assert finding.rule in card.text() and finding.severity in card.attributes["class"]
        links = card.css(".evidence li")
        assert len(links) == len(finding.evidence)
        for item, link in zip(finding.evidence, links, strict=True):
            start = getattr(item, "start", None)
            if start is not None:
                target = page.one(link.css_first("a").attributes["href"][1:])
                assert page.text[start : item.end].startswith(target.text())
                assert finding_anchor(number) in target.attributes["data-of"].split()


def test_both_sides_of_a_finding_and_their_difference_are_shown():
    report = with_text(made_report())
    (finding, *_) = report.findings
    sides = {
        ("95.12%", "100%"): "4.88个百分点",
        ("1,024", "24"): "1,000",
        ("≤113", "128"): "",
        ("0", "0"): "",
    }
    for (finding.expected, finding.actual), difference in sides.items():
        shown = [node.text() for node in Page(report).one("finding-1").css(".sides dd")]
        assert shown == [finding.expected, finding.actual, *([difference] if difference else [])]


def test_evidence_without_a_place_leads_to_its_cell(made):
    links = [link.attributes["href"] for link in made.one("finding-1").css(".evidence a")]
    assert links[0] == "#cell-applications-new-total"


def test_what_section_five_lists_and_what_is_not_explained_is_marked(made):
    assert made.marked(problem_anchor(2)) == "二是队伍不稳定。"
    assert made.marked(measure_anchor(1)) == "下一步加强培训。"
    assert made.marked(unexplained_anchor(1)) == "99"
    assert "二是队伍不稳定。下一步加强培训。另有99个未知数。" in made.words(unexplained_anchor(1))
    assert "正文共有 20 个数字，19 个已说明" in made.words("rest")


def test_every_status_and_severity_is_a_word_and_a_colour(made):
    badges = {(b.text(), b.attributes["class"]) for b in made.tree.css(".card .badge")}
    assert badges == {
        ("一致", "badge agreed"),
        ("仅规则", "badge rule_only"),
        ("仅模型", "badge llm_only"),
        ("不一致", "badge conflict"),
        ("错误", "badge error"),
        ("警告", "badge warning"),
    }


def test_a_number_has_its_unit_and_what_makes_it_an_estimate(made):
    assert "数量30余" in made.words("fact-f5")
    assert [node.text() for node in made.one("fact-f4").css("dd")] == [
        "培训",
        "2020-08-04、2020-10-26",
        "2",
        "80余",
    ]


# Addresses


@pytest.mark.parametrize("name", ["made", "hostile"])
def test_every_link_leads_somewhere_on_the_page_and_ids_are_unique(name, request):
    page = request.getfixturevalue(name)
    ids = [node.attributes["id"] for node in page.tree.css("[id]")]
    assert len(ids) == len(set(ids))
    links = {node.attributes["href"] for node in page.tree.css("a")}
    assert {link[0] for link in links} == {"#"} and {link[1:] for link in links} <= set(ids)


def test_a_link_names_the_page_and_the_item():
    sha256 = "fcec429f48156c23" + "0" * 48
    assert page_name(sha256) == "fcec429f48156c23.html"
    assert link_to(sha256) == "fcec429f48156c23.html"
    key = CellKey("applications", "new", "total")
    assert link_to(sha256, cell_anchor(key), "site/") == (
        "site/fcec429f48156c23.html#cell-applications-new-total"
    )


def test_a_place_of_the_text_has_the_address_of_its_line(made):
    start = TEXT.index("社区物业")
    assert "社区物业6封" in made.one(line_anchor(TEXT, start)).text()
    assert made.one(line_anchor(TEXT, 0)).text().startswith("王益区")


# Text that is not to be trusted


def test_a_hostile_text_stays_text(hostile):
    assert source_of(hostile) == HOSTILE
    assert len(hostile.tree.css("script")) == 2
    assert len(hostile.tree.css("style")) == 1
    assert hostile.tree.css("img, iframe, object, [onerror], [style]") == []
    assert hostile.marked("fact-f1") == f"公开信息{SCRIPT}12条"
    assert SCRIPT in hostile.one("finding-1").text()
    assert hostile.tree.css_first("title").text() == f"某县{SCRIPT}年度报告"


def test_characters_that_are_not_seen_or_turn_the_direction_are_shown_and_closed_in(hostile):
    unseen = {node.attributes["data-code"]: node.text() for node in hostile.tree.css("[data-code]")}
    assert unseen == {
        "U+202E": "\u202e",
        "U+202C": "\u202c",
        "U+200B": "\u200b",
    }
    panel = hostile.tree.css_first("#panel").text() + hostile.tree.css_first("header").text()
    assert "\u202e" not in panel, "what stands outside the text cannot be turned around"


def test_the_folder_a_report_came_from_is_not_told(hostile):
    assert "/home/someone" not in hostile.html


def test_nothing_is_fetched_and_only_our_own_script_and_style_may_run(hostile):
    policy = hostile.tree.css_first("meta[http-equiv=Content-Security-Policy]").attributes[
        "content"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"

    def hashes(tag: str) -> str:
        found = [node.text().encode() for node in hostile.tree.css(tag)]
        digests = [base64.b64encode(hashlib.sha256(text).digest()).decode() for text in found]
        return " ".join(f"'sha256-{digest}'" for digest in digests)

    assert rules["script-src"] == hashes("script")
    assert rules["style-src"] == hashes("style")
    links = [node.attributes["href"] for node in hostile.tree.css("[href]")]
    assert all(link.startswith(("#", "data:image/svg+xml,")) for link in links)
    assert not re.search(r"url\(|@import", hostile.tree.css_first("style").text())
    assert hostile.tree.css("[src]") == []


# The whole


def test_a_page_is_small(page):
    assert len(page.html.encode()) < 300_000


def test_a_report_without_anything_still_has_a_page():
    report = made_report()
    text = "空"
    empty = Report(
        source=report.source,
        meta=report.meta.model_copy(update={"title": None, "organization": None, "year": None}),
        sections=[],
        tables={},
    )  # type: ignore[arg-type]
    page = Page(with_text(empty, text))
    assert source_of(page) == text
    assert "标题不明" in page.tree.css_first("h1").text()
    assert "没有发现问题" in page.words("findings")
    assert "正文未读" in page.words("rest")
    assert page.words("tables").count("没有可识别的表") == 3


def test_a_page_needs_the_text():
    with pytest.raises(ValueError, match="source text"):
        report_page(made_report())


@pytest.mark.parametrize(
    "write", [write_docx, write_html, write_markdown, write_text], ids=lambda write: write.__name__
)
def test_the_page_of_every_format_has_the_whole_text_and_every_cell(write, tmp_path):
    page = Page(extract(write(made_2021(), tmp_path / "report"), with_text=True))
    assert source_of(page) == page.text
    assert len(page.tree.css(".source .table")) == 3
    for key, cell in page.report.cells():
        assert page.marked(cell_anchor(key)) == page.text[cell.start : cell.end]
    # A row of the form is a row on the page, however the file parts its cells.
    row = page.covered[cell_anchor(CellKey("applications", "new", "total"))][0].parent.parent
    assert "新收政府信息公开申请数量" in row.text() and "上年结转" not in row.text()


# What the model reader leaves


def test_what_the_model_took_wrongly_is_listed_and_marked():
    report = with_text(made_report())
    start = TEXT.index("两")
    report.usage.dropped = [
        Dropped(
            quote="两",
            start=start,
            end=start + 1,
            label="<b>新收",
            role="申请收到",
            reason="label not in the text",
        )
    ]
    page = Page(report)
    assert page.marked(dropped_anchor(1)) == "两"
    assert "申请收到 “<b>新收”：所给名称不在原文中" in page.words(dropped_anchor(1))
    assert "made-model" in page.words("about") and "did not answer" in page.words("about")


def test_a_conflict_shows_the_other_reading(made):
    words = made.words("fact-f4")
    assert "不一致" in words and "另一读法 其他数据 · 数值 · 信件" in words


def test_a_report_read_by_rules_alone_has_nothing_of_a_model():
    report = with_text(made_report())
    report.usage, report.facts = Usage(), []
    html = Page(report).html
    assert "未采用的模型读法" not in html and "另一读法" not in html
