package io.portcullis.fix.sessions.schedule;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables {@code session-hours.txt} and {@code bad-hours.txt}. */
class SessionHoursTest {

    private static final Holidays LSE = Holidays.of("LSE", List.of("# London", "2026-12-24 12:30", "2026-12-25  # Christmas", ""));
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    static Stream<List<String>> hours() throws IOException {
        return rows("session-hours.txt");
    }

    static Stream<List<String>> schedules() throws IOException {
        return hours().map(row -> row.subList(0, 2)).distinct();
    }

    static Stream<List<String>> badHours() throws IOException {
        return rows("bad-hours.txt");
    }

    private static Stream<List<String>> rows(String file) throws IOException {
        try (InputStream in = SessionHoursTest.class.getResourceAsStream("/schedule/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("hours")
    void aRowOfTheTableHolds(List<String> row) {
        SessionHours hours = hoursOf(row);
        Instant at = LocalDateTime.parse(row.get(2)).toInstant(ZoneOffset.UTC);

        List<String> found = List.of(row.get(0), row.get(1), row.get(2), hours.isUp(at) ? "up" : "down", shown(hours.nextChange(at)),
                shown(Optional.of(hours.numberingBegan(at)).filter(began -> !began.equals(Instant.MIN))), shown(hours.nextReset(at)));
        assertEquals(String.join(" | ", row), String.join(" | ", found));
    }

    private static SessionHours hoursOf(List<String> row) {
        boolean hasHolidays = row.get(0).endsWith(" LSE");
        String schedule = hasHolidays ? row.get(0).substring(0, row.get(0).length() - 4) : row.get(0);
        return SessionHours.of(schedule, row.get(1), hasHolidays ? LSE : Holidays.NONE);
    }

    private static String shown(Optional<Instant> moment) {
        return moment.map(at -> MINUTES.format(at.atOffset(ZoneOffset.UTC))).orElse("-");
    }

    /** Steps through a year: what is said of the next change must be what is then found. */
    @ParameterizedTest
    @MethodSource("schedules")
    void theNextChangeIsTheNextThatIsSeen(List<String> row) {
        SessionHours hours = hoursOf(row);
        Instant end = Instant.parse("2027-01-10T00:00:00Z");
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        while (at.isBefore(end)) {
            Optional<Instant> next = hours.nextChange(at);
            if (next.isEmpty()) {
                break;
            }
            assertEquals(hours.isUp(at), hours.isUp(next.get().minusMillis(1)), at + " to " + next.get());
            assertEquals(!hours.isUp(at), hours.isUp(next.get()), at + " to " + next.get());
            at = next.get();
        }
        at = Instant.parse("2026-01-01T00:00:00Z");
        while (at.isBefore(end)) {
            Optional<Instant> next = hours.nextReset(at);
            if (next.isEmpty()) {
                break;
            }
            assertTrue(hours.isSameNumbering(at, next.get().minusMillis(1)), at + " to " + next.get());
            assertFalse(hours.isSameNumbering(at, next.get()), at + " to " + next.get());
            assertEquals(next.get(), hours.numberingBegan(next.get()));
            at = next.get();
        }
    }

    @ParameterizedTest
    @MethodSource("badHours")
    void whatIsWrongIsNamed(List<String> row) {
        if (row.get(2).equals("-")) {
            assertDoesNotThrow(() -> SessionHours.of(row.get(0), row.get(1), Holidays.NONE));
        } else {
            String said = assertThrows(IllegalArgumentException.class, () -> SessionHours.of(row.get(0), row.get(1), Holidays.NONE)).getMessage();
            assertTrue(said.startsWith(row.get(2)), said);
        }
    }

    @Test
    void aCalendarsMistakesAreNamedWithTheirLine() {
        assertEquals("holidays LSE line 2: 25.12.2026 must be a date such as 2026-12-25, or 2026-12-24 12:30 for a day that ends early",
                assertThrows(IllegalArgumentException.class, () -> Holidays.of("LSE", List.of("2026-12-24", "25.12.2026"))).getMessage());
        assertEquals("holidays LSE line 2: 2026-12-24 stands there twice",
                assertThrows(IllegalArgumentException.class, () -> Holidays.of("LSE", List.of("2026-12-24", "2026-12-24 13:00"))).getMessage());
    }
}
