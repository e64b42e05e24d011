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
      USING fts5(grams, content='''', tokenize=''ascii'')');
CREATE TABLE IF NOT EXISTS 'passages_index_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO passages_index_data VALUES(1,X'1a8163');
INSERT INTO passages_index_data VALUES(10,X'000000000101010001010101');
INSERT INTO passages_index_data VALUES(137438953473,X'000006ab02303005060303030101311402050201300d02060301300f020d02023133070205020132070207040212010132110205030206020330323001020b0201360d02080101330802070201300e0209020231320302050201390b020d0101340d02040201301002080201310b020a0f0205010235310f0209020239301202050101360c0207020130060208020237390802080101370802090201381302060101380d02020201300d0210020434363139130205010139060406030201350b02110201391902030103e4b8800202020403e698af1602020502ada5180203030487e4baba1402070403e5858308020a0b020703018909020203048be4b88018020203048de58f8a1602060403e7a8b31702060301aa1102060403e69caa1902040304ade7a4be0c02030403e987870802050304bbe58aa80402030403e8a6810a02060304bee58a9e0d020a0205ba8be9a1b912020403018c0402020403e698af1702020301940a02020304bae58f820d02120502a4a70f02040403e6aca11402080502b0910102050205bba3e8a1a80f02060301b60b040b0504020a0102090a02060205bc8de4b88d1702050205bd93e68385020204030499e4baba0d02110403e69da10e020a03049ce5b9b40102140205bfa1e4bbb60b02090f02040403e681af01020f02020401020905020a0403e7aeb10b02040f02020106e5858de7a88e1302020304a8e58cba1002020304ace5aea401020a0502bc8001021102020201020505020c04020c0304b1e58f971002040403e694b60b02060304b6e4b8ad0c0202020588b0e4bfa10b02080403e5928c09020402058a9ee4ba8b1202030601ba0f02030403e585ac0102090c020b0502a48d0f020b0403e7bb930b040c050304a0e5bcba1802050304a8e585ac04020402058cbae4baba0102040403e585b11002030403e789a90c02050403e995bf0b020202058f82e58aa00d021303048ae694b90a020a050297b6160207030491e5b8830e02020403e7949f150203030497e790861002050304a6e69c8919020202059084e7b1bb0e02040205928ce5a4840902050403e8a18c15020902059ca8e79a840a020402059fb9e8aead0d020e0b02070202a29e0702060205a484e7908609020603048de78e870f020c0403e8aeae1502070304a7e4bba30f02050205ad98e59ca80a02030202b0810c02080205b7a5e4bd9c0102130205b883e590840e02030205b9b4e5baa60102150403e694bf01020c0205ba9ce4bfa101020e0302080502090403e58a9e0102080403e99b860802030304a6e68aa50102160205bbbae8aeae0f02080205bc80e4bfa10302030403e59fb90d020d0502b7a50102120403e694bf0402060403e794b309020d0304bae59fb91802060205beaee58d9a1102040106e680a7e696870602040304bbe4bd93020203020581afe585ac01021008020b0403e6838504020a02058385e586b502020502020b05021001020d020589bfe58a9e0f020202058aa5e5918a010217020594b6e585a5130204050288b00902030202070304b9e8bf9b0a020b0304bfe5a48d1502060502ba9c010407080302070402020102080403e7ad960e02060403e8aeb80702030502af8915020b02059687e4bbb60602050304b0e4b88d1602050403e6b5aa110202020297a50d02050403e4b8be0d0209020598afe69bb41602030403e9989f17020302059bb4e696b016020402029c880d0403060304aae58f911502020403e79fa519020502029da10302060205ada5e58aa01802040205b091e694bf0102060205b5aae5beae1102030106e789a9e4b89a0c020602058e8be79b8a01020202059086e694bf0902070403e794b31002060205949fe8a18c1502040304b3e8afb709020e07020702059a84e4b8bb0a020502059b8ae58cba01020302059fa5e695b01902060205a4bee58cba0c02040205a88ee694b61302030304b3e5ae9a1702070205ad96e8a7a30e02070205aeb1e4bfa11a02030403e585b10b02050205b1bbe694bf0e02050205bb93e78e870b02100205bd91e58a9e1202020205bea4e4bc971402040106e88c83e680a70602030205a18ce694bf0702020e0405070304a8e5bbba0f02070205a681e997ae0a02070205a784e7aba00502020403e88c830602020304a3e8afbb0e02080205aeade4bc9a0d020f0304aee5928c1502080304b8e58faf0702040304bfe7bea41402030205af89e8aebc15020c0304b7e6838509020f0205b5b0e8aebf1402020205bf9be683850a020c0106e98787e8b4ad080206020595bfe4bfa10b0203020597aee9a2980a02080205989fe4bc8d17020402059b86e4b8ad0802040202a1b91202060205a298e58f8a0a0209040806060607090908060606070606060907070606070606060609070606080807090b06090908060809080908090a060806090708070a100a0a0908090d110b0b0909130908090a080a060b070909090a0808080a0907090809090a0a080a0d070a0908090a070a0a0a08100808090a0a08070808090a0b090d08130a0a0a0a0909110808070a090807080a080a080908070a0a0a0b0a0a080a0c0a0a0a0a0a090a0a080a0a0a0a0b0e090a0a08090a0909090a090a0a0b0a0a0a0a07');
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
