"""Plain lines on standard error."""

from __future__ import annotations

import sys

from agent.errors import XxgkError


def complain(problem: XxgkError | str) -> None:
    """Print an error as one line."""
    from agent.wording import one_line

    print(f"xxgk: {one_line(str(problem))}", file=sys.stderr)


def say(text: str) -> None:
    """Print a notice."""
    print(text, file=sys.stderr)
