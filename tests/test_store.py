"""The store: what goes in comes out equal, nothing else is touched, errors say what to do."""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.contract import Number, Place, Quote
from agent.errors import StoreError, UnreadableDocument
from agent.facts import Fact, OtherReading, Proposal
from agent.report import (
    Cell,
    CellPlace,
    Check,
    Coverage,
    Dropped,
    Finding,
    Meta,
    Region,
    Report,
    Section,
    Source,
    TableForms,
    Tables,
    Usage,
)
from agent.store import Store, connection, store
from agent.store.fact_rows import ALL_FIELDS, OWN_FIELDS
from agent.wording import FIELDS, KINDS
from tests.factories import TEXT, full_report, made_report


@pytest.fixture
def database(tmp_path):
    return tmp_path / "xxgk.db"


@pytest.fixture
def filled(database):
    """A store of three reports: two of one body, and one of another."""
    with Store(database) as opened:
        opened.save(made_report(b"one", "a/one.txt"), TEXT)
        opened.save(made_report(b"two", "a/two.txt", year=2021), TEXT)
        opened.save(made_report(b"three", "b/one.txt", organization="周村区人民政府"), TEXT)
        yield opened


def sql(path, statement):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("report", [made_report(), full_report(b"x", "x.txt", "2021", 2022)])
def test_a_report_comes_back_equal(report):
    with Store(":memory:") as opened:
        number = opened.save(report, TEXT)
        assert opened.get(number) == report


def test_the_source_text_comes_along_on_request():
    with Store(":memory:") as opened:
        number = opened.save(made_report(), TEXT)
        assert opened.get(number).source.text is None
        assert opened.get(number, with_text=True).source.text == TEXT


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
maybe_text = st.none() | text
place = st.integers(0, 2**40)
number = st.integers() | st.decimals(allow_nan=False, allow_infinity=False)
cell = st.builds(
    Cell,
    raw=maybe_text,
    value=st.none() | number,
    state=st.sampled_from(["value", "blank", "direction_only", "missing", "unreadable"]),
    start=st.none() | place,
    end=st.none() | place,
    direction=st.sampled_from([None, "increase", "decrease"]),
    unit_as_written=maybe_text,
)
table = st.dictionaries(text, st.dictionaries(text, cell, min_size=1, max_size=3), max_size=3)
evidence = st.builds(Place, start=place, end=place) | st.builds(CellPlace, row=text, column=text)


quote = st.builds(Quote, quote=text, start=place, end=place)
other_reading = st.builds(OtherReading, start=place, kind=text, field=text, label=maybe_text)
usage = st.builds(
    Usage,
    **dict.fromkeys(
        ["llm_calls", "cached_calls", "prompt_tokens", "completion_tokens", "chunks"], place
    ),
    cost=number,
    seconds=st.floats(0, 1e6),
    model=maybe_text,
    failures=st.lists(text, max_size=2),
    dropped=st.lists(
        st.builds(Dropped, quote=text, start=place, end=place, label=text, role=text, reason=text),
        max_size=2,
    ),
)


def any_value(name: str, annotation: object) -> st.SearchStrategy[object]:
    """Draw a value for a field of a fact."""
    if get_origin(annotation) is Literal:
        return st.sampled_from(get_args(annotation))
    if name in ("also", "dates", "found_by", "other_reading"):
        (item,) = get_args(annotation)
        models = {Place: st.builds(Place, start=place, end=place), OtherReading: other_reading}
        one = models[item] if item in models else any_value("", item)
        return st.lists(one, max_size=3)
    known = {str: text, str | None: maybe_text, int: place, int | None: st.none() | place}
    if annotation in known:
        return known[annotation]
    return number if annotation == Number.__origin__ else st.none() | number


def any_fact() -> st.SearchStrategy[Fact]:
    """Draw a fact of any kind, every field with a value that the kind allows."""
    return st.one_of(
        st.builds(
            model,
            **{
                name: any_value(name, field.annotation)
                for name, field in model.model_fields.items()
                if name != "body"
            }
            | ({"body": st.sampled_from([None, "npc", "cppcc"])} if model is Proposal else {}),
        )
        for model in get_args(get_args(Fact)[0])
    )


