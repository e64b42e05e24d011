"""The database schema, as numbered steps from the first version on: forward only, never edited.

A step that has been released stays as it is; a change is a new function below the last one. The
names are what `_sqlite_migrations` records, so that every earlier shape can be brought up to date.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from agent.store.passages import index_report

migrations = Migrations("xxgk")

_CELLS_CITED = """
CREATE VIEW cells_cited AS
SELECT
  cells.report_id, reports.organization, reports.year, cells.table_name, cells.row_label,
  cells.column_label, cells.value, cells.value_text, cells.raw, cells.state, cells.direction,
  cells.unit_as_written, substr(sources.text, cells.start + 1, cells."end" - cells.start) AS quote,
  cells.start, cells."end", reports.path, cells.row_name, cells.column_name
FROM cells
JOIN reports ON reports.id = cells.report_id
JOIN sources ON sources.text_sha256 = reports.text_sha256
"""

_INITIAL = (
    "CREATE TABLE sources (text_sha256 TEXT PRIMARY KEY, text TEXT NOT NULL)",
    """CREATE TABLE runs (
      id INTEGER PRIMARY KEY,
      started_utc TEXT NOT NULL,
      finished_utc TEXT,
      version TEXT NOT NULL,
      command TEXT NOT NULL,
      read INTEGER NOT NULL DEFAULT 0,
      skipped INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0
    )""",
    """CREATE TABLE failures (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
      path TEXT NOT NULL,
      error TEXT NOT NULL,
      message TEXT NOT NULL
    )""",
    """CREATE TABLE reports (
      id INTEGER PRIMARY KEY,
      organization TEXT,
      year INTEGER,
      title TEXT,
      form TEXT,
      form_article20 TEXT,
      form_applications TEXT,
      province TEXT,
      city TEXT,
      county TEXT,
      township TEXT,
      period_start TEXT,
      period_end TEXT,
      published TEXT,
      phone TEXT,
      email TEXT,
      website TEXT,
      script TEXT NOT NULL,
      path TEXT NOT NULL,
      media_type TEXT NOT NULL,
      encoding TEXT,
      characters INTEGER NOT NULL,
      sha256 TEXT NOT NULL UNIQUE,
      text_sha256 TEXT NOT NULL REFERENCES sources(text_sha256),
      schema_version TEXT NOT NULL,
      reader_version TEXT NOT NULL,
      read_utc TEXT NOT NULL,
      run_id INTEGER REFERENCES runs(id) ON DELETE SET NULL
    )""",
    """CREATE TABLE sections (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      title TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL
    )""",
    # NUMERIC keeps whole numbers INTEGER and fractions REAL; `value_text` is the exact number.
    """CREATE TABLE cells (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      table_name TEXT NOT NULL,
      row_name TEXT NOT NULL,
      column_name TEXT NOT NULL,
      row_label TEXT NOT NULL,
      column_label TEXT NOT NULL,
      raw TEXT,
      value NUMERIC,
      value_text TEXT,
      state TEXT NOT NULL,
      direction TEXT,
      unit_as_written TEXT,
      start INTEGER,
      "end" INTEGER,
      UNIQUE (report_id, table_name, row_name, column_name)
    )""",
    """CREATE TABLE findings (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      rule TEXT NOT NULL,
      severity TEXT NOT NULL,
      message TEXT NOT NULL,
      expected TEXT,
      actual TEXT,
      evidence TEXT NOT NULL
    )""",
    """CREATE TABLE checks (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      rule TEXT NOT NULL,
      rule_class TEXT NOT NULL,
      instance TEXT NOT NULL,
      status TEXT NOT NULL,
      expected TEXT,
      actual TEXT
    )""",
    "CREATE INDEX failures_run ON failures(run_id)",
    "CREATE INDEX reports_text ON reports(text_sha256)",
    "CREATE INDEX reports_run ON reports(run_id)",
    "CREATE INDEX reports_year ON reports(year, organization)",
    "CREATE INDEX sections_report ON sections(report_id)",
    "CREATE INDEX findings_report ON findings(report_id)",
    "CREATE INDEX findings_rule ON findings(rule)",
    "CREATE INDEX checks_report ON checks(report_id)",
    "CREATE INDEX cells_key ON cells(table_name, row_name, column_name)",
    _CELLS_CITED,
)


@migrations()
def m001_initial(db: Database) -> None:
    """Reports with their sections, cells, checks and findings; source texts; runs."""
    for statement in _INITIAL:
        db.execute(statement)


_FACTS_CITED = """
CREATE VIEW facts_cited AS
SELECT
  facts.report_id, reports.organization, reports.year,
  CASE facts.kind
    WHEN 'mailbox' THEN '信箱热线'
    WHEN 'category_count' THEN '来信分类'
    WHEN 'event' THEN '活动'
    WHEN 'publication' THEN '发布'
    WHEN 'proposal' THEN '建议提案'
    WHEN 'application' THEN '依申请公开'
    WHEN 'account' THEN '新媒体账号'
    WHEN 'service_item' THEN '事项'
    WHEN 'interpretation' THEN '政策解读'
    WHEN 'amount' THEN '金额'
    WHEN 'statistic' THEN '其他数据'
    WHEN 'statement' THEN '无此情形'
    ELSE facts.kind
  END AS kind_label,
  coalesce(
    facts.title, facts.category, facts.subject, facts.platform, facts.scope, facts.channel,
    CASE facts.body WHEN 'npc' THEN '人大代表建议' WHEN 'cppcc' THEN '政协委员提案' END
  ) AS label,
  facts.quote, facts.channel, facts.dates, facts.received, facts.resolved, facts.pending,
  facts.undisclosed, facts.answered, facts.disclosed, facts.count, facts.active, facts.sessions,
  facts.participants, facts.value, facts.value_yuan, facts.rate, facts.unit, facts.qualifier,
  facts.status, facts.section, facts.start, facts."end", reports.path, facts.kind, facts.fact_id
