package io.portcullis.oms.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.event.LocateFact;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Window;
import io.portcullis.oms.types.Locate;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of limits and locates, as the log has it. */
class LimitCodecTest {

    private static final LimitKey OPEN = new LimitKey(Scope.of("account=* symbol=IBM"), Measure.OPEN_NOTIONAL);
    private static final LimitKey RESTRICTED = new LimitKey(Scope.of("symbol=IBM"), Measure.RESTRICTED);

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

    @Test
    void everyFactIsReadAsItWasWritten() {
        Limit daily = new Limit(OPEN, new BigDecimal("1000.5"), "USD", 80, Window.of("22:00-02:00 Europe/London", null, null));
        Limit once = new Limit(RESTRICTED, BigDecimal.ZERO, null, 0, Window.of(null, "2026-11-20T09:30:00.123456789Z", "2026-12-24T09:30:00-05:00"));
        LimitKey metric = LimitKey.of("portfolio=GROWTH", "stress:rates up 2 %");
        Limit killing = new Limit(metric, new BigDecimal("5"), "EUR", 80, Window.ALWAYS, new Breaker(Duration.ZERO, Release.of("alone after 15m")));
        List<LimitChange> changes = List.of(new LimitChange(OPEN, null, daily), new LimitChange(RESTRICTED, once, null), new LimitChange(metric, null, killing),
                new LimitChange(LimitKey.of("client=*", "gross-leverage"), new Limit(LimitKey.of("client=*", "gross-leverage"), BigDecimal.TEN, null, 0),
                        null));
        List<Event> events = List.of(new Event.LimitsTold(new LimitFact.Changed(changes, 0, "ann", null, "why")),
                new Event.LimitsTold(new LimitFact.Proposed(77, changes, "ann", "why", 5)),
                new Event.LimitsTold(new LimitFact.Ended(77, LimitFact.Ending.EXPIRED, "the clock", "nobody")),
                new Event.LimitsTold(new LimitFact.Warned(3, 4, "account=ACME", Money.of("5"))),
                new Event.LimitsTold(new LimitFact.LeftOut(3, "account=ACME", "")),
                new Event.LimitsTold(new LimitFact.Restricting(List.of(new LimitFact.Affected(1, 70_000), new LimitFact.Affected(2, 1)))),
                new Event.LocatesTold(new LocateFact.Added(78, new Locate("ACME", "IBM", Quantity.of("100.5"), 9, "B-1"), "ann", "why")),
                new Event.LocatesTold(new LocateFact.Ended(78, LocateFact.Ending.WITHDRAWN, Quantity.of(1), "ann", "why")));
        EventRecord record = new EventRecord(9, 10, null, events, List.of());
        EventCodec codec = new EventCodec(buffer);
        assertEquals(record, codec.decode(9, 10, buffer, 0, codec.encode(record, buffer, 0)));
    }

    /** As it is written, with what is said of its release. */
    private static Limit kills(String scope, String measure, String amount, @Nullable String currency, @Nullable String release) {
        LimitKey key = LimitKey.of(scope, measure);
        return new Limit(key, Limit.most(key.measure(), amount), currency, 0, Window.ALWAYS, Breaker.of(key.measure(), amount, release));
    }

    @Test
    void whatKillsIsReadAsItIsWritten() {
        List<Limit> limits = List.of(kills("portfolio=GROWTH", "var-99-1d", "5000", "USD", "alone after 15m"), kills("firm", "stale-prices", "90s", null, null),
                kills("desk=D1", "venue-away", "5m", null, "one-person after 1m"), kills("client=*", "venue-halts", "3", null, "alone after 1m"),
                kills("account=*", "executions", "100/60s", null, null));
        assertEquals(List.of("portfolio=GROWTH var-99-1d 5000 USD kills release alone after 15m", "firm stale-prices 90s",
                "desk=D1 venue-away 5m release one-person after 1m", "client=* venue-halts 3 release alone after 1m", "account=* executions 100/1m"),
                limits.stream().map(limit -> limit.key() + " " + limit).toList());
        for (Limit limit : limits) {
            Writer w = new Writer(buffer).wrap(buffer, 0);
            LimitCodec.write(limit, w);
            assertEquals(limit, LimitCodec.readLimit(limit.key(), new Reader(buffer).wrap(buffer, 0, w.length())));
        }
    }

    @Test
    void whatEarlierReleasesHaveWrittenAlwaysHolds() {
        Writer w = new Writer(buffer).wrap(buffer, 0);
        w.int8(1).int64(0).text("ann").optionalText(null).text("why").int32(1);
        LimitCodec.write(OPEN, w);
        w.bool(false).bool(true).text("1000.5").optionalText("USD").int8(80);
        Limit limit = new Limit(OPEN, new BigDecimal("1000.5"), "USD", 80);
        assertEquals(new Event.LimitsTold(new LimitFact.Changed(List.of(new LimitChange(OPEN, null, limit)), 0, "ann", null, "why")),
                LimitCodec.read(79, new Reader(buffer).wrap(buffer, 0, w.length())));
    }
}
