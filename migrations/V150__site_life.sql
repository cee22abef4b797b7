-- The life of a site: the document behind each step, attached files, and when its deadlines began.

create table site_transition (
  id bigint generated always as identity primary key,
  feature bigint not null,
  since bigint not null,
  code text not null,
  step text not null check (step ~ '^[A-Z][A-Z_]+$'),
  from_status text not null,
  to_status text not null,
  document_title text not null check (length(document_title) between 1 and 200),
  document_number text check (length(document_number) between 1 and 100),
  document_date date not null,
  document_unit text not null check (length(document_unit) between 1 and 200),
  document_result text check (document_result in ('PASSED', 'PASSED_AFTER_REVISION')),
  actor text not null,
  department text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  unique (feature, since)
);
comment on table site_transition is '地块状态变更及其依据文件：只增不改，与地块的新版本在同一事务写入';
comment on column site_transition.feature is '地块的要素标识';
comment on column site_transition.since is '由此产生的地块版本（数据版本号）';
comment on column site_transition.code is '地块编号';
comment on column site_transition.step is '环节';
comment on column site_transition.from_status is '变更前状态';
comment on column site_transition.to_status is '变更后状态';
comment on column site_transition.document_title is '依据文件名称';
comment on column site_transition.document_number is '文号';
comment on column site_transition.document_date is '文件日期';
comment on column site_transition.document_unit is '编制或印发单位';
comment on column site_transition.document_result is '评审结论';
comment on column site_transition.actor is '记录人';
comment on column site_transition.department is '记录人部门';
comment on column site_transition.recorded_at is '记录时刻';
create trigger append_only before update or delete on site_transition for each row execute function refuse_change();
create trigger append_only_truncate before truncate on site_transition execute function refuse_change();

create table site_document (
  id uuid primary key,
  feature bigint not null,
  transition bigint references site_transition,
  title text not null check (length(title) between 1 and 200),
  file_name text not null check (length(file_name) between 1 and 200),
  media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
  size_bytes integer not null check (size_bytes > 0),
  sha256 bytea not null check (octet_length(sha256) = 32),
  content bytea not null,
  actor text not null,
  department text not null,
  recorded_at timestamptz not null default clock_timestamp()
);
comment on table site_document is '地块附件（PDF、PNG、JPEG）：只增不改';
comment on column site_document.feature is '地块的要素标识';
comment on column site_document.transition is '所属的状态变更，空为不属于某次变更';
comment on column site_document.title is '附件名称';
comment on column site_document.file_name is '文件名（已清理）';
comment on column site_document.media_type is '由文件内容判定的类型';
comment on column site_document.size_bytes is '字节数';
comment on column site_document.sha256 is '内容的 SHA-256';
comment on column site_document.content is '内容';
comment on column site_document.actor is '上传人';
comment on column site_document.department is '上传人部门';
comment on column site_document.recorded_at is '上传时刻';
create index site_document_by_feature on site_document (feature, recorded_at);
alter table site_document alter column content set storage external;
create trigger append_only before update or delete on site_document for each row execute function refuse_change();
create trigger append_only_truncate before truncate on site_document execute function refuse_change();

create view site_version_day as
  select s.feature, s.since,
         coalesce(t.document_date, s.source_date, (v.committed_at at time zone 'Asia/Shanghai')::date) as day
  from contaminated_sites s
  join dataset_version v on v.collection = 'contaminated-sites' and v.version = s.since
  left join site_transition t on t.feature = s.feature and t.since = s.since;
comment on view site_version_day is '地块每一版本的日期：依据文件日期，其次数据日期，再次登记日期';

create view site_clock as
  select c.feature, k.kind, d.day as starts_on
  from contaminated_sites c
  cross join lateral (
    select max(o.since) filter (where o.status <> c.status) as last_other,
           max(o.since) filter (where o.held_undeveloped is not true) as last_free
    from contaminated_sites o where o.feature = c.feature) l
  cross join lateral (
    select min(h.since) filter (where h.since > coalesce(l.last_other, -1)) as status_since,
           min(h.since) filter (where h.since > coalesce(l.last_free, -1)) as held_since,
           min(h.since) as first_since
    from contaminated_sites h where h.feature = c.feature) s
  cross join lateral (values
    ('SURVEY', s.status_since, c.status = 'SUSPECTED'),
    ('RISK_ASSESSMENT', s.status_since, c.status = 'CONFIRMED'),
    ('MEASURES', s.status_since, c.status = 'LISTED'),
    ('EFFECT', s.status_since,
      c.status in ('UNDER_CONTROL', 'UNDER_REMEDIATION') and c.target_met is not true),
    ('CONTROL_ZONE', s.held_since,
      c.held_undeveloped is true and c.status in ('CONFIRMED', 'LISTED', 'UNDER_CONTROL', 'UNDER_REMEDIATION')
      and not exists (
        select from control_zones z
        where z.until is null and z.site_code = c.code
          and z.in_force_from <= (now() at time zone 'Asia/Shanghai')::date
          and (z.in_force_to is null or z.in_force_to >= (now() at time zone 'Asia/Shanghai')::date))),
    ('AFTERCARE_PLAN', s.status_since,
      c.status = 'DELISTED' and c.aftercare is true
      and not exists (
        select from site_transition t
        where t.feature = c.feature and t.since >= s.status_since and t.step = 'AFTERCARE_PLAN')),
    ('BOUNDARY', s.first_since, c.geom is null or geometrytype(c.geom) = 'POINT')
  ) as k(kind, since, open)
  join site_version_day d on d.feature = c.feature and d.since = k.since
  where c.until is null and k.open;
comment on view site_clock is '每个现行地块尚未了结的期限及其起算日';
