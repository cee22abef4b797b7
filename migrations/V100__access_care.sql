-- Accounts: areas of two digits (province) and four (city), names from a foreign sign-in, passwords to be changed.

alter table app_user drop constraint app_user_adcode_check;
alter table app_user add constraint app_user_adcode_check check (adcode ~ '^[0-9]{2,12}$');
comment on column app_user.adcode is '所辖行政区代码：省 2 位、市 4 位、县 6 位、乡 9 位、村 12 位；空为不限';

alter table app_user drop constraint app_user_username_check;
alter table app_user add constraint app_user_username_check check (username ~ '^[a-z0-9][a-z0-9._@-]{1,63}$');

alter table app_user add column password_must_change boolean not null default false;
comment on column app_user.password_must_change is '下次登录时须修改密码';
