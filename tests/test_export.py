"""Exports: every state of a cell stays apart, numbers exact, text never a formula, all streamed."""

from __future__ import annotations

import csv
import json
from decimal import Decimal

import openpyxl
import pyarrow.parquet as pq
import pytest
import simplejson

from agent.errors import UsageError
from agent.export import FORMATS, export, workbook
from agent.export.columns import LONG, cell_keys, wide_columns
from agent.export.fact_columns import FACTS, GLANCE, OF_KIND
from agent.export.text import harmless
from agent.report import Cell
from agent.store import Store
from agent.wording import KINDS, fact_label
from tests.factories import TEXT, full_report, made_report

FACT_SHEETS = ["事实", *(f"事实 {name}" for name in KINDS.values())]
EXACT = Decimal("151979386087.9600000001")


@pytest.fixture
def store():
    """A store of a small report with every state, and a whole one of the other form."""
    report = made_report(b"one", "=one.txt", organization="=HYPERLINK(1)王益区")
    report.tables.applications["new"]["legal_service"] = Cell(raw="1", value=EXACT, state="value")
    report.tables.applications["new"]["other"] = Cell(
        raw="=1+1", state="unreadable", start=0, end=2
    )
    with Store(":memory:") as opened:
        opened.save(report, TEXT)
        opened.save(full_report(b"two", "two.txt", "2021", 2022), TEXT)
        yield opened


def read_csv(path):
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def lines(path):
    return path.read_text("utf-8").removesuffix("\n").split("\n")


def cells_of_one(rows):
    return {(row["row"], row["column"]): row for row in rows if str(row["report_id"]) == "1"}


def test_csv_has_a_row_a_cell(store, tmp_path):
    written = export(store, tmp_path / "x.csv", "csv")
    expected = ["x.csv", "x.findings.csv", "x.facts.csv", *(f"x.{kind}.csv" for kind in KINDS)]
    assert [path.name for path in written] == expected
    rows = read_csv(written[0])
    assert len(rows) == 11 + 200
    assert list(rows[0]) == [column.name for column in LONG]
    cells = cells_of_one(rows)
    made = cells["normative_documents", "made"]
    assert made | {"path": "", "organization": ""} == {
        "report_id": "1",
        "organization": "",
        "year": "2020",
        "form": "2019",
        "table": "article20",
        "row": "normative_documents",
        "column": "made",
        "table_label": "主动公开政府信息情况",
        "row_label": "规范性文件",
        "column_label": "本年新制作数量",
        "value": "9",
        "raw": "9",
        "state": "value",
        "direction": "",
        "unit": "",
        "start": str(TEXT.index("规范性文件\t") + 6),
        "end": str(TEXT.index("规范性文件\t") + 7),
        "quote": "9",
        "path": "",
    }
    assert cells["new", "legal_service"]["value"] == str(EXACT)
    assert cells["procurement", "amount"]["unit"] == "万元"
    states = {
        "business": ("", "blank"),
        "research": ("", "unreadable"),
        "total": ("", "missing"),
    }
    for column, expected in states.items():
        assert (cells["new", column]["value"], cells["new", column]["state"]) == expected
    change = cells["administrative_license", "change"]
    assert (change["value"], change["state"], change["direction"]) == (
        "",
        "direction_only",
        "increase",
    )


def test_csv_text_is_no_formula(store, tmp_path):
    cells = cells_of_one(read_csv(export(store, tmp_path / "x.csv", "csv")[0]))
    assert cells["new", "other"]["raw"] == "'=1+1"
    assert cells["new", "other"]["organization"] == "'=HYPERLINK(1)王益区"
    assert cells["new", "other"]["path"] == "'=one.txt"


@pytest.mark.parametrize("text", ["=1", "+cmd|x", "-1+1", "@A1", "＝1", " =1", "\t=1", "-", "+"])
def test_what_could_be_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+1,036", "3.5%", "减6", "a=1", "", " -5 "])
def test_other_text_stays(text):
    assert harmless(text) == text


