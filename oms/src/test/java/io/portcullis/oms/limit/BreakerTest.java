package io.portcullis.oms.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerTest {

    private static Limit limit(Measure measure, String amount, @Nullable String release) {
        return new Limit(new LimitKey(Scope.of("account=*"), measure), Limit.most(measure, amount), measure.unit() == Measure.Unit.MONEY ? "USD" : null, 0,
                Window.ALWAYS, Breaker.of(measure, amount, release));
    }

    @ParameterizedTest
    @CsvSource({"500/60s, two-persons, 500/1m", "500/90s, one-person after 5m, 500/90s release one-person after 5m",
        "1/24h, alone after 3600s, 1/24h release alone after 1h"})
    void isWrittenAsItIsRead(String amount, String release, String text) {
        Limit limit = limit(Measure.EXECUTIONS, amount, release);
        assertEquals(text, limit.toString());
        assertEquals(limit, limit(Measure.EXECUTIONS, limit.mostText(), String.valueOf(limit.breaker() == null ? null : limit.breaker().release())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"500 | two-persons | the limit must be an amount and a time, such as 100/60s, was 500",
        "500/ | two-persons | the limit 500/: the time must be whole seconds, minutes or hours, 1s to 24h, was ",
        "500/25h | two-persons | the limit 500/25h: the time must be whole seconds, minutes or hours, 1s to 24h, was 25h",
        "500/0s | two-persons | the limit 500/0s: the time must be whole seconds, minutes or hours, 1s to 24h, was 0s",
        "0/60s | two-persons | account=* executions: the limit must be more than 0, as nothing is killed before something happens, was 0",
        "1.5/60s | two-persons | account=* executions: the limit must be a whole number, was 1.5",
        "5/60s | one-person | release must be two-persons, or one-person or alone with a cool-down, such as one-person after 5m, was one-person",
        "5/60s | two-persons after 5m | release must be two-persons, or one-person or alone with a cool-down, such as one-person after 5m, was two-persons after 5m",
        "5/60s | alone after soon | release alone after soon: the cool-down must be whole seconds, minutes or hours, 1s to 24h, was soon"})
    void whatCannotBeIsNamed(String amount, String release, @Nullable String why) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> limit(Measure.EXECUTIONS, amount, release));
        assertEquals(why, String.valueOf(e.getMessage()).strip());
    }

    @ParameterizedTest
    @CsvSource({"STALE_PRICES, 30s, 30s", "STALE_PRICES, 90s, 90s", "VENUE_AWAY, 300s, 5m release one-person after 1m", "VENUE_HALTS, 3, 3"})
    void ofWhatIsOutATimeOrANumberAlone(Measure measure, String amount, String text) {
        Limit limit = limit(measure, amount, text.contains("release") ? "one-person after 1m" : "two-persons");
        assertEquals(text, limit.toString());
        assertEquals(limit, limit(measure, limit.mostText(), String.valueOf(limit.breaker() == null ? null : limit.breaker().release())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"STALE_PRICES | 30 | the limit must be whole seconds, minutes or hours, 1s to 24h, was 30",
        "VENUE_AWAY | 25h | the limit must be whole seconds, minutes or hours, 1s to 24h, was 25h",
        "STALE_PRICES | 0s | the limit must be whole seconds, minutes or hours, 1s to 24h, was 0s",
        "STALE_PRICES | 1/30s | the limit must be whole seconds, minutes or hours, 1s to 24h, was 1/30s", "VENUE_HALTS | 3/30s | must be a decimal number",
        "VENUE_HALTS | 0 | account=* venue-halts: the limit must be more than 0, as nothing is killed before something happens, was 0"})
    void whatCannotBeIsNamedOfWhatIsOut(Measure measure, String amount, String why) {
        assertEquals(why, assertThrows(IllegalArgumentException.class, () -> limit(measure, amount, "two-persons")).getMessage());
    }

    @Test
    void aLongerTimeUntilSomethingIsOutLetsMorePass() {
        assertTrue(limit(Measure.STALE_PRICES, "31s", "two-persons").isHigherThan(limit(Measure.STALE_PRICES, "30s", "two-persons")));
        assertFalse(limit(Measure.STALE_PRICES, "30s", "two-persons").isHigherThan(limit(Measure.STALE_PRICES, "31s", "two-persons")));
        assertTrue(limit(Measure.STALE_PRICES, "30s", "alone after 5m").isHigherThan(limit(Measure.STALE_PRICES, "30s", "two-persons")));
    }

    @Test
    void otherMeasuresHaveNoTime() {
        assertEquals("account=* open-orders: the limit needs a time, such as 100/60s".replace("open-orders", "rejects"),
                assertThrows(IllegalArgumentException.class,
                        () -> new Limit(new LimitKey(Scope.of("account=*"), Measure.REJECTS), BigDecimal.ONE, null, 0)).getMessage());
        assertEquals("release is of limits only that kill, such as executions or those of risk metrics, was two-persons",
                assertThrows(IllegalArgumentException.class, () -> limit(Measure.OPEN_ORDERS, "5", "two-persons")).getMessage());
    }
}
