BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'xxgk','m001_initial','2026-01-31 08:00:00+00:00');
CREATE TABLE cells (
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
    );
INSERT INTO "cells" VALUES(1,1,'article20','normative_documents','made','规范性文件','本年新制作数量','9',9,'9','value',NULL,NULL,73,74);
INSERT INTO "cells" VALUES(2,1,'article20','normative_documents','total','规范性文件','对外公开总数量','60',60,'60','value',NULL,NULL,77,79);
INSERT INTO "cells" VALUES(3,1,'article20','administrative_license','previous_items','行政许可','上一年项目数量','113',113,'113','value',NULL,NULL,85,88);
INSERT INTO "cells" VALUES(4,1,'article20','administrative_license','change','行政许可','本年增/减','增',NULL,NULL,'direction_only','increase',NULL,89,90);
INSERT INTO "cells" VALUES(5,1,'article20','procurement','amount','政府集中采购','采购总金额','679.7万元',6797000,'6797000','value',NULL,'万元',103,110);
INSERT INTO "cells" VALUES(6,1,'applications','new','natural_person','一、本年新收政府信息公开申请数量','自然人','2',2,'2','value',NULL,NULL,132,133);
INSERT INTO "cells" VALUES(7,1,'applications','new','business','一、本年新收政府信息公开申请数量','商业企业','',NULL,NULL,'blank',NULL,NULL,134,134);
INSERT INTO "cells" VALUES(8,1,'applications','new','research','一、本年新收政府信息公开申请数量','科研机构','两',NULL,NULL,'unreadable',NULL,NULL,135,136);
INSERT INTO "cells" VALUES(9,1,'applications','new','total','一、本年新收政府信息公开申请数量','总计',NULL,NULL,NULL,'missing',NULL,NULL,NULL,NULL);
CREATE TABLE checks (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      rule TEXT NOT NULL,
      rule_class TEXT NOT NULL,
      instance TEXT NOT NULL,
      status TEXT NOT NULL,
      expected TEXT,
      actual TEXT
    );
INSERT INTO "checks" VALUES(1,1,'T3-ROW-TOTAL','arithmetic','new','fail',NULL,NULL);
INSERT INTO "checks" VALUES(2,1,'T3-INT','arithmetic','','pass','0',NULL);
CREATE TABLE failures (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
      path TEXT NOT NULL,
      error TEXT NOT NULL,
      message TEXT NOT NULL
    );
INSERT INTO "failures" VALUES(1,1,'other.txt','NotAReport','other.txt: this is a menu');
CREATE TABLE findings (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      rule TEXT NOT NULL,
      severity TEXT NOT NULL,
      message TEXT NOT NULL,
      expected TEXT,
      actual TEXT,
      evidence TEXT NOT NULL
    );
INSERT INTO "findings" VALUES(1,1,'T3-ROW-TOTAL','error','“新收”一行的总计缺失','2',NULL,'[{"table": "applications", "row": "new", "column": "total"}, {"table": "applications", "row": "new", "column": "natural_person"}]');
INSERT INTO "findings" VALUES(2,1,'ST-HEAD-WORDING','warning','标题与格式不同','总体情况','总体情况：','[{"start": 35, "end": 43}]');
CREATE TABLE reports (
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
    );
INSERT INTO "reports" VALUES(1,'王益区人民政府办公室',2020,'王益区人民政府办公室2020年政府信息公开工作年度报告','2019','2019','2019','陕西省','铜川市','王益区',NULL,'2020-01-01','2020-12-31',NULL,'0919-1234567',NULL,NULL,'hans','made.txt','text/plain','utf-8',137,'ea0890697a77af0a2e054cccec587c8a42feb5cf38e778c6c6e2a96bfb945c0b','6bb5823f1eeecf272cbdb1b6b1fede875dc2ea85fdb44b12a43bb649f11ad33a','1','1','2026-01-31T08:00:00Z',1);
CREATE TABLE runs (
      id INTEGER PRIMARY KEY,
      started_utc TEXT NOT NULL,
      finished_utc TEXT,
      version TEXT NOT NULL,
      command TEXT NOT NULL,
      read INTEGER NOT NULL DEFAULT 0,
      skipped INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0
    );
INSERT INTO "runs" VALUES(1,'2026-01-31T08:00:00Z','2026-01-31T08:00:00Z','0.1.0','["extract", "made.txt"]',1,0,1);
CREATE TABLE sections (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      title TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL
    );
INSERT INTO "sections" VALUES(1,1,1,'总体情况',27,43);
INSERT INTO "sections" VALUES(2,1,2,'主动公开政府信息情况',43,150);
CREATE TABLE sources (text_sha256 TEXT PRIMARY KEY, text TEXT NOT NULL);
INSERT INTO "sources" VALUES('6bb5823f1eeecf272cbdb1b6b1fede875dc2ea85fdb44b12a43bb649f11ad33a','王益区人民政府办公室2020年政府信息公开工作年度报告
一、总体情况
公开信息312条。
二、主动公开政府信息情况
规章	0	0	0
规范性文件	9	9	60
行政许可	113	增	12
政府集中采购	3	679.7万元
三、收到和处理政府信息公开申请情况
新收	2		两
');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX failures_run ON failures(run_id);
CREATE INDEX reports_text ON reports(text_sha256);
CREATE INDEX reports_run ON reports(run_id);
CREATE INDEX reports_year ON reports(year, organization);
CREATE INDEX sections_report ON sections(report_id);
CREATE INDEX findings_report ON findings(report_id);
CREATE INDEX findings_rule ON findings(rule);
CREATE INDEX checks_report ON checks(report_id);
CREATE INDEX cells_key ON cells(table_name, row_name, column_name);
CREATE VIEW cells_cited AS
SELECT
  cells.report_id, reports.organization, reports.year, cells.table_name, cells.row_label,
  cells.column_label, cells.value, cells.value_text, cells.raw, cells.state, cells.direction,
  cells.unit_as_written, substr(sources.text, cells.start + 1, cells."end" - cells.start) AS quote,
  cells.start, cells."end", reports.path, cells.row_name, cells.column_name
FROM cells
JOIN reports ON reports.id = cells.report_id
JOIN sources ON sources.text_sha256 = reports.text_sha256;
COMMIT;
