"""What is written down about a run: its command, without anything secret."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

_SECRET_OPTION = re.compile(
    r"--?[\w-]*(?:key|token(?!s)|secret|password|auth)[\w-]*", re.IGNORECASE
)
_CREDENTIALS_IN_URL = re.compile(r"(?<=://)[^/@\s]+(?=@)")
_HIDDEN = "***"


def without_secrets(arguments: Sequence[str]) -> list[str]:
    """Return command arguments with the values of secret options and URL credentials hidden."""
    shown = []
    hide_next = False
    for argument in arguments:
        option, equals, _ = argument.partition("=")
        secret = _SECRET_OPTION.fullmatch(option) is not None
        if hide_next:
            shown.append(_HIDDEN)
        elif secret and equals:
            shown.append(f"{option}={_HIDDEN}")
        else:
            shown.append(_CREDENTIALS_IN_URL.sub(_HIDDEN, argument))
        hide_next = secret and not equals and not hide_next
    return shown


def now_utc() -> str:
    """Return the time as stored: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
