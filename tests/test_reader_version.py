"""Readings that change raise `READER_VERSION`: else stored reports are not read again.

`tests/readings.json` has a digest of each part of the readings of the five reports, and the version
that gave them. `python -m tests.test_reader_version` writes it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from agent import extract
from agent.store import READER_VERSION
from tests.conftest import CODES, real_report

RECORD = Path(__file__).with_name("readings.json")
RAISE = (
    "Reading the same bytes now gives another report: {changed}. If that is meant, raise"
    " READER_VERSION in agent/store/store.py, then run `python -m tests.test_reader_version`"
)
WRITE = "READER_VERSION was raised: run `python -m tests.test_reader_version`, commit readings.json"

Digests = dict[str, dict[str, str]]


def digests() -> Digests:
    """Return report -> part -> digest, without what differs from run to run."""
    found: Digests = {}
    for code in CODES:
        report = json.loads(extract(real_report(code).path).to_json())
        del report["usage"], report["source"]["path"]
        found[code] = {
            part: hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:16]
            for part, value in report.items()
        }
    return found


def complaint(version: str, now: Digests, recorded_version: str, recorded: Digests) -> str:
    """Say what is to be done, or nothing."""
    changed = [
        f"{part} of {code}"
        for code in now
        for part in now[code]
        if recorded.get(code, {}).get(part) != now[code][part]
    ]
    if changed and version == recorded_version:
        return RAISE.format(changed=", ".join(changed))
    return WRITE if version != recorded_version else ""


def _recorded() -> tuple[str, Digests]:
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    return record["reader_version"], record["digests"]


def test_a_changed_reading_raises_the_version() -> None:
    problem = complaint(READER_VERSION, digests(), *_recorded())
    assert not problem, problem


def test_what_is_told_when() -> None:
    old, new = {"D0": {"meta": "1", "facts": "2"}}, {"D0": {"meta": "1", "facts": "3"}}
    assert complaint("7", old, "7", old) == ""
    assert "facts of D0. If" in complaint("7", new, "7", old)
    assert complaint("8", new, "7", old) == WRITE
    assert complaint("8", old, "7", old) == WRITE


def main() -> None:
    now = digests()
    if RECORD.exists():
        problem = complaint(READER_VERSION, now, *_recorded())
        if problem and problem != WRITE:
            sys.exit(problem)
    record = {"reader_version": READER_VERSION, "digests": now}
    RECORD.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
