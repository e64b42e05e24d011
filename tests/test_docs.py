"""The documentation says what the program does: outputs, options, rules, numbers and links."""

from __future__ import annotations

import doctest
import importlib.util
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
import typer

from agent.batch import SUFFIXES
from agent.cli import app
from agent.cli.main import run
from agent.documents.media import MAX_FILE_BYTES
from agent.documents.pdf import MAX_PAGES
from agent.export.workbook import MAX_COMMENTS
from agent.store.fact_rows import OWN_FIELDS
from agent.tables.values import parse_cell
from agent.wording import KINDS, STATES
from tests.conftest import ROOT

READMES = ["README.md", "README.zh-CN.md"]
PAGES = [*READMES, "CHANGELOG.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
GENERATED = [*READMES, "docs/rules.md", "docs/architecture.md", "docs/images/show.svg"]

_spec = importlib.util.spec_from_file_location("regenerate", ROOT / "docs" / "regenerate.py")
assert _spec and _spec.loader
regenerate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(regenerate)


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def rows(text: str) -> list[list[str]]:
    """Return the rows of all tables of a text; a cell's `\\|` is no border."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in lines
        if not line.startswith("|--")
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """What is generated as it should be, the sheets of the workbook, and failed doctests."""
    with regenerate.session() as runs:
        files = {
            str(path.relative_to(ROOT)): text for path, text in regenerate.generated(runs).items()
        }
        workbook = zipfile.ZipFile("xxgk.xlsx").read("xl/workbook.xml").decode()
        failed = {page: failed_examples(read(page)) for page in READMES}
    return files, re.findall(r'<sheet name="([^"]+)"', workbook), failed


def failed_examples(page: str) -> list[str]:
    """Run a page's Python blocks as doctests; return what they report."""
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "page", None, 0)
    reports: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=reports.append)
    assert test.examples, "the page has no example"
    return reports


# What is generated


@pytest.mark.slow
@pytest.mark.parametrize("page", GENERATED)
def test_what_is_generated_is_current(made, page):
    assert read(page) == made[0][page], "run `python -m docs.regenerate`"


@pytest.mark.slow
def test_every_file_that_is_generated_is_compared(made):
    assert sorted(made[0]) == sorted(GENERATED)


@pytest.mark.slow
@pytest.mark.parametrize("page", READMES)
def test_the_python_examples_run(made, page):
    assert made[2][page] == []


@pytest.mark.slow
@pytest.mark.parametrize("page", READMES)
def test_the_sheets_of_the_workbook_are_told(made, page):
    table = read(page).partition("| Sheet of `xxgk.xlsx`")[2] or read(page).partition("的工作表")[2]
    first = "、".join(row[0] for row in rows(table.partition("\n\n")[0]))
    assert first.split("、") == made[1]


# The command line


def options_of(command) -> set[str]:
    found = {name for parameter in command.params for name in (*parameter.opts,)}
    for below in getattr(command, "commands", {}).values():
        found |= options_of(below)
    return {name for name in found if name.startswith("-")} - {"--help", "-h"}


@pytest.mark.parametrize("page", READMES)
def test_every_command_and_option_is_described_and_no_other(page):
    sections = re.split(r"^### `xxgk ", read(page), flags=re.MULTILINE)[1:]
    described = {}
    for section in sections:
        body = re.split(r"^## ", section, flags=re.MULTILINE)[0]
        first = " ".join(row[0] for row in rows(body))
        described[re.match(r"\w+", section)[0]] = set(
            re.findall(r"(?<![\w-])--?[a-z][\w-]*", first)
        )
    commands = typer.main.get_command(app).commands
    assert described == {name: options_of(command) for name, command in commands.items()}


@pytest.mark.parametrize("page", READMES)
def test_the_choices_of_options_are_told_as_they_are(page, capsys):
    for name in typer.main.get_command(app).commands:
        run([name, "--help"])
        for option, choices in re.findall(r"(--[\w-]+) <(\w+(?:\|\w+)+)>", capsys.readouterr().out):
            told = choices.replace("|", "\\|")
            assert f"`{option} {told}`" in read(page)


# The two READMEs


def test_both_readmes_have_the_same_parts():
    def outline(page):
        text = read(page)
        return {
            "headings": [len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)],
            "outputs": re.findall(r"<!-- output: (.*?) -->", text),
            "code": re.findall(r"^```(?:sh|python)\n.*?^```", text, re.DOTALL | re.MULTILINE),
            "rows": [len(row) for row in rows(text)],
            "links": [
                link for link in re.findall(r"\]\(([^)#]+)", text) if not link.startswith("README")
            ],
        }

    assert outline("README.md") == outline("README.zh-CN.md")


@pytest.mark.parametrize("page", READMES)
def test_what_cells_become_is_told_right(page):
    told = [row for row in rows(read(page)) if row[0][0] == "`" and row[1].strip("`") in STATES]
    assert len(told) == 8
    for raw, state, value, _ in told:
        text = raw.strip("`")
        kind = "amount" if "元" in text else "change" if text[0] in "增减" else "count"
        cell = parse_cell(text, kind)
        assert (cell.state, str(cell.value)) == (state.strip("`"), value.replace("null", "None"))


@pytest.mark.parametrize("page", READMES)
def test_the_kinds_of_facts_and_their_fields_are_told(page):
    told = {row[0].strip("`"): row for row in rows(read(page)) if row[0].strip("`") in KINDS}
    assert {kind: row[1] for kind, row in told.items()} == KINDS
    for kind, row in told.items():
        assert tuple(re.findall(r"`(\w+)`", row[3])) == tuple(OWN_FIELDS[kind])


@pytest.mark.parametrize("page", READMES)
def test_numbers_and_suffixes_are_those_of_the_code(page):
    text = read(page)
    for number in (
        f"{MAX_FILE_BYTES >> 20} MB",
        f"{MAX_PAGES} ",
        f"{MAX_COMMENTS:,} ",
    ):
        assert number in text
    assert all(f"`{suffix}`" in text for suffix in SUFFIXES)


# The other pages


def test_every_table_of_the_database_is_explained(tmp_path):
    from agent.store import Store

    Store(tmp_path / "xxgk.db").close()
    with closing(sqlite3.connect(tmp_path / "xxgk.db")) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        # Less those that SQLite keeps for itself, behind a full-text index too.
        behind = ("sqlite_sequence", "passages_index_")
        existing = {name for (name,) in names if not name.startswith(behind)}
    section = read("docs/architecture.md").partition("## The database")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(\w+)`", " ".join(row[0] for row in rows(section)))) == existing


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as they are made of their words."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    }


@pytest.mark.parametrize("page", PAGES)
def test_links_within_the_repository_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", read(page)):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = (ROOT / page).parent / name if name else ROOT / page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_no_file_names_a_place_of_one_machine():
    place = re.compile(r"(?<![\w.~-])/(?:{})(?![\w-])".format("|".join(["work", "tmp", "root"])))
    kinds = {".md", ".py", ".yaml", ".json", ".toml", ".txt", ".svg", ".sql", ".tsv", ".html", ""}
    found = []
    for folder in ("agent", "docs", "eval", "prompts", "schemas", "tests", ".ci"):
        found += [path for path in (ROOT / folder).rglob("*") if path.suffix in kinds]
    found += [path for path in ROOT.glob("*") if path.suffix in kinds]
    named = [
        str(path.relative_to(ROOT))
        for path in found
        if path.is_file()
        and not {"__pycache__", ".mypy_cache"} & set(path.parts)
        and place.search(path.read_text(encoding="utf-8"))
    ]
    assert named == []
