"""xxgk reads Chinese government information-disclosure annual reports into checked, cited data.

>>> from agent import extract
>>> report = extract("report.txt")            # doctest: +SKIP
>>> report.tables.applications["new"]["total"].value   # doctest: +SKIP
12
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agent.answering import ask
    from agent.api import extract
    from agent.report import Report
    from agent.store import Store

__version__ = "0.1.0"
__all__ = ["Report", "Store", "__version__", "ask", "extract"]

_HOMES = {
    "ask": "agent.answering",
    "extract": "agent.api",
    "Report": "agent.report",
    "Store": "agent.store",
}


def __getattr__(name: str) -> Any:
    # Imported at first use, so that `xxgk --help` does not load pydantic.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'agent' has no attribute {name!r}")
