-- Batches of checks: many parcels of one file, judged at one set of data versions.

create table check_batch (
  id uuid primary key,
  state text not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  file_name text not null check (length(file_name) between 1 and 255),
  file_bytes bigint not null check (file_bytes >= 0),
  request json not null,
  crs text not null,
  by_number boolean not null,
  mapping json not null,
  unmapped text[] not null,
  as_of timestamptz not null,
  data_versions jsonb not null,
  pack_versions jsonb not null,
  actor jsonb not null,
  actor_id bigint not null,
  idempotency_key text check (length(idempotency_key) between 1 and 200),
  total bigint not null check (total > 0),
  done bigint not null default 0,
  failed bigint not null default 0,
  failure_code text,
  failure_incident text,
  created_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  finished_at timestamptz,
  unique (actor_id, idempotency_key),
  check ((state in ('DONE', 'FAILED', 'CANCELLED')) = (finished_at is not null)),
  check ((state = 'FAILED') = (failure_code is not null)),
  check (done + failed <= total)
);
comment on table check_batch is '批量核查任务：一个文件中的许多地块，按同一组数据版本核查';
comment on column check_batch.state is 'QUEUED 排队，RUNNING 进行中，DONE 完成，FAILED 失败，CANCELLED 已取消';
comment on column check_batch.file_name is '上传的文件名';
comment on column check_batch.file_bytes is '上传文件的字节数';
comment on column check_batch.request is '请求：环节、用途等对全部地块适用的内容，以及列的对应';
comment on column check_batch.crs is '文件几何的坐标系';
comment on column check_batch.by_number is '文件没有图形，地块按号码取自登记';
comment on column check_batch.mapping is '实际采用的列对应：文件字段到内容';
comment on column check_batch.unmapped is '未对应的文件字段';
comment on column check_batch.as_of is '数据时刻，也决定核查日期';
comment on column check_batch.data_versions is '各图层的数据版本，全部地块相同';
comment on column check_batch.pack_versions is '受理时各规则包的版本';
comment on column check_batch.actor is '提交人，任务以其名义执行';
comment on column check_batch.actor_id is '提交人用户编号';
comment on column check_batch.idempotency_key is '请求头 Idempotency-Key，同一人重复提交得到同一任务';
comment on column check_batch.total is '地块数';
comment on column check_batch.done is '已得出结论的地块数';
comment on column check_batch.failed is '无法读取或判断的地块数';
comment on column check_batch.failure_code is '失败原因代码，文字见 batch.failure.代码';
comment on column check_batch.failure_incident is '失败的事故编号';
create index check_batch_unfinished on check_batch (created_at) where finished_at is null;
create index check_batch_by_time on check_batch (created_at desc);

create table check_batch_row (
  batch uuid not null references check_batch,
  record bigint not null check (record > 0),
  parcel_no text,
  name text,
  adcode text,
  check_id uuid references parcel_check,
  verdict text check (verdict in ('PROHIBITED', 'SUSPENDED', 'CONDITIONAL', 'NOTICE', 'CLEAR')),
  incomplete boolean,
  area_square_metres double precision,
  clear_area_square_metres double precision,
  rules jsonb,
  areas jsonb,
  pack text,
  pack_version text,
  problem text check (problem ~ '^[A-Z][A-Z0-9_]*$'),
  problem_args jsonb,
  problem_field text,
  x double precision,
  y double precision,
  longitude double precision,
  latitude double precision,
  primary key (batch, record),
  check ((problem is null) = (check_id is not null)),
  check ((check_id is null) = (verdict is null))
);
comment on table check_batch_row is '批量核查的结果，每个地块一行；没有结论的地块也有一行，写明原因';
comment on column check_batch_row.batch is '批量核查任务';
comment on column check_batch_row.record is '文件中的第几条记录，从 1 起';
comment on column check_batch_row.parcel_no is '宗地代码或不动产单元号';
comment on column check_batch_row.name is '名称';
comment on column check_batch_row.adcode is '行政区代码';
comment on column check_batch_row.check_id is '完整答复，见 parcel_check';
comment on column check_batch_row.verdict is '结论';
comment on column check_batch_row.incomplete is '数据是否不全';
comment on column check_batch_row.area_square_metres is '量测面积，平方米';
comment on column check_batch_row.clear_area_square_metres is '无冲突面积，平方米';
comment on column check_batch_row.rules is '命中的规则及其最严重程度';
comment on column check_batch_row.areas is '各图层占用面积（不重复计算），平方米';
comment on column check_batch_row.pack is '规则包';
comment on column check_batch_row.pack_version is '规则包版本';
comment on column check_batch_row.problem is '未得出结论的原因代码，文字取自消息文件';
comment on column check_batch_row.problem_args is '原因文字中的值';
comment on column check_batch_row.problem_field is '有问题的字段';
comment on column check_batch_row.x is '位置：文件坐标系的东坐标或经度';
comment on column check_batch_row.y is '位置：文件坐标系的北坐标或纬度';
comment on column check_batch_row.longitude is '位置：EPSG:4490 经度';
comment on column check_batch_row.latitude is '位置：EPSG:4490 纬度';
create index check_batch_row_of_check on check_batch_row (check_id) where check_id is not null;
create trigger append_only before update or delete on check_batch_row for each row execute function refuse_change();
create trigger append_only_truncate before truncate on check_batch_row execute function refuse_change();

create index parcels_past_parcel_no on parcels (parcel_no) where until is not null;
