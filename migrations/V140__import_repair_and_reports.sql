-- What an import mended, how far it came in bytes, what it would register, and where its problems lie.

alter table import_job
  add column repair boolean not null default false,
  add column coverage_check text not null default 'OFF' check (coverage_check in ('AUTO', 'OFF', 'WARN', 'STRICT')),
  add column gap_tolerance_metres double precision not null default 1 check (gap_tolerance_metres between 0.001 and 100),
  add column rows_repaired bigint not null default 0,
  add column bytes_read bigint,
  add column bytes_total bigint,
  add column problem_counts json not null default '{}',
  add column preview json,
  add column origin uuid references import_job;
comment on column import_job.repair is '参数 repair：是否修复图形';
comment on column import_job.coverage_check is '参数 coverageCheck：行间重叠与缝隙，AUTO 大文件不查，OFF 不查，WARN 警告，STRICT 错误';
comment on column import_job.gap_tolerance_metres is '参数 gapTolerance：窄于此（米）的缝隙视为错误';
comment on column import_job.rows_repaired is '修复过的行数';
comment on column import_job.bytes_read is '已读字节数（shapefile 为 .shp 的字节），未知为空';
comment on column import_job.bytes_total is '应读字节数，未知为空';
comment on column import_job.problem_counts is '各代码的问题个数，含超过保存上限而未保存的';
comment on column import_job.preview is '按将要登记的样子列出的前几行，及新增、变更、不变的行数';
comment on column import_job.origin is '用另一任务的文件重新检查时，那个任务';

alter table import_problem
  add column geom geometry(Geometry, 4490),
  add column geom_before geometry(Geometry, 4490);
comment on column import_problem.geom is '问题的图形（重叠、缝隙，或修复后的图形），EPSG:4490，经度在前';
comment on column import_problem.geom_before is '修复前的图形，EPSG:4490，可能无效';
