"""Labelled numbers become facts: numbers of one thing are one record, and quotes hold them all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from agent.documents.view import fold
from agent.narrative.building import ReadFact
from agent.narrative.model.assembly import Assembler
from agent.narrative.model.items import items
from agent.narrative.model.labelling import Labelled
from agent.narrative.numbers import read_numbers
from agent.narrative.passages import Passage
from agent.narrative.roles import settled_role


def assembled(text: str, *said: tuple[str, str]) -> list[ReadFact]:
    """Return the facts of a text whose items are labelled in order; an empty role leaves one out."""
    view = fold(text, "hans")
    passage = Passage(1, 0, len(view))
    listed = items(view, read_numbers(view, passage).candidates, 0, len(view))
    assert len(listed) == len(said), [view[i.start : i.end] for i in listed.values()]
    labelled = [
        Labelled(i, *pair) for i, pair in zip(listed.values(), said, strict=True) if pair[1]
    ]
    return Assembler(text, view, 2020).facts(passage, labelled)


def told(facts: list[ReadFact]) -> list[dict[str, Any]]:
    """Return what the facts say."""
    beside = {"id", "start", "end", "section", "found_by", "status", "also", "other_reading"}
    return [read.fact.model_dump(exclude=beside, exclude_none=True) for read in facts]


def test_numbers_of_one_thing_are_one_record() -> None:
    text = "“县长信箱”共收到来信41件，已办结39件，办结率95.12%。"
    (read,) = assembled(
        text, ("县长信箱", "信件收到"), ("县长信箱", "信件办结"), ("县长信箱", "信件办结率")
    )
    assert told([read]) == [
        {
            "kind": "mailbox",
            "quote": "县长信箱”共收到来信41件，已办结39件，办结率95.12%",
            "channel": "县长信箱",
            "received": 41,
            "resolved": 39,
            "rate": Decimal("95.12"),
        }
    ]
    assert [claim.field for claim in read.claims] == ["received", "resolved", "rate"]
    assert (read.fact.found_by, read.fact.status, read.fact.section) == (["llm"], "llm_only", 1)


def test_two_mailboxes_of_one_sentence_stay_apart() -> None:
    facts = assembled(
        "县长信箱收到来信41件，市民热线接听90件，其中县长信箱办结39件。",
        ("县长信箱", "信件收到"),
        ("市民热线", "信件收到"),
        ("县长信箱", "信件办结"),
    )
    assert [(f.fact.channel, f.fact.received) for f in facts] == [
        ("县长信箱", 41),
        ("市民热线", 90),
    ]


def test_a_record_ends_with_its_sentence() -> None:
    facts = assembled(
        "县长信箱收到来信41件。县长信箱办结39件。",
        ("县长信箱", "信件收到"),
        ("县长信箱", "信件办结"),
    )
    assert [(f.fact.received, f.fact.resolved) for f in facts] == [(41, None), (None, 39)]


def test_a_field_is_never_overwritten() -> None:
    facts = assembled(
        "县长信箱收到来信41件、来电5件。", ("县长信箱", "信件收到"), ("县长信箱", "信件收到")
    )
    assert [f.fact.received for f in facts] == [41, 5]


def test_classes_belong_to_the_channel_before_them() -> None:
    facts = assembled(
        "县长信箱收到来信41件，其中供暖31件、照明10件。",
        ("县长信箱", "信件收到"),
        ("供暖", "信件分类"),
        ("照明", "信件分类"),
    )
    assert [(f["channel"], f["category"], f["count"]) for f in told(facts)[1:]] == [
        ("县长信箱", "供暖", 31),
        ("县长信箱", "照明", 10),
    ]


def test_several_dates_are_one_event_with_as_many_sessions() -> None:
    (fact,) = assembled(
        "8月4日、10月26日分别召开培训会，80余人参加。",
        *[("培训会", role) for role in ("培训日期", "培训日期", "培训人数")],
    )
    assert told([fact]) == [
        {
            "kind": "event",
            "quote": "8月4日、10月26日分别召开培训会，80余人",
            "event_kind": "training",
            "dates": ["2020-08-04", "2020-10-26"],
            "title": "培训会",
            "sessions": 2,
            "participants": 80,
            "qualifier": "余",
        }
    ]
    assert [claim.field for claim in fact.claims] == ["participants"], "dates are no numbers"


def test_a_count_of_sessions_that_is_told_stands() -> None:
    (fact,) = assembled(
        "8月4日、10月26日等时间召开培训会5次。",
        *[("培训会", role) for role in ("培训日期", "培训日期", "培训次数")],
    )
    assert fact.fact.sessions == 5


def test_a_rate_of_both_bodies_goes_to_both() -> None:
    facts = assembled(
        "办理人大代表建议33件、政协提案41件，建议和提案办复率100%。",
        ("人大代表建议", "建议提案收到"),
        ("政协提案", "建议提案收到"),
        ("建议和提案", "建议提案办复率"),
    )
    bodies = {(f.fact.body, f.fact.received) for f in facts if f.fact.received}
    assert bodies == {("npc", 33), ("cppcc", 41)}
    assert {f.fact.body for f in facts if f.fact.rate == 100} >= {"cppcc"}


def test_a_rate_of_both_bodies_alone_is_two_facts() -> None:
    facts = assembled("建议和提案办复率100%。", ("建议和提案", "建议提案办复率"))
    assert [(f.fact.body, f.fact.rate) for f in facts] == [("npc", 100), ("cppcc", 100)]


@pytest.mark.parametrize(
    ("label", "scope"), [("政府信息公开申请", None), ("申请", None), ("当面申请", "当面申请")]
)
def test_the_scope_of_requests_is_null_for_the_whole(label: str, scope: str | None) -> None:
    (read,) = assembled(f"全县受理{label}15件。", (label, "申请收到"))
    assert (read.fact.scope, read.fact.received) == (scope, 15)


@pytest.mark.parametrize(
    ("text", "roles", "answered"),
    [
        ("全县受理申请15件，已全部办结。", ["申请收到"], [15]),
        ("县长信箱收到来信9件。来信均已按期答复。", ["信件收到"], [9]),
        ("承办建议3件、提案4件，已全部办复。", ["建议提案收到", "建议提案收到"], [3, 4]),
        ("全县受理申请15件，答复12件，均已办结。", ["申请收到", "申请答复"], [12]),
        ("县长信箱收到来信9件。受理申请15件，已全部办结。", ["信件收到", "申请收到"], [None, 15]),
        ("受理申请15件，收到来信9件，已全部办结。", ["申请收到", "信件收到"], [None, 9]),
        ("受理申请15件。申请大多在网上提出。全部办结。", ["申请收到"], [None]),
    ],
    ids=["same sentence", "next", "two bodies", "told", "own sentence", "other kind", "far"],
)
def test_all_answered_is_as_many_as_received(
    text: str, roles: list[str], answered: list[int | None]
) -> None:
    labels = {"申请收到": "申请", "申请答复": "申请", "信件收到": "来信", "建议提案收到": "建议"}
    facts = assembled(text, *((labels[role], role) for role in roles))
    told_of = [getattr(f.fact, "resolved", getattr(f.fact, "answered", None)) for f in facts]
    assert told_of == answered
    assert all(
        claim.field not in ("answered", "resolved") for f in facts for claim in f.claims
    ) == ("申请答复" not in roles)


@pytest.mark.parametrize(
    ("role", "label", "number_class", "settled"),
    [
        ("发布数量", "政策解读", "items", "政策解读"),
        ("发布数量", "公示公告", "items", "发布数量"),
        ("申请收到", "群众诉求", "items", "信件收到"),
        ("申请收到", "网上咨询申请", "items", "申请收到"),
        ("申请收到", "来信", "negation", "申请收到"),
        ("申请答复", "不予公开", "items", "其他统计"),
        ("信件办结率", "城建类", "share", "其他统计"),
    ],
)
def test_a_label_settles_what_a_role_leaves_open(
    role: str, label: str, number_class: str, settled: str
) -> None:
    """The rulings on kinds: an interpretation is no publication, an outcome no answer."""
    assert settled_role(role, label, number_class) == settled


def test_negations_claim_no_number() -> None:
    facts = assembled(
        "未收到政府信息公开申请，未发生行政诉讼。",
        ("政府信息公开申请", "申请收到"),
        ("行政诉讼", "未发生"),
    )
    assert [(f["kind"], f.get("received"), f.get("value")) for f in told(facts)] == [
        ("application", 0, None),
        ("statement", None, 0),
    ]
    assert all(read.claims == () for read in facts)


def test_amounts_are_in_yuan_with_the_wording() -> None:
    (read,) = assembled("免税收入84619.78万元。", ("免税收入", "金额"))
    assert (read.fact.value_yuan, read.fact.raw) == (846197800, "84619.78万元")


def test_qualifiers_and_units_come_from_the_text() -> None:
    (read,) = assembled("走访群众近1.2万人次。", ("走访群众", "其他统计"))
    assert (read.fact.value, read.fact.unit, read.fact.qualifier) == (12000, "人次", "近")


@pytest.mark.parametrize("said", [("来信", "不是统计"), ("镇长热线", "信件收到"), ("", "信件收到")])
def test_what_tells_nothing_or_has_no_ground_gives_no_fact(said: tuple[str, str]) -> None:
    assert assembled("收到来信41件。", said) == []


def test_a_traditional_text_gives_simplified_labels_and_its_own_quotes() -> None:
    text = "縣長信箱收到來信４１件。"
    view = fold(text, "hant")
    passage = Passage(1, 0, len(view))
    listed = items(view, read_numbers(view, passage).candidates, 0, len(view))
    labelled = [Labelled(listed[1], "县长信箱", "信件收到")]
    (read,) = Assembler(text, view, 2020).facts(passage, labelled)
    assert (read.fact.channel, read.fact.received) == ("县长信箱", 41)
    assert read.fact.quote == "縣長信箱收到來信４１件"


def test_a_quote_does_not_reach_over_sentences() -> None:
    (read,) = assembled("县长信箱很受欢迎。全年收到来信41件。", ("县长信箱", "信件收到"))
    assert read.fact.quote == "41件" and read.fact.channel == "县长信箱"
