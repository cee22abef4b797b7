-- The thirteen collections of the registry; each agrees with its YAML in src/main/resources/catalog.

create table contaminated_sites (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  source_date date,
  status text not null check (status in ('SUSPECTED', 'NOT_CONTAMINATED', 'CONFIRMED', 'RISK_ACCEPTABLE', 'LISTED', 'UNDER_CONTROL', 'UNDER_REMEDIATION', 'DELISTED')),
  pollution_level text check (pollution_level in ('LIGHT', 'MODERATE', 'SEVERE')),
  pollutants text check (length(pollutants) <= 500),
  industry text check (industry ~ '^[A-T][0-9]{2,4}$'),
  former_use text check (length(former_use) <= 200),
  planned_use text check (planned_use ~ '^(0[1-9]|1[0-9]|2[0-4])([0-9]{2}){0,2}$'),
  investigation text check (investigation in ('NONE', 'PRELIMINARY', 'DETAILED')),
  risk_assessment text check (risk_assessment in ('NONE', 'IN_PROGRESS', 'COMPLETED')),
  listed boolean,
  listed_on date,
  measure text check (length(measure) <= 500),
  target_met boolean,
  held_undeveloped boolean,
  aftercare boolean,
  responsible_party text check (length(responsible_party) <= 200),
  geom geometry(Geometry, 4490) check (geometrytype(geom) in ('MULTIPOLYGON', 'POINT')),
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since)
);
comment on table contaminated_sites is '疑似及污染地块';
comment on column contaminated_sites.status is '地块状态';
comment on column contaminated_sites.pollution_level is '污染程度';
comment on column contaminated_sites.pollutants is '主要污染物';
comment on column contaminated_sites.industry is '行业代码';
comment on column contaminated_sites.former_use is '原用途';
comment on column contaminated_sites.planned_use is '规划用途';
comment on column contaminated_sites.investigation is '调查阶段';
comment on column contaminated_sites.risk_assessment is '风险评估';
comment on column contaminated_sites.listed is '是否列入名录';
comment on column contaminated_sites.listed_on is '列入名录日期';
comment on column contaminated_sites.measure is '风险管控或修复措施';
comment on column contaminated_sites.target_met is '是否达到管控修复目标';
comment on column contaminated_sites.held_undeveloped is '是否暂不开发利用';
comment on column contaminated_sites.aftercare is '是否需后期管理';
comment on column contaminated_sites.responsible_party is '土壤污染责任人';
call register_collection('contaminated-sites', 1);

create table farmland_classes (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  source_date date,
  soil_class text not null check (soil_class in ('PRIORITY_PROTECTION', 'SAFE_USE', 'STRICT_CONTROL')),
  pollutants text check (length(pollutants) <= 500),
  township text check (length(township) <= 100),
  measures text check (length(measures) <= 500),
  measures_effective boolean,
  geom geometry(MultiPolygon, 4490) not null,
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since)
);
comment on table farmland_classes is '耕地土壤环境质量类别';
comment on column farmland_classes.soil_class is '土壤环境质量类别';
comment on column farmland_classes.pollutants is '主要污染物';
comment on column farmland_classes.township is '乡镇';
comment on column farmland_classes.measures is '安全利用或管控措施';
comment on column farmland_classes.measures_effective is '措施是否落实有效';
call register_collection('farmland-classes', 2);

create table groundwater_zones (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  source_date date,
  scheme text not null check (scheme in ('A', 'B')),
  zone_class text not null check (zone_class in ('PROTECTION_LEVEL_1', 'PROTECTION_LEVEL_2', 'PROTECTION_QUASI', 'PROTECTION_RECHARGE', 'PROTECTION_SPRING', 'CONTROL_LEVEL_1', 'CONTROL_LEVEL_2', 'GENERAL', 'PRIORITY_PROTECTION', 'RISK_CONTROL', 'KEY_PREVENTION', 'REMEDIATION')),
  requirements text check (length(requirements) <= 2000),
  geom geometry(MultiPolygon, 4490) not null,
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since),
  check ((scheme = 'B') = (zone_class in ('PRIORITY_PROTECTION', 'RISK_CONTROL', 'KEY_PREVENTION', 'REMEDIATION')))
);
comment on table groundwater_zones is '地下水污染防治重点区';
comment on column groundwater_zones.scheme is '分区体系';
comment on column groundwater_zones.zone_class is '分区类别';
comment on column groundwater_zones.requirements is '管理要求';
call register_collection('groundwater-zones', 3);

create table control_zones (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  source_date date,
  site_code text check (length(site_code) <= 64),
  announcement_no text check (length(announcement_no) <= 100),
  in_force_from date,
  in_force_to date,
  measures text check (length(measures) <= 2000),
  signpost boolean,
  geom geometry(MultiPolygon, 4490) not null,
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since)
);
comment on table control_zones is '管控区域';
comment on column control_zones.site_code is '所属地块编号';
comment on column control_zones.announcement_no is '公告文号';
comment on column control_zones.in_force_from is '生效日期';
comment on column control_zones.in_force_to is '失效日期';
comment on column control_zones.measures is '管控措施';
comment on column control_zones.signpost is '是否设立标识';
call register_collection('control-zones', 4);

