"""Answers of what does not add up, and the remarks on answers that a finding touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from agent.answering.answer import AnswerRow
from agent.answering.holdings.catalog import ReportRef
from agent.answering.holdings.citing import cite_cell, cite_finding
from agent.answering.holdings.sources import Sources
from agent.answering.holdings.stored import StoredCell, StoredFinding
from agent.answering.language import Language
from agent.answering.matching import Weights, fit, question_grams
from agent.answering.plan import BlankTarget, FindingTarget, Plan
from agent.answering.running import verdict
from agent.answering.running.items import Item
from agent.answering.running.result import MOST_TOLD, Result, untold
from agent.answering.vocabulary import metrics
from agent.report import TableName
from agent.wording import one_line

_ABOUT_NUMBERS = ("NT-", "NN-", "T2A-PROC", "T3-", "T4-", "T2A-DOC", "T2B-")


def add_findings(
    result: Result, items: Sequence[Item], sources: Sources, language: Language
) -> None:
    """Tell both sides where one of the items told contradicts the text, the table or itself."""
    reports = {item.report.id: item.report for item in items}
    for finding in sources.findings(list(reports)):
        if not finding.rule.startswith(_ABOUT_NUMBERS):
            continue
        touched = [item for item in items if item.report.id == finding.report_id]
        if any(_touches(finding, item) for item in touched):
            head = "注意：" if language == "zh" else "Note: "
            _tell(result, sources, reports[finding.report_id], finding, head, language)


def answer_findings(
    plan: Plan, target: FindingTarget, reports: Sequence[ReportRef], sources: Sources
) -> Result | None:
    """Return the findings that are asked for; null where none has the words asked for."""
    chosen = [f for f in sources.findings(plan.reports) if wanted(f, target)]
    if target.words:
        chosen = _by_words(chosen, target.words)
        if not chosen:
            return None
    if not chosen:
        zh = plan.language == "zh"
        told = "没有发现不相符之处。" if zh else "Nothing was found that does not add up."
        return Result(verdict.head(plan, agrees=True) + told)
    if plan.operation == "rank":
        return _ranked(plan, chosen, reports, sources)
    result = Result("")
    if plan.counts:
        result.value, result.unit = len(chosen), "处"
        result.computed.append((len(chosen), ()))
    by_id = {report.id: report for report in reports}
    for finding in chosen[:MOST_TOLD]:
        report = by_id[finding.report_id]
        head = f"{report.area}{report.year or ''}："
        _tell(result, sources, report, finding, head, plan.language)
    for number in dict.fromkeys(finding.report_id for finding in chosen):
        report = by_id[number]
        result.rows.append(
            AnswerRow(label=report.area, value=None, unit=None, report=report.sha256)
        )
    told = result.text.strip() + untold(result, len(chosen), plan.language)
    result.text = verdict.head(plan, agrees=False) + told
    return result


def _ranked(
    plan: Plan, chosen: Sequence[StoredFinding], reports: Sequence[ReportRef], sources: Sources
) -> Result:
    """Tell how much of it each report has, in order; what is only noted parts those alike."""
    noted = Counter(finding.report_id for finding in sources.findings(plan.reports))
    own: dict[int, list[StoredFinding]] = {report.id: [] for report in reports}
    for finding in chosen:
        own[finding.report_id].append(finding)

    def how_much(report: ReportRef) -> tuple[int, int]:
        return len(own[report.id]), noted[report.id]

    ordered = sorted(reports, key=how_much, reverse=plan.descending)
    result, lines, zh = Result(""), [], plan.language == "zh"
    for report in ordered[:MOST_TOLD]:
        number, others = len(own[report.id]), noted[report.id] - len(own[report.id])
        mark = "".join(result.marks(cite_finding(sources, report, f)[:1]) for f in own[report.id])
        if zh:
            lines.append(
                f"{report.area}{report.year or ''}年：{number}处{mark}，另有提示{others}条"
            )
        else:
            lines.append(f"{report.area} ({report.year}): {number}{mark}, and {others} notes")
        result.computed += [(number, ()), (others, ())]
    result.rows = [
        AnswerRow(label=report.area, value=len(own[report.id]), unit="处", report=report.sha256)
        for report in ordered
    ]
    result.text = ("；".join(lines) + "。") if zh else "; ".join(lines) + "."
    result.text += untold(result, len(ordered), plan.language)
    return result


def answer_blanks(
    plan: Plan, target: BlankTarget, reports: Sequence[ReportRef], sources: Sources
) -> Result:
    """Return how many cells each report leaves blank; of one report, which."""
    by_id = {report.id: report for report in reports}
    left = sources.blanks(plan.reports, target.table)
    left.sort(key=lambda row: row["blank"], reverse=plan.descending)
    zh = plan.language == "zh"
    if not left:
        return Result("没有一份报告留有空白格。" if zh else "No report leaves cells blank.")
    result = Result("")
    lines = []
    for row in left[:MOST_TOLD]:
        report = by_id[row["report_id"]]
        named = sources.blank_cells(report.id, target.table) if target.named else []
        mark = result.marks([cite_cell(report, cell) for cell in named[:MOST_TOLD]])
        if not named:
            findings = [f for f in sources.findings([report.id]) if f.rule == "DQ-BLANK"]
            mark = "".join(result.marks(cite_finding(sources, report, f)[:1]) for f in findings)
        if zh:
            told = f"（{_rows_of(named)}）" if named else ""
            lines.append(
                f"{report.area}{report.year}年：{row['cells']}格中{row['blank']}格未填报{told}{mark}"
            )
        else:
            told = f" ({_rows_of(named)})" if named else ""
            lines.append(
                f"{report.area} ({report.year}): {row['blank']} of {row['cells']} cells are "
                f"left blank (未填报){told}{mark}"
            )
        result.computed += [(row["cells"], ()), (row["blank"], ())]
        result.rows.append(
            AnswerRow(label=report.area, value=row["blank"], unit="格", report=report.sha256)
        )
    result.text = ("；".join(lines) + "。") if zh else "; ".join(lines) + "."
    result.text += untold(result, len(left), plan.language)
    if len(reports) == 1 and plan.counts:
        result.value, result.unit, result.rows = left[0]["blank"], "格", []
    return result


def _rows_of(cells: Sequence[StoredCell]) -> str:
    """Return the rows of some cells, each with its columns, as many as are told."""
    rows: dict[tuple[TableName, str], list[str]] = {}
    for cell in cells:
        columns = metrics()[cell.key.table].columns
        rows.setdefault((cell.key.table, cell.key.row), []).append(columns[cell.key.column].name)
    told = [
        f"{metrics()[table].rows[row].name}：{'、'.join(columns)}"
        for (table, row), columns in list(rows.items())[:MOST_TOLD]
    ]
    return "；".join(told) + ("等" if len(rows) > MOST_TOLD else "")


def _tell(
    result: Result, sources: Sources, report: ReportRef, finding: StoredFinding, head: str,
    language: Language,
) -> None:  # fmt: skip
    mark = result.marks(cite_finding(sources, report, finding))
    end = "。" if language == "zh" else ""
    result.text += f"\n{head}{one_line(finding.message)}{mark}{end}"
    result.words.append(finding.message)


def _by_words(findings: list[StoredFinding], words: str) -> list[StoredFinding]:
    grams = question_grams(words)
    weights = Weights(finding.message for finding in findings)
    return [f for f in findings if fit(grams, f.message, "", weights).coverage >= 0.5]


def _touches(finding: StoredFinding, item: Item) -> bool:
    for place in finding.evidence:
        for citation in item.citations:
            if "table" in place:
                key = (citation.table, citation.row, citation.column)
                if key == (place["table"], place["row"], place["column"]):
                    return True
            elif (
                citation.table is None
                and citation.start is not None
                and citation.start < place["end"]
                and place["start"] < (citation.end or 0)
            ):
                return True
    return False


def wanted(finding: StoredFinding, target: FindingTarget) -> bool:
    """Tell whether a finding is one of those asked for."""
    if target.rules and not finding.rule.startswith(tuple(target.rules)):
        return False
    if target.severities and finding.severity not in target.severities:
        return False
    if target.table is not None:
        rows = [p.get("row") for p in finding.evidence if p.get("table") == target.table]
        return finding.rule.startswith(_ABOUT_NUMBERS) and target.row in rows
    return True
