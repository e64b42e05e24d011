"""Thousands of reports in one folder: `make bench-batch` prints how fast, and in how much memory.

The reports are the five of `eval/corpus`, each with a tenth of its numbers changed and a number of
its own at the end, so that every file is another one; the same seed makes the same files. The
command runs as a user starts it, in processes of its own, whose memory is looked at several times a
second.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import psutil

from eval.bench import CORPUS, command

_NUMBER = re.compile(r"(?<![\d.])[1-9]\d{0,3}(?![\d.])")
_SHARE = 0.1
_SECONDS_BETWEEN_LOOKS = 0.2


class Look(NamedTuple):
    """What stands at one moment."""

    seconds: float
    stored: int
    parent: float
    """Megabytes."""
    worker: float
    """Megabytes of the largest worker."""


def write(folder: Path, reports: int, seed: int) -> None:
    """Write variations of the five reports as text files."""
    chance = random.Random(seed)

    def changed(number: re.Match[str]) -> str:
        return str(chance.randrange(1, 9999)) if chance.random() < _SHARE else number[0]

    texts = [path.read_bytes().decode("utf-8") for path in CORPUS]
    for index in range(reports):
        text = f"{_NUMBER.sub(changed, texts[index % len(texts)])}（第{index}号）\n"
        (folder / f"{index:05}.txt").write_bytes(text.encode())


def looks(folder: Path, db: Path) -> list[Look]:
    """Read a folder into a database, and look at it on the way."""
    arguments = command("extract", str(folder), "--db", str(db), "--no-llm", "--quiet")
    started = time.perf_counter()
    found: list[Look] = []
    with open(os.devnull, "w") as nowhere:
        process = psutil.Popen(arguments, stdout=nowhere)
    while process.poll() is None:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
        try:
            sizes = [megabytes(child) for child in process.children()]
            parent = megabytes(process)
        except psutil.Error:
            continue  # one of them has just ended
        found.append(Look(time.perf_counter() - started, stored(db), parent, max(sizes, default=0)))
    if process.returncode:
        sys.exit("not every report was read")
    return found


def megabytes(process: psutil.Process) -> float:
    """Return the memory that a process takes."""
    return process.memory_info().rss / 1e6


def stored(db: Path) -> int:
    """Return how many reports are in a database."""
    if not db.exists():
        return 0
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
        except sqlite3.OperationalError:
            return 0  # its tables are being made


def main() -> None:
    """Print a line for each tenth of the reports: how fast, and the largest memory until then."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, db = Path(name) / "reports", Path(name) / "xxgk.db"
        folder.mkdir()
        write(folder, arguments.reports, arguments.seed)
        found = looks(folder, db)
        print(f"{'reports':>10} {'a second':>10} {'parent, MB':>12} {'worker, MB':>12}")
        for tenth in range(1, 11):
            until = [look for look in found if look.stored <= arguments.reports * tenth / 10]
            last = until[-1]
            print(
                f"{last.stored:>10} {last.stored / last.seconds:>10.1f}"
                f" {max(look.parent for look in until):>12.0f}"
                f" {max(look.worker for look in until):>12.0f}"
            )
        print(f"the database takes {db.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
