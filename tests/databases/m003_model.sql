BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'xxgk','m001_initial','2026-01-31 08:00:00+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'xxgk','m002_narrative','2026-01-31 08:00:00+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'xxgk','m003_model','2026-01-31 08:00:00+00:00');
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
INSERT INTO "cells" VALUES(5,1,'article20','procurement','amount','政府集中采购','采购总金额（元）','679.7万元',6797000,'6797000','value',NULL,'万元',103,110);
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
CREATE TABLE dropped (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      quote TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      label TEXT NOT NULL,
      role TEXT NOT NULL,
      reason TEXT NOT NULL
    );
INSERT INTO "dropped" VALUES(1,1,'99',343,345,'热线','信件收到','made up');
CREATE TABLE fact_places (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL,
      position INTEGER NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      FOREIGN KEY (report_id, position) REFERENCES facts(report_id, position) ON DELETE CASCADE
    );
INSERT INTO "fact_places" VALUES(1,1,1,350,357);
CREATE TABLE facts (
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
      status TEXT NOT NULL, other_reading TEXT,
      UNIQUE (report_id, position)
    );
INSERT INTO "facts" VALUES(1,1,0,'f1','publication',NULL,NULL,'信息',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,312,NULL,NULL,NULL,NULL,NULL,NULL,'条',NULL,NULL,NULL,'公开信息312条',35,43,1,'["rule", "llm"]','agreed',NULL);
INSERT INTO "facts" VALUES(2,1,1,'f2','mailbox','区长信箱',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,41,39,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,95.12,NULL,NULL,NULL,'{"rate": "95.12"}','区长信箱共收到信件41件，办结39件，办结率95.12%',152,180,5,'["rule"]','rule_only',NULL);
INSERT INTO "facts" VALUES(3,1,2,'f3','category_count','区长信箱','社区物业',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,6,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'社区物业6封',183,189,5,'["llm"]','llm_only',NULL);
INSERT INTO "facts" VALUES(4,1,3,'f4','event',NULL,NULL,NULL,'training','公开培训会','["2020-08-04", "2020-10-26"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,80,NULL,NULL,NULL,NULL,'余',NULL,NULL,'8月4日、10月26日举办公开培训会，80余人参加',191,216,5,'["rule", "llm"]','conflict','[{"start": 191, "kind": "statistic", "field": "value", "label": "信件"}]');
INSERT INTO "facts" VALUES(5,1,4,'f5','interpretation',NULL,NULL,'政策解读',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,30,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'余',NULL,NULL,'发布各类政策解读30余条',217,229,5,'["rule", "llm"]','agreed',NULL);
INSERT INTO "facts" VALUES(6,1,5,'f6','proposal',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'npc',NULL,51,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,100,NULL,NULL,NULL,NULL,'承办人大代表建议51件，办复率100%',230,249,5,'["rule"]','rule_only',NULL);
INSERT INTO "facts" VALUES(7,1,6,'f7','application',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,40,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'全区共受理申请40件',250,260,5,'["llm"]','llm_only',NULL);
INSERT INTO "facts" VALUES(8,1,7,'f8','account',NULL,NULL,NULL,NULL,NULL,NULL,'新浪微博',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'新浪微博2个',261,267,5,'["rule", "llm"]','conflict',NULL);
INSERT INTO "facts" VALUES(9,1,8,'f9','service_item',NULL,NULL,'网办事项',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,590,NULL,NULL,NULL,NULL,NULL,NULL,'项',NULL,NULL,NULL,'网办事项590项',268,276,5,'["rule", "llm"]','agreed',NULL);
INSERT INTO "facts" VALUES(10,1,9,'f10','amount',NULL,NULL,'免税收入',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,846197800,NULL,NULL,NULL,'84619.78万元',NULL,'免税收入84619.78万元',277,291,5,'["rule"]','rule_only',NULL);
INSERT INTO "facts" VALUES(11,1,10,'f11','statistic',NULL,NULL,'走访群众',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,12000,NULL,NULL,'人次',NULL,NULL,NULL,'走访群众1.2万人次',292,302,5,'["llm"]','llm_only',NULL);
INSERT INTO "facts" VALUES(12,1,11,'f12','statement',NULL,NULL,'行政复议和行政诉讼',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,'未发生行政复议和行政诉讼',303,315,5,'["rule", "llm"]','conflict',NULL);
CREATE TABLE failures (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
      path TEXT NOT NULL,
      error TEXT NOT NULL,
      message TEXT NOT NULL
    );
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
CREATE TABLE measures (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      quote TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL
    );
INSERT INTO "measures" VALUES(1,1,'下一步加强培训。',333,341);
CREATE TABLE problems (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      quote TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL
    );
INSERT INTO "problems" VALUES(1,1,'一是更新不及时。',317,325);
INSERT INTO "problems" VALUES(2,1,'二是队伍不稳定。',325,333);
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
    , numbers_explained INTEGER, numbers_total INTEGER, model TEXT, model_reader TEXT, llm_calls INTEGER NOT NULL DEFAULT 0, cached_calls INTEGER NOT NULL DEFAULT 0, prompt_tokens INTEGER NOT NULL DEFAULT 0, completion_tokens INTEGER NOT NULL DEFAULT 0, cost TEXT NOT NULL DEFAULT '0', seconds REAL NOT NULL DEFAULT 0, chunks INTEGER NOT NULL DEFAULT 0, model_failures TEXT NOT NULL DEFAULT '[]');
