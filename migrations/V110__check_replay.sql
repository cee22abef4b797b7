-- Answers computed again, verified by their hash, and findings set aside by an officer.

-- sites that are only on a list: every check in their county has to name them
create index contaminated_sites_unlocated on contaminated_sites (left(adcode, 6)) where geom is null;

create index parcel_check_by_hash on parcel_check (hash);

create table pack_in_force (
  pack text not null,
  version text not null,
  digest text not null,
  since timestamptz not null default clock_timestamp(),
  primary key (pack, since)
);
comment on table pack_in_force is '各规则包的哪个版本自何时起生效；服务启动时发现版本或内容改变即记一行，只增不改';
comment on column pack_in_force.pack is '规则包';
comment on column pack_in_force.version is '版本';
comment on column pack_in_force.digest is '内容摘要（含上级规则包）';
comment on column pack_in_force.since is '生效时刻';
create trigger append_only before update or delete on pack_in_force for each row execute function refuse_change();
create trigger append_only_truncate before truncate on pack_in_force execute function refuse_change();

create table check_override (
  id bigint generated always as identity primary key,
  parcel_check uuid not null references parcel_check,
  rule text not null,
  feature_id text,
  reason text not null check (length(reason) between 1 and 2000),
  document_title text not null check (length(document_title) between 1 and 200),
  document_number text not null check (length(document_number) between 1 and 100),
  document_date date not null,
  actor text not null,
  department text not null,
  created_at timestamptz not null default clock_timestamp()
);
comment on table check_override is '核查发现的人工认定不适用：写明理由和文件，原答复不变，只增不改';
comment on column check_override.parcel_check is '核查';
comment on column check_override.rule is '规则';
comment on column check_override.feature_id is '要素标识；针对地块本身的发现为空';
comment on column check_override.reason is '理由';
comment on column check_override.document_title is '文件名称';
comment on column check_override.document_number is '文号';
comment on column check_override.document_date is '文件日期';
comment on column check_override.actor is '认定人用户名';
comment on column check_override.department is '认定人部门';
comment on column check_override.created_at is '认定时刻';
create index check_override_by_check on check_override (parcel_check);
create trigger append_only before update or delete on check_override for each row execute function refuse_change();
create trigger append_only_truncate before truncate on check_override execute function refuse_change();

create table check_override_withdrawal (
  check_override bigint primary key references check_override,
  reason text not null check (length(reason) between 1 and 2000),
  actor text not null,
  department text not null,
  withdrawn_at timestamptz not null default clock_timestamp()
);
comment on table check_override_withdrawal is '撤回人工认定，只增不改';
comment on column check_override_withdrawal.check_override is '人工认定';
comment on column check_override_withdrawal.reason is '撤回理由';
comment on column check_override_withdrawal.actor is '撤回人用户名';
comment on column check_override_withdrawal.department is '撤回人部门';
comment on column check_override_withdrawal.withdrawn_at is '撤回时刻';
create trigger append_only before update or delete on check_override_withdrawal for each row execute function refuse_change();
create trigger append_only_truncate before truncate on check_override_withdrawal execute function refuse_change();
