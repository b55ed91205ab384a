package io.portcullis.server.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShardClockTest {

    private Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private final ShardClock clock = new ShardClock(() -> now);

    @Test
    void aClockThatIsSetBackDoesNotTakeTheTimeBack() {
        long before = clock.nanos();
        now = now.minus(Duration.ofHours(1));
        assertEquals(before, clock.nanos());
        now = now.plus(Duration.ofHours(1)).plusNanos(5);
        assertEquals(before + 5, clock.nanos());
    }

    @Test
    void afterARestartItGoesOnWhereTheLogEndsThoughTheClockWasSetBack() {
        long last = TimeUnit.SECONDS.toNanos(now.getEpochSecond() + 3_600);
        clock.notBefore(last);
        assertEquals(last, clock.nanos());
        now = now.plus(Duration.ofHours(2));
        assertEquals(TimeUnit.SECONDS.toNanos(now.getEpochSecond()), clock.nanos());
    }
}