INSERT INTO "reports" VALUES(1,'王益区人民政府办公室',2020,'王益区人民政府办公室2020年政府信息公开工作年度报告','2019','2019','2019','陕西省','铜川市','王益区',NULL,'2020-01-01','2020-12-31',NULL,'0919-1234567',NULL,NULL,'hans','made.txt','text/plain','utf-8',359,'ea0890697a77af0a2e054cccec587c8a42feb5cf38e778c6c6e2a96bfb945c0b','3ede7deae19ff6e9b5e43013fc8ff2b9d7e58a7ff2dbb29d00be64453773a317','1','3','2026-01-31T08:00:00Z',NULL,19,20,'made-model','made-model',3,1,2000,120,'0.0031',12.5,4,'["the model made-model did not answer: 500"]');
CREATE TABLE responses (
      key TEXT PRIMARY KEY,
      model TEXT NOT NULL,
      prompt_sha256 TEXT NOT NULL,
      answer TEXT NOT NULL,
      prompt_tokens INTEGER NOT NULL,
      completion_tokens INTEGER NOT NULL,
      asked_utc TEXT NOT NULL
    ) WITHOUT ROWID;
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
INSERT INTO "sources" VALUES('3ede7deae19ff6e9b5e43013fc8ff2b9d7e58a7ff2dbb29d00be64453773a317','王益区人民政府办公室2020年政府信息公开工作年度报告
一、总体情况
公开信息312条。
二、主动公开政府信息情况
规章	0	0	0
规范性文件	9	9	60
行政许可	113	增	12
政府集中采购	3	679.7万元
三、收到和处理政府信息公开申请情况
新收	2		两
五、存在的主要问题及改进情况
区长信箱共收到信件41件，办结39件，办结率95.12%。其中社区物业6封。
8月4日、10月26日举办公开培训会，80余人参加。发布各类政策解读30余条。承办人大代表建议51件，办复率100%。全区共受理申请40件。新浪微博2个。网办事项590项。免税收入84619.78万元。走访群众1.2万人次。未发生行政复议和行政诉讼。
一是更新不及时。二是队伍不稳定。下一步加强培训。另有99个未知数。信箱信件41件。
');
CREATE TABLE unexplained (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      quote TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL
    );
INSERT INTO "unexplained" VALUES(1,1,'99',343,345);
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
CREATE INDEX facts_kind ON facts(kind, report_id, position);
CREATE INDEX fact_places_fact ON fact_places(report_id, position);
CREATE INDEX problems_report ON problems(report_id);
CREATE INDEX measures_report ON measures(report_id);
CREATE INDEX unexplained_report ON unexplained(report_id);
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
JOIN reports ON reports.id = facts.report_id;
CREATE INDEX dropped_report ON dropped(report_id);
COMMIT;
