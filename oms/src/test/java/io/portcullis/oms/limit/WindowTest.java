package io.portcullis.oms.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At which times a limit holds. */
class WindowTest {

    private static long nanos(String time) {
        Instant at = Instant.parse(time);
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    private static Window daily(String hours) {
        return Window.of(hours, null, null);
    }

    @ParameterizedTest
    @CsvSource({"09:30-10:00 America/New_York, 2026-11-20T14:29:59.999999999Z, false", "09:30-10:00 America/New_York, 2026-11-20T14:30:00Z, true",
        "09:30-10:00 America/New_York, 2026-11-20T14:59:59.999999999Z, true", "09:30-10:00 America/New_York, 2026-11-20T15:00:00Z, false",
        "09:30-10:00 America/New_York, 2026-07-20T13:30:00Z, true", "22:00-02:00 UTC, 2026-11-20T21:59:59Z, false",
        "22:00-02:00 UTC, 2026-11-20T22:00:00Z, true",
        "22:00-02:00 UTC, 2026-11-21T01:59:59Z, true", "22:00-02:00 UTC, 2026-11-21T02:00:00Z, false", "18:00-00:00 UTC, 2026-11-20T23:59:59Z, true",
        "18:00-00:00 UTC, 2026-11-21T00:00:00Z, false"})
    void hoursOfTheDayAreThoseThatClocksShowThere(String hours, String time, boolean isIn) {
        assertEquals(isIn, daily(hours).contains(nanos(time)));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-20T08:59:59Z, false", "2026-11-20T09:00:00Z, true", "2026-12-24T09:59:59Z, true", "2026-12-24T10:00:00Z, false"})
    void fromAMomentUntilAnother(String time, boolean isIn) {
        assertEquals(isIn, Window.of(null, "2026-11-20T09:00:00Z", "2026-12-24T05:00:00-05:00").contains(nanos(time)));
    }

    /** Clocks are put back in New York on 2026-11-01, from 02:00 to 01:00, and put forward on 2026-03-08, from 02:00 to 03:00. */
    @ParameterizedTest
    @CsvSource({"09:30-10:00 America/New_York, 2026-11-20T10:00:00Z, 2026-11-20T14:30:00Z",
        "09:30-10:00 America/New_York, 2026-11-20T14:30:00Z, 2026-11-20T15:00:00Z",
        "09:30-10:00 America/New_York, 2026-11-20T15:00:00Z, 2026-11-21T14:30:00Z",
        "01:15-01:45 America/New_York, 2026-11-01T05:20:00Z, 2026-11-01T05:45:00Z",
        "01:15-01:45 America/New_York, 2026-11-01T05:45:00Z, 2026-11-01T06:00:00Z",
        "01:15-01:45 America/New_York, 2026-11-01T06:00:00Z, 2026-11-01T06:15:00Z",
        "02:30-04:00 America/New_York, 2026-03-08T06:00:00Z, 2026-03-08T07:00:00Z"})
    void whenItChangesNextIsKnownAlsoWhereClocksArePutForwardOrBack(String hours, String time, String next) {
        assertEquals(nanos(next), daily(hours).nextChange(nanos(time)));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-01T05:20:00Z, true", "2026-11-01T05:50:00Z, false", "2026-11-01T06:20:00Z, true", "2026-11-01T06:50:00Z, false"})
    void anHourThatClocksShowTwiceCountsTwice(String time, boolean isIn) {
        assertEquals(isIn, daily("01:15-01:45 America/New_York").contains(nanos(time)));
    }

    @Test
    void betweenTwoChangesItIsAllTheSame() {
        for (String hours : new String[]{"01:15-01:45 America/New_York", "02:30-04:00 America/New_York", "22:00-02:00 Europe/London"}) {
            Window window = daily(hours);
            for (long time = nanos("2026-10-24T00:00:00Z"); time < nanos("2026-11-03T00:00:00Z");) {
                long next = window.nextChange(time);
                for (long at = time; at < next; at += 300_000_000_000L) {
                    assertEquals(window.contains(time), window.contains(at), hours + " at " + Instant.ofEpochSecond(0, at));
                }
                time = next;
            }
        }
    }

    @Test
    void whatIsOverOrAlwaysNeverChangesAgain() {
        assertEquals(Long.MAX_VALUE, Window.ALWAYS.nextChange(0));
        Window window = Window.of("09:30-10:00 UTC", "2026-11-20T00:00:00Z", "2026-11-20T09:45:00Z");
        assertEquals(nanos("2026-11-20T09:45:00Z"), window.nextChange(nanos("2026-11-20T09:30:00Z")));
        assertEquals(Long.MAX_VALUE, window.nextChange(nanos("2026-11-20T09:45:00Z")));
    }

    @ParameterizedTest
    @CsvSource({"09:00-10:00 UTC, 09:00-10:00 UTC, true", "09:00-10:00 UTC, 09:00-10:01 UTC, false", "09:00-10:00 UTC, 08:59-10:00 UTC, false",
        "22:00-02:00 UTC, 23:00-01:00 UTC, true", "22:00-02:00 UTC, 21:59-01:00 UTC, false", "22:00-02:00 UTC, 00:30-01:00 UTC, true",
        "09:00-10:00 UTC, 09:10-09:20 Europe/London, false"})
    void hoursCoverOthers(String hours, String others, boolean doCover) {
        assertEquals(doCover, daily(hours).covers(daily(others)));
        assertTrue(Window.ALWAYS.covers(daily(hours)));
        assertFalse(daily(hours).covers(Window.ALWAYS));
    }

    @ParameterizedTest
    @CsvSource({"09:00-10:00 UTC, 10:00-11:00 UTC, false", "09:00-10:01 UTC, 10:00-11:00 UTC, true", "22:00-02:00 UTC, 01:59-03:00 UTC, true",
        "22:00-02:00 UTC, 02:00-03:00 UTC, false", "09:00-10:00 UTC, 11:00-12:00 Europe/London, true"})
    void hoursMayOverlap(String hours, String others, boolean may) {
        assertEquals(may, daily(hours).mayOverlap(daily(others)));
        assertEquals(may, daily(others).mayOverlap(daily(hours)));
    }

    @Test
    void whatIsNoTimeIsSaid() {
        assertSaid("must be hours and a time zone, such as 09:30-10:00 America/New_York, was 09:30-10:00", "09:30-10:00", null, null);
        assertSaid("must be hours and a time zone, such as 09:30-10:00 America/New_York, was 9-25:00 UTC", "9-25:00 UTC", null, null);
        assertSaid("no time zone is called Mars/Base", "09:30-10:00 Mars/Base", null, null);
        assertSaid("daily hours must not begin when they end, was 09:30-09:30; leave them out for the whole day", "09:30-09:30 UTC", null, null);
        assertSaid("from must be a moment such as 2026-12-24T14:30:00Z or 2026-12-24T09:30:00-05:00, was tomorrow", null, "tomorrow", null);
        assertSaid("from 2026-12-24T14:30:00Z must be before until 2026-12-24T14:30:00Z", null, "2026-12-24T14:30:00Z", "2026-12-24T09:30:00-05:00");
        assertSaid("until must be 1970-01-01T00:00:00Z to 2200-01-01T00:00:00Z, was 2300-01-01T00:00:00Z", null, null, "2300-01-01T00:00:00Z");
    }

    private static void assertSaid(String text, @Nullable String daily, @Nullable String from,
            @Nullable String until) {
        assertEquals(text, assertThrows(IllegalArgumentException.class, () -> Window.of(daily, from, until)).getMessage());
    }
}
