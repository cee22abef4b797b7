-- Conflicts computed anew as a job: with progress, and taken up again after a restart.

create table conflict_recomputation (
  id uuid primary key,
  state text not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
  actor jsonb not null,
  total bigint not null check (total >= 0),
  evaluated bigint not null default 0,
  opened bigint not null default 0,
  changed bigint not null default 0,
  closed bigint not null default 0,
  at_collection text,
  at_feature bigint not null default 0,
  failure_incident text,
  created_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  finished_at timestamptz,
  check ((state in ('DONE', 'FAILED')) = (finished_at is not null)),
  check ((state = 'FAILED') = (failure_incident is not null))
);
comment on table conflict_recomputation is '冲突的全部重新计算：异步任务，重启后从中断处继续';
comment on column conflict_recomputation.state is 'QUEUED 排队，RUNNING 进行中，DONE 完成，FAILED 失败';
comment on column conflict_recomputation.actor is '提交人，任务以其名义执行';
comment on column conflict_recomputation.total is '受理时被监视的要素数';
comment on column conflict_recomputation.evaluated is '已计算的要素数';
comment on column conflict_recomputation.opened is '新出现（含重新出现）的冲突数';
comment on column conflict_recomputation.changed is '有变化的冲突数';
comment on column conflict_recomputation.closed is '不再存在的冲突数';
comment on column conflict_recomputation.at_collection is '算到哪个图层，空为尚未开始';
comment on column conflict_recomputation.at_feature is '该图层中算到哪个要素';
comment on column conflict_recomputation.failure_incident is '失败的事故编号';
create unique index conflict_recomputation_open on conflict_recomputation ((true)) where finished_at is null;
create index conflict_recomputation_by_time on conflict_recomputation (created_at desc);
