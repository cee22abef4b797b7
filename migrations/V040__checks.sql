-- Every answered check, as it was given: it can be read and computed again.

create table parcel_check (
  id uuid primary key,
  created_at timestamptz not null,
  actor text not null,
  department text not null,
  parcel_no text,
  adcode text,
  stage text not null,
  verdict text not null check (verdict in ('PROHIBITED', 'SUSPENDED', 'CONDITIONAL', 'NOTICE', 'CLEAR')),
  incomplete boolean not null,
  pack text not null,
  pack_version text not null,
  pack_digest text not null,
  data_versions jsonb not null,
  hash text not null check (hash ~ '^sha256:[0-9a-f]{64}$'),
  request json not null,
  answer json not null,
  geom geometry(MultiPolygon, 4490) not null
);
comment on table parcel_check is '地块核查：每一次核查的输入、依据版本与答复，只增不改';
comment on column parcel_check.created_at is '核查时刻';
comment on column parcel_check.actor is '核查人用户名';
comment on column parcel_check.department is '核查人部门';
comment on column parcel_check.parcel_no is '宗地代码或不动产单元号';
comment on column parcel_check.adcode is '县级行政区代码';
comment on column parcel_check.stage is '用地环节';
comment on column parcel_check.verdict is '结论';
comment on column parcel_check.incomplete is '数据是否不全';
comment on column parcel_check.pack is '规则包';
comment on column parcel_check.pack_version is '规则包版本';
comment on column parcel_check.pack_digest is '规则包内容摘要';
comment on column parcel_check.data_versions is '各图层的数据版本';
comment on column parcel_check.hash is '输入、版本、结论与数字的摘要';
comment on column parcel_check.request is '请求';
comment on column parcel_check.answer is '答复，与当时给出的逐字相同';
comment on column parcel_check.geom is '地块几何，EPSG:4490，经度在前';
create index parcel_check_by_parcel on parcel_check (parcel_no, created_at desc) where parcel_no is not null;
create index parcel_check_by_time on parcel_check (created_at);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
comment on function refuse_change() is '只增不改的表拒绝修改与删除';
create trigger append_only before update or delete on parcel_check for each row execute function refuse_change();
create trigger append_only_truncate before truncate on parcel_check execute function refuse_change();
