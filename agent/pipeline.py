"""How a report flows: bytes -> document -> tables -> sections -> meta -> narrative -> checks.

Every stage in order; data flows one way. No stage repairs what the report says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from agent.checks import RULES, Rule, Subject, run_rules
from agent.documents import Document, load, media
from agent.documents.view import fold
from agent.errors import NotAReport
from agent.meta import read_meta, title_year
from agent.narrative import Narrative, Passage, number_facts, read_narrative, read_numbers
from agent.narrative.agreement import reconciled
from agent.narrative.building import ReadFact
from agent.narrative.coverage import coverage
from agent.report import Meta, Report, Source, Usage
from agent.sections import SectionsReading, read_sections
from agent.tables import TablesReading, read_tables

if TYPE_CHECKING:
    from agent.narrative.model.reader import ModelReader, ModelReading

_REPORT_WORDS = re.compile(r"(?:信息|政务)公开[^。]{0,30}(?:年度报告|年报|报告)")
_MIN_SECTIONS = 2
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s?年")
_MAX_PASSAGE = 2000
"""Characters of a text that is no report and may yet be a passage of one, pasted into a file."""

_PASSAGE_WORDS = re.compile(
    "(?:信息|政务|主动)公开|公开信息|政府信息|依申请|信箱|热线|留言|提案|政策解读|新媒体|政务服务|公众号|门户网站"
)
"""What the narrative of a report is about: any other text with numbers is no passage of one."""
_PASSAGE_RULES = {
    "NN-CAT-SUM",
    "NN-SUBTOTAL",
    "NN-PCT-SUM",
    "NN-RESOLVED",
    "NN-RATE",
    "NN-COUNT-LIST",
}
"""The rules that ask no more than a paragraph."""

ReadAs = Literal["auto", "report", "passage"]


class Prose(NamedTuple):
    """What a model needs to read the narrative after the rules."""

    passages: Sequence[Passage] = ()
    facts: Sequence[ReadFact] = ()


class Reading(NamedTuple):
    """A report with the source text its places count in."""

    report: Report
    text: str
    prose: Prose = Prose()
    is_passage: bool = False
    """Narrative that stands alone."""


def read(path: str | Path, data: bytes | None = None, as_: ReadAs = "auto") -> Reading:
    """Read one report, or a passage of narrative that stands alone.

    Args:
        path: the file; `-` reads standard input.
        data: the file's bytes, where the caller has them.
        as_: `passage` reads any text as narrative; `auto` does so for a short text that is no
            report and has facts.

    Raises:
        InputError: the file cannot be read as a report; see `agent.errors` for the kinds.
    """
    started = perf_counter()
    document = load(path, data)
    if as_ == "passage":
        return read_passage(document)
    tables = read_tables(document, title_year(document))
    spans = tables.spans()
    sections = read_sections(document, spans)
    if not _is_report(document, tables, sections):
        return _passage_or_refusal(document, as_)
    meta = _meta(document, tables, sections)
    no_prose = [*spans, *sections.contents]
    narrative = read_narrative(document, sections.sections, no_prose, meta.year)
    return _checked(document, meta, sections, tables, narrative, RULES, started)


def read_passage(document: Document, year: int | None = None) -> Reading:
    """Read a text as narrative that stands alone, with the checks that ask no more than that.

    Args:
        year: what the text tells of; by default the only year that it names.
    """
    started = perf_counter()
    tables = read_tables(document, None)
    spans = tables.spans()
    sections = read_sections(document, spans, part=True)
    years = {int(year) for year in _YEAR.findall(document.view)}
    if year is None and len(years) == 1:
        year = years.pop()
    narrative = read_narrative(document, sections.sections, spans, year)
    meta = Meta(script=document.script)
    rules = [rule for rule in RULES if rule.id in _PASSAGE_RULES]
    reading = _checked(document, meta, sections, tables, narrative, rules, started)
    return reading._replace(is_passage=True)


def _passage_or_refusal(document: Document, as_: ReadAs) -> Reading:
    """Read a short text with facts as a passage.

    Raises:
        NotAReport: it is another document, or tells no number.
    """
    pasted = document.media_type in (media.TEXT, media.MARKDOWN)
    short = len(document.text) <= _MAX_PASSAGE
    if as_ == "auto" and pasted and short and _PASSAGE_WORDS.search(document.view):
        reading = read_passage(document)
        if reading.report.facts:
            return reading
    raise NotAReport(
        f"{document.path}: no information-disclosure annual report was found",
        "Check that this is the report itself, not a cover letter or an index page;"
        " --as passage reads any text as narrative",
    )


def _checked(
    document: Document,
    meta: Meta,
    sections: SectionsReading,
    tables: TablesReading,
    narrative: Narrative,
    rules: Sequence[Rule],
    started: float,
) -> Reading:
    """Check what was read, and put it together."""
    facts = [read.fact for read in narrative.facts]
    subject = Subject(document, meta, sections, tables, narrative.numbers, facts)
    checks, findings = run_rules(rules, subject)
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
        facts=facts,
        problems=narrative.problems,
        measures=narrative.measures,
        coverage=narrative.coverage,
        checks=checks,
        findings=findings,
        usage=Usage(seconds=round(perf_counter() - started, 3)),
    )
    return Reading(report, document.text, Prose(narrative.passages, narrative.facts))


async def read_with_model(reading: Reading, reader: ModelReader) -> Reading:
    """Read the narrative of a report a second time, with a model, and reconcile both readings.

    The checks stand as they are: what only a model says raises no finding. A model that fails
    leaves the facts of the rules; `report.usage` tells what was not read, and why.
    """
    started = perf_counter()
    result = await model_reading(reading, reader)
    facts = reconciled(reading.prose.facts, result.facts)
    usage = model_usage(reader.model.name, result, reading.report.usage.seconds, started)
    return with_facts(reading, facts, usage)


async def model_reading(reading: Reading, reader: ModelReader) -> ModelReading:
    """Return what a model alone reads of a report's narrative."""
    report, text, prose, _ = reading
    view = fold(text, report.meta.script)
    return await reader.read(text, view, prose.passages, prose.facts, report.meta.year)


