"""A report whose every text tries to be something else: markup, a style, another direction."""

from __future__ import annotations

import hashlib

from agent.contract import Place, Quote
from agent.facts import Publication
from agent.report import (
    Cell,
    Coverage,
    Finding,
    Meta,
    Report,
    Section,
    Source,
    TableForms,
    Tables,
)

SCRIPT = "<script>alert(1)</script>"
TEXT = (
    f"某县2020年\"政府'信息公开{SCRIPT}年度报告\r\n"
    "一、总体情况</mark></div></main><style>body{display:none}</style>\r\n"
    f"公开信息{SCRIPT}12条。<img src=x onerror=alert(2)>\u202e倒着读\u202c，零宽\u200b字，&amp;&#60;。\r"
    f"孤立的回车，{'很长的一行' * 2000}99个。\n"
    "二、主动公开政府信息情况\n规章\t<b>1</b>\t\t\n"
)


def _span(quote: str) -> dict[str, int]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote)}


def hostile_report() -> Report:
    """Return the report, read as a reader would read it."""
    quote = f"公开信息{SCRIPT}12条"
    blank = TEXT.index("\t\t\n") + 1
    return Report(
        source=Source(
            path=f"/home/someone/{SCRIPT}.txt",
            sha256=hashlib.sha256(b"hostile").hexdigest(),
            media_type="text/plain",
            encoding="utf-8",
            characters=len(TEXT),
            text=TEXT,
        ),
        meta=Meta(
            title=f"某县{SCRIPT}年度报告",
            organization="某县</title>\u202e府民人",
            year=2020,
            form="2019",
            table_forms=TableForms(article20="2019"),
            website='javascript:alert("3")',
        ),
        sections=[Section(number=1, title="一、总体情况", start=TEXT.index("一、"), end=len(TEXT))],
        tables=Tables(
            article20={
                "rules": {
                    "made": Cell(raw="<b>1</b>", state="unreadable", **_span("<b>1</b>")),
                    "disclosed": Cell(raw="", state="blank", start=blank, end=blank),
                    "total": Cell(state="missing"),
                }
            }
        ),
        facts=[
            Publication(
                id="f1",
                quote=quote,
                **_span(quote),
                subject=f"信息{SCRIPT}",
                count=12,
                unit="条</a>",
            )
        ],
        problems=[Quote(quote="<img src=x onerror=alert(2)>", **_span("<img src=x"))],
        coverage=Coverage(explained=1, total=2, unexplained=[Quote(quote="99", **_span("99"))]),
        findings=[
            Finding(
                rule="DQ-TEXT",
                severity="error",
                message=f"“{SCRIPT}”不是数字</li>",
                expected="1",
                actual="<b>1</b>",
                evidence=[Place(**_span(SCRIPT)), Place(**_span("12条"))],
            )
        ],
    )
