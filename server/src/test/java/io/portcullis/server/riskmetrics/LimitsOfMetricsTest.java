package io.portcullis.server.riskmetrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Window;
import io.portcullis.oms.order.RiskLimits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsOfMetricsTest {

    private static long nanos(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    @Test
    void theyAreLookedForOnlyAfterLimitsHaveChanged() {
        RiskLimits limits = new RiskLimits();
        LimitsOfMetrics first = LimitsOfMetrics.NOT_KNOWN.now(limits);
        assertNotSame(LimitsOfMetrics.NOT_KNOWN, first);
        assertSame(first, first.now(limits));
        Limit limit = new Limit(LimitKey.of("firm", "gross"), new BigDecimal("100"), "USD", 0, Window.of(null, null, "2026-11-23T10:00:00Z"), null);
        limits.after(new LimitFact.Changed(List.of(new LimitChange(limit.key(), null, limit)), 0, "ann", null, "a test"), 1);
        LimitsOfMetrics second = first.now(limits);
        assertNotSame(first, second);
        assertEquals(1, second.at(nanos("2026-11-23T09:59:59Z")).size());
        assertEquals(List.of(), second.at(nanos("2026-11-23T10:00:01Z")));
    }
}
