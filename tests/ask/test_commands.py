"""`xxgk ask` and `xxgk chat` on a terminal and in a pipe."""

from __future__ import annotations

import io
import json
import shutil

import pytest

from agent.cli.main import run
from tests.conftest import real_report


@pytest.fixture
def db(five, tmp_path):
    return str(shutil.copy(five, tmp_path / "xxgk.db"))


def test_ask_prints_text_or_json(db, capsys):
    assert run(["ask", "华阴市2020年收到多少件依申请公开？", "--db", db]) == 0
    assert "12件[1]" in capsys.readouterr().out
    assert run(["ask", "华阴市2020年收到多少件依申请公开？", "--db", db, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["value"] == 12


def test_explain_shows_plan_and_queries(db, capsys):
    run(["ask", "华阴市2020年收到多少件依申请公开？", "--db", db, "--explain"])
    out = capsys.readouterr().out
    assert '"kind": "cell"' in out and "SELECT" in out


def test_a_missing_database_is_told(tmp_path, capsys):
    assert run(["ask", "收到多少？", "--db", str(tmp_path / "none.db")]) == 1
    assert "xxgk extract" in capsys.readouterr().err


def test_chat_goes_on_lists_and_reads_a_file_after_asking(db, capsys, monkeypatch):
    lines = [
        "华阴市2020年收到多少件依申请公开？", "那周村呢？", "/list", "/findings 锦阳路", "/nonsense",
        f"/read {real_report('D3').path}", "n", str(real_report("D3").path), "y", "/quit",
    ]  # fmt: skip
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    assert run(["chat", "--db", db]) == 0
    out, err = capsys.readouterr()
    assert "12件[1]" in out and "40件[1]" in out
    assert "NT-REQ-NONE" in out
    assert "没有存入" in out and "已存入" in out
    assert "/nonsense" in err
