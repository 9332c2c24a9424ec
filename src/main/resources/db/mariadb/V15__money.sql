-- Amounts have as many decimals as their currency, three in Kuwait and Tunisia, four at most (ISO 4217). The version
-- before writes two, which stay valid.
alter table invoice modify column amount numeric(15, 4) not null;
alter table payment modify column amount numeric(15, 4) not null;
