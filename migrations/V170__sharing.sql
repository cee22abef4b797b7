-- What departments tell one another: an outbox written with the data, and who wants to be told.

create table shared_event (
  id bigint generated always as identity primary key,
  sequence bigint unique,
  topic text not null check (topic in ('SITES', 'SENSITIVE_PARCELS', 'SUPERVISED_LAND', 'ZONES', 'CONFLICTS')),
  kind text not null check (length(kind) between 1 and 40),
  subject text not null check (length(subject) between 1 and 100),
  code text,
  adcode text,
  data_version bigint,
  occurred_at timestamptz not null default clock_timestamp(),
  payload json not null
);
comment on table shared_event is '部门间共享的事项：与数据在同一事务写入（发件箱），只增不改';
comment on column shared_event.sequence is '对外的顺序号：提交之后由一个实例按先后补上，从此不变';
comment on column shared_event.topic is '主题：SITES 疑似及污染地块，SENSITIVE_PARCELS 变更为一住两公的宗地，SUPERVISED_LAND 重点监管单位用地变化，ZONES 管控区域与重点区，CONFLICTS 冲突';
comment on column shared_event.kind is '事项类别，如 ENTERED、CHANGED、ENDED、USE_CHANGED、TAKEN_BACK、TRANSFERRED';
comment on column shared_event.subject is '对象：图层/要素标识；同一对象的事项按先后送达';
comment on column shared_event.payload is '内容，几何为 GeoJSON，EPSG:4490，经度在前';
create index shared_event_unsequenced on shared_event (id) where sequence is null;
create index shared_event_by_topic on shared_event (topic, sequence);
create index shared_event_by_time on shared_event (topic, occurred_at);

create function keep_shared_event() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.sequence is null and new.sequence is not null
      and (new.id, new.topic, new.kind, new.subject, new.occurred_at) = (old.id, old.topic, old.kind, old.subject, old.occurred_at)
      and new.payload::text = old.payload::text then
    return new;
  end if;
  raise exception 'table shared_event is append-only' using errcode = 'integrity_constraint_violation';
end $$;
comment on function keep_shared_event() is '共享事项只能补顺序号，不能修改或删除';
create trigger append_only before update or delete on shared_event for each row execute function keep_shared_event();
create trigger append_only_truncate before truncate on shared_event execute function refuse_change();

create sequence shared_event_sequence;
comment on sequence shared_event_sequence is '共享事项的对外顺序号';

create table subscription (
  id uuid primary key,
  title text not null check (length(title) between 1 and 100),
  department text not null,
  topics text[] not null check (cardinality(topics) > 0),
  adcode text check (adcode ~ '^[1-9][0-9]{1,11}$'),
  url text not null check (length(url) <= 2000),
  secret text not null check (length(secret) >= 32),
  active boolean not null default true,
  delivered bigint not null,
  failures integer not null default 0,
  next_try_at timestamptz not null default clock_timestamp(),
  leased_until timestamptz,
  last_status integer,
  last_error text,
  last_delivered_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null
);
comment on table subscription is '订阅：按主题把共享事项送到其他系统（webhook）';
comment on column subscription.secret is '签名密钥：对每次推送的内容签名（HMAC-SHA256），建立时只显示一次';
comment on column subscription.delivered is '已送达到哪个顺序号';
comment on column subscription.failures is '连续失败次数，成功后归零';
comment on column subscription.leased_until is '某个实例正在推送，到此时刻为止';