@pytest.mark.parametrize("file_format", ["csv", "jsonl", "parquet"])
def test_wide_has_a_row_a_report_and_a_number_and_a_state_a_cell(store, tmp_path, file_format):
    path = export(store, tmp_path / f"x.{file_format}", file_format, wide=True)[0]
    if file_format == "csv":
        rows = [{name: value or None for name, value in row.items()} for row in read_csv(path)]
    elif file_format == "jsonl":
        rows = [json.loads(line) for line in lines(path)]
    else:
        rows = pq.read_table(path).to_pylist()
    assert [str(row["report_id"]) for row in rows] == ["1", "2"]
    assert list(rows[0]) == [column.name for column in wide_columns()]
    cells = {name: value for name, value in rows[0].items() if name.startswith("applications.new.")}
    given = {
        name.removeprefix("applications.new."): v for name, v in cells.items() if v is not None
    }
    exact = given.pop("legal_service")
    assert Decimal(str(exact)) == EXACT or (file_format == "jsonl" and exact == float(EXACT))
    assert {name: str(value) for name, value in given.items()} == {
        "natural_person": "2" if file_format != "parquet" else "2.0000000000",
        "natural_person.state": "value",
        "business.state": "blank",
        "research.state": "unreadable",
        "legal_service.state": "value",
        "other.state": "unreadable",
        "total.state": "missing",
    }
    assert rows[0]["article20.administrative_license.change.state"] == "direction_only:increase"
    assert rows[0]["disputes.review.total.state"] is None
    assert rows[1]["article20.rules.issued.state"] == "value"
    assert rows[1]["article20.rules.made.state"] is None


def test_every_cell_of_every_form_has_its_column():
    assert len(cell_keys()) == len(set(cell_keys())) == 22 + 7 + 161 + 21 + 15


def test_jsonl_is_exact_and_verbatim(store, tmp_path):
    cells, findings, _ = export(store, tmp_path / "x.jsonl", "jsonl")
    rows = [simplejson.loads(line, use_decimal=True) for line in lines(cells)]
    assert cells_of_one(rows)["new", "legal_service"]["value"] == EXACT
    assert cells_of_one(rows)["new", "other"]["raw"] == "=1+1"
    assert cells_of_one(rows)["new", "business"]["value"] is None
    found = [json.loads(line) for line in lines(findings)]
    assert found[0]["quotes"].startswith("一、本年新收政府信息公开申请数量·总计")
    assert "王益区" in cells.read_text("utf-8")


def test_parquet_is_typed_and_exact(store, tmp_path):
    cells, findings, _ = export(store, tmp_path / "x.parquet", "parquet")
    table = pq.read_table(cells)
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["value"], types["start"], types["raw"]) == (
        "decimal128(38, 10)",
        "int64",
        "string",
    )
    assert cells_of_one(table.to_pylist())["new", "legal_service"]["value"] == EXACT
    assert cells_of_one(table.to_pylist())["new", "business"]["value"] is None
    assert pq.read_table(findings).num_rows == 4


def test_parquet_leaves_out_a_number_it_cannot_hold_exactly(tmp_path):
    report = made_report()
    for column, value in (("a", Decimal("0.12345678901")), ("b", 10**28), ("c", 10**28 - 1)):
        report.tables.applications["new"][column] = Cell(raw="1", value=value, state="value")
    with Store(":memory:") as store:
        store.save(report, TEXT)
        rows = cells_of_one(pq.read_table(export(store, tmp_path / "x", "parquet")[0]).to_pylist())
    values = [rows["new", column]["value"] for column in "abc"]
    assert values == [None, None, Decimal(10**28 - 1)]


def test_parquet_is_written_in_pieces(store, tmp_path, monkeypatch):
    monkeypatch.setattr("agent.export.parquet._ROWS_AT_ONCE", 50)
    path = export(store, tmp_path / "x.parquet", "parquet")[0]
    assert pq.ParquetFile(path).metadata.num_row_groups > 3


def load(path):
    return openpyxl.load_workbook(path)


def test_the_workbook_lists_cells_findings_and_reports(store, tmp_path):
    (path,) = export(store, tmp_path / "x.xlsx", "xlsx")
    book = load(path)
    assert book.sheetnames == ["报告", "单元格", "检查结果", *FACT_SHEETS]
    cells = book["单元格"]
    header = [cell.value for cell in cells[1]]
    assert header == [column.label for column in LONG]
    assert (cells.freeze_panes, cells.auto_filter.ref) == ("D2", "A1:S212")
    value, raw, state = (header.index(name) for name in ("数值", "原文", "状态"))
    by_state = {row[state].value: row for row in cells.iter_rows(min_row=2, max_row=12)}
    assert {name: row[value].value for name, row in by_state.items()} == {
        "有数": str(EXACT),
        "未填": None,
        "只有增减": None,
        "缺": None,
        "非数字": None,
    }
    colours = {row[value].fill.start_color.rgb for row in by_state.values()}
    assert len(colours) == 5
    made = cells.cell(2, value + 1)
    assert (made.value, made.data_type) == (9, "n")
    place = TEXT.index("规范性文件\t") + len("规范性文件\t")
    assert made.comment.text.splitlines() == [
        "规范性文件 · 本年新制作数量",
        "原文：况 公开信息312条。 二、主动公开政府信息情况 规章 0 0 0 "
        "规范性文件【9】9 60 行政许可 113 增 12",
        f"第 {place}–{place + 1} 字，=one.txt",
    ]
    findings = book["检查结果"]
    assert [cell.value for cell in findings[2]][4:6] == ["错误", "“新收”一行的总计缺失"]
    assert findings.freeze_panes == "D2"


