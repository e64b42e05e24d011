"""A folder of pages: the index tells what the reports have, and nothing of others is touched."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from agent.errors import UsageError
from agent.pages.site import Site
from tests.factories import TEXT, full_report, made_report
from tests.pages.hostile import SCRIPT, hostile_report


def with_text(report):
    report.source.text = TEXT
    return report


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path / "deep" / "site")
    site.add(with_text(made_report(b"one", "folder/one.txt")))
    site.add(with_text(full_report(b"two", "two.txt", "2021", 2022)))
    site.add(hostile_report())
    return site.finish()


def rows(index):
    tree = LexborHTMLParser(index.read_text(encoding="utf-8"))
    heads = [head.text() for head in tree.css("thead th")]
    return [
        dict(zip(heads, [cell.text().strip() for cell in row.css("th, td")], strict=True))
        for row in tree.css("tbody tr")
    ]


def test_the_index_tells_every_report_at_a_glance(site):
    first, second, third = rows(site)
    assert first == {
        "机关": "王益区人民政府办公室",
        "年度": "2020",
        "地区": "陕西省铜川市王益区",
        "错误": "1",
        "警告": "1",
        "提示": "0",
        "事实": "12",
        "不一致": "3",
        "数字已说明": "19 / 20",
        "有数": "5",
        "未填报": "1",
        "缺": "1",
        "无数字": "2",
        "表式": "2019",
        "文件": "one.txt",
    }
    assert (second["年度"], second["有数"]) == ("2022", "200")
    assert third["机关"] == "某县</title>府民人"


def test_every_row_leads_to_a_page_named_by_hash_and_there_is_nothing_else(site):
    tree = LexborHTMLParser(site.read_text(encoding="utf-8"))
    links = [node.attributes["href"] for node in tree.css("tbody a")]
    names = {path.name for path in site.parent.iterdir()}
    assert names == {*links, "index.html"}
    assert all(name.removesuffix(".html").isalnum() for name in names)
    assert len(tree.css("script")) == 2
    page = LexborHTMLParser((site.parent / links[0]).read_text(encoding="utf-8"))
    assert page.css_first("header a").attributes["href"] == "index.html"
    assert SCRIPT not in site.read_text(encoding="utf-8")


def test_a_report_that_comes_twice_has_one_row(tmp_path):
    site = Site(tmp_path)
    for path in ("one.txt", "copy.txt"):
        site.add(with_text(made_report(b"one", path)))
    assert len(site) == 1 and len(rows(site.finish())) == 1


def test_pages_of_an_earlier_call_stay_and_its_index_is_replaced(site):
    again = Site(site.parent)
    again.add(with_text(made_report(b"new", "new.txt")))
    again.finish()
    assert [row["文件"] for row in rows(site)] == ["new.txt"]
    assert len(list(site.parent.glob("*.html"))) == 5


def test_an_index_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "index.html").write_text("<h1>mine</h1>")
    with pytest.raises(UsageError, match="is a page of something else"):
        Site(tmp_path)
    assert (tmp_path / "index.html").read_text() == "<h1>mine</h1>"


def test_a_file_in_the_way_is_told(tmp_path):
    (tmp_path / "site").touch()
    with pytest.raises(UsageError, match="cannot be made"):
        Site(tmp_path / "site").add(with_text(made_report()))
