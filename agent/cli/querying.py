"""`xxgk list`, `xxgk show` and `xxgk findings`: what is stored."""

from __future__ import annotations

from itertools import groupby
from json import loads
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from agent.cli.options import DEFAULT_DB, Db, Json, output, print_line
from agent.errors import UsageError


def list_reports(db: Db = DEFAULT_DB, json: Json = False) -> None:
    """List the stored reports with their counts."""
    from agent.cli.printing import print_array
    from agent.store import Store

    with Store(db, read_only=True) as store:
        if json:
            print_array(summary._asdict() for summary in store.reports())
            return
        from agent.cli.rendering import counts_of_summary, summary_line

        console = output()
        for summary in store.reports():
            print_line(console, summary_line(counts_of_summary(summary)))


def show(
    report: Annotated[
        str,
        typer.Argument(
            help="Its number, hash, file name, or words of its body and year (`云山区 2020`)."
        ),
    ],
    db: Db = DEFAULT_DB,
    table: Annotated[
        Literal["article20", "applications", "disputes"] | None,
        typer.Option(help="Only this table."),
    ] = None,
    facts: Annotated[
        bool,
        typer.Option("--facts", help="Only what the narrative says: facts, problems, measures."),
    ] = False,
    json: Json = False,
    with_text: Annotated[bool, typer.Option("--with-text", help="JSON with the text.")] = False,
    html: Annotated[
        bool, typer.Option("--html", help="A page for a browser: the text with all that was read.")
    ] = False,
    file: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write the page."),
    ] = None,
) -> None:
    """Show one stored report: its tables and findings, its facts, or all on a page."""
    from agent.cli.printing import print_json
    from agent.report import TABLE_NAMES
    from agent.store import Store

    if with_text and not json:
        raise UsageError("--with-text goes with --json", "Add --json")
    if table and facts:
        raise UsageError("--table and --facts are two different things", "Use one of them")
    if html and (json or table or facts):
        raise UsageError("--html shows everything", "Leave the other options out")
    if file and not html:
        raise UsageError("--output goes with --html", "Add --html")
    with Store(db, read_only=True) as store:
        found = store.get(report, with_text=with_text or not json)
    if html:
        from agent.cli.paging import write_html

        write_html(found, file)
    elif json:
        whole = found.model_dump()
        print_json(_part(whole, table, facts))
    elif facts:
        from agent.cli.facts import print_facts
        from agent.cli.rendering import print_heading

        console = output()
        print_heading(console, found)
        print_facts(console, found)
    else:
        from agent.cli.rendering import print_report

        print_report(output(), found, (table,) if table else TABLE_NAMES)


def _part(whole: dict[str, Any], table: str | None, facts: bool) -> Any:
    """Return what `--json` prints of a report."""
    if table:
        return whole["tables"][table]
    if facts:
        return {name: whole[name] for name in ("facts", "problems", "measures", "coverage")}
    return whole


def _refuse_unknown(rule: str | None) -> None:
    """Refuse a rule that does not exist, which would look like a clean bill."""
    if rule is None:
        return
    from difflib import get_close_matches

    from agent.checks import RULES

    known = [item.id for item in RULES]
    if rule not in known:
        near = get_close_matches(rule.upper(), known, n=3)
        raise UsageError(
            f"there is no rule {rule!r}",
            f"Did you mean {' or '.join(near)}?" if near else "docs/rules.md lists them",
        )


def findings(
    db: Db = DEFAULT_DB,
    severity: Annotated[
        Literal["error", "warning", "info"] | None, typer.Option(help="Only this severity.")
    ] = None,
    rule: Annotated[str | None, typer.Option(help="Only this rule, such as T3-ROW-TOTAL.")] = None,
    report: Annotated[
        str | None, typer.Option(help="Only this report, named as for `xxgk show`.")
    ] = None,
    json: Json = False,
) -> None:
    """List what does not add up, report by report."""
    from agent.cli.printing import print_array
    from agent.store import Store

    _refuse_unknown(rule)
    with Store(db, read_only=True) as store:
        found = store.findings(report, severity, rule)
        if json:
            print_array({**row._asdict(), "evidence": loads(row.evidence)} for row in found)
            return
        from rich.text import Text

        from agent.cli.rendering import finding_line
        from agent.wording import one_line

        console = output()
        for (number, body, year, path), rows in groupby(
            found, key=lambda row: (row.report_id, row.organization, row.year, row.path)
        ):
            heading = f"{number}  {body or '（机关不明）'} {year or ''}  {path}"
            print_line(console, Text(one_line(heading), style="bold"))
            for row in rows:
                print_line(console, finding_line(row))
