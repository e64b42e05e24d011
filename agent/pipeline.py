"""How a report flows: bytes -> document -> tables -> sections -> meta -> narrative -> checks.

Every stage in order; data flows one way. No stage repairs what the report says.
"""

from __future__ import annotations

import re
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from agent.checks import RULES, Subject, run_rules
from agent.documents import Document, load
from agent.errors import NotAReport
from agent.meta import read_meta, title_year
from agent.narrative import read_narrative
from agent.report import Meta, Report, Source, Usage
from agent.sections import SectionsReading, read_sections
from agent.tables import TablesReading, read_tables

_REPORT_WORDS = re.compile(r"(?:信息|政务)公开[^。]{0,30}(?:年度报告|年报|报告)")
_MIN_SECTIONS = 2


class Reading(NamedTuple):
    """A report with the source text its places count in."""

    report: Report
    text: str


def read(path: str | Path, data: bytes | None = None) -> Reading:
    """Read one report.

    Args:
        path: the file; `-` reads standard input.
        data: the file's bytes, where the caller has them.

    Raises:
        InputError: the file cannot be read as a report; see `agent.errors` for the kinds.
    """
    started = perf_counter()
    document = load(path, data)
    tables = read_tables(document, title_year(document))
    spans = tables.spans()
    sections = read_sections(document, spans)
    _refuse_other_texts(document, tables, sections)
    meta = _meta(document, tables, sections)
    no_prose = [*spans, *sections.contents]
    narrative = read_narrative(document, sections.sections, no_prose, meta.year)
    subject = Subject(document, meta, sections, tables, narrative.facts)
    checks, findings = run_rules(RULES, subject)
    report = Report(
        source=Source(
            path=document.path,
            sha256=document.sha256,
            media_type=document.media_type,
            encoding=document.encoding,
            characters=len(document.text),
        ),
        meta=meta,
        sections=sections.sections,
        tables=tables.tables(),
        facts=narrative.facts,
        problems=narrative.problems,
        measures=narrative.measures,
        coverage=narrative.coverage,
        checks=checks,
        findings=findings,
        usage=Usage(seconds=round(perf_counter() - started, 3)),
    )
    return Reading(report, document.text)


def _refuse_other_texts(
    document: Document, tables: TablesReading, sections: SectionsReading
) -> None:
    """A report has an official table, or says what it is, or has the official sections.

    Raises:
        NotAReport: none of these.
    """
    official = [heading for heading in sections.headings if heading.official]
    names_itself = _REPORT_WORDS.search(document.view, *document.body) is not None
    if tables.form() or len(official) >= _MIN_SECTIONS + 1:
        return
    if names_itself and (sections.sections or tables.disputes.span):
        return
    raise NotAReport(
        f"{document.path}: no information-disclosure annual report was found",
        "Check that this is the report itself, not a cover letter or an index page",
    )


def _meta(document: Document, tables: TablesReading, sections: SectionsReading) -> Meta:
    listed = sections.sections
    meta = read_meta(
        document,
        listed[0].start if listed else None,
        listed[-1].end if listed else None,
    )
    return meta.model_copy(
        update={
            "script": document.script,
            "form": tables.form(),
            "table_forms": tables.table_forms(),
        }
    )
