package io.portcullis.server.riskmetrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.oms.types.Price;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CloseRecorderTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private final List<String> kept = new ArrayList<>();
    private boolean isAway;
    private final CloseRecorder recorder = new CloseRecorder((day, closes) -> {
        if (isAway) {
            throw new IOException("away");
        }
        kept.add(day.getDayOfWeek() + " " + new TreeMap<>(closes));
    });

    private void see(LocalDate day, String ibm, String ko) throws IOException {
        recorder.see(day, Map.of("IBM", Price.of(ibm), "KO", Price.of(ko)));
    }

    @Test
    void onlyWhatHasChangedIsKept() throws IOException {
        see(MONDAY, "200", "60");
        see(MONDAY, "200", "60");
        see(MONDAY, "201", "60");
        see(MONDAY, "200", "60");
        assertEquals(List.of("MONDAY {IBM=201}", "MONDAY {IBM=200}"), kept);
    }

    @Test
    void aPriceOfTheDayBeforeIsNoCloseOfThisOneUntilItChanges() throws IOException {
        see(MONDAY, "200", "60");
        see(MONDAY.plusDays(1), "200", "60");
        see(MONDAY.plusDays(1), "202", "60");
        see(MONDAY.plusDays(1), "200", "60");
        assertEquals(List.of("TUESDAY {IBM=202}", "TUESDAY {IBM=200}"), kept);
    }

    @Test
    void theFirstPriceThatIsSeenOfASymbolMayBeOfAnEarlierDayAtAnyTime() throws IOException {
        recorder.see(MONDAY, Map.of("IBM", Price.of("200")));
        recorder.see(MONDAY, Map.of("IBM", Price.of("201"), "KO", Price.of("60")));
        see(MONDAY, "201", "60.5");
        assertEquals(List.of("MONDAY {IBM=201}", "MONDAY {KO=60.5}"), kept);
    }

    @Test
    void whatIsTradedAtZeroOrLessHasNoCloseAndStopsNoOther() throws IOException {
        see(MONDAY, "200", "60");
        see(MONDAY, "201", "-0.5");
        see(MONDAY, "201", "0");
        assertEquals(List.of("MONDAY {IBM=201}"), kept);
    }

    @Test
    void whatCouldNotBeKeptIsKeptTheNextTime() throws IOException {
        see(MONDAY, "199", "59");
        isAway = true;
        assertThrows(IOException.class, () -> see(MONDAY, "200", "60"));
        isAway = false;
        see(MONDAY, "200", "60");
        assertEquals(List.of("MONDAY {IBM=200, KO=60}"), kept);
    }
}
