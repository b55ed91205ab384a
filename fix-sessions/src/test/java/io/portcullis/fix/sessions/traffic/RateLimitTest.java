package io.portcullis.fix.sessions.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.sessions.traffic.Throttle.Excess;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    @Test
    void noSecondHasOneMoreWhereverItBegins() {
        SplittableRandom random = new SplittableRandom(4711);
        RateLimit limit = new RateLimit(7);
        ArrayDeque<Long> passed = new ArrayDeque<>();
        long now = 1_000_000;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(200);
            while (!passed.isEmpty() && now - passed.peek() >= 1_000) {
                passed.remove();
            }
            boolean may = passed.size() < 7;
            assertEquals(may, limit.waitMillis(now) == 0, "at " + now);
            assertEquals(may, limit.tryCount(now), "at " + now);
            if (may) {
                passed.add(now);
            }
        }
    }

    @Test
    void whoWaitsAsLongAsItSaysMayPass() {
        RateLimit limit = new RateLimit(2);
        limit.count(5_000);
        limit.count(5_400);
        assertFalse(limit.tryCount(5_900));
        assertEquals(100, limit.waitMillis(5_900));
        assertTrue(limit.tryCount(6_000));
        assertEquals(400, limit.waitMillis(6_000));
    }

    @Test
    void aClockThatGoesBackStopsNobody() {
        RateLimit limit = new RateLimit(1);
        limit.count(5_000_000);
        assertTrue(limit.tryCount(1_000));
        assertFalse(limit.tryCount(1_999));
    }

    @Test
    void cancelsPassTheLimitOfOrders() {
        InboundMeter meter = new InboundMeter(new Throttle(0, 2, 0, Excess.REJECT), () -> 0);
        assertNull(meter.excess("D", 0));
        assertNull(meter.excess("G", 0));
        assertEquals("too many orders: 2 NewOrderSingle(35=D) and OrderCancelReplaceRequest(35=G) within a second are agreed; cancels pass",
                meter.excess("D", 999));
        assertNull(meter.excess("F", 999));
        assertNull(meter.excess("D", 1_000));
    }

    @Test
    void theLimitOfMessagesIsForAllOfThem() {
        InboundMeter meter = new InboundMeter(new Throttle(2, 0, 0, Excess.REJECT), () -> 0);
        assertNull(meter.excess("D", 0));
        assertNull(meter.excess("F", 0));
        assertEquals("too many messages: 2 within a second are agreed", meter.excess("F", 0));
    }

    @Test
    void aDaysLimitLetsCancelsPass() {
        long[] received = {9};
        InboundMeter meter = new InboundMeter(new Throttle(0, 0, 10, Excess.QUEUE), () -> received[0]);
        assertNull(meter.excess("D", 0));
        received[0]++;
        assertEquals("too many messages on this trading day: 10 are agreed; cancels pass", meter.excess("D", 5_000));
        assertNotNull(meter.excess("H", 5_000));
        assertNull(meter.excess("F", 5_000));
    }

    @Test
    void whatIsQueuedIsReadAsSoonAsItMayPass() {
        InboundMeter meter = new InboundMeter(new Throttle(3, 2, 0, Excess.QUEUE), () -> 0);
        assertNull(meter.excess("D", 0));
        assertEquals(0, meter.pauseMillis(0));
        assertNull(meter.excess("D", 10));
        assertEquals(990, meter.pauseMillis(10));
        assertNull(meter.excess("D", 1_000));
        assertEquals(10, meter.pauseMillis(1_000));
    }

    @Test
    void theOrdersOfAListCountOneByOneAndPassTogetherOrNotAtAll() {
        InboundMeter meter = new InboundMeter(new Throttle(0, 3, 0, Throttle.Excess.REJECT), () -> 0);
        assertNull(meter.excess("E", 2, 0));
        assertEquals("too many orders: 3 NewOrderSingle(35=D) and OrderCancelReplaceRequest(35=G) within a second are agreed; cancels pass,"
                + " this message has 2", meter.excess("E", 2, 999));
        assertNull(meter.excess("D", 999));
        assertNull(meter.excess("E", 2, 1_000));
        assertTrue(meter.excess("E", 4, 9_000).endsWith("this message has 4"));
    }
}
