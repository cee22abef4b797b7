-- The bones of every collection: versions, coverage, and the guard of the past.

create sequence feature_id increment by 1000 minvalue 1;
comment on sequence feature_id is '要素标识，所有图层共用；每次取号预留 1000 个';

create table dataset (
  collection text primary key check (collection ~ '^[a-z][a-z0-9-]{1,62}$'),
  number smallint not null unique,
  version bigint not null default 0 check (version >= 0)
);
comment on table dataset is '图层目录：每个图层一行，写入时锁定该行，使同一图层同一时间只有一个写入者';
comment on column dataset.collection is '图层标识';
comment on column dataset.number is '图层编号，overlay_piece 中使用';
comment on column dataset.version is '当前数据版本号，每次提交加一';

create table dataset_version (
  collection text not null references dataset,
  version bigint not null check (version > 0),
  committed_at timestamptz not null default clock_timestamp(),
  actor text not null,
  origin text not null check (origin in ('IMPORT', 'EDIT')),
  import_job uuid,
  inserted bigint not null default 0,
  updated bigint not null default 0,
  ended bigint not null default 0,
  primary key (collection, version)
);
comment on table dataset_version is '图层的每一个数据版本：谁、何时、因何写入，改了多少';
comment on column dataset_version.committed_at is '提交时刻（在写入事务最后一步取得）';
comment on column dataset_version.actor is '写入者用户名';
comment on column dataset_version.origin is '来源：IMPORT 导入，EDIT 单个编辑';
comment on column dataset_version.import_job is '导入任务';
comment on column dataset_version.inserted is '新增要素数';
comment on column dataset_version.updated is '变更要素数';
comment on column dataset_version.ended is '终止要素数';
create index dataset_version_by_time on dataset_version (collection, committed_at);

create table dataset_coverage (
  collection text not null references dataset,
  since bigint not null,
  until bigint check (until > since),
  adcode text check (adcode ~ '^[1-9][0-9]{5}$'),
  area geometry(MultiPolygon, 4490),
  source_date date,
  check (adcode is not null or area is not null)
);
comment on table dataset_coverage is '图层的已入库范围：按县级行政区或按申报的范围面；从不由要素推测';
comment on column dataset_coverage.since is '生效的数据版本';
comment on column dataset_coverage.until is '失效的数据版本，空为现行';
comment on column dataset_coverage.adcode is '县级行政区代码';
comment on column dataset_coverage.area is '申报的范围面，EPSG:4490，经度在前';
comment on column dataset_coverage.source_date is '数据日期';
create unique index dataset_coverage_current_adcode on dataset_coverage (collection, adcode) where until is null and adcode is not null;
create index dataset_coverage_current on dataset_coverage (collection) where until is null;
create index dataset_coverage_area on dataset_coverage using gist (area) where until is null and area is not null;

create function keep_history() returns trigger language plpgsql as $$
declare
  unended record;
begin
  if tg_op = 'UPDATE' then
    -- the one change that is allowed: a current row ends
    unended := new;
    unended.until := null;
    if old.until is null and new.until is not null and unended is not distinct from old then
      return new;
    end if;
  end if;
  raise exception 'table % keeps its history: a version is never changed or deleted', tg_table_name
    using errcode = 'integrity_constraint_violation';
end $$;
comment on function keep_history() is '要素版本只能新增或终止，不能修改或删除';

create procedure register_collection(collection_id text, collection_number int) language plpgsql as $$
declare
  tab text := replace(collection_id, '-', '_');
begin
  insert into dataset (collection, number) values (collection_id, collection_number);
  execute format('create unique index %I on %I (code) where until is null', tab || '_current_code', tab);
  execute format('create index %I on %I (feature) where until is null', tab || '_current_feature', tab);
  execute format('create index %I on %I using gist (geom) where until is null', tab || '_current_geom', tab);
  execute format('create trigger keep_history before update or delete on %I for each row execute function keep_history()', tab);
  execute format('create trigger keep_history_truncate before truncate on %I execute function keep_history()', tab);
  execute format('comment on column %I.feature is %L', tab, '要素标识，各版本相同');
  execute format('comment on column %I.since is %L', tab, '自哪个数据版本起有效（dataset_version.version）');
  execute format('comment on column %I.until is %L', tab, '到哪个数据版本止，空为现行');
  execute format('comment on column %I.geom is %L', tab, '几何，EPSG:4490（CGCS2000），经度在前');
  execute format('comment on column %I.source_srid is %L', tab, '来源坐标系 EPSG 代码：在该坐标系中边为直线');
  execute format('comment on column %I.area_square_metres is %L', tab, '椭球面积，平方米');
  execute format('comment on column %I.extra is %L', tab, '来源文件中未对应到字段的属性');
  execute format('comment on column %I.import_job is %L', tab, '导入任务，单个编辑为空');
  execute format('comment on column %I.code is %L', tab, '编号，现行要素中唯一');
  execute format('comment on column %I.name is %L', tab, '名称');
  execute format('comment on column %I.adcode is %L', tab, '行政区代码，6 至 12 位');
  execute format('comment on column %I.source_date is %L', tab, '数据日期');
end $$;
comment on procedure register_collection(text, int) is '登记一个图层：建索引、历史保护触发器与列注释';

