-- By which packs conflicts are being computed anew: with others it begins again.
alter table conflict_recomputation add column packs_digest text;
comment on column conflict_recomputation.packs_digest is '计算所用规则包的摘要；规则包变更后从头计算';
