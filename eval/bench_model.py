"""What the model reader takes, cold and cached: `python -m eval.bench_model [routed|all]`.

Prints a table in Markdown: calls, tokens and seconds a report, how both readings agree, and how
much of the model's time went into passages that the rules had already read alike. The model is the
one that `xxgk model status` tells.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import get_args

from agent.llm.cache import MemoryCache
from agent.llm.settings import NoModel, choose_model
from agent.narrative.model.reader import Scope
from agent.pipeline import Reading, read
from agent.second_reader import SecondReader

ROOT = Path(__file__).resolve().parent.parent
CORPUS = sorted((ROOT / "eval" / "corpus").glob("*.txt"))
COLUMNS = (
    "report", "calls", "prompt tokens", "answer tokens", "seconds cold", "seconds cached",
    "agreed", "conflict", "rules only", "model only", "dropped",
)  # fmt: skip


def row(code: str, reading: Reading, cold: float, cached: float) -> list[str]:
    """Return a report's figures."""
    usage = reading.report.usage
    status = Counter(fact.status for fact in reading.report.facts)
    counts = [status[name] for name in ("agreed", "conflict", "rule_only", "llm_only")]
    seconds = [f"{cold:.1f}", f"{cached:.2f}"]
    calls = [usage.llm_calls, usage.prompt_tokens, usage.completion_tokens]
    return [code, *map(str, calls), *seconds, *map(str, [*counts, len(usage.dropped)])]


def main(scope: Scope) -> None:
    """Read the five real reports twice."""
    choice = choose_model()
    if isinstance(choice, NoModel):
        sys.exit(f"{choice.reason}. {choice.remedy}")
    print(f"{choice.model}, scope {scope}\n")
    print("| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|")
    agreed = asked = 0
    with SecondReader(choice, scope, MemoryCache()) as reader:
        for number, path in enumerate(CORPUS):
            first = read(path)
            started = time.perf_counter()
            reading = reader.read(first)
            middle = time.perf_counter()
            reader.read(first)
            cold, cached = middle - started, time.perf_counter() - middle
            print("| " + " | ".join(row(f"D{number}", reading, cold, cached)) + " |", flush=True)
            both = [fact for fact in reading.report.facts if "llm" in fact.found_by]
            asked += len(both)
            agreed += sum(fact.status == "agreed" for fact in both)
    if asked:
        share = 100 * agreed / asked
        print(f"\nOf {asked} facts that the model read, the rules had read {share:.0f} % alike.")


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "routed"
    assert chosen in get_args(Scope), chosen
    main(chosen)  # type: ignore[arg-type]
