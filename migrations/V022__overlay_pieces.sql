-- Constraint features cut into pieces of at most 128 vertices: one table and one index for every overlay.

create table overlay_piece (
  collection smallint not null references dataset (number),
  feature bigint not null,
  since bigint not null,
  until bigint check (until > since),
  geom geometry(Geometry, 4490) not null
);
comment on table overlay_piece is '叠加用切片：各图层要素切成至多 128 个顶点的小块，与要素在同一事务写入';
comment on column overlay_piece.collection is '图层编号（dataset.number）';
comment on column overlay_piece.feature is '要素标识';
comment on column overlay_piece.since is '自哪个数据版本起有效';
comment on column overlay_piece.until is '到哪个数据版本止，空为现行';
comment on column overlay_piece.geom is '切片几何，EPSG:4490，经度在前；已在来源坐标系中加密，弯曲小于 1 毫米';

create index overlay_piece_current on overlay_piece using gist (geom) where until is null;
create index overlay_piece_past on overlay_piece using gist (geom) where until is not null;
create index overlay_piece_current_feature on overlay_piece (collection, feature) where until is null;
create trigger keep_history before update or delete on overlay_piece for each row execute function keep_history();
create trigger keep_history_truncate before truncate on overlay_piece execute function keep_history();
