-- Amounts have as many decimals as their currency, three in Kuwait and Tunisia, four at most (ISO 4217). The version
-- before writes two, which stay valid.
alter table invoice alter column amount set data type numeric(15, 4);
alter table payment alter column amount set data type numeric(15, 4);