def any_report() -> st.SearchStrategy[Report]:
    """Every field of the contract, so that one that is added and not stored is noticed."""
    texts = {name: maybe_text for name, field in Meta.model_fields.items() if field.default is None}
    return st.builds(
        Report,
        source=st.builds(
            Source,
            path=text,
            sha256=text,
            media_type=text,
            encoding=maybe_text,
            characters=place,
            text=st.none(),
        ),
        meta=st.builds(
            Meta,
            **texts | {"year": st.none() | st.integers(0, 9999)},
            region=st.builds(Region, **dict.fromkeys(Region.model_fields, maybe_text)),
            table_forms=st.builds(TableForms, **dict.fromkeys(TableForms.model_fields, maybe_text)),
        ),
        sections=st.lists(
            st.builds(Section, number=place, title=text, start=place, end=place), max_size=3
        ),
        tables=st.builds(Tables, **dict.fromkeys(Tables.model_fields, table)),
        facts=st.lists(any_fact(), max_size=4),
        problems=st.lists(quote, max_size=3),
        measures=st.lists(quote, max_size=3),
        coverage=st.none()
        | st.builds(
            Coverage, explained=place, total=place, unexplained=st.lists(quote, max_size=3)
        ),
        checks=st.lists(
            st.builds(Check, rule=text, instance=text, expected=maybe_text, actual=maybe_text),
            max_size=3,
        ),
        usage=usage,
        findings=st.lists(
            st.builds(
                Finding,
                rule=text,
                message=text,
                expected=maybe_text,
                actual=maybe_text,
                evidence=st.lists(evidence, max_size=3),
            ),
            max_size=3,
        ),
    )


@settings(max_examples=30, deadline=None)
@given(report=any_report(), source_text=text)
def test_any_report_comes_back_equal(report, source_text):
    with Store(":memory:") as opened:
        number = opened.save(report, source_text)
        assert opened.get(number) == report
        again = opened.get(number, with_text=True)
        assert again.source.text == source_text
        assert [key for key, _ in again.cells()] == [key for key, _ in report.cells()]


def test_numbers_are_exact_beside_what_sql_computes_with(database):
    exact = Decimal("151979386087.96000000000000000001")
    report = made_report()
    report.tables.applications["new"]["total"] = Cell(raw="1", value=exact, state="value")
    report.tables.applications["new"]["other"] = Cell(raw="2", value=10**30, state="value")
    with Store(database) as opened:
        number = opened.save(report, TEXT)
        cells = opened.get(number).tables.applications["new"]
        assert cells["total"].value == exact
        assert cells["other"].value == 10**30
    stored = "SELECT value, typeof(value) FROM cells WHERE row_name = 'new' AND column_name = "
    assert sql(database, stored + "'total'") == [(151979386087.96, "real")]
    assert sql(database, stored + "'natural_person'") == [(2, "integer")]
    assert sql(database, stored + "'business'") == [(None, "null")]


def test_reading_again_replaces_the_report_and_touches_no_other(filled, database):
    changed = made_report(b"one", "moved/one.txt", phone="110")
    changed.findings = []
    assert filled.save(changed, TEXT + "!") == 1
    assert filled.get(1) == changed
    assert filled.get(2) == made_report(b"two", "a/two.txt", year=2021)
    # In the order of the files, whatever order they were read in.
    assert [summary.id for summary in filled.reports()] == [2, 3, 1]


def test_a_source_text_is_kept_once_and_as_long_as_a_report_has_it(filled, database):
    count = "SELECT count(*) FROM sources"
    assert sql(database, count) == [(1,)]
    for data in (b"one", b"two", b"three"):
        filled.save(made_report(data), TEXT + "!")
    assert sql(database, count) == [(1,)]
    filled.save(made_report(b"one"), TEXT + "?")
    assert sql(database, count) == [(2,)]


def test_an_error_while_saving_leaves_the_earlier_reading(filled):
    broken = made_report(b"one", "a/one.txt")
    broken.findings[0].rule = None  # type: ignore[assignment]
    with pytest.raises(StoreError, match="NOT NULL"):
        filled.save(broken, TEXT + "!")
    assert filled.get(1) == made_report(b"one", "a/one.txt")


def test_a_file_is_current_until_the_reader_changes(filled, monkeypatch):
    sha256 = made_report(b"one").source.sha256
    assert filled.is_current(sha256)
    assert not filled.is_current("0" * 64)
    monkeypatch.setattr(store, "READER_VERSION", "later")
    assert not filled.is_current(sha256)
    filled.save(made_report(b"one"), TEXT)
    assert filled.is_current(sha256)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (3, 3),
        ("2", 2),
        (" 2 ", 2),
        ("a/one.txt", 1),
        ("two.txt", 2),
        (made_report(b"two").source.sha256, 2),
        (made_report(b"two").source.sha256[:6].upper(), 2),
        ("周村区", 3),
        ("王益区 2021", 2),
        ("王益区2021年", 2),
    ],
)
def test_a_report_is_found_by(filled, key, expected):
    assert filled.get(key).source.sha256 == list(filled.reports())[expected - 1].sha256


