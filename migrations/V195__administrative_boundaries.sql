-- Boundaries of administrative areas, by which zones are clipped; no collection, no rule judges by them.

create table administrative_boundary (
  id bigint generated always as identity primary key,
  adcode text not null check (adcode ~ '^[1-9][0-9]([0-9]{2}){0,2}([0-9]{3}){0,2}$'),
  name text check (length(name) <= 200),
  source_date date,
  geom geometry(MultiPolygon, 4490) not null,
  source_srid integer not null,
  area_square_metres double precision not null check (area_square_metres > 0),
  since timestamptz not null default transaction_timestamp(),
  until timestamptz,
  actor text not null
);
comment on table administrative_boundary is '行政区界：用于裁切划定范围；再次登记即以新代旧，旧的保留';
comment on column administrative_boundary.adcode is '行政区代码：2 位省、4 位市、6 位县、9 位乡镇、12 位村';
comment on column administrative_boundary.name is '名称';
comment on column administrative_boundary.source_date is '数据日期';
comment on column administrative_boundary.geom is '几何，EPSG:4490，经度在前';
comment on column administrative_boundary.source_srid is '来源坐标系：在该坐标系中边为直线';
comment on column administrative_boundary.area_square_metres is '椭球面积，平方米';
comment on column administrative_boundary.since is '登记时刻';
comment on column administrative_boundary.until is '被新的界线替代的时刻，空为现行';
comment on column administrative_boundary.actor is '登记人';
create unique index administrative_boundary_current on administrative_boundary (adcode) where until is null;
