PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO _sqlite_migrations VALUES(1,'xxgk','m001_initial','2026-01-31 08:00:00+00:00');
INSERT INTO _sqlite_migrations VALUES(2,'xxgk','m002_narrative','2026-01-31 08:00:00+00:00');
INSERT INTO _sqlite_migrations VALUES(3,'xxgk','m003_model','2026-01-31 08:00:00+00:00');
INSERT INTO _sqlite_migrations VALUES(4,'xxgk','m004_passages','2026-01-31 08:00:00+00:00');
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
INSERT INTO cells VALUES(1,1,'article20','normative_documents','made','规范性文件','本年新制作数量','9',9,'9','value',NULL,NULL,73,74);
INSERT INTO cells VALUES(2,1,'article20','normative_documents','total','规范性文件','对外公开总数量','60',60,'60','value',NULL,NULL,77,79);
INSERT INTO cells VALUES(3,1,'article20','administrative_license','previous_items','行政许可','上一年项目数量','113',113,'113','value',NULL,NULL,85,88);
INSERT INTO cells VALUES(4,1,'article20','administrative_license','change','行政许可','本年增/减','增',NULL,NULL,'direction_only','increase',NULL,89,90);
INSERT INTO cells VALUES(5,1,'article20','procurement','amount','政府集中采购','采购总金额（元）','679.7万元',6797000,'6797000','value',NULL,'万元',103,110);
INSERT INTO cells VALUES(6,1,'applications','new','natural_person','一、本年新收政府信息公开申请数量','自然人','2',2,'2','value',NULL,NULL,132,133);
INSERT INTO cells VALUES(7,1,'applications','new','business','一、本年新收政府信息公开申请数量','商业企业','',NULL,NULL,'blank',NULL,NULL,134,134);
INSERT INTO cells VALUES(8,1,'applications','new','research','一、本年新收政府信息公开申请数量','科研机构','两',NULL,NULL,'unreadable',NULL,NULL,135,136);
INSERT INTO cells VALUES(9,1,'applications','new','total','一、本年新收政府信息公开申请数量','总计',NULL,NULL,NULL,'missing',NULL,NULL,NULL,NULL);
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
INSERT INTO checks VALUES(1,1,'T3-ROW-TOTAL','arithmetic','new','fail',NULL,NULL);
INSERT INTO checks VALUES(2,1,'T3-INT','arithmetic','','pass','0',NULL);
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
INSERT INTO dropped VALUES(1,1,'99',343,345,'热线','信件收到','made up');
CREATE TABLE fact_places (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL,
      position INTEGER NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      FOREIGN KEY (report_id, position) REFERENCES facts(report_id, position) ON DELETE CASCADE
    );
