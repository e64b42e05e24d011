"""Facts, problems, measures and unexplained numbers drawn for a terminal, in Chinese.

As in `agent.cli.rendering`, all text from reports goes through `one_line`.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from agent.cli.options import print_line
from agent.contract import Quote
from agent.facts import Fact
from agent.report import Coverage, Report
from agent.store.listings import in_context
from agent.wording import FACT_STATUSES, KINDS, fact_label, fact_numbers, one_line

_STATUS_STYLES = {
    "agreed": "green",
    "rule_only": "yellow",
    "llm_only": "yellow",
    "conflict": "red",
}


def print_facts(console: Console, report: Report) -> None:
    """Print the facts by kind, the problems, the measures, and what is not explained."""
    for kind, name in KINDS.items():
        facts = [fact for fact in report.facts if fact.kind == kind]
        if facts:
            console.print()
            print_line(console, Text(f"{name}：{len(facts)} 条", style="bold"))
        for fact in facts:
            print_line(console, fact_line(fact))
    _print_quotes(console, "存在的问题", report.problems)
    _print_quotes(console, "改进措施", report.measures)
    console.print()
    print_coverage(console, report)


def fact_line(fact: Fact) -> Text:
    """Return a fact's line: status, label, numbers, quote."""
    line = Text("  ")
    line.append(FACT_STATUSES[fact.status], style=_STATUS_STYLES[fact.status])
    parts = [fact_label(fact), fact_numbers(fact)]
    line.append("  " + "  ".join(one_line(part) for part in parts if part))
    line.append(f"  〔{one_line(fact.quote)}〕", style="dim")
    return line


def print_coverage(console: Console, report: Report) -> None:
    """Print how many numbers of the narrative are explained, and the others in their context."""
    if report.coverage is None:
        print_line(console, Text("正文数字：未读", style="dim"))
        return
    print_line(console, coverage_line(report.coverage))
    for quote in report.coverage.unexplained:
        shown = quote.quote
        if report.source.text is not None:
            shown = in_context(report.source.text, quote.start, quote.end)
        print_line(console, Text(f"  第 {quote.start}–{quote.end} 字  {one_line(shown)}"))


def coverage_line(coverage: Coverage) -> Text:
    """Return the line that says how many numbers are explained."""
    text = f"正文数字：已说明 {coverage.explained} / 全部 {coverage.total}"
    return Text(text, style="bold" if coverage.explained == coverage.total else "bold yellow")


def _print_quotes(console: Console, name: str, quotes: Sequence[Quote]) -> None:
    if quotes:
        console.print()
        print_line(console, Text(f"{name}：{len(quotes)} 条", style="bold"))
    for number, quote in enumerate(quotes, 1):
        print_line(console, Text(f"  {number}  {one_line(quote.quote)}"))
