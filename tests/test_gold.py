"""The gold set is well, its figures are those of the annotations, and its validator sees faults."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from eval.gold_tools.agreement import agreement, kappa
from eval.gold_tools.check import gold_files, problems_in, problems_of
from eval.gold_tools.guidelines import GUIDELINES, with_figures
from eval.gold_tools.numerals import numerals, worth
from eval.gold_tools.places import GOLD, find_number, read_json

Gold = dict[str, Any]
DISTRICT = GOLD / "004_9e680528c2d3989d.json"


@pytest.mark.parametrize("path", gold_files(), ids=lambda path: path.stem[:3])
def test_a_gold_file_is_well(path: Path) -> None:
    assert problems_of(path) == []


def test_the_figures_are_those_of_the_annotations() -> None:
    figures = agreement()
    assert json.loads((GOLD / "agreement.json").read_text(encoding="utf-8")) == figures
    text = GUIDELINES.read_text(encoding="utf-8")
    assert with_figures(text, figures) == text


def _fact(gold: Gold, number: str) -> Gold:
    return next(fact for fact in gold["facts"] if number in fact["quote"])


def move_a_quote(gold: Gold) -> None:
    gold["facts"][3]["start"] += 1


def change_a_value(gold: Gold) -> None:
    _fact(gold, "80余人")["participants"] = 81


def take_a_number_from_elsewhere(gold: Gold) -> None:
    other = _fact(gold, "51件")["numbers"]["received"]
    _fact(gold, "80余人")["numbers"]["participants"] = other


def leave_a_numeral_out(gold: Gold) -> None:
    del gold["numbers"][20]


def label_a_number_twice(gold: Gold) -> None:
    place = _fact(gold, "80余人")["numbers"]["participants"]
    gold["numbers"].append({"quote": "80", "reason": "name", **place})


def invent_a_value(gold: Gold) -> None:
    _fact(gold, "51件")["disclosed"] = 51


def use_a_foreign_field(gold: Gold) -> None:
    _fact(gold, "51件")["qualifier"] = "余"


def write_a_label_in_traditional(gold: Gold) -> None:
    _fact(gold, "42条")["alt_values"]["subject"] = ["住房保障類信息"]


def put_a_fact_into_another_section(gold: Gold) -> None:
    gold["facts"][0]["section"] = 5


def break_a_sum(gold: Gold) -> None:
    gold["tables"]["applications"]["granted"]["total"]["value"] = 25


def swap_two_cells(gold: Gold) -> None:
    row = gold["tables"]["applications"]["new"]
    row["natural_person"], row["total"] = row["total"], row["natural_person"]


def name_no_rule(gold: Gold) -> None:
    gold["findings"][0]["rule"] = "NN-NOTHING"


def change_the_hash(gold: Gold) -> None:
    gold["source"]["sha256"] = "0" * 64


@pytest.mark.parametrize(
    "damage",
    [
        move_a_quote,
        change_a_value,
        take_a_number_from_elsewhere,
        leave_a_numeral_out,
        label_a_number_twice,
        invent_a_value,
        use_a_foreign_field,
        write_a_label_in_traditional,
        put_a_fact_into_another_section,
        break_a_sum,
        swap_two_cells,
        name_no_rule,
        change_the_hash,
    ],
)
def test_the_validator_sees(damage: Callable[[Gold], None]) -> None:
    gold = read_json(DISTRICT)
    damage(gold)
    assert problems_in(gold)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("4,539", "4539"),
        ("84619.78万", "846197800"),
        ("2.14亿", "214000000"),
        ("１２", "12"),
        ("二十", "20"),
        ("十三", "13"),
        ("一百零五", "105"),
        ("三千二百万", "32000000"),
        ("兩", "2"),
    ],
)
def test_worth(words: str, value: str) -> None:
    assert worth(words) == Decimal(value)


def test_a_numeral_inside_of_a_word_is_none() -> None:
    assert list(numerals("进一步统一了3项")) == [6]
    assert list(numerals("一次办事项")) == [0]


def test_a_number_is_never_found_inside_of_a_longer_one() -> None:
    assert find_number("共140件，其中40件", "40") == (8, 10)
    assert find_number("1项1条", "1:2") == (2, 3)
    assert find_number("3.5万", "5") is None


def test_kappa() -> None:
    assert kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]) == 0.5
    assert kappa([("a", "a")]) is None
    assert kappa([]) is None