FROM facts
JOIN reports ON reports.id = facts.report_id
"""

_NARRATIVE = (
    # NUMERIC as in `cells`; `exact` is a JSON object of the numbers that are no INTEGER.
    """CREATE TABLE facts (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      fact_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      channel TEXT,
      category TEXT,
      subject TEXT,
      event_kind TEXT,
      title TEXT,
      dates TEXT,
      platform TEXT,
      body TEXT,
      scope TEXT,
      received NUMERIC,
      resolved NUMERIC,
      pending NUMERIC,
      undisclosed NUMERIC,
      answered NUMERIC,
      disclosed NUMERIC,
      count NUMERIC,
      active NUMERIC,
      sessions NUMERIC,
      participants NUMERIC,
      value NUMERIC,
      value_yuan NUMERIC,
      rate NUMERIC,
      unit TEXT,
      qualifier TEXT,
      raw TEXT,
      exact TEXT,
      quote TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      section INTEGER,
      found_by TEXT NOT NULL,
      status TEXT NOT NULL,
      UNIQUE (report_id, position)
    )""",
    """CREATE TABLE fact_places (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL,
      position INTEGER NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      FOREIGN KEY (report_id, position) REFERENCES facts(report_id, position) ON DELETE CASCADE
    )""",
    *(
        f"""CREATE TABLE {quotes} (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      quote TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL
    )"""
        for quotes in ("problems", "measures", "unexplained")
    ),
    "ALTER TABLE reports ADD COLUMN numbers_explained INTEGER",
    "ALTER TABLE reports ADD COLUMN numbers_total INTEGER",
    "CREATE INDEX facts_kind ON facts(kind, report_id, position)",
    "CREATE INDEX fact_places_fact ON fact_places(report_id, position)",
    "CREATE INDEX problems_report ON problems(report_id)",
    "CREATE INDEX measures_report ON measures(report_id)",
    "CREATE INDEX unexplained_report ON unexplained(report_id)",
    _FACTS_CITED,
)


@migrations()
def m002_narrative(db: Database) -> None:
    """Facts of the narrative, problems, measures, and how many numbers are explained."""
    for statement in _NARRATIVE:
        db.execute(statement)


_MODEL = (
    # JSON lists. `cost` is exact, in US dollars.
    "ALTER TABLE facts ADD COLUMN other_reading TEXT",
    "ALTER TABLE reports ADD COLUMN model TEXT",
    "ALTER TABLE reports ADD COLUMN model_reader TEXT",
    "ALTER TABLE reports ADD COLUMN llm_calls INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE reports ADD COLUMN cached_calls INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE reports ADD COLUMN prompt_tokens INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE reports ADD COLUMN completion_tokens INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE reports ADD COLUMN cost TEXT NOT NULL DEFAULT '0'",
    "ALTER TABLE reports ADD COLUMN seconds REAL NOT NULL DEFAULT 0",
    "ALTER TABLE reports ADD COLUMN chunks INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE reports ADD COLUMN model_failures TEXT NOT NULL DEFAULT '[]'",
    """CREATE TABLE dropped (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      quote TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      label TEXT NOT NULL,
      role TEXT NOT NULL,
      reason TEXT NOT NULL
    )""",
    "CREATE INDEX dropped_report ON dropped(report_id)",
    # `key` is the hash of all that an answer depends on: model, prompt, schema, passage, settings.
    """CREATE TABLE responses (
      key TEXT PRIMARY KEY,
      model TEXT NOT NULL,
      prompt_sha256 TEXT NOT NULL,
      answer TEXT NOT NULL,
      prompt_tokens INTEGER NOT NULL,
      completion_tokens INTEGER NOT NULL,
      asked_utc TEXT NOT NULL
    ) WITHOUT ROWID""",
)


@migrations()
def m003_model(db: Database) -> None:
    """What the model read, dropped and took; its answers, so that no call is made twice."""
    for statement in _MODEL:
        db.execute(statement)


_PASSAGES = (
    # Numbers are never given twice: the index knows a passage by nothing else.
    """CREATE TABLE passages (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      section INTEGER,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL
    )""",
    "CREATE INDEX passages_report ON passages(report_id, section)",
    # Without the text: a passage is cut from its source. BM25 needs the places of the words.
    """CREATE VIRTUAL TABLE passages_index
      USING fts5(grams, content='', tokenize='ascii')""",
)


@migrations()
def m004_passages(db: Database) -> None:
    """The sentences of the reports, indexed for searching; those of older reports too."""
    for statement in _PASSAGES:
        db.execute(statement)
    for (report_id,) in db.execute("SELECT id FROM reports ORDER BY id").fetchall():
        index_report(db, report_id)


def step_names() -> list[str]:
    """Return the names of all steps, in order."""
    with Database(memory=True, execute_plugins=False) as empty:
        return [step.name for step in migrations.pending(empty)]
