-- Zones as publications: drafts and their way to approval, announcement, force and end.

create table zone_publication (
  id bigint generated always as identity primary key,
  version bigint not null default 1,
  collection text not null check (collection in ('control-zones', 'groundwater-zones')),
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  state text not null check (state in
    ('DRAFT', 'SUBMITTED', 'APPROVED', 'PUBLISHED', 'IN_FORCE', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED')),
  properties jsonb not null,
  signposts jsonb not null default '[]',
  monitoring jsonb not null default '[]',
  derived_from jsonb,
  geom geometry(MultiPolygon, 4490) not null,
  source_srid integer not null,
  area_square_metres double precision not null check (area_square_metres > 0),
  author text not null,
  created_at timestamptz not null default clock_timestamp(),
  approver text check (approver <> author),
  approval jsonb,
  announcement_no text check (length(announcement_no) between 1 and 100),
  announcement_text text check (length(announcement_text) between 1 and 20000),
  announced_on date,
  in_force_from date,
  in_force_to date check (in_force_to >= in_force_from),
  end_reason text check (length(end_reason) between 1 and 1000),
  changed_at timestamptz not null default clock_timestamp(),
  feature bigint,
  check (state not in ('APPROVED', 'PUBLISHED', 'IN_FORCE', 'EXPIRED', 'SUPERSEDED') or approver is not null),
  check (state not in ('PUBLISHED', 'IN_FORCE', 'EXPIRED', 'SUPERSEDED')
    or (announcement_no is not null and announced_on is not null and in_force_from is not null)),
  check (state not in ('IN_FORCE', 'SUPERSEDED') or feature is not null)
);
comment on table zone_publication is '管控区域、地下水重点区的划定与公告；生效后才进入图层';
comment on column zone_publication.version is '修改次数';
comment on column zone_publication.collection is '图层';
comment on column zone_publication.state is 'DRAFT 草案，SUBMITTED 待批，APPROVED 已批，PUBLISHED 已公告待生效，IN_FORCE 生效中，WITHDRAWN 已撤销，EXPIRED 已届满，SUPERSEDED 已被替代';
comment on column zone_publication.properties is '该图层的其他属性';
comment on column zone_publication.signposts is '标识牌';
comment on column zone_publication.monitoring is '监测措施';
comment on column zone_publication.derived_from is '由何推算：地块、宽度、裁切边界';
comment on column zone_publication.geom is '几何，EPSG:4490，经度在前';
comment on column zone_publication.source_srid is '来源坐标系：在该坐标系中边为直线';
comment on column zone_publication.author is '拟稿人';
comment on column zone_publication.approver is '批准记录人，不得为拟稿人';
comment on column zone_publication.approval is '批准文件';
comment on column zone_publication.announcement_no is '公告文号';
comment on column zone_publication.announcement_text is '公告正文';
comment on column zone_publication.announced_on is '公告日期';
comment on column zone_publication.in_force_from is '生效日期';
comment on column zone_publication.in_force_to is '失效日期（含当日），空为未定';
comment on column zone_publication.end_reason is '撤销原因';
comment on column zone_publication.changed_at is '最近一次变更时刻';
comment on column zone_publication.feature is '登记的要素标识';
create unique index zone_publication_underway on zone_publication (collection, code)
  where state in ('DRAFT', 'SUBMITTED', 'APPROVED', 'PUBLISHED');
create unique index zone_publication_in_force on zone_publication (collection, code) where state = 'IN_FORCE';
create unique index zone_publication_feature on zone_publication (feature) where state = 'IN_FORCE';
create index zone_publication_due on zone_publication (in_force_from) where state = 'PUBLISHED';
create index zone_publication_ending on zone_publication (in_force_to) where state = 'IN_FORCE';

create table zone_event (
  id bigint generated always as identity primary key,
  zone bigint not null references zone_publication,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  department text not null,
  action text not null check (action in ('CREATED', 'CHANGED', 'SUBMITTED', 'APPROVED', 'REJECTED', 'PUBLISHED',
    'TOOK_EFFECT', 'MEASURES_RECORDED', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED')),
  note text,
  snapshot jsonb not null
);
comment on table zone_event is '划定与公告的经过：只增不改';
comment on column zone_event.zone is '划定记录';
comment on column zone_event.at is '时刻';
comment on column zone_event.actor is '操作人';
comment on column zone_event.department is '操作人部门';
comment on column zone_event.action is '动作';
comment on column zone_event.note is '说明';
comment on column zone_event.snapshot is '动作之后的内容（几何为 GeoJSON）';
create index zone_event_by_zone on zone_event (zone, id);
create trigger append_only before update or delete on zone_event for each row execute function refuse_change();
create trigger append_only_truncate before truncate on zone_event execute function refuse_change();