def with_facts(reading: Reading, facts: Sequence[ReadFact], usage: Usage) -> Reading:
    """Return a reading with other facts of its narrative, numbered anew."""
    report, text, prose, _ = reading
    view = fold(text, report.meta.script)
    number_facts(facts)
    numbers = [read_numbers(view, passage) for passage in prose.passages]
    report = report.model_copy(
        update={
            "facts": [read.fact for read in facts],
            "coverage": coverage(text, numbers, facts),
            "usage": usage,
        }
    )
    return reading._replace(report=report, prose=Prose(prose.passages, facts))


def model_usage(model: str, result: ModelReading, seconds: float, started: float) -> Usage:
    """Return what a model's reading took, beside the seconds of the first reading."""
    spent = result.spent
    return Usage(
        llm_calls=spent.calls,
        cached_calls=spent.cached_calls,
        prompt_tokens=spent.prompt_tokens,
        completion_tokens=spent.completion_tokens,
        cost=spent.cost,
        seconds=round(seconds + perf_counter() - started, 3),
        model=model,
        chunks=result.chunks,
        failures=result.failures,
        dropped=result.dropped,
    )


def _is_report(document: Document, tables: TablesReading, sections: SectionsReading) -> bool:
    """A report has an official table, or says what it is, or has the official sections."""
    official = [heading for heading in sections.headings if heading.official]
    names_itself = _REPORT_WORDS.search(document.view, *document.body) is not None
    if tables.form() or len(official) >= _MIN_SECTIONS + 1:
        return True
    return names_itself and bool(sections.sections or tables.disputes.span)


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