def test_workbook_text_is_no_formula(store, tmp_path):
    (path,) = export(store, tmp_path / "x.xlsx", "xlsx")
    for sheet in load(path):
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n"}


def test_the_wide_workbook_has_a_sheet_a_form_table(store, tmp_path):
    (path,) = export(store, tmp_path / "x.xlsx", "xlsx", wide=True)
    book = load(path)
    states = {sheet.title: sheet.sheet_state for sheet in book}
    assert states == {
        "报告": "visible",
        "主动公开 2019": "visible",
        "主动公开 2021": "visible",
        "依申请公开 2019": "visible",
        "依申请公开 2021": "visible",
        "复议诉讼": "visible",
        "检查结果": "visible",
        **dict.fromkeys(FACT_SHEETS, "visible"),
    }
    new = book["依申请公开 2019"]
    assert [cell.value for cell in new[2]][:6] == [
        "编号",
        "机关",
        "年度",
        "自然人",
        "商业企业",
        "科研机构",
    ]
    assert new["D1"].value == "一、本年新收政府信息公开申请数量"
    assert "D1:J1" in {str(merged) for merged in new.merged_cells.ranges}
    assert (new.freeze_panes, new.auto_filter.ref) == ("D3", "A2:FH3")
    shown = [cell.value for cell in new[3]][:10]
    assert shown == [
        1,
        "=HYPERLINK(1)王益区",
        2020,
        2,
        "未填",
        "? 两",
        None,
        str(EXACT),
        "? =1+1",
        "缺",
    ]
    assert "【2】" in new["D3"].comment.text
    assert book["主动公开 2019"]["K3"].value == "增"
    assert book["复议诉讼"]["D3"].value == 0


def test_a_table_that_no_report_has_is_hidden(tmp_path):
    with Store(":memory:") as store:
        store.save(full_report(b"two", "two.txt", "2021", 2022), TEXT)
        (path,) = export(store, tmp_path / "x.xlsx", "xlsx", wide=True)
    hidden = [sheet.title for sheet in load(path) if sheet.sheet_state == "hidden"]
    assert hidden == ["主动公开 2019", "依申请公开 2019"]


