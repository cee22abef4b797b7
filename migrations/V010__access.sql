-- Departments, users, roles, tokens, and the audit trail.

create table department (
  code text primary key,
  title text not null,
  title_english text not null
);
comment on table department is '部门';

insert into department (code, title, title_english) values
  ('NATURAL_RESOURCES', '自然资源', 'Natural resources'),
  ('ECOLOGY', '生态环境', 'Ecology and environment'),
  ('AGRICULTURE', '农业农村', 'Agriculture and rural affairs'),
  ('WATER', '林水/水利', 'Forestry and water'),
  ('ADMINISTRATION', '系统管理', 'Administration');

create table app_user (
  id bigint generated always as identity primary key,
  username text not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
  display_name text not null check (length(display_name) between 1 and 100),
  department text not null references department,
  adcode text check (adcode ~ '^[0-9]{6,12}$'),
  password_hash text not null,
  enabled boolean not null default true,
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now(),
  password_changed_at timestamptz not null default now()
);
comment on table app_user is '用户';
comment on column app_user.username is '用户名(小写)';
comment on column app_user.adcode is '所辖行政区代码;空为不限';
comment on column app_user.password_hash is '密码散列,带算法前缀';
comment on column app_user.failed_attempts is '连续登录失败次数';
comment on column app_user.locked_until is '锁定至';

create table user_role (
  app_user bigint not null references app_user on delete cascade,
  role text not null check (role in ('ADMIN', 'EDITOR', 'OFFICER', 'READER', 'AUDITOR')),
  primary key (app_user, role)
);
comment on table user_role is '用户的角色';

create table api_token (
  id bigint generated always as identity primary key,
  app_user bigint not null references app_user on delete cascade,
  title text not null check (length(title) between 1 and 100),
  secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
  scope text not null check (scope in ('FULL', 'READ', 'METRICS')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz
);
comment on table api_token is '程序访问令牌:只存 SHA-256 散列';
comment on column api_token.scope is 'FULL 用户的全部权限,READ 只读,METRICS 只读运行指标';
create index api_token_by_user on api_token (app_user);

-- ---- audit trail: entries, the queue of those not yet sealed, and the seals ----

create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor bigint not null,
  username text not null,
  department text not null,
  request_id text,
  action text not null check (action ~ '^[A-Z][A-Z0-9_]*$'),
  subject text not null,
  details jsonb not null default '{}'
);
comment on table audit_entry is '审计记录:只增,不改,不删';
create index audit_entry_by_subject on audit_entry (subject, id);
create index audit_entry_by_actor on audit_entry (username, id);

-- Ids are not committed in their order, so the highest sealed id says nothing about what is left
-- to seal. The queue does: its rows become visible with their entries.
create table audit_unsealed (
  entry bigint primary key references audit_entry
);
comment on table audit_unsealed is '尚未封存的审计记录';

create table audit_seal (
  sequence bigint primary key,
  entry bigint not null unique references audit_entry,
  previous_hash bytea not null check (octet_length(previous_hash) = 32),
  hash bytea not null check (octet_length(hash) = 32)
);
comment on table audit_seal is '审计封存链:每条记录的散列含前一条的散列';

create function audit_enqueue() returns trigger language plpgsql as $$
begin
  insert into audit_unsealed (entry) values (new.id);
  return null;
end $$;

create trigger audit_entry_enqueue after insert on audit_entry
  for each row execute function audit_enqueue();

create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception '% on % refused: the audit trail is append-only', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function audit_refuse();
create trigger audit_seal_append_only before update or delete or truncate on audit_seal
  for each statement execute function audit_refuse();
