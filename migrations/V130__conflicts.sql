-- Contradictions between registered layers, kept in step with the data.

create index overlay_piece_past_feature on overlay_piece (collection, feature) where until is not null;

create sequence conflict_id;
comment on sequence conflict_id is '冲突编号';

create table conflict (
  id bigint primary key default nextval('conflict_id'),
  collection text not null references dataset,
  feature bigint not null,
  feature_code text not null,
  feature_name text,
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  township text,
  stage text,
  rule text not null,
  against text not null references dataset,
  against_feature bigint not null default 0,
  against_code text,
  against_name text,
  severity text not null check (severity in ('PROHIBITED', 'SUSPENDED', 'CONDITIONAL', 'NOTICE')),
  action text not null,
  depends_on text[] not null,
  pack text not null,
  pack_version text not null,
  area_square_metres double precision not null check (area_square_metres >= 0),
  percent_of_feature double precision not null,
  distance_metres double precision not null check (distance_metres >= 0),
  geom geometry(Geometry, 4490) not null,
  state text not null check (state in ('OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'CLOSED')),
  department text,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz,
  resolved_severity text,
  resolved_area_square_metres double precision,
  resolved_distance_metres double precision,
  check ((state = 'CLOSED') = (closed_at is not null)),
  check (state <> 'RESOLVED' or resolved_severity is not null),
  unique (collection, feature, rule, against, against_feature)
);
comment on table conflict is '冲突：被监视的规划用地、宗地或图层要素与其他图层相矛盾之处，同一处只有一行';
comment on column conflict.collection is '被监视要素所在图层';
comment on column conflict.feature is '被监视要素';
comment on column conflict.feature_code is '被监视要素编号';
comment on column conflict.feature_name is '被监视要素名称';
comment on column conflict.adcode is '被监视要素的行政区代码';
comment on column conflict.township is '被监视要素所在乡镇，图层没有时为空';
comment on column conflict.stage is '按哪个用地环节判断，图层之间的规则为空';
comment on column conflict.rule is '规则';
comment on column conflict.against is '相矛盾的图层';
comment on column conflict.against_feature is '相矛盾的要素；0 为该图层之外的部分';
comment on column conflict.against_code is '相矛盾的要素编号';
comment on column conflict.against_name is '相矛盾的要素名称';
comment on column conflict.severity is '严重程度';
comment on column conflict.action is '应当怎样处理';
comment on column conflict.depends_on is '补充后可能减轻的事实';
comment on column conflict.pack is '规则包';
comment on column conflict.pack_version is '规则包版本';
comment on column conflict.area_square_metres is '重叠面积，平方米';
comment on column conflict.percent_of_feature is '占被监视要素的百分比';
comment on column conflict.distance_metres is '距离，米';
comment on column conflict.geom is '重叠部分；不重叠时为两者最近处的连线，EPSG:4490，经度在前';
comment on column conflict.state is 'OPEN 待处理，ACKNOWLEDGED 已知悉，RESOLVED 已处理，CLOSED 已不存在';
comment on column conflict.department is '承办部门';
comment on column conflict.opened_at is '首次出现时刻';
comment on column conflict.changed_at is '最近变化时刻';
comment on column conflict.closed_at is '不再存在的时刻';
comment on column conflict.resolved_severity is '处理时的严重程度';
comment on column conflict.resolved_area_square_metres is '处理时的重叠面积';
comment on column conflict.resolved_distance_metres is '处理时的距离';
create index conflict_by_state on conflict (state, id);
create index conflict_geom on conflict using gist (geom) where state <> 'CLOSED';

create table conflict_event (
  id bigint generated always as identity primary key,
  conflict bigint not null references conflict,
  at timestamptz not null default clock_timestamp(),
  kind text not null check (kind in ('OPENED', 'CHANGED', 'CLOSED', 'REOPENED', 'ACKNOWLEDGED', 'ASSIGNED', 'RESOLVED')),
  actor text not null,
  cause text not null check (cause in ('EDIT', 'IMPORT', 'DATE', 'RECOMPUTE', 'OFFICER')),
  collection text,
  data_version bigint,
  import_job uuid,
  severity text not null,
  area_square_metres double precision not null,
  distance_metres double precision not null,
  details json
);
comment on table conflict_event is '冲突的经过：何时、因何、由谁，当时的数字；只增不改';
comment on column conflict_event.conflict is '冲突';
comment on column conflict_event.at is '时刻';
comment on column conflict_event.kind is '经过类别';
comment on column conflict_event.actor is '用户名';
comment on column conflict_event.cause is '原因：EDIT 编辑，IMPORT 导入，DATE 日期到达，RECOMPUTE 重算，OFFICER 人工';
comment on column conflict_event.collection is '引起变化的图层';
comment on column conflict_event.data_version is '引起变化的数据版本';
comment on column conflict_event.import_job is '引起变化的导入任务';
comment on column conflict_event.severity is '当时的严重程度';
comment on column conflict_event.area_square_metres is '当时的重叠面积，平方米';
comment on column conflict_event.distance_metres is '当时的距离，米';
comment on column conflict_event.details is '人工处理的说明与文件';
create index conflict_event_of on conflict_event (conflict, id);
create trigger append_only before update or delete on conflict_event for each row execute function refuse_change();
create trigger append_only_truncate before truncate on conflict_event execute function refuse_change();

create table conflict_calendar (
  only_row boolean primary key default true check (only_row),
  evaluated_on date,
  packs_digest text
);
comment on table conflict_calendar is '冲突已经算到哪一天、按哪些规则包；只有一行';
comment on column conflict_calendar.evaluated_on is '已经算到的日期（中国标准时间）';
comment on column conflict_calendar.packs_digest is '计算所用全部规则包的摘要';
insert into conflict_calendar default values;
