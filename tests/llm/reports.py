"""Small reports whose narrative rules and a model read differently."""

from __future__ import annotations

from tests.llm.server import Asked, says

_HEAD = "乙县人民政府2020年政府信息公开工作年度报告\n一、总体情况\n"
_TAIL = (
    "\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n无。\n"
)
MAILBOX = "县长信箱共收到来信41件，已办结39件。新添便民驿站37个。"
"""Rules read it."""
SILENT = "未收到群众举报。"
"""Rules read no fact in it."""


def report_of(*paragraphs: str) -> str:
    """Return a report whose first section has these paragraphs."""
    return _HEAD + "\n".join(paragraphs) + _TAIL


SHORT = report_of(MAILBOX + SILENT)
"""One call of the model."""


def long_report(pieces: int) -> str:
    """Return a report of so many pieces, each a call of the model."""
    filler = "我县坚持以公开为常态、不公开为例外的原则，持续做好各项工作，" * 9
    return report_of(
        *(f"第{'甲乙丙丁戊己庚辛'[n]}信箱收到来信4{n}件。{filler}" for n in range(pieces))
    )


READ_WELL = {
    "41件": ("县长信箱", "信件收到"),
    "39件": ("县长信箱", "信件办结"),
    "37个": ("便民驿站", "其他统计"),
    "未收到": ("群众举报", "未发生"),
}
"""What a good reader says of `SHORT`."""


def reads_well(asked: Asked) -> dict[str, object]:
    """Answer as a good reader does."""
    return says(READ_WELL)(asked)
