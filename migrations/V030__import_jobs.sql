-- Import jobs and what they found wrong.

create table import_folder (
  one boolean primary key default true check (one),
  id uuid not null
);
comment on table import_folder is '本数据库在工作目录中的文件夹名，首次启动时取得';

create table import_job (
  id uuid primary key,
  collection text not null references dataset,
  mode text not null check (mode in ('APPEND', 'REPLACE', 'UPSERT')),
  commit_mode text not null check (commit_mode in ('AUTO', 'MANUAL')),
  file_name text not null check (length(file_name) between 1 and 255),
  file_bytes bigint not null check (file_bytes >= 0),
  requested_crs text,
  requested_encoding text,
  requested_mapping json not null default '{}',
  coverage text[] not null default '{}',
  requested_layer text,
  source_date date,
  actor jsonb not null,
  actor_id bigint not null,
  idempotency_key text check (length(idempotency_key) between 1 and 200),
  state text not null default 'QUEUED' check (state in
    ('QUEUED', 'READING', 'CHECKED', 'COMMITTING', 'COMMITTED', 'REJECTED', 'FAILED', 'CANCELLED')),
  rows_total bigint,
  rows_read bigint not null default 0,
  rows_accepted bigint not null default 0,
  rows_rejected bigint not null default 0,
  warnings bigint not null default 0,
  crs text,
  encoding text,
  mapping json not null default '{}',
  unmapped text[] not null default '{}',
  inserted bigint not null default 0,
  updated bigint not null default 0,
  unchanged bigint not null default 0,
  ended bigint not null default 0,
  data_version bigint,
  failure_code text,
  failure_args jsonb,
  created_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  finished_at timestamptz,
  unique (actor_id, idempotency_key),
  check ((state in ('COMMITTED', 'REJECTED', 'FAILED', 'CANCELLED')) = (finished_at is not null)),
  check ((state = 'COMMITTED') = (data_version is not null)),
  check ((state = 'FAILED') = (failure_code is not null))
);
comment on table import_job is '导入任务：一个文件，要么全部入库，要么一行也不入库';
comment on column import_job.mode is '方式：APPEND 追加，REPLACE 按范围替换，UPSERT 按编号更新';
comment on column import_job.commit_mode is 'AUTO 检查通过即入库，MANUAL 检查后等待确认';
comment on column import_job.file_name is '上传的文件名';
comment on column import_job.file_bytes is '上传文件的字节数';
comment on column import_job.requested_crs is '参数 crs';
comment on column import_job.requested_encoding is '参数 encoding';
comment on column import_job.requested_mapping is '参数 mapping：文件字段到图层字段';
comment on column import_job.coverage is '本文件完整覆盖的县级行政区';
comment on column import_job.requested_layer is '参数 layer：文件中有多个图层时要读的图层';
comment on column import_job.source_date is '参数 sourceDate：数据日期';
comment on column import_job.actor is '提交人（或确认入库的人），任务以其名义执行';
comment on column import_job.actor_id is '提交人用户编号';
comment on column import_job.idempotency_key is '请求头 Idempotency-Key，同一人重复提交得到同一任务';
comment on column import_job.state is 'QUEUED 排队，READING 读取检查，CHECKED 待确认，COMMITTING 入库，COMMITTED 已入库，REJECTED 有错退回，FAILED 失败，CANCELLED 取消';
comment on column import_job.rows_total is '文件的行数，读取前未知时为空';
comment on column import_job.rows_read is '已读行数';
comment on column import_job.rows_accepted is '检查通过的行数';
comment on column import_job.rows_rejected is '有错误的行数';
comment on column import_job.warnings is '警告条数';
comment on column import_job.crs is '实际采用的坐标系';
comment on column import_job.encoding is '实际采用的文字编码';
comment on column import_job.mapping is '实际采用的字段对应';
comment on column import_job.unmapped is '未对应的文件字段，保存在要素的 extra 中';
comment on column import_job.inserted is '新增要素数';
comment on column import_job.updated is '变更要素数（要素标识不变）';
comment on column import_job.unchanged is '与现行版本相同、未产生新版本的要素数';
comment on column import_job.ended is '终止要素数';
comment on column import_job.data_version is '入库后的数据版本';
comment on column import_job.failure_code is '失败原因代码，文字见 import.代码';
comment on column import_job.failure_args is '失败原因文字中的值';
create index import_job_unfinished on import_job (created_at) where finished_at is null;
create index import_job_by_time on import_job (created_at desc);
create index import_job_by_collection on import_job (collection, created_at desc);

create table import_problem (
  job uuid not null references import_job on delete cascade,
  seq integer not null,
  severity text not null check (severity in ('ERROR', 'WARNING')),
  code text not null check (code ~ '^[A-Z][A-Z0-9_]*$'),
  record bigint check (record > 0),
  field text,
  value text,
  args jsonb not null default '[]',
  x double precision,
  y double precision,
  longitude double precision,
  latitude double precision,
  primary key (job, seq)
);
comment on table import_problem is '导入任务发现的问题，每个问题一行；文字按代码取自消息文件';
comment on column import_problem.seq is '序号，按文件中的先后';
comment on column import_problem.severity is 'ERROR 错误（整个文件不入库），WARNING 警告';
comment on column import_problem.record is '文件中的第几条记录，从 1 起；空为整个文件的问题';
comment on column import_problem.field is '文件字段名或图层字段名';
comment on column import_problem.value is '文件中的值，过长时截断';
comment on column import_problem.args is '文字中的值';
comment on column import_problem.x is '位置：文件坐标系的东坐标或经度';
comment on column import_problem.y is '位置：文件坐标系的北坐标或纬度';
comment on column import_problem.longitude is '位置：EPSG:4490 经度';
comment on column import_problem.latitude is '位置：EPSG:4490 纬度';
