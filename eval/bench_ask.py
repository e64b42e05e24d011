"""How fast questions are answered over many reports: `make bench-ask`.

Makes 2,000 reports (`eval.synthetic`, seed 1), reads them into a database, and asks each question
several times, each time as the first of a conversation. Prints the median CPU time of an answer,
which is what it takes where nothing else runs, and the sizes of database and index. `--db FILE`
keeps the database, and uses one that is there.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from agent.answering import Conversation
from agent.pipeline import read
from agent.store import Store
from eval.synthetic import models, write

REPORTS, SEED, RUNS = 2_000, 1, 7
STRUCTURED = {
    "one cell": "{a}{year}年收到多少件依申请公开？",
    "one number of the narrative": "{a}{year}年主动公开政府信息多少条？",
    "two bodies compared": "{a}和{b}{year}年行政处罚的处理决定哪家更多？",
    "share": "{a}{year}年新收的申请中来自自然人的占百分之几？",
    "sum over a year": "{year}年各份报告一共新收了多少件政府信息公开申请？",
    "rank over a year": "{year}年行政许可处理决定最多的前十名是谁？",
    "rank over all reports": "所有报告中行政复议被纠正最多的前五名是谁？",
    "contradictions of all reports": "哪些报告的文字和表格对不上？",
    "blank cells of all reports": "哪些报告的表留有空白？",
    "no such metric": "{a}{year}年的GDP是多少？",
    "no such body": "月球市{year}年收到多少件依申请公开？",
    "English": "How many requests were received in total by all bodies in {year}?",
}
PASSAGES = {
    "problems of one report": "{a}{year}年存在什么问题？",
    "what one report plans": "{a}{year}年打算怎样改进？",
    "passages of one report": "{a}{year}年是怎样推进政务公开的？",
    "yes or no over all reports": "哪些报告提到召开了新闻发布会？",
    "passages of all reports": "各地是怎样加强业务培训的？",
}


def make(db: Path) -> None:
    """Read the made reports into a database."""
    with tempfile.TemporaryDirectory() as folder, Store(db) as store:
        for path in write(Path(folder), REPORTS, SEED):
            reading = read(path)
            store.save(reading.report, reading.text)


def seconds(conversation: Conversation, question: str) -> float:
    """Return the median CPU time of an answer, after one that fills caches."""
    times = []
    for _ in range(RUNS + 1):
        conversation.forget()
        before = time.process_time()
        conversation.ask(question)
        times.append(time.process_time() - before)
    return statistics.median(times[1:])


def sizes(db: Path) -> tuple[float, float]:
    """Return the megabytes of the database and of the index over its passages."""
    with sqlite3.connect(db) as connection:
        (index,) = connection.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'passages_index%'"
        ).fetchone()
    return db.stat().st_size / 1e6, index / 1e6


def main() -> None:
    """Print every figure on a line of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = arguments.db or Path(folder) / "made.db"
        if not db.exists():
            make(db)
        _print(db)


def _print(db: Path) -> None:
    before = time.process_time()
    conversation = Conversation(db)
    opened = time.process_time() - before
    names = _two_bodies()
    told = dict(zip("ab", names, strict=True), year=2022)
    with conversation:
        print(f"{'opening the database, ms':<60} {opened * 1000:>8.0f}")
        for label in ("one cell", "English"):
            before = time.process_time()
            conversation.ask(STRUCTURED[label].format(**told))
            taken = time.process_time() - before
            print(f"{'first question of a process: ' + label + ', ms':<60} {taken * 1000:>8.0f}")
        for kind, questions in (("", STRUCTURED), ("passages: ", PASSAGES)):
            for label, question in questions.items():
                taken = seconds(conversation, question.format(**told))
                print(f"{kind + label + ', ms':<60} {taken * 1000:>8.1f}")
    whole, index = sizes(db)
    print(f"{'database, MB':<60} {whole:>8.1f}\n{'index over the passages, MB':<60} {index:>8.1f}")


def _two_bodies() -> list[str]:
    """Return two bodies that have a report on 2022."""
    wanted = (m.title.partition("2022年")[0] for m in models(REPORTS, SEED) if "2022年" in m.title)
    return [next(wanted), next(wanted)]


if __name__ == "__main__":
    main()
