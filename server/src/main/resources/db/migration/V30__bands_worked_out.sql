-- Price bands that are worked out, beside those that are told.
comment on column instrument_change.what is 'HALTED, HALTED_AT_VENUE, RESUMED, BANDS_SET, BANDS_WORKED_OUT, BANDS_LIFTED, SHORT_SALES_RESTRICTED or SHORT_SALES_FREE.';
