package io.portcullis.server.cli;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.LegWriter;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a client, in the words of a version of FIX.
 *
 * @param account null for the session's own
 * @param effective when it begins to work; null for at once
 * @param expireDate the last day of an order that is good till a date; null for others
 * @param strategy the legs of a multi-leg order; null for others
 * @param discretion how far beyond its price it may be executed; null for not at all
 */
record ClientRequestBody(FixVersion version, String symbol, Side side, OrdType ordType, TimeInForce timeInForce, Quantity quantity, @Nullable Price price,
        @Nullable Price stopPx, @Nullable Quantity maxFloor, @Nullable Peg peg, @Nullable String account, @Nullable LocalDate expireDate,
        @Nullable Instant effective, boolean isCare, @Nullable Strategy strategy, @Nullable Discretion discretion) {

    /** One that follows nothing, for the session's own account, till no date and from no time on, and that nobody works by hand. */
    ClientRequestBody(FixVersion version, String symbol, Side side, OrdType ordType, TimeInForce timeInForce, Quantity quantity, @Nullable Price price,
            @Nullable Price stopPx, @Nullable Quantity maxFloor) {
        this(version, symbol, side, ordType, timeInForce, quantity, price, stopPx, maxFloor, null, null, null, null, false, null, null);
    }

    private static final char FULL_CANCEL = 'F';
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    void newOrder(FixBody body, String clOrdId) {
        body.begin(strategy == null ? "D" : "AB").put(11, clOrdId);
        terms(body);
    }

    void replace(FixBody body, String clOrdId, String origClOrdId) {
        body.begin(strategy == null ? "G" : "AC").put(41, origClOrdId).put(11, clOrdId);
        terms(body);
    }

    void cancel(FixBody body, String clOrdId, String origClOrdId) {
        body.begin("F").put(41, origClOrdId).put(11, clOrdId).put(55, symbol).putChar(54, side.code()).putDecimal(38, quantity.raw());
        if (version == FixVersion.FIX40) {
            body.putChar(125, FULL_CANCEL);
        }
        transactTime(body);
    }

    void status(FixBody body, String clOrdId) {
        body.begin("H").put(11, clOrdId).put(55, symbol).putChar(54, side.code());
    }

    private void terms(FixBody body) {
        if (account != null) {
            body.put(1, account);
        }
        body.putChar(21, isCare ? '3' : '1').put(55, symbol).putChar(54, side.code()).putDecimal(38, quantity.raw()).putChar(40, ordType.code());
        if (price != null) {
            body.putDecimal(44, price.raw());
        }
        if (stopPx != null) {
            body.putDecimal(99, stopPx.raw());
        }
        if (maxFloor != null) {
            body.putDecimal(version.isBefore(FixVersion.FIX50SP1) ? 111 : 1138, maxFloor.raw());
        }
        if (peg != null) {
            body.putChar(18, peg.follows().code()).putDecimal(211, peg.offset());
            if (peg.offsetType() != Peg.OffsetType.PRICE) {
                body.putChar(836, peg.offsetType().code());
            }
        }
        if (discretion != null) {
            body.putChar(388, Discretion.RELATED_TO_DISPLAYED_PRICE).putDecimal(389, discretion.offset());
            if (discretion.offsetType() != Peg.OffsetType.PRICE) {
                body.putChar(842, discretion.offsetType().code());
            }
        }
        body.putChar(59, timeInForce.code());
        if (expireDate != null) {
            expires(body, expireDate);
        }
        if (effective != null) {
            body.putUtcMillis(168, effective.toEpochMilli() * NANOS_PER_MILLI);
        }
        transactTime(body);
        if (strategy != null) {
            new LegWriter(FixDictionary.of(version).application(), "AB").write(strategy, body);
        }
    }

    /** ExpireDate(432) came with FIX 4.2; before, the end of the day in UTC, as the hub takes a date. */
    private void expires(FixBody body, LocalDate date) {
        if (version.isBefore(FixVersion.FIX42)) {
            body.putUtcSeconds(126, date.plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) * NANOS_PER_SECOND);
        } else {
            body.put(432, date.format(DateTimeFormatter.BASIC_ISO_DATE));
        }
    }

    /** Since FIX 4.2. */
    private void transactTime(FixBody body) {
        if (!version.isBefore(FixVersion.FIX42)) {
            body.putUtcMillis(60, now());
        }
    }

    private static long now() {
        return Instant.now().toEpochMilli() * NANOS_PER_MILLI;
    }
}
