"""`xxgk ask` and `xxgk chat`: questions over what is stored."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO, get_args

import typer

from agent.cli.messages import complain, say
from agent.cli.models import NoLlm
from agent.cli.options import DEFAULT_DB, Db, Json
from agent.errors import UsageError, XxgkError

if TYPE_CHECKING:
    from agent.answering import Answer, Conversation
    from agent.answering.answer import Citation
    from agent.answering.planning.restating import Restater

_Format = Literal["csv", "xlsx", "jsonl", "parquet"]
_HELP = """\
一句一问，可以接着问：那2019年呢？ 它的办结率呢？
/read FILE      读取一份新的报告（先问是否存入）   read a new report, after asking
/list           列出报告                           list the reports
/findings [报告] 列出检查结果                       list what does not add up
/export FORMAT  导出 csv、xlsx、jsonl、parquet      export everything
/explain        显示上一问的计划和查询             show the plan and the queries
/new            另起话头                           begin anew
/quit           结束                               end"""


def ask(
    question: Annotated[
        str, typer.Argument(help="In simplified or traditional Chinese, or in English.")
    ],
    db: Db = DEFAULT_DB,
    json: Json = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also show the plan and the queries.")
    ] = False,
    no_llm: NoLlm = False,
) -> None:
    """Answer a question from the stored reports, with citations, or say why not."""
    from agent.answering import Conversation

    with ExitStack() as stack:
        model = _model(stack, no_llm)
        answer = stack.enter_context(Conversation(db, model=model)).ask(question)
    if json:
        sys.stdout.write(answer.to_json(indent=2) + "\n")
    else:
        _print(answer)
    if explain:
        _explain(answer, sys.stderr if json else sys.stdout)


def chat(db: Db = DEFAULT_DB, no_llm: NoLlm = False) -> None:
    """Ask several questions, each understood with the one before it."""
    from agent.answering import Conversation

    terminal = sys.stdin.isatty()
    if terminal:
        say("问报告里的事；/help 看命令，/quit 结束 · ask about the reports; /help, /quit")
    last: Answer | None = None
    with ExitStack() as stack:
        conversation = stack.enter_context(Conversation(db, model=_model(stack, no_llm)))
        while True:
            line = _next_line(terminal)
            if line is None or line in ("/quit", "/exit"):
                return
            if not line:
                continue
            try:
                if line == "/explain":
                    if last:
                        _explain(last, sys.stdout)
                elif _is_file(line):
                    _run(f"/read {line}", db, conversation, terminal)
                elif line.startswith("/"):
                    _run(line, db, conversation, terminal)
                else:
                    last = conversation.ask(line)
                    _print(last)
            except XxgkError as error:
                complain(error)
            sys.stdout.flush()


def _model(stack: ExitStack, no_llm: bool) -> Restater | None:
    """Return the model that is set, to be asked where the rules are not sure."""
    if no_llm:
        return None
    from agent.answering.planning.restating import Restater
    from agent.llm.settings import NoModel, choose_model

    choice = choose_model()
    if isinstance(choice, NoModel):
        return None
    told = f"the rules are not sure; asking {choice.model} (--no-llm leaves it out)"
    return stack.enter_context(Restater(choice, asking=lambda: say(told)))


def _next_line(terminal: bool) -> str | None:
    try:
        return input("? " if terminal else "").strip()
    except EOFError:
        return None


def _run(line: str, db: Path, conversation: Conversation, terminal: bool) -> None:
    command, _, rest = line.partition(" ")
    rest = rest.strip()
    if command == "/help":
        print(_HELP)
    elif command == "/new":
        conversation.forget()
    elif command == "/list":
        from agent.cli.querying import list_reports

        list_reports(db)
    elif command == "/findings":
        from agent.cli.querying import findings

        findings(db, report=rest or None)
    elif command == "/export":
        from agent.cli.exporting import export

        if rest not in get_args(_Format):
            raise UsageError(f"there is no format {rest!r}", "Use csv, xlsx, jsonl or parquet")
        export(rest, db=db)  # type: ignore[arg-type]
    elif command == "/read":
        _read(rest, db, conversation, terminal)
    else:
        raise UsageError(f"there is no command {command!r}", "/help lists them")


def _read(path: str, db: Path, conversation: Conversation, terminal: bool) -> None:
    """Read one file by rules, ask whether to store it, and look again."""
    from agent import pipeline
    from agent.store import Store
    from agent.wording import one_line

    reading = pipeline.read(path)
    meta = reading.report.meta
    name = one_line(f"{meta.organization or meta.title or path} {meta.year or ''}").strip()
    print(f"{name}：存入 {one_line(str(db))}？ store it? [y/N]")
    if (_next_line(terminal) or "").lower() not in ("y", "yes", "是", "好", "对"):
        print("没有存入 · not stored")
        return
    with Store(db) as store:
        store.save(reading.report, reading.text)
    conversation.refresh()
    print("已存入 · stored")


def _is_file(line: str) -> bool:
    try:
        return len(line) < 1_000 and Path(line).is_file()
    except (OSError, ValueError):
        return False


def _print(answer: Answer) -> None:
    from agent.wording import SHORT_TABLES, one_line

    for line in answer.answer.split("\n"):
        print(one_line(line))
    for number, citation in enumerate(answer.citations, start=1):
        if f"[{number}]" not in answer.answer and not answer.abstained:
            continue  # of a list that is too long to be told
        where = one_line(f"{citation.body} {citation.year or ''}")
        if citation.table:
            what = f"{SHORT_TABLES[citation.table]}·{_cell_words(citation)}"
            what += f" “{one_line(citation.quote)}”" if citation.quote.strip() else " （空白）"
        else:
            what = f"“{one_line(citation.quote)}”"
        print(f"  [{number}] {where}  {what}  {citation.link}")
    if answer.abstained:
        print(f"  ({answer.reason})")


def _cell_words(citation: Citation) -> str:
    """Return a cell's row and column as the form calls them."""
    from agent.answering.vocabulary import metrics

    assert citation.table and citation.row and citation.column
    terms = metrics()[citation.table]
    return f"{terms.rows[citation.row].name}·{terms.columns[citation.column].name}"


def _explain(answer: Answer, stream: TextIO) -> None:
    from agent.report import to_json

    print(to_json(answer.plan, indent=2), file=stream)
    for statement in answer.sql:
        print(statement, file=stream)
