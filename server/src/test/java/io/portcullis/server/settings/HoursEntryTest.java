package io.portcullis.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.sessions.schedule.SessionHours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoursEntryTest {

    @TempDir
    Path conf;

    private SessionHours read(String keys) throws IOException {
        Path file = conf.resolve("client-sessions.ini");
        Files.writeString(file, "[CLIENT1]\n" + keys);
        SettingsFile settings = new SettingsFile(file, "client-sessions", new Overrides(Map.of(), Map.of()));
        SessionHours hours = HoursEntry.read(settings.section("CLIENT1"));
        settings.checkAllKnown();
        return hours;
    }

    private void assertSays(String said, String keys) {
        assertEquals(said, assertThrows(SettingsException.class, () -> read(keys)).getMessage().replace(conf + "/", ""));
    }

    @Test
    void scheduleResetAndHolidaysAreReadTogether() throws IOException {
        Files.createDirectory(conf.resolve("holidays"));
        Files.writeString(conf.resolve("holidays/LSE.txt"), "2026-12-25\n");
        SessionHours hours = read("schedule = Mon-Fri 08:00-12:00 13:00-17:30, Sat 09:00-10:00 Europe/London\nreset-at = 07:30\nholidays = LSE\n");
        assertTrue(hours.isUp(Instant.parse("2026-12-24T09:00:00Z")));
        assertFalse(hours.isUp(Instant.parse("2026-12-25T09:00:00Z")));
        assertEquals(Instant.parse("2026-12-24T07:30:00Z"), hours.numberingBegan(Instant.parse("2026-12-24T09:00:00Z")));
    }

    @Test
    void withoutThemASessionIsAlwaysUpAndNeverReset() throws IOException {
        assertTrue(read("").isUp(Instant.EPOCH));
        assertEquals(Instant.MIN, read("").numberingBegan(Instant.EPOCH));
    }

    @Test
    void badValuesAreNamedWithTheirPlace() {
        assertSays(
                "client-sessions.ini: [CLIENT1] schedule = Mon-Fri 8-17 UTC: 17 is not understood where a day such as Mon or Mon-Fri is expected: must be always, or"
                        + " days, times and a zone, such as Mon-Fri 08:00-17:30 Europe/London, or Sun 17:00 - Fri 17:00 America/New_York",
                "schedule = Mon-Fri 8-17 UTC");
        assertSays("client-sessions.ini: [CLIENT1] reset-at = noon: noon must be a time of day such as 17:30", "reset-at = noon");
        assertSays("client-sessions.ini: [CLIENT1] holidays = ../x: must be the name of a file in conf/holidays, without .txt", "holidays = ../x");
        assertSays("holidays/NYSE.txt is missing", "holidays = NYSE");
    }
}
