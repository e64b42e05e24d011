"""Tests of the evaluator run in an empty folder, where no model is set but a scripted one."""

from __future__ import annotations

from tests.llm.conftest import home, use, waits, xxgk

__all__ = ["home", "use", "waits", "xxgk"]
