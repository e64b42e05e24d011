"""The command line of the gold set."""

from __future__ import annotations

import argparse
from pathlib import Path

from eval.gold_tools.agreement import agreement
from eval.gold_tools.build import build
from eval.gold_tools.check import gold_files, problems_of
from eval.gold_tools.guidelines import GUIDELINES, with_figures
from eval.gold_tools.places import GOLD, write_json


def main() -> int:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(prog="python -m eval.gold_tools", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="validate the gold files")
    commands.add_parser("agree", help="compare the annotations; writes the figures")
    making = commands.add_parser("build", help="make the gold file of one report")
    making.add_argument("labels", type=Path, help="its settled labels, JSON lines")
    making.add_argument("cells", type=Path, help="its typed cells, tab-separated")
    making.add_argument("report", type=Path, help="the report, a text file")
    arguments = parser.parse_args()
    if arguments.command == "agree":
        figures = agreement()
        write_json(GOLD / "agreement.json", figures)
        page = GUIDELINES.read_text(encoding="utf-8")
        GUIDELINES.write_text(with_figures(page, figures), encoding="utf-8")
    elif arguments.command == "build":
        gold = build(arguments.labels, arguments.cells, arguments.report)
        write_json(GOLD / f"{arguments.report.stem}.json", gold)
    else:
        problems = [problem for path in gold_files() for problem in problems_of(path)]
        print("\n".join(problems) or "the gold files are well")
        return int(bool(problems))
    return 0


raise SystemExit(main())
