-- Limits of risk metrics are changed as all other limits are, and stand in the same tables.

comment on column limit_change.scope is 'On which orders: firm, or values such as account=ACME symbol=*, where * is each value by itself. Of a limit of a risk metric the portfolio, such as client=ACME or portfolio=growth.';
comment on column limit_change.measure is 'Of what, such as order-notional or open-notional, or a risk metric, such as var-99-1d or stress:crash.';
comment on column limit_change.within_seconds is 'In which time so much may come about; null of all measures but those that kill once as much has come about within it.';
comment on column limit_change.release is 'Who releases what is killed, such as two-persons, or alone after 5m; null of a limit that kills nothing.';
