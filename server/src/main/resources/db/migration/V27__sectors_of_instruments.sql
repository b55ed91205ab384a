alter table instrument
    add column sector text,
    add column asset_class text,
    add column average_daily_volume numeric(38, 8);

comment on column instrument.sector is 'in which its issuer is, for limits; null if that is not told';
comment on column instrument.asset_class is 'such as equity, for limits; null if that is not told';
comment on column instrument.average_daily_volume is 'how many are traded on a day, for limits; null if that is not told';