def test_a_report_is_found_by_a_copy_of_its_file(filled, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_bytes(b"three")
    assert filled.get(str(copy)).meta.organization == "周村区人民政府"


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (
            "one.txt",
            r"'one.txt' means 2 reports: 1 王益区.* \(a/one.txt\); 3 周村区.*Use the number",
        ),
        ("王益区", "means 2 reports"),
        ("2020", "means 2 reports"),
        ("长安区", "no report '长安区' among the 3 stored. `xxgk list` shows them"),
        ("17", "no report '17'"),
        ("", "no report ''"),
        ("%", "no report '%'"),
        ("\x00", "no report"),
        ("x" * 5000, "no report"),
    ],
)
def test_an_unclear_key_says_what_there_is(filled, key, message):
    with pytest.raises(StoreError, match=message):
        filled.get(key)


def test_an_empty_store_says_what_to_do():
    with Store(":memory:") as opened, pytest.raises(StoreError, match="Run `xxgk extract` first"):
        opened.get("1")


def test_summaries_count_cells_and_findings(filled):
    first = next(iter(filled.reports()))
    assert (first.filled, first.blank, first.missing, first.unclear) == (5, 1, 1, 2)
    assert (first.errors, first.warnings) == (1, 1)
    assert (first.facts, first.explained, first.numbers) == (12, 19, 20)
    assert (first.organization, first.year, first.county) == (
        "王益区人民政府办公室",
        2020,
        "王益区",
    )


def test_cells_have_labels_and_quotes(filled):
    cells = list(filled.cells(1))
    assert len(cells) == 9
    amount = next(cell for cell in cells if cell.key.column == "amount")
    assert (amount.row_label, amount.column_label) == ("政府集中采购", "采购总金额（元）")
    assert (amount.value, amount.unit_as_written, amount.quote) == (6797000, "万元", "679.7万元")
    assert amount.context.endswith(
        "政府集中采购 3【679.7万元】三、收到和处理政府信息公开申请情况 新"
    )
    assert {cell.report_id for cell in filled.cells()} == {1, 2, 3}
    missing = next(cell for cell in cells if cell.state == "missing")
    assert (missing.quote, missing.context, missing.form) == ("", "", "2019")


def test_facts_come_with_their_report_and_further_places(filled):
    assert [row.fact for row in filled.facts(2)] == made_report().facts
    assert [row.report_id for row in filled.facts(kind="mailbox")] == [1, 2, 3]
    (row,) = filled.facts("周村区", "mailbox")
    assert (row.organization, row.year, row.path) == ("周村区人民政府", 2020, "b/one.txt")
    assert [TEXT[place.start : place.end] for place in row.fact.also] == ["信箱信件41件"]
    assert list(filled.facts(kind="none")) == []


def test_numbers_of_facts_are_exact_beside_what_sql_computes_with(database):
    report = made_report()
    report.facts = report.facts[1:2]
    report.facts[0].pending = 10**30
    report.facts[0].rate = Decimal("95.1200000000000000000000000001")
    with Store(database) as opened:
        opened.save(report, TEXT)
        assert opened.get(1) == report
    (row,) = sql(database, "SELECT received, typeof(received), pending, rate, exact FROM facts")
    assert row[:4] == (41, "integer", 1e30, 95.12)
    assert json.loads(row[4]) == {"pending": f"{10**30}", "rate": "95.1200000000000000000000000001"}


def test_a_report_read_again_leaves_no_facts_of_the_earlier_reading(filled, database):
    report = made_report(b"one", "a/one.txt")
    report.facts, report.problems, report.measures, report.coverage = [], [], [], None
    filled.save(report, TEXT)
    assert filled.get(1) == report
    for table in ("facts", "fact_places", "problems", "measures", "unexplained"):
        assert sql(database, f"SELECT DISTINCT report_id FROM {table}") == [(2,), (3,)]


def test_every_fact_field_has_its_place_among_the_columns():
    assert set(OWN_FIELDS) == set(KINDS)
    assert set(ALL_FIELDS) == set(FIELDS)


def test_findings_are_filtered_and_say_their_evidence(filled):
    assert len(list(filled.findings())) == 6
    assert [row.report_id for row in filled.findings(severity="error")] == [1, 2, 3]
    (one,) = filled.findings(report="a/one.txt", rule="ST-HEAD-WORDING")
    assert (one.quotes, one.year) == ("公开信息312条", 2020)
    (other,) = filled.findings(report=3, severity="error")
    assert other.quotes.endswith("一、本年新收政府信息公开申请数量·自然人【2】")
    assert list(filled.findings(rule="NONE")) == []


