-- 按距离判断的规则（毗邻、周边）多只问污染地块、敏感场所等稀疏图层，查找窗口却比地块大得多：
-- 用总索引会取出窗口内全部地类图斑再丢弃。稀疏图层的现行切片另建一个小索引；
-- 密铺图层（耕地类别 2、规划用地 8、永久基本农田 9、现状用地 12）不在其中，导入它们不受影响。
create index overlay_piece_sparse on overlay_piece using gist (geom)
  where until is null and collection not in (2, 8, 9, 12);
