package io.portcullis.server.riskmetrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotAgeTest {

    private static final Instant BEGIN = Instant.parse("2026-11-23T14:30:00Z");

    private final List<String> alerts = new ArrayList<>();
    private final SnapshotAge age = new SnapshotAge(Duration.ofMinutes(1), alerts::add);

    @Test
    void metricsThatAreNotReckonedAnyMoreAreAlertedOnce() {
        age.begin(BEGIN);
        age.look(BEGIN.plusSeconds(300));
        assertEquals(List.of(), alerts);
        age.look(BEGIN.plusSeconds(301));
        age.look(BEGIN.plusSeconds(900));
        assertEquals(List.of("risk metrics: they were not reckoned since 2026-11-23T14:30:00Z, so that their limits are not looked at"), alerts);
        assertTrue(age.isTooOld(BEGIN.plusSeconds(301)));
        age.reckoned(BEGIN.plusSeconds(1_000));
        assertFalse(age.isTooOld(BEGIN.plusSeconds(1_300)));
        age.look(BEGIN.plusSeconds(1_400));
        assertEquals(2, alerts.size());
    }
}
