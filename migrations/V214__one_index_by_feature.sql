-- The key (feature, since) finds the versions of a feature, few each; a second index of the current
-- ones took a sixth of the processor time of loading a layer.

do $$
declare
  one record;
begin
  for one in select replace(collection, '-', '_') as tab from dataset loop
    execute format('drop index %I', one.tab || '_current_feature');
  end loop;
end $$;

create or replace procedure register_collection(collection_id text, collection_number int) language plpgsql as $$
declare
  tab text := replace(collection_id, '-', '_');
begin
  insert into dataset (collection, number) values (collection_id, collection_number);
  execute format('create unique index %I on %I (code) where until is null', tab || '_current_code', tab);
  execute format('create index %I on %I using gist (geom) where until is null', tab || '_current_geom', tab);
  execute format('create trigger keep_history before update or delete on %I for each row execute function keep_history()', tab);
  execute format('create trigger keep_history_truncate before truncate on %I execute function keep_history()', tab);
  execute format('comment on column %I.feature is %L', tab, '要素标识，各版本相同');
  execute format('comment on column %I.since is %L', tab, '自哪个数据版本起有效（dataset_version.version）');
  execute format('comment on column %I.until is %L', tab, '到哪个数据版本止，空为现行');
  execute format('comment on column %I.geom is %L', tab, '几何，EPSG:4490（CGCS2000），经度在前');
  execute format('comment on column %I.source_srid is %L', tab, '来源坐标系 EPSG 代码：在该坐标系中边为直线');
  execute format('comment on column %I.area_square_metres is %L', tab, '椭球面积，平方米');
  execute format('comment on column %I.extra is %L', tab, '来源文件中未对应到字段的属性');
  execute format('comment on column %I.import_job is %L', tab, '导入任务，单个编辑为空');
  execute format('comment on column %I.code is %L', tab, '编号，现行要素中唯一');
  execute format('comment on column %I.name is %L', tab, '名称');
  execute format('comment on column %I.adcode is %L', tab, '行政区代码，6 至 12 位');
  execute format('comment on column %I.source_date is %L', tab, '数据日期');
end $$;
