"""Reads files one after another in a process of its own, and measures it.

    python -m tests.documents.read_files folder < names

prints a line of JSON for each file of the folder: what came of it, the seconds of processor time it
took, and the peak of memory so far.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

from agent.errors import XxgkError
from agent.pipeline import read


def peak_megabytes() -> float:
    """Return this process's own peak. What `getrusage` tells may be that of its parent."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        assert found
        return int(found[1]) / 1024
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def attempt(path: Path) -> dict[str, object]:
    started = time.process_time()
    try:
        outcome, message = "reads", str(len(read(path).text))
    except XxgkError as error:
        outcome, message = type(error).__name__, str(error)
    return {
        "name": path.name,
        "outcome": outcome,
        "message": message,
        "seconds": time.process_time() - started,
        "megabytes": peak_megabytes(),
    }


def main() -> None:
    folder = Path(sys.argv[1])
    for name in sys.stdin.read().splitlines():
        print(json.dumps(attempt(folder / name)), flush=True)


if __name__ == "__main__":
    main()
