-- Conflicts of features that are known as a point alone: possible, until their boundary is known.
alter table conflict add column possible boolean not null default false;
comment on column conflict.possible is '可能命中：一方只有点位，按边界可能到达的距离判断';
