"""The command line: what is printed where, exit codes, and that no text steers the terminal."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import types
from pathlib import Path

import openpyxl
import pytest
import typer

import agent
from agent.cli import app
from agent.cli.facts import fact_line
from agent.contract import Quote
from agent.facts import Event, Mailbox, Publication, Statistic
from agent.report import Coverage, Report
from agent.store import Store
from tests.factories import TEXT, made_facts, made_report

ROOT = Path(__file__).parent.parent.parent
COMMANDS = [
    *("extract", "list", "show", "findings", "report", "export", "ask", "chat", "forms", "doctor"),
    *("model", "eval"),
]


def files(*commands: str) -> list[str]:
    for index, command in enumerate(commands):
        Path(f"{index}.txt").write_text(command)
    return [f"{index}.txt" for index in range(len(commands))]


def started(*arguments: str, **options: object) -> subprocess.Popen[str]:
    """Start the program in a process of its own, with the stand-in for the reader."""
    script = (
        "import agent.pipeline\n"
        "from tests.factories import fake_read\n"
        "agent.pipeline.read = fake_read\n"
        "from agent.cli import main\n"
        "main()\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        text=True,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options,
    )


# What the program says of itself


def test_every_command_and_option_has_help(xxgk):
    group = typer.main.get_command(app)
    assert list(group.commands) == COMMANDS
    for name, command in group.commands.items():
        assert command.help, name
        for parameter in command.params:
            assert parameter.help, f"{name} {parameter.name}"
        code, out, err = xxgk(name, "--help")
        assert (code, err) == (0, "")
        assert out.startswith(f"Usage: xxgk {name} ")


def test_help_loads_nothing_heavy():
    script = (
        "import sys; from agent.cli.main import run; run(['--help']);"
        "print(*[m for m in ('pydantic', 'rich', 'sqlite_utils', 'opencc', 'pdfplumber', 'pyarrow',"
        " 'xlsxwriter', 'jinja2', 'yaml', 'multiprocessing', 'agent.report') if m in sys.modules])"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == ""


def test_version(xxgk):
    assert xxgk("--version") == (0, f"xxgk {agent.__version__}\n", "")


def test_forms(xxgk):
    code, out, _ = xxgk("forms")
    assert code == 0
    assert out.splitlines() == [
        "2019  国办公开办函〔2019〕60号  2019–2020 年度  "
        "主动公开 22 格  依申请公开 161 格  复议诉讼 15 格",
        "2021  国办公开办函〔2021〕30号  2021– 年度  "
        "主动公开 10 格  依申请公开 175 格  复议诉讼 15 格",
    ]
    assert [form["form"] for form in json.loads(xxgk("forms", "--json")[1])] == ["2019", "2021"]


def test_doctor_tells_what_is_there(xxgk):
    code, out, _ = xxgk("doctor")
    assert code == 0
    assert f"xxgk {agent.__version__}, Python 3." in out
    assert "there is no database 'xxgk.db'" in out
    assert "model: " in out
    xxgk("extract", *files("read"))
    assert "database: xxgk.db, 1 reports" in xxgk("doctor")[1]


def test_doctor_names_what_is_missing(xxgk, monkeypatch):
    monkeypatch.setattr("agent.cli.about._LIBRARIES", {"no-such-library": "nothing"})
    code, out, _ = xxgk("doctor")
    assert code == 1
    assert "missing: pip install no-such-library" in out


# extract


def test_one_report_is_shown_as_tables(xxgk):
    code, out, err = xxgk("extract", *files("read"))
    assert (code, err) == (0, "")
    for shown in (
        "王益区人民政府办公室2020年政府信息公开工作年度报告",
        "陕西省铜川市王益区",
        "主动公开政府信息情况",
        "本年新制作数量",
        "6,797,000元",
        "│ 行政许可 │            113 │        增 │",
        "│      2 │     未填 │     ? 两 │   缺 │",
        "检查结果：2 条",
        "错误  T3-ROW-TOTAL  “新收”一行的总计缺失",
    ):
        assert shown in out
    with Store("xxgk.db", read_only=True) as store:
        assert store.get(1).source.path == "0.txt"


def test_json_of_one_file_is_the_contract_and_nothing_else(xxgk):
    code, out, err = xxgk("extract", *files("read"), "--format", "json", "--no-llm")
    assert (code, err) == (0, "")
    assert Report.from_json(out) == made_report(b"read", "0.txt")
    assert "text" not in json.loads(out)["source"]


def test_json_of_several_files_is_an_array_in_their_order(xxgk):
    paths = files("slow 0.3", "read 1", "fail", "read 3", "read 4")
    code, out, err = xxgk("extract", *paths, "--format", "json", "--jobs", "2")
    assert code == 1
    assert [report["source"]["path"] for report in json.loads(out)] == [
        "0.txt",
        "1.txt",
        "3.txt",
        "4.txt",
    ]
    assert err == "read 4, failed 1\nxxgk: no readable text. Scan it again\n"
    with Store("xxgk.db", read_only=True) as store:
        numbers = {summary.path: summary.id for summary in store.reports()}
    # In the order of the files, whichever is done first; the one that failed leaves its number.
    assert numbers == {"0.txt": 1, "1.txt": 2, "3.txt": 4, "4.txt": 5}


def test_numbers_go_on_behind_those_of_the_reports_there_are(xxgk):
    paths = files("read 0", "read 1", "read 2", "read 3")
    xxgk("extract", paths[1], paths[3], "--quiet")
    xxgk("extract", *paths, "--quiet")
    with Store("xxgk.db", read_only=True) as store:
        assert {summary.path: summary.id for summary in store.reports()} == {
            "1.txt": 1,
            "3.txt": 2,
            "0.txt": 3,
            "2.txt": 4,
        }


def test_json_of_several_files_that_all_fail_is_an_empty_array(xxgk):
    assert xxgk("extract", *files("fail", "fail"), "--format", "json")[:2] == (1, "[]\n")


def test_json_lines_are_one_a_report_with_the_text(xxgk):
    _, out, _ = xxgk("extract", *files("read", "read it"), "--format", "jsonl", "--with-text")
    assert [json.loads(line)["source"]["text"] for line in out.splitlines()] == [TEXT, TEXT]


def test_several_files_have_a_line_each_and_the_failures_at_the_end(xxgk, home):
    files("read", "fail", "whole", "defect")
    (home / "menu.xls").touch()
    code, out, err = xxgk("extract", ".", "--jobs", "1")
    assert code == 1
    body = f"王益区人民政府办公室{' ' * 18}2020  表式 2019   "
    assert out.splitlines() == [
        f"    1  {body}有数   5  未填   1  缺   1  无数字  2  事实  12  错误  1  警告  1  ./0.txt",
        f"    3  {body}有数 198  未填   0  缺   0  无数字  0  事实  12  错误  1  警告  1  ./2.txt",
    ]
    first, *failures = err.splitlines()
    assert first == "read 2, failed 2, ignored 1 of other formats (1 .xls)"
    assert failures[0] == "xxgk: no readable text. Scan it again"
    assert failures[1].startswith("xxgk: ./3.txt: unexpected KeyError: 'rules' (factories.py:")
    with Store("xxgk.db", read_only=True) as store:
        (run,) = store.runs()
        assert (run["read"], run["skipped"], run["failed"]) == (2, 0, 2)
        assert [failure["path"] for failure in store.failures()] == ["./1.txt", "./3.txt"]


def test_files_that_were_read_are_skipped_until_forced(xxgk):
    paths = files("read", "read it")
    xxgk("extract", *paths)
    code, out, err = xxgk("extract", *paths)
    assert (code, out) == (0, "")
    assert err == "read 0, skipped 2 read before (--force reads them again)\n"
    assert xxgk("extract", *paths, "--force")[2] == "read 2\n"
    assert xxgk("extract", *paths, "--quiet")[2] == ""


@pytest.mark.parametrize("file_format", ["json", "jsonl", "table"])
def test_a_file_that_was_read_is_printed_from_the_store(xxgk, file_format):
    (path,) = files("read")
    arguments = ("extract", path, "--format", file_format)
    first = xxgk(*arguments)
    assert xxgk(*arguments) == first
    Path("copy.txt").write_text("read")
    again = xxgk("extract", "copy.txt", "--format", file_format)
    assert again[1].replace("copy.txt", path).split() == first[1].split()


def test_nothing_is_stored_on_request(xxgk):
    assert xxgk("extract", *files("read"), "--no-store", "--format", "json")[0] == 0
    assert not Path("xxgk.db").exists()


def test_standard_input(xxgk, monkeypatch):
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(b"read")))
    code, out, _ = xxgk("extract", "-", "--format", "json")
    assert (code, json.loads(out)["source"]["path"]) == (0, "-")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["extract", "0.txt"], 1, "xxgk: no readable text. Scan it again"),
        (["extract", "none.txt"], 1, "xxgk: none.txt: cannot be read (No such file or directory)"),
        (["extract", "*.none"], 2, "xxgk: no file matches '*.none'"),
        (["extract", "empty"], 2, "xxgk: no report files in 'empty'"),
        (["extract", "0.txt", "--db", "none/x.db"], 1, "Check that the folder exists"),
        (["extract", "0.txt", "--jobs", "0"], 2, "Invalid value for '--jobs'"),
        (["extract", "0.txt", "--format", "xml"], 2, "Invalid value for '--format'"),
        (["extract", "--db", "x.db"], 2, "Missing argument 'PATH"),
        (["unknown"], 2, "No such command 'unknown'"),
        (["list"], 1, "xxgk: there is no database 'xxgk.db'. Run `xxgk extract` first"),
        (["show", "1", "--facts", "--table", "disputes"], 2, "--table and --facts"),
        (["export"], 2, "Missing option '--format'"),
        (["export", "--format", "csv", "-o", "./xxgk.db"], 2, "is the database itself"),
    ],
)
def test_errors_are_one_line_and_a_code(xxgk, arguments, code, message):
    files("fail")
    Path("empty").mkdir()
    actual, out, err = xxgk(*arguments)
    assert actual == code
    assert message in err
    assert "Traceback" not in out + err
    if message.startswith("xxgk: "):
        assert len(err.splitlines()) == 1


def test_a_database_in_the_way_stops_before_reading(xxgk):
    Path("xxgk.db").write_text("x" * 500)
    code, out, err = xxgk("extract", *files("read"))
    assert (code, out) == (1, "")
    assert err.startswith("xxgk: the database 'xxgk.db' cannot be used: file is not a database")


# What is stored


@pytest.mark.usefixtures("stored")
def test_list(xxgk):
    code, out, _ = xxgk("list")
    assert code == 0
    assert [line.split()[:3] for line in out.splitlines()] == [
        ["1", "王益区人民政府办公室", "2020"],
        ["2", "王益区人民政府办公室", "2022"],
    ]
    rows = json.loads(xxgk("list", "--json")[1])
    assert [(row["id"], row["filled"], row["errors"]) for row in rows] == [(1, 5, 1), (2, 200, 1)]
    assert [(row["facts"], row["explained"], row["numbers"]) for row in rows] == [(12, 19, 20)] * 2


@pytest.mark.usefixtures("stored")
def test_show(xxgk):
    code, out, _ = xxgk("show", "王益区 2020")
    assert code == 0
    assert "规范性文件" in out and "检查结果：2 条" in out
    code, out, _ = xxgk("show", "2", "--table", "disputes")
    assert "复议后起诉" in out
    assert "（三）不予公开" in xxgk("show", "2", "--table", "applications")[1]
    assert "行政许可" not in out and "检查结果" not in out
    assert Report.from_json(xxgk("show", "1", "--json")[1]) == made_report(b"one", "one.txt")
    assert json.loads(xxgk("show", "1", "--json", "--with-text")[1])["source"]["text"] == TEXT
    table = json.loads(xxgk("show", "1", "--json", "--table", "applications")[1])
    assert table["new"]["natural_person"]["value"] == 2
    code, _, err = xxgk("show", "王益区")
    assert code == 1
    assert err.startswith("xxgk: '王益区' means 2 reports: 1 王益区人民政府办公室 2020 (one.txt)")


UNEXPLAINED = "一是更新不及时。二是队伍不稳定。下一步加强培训。另有【99】个未知数。信箱信件41件。"


@pytest.mark.usefixtures("stored")
def test_show_says_how_many_numbers_are_explained(xxgk):
    _, out, _ = xxgk("show", "1")
    assert "事实：12 条  信箱热线 1  来信分类 1  活动 1" in out
    assert f"正文数字：已说明 19 / 全部 20\n  第 {TEXT.index('99')}–" in out
    assert UNEXPLAINED in out
    assert "正文数字" not in xxgk("show", "1", "--table", "disputes")[1]


@pytest.mark.usefixtures("stored")
def test_facts(xxgk):
    code, out, err = xxgk("show", "1", "--facts")
    assert (code, err) == (0, "")
    assert "行政许可" not in out and "检查结果" not in out
    heading, *parts = out.rstrip().split("\n\n")
    assert "王益区人民政府办公室" in heading
    assert parts[:3] == [
        "信箱热线：1 条\n  仅规则  区长信箱  收到 41，办结 39，比率 95.12%"
        "  〔区长信箱共收到信件41件，办结39件，办结率95.12%〕",
        "来信分类：1 条\n  仅模型  社区物业  区长信箱，6  〔社区物业6封〕",
        "活动：1 条\n  不一致  公开培训会  培训，2020-08-04，2020-10-26，场次 2，人次 80余"
        "  〔8月4日、10月26日举办公开培训会，80余人参加〕",
    ]
    assert "  仅规则  免税收入  金额 846,197,800元  〔免税收入84619.78万元〕" in out
    assert parts[-3] == "存在的问题：2 条\n  1  一是更新不及时。\n  2  二是队伍不稳定。"
    assert parts[-2] == "改进措施：1 条\n  1  下一步加强培训。"
    assert parts[-1].startswith("正文数字：已说明 19 / 全部 20\n") and UNEXPLAINED in parts[-1]


@pytest.mark.usefixtures("stored")
def test_facts_as_json(xxgk):
    found = json.loads(xxgk("show", "1", "--facts", "--json")[1])
    assert list(found) == ["facts", "problems", "measures", "coverage"]
    assert (found["facts"][1]["rate"], found["coverage"]["total"]) == (95.12, 20)


def test_a_narrative_that_was_not_read_is_said_so(xxgk):
    report = made_report()
    report.facts, report.coverage = [], None
    with Store("xxgk.db") as store:
        store.save(report, TEXT)
    assert "正文数字：未读" in xxgk("show", "1")[1]
    assert "正文数字：未读" in xxgk("show", "1", "--facts")[1]


@pytest.mark.parametrize(
    ("qualifier", "shown"),
    [
        (None, "30条"),
        ("余", "30余条"),
        ("近", "近30条"),
        ("以上", "30条以上"),
        ("\x1b[31m", "[31m30条"),
    ],
)
def test_a_qualifier_stands_where_chinese_has_it(qualifier, shown):
    fact = Publication(
        quote="", start=0, end=0, subject="信息", count=30, unit="条", qualifier=qualifier
    )
    assert fact_line(fact).plain == f"  仅规则  信息  {shown}  〔〕"


def test_the_colour_of_a_fact_is_its_status():
    colours = {fact.status: str(fact_line(fact).spans[0].style) for fact in made_facts()}
    assert colours == {
        "agreed": "green",
        "rule_only": "yellow",
        "llm_only": "yellow",
        "conflict": "red",
    }


@pytest.mark.usefixtures("stored")
def test_findings(xxgk):
    code, out, _ = xxgk("findings", "--severity", "warning", "--report", "1")
    assert code == 0
    assert out.splitlines() == [
        "1  王益区人民政府办公室 2020  one.txt",
        "  警告  ST-HEAD-WORDING  标题与格式不同  〔公开信息312条〕",
    ]
    rows = json.loads(xxgk("findings", "--rule", "T3-ROW-TOTAL", "--json")[1])
    assert [row["report_id"] for row in rows] == [1, 2]
    assert rows[0]["evidence"][0] == {"table": "applications", "row": "new", "column": "total"}
    with Store("xxgk.db") as store:
        report = made_report(b"long", "long.txt")
        report.findings[1].evidence *= 100
        store.save(report, TEXT)
    _, out, _ = xxgk("findings", "--rule", "ST-HEAD-WORDING", "--report", "3")
    assert len(out) < 300 and "…共100处〕" in out
    (row,) = json.loads(xxgk("findings", "--rule", "ST-HEAD-WORDING", "--report", "3", "--json")[1])
    assert row["quotes"].count("公开信息312条") == len(row["evidence"]) == 100
    code, out, err = xxgk("findings", "--rule", "t3-row-total")
    assert (code, out) == (2, "") and "T3-ROW-TOTAL" in err
    assert xxgk("findings", "--report", "9")[0] == 1


@pytest.mark.usefixtures("stored")
def test_export(xxgk, home):
    code, out, err = xxgk("export", "--format", "csv")
    assert (code, out) == (0, "")
    assert err.startswith("wrote xxgk.csv\nwrote xxgk.findings.csv\nwrote xxgk.facts.csv\n")
    assert err.endswith("wrote xxgk.statement.csv\n")
    code, _, err = xxgk("export", "--format", "xlsx", "--wide", "-o", "out.xlsx", "--quiet")
    assert (code, err) == (0, "")
    assert "复议诉讼" in openpyxl.load_workbook("out.xlsx").sheetnames
    assert not [path for path in home.iterdir() if path.suffix == ".part"]


# Terminals and processes

HOSTILE = "\x1b]0;owned\x07\x1b[2J[red]\u202e机关\r\n\x9b31m"


def test_no_text_steers_the_terminal(xxgk):
    name = "\x1b[31m[bold]x.txt"
    Path(name).write_text("fail")
    report = made_report(b"x", name, organization=HOSTILE, phone=HOSTILE)
    report.findings[0].message = HOSTILE
    report.tables.applications["new"]["research"].raw = HOSTILE
    report.facts = [
        Mailbox(quote=HOSTILE, start=0, end=1, channel=HOSTILE, received=1),
        Event(quote=HOSTILE, start=0, end=1, title=HOSTILE, dates=[HOSTILE], qualifier=HOSTILE),
        Statistic(quote="", start=0, end=1, subject=HOSTILE, value=1, unit=HOSTILE),
    ]
    hostile = Quote(quote=HOSTILE, start=0, end=9)
    report.problems, report.measures = [hostile], [hostile]
    report.coverage = Coverage(explained=0, total=1, unexplained=[hostile])
    with Store("xxgk.db") as store:
        store.save(report, HOSTILE + TEXT)
    for arguments in (
        ["list"],
        ["show", "1"],
        ["show", "1", "--facts"],
        ["findings"],
        ["extract", name, name + "2"],
    ):
        _, out, err = xxgk(*arguments)
        for character in (out + err).replace("\n", ""):
            assert character.isprintable(), (arguments, character)
        assert "[red]" in out + err or "[bold]" in err


def test_a_reader_that_leaves_early_is_no_error(home):
    with Store("xxgk.db") as store:
        for index in range(20):
            report = made_report(str(index).encode(), f"{index}.txt")
            report.findings *= 25  # more in all than a pipe holds
            store.save(report, TEXT)
    process = started("findings")
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    with process:
        assert process.stderr.read() == ""


def test_an_interrupt_keeps_what_was_read():
    files(*(f"slow 0.2{index}" for index in range(40)))
    process = started("extract", ".", "--jobs", "2", start_new_session=True)
    assert process.stdout and process.stderr
    first = process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 130
    told = [first, *out.splitlines()]
    with Store("xxgk.db", read_only=True) as store:
        stored = len(list(store.reports()))
        (run,) = store.runs()
    assert len(told) <= stored < 40
    assert run["finished_utc"] and run["read"] == stored
    assert err.splitlines() == [
        f"read {stored}",
        f"stopped after {stored} of 40 files",
        "xxgk: interrupted",
    ]


def test_a_killed_run_is_continued_by_the_next(xxgk):
    files(*(f"slow 0.05{index}" for index in range(40)))
    process = started("extract", ".", "--jobs", "2", "--format", "jsonl")
    assert process.stdout
    for _ in range(5):
        process.stdout.readline()
    process.kill()
    process.communicate()
    with Store("xxgk.db", read_only=True) as store:
        stored = len(list(store.reports()))
    assert 5 <= stored < 40
    code, _, err = xxgk("extract", ".", "--jobs", "1")
    assert code == 0
    assert err.startswith(f"read {40 - stored}, skipped {stored} read before")
    with Store("xxgk.db", read_only=True) as store:
        assert len(list(store.reports())) == 40
        assert [run["finished_utc"] is None for run in store.runs()] == [True, False]


def test_a_terminal_has_one_progress_bar():
    files(*(f"slow 0.1{index}" for index in range(6)), "fail")
    ours, theirs = pty.openpty()
    process = started(
        "extract", ".", "--jobs", "1", "--format", "jsonl", stdout=subprocess.DEVNULL, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    while chunk := read_terminal(ours):
        shown += chunk
    os.close(ours)
    process.wait()
    text = re.sub(r"\x1b\[[\d?]*[A-Za-z]", "", shown.decode())
    assert "/7" in text and "files/s" in text and "1 failed" in text
    assert text.rstrip().splitlines()[-2:] == [
        "read 6, failed 1",
        "xxgk: no readable text. Scan it again",
    ]


def read_terminal(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # Linux says so when the other end is closed
        return b""


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "9"),
        ("show", "1", "--with-text"),
        ("extract", "reports", "--with-text"),
        ("export", "--format", "csv", "-o", "cells.xlsx"),
    ],
    ids=["number of no report", "text without JSON", "text as tables", "suffix of another format"],
)
def test_what_would_mislead_is_refused(xxgk, arguments):
    assert xxgk("extract", *files("a report"))[0] == 0
    code, out, err = xxgk(*arguments)
    assert code in (1, 2)
    assert out == "" and err.startswith("xxgk: ")