INSERT INTO fact_places VALUES(1,1,1,350,357);
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
INSERT INTO facts VALUES(1,1,0,'f1','publication',NULL,NULL,'信息',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,312,NULL,NULL,NULL,NULL,NULL,NULL,'条',NULL,NULL,NULL,'公开信息312条',35,43,1,'["rule", "llm"]','agreed',NULL);
INSERT INTO facts VALUES(2,1,1,'f2','mailbox','区长信箱',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,41,39,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,95.120000000000004547,NULL,NULL,NULL,'{"rate": "95.12"}','区长信箱共收到信件41件，办结39件，办结率95.12%',152,180,5,'["rule"]','rule_only',NULL);
INSERT INTO facts VALUES(3,1,2,'f3','category_count','区长信箱','社区物业',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,6,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'社区物业6封',183,189,5,'["llm"]','llm_only',NULL);
INSERT INTO facts VALUES(4,1,3,'f4','event',NULL,NULL,NULL,'training','公开培训会','["2020-08-04", "2020-10-26"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,80,NULL,NULL,NULL,NULL,'余',NULL,NULL,'8月4日、10月26日举办公开培训会，80余人参加',191,216,5,'["rule", "llm"]','conflict','[{"start": 191, "kind": "statistic", "field": "value", "label": "信件"}]');
INSERT INTO facts VALUES(5,1,4,'f5','interpretation',NULL,NULL,'政策解读',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,30,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'余',NULL,NULL,'发布各类政策解读30余条',217,229,5,'["rule", "llm"]','agreed',NULL);
INSERT INTO facts VALUES(6,1,5,'f6','proposal',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'npc',NULL,51,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,100,NULL,NULL,NULL,NULL,'承办人大代表建议51件，办复率100%',230,249,5,'["rule"]','rule_only',NULL);
INSERT INTO facts VALUES(7,1,6,'f7','application',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,40,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'全区共受理申请40件',250,260,5,'["llm"]','llm_only',NULL);
INSERT INTO facts VALUES(8,1,7,'f8','account',NULL,NULL,NULL,NULL,NULL,NULL,'新浪微博',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'新浪微博2个',261,267,5,'["rule", "llm"]','conflict',NULL);
INSERT INTO facts VALUES(9,1,8,'f9','service_item',NULL,NULL,'网办事项',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,590,NULL,NULL,NULL,NULL,NULL,NULL,'项',NULL,NULL,NULL,'网办事项590项',268,276,5,'["rule", "llm"]','agreed',NULL);
INSERT INTO facts VALUES(10,1,9,'f10','amount',NULL,NULL,'免税收入',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,846197800,NULL,NULL,NULL,'84619.78万元',NULL,'免税收入84619.78万元',277,291,5,'["rule"]','rule_only',NULL);
INSERT INTO facts VALUES(11,1,10,'f11','statistic',NULL,NULL,'走访群众',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,12000,NULL,NULL,'人次',NULL,NULL,NULL,'走访群众1.2万人次',292,302,5,'["llm"]','llm_only',NULL);
INSERT INTO facts VALUES(12,1,11,'f12','statement',NULL,NULL,'行政复议和行政诉讼',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,'未发生行政复议和行政诉讼',303,315,5,'["rule", "llm"]','conflict',NULL);
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
INSERT INTO findings VALUES(1,1,'T3-ROW-TOTAL','error','“新收”一行的总计缺失','2',NULL,'[{"table": "applications", "row": "new", "column": "total"}, {"table": "applications", "row": "new", "column": "natural_person"}]');
INSERT INTO findings VALUES(2,1,'ST-HEAD-WORDING','warning','标题与格式不同','总体情况','总体情况：','[{"start": 35, "end": 43}]');
CREATE TABLE measures (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      quote TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL
    );
INSERT INTO measures VALUES(1,1,'下一步加强培训。',333,341);
CREATE TABLE problems (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      quote TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL
    );
INSERT INTO problems VALUES(1,1,'一是更新不及时。',317,325);
INSERT INTO problems VALUES(2,1,'二是队伍不稳定。',325,333);
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
INSERT INTO reports VALUES(1,'王益区人民政府办公室',2020,'王益区人民政府办公室2020年政府信息公开工作年度报告','2019','2019','2019','陕西省','铜川市','王益区',NULL,'2020-01-01','2020-12-31',NULL,'0919-1234567',NULL,NULL,'hans','made.txt','text/plain','utf-8',359,'ea0890697a77af0a2e054cccec587c8a42feb5cf38e778c6c6e2a96bfb945c0b','3ede7deae19ff6e9b5e43013fc8ff2b9d7e58a7ff2dbb29d00be64453773a317','1','3','2026-01-31T08:00:00Z',NULL,19,20,'made-model','made-model',3,1,2000,120,'0.0031',12.5,4,'["the model made-model did not answer: 500"]');
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
INSERT INTO sections VALUES(1,1,1,'总体情况',27,43);
INSERT INTO sections VALUES(2,1,2,'主动公开政府信息情况',43,150);
CREATE TABLE sources (text_sha256 TEXT PRIMARY KEY, text TEXT NOT NULL);
INSERT INTO sources VALUES('3ede7deae19ff6e9b5e43013fc8ff2b9d7e58a7ff2dbb29d00be64453773a317',replace('王益区人民政府办公室2020年政府信息公开工作年度报告\n一、总体情况\n公开信息312条。\n二、主动公开政府信息情况\n规章	0	0	0\n规范性文件	9	9	60\n行政许可	113	增	12\n政府集中采购	3	679.7万元\n三、收到和处理政府信息公开申请情况\n新收	2		两\n五、存在的主要问题及改进情况\n区长信箱共收到信件41件，办结39件，办结率95.12%。其中社区物业6封。\n8月4日、10月26日举办公开培训会，80余人参加。发布各类政策解读30余条。承办人大代表建议51件，办复率100%。全区共受理申请40件。新浪微博2个。网办事项590项。免税收入84619.78万元。走访群众1.2万人次。未发生行政复议和行政诉讼。\n一是更新不及时。二是队伍不稳定。下一步加强培训。另有99个未知数。信箱信件41件。\n','\n',char(10)));
CREATE TABLE unexplained (
      id INTEGER PRIMARY KEY,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      quote TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL
    );
INSERT INTO unexplained VALUES(1,1,'99',343,345);
CREATE TABLE passages (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
      section INTEGER,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL
    );
INSERT INTO passages VALUES(1,1,NULL,0,27);
INSERT INTO passages VALUES(2,1,1,28,34);
INSERT INTO passages VALUES(3,1,1,35,44);
INSERT INTO passages VALUES(4,1,2,45,57);
INSERT INTO passages VALUES(5,1,2,58,66);
INSERT INTO passages VALUES(6,1,2,67,79);
INSERT INTO passages VALUES(7,1,2,80,93);
INSERT INTO passages VALUES(8,1,2,94,110);
INSERT INTO passages VALUES(9,1,2,111,128);
INSERT INTO passages VALUES(10,1,2,137,151);
INSERT INTO passages VALUES(11,1,NULL,152,181);
INSERT INTO passages VALUES(12,1,NULL,181,190);
INSERT INTO passages VALUES(13,1,NULL,191,217);
INSERT INTO passages VALUES(14,1,NULL,217,230);
INSERT INTO passages VALUES(15,1,NULL,230,250);
INSERT INTO passages VALUES(16,1,NULL,250,261);
INSERT INTO passages VALUES(17,1,NULL,261,268);
INSERT INTO passages VALUES(18,1,NULL,268,277);
INSERT INTO passages VALUES(19,1,NULL,277,292);
INSERT INTO passages VALUES(20,1,NULL,292,303);
INSERT INTO passages VALUES(21,1,NULL,303,316);
INSERT INTO passages VALUES(22,1,NULL,317,325);
INSERT INTO passages VALUES(23,1,NULL,325,333);
INSERT INTO passages VALUES(24,1,NULL,333,341);
INSERT INTO passages VALUES(25,1,NULL,341,350);
INSERT INTO passages VALUES(26,1,NULL,350,358);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','passages_index','passages_index',0,'CREATE VIRTUAL TABLE passages_index
      USING fts5(grams, content='''', detail=none, tokenize=''ascii'')');
CREATE TABLE IF NOT EXISTS 'passages_index_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO passages_index_data VALUES(1,X'1a8163');
INSERT INTO passages_index_data VALUES(10,X'000000000101010001010101');
INSERT INTO passages_index_data VALUES(137438953473,X'000004ed02303005010131140201300d0301300f0202313307020132070401013211030203303230010201360d010133080201300e02023132030201390b0101340d020130100201310b0f010235310f02023930120101360c02013006020237390801013708020138130101380d0201300d02043436313913010139060201350b020139190103e4b880020403e698af160502ada518030487e4baba140403e58583080b0301890903048be4b8801803048de58f8a160403e7a8b3170301aa110403e69caa190304ade7a4be0c0403e98787080304bbe58aa8040403e8a6810a0304bee58a9e0d0205ba8be9a1b91203018c040403e698af170301940a0304bae58f820d0502a4a70f0403e6aca1140502b091010205bba3e8a1a80f0301b60b04010a0205bc8de4b88d170205bd93e6838502030499e4baba0d0403e69da10e03049ce5b9b4010205bfa1e4bbb60b0f0403e681af010201050403e7aeb10b0f0106e5858de7a88e130304a8e58cba100304ace5aea4010502bc8001020105040304b1e58f97100403e694b60b0304b6e4b8ad0c020588b0e4bfa10b0403e5928c0902058a9ee4ba8b120601ba0f0403e585ac010c0502a48d0f0403e7bb930b0304a0e5bcba180304a8e585ac0402058cbae4baba010403e585b1100403e789a90c0403e995bf0b02058f82e58aa00d03048ae694b90a050297b616030491e5b8830e0403e7949f15030497e79086100304a6e69c891902059084e7b1bb0e0205928ce5a484090403e8a18c1502059ca8e79a840a02059fb9e8aead0d0b0202a29e070205a484e790860903048de78e870f0403e8aeae150304a7e4bba30f0205ad98e59ca80a0202b0810c0205b7a5e4bd9c010205b883e590840e0205b9b4e5baa6010403e694bf010205ba9ce4bfa10103050403e58a9e010403e99b86080304a6e68aa5010205bbbae8aeae0f0205bc80e4bfa1030403e59fb90d0502b7a5010403e694bf040403e794b3090304bae59fb9180205beaee58d9a110106e680a7e69687060304bbe4bd9302020581afe585ac01080403e683850402058385e586b502020501020589bfe58a9e0f02058aa5e5918a01020594b6e585a513050288b009020304b9e8bf9b0a0304bfe5a48d150502ba9c010304010403e7ad960e0403e8aeb8070502af891502059687e4bbb6060304b0e4b88d160403e6b5aa11020297a50d0403e4b8be0d020598afe69bb4160403e9989f1702059bb4e696b01602029c880d0304aae58f91150403e79fa51902029da1030205ada5e58aa0180205b091e694bf010205b5aae5beae110106e789a9e4b89a0c02058e8be79b8a0102059086e694bf090403e794b3100205949fe8a18c150304b3e8afb7090702059a84e4b8bb0a02059b8ae58cba0102059fa5e695b0190205a4bee58cba0c0205a88ee694b6130304b3e5ae9a170205ad96e8a7a30e0205aeb1e4bfa11a0403e585b10b0205b1bbe694bf0e0205bb93e78e870b0205bd91e58a9e120205bea4e4bc97140106e88c83e680a7060205a18ce694bf070e0304a8e5bbba0f0205a681e997ae0a0205a784e7aba0050403e88c83060304a3e8afbb0e0205aeade4bc9a0d0304aee5928c150304b8e58faf070304bfe7bea4140205af89e8aebc150304b7e68385090205b5b0e8aebf140205bf9be683850a0106e98787e8b4ad08020595bfe4bfa10b020597aee9a2980a0205989fe4bc8d1702059b86e4b8ad080202a1b9120205a298e58f8a0a04040404040505050604040405040404050505040405040404040704040406060507070407070604060706070607080406040705060508070808070607090907090707090706070806080407050607070806060608070507060707080806080905080706070805080808060a0606070808060506060708090709060b0808080607070806060508070605060806080507060508080809080806080808080808080708080608080808090907080806070807070708070808090808080805');
CREATE TABLE IF NOT EXISTS 'passages_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO passages_index_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS 'passages_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO passages_index_docsize VALUES(1,X'16');
INSERT INTO passages_index_docsize VALUES(2,X'04');
INSERT INTO passages_index_docsize VALUES(3,X'05');
INSERT INTO passages_index_docsize VALUES(4,X'0a');
INSERT INTO passages_index_docsize VALUES(5,X'04');
INSERT INTO passages_index_docsize VALUES(6,X'07');
INSERT INTO passages_index_docsize VALUES(7,X'06');
INSERT INTO passages_index_docsize VALUES(8,X'09');
INSERT INTO passages_index_docsize VALUES(9,X'0f');
INSERT INTO passages_index_docsize VALUES(10,X'0c');
INSERT INTO passages_index_docsize VALUES(11,X'11');
INSERT INTO passages_index_docsize VALUES(12,X'07');
INSERT INTO passages_index_docsize VALUES(13,X'12');
INSERT INTO passages_index_docsize VALUES(14,X'09');
INSERT INTO passages_index_docsize VALUES(15,X'0c');
INSERT INTO passages_index_docsize VALUES(16,X'08');
INSERT INTO passages_index_docsize VALUES(17,X'05');
INSERT INTO passages_index_docsize VALUES(18,X'05');
INSERT INTO passages_index_docsize VALUES(19,X'06');
INSERT INTO passages_index_docsize VALUES(20,X'07');
INSERT INTO passages_index_docsize VALUES(21,X'0b');
INSERT INTO passages_index_docsize VALUES(22,X'06');
INSERT INTO passages_index_docsize VALUES(23,X'06');
INSERT INTO passages_index_docsize VALUES(24,X'06');
INSERT INTO passages_index_docsize VALUES(25,X'05');
INSERT INTO passages_index_docsize VALUES(26,X'05');
CREATE TABLE IF NOT EXISTS 'passages_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO passages_index_config VALUES('version',4);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('passages',26);
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
CREATE INDEX passages_report ON passages(report_id, section);
PRAGMA writable_schema=OFF;
COMMIT;
