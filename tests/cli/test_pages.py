"""`xxgk report` and `xxgk show --html`: which reports get a page, where it goes, what is said."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from agent.addresses import page_name
from agent.store import Store
from tests.cli.test_cli import files
from tests.factories import TEXT, made_report


def pages() -> list[str]:
    return sorted(path.name for path in Path("site").glob("*.html"))


@pytest.mark.usefixtures("stored")
def test_a_database_becomes_a_folder_of_pages(xxgk):
    code, out, err = xxgk("report")
    assert (code, out) == (0, "")
    assert err == "wrote 2 pages; open site/index.html\n"
    assert len(pages()) == 3
    assert xxgk("report", "xxgk.db", "-o", "other", "-q") == (0, "", "")
    assert len(list(Path("other").iterdir())) == 3


def test_a_folder_is_read_into_the_store_and_not_twice(xxgk):
    Path("reports").mkdir()
    for name in ("a", "b"):
        Path(f"reports/{name}.txt").write_text(f"read {name}")
    code, out, err = xxgk("report", "reports", "--jobs", "1")
    assert (code, out) == (0, "")
    assert err == "read 2\nwrote 2 pages; open site/index.html\n"
    with Store("xxgk.db", read_only=True) as store:
        names = [page_name(summary.sha256) for summary in store.reports()]
    assert pages() == sorted([*names, "index.html"])
    _, _, err = xxgk("report", "reports", "--jobs", "1")
    assert err.startswith("read 0, skipped 2 read before") and "wrote 2 pages" in err


def test_only_the_reports_that_are_named_get_a_page(xxgk):
    one, two = files("read one", "read two")
    xxgk("extract", two)
    xxgk("report", one, "--jobs", "1")
    assert len(pages()) == 2


def test_a_file_that_fails_is_told_and_the_others_get_their_pages(xxgk):
    code, _, err = xxgk("report", *files("read", "fail"), "--jobs", "1")
    assert code == 1
    assert err.splitlines() == [
        "read 1, failed 1",
        "xxgk: no readable text. Scan it again",
        "wrote 1 page; open site/index.html",
    ]


def test_a_file_that_takes_too_long_is_given_up(xxgk):
    code, _, err = xxgk("report", *files("slow 60", "read"), "--jobs", "1", "--timeout", "1")
    assert code == 1 and len(pages()) == 2
    assert "0.txt: reading it took more than 1 seconds and was ended" in err


@pytest.mark.usefixtures("stored")
def test_a_database_and_files_go_together(xxgk):
    assert xxgk("report", "xxgk.db", *files("read"), "--db", "new.db", "--jobs", "1")[0] == 0
    assert len(pages()) == 4


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["report"], 1, "there is no database 'xxgk.db'. Run `xxgk extract` first"),
        (["report", "empty"], 2, "no report files in 'empty'"),
        (["report", "none.txt"], 1, "none.txt: cannot be read"),
        (["show", "1", "--output", "x.html"], 2, "--output goes with --html"),
        (["show", "1", "--html", "--facts"], 2, "--html shows everything"),
        (["show", "1", "--html"], 1, "there is no database"),
    ],
)
def test_errors_are_one_line_and_a_code(xxgk, arguments, code, message):
    Path("empty").mkdir()
    actual, out, err = xxgk(*arguments)
    assert (actual, out) == (code, "")
    assert message in err and "Traceback" not in err


def test_a_database_without_reports_is_told(xxgk):
    Store("xxgk.db").close()
    code, _, err = xxgk("report")
    assert code == 2 and "no report in 'xxgk.db'" in err
    assert not Path("site/index.html").exists()


@pytest.mark.usefixtures("stored")
def test_a_page_is_printed_or_written(xxgk):
    code, out, err = xxgk("show", "1", "--html")
    assert (code, err) == (0, "")
    assert out.startswith("<!doctype html>") and out.endswith("</html>")
    assert xxgk("show", "1", "--html", "-o", "one.html") == (0, "", "wrote one.html\n")
    assert Path("one.html").read_text(encoding="utf-8") == out
    assert xxgk("show", "1", "--html", "-o", "-")[1] == out


@pytest.mark.usefixtures("stored")
def test_a_page_is_not_poured_into_a_terminal(xxgk, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    code, _, err = xxgk("show", "1", "--html")
    assert code == 2
    assert err == "xxgk: a page is not for a terminal. Add --output page.html\n"


def test_a_page_keeps_the_line_ends_of_the_report(xxgk):
    text = TEXT.replace("\n", "\r")
    with Store("xxgk.db") as store:
        store.save(made_report(), text)
    xxgk("show", "1", "--html", "-o", "page.html")
    page = Path("page.html").read_bytes()
    assert b"\r" not in page and page.count(b"&#13;") == text.count("\r")
