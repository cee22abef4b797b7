create table geological_hazard_areas (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (length(adcode) in (6, 9, 12) and adcode ~ '^[1-9][0-9]*$'),
  source_date date,
  grade text not null check (grade in ('HIGH', 'MEDIUM', 'LOW')),
  geom geometry(MultiPolygon, 4490) not null,
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since)
);
comment on table geological_hazard_areas is '地质灾害易发区';
comment on column geological_hazard_areas.grade is '易发程度';
call register_collection('geological-hazard-areas', 90);