def test_a_long_listing_goes_on_in_another_sheet(store, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MAX_ROWS", 101)
    monkeypatch.setattr(store, "facts", lambda **_: iter(()))
    monkeypatch.setattr(workbook, "MAX_COMMENTS", 3)
    (path,) = export(store, tmp_path / "x.xlsx", "xlsx")
    book = load(path)
    assert book.sheetnames == ["报告", "单元格", "单元格 (2)", "单元格 (3)", "检查结果", "事实"]
    assert [book[name].max_row for name in book.sheetnames[1:4]] == [101, 101, 12]
    quoted = [cell for row in book["单元格"].iter_rows() for cell in row if cell.comment]
    assert len(quoted) == 3 and all(cell.value != 0 for cell in quoted)
    assert "只带 3 条批注" in quoted[-1].comment.text


def test_characters_that_would_damage_a_workbook_are_left_out(tmp_path):
    report = made_report(path="a\x1b[31m\ufffe.txt", organization="王益\x00区\x0b\n办公室")
    with Store(":memory:") as store:
        store.save(report, TEXT.replace("规章", "\x01\ufffe\x1b"))
        (path,) = export(store, tmp_path / "x.xlsx", "xlsx")
    assert load(path)["单元格"]["B2"].value == "王益区 办公室"


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("wide", [False, True])
def test_an_empty_store_gives_files_with_headers(tmp_path, file_format, wide):
    with Store(":memory:") as store:
        for path in export(store, tmp_path / f"x.{file_format}", file_format, wide):
            assert path.exists()


def test_a_failed_export_leaves_the_earlier_file(store, tmp_path, monkeypatch):
    path = tmp_path / "x.csv"
    files = export(store, path, "csv")
    before = path.read_bytes()
    monkeypatch.setattr(store, "cells", lambda: iter([None]))
    with pytest.raises(AttributeError):
        export(store, path, "csv")
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == sorted(files)


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_place_that_cannot_be_written_is_named(store, tmp_path, file_format):
    with pytest.raises(UsageError, match="cannot be written: .*--output"):
        export(store, tmp_path / "none" / "x", file_format)


# Facts


def facts_of_one(rows):
    return {row["kind"]: row for row in rows if str(row["report_id"]) == "1"}


def given(row):
    return {name: value for name, value in row.items() if value not in ("", None)}


def test_csv_of_facts_has_a_row_a_fact_and_the_columns_of_all_kinds(store, tmp_path):
    rows = read_csv(export(store, tmp_path / "x.csv", "csv")[2])
    assert len(rows) == 2 * 12
    assert list(rows[0]) == [column.name for column in FACTS]
    place = TEXT.index("区长信箱")
    again = TEXT.rindex("信箱信件")
    assert given(facts_of_one(rows)["mailbox"]) == {
        "report_id": "1",
        "organization": "'=HYPERLINK(1)王益区",
        "year": "2020",
        "kind": "mailbox",
        "kind_label": "信箱热线",
        "label": "区长信箱",
        "numbers": "收到 41，办结 39，比率 95.12%",
        "channel": "区长信箱",
        "received": "41",
        "resolved": "39",
        "rate": "95.12",
        "quote": "区长信箱共收到信件41件，办结39件，办结率95.12%",
        "section": "5",
        "status": "rule_only",
        "found_by": "rule",
        "start": str(place),
        "end": str(place + 28),
        "also": json.dumps([{"start": again, "end": again + 7}]),
        "fact_id": "f2",
        "path": "'=one.txt",
    }
    assert facts_of_one(rows)["statement"]["value"] == "0"


def test_csv_has_a_file_a_kind_with_its_own_columns(store, tmp_path):
    export(store, tmp_path / "x.csv", "csv")
    row = read_csv(tmp_path / "x.event.csv")[0]
    assert list(row) == [column.name for column in OF_KIND["event"]]
    assert (row["event_kind"], row["dates"]) == ("training", "2020-08-04;2020-10-26")
    assert (row["sessions"], row["participants"], row["qualifier"]) == ("2", "80", "余")


def test_a_kind_without_facts_has_no_file_and_leaves_no_old_one(store, tmp_path):
    path = tmp_path / "x.csv"
    report = made_report()
    report.facts = [fact for fact in report.facts if fact.kind == "amount"]
    with Store(":memory:") as opened:
        opened.save(report, TEXT)
        assert [file.name for file in export(opened, path, "csv")[3:]] == ["x.amount.csv"]
        export(store, path, "csv")
        assert read_csv(tmp_path / "x.event.csv") != []
        export(opened, path, "csv")
    assert read_csv(tmp_path / "x.event.csv") == []
    assert len(read_csv(tmp_path / "x.amount.csv")) == 1


def test_jsonl_and_parquet_of_facts_are_exact_and_typed(store, tmp_path):
    found = [json.loads(line) for line in lines(export(store, tmp_path / "x.jsonl", "jsonl")[2])]
    assert facts_of_one(found)["mailbox"]["rate"] == 95.12
    table = pq.read_table(export(store, tmp_path / "x.parquet", "parquet")[2])
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["rate"], types["dates"], types["start"]) == (
        "decimal128(38, 10)",
        "string",
        "int64",
    )
    row = facts_of_one(table.to_pylist())["mailbox"]
    assert (row["rate"], row["received"], row["pending"]) == (Decimal("95.12"), 41, None)


def test_the_workbook_has_facts_together_and_by_kind_in_chinese(store, tmp_path):
    book = load(export(store, tmp_path / "x.xlsx", "xlsx")[0])
    together = book["事实"]
    assert [cell.value for cell in together[1]] == [column.label for column in GLANCE]
    assert [cell.value for cell in together[3]][:11] == [
        1,
        "=HYPERLINK(1)王益区",
        2020,
        "信箱热线",
        "区长信箱",
        "收到 41，办结 39，比率 95.12%",
        "区长信箱共收到信件41件，办结39件，办结率95.12%",
        5,
        "仅规则",
        "规则",
        TEXT.index("区长信箱"),
    ]
    assert together.max_row == 1 + 2 * 12
    colours = {row[8].value: row[8].fill.start_color.rgb for row in together.iter_rows(min_row=2)}
    assert colours["不一致"] != colours["一致"]
    event = dict(zip(*book["事实 活动"].iter_rows(max_row=2, values_only=True), strict=True))
    assert (event["活动种类"], event["日期"]) == ("培训", "2020-08-04;2020-10-26")
    assert (event["人次"], event["约数"], event["读出者"]) == (80, "余", "规则;模型")


def test_a_label_is_the_same_in_sql_and_in_exports():
    with Store(":memory:") as opened:
        opened.save(made_report(), TEXT)
        facts = [row.fact for row in opened.facts()]
        labels = opened._database.execute("SELECT label FROM facts_cited ORDER BY fact_id")
        by_id = sorted(facts, key=lambda fact: fact.id)
        assert [label for (label,) in labels] == [fact_label(fact) for fact in by_id]