create table supervised_units (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  source_date date,
  kind text not null check (kind in ('SOIL', 'GROUNDWATER')),
  industry text check (industry ~ '^[A-T][0-9]{2,4}$'),
  in_operation boolean,
  closed_on date,
  geom geometry(Geometry, 4490) not null check (geometrytype(geom) in ('MULTIPOLYGON', 'POINT')),
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since)
);
comment on table supervised_units is '土壤污染重点监管单位和地下水重点排污单位';
comment on column supervised_units.kind is '名录类别';
comment on column supervised_units.industry is '行业代码';
comment on column supervised_units.in_operation is '是否在产';
comment on column supervised_units.closed_on is '关闭搬迁日期';
call register_collection('supervised-units', 5);

create table sensitive_places (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  source_date date,
  kind text not null check (kind in ('SCHOOL', 'KINDERGARTEN', 'HOSPITAL', 'NURSING_HOME', 'RESIDENTIAL', 'OTHER')),
  geom geometry(Geometry, 4490) not null check (geometrytype(geom) in ('MULTIPOLYGON', 'POINT')),
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since)
);
comment on table sensitive_places is '学校、医院、养老院、居民区等敏感场所';
comment on column sensitive_places.kind is '类别';
call register_collection('sensitive-places', 6);

create table water_source_protection (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  source_date date,
  level text not null check (level in ('LEVEL_1', 'LEVEL_2', 'QUASI')),
  geom geometry(MultiPolygon, 4490) not null,
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since)
);
comment on table water_source_protection is '饮用水水源保护区';
comment on column water_source_protection.level is '保护区级别';
call register_collection('water-source-protection', 7);

create table plan_land_use (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  source_date date,
  land_use text not null check (land_use ~ '^(0[1-9]|1[0-9]|2[0-4])([0-9]{2}){0,2}$'),
  plan_name text check (length(plan_name) <= 200),
  plan_stage text check (plan_stage in ('DRAFT', 'REVIEWED', 'SUBMITTED', 'APPROVED')),
  geom geometry(MultiPolygon, 4490) not null,
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since)
);
comment on table plan_land_use is '规划用地';
comment on column plan_land_use.land_use is '规划用途代码';
comment on column plan_land_use.plan_name is '规划名称';
comment on column plan_land_use.plan_stage is '规划阶段';
call register_collection('plan-land-use', 8);

create table permanent_basic_farmland (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  source_date date,
  geom geometry(MultiPolygon, 4490) not null,
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since)
);
comment on table permanent_basic_farmland is '永久基本农田';
call register_collection('permanent-basic-farmland', 9);

create table ecological_redline (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  source_date date,
  kind text check (length(kind) <= 100),
  geom geometry(MultiPolygon, 4490) not null,
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since)
);
comment on table ecological_redline is '生态保护红线';
comment on column ecological_redline.kind is '红线类型';
call register_collection('ecological-redline', 10);

create table urban_development_boundary (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  source_date date,
  kind text check (length(kind) <= 100),
  geom geometry(MultiPolygon, 4490) not null,
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since)
);
comment on table urban_development_boundary is '城镇开发边界';
comment on column urban_development_boundary.kind is '分区类型';
call register_collection('urban-development-boundary', 11);

create table current_land_use (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  source_date date,
  land_use text not null check (land_use ~ '^(0[0-9]|1[0-2])[0-9A-Z]{0,4}$'),
  township text check (length(township) <= 100),
  geom geometry(MultiPolygon, 4490) not null,
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since)
);
comment on table current_land_use is '国土调查地类图斑';
comment on column current_land_use.land_use is '地类编码';
comment on column current_land_use.township is '坐落单位';
call register_collection('current-land-use', 12);

create table parcels (
  feature bigint not null default nextval('feature_id'),
  since bigint not null,
  until bigint,
  code text not null check (length(code) between 1 and 64),
  name text check (length(name) <= 200),
  adcode text not null check (adcode ~ '^[1-9][0-9]{5}([0-9]{3}){0,2}$'),
  source_date date,
  parcel_no text not null check (parcel_no ~ '^[0-9]{12}[GJZ][ABSXCDEFWYHG][0-9]{5}([FLQW][0-9]{8})?$'),
  holder text check (length(holder) <= 200),
  current_use text check (current_use ~ '^(0[1-9]|1[0-9]|2[0-4])([0-9]{2}){0,2}$'),
  planned_use text check (planned_use ~ '^(0[1-9]|1[0-9]|2[0-4])([0-9]{2}){0,2}$'),
  supply_state text check (supply_state in ('PLANNED', 'IN_PROGRESS', 'SUPPLIED', 'BUILT')),
  survey_state text check (survey_state in ('NONE', 'PRELIMINARY', 'DETAILED')),
  registered_area_square_metres double precision check (registered_area_square_metres > 0),
  geom geometry(MultiPolygon, 4490) not null,
  source_srid integer not null default 4490,
  area_square_metres double precision not null default 0 check (area_square_metres >= 0),
  extra jsonb,
  import_job uuid,
  primary key (feature, since),
  check (until > since)
);
comment on table parcels is '宗地';
comment on column parcels.parcel_no is '宗地代码或不动产单元号';
comment on column parcels.holder is '土地使用权人';
comment on column parcels.current_use is '现状用途代码';
comment on column parcels.planned_use is '规划用途代码';
comment on column parcels.supply_state is '供应状态';
comment on column parcels.survey_state is '土壤污染状况调查';
comment on column parcels.registered_area_square_metres is '登记面积，平方米';
call register_collection('parcels', 13);

create unique index parcels_current_parcel_no on parcels (parcel_no) where until is null;
create index control_zones_current_site on control_zones (site_code) where until is null;
