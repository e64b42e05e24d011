"""The command line of the gold set."""

from __future__ import annotations

import argparse

from eval.gold_tools.agreement import agreement
from eval.gold_tools.places import GOLD, write_json


def main() -> int:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(prog="python -m eval.gold_tools", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("agree", help="compare the two annotations; writes agreement.json")
    arguments = parser.parse_args()
    if arguments.command == "agree":
        write_json(GOLD / "agreement.json", agreement())
    return 0


raise SystemExit(main())
