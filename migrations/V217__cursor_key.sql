-- By what the service knows the cursors of the OGC API as its own, after a restart and by another instance too.

create table cursor_key (
  one boolean primary key default true check (one),
  secret bytea not null check (length(secret) = 32)
);
comment on table cursor_key is 'OGC API 翻页位置的签名密钥，首次需要时生成；删除此行并重启服务即换新密钥，此前给出的翻页位置随之失效';
comment on column cursor_key.one is '只有一行';
comment on column cursor_key.secret is 'HMAC-SHA256 的密钥，32 个随机字节';