def test_runs_have_their_reports_and_failures_and_no_secrets(database):
    with Store(database) as opened:
        secret = ["extract", "a", "--api-key", "s1", "--token=s2", "https://u:s3@x.cn/a"]
        opened.start_run(secret, "0.1.0")
        opened.save(made_report(), TEXT)
        opened.record_failure("x.txt", UnreadableDocument("x.txt: empty", "Download it again"))
        opened.finish_run(read=1, skipped=2, failed=1)
        (run,) = opened.runs()
        (failure,) = opened.failures()
    command = ["extract", "a", "--api-key", "***", "--token=***", "https://***@x.cn/a"]
    assert json.loads(run["command"]) == command
    assert (run["read"], run["skipped"], run["failed"], run["version"]) == (1, 2, 1, "0.1.0")
    assert run["started_utc"] <= run["finished_utc"]
    assert failure == {
        "id": 1,
        "run_id": 1,
        "path": "x.txt",
        "error": "UnreadableDocument",
        "message": "x.txt: empty. Download it again",
    }
    assert sql(database, "SELECT run_id FROM reports") == [(1,)]


def test_a_very_long_command_is_cut():
    with Store(":memory:") as opened:
        opened.start_run([f"{n}.txt" for n in range(5000)], "0.1.0")
        (run,) = opened.runs()
    assert len(json.loads(run["command"])) == 101
    assert json.loads(run["command"])[-1] == "… and 4900 more"


def foreign(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE logs (id INTEGER)")
    connection.close()


def newer(path):
    Store(path).close()
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('xxgk', 'm999_later', '')"
        )
    connection.close()


def damaged(path):
    Store(path).close()
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * (4096 - 100)
    path.write_bytes(content)


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (foreign, "database of another program, with the table 'logs'. Name another file"),
        (newer, "newer xxgk .step 'm999_later'.. Install the newer version"),
        (damaged, "cannot be used: .*malformed"),
        (lambda path: path.write_bytes(b"not a database" * 99), "not a database. Name another"),
    ],
)
def test_a_database_that_is_not_ours_is_refused_and_kept(database, make, message, read_only):
    make(database)
    before = database.read_bytes()
    with pytest.raises(StoreError, match=message):
        Store(database, read_only=read_only)
    assert database.read_bytes() == before


def test_a_missing_database_is_not_made_by_reading(database):
    with pytest.raises(StoreError, match="there is no database .* Run `xxgk extract` first"):
        Store(database, read_only=True)
    assert not database.exists()


def test_a_folder_is_no_database(tmp_path):
    with pytest.raises(StoreError, match="is a folder"):
        Store(tmp_path)
    with pytest.raises(StoreError, match="Check that the folder exists"):
        Store(tmp_path / "none" / "x.db")


def test_reading_leaves_no_other_files_and_cannot_write(database):
    with Store(database) as opened:
        opened.save(made_report(), TEXT)
    with Store(database, read_only=True) as opened:
        assert opened.get(1) == made_report()
        with pytest.raises(StoreError, match="readonly"):
            opened.save(made_report(), TEXT)
    assert [path.name for path in database.parent.iterdir()] == ["xxgk.db"]


def test_a_locked_database_says_so(database, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with Store(database) as opened:
        other = sqlite3.connect(database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked. Wait for the other program"):
            opened.save(made_report(), TEXT)
        other.close()
        opened.save(made_report(), TEXT)


def test_an_export_reads_on_while_a_batch_writes(filled, database):
    with Store(database, read_only=True) as reader:
        cells = reader.cells()
        next(cells)
        for index in range(20):
            filled.save(made_report(str(index).encode()), TEXT)
        assert sum(1 for _ in cells) == 3 * 9 - 1


def test_many_processes_may_make_the_database_at_once(database):
    def save(index: int) -> None:
        with Store(database) as opened:
            opened.save(made_report(str(index).encode(), f"{index}.txt"), TEXT)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(save, range(24)))
    with Store(database, read_only=True) as opened:
        assert len(list(opened.reports())) == 24


def test_a_database_can_be_carried_away_as_one_file(filled, database, tmp_path):
    filled.close()
    copy = tmp_path / "other" / "copy.db"
    copy.parent.mkdir()
    copy.write_bytes(Path(database).read_bytes())
    with Store(copy, read_only=True) as opened:
        assert len(list(opened.reports())) == 3
