alter table instrument
    add column margin_rate numeric(8, 4),
    add column daily_volatility numeric(8, 4);

comment on column instrument.margin_rate is 'which part of its worth has to be put up, in per cent, for limits; null if that is not told';
comment on column instrument.daily_volatility is 'the standard deviation of its daily returns, in per cent, for limits; null if that is not told';
