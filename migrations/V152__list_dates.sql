-- When a unit or a place was entered in its list, and when it left.

alter table supervised_units add column entered_on date, add column left_on date;
comment on column supervised_units.entered_on is '列入名录日期';
comment on column supervised_units.left_on is '移出名录日期';
alter table water_source_protection add column entered_on date, add column left_on date;
comment on column water_source_protection.entered_on is '划定日期';
comment on column water_source_protection.left_on is '撤销日期';
alter table sensitive_places add column entered_on date, add column left_on date;
comment on column sensitive_places.entered_on is '启用日期';
comment on column sensitive_places.left_on is '停用日期';
