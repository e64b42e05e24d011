"""Plain lines on standard error."""

from __future__ import annotations

import sys

from agent.errors import XxgkError


def say(text: str) -> None:
    """Print a notice as one line."""
    # Imported here, as the words need the data contract, and help must not wait for it.
    from agent.wording import one_line

    print(one_line(text), file=sys.stderr)


def complain(problem: XxgkError | str) -> None:
    """Print an error as one line."""
    say(f"xxgk: {problem}")
