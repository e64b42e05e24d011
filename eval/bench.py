"""How fast and how large: `make bench`. Prints figures; never run in a timed test.

Each figure is the median of several runs. Reading is timed in CPU time of one process, which is
what one core does; the command's start is timed as a user waits for it.
"""

from __future__ import annotations

import multiprocessing
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = sorted((ROOT / "eval" / "corpus").glob("*.txt"))
RUNS = 7
SECONDS = 5.0
"""For which all cores read at once."""


def median_cpu_seconds(work: Callable[[], object]) -> float:
    """Return the median CPU time of a call, after one that fills caches."""
    work()
    times = []
    for _ in range(RUNS):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return statistics.median(times)


def text_reports_per_second() -> float:
    """Read the five real reports, repeatedly, in one process."""
    from agent.pipeline import read

    return len(CORPUS) / median_cpu_seconds(lambda: [read(path) for path in CORPUS])


def rate(seconds: float) -> float:
    """Return how many text reports a second this process reads, by the clock."""
    from agent.pipeline import read

    for path in CORPUS:
        read(path)
    done, started = 0, time.perf_counter()
    while (spent := time.perf_counter() - started) < seconds:
        read(CORPUS[done % len(CORPUS)])
        done += 1
    return done / spent


def text_reports_on_all_cores() -> tuple[float, int]:
    """Read in as many processes as a folder is read by; return their rates together."""
    from agent.batch import default_jobs

    jobs = default_jobs()
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        return sum(pool.map(rate, [SECONDS] * jobs)), jobs


def seconds_a_pdf(folder: Path) -> tuple[float, int]:
    """Read a real report as a ruled PDF of six pages."""
    import pypdfium2

    from agent.pipeline import read
    from tests.rendering import PRINTED_AMOUNTS, from_labels, write_pdf

    text = CORPUS[2].read_bytes().decode("utf-8")
    labels = ROOT / "tests" / "labels" / "D2.tsv"
    model = from_labels(labels, text, PRINTED_AMOUNTS["D2"])
    path = folder / "report.pdf"
    write_pdf(model, path, rows_per_page=16)
    document = pypdfium2.PdfDocument(path)
    pages = len(document)
    document.close()
    return median_cpu_seconds(lambda: read(path)), pages


def page_figures() -> tuple[float, float]:
    """Make the pages of the five real reports; return milliseconds and kilobytes a page."""
    from agent.api import extract
    from agent.pages.render import report_page

    reports = [extract(path, with_text=True) for path in CORPUS]
    seconds = median_cpu_seconds(lambda: [report_page(report) for report in reports])
    size = sum(len(report_page(report).encode()) for report in reports)
    return seconds / len(CORPUS) * 1000, size / len(CORPUS) / 1000


def help_seconds() -> float:
    """Start the command and let it print its help."""
    times = []
    for _ in range(RUNS):
        before = time.perf_counter()
        subprocess.run(command("--help"), check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - before)
    return statistics.median(times)


def command(*arguments: str) -> list[str]:
    """Return the command that runs xxgk with these arguments."""
    return [sys.executable, "-c", "from agent.cli import main; main()", *arguments]


def first_report_seconds() -> float:
    """Start the command and read one report, everything loaded from nothing."""
    times = []
    for _ in range(3):
        before = time.perf_counter()
        subprocess.run(
            command("extract", "--no-store", "--no-llm", "--format", "json", str(CORPUS[4])),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        times.append(time.perf_counter() - before)
    return statistics.median(times)


def peak_megabytes(path: Path) -> float:
    """Read one file in a process of its own; return that process's peak memory."""
    # Not `ru_maxrss`, which a process inherits from the one that started it.
    script = (
        "import sys; from agent import extract; extract(sys.argv[1]);"
        "print(open('/proc/self/status').read())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True
    )
    match = re.search(r"VmHWM:\s+(\d+) kB", done.stdout)
    return int(match[1]) * 1024 / 1e6 if match else float("nan")


def main() -> None:
    """Print every figure on a line of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdf, pages = seconds_a_pdf(folder)
        milliseconds, kilobytes = page_figures()
        together, jobs = text_reports_on_all_cores()
        rows = [
            ("text reports per second and core", f"{text_reports_per_second():.0f}"),
            (f"text reports per second, {jobs} processes", f"{together:.0f}"),
            (f"seconds per PDF of {pages} pages", f"{pdf:.2f}"),
            ("milliseconds per page", f"{milliseconds:.0f}"),
            ("size of a page, kB", f"{kilobytes:.0f}"),
            ("xxgk --help, seconds", f"{help_seconds():.2f}"),
            (
                "xxgk extract of one text report from a cold start, seconds",
                f"{first_report_seconds():.2f}",
            ),
            ("peak memory for one text report, MB", f"{peak_megabytes(CORPUS[4]):.0f}"),
            ("peak memory for one PDF, MB", f"{peak_megabytes(folder / 'report.pdf'):.0f}"),
        ]
    for label, value in rows:
        print(f"{label:<60} {value:>8}")


if __name__ == "__main__":
    main()
