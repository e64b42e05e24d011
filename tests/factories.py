"""Reports made by hand, and a stand-in for the reader."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from decimal import Decimal
from itertools import cycle
from pathlib import Path

from agent.contract import Place, Quote
from agent.errors import NotAReport, UnreadableDocument
from agent.facts import (
    Account,
    Amount,
    Application,
    BaseFact,
    CategoryCount,
    Event,
    Fact,
    Interpretation,
    Mailbox,
    OtherReading,
    Proposal,
    Publication,
    ServiceItem,
    Statement,
    Statistic,
)
from agent.pipeline import Reading
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
from agent.tables.forms import load_forms

TEXT = (
    "王益区人民政府办公室2020年政府信息公开工作年度报告\n"
    "一、总体情况\n公开信息312条。\n"
    "二、主动公开政府信息情况\n"
    "规章\t0\t0\t0\n规范性文件\t9\t9\t60\n行政许可\t113\t增\t12\n政府集中采购\t3\t679.7万元\n"
    "三、收到和处理政府信息公开申请情况\n新收\t2\t\t两\n"
)
TABLES_TEXT_LENGTH = len(TEXT)
"""`TEXT` was that long before it had a narrative; the earliest database still has it so."""
TEXT += (
    "五、存在的主要问题及改进情况\n区长信箱共收到信件41件，办结39件，办结率95.12%。其中社区物业6封。\n"
    "8月4日、10月26日举办公开培训会，80余人参加。发布各类政策解读30余条。"
    "承办人大代表建议51件，办复率100%。全区共受理申请40件。新浪微博2个。网办事项590项。"
    "免税收入84619.78万元。走访群众1.2万人次。未发生行政复议和行政诉讼。\n"
    "一是更新不及时。二是队伍不稳定。下一步加强培训。另有99个未知数。信箱信件41件。\n"
)


def span(quote: str, after: str = "") -> dict[str, int]:
    """Return the place of `quote` in `TEXT`, behind `after`."""
    start = TEXT.index(quote, TEXT.index(after) + len(after))
    return {"start": start, "end": start + len(quote)}


def value_cell(value: int | Decimal, raw: str, after: str, **extra: str) -> Cell:
    """Return a cell with a number, placed in `TEXT` behind its label."""
    return Cell(raw=raw, value=value, state="value", **span(raw, after), **extra)


def made_report(data: bytes = b"made", path: str = "made.txt", **meta: object) -> Report:
    """Return a small report that has every state of a cell, and every part of the contract."""
    blank = TEXT.index("\t两")
    tables = Tables(
        article20={
            "normative_documents": {
                "made": value_cell(9, "9", "规范性文件\t"),
                "total": value_cell(60, "60", "规范性文件\t"),
            },
            "administrative_license": {
                "previous_items": value_cell(113, "113", "行政许可"),
                "change": Cell(
                    raw="增", state="direction_only", direction="increase", **span("增", "行政许可")
                ),
            },
            "procurement": {
                "amount": value_cell(
                    Decimal("6797000.0"), "679.7万元", "集中采购", unit_as_written="万元"
                )
            },
        },
        applications={
            "new": {
                "natural_person": value_cell(2, "2", "新收\t"),
                "business": Cell(raw="", state="blank", start=blank, end=blank),
                "research": Cell(raw="两", state="unreadable", **span("两", "新收")),
                "total": Cell(state="missing"),
            }
        },
    )
    return Report(
        source=Source(
            path=path,
            sha256=hashlib.sha256(data).hexdigest(),
            media_type="text/plain",
            encoding="utf-8",
            characters=len(TEXT),
        ),
        meta=made_meta(**meta),
        sections=[
            Section(number=1, title="总体情况", start=27, end=43),
            Section(number=2, title="主动公开政府信息情况", start=43, end=150),
        ],
        tables=tables,
        checks=[
            Check(rule="T3-ROW-TOTAL", rule_class="arithmetic", instance="new", status="fail"),
            Check(rule="T3-INT", rule_class="arithmetic", instance="", status="pass", expected="0"),
        ],
        facts=made_facts(),
        problems=[quoted("一是更新不及时。"), quoted("二是队伍不稳定。")],
        measures=[quoted("下一步加强培训。")],
        coverage=Coverage(explained=19, total=20, unexplained=[quoted("99")]),
        findings=made_findings(),
        usage=Usage(
            llm_calls=3,
            cached_calls=1,
            prompt_tokens=2000,
            completion_tokens=120,
            cost=Decimal("0.0031"),
            seconds=12.5,
            model="made-model",
            chunks=4,
            failures=["the model made-model did not answer: 500"],
            dropped=[
                Dropped(
                    **quoted("99").model_dump(), label="热线", role="信件收到", reason="made up"
                )
            ],
        ),
    )


def quoted(quote: str) -> Quote:
    """Return a passage of `TEXT` with its place."""
    return Quote(quote=quote, **span(quote))


def made_facts() -> list[Fact]:
    """Return a fact of every kind and of every status."""
    facts: list[tuple[type[BaseFact], str, dict[str, object]]] = [
        (Publication, "公开信息312条", {"subject": "信息", "count": 312, "unit": "条"}),
        (
            Mailbox,
            "区长信箱共收到信件41件，办结39件，办结率95.12%",
            {"channel": "区长信箱", "received": 41, "resolved": 39, "rate": Decimal("95.12")},
        ),
        (
            CategoryCount,
            "社区物业6封",
            {"channel": "区长信箱", "category": "社区物业", "count": 6},
        ),
        (
            Event,
            "8月4日、10月26日举办公开培训会，80余人参加",
            {
                "event_kind": "training",
                "dates": ["2020-08-04", "2020-10-26"],
                "title": "公开培训会",
                "sessions": 2,
                "participants": 80,
                "qualifier": "余",
            },
        ),
        (
            Interpretation,
            "发布各类政策解读30余条",
            {"subject": "政策解读", "count": 30, "qualifier": "余"},
        ),
        (
            Proposal,
            "承办人大代表建议51件，办复率100%",
            {"body": "npc", "received": 51, "rate": 100},
        ),
        (Application, "全区共受理申请40件", {"received": 40}),
        (Account, "新浪微博2个", {"platform": "新浪微博", "count": 2}),
        (ServiceItem, "网办事项590项", {"subject": "网办事项", "count": 590, "unit": "项"}),
        (
            Amount,
            "免税收入84619.78万元",
            {"subject": "免税收入", "value_yuan": 846197800, "raw": "84619.78万元"},
        ),
        (
            Statistic,
            "走访群众1.2万人次",
            {"subject": "走访群众", "value": 12000, "unit": "人次"},
        ),
        (Statement, "未发生行政复议和行政诉讼", {"subject": "行政复议和行政诉讼"}),
    ]
    statuses = cycle(["agreed", "rule_only", "llm_only", "conflict"])
    made: list[Fact] = []
    for number, (model, quote, fields) in enumerate(facts, 1):
        status = next(statuses)
        found_by = {"rule_only": ["rule"], "llm_only": ["llm"]}.get(status, ["rule", "llm"])
        common = {"id": f"f{number}", "section": 5, "status": status, "found_by": found_by}
        made.append(model(quote=quote, **span(quote), **common, **fields))
    made[3].other_reading = [
        OtherReading(start=made[3].start, kind="statistic", field="value", label="信件")
    ]
    made[1].also = [Place(**span("信箱信件41件"))]
    made[0].section = 1
    return made


def made_meta(**changes: object) -> Meta:
    """Return the meta data of `made_report`, with changes; the title follows them."""
    meta = {
        "organization": "王益区人民政府办公室",
        "region": Region(province="陕西省", city="铜川市", county="王益区"),
        "year": 2020,
        "form": "2019",
        "table_forms": TableForms(article20="2019", applications="2019"),
        "period_start": "2020-01-01",
        "period_end": "2020-12-31",
        "phone": "0919-1234567",
    } | changes
    title = f"{meta['organization']}{meta['year']}年政府信息公开工作年度报告"
    return Meta.model_validate({"title": title} | meta)


def made_findings() -> list[Finding]:
    """Return one error about a cell and one warning about a passage."""
    return [
        Finding(
            rule="T3-ROW-TOTAL",
            severity="error",
            message="“新收”一行的总计缺失",
            expected="2",
            evidence=[
                CellPlace(table="applications", row="new", column="total"),
                CellPlace(table="applications", row="new", column="natural_person"),
            ],
        ),
        Finding(
            rule="ST-HEAD-WORDING",
            severity="warning",
            message="标题与格式不同",
            expected="总体情况",
            actual="总体情况：",
            evidence=[Place(**span("公开信息312条"))],
        ),
    ]


def full_report(data: bytes, path: str, form: str = "2019", year: int = 2020) -> Report:
    """Return a report with every cell of a form, as a real one has."""
    tables: dict[str, dict[str, dict[str, Cell]]] = {}
    zero = span("0", "规章")
    for key, _, _ in load_forms()[form].cell_keys():
        cell = Cell(raw="0", value=0, state="value", **zero)
        tables.setdefault(key.table, {}).setdefault(key.row, {})[key.column] = cell
    report = made_report(data, path, form=form, year=year)
    report.meta.table_forms = TableForms(article20=form, applications=form)
    report.tables = Tables.model_validate(tables)
    return report


def fake_read(path: str | Path, data: bytes | None = None, as_: str = "auto") -> Reading:
    """Read like the pipeline, without it: the first word of the file says what happens."""
    content = Path(path).read_bytes() if data is None else data
    command, _, argument = content.decode().partition(" ")
    if command == "fail":
        raise UnreadableDocument("no readable text", "Scan it again")
    if command == "other":
        raise NotAReport("this is a menu")
    if command == "defect":
        raise KeyError("rules")
    if command == "memory":
        raise MemoryError
    if command == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if command == "deaf":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if command in ("slow", "deaf"):
        time.sleep(float(argument))
    if command == "until":
        patience = time.monotonic() + 60
        while not Path(argument).exists() and time.monotonic() < patience:
            time.sleep(0.02)
    if command == "whole":
        return Reading(full_report(content, str(path)), TEXT)
    return Reading(made_report(content, str(path)), TEXT)
