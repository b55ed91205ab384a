package io.portcullis.fix.sessions.engine;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.LongSupplier;
import quickfix.SystemTime;
import quickfix.SystemTimeSource;

/** The sessions' clock, which stands where a test sets it. A test that uses it must hold the lock {@code quickfix.SystemTime}. */
final class SetClock implements AutoCloseable {

    private volatile Instant now;

    SetClock(String now) {
        SessionClock.install(); // done by itself when it is first used, which must not be later
        at(now);
        read(() -> this.now.toEpochMilli());
    }

    /** Has the sessions read this clock, in epoch milliseconds, until {@link SessionClock#install()}. */
    static void read(LongSupplier millis) {
        SystemTime.setTimeSource(new SystemTimeSource() {
            @Override
            public long getTime() {
                return millis.getAsLong();
            }

            @Override
            public LocalDateTime getNow() {
                return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis.getAsLong()), ZoneOffset.UTC);
            }
        });
    }

    /** @param time in UTC, such as {@code 2026-11-23T08:00:00} */
    void at(String time) {
        now = LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
    }

    /** As SendingTime(52) has it. */
    String text() {
        return DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC).format(now);
    }

    void plusSeconds(long seconds) {
        now = now.plusSeconds(seconds);
    }

    @Override
    public void close() {
        SessionClock.install();
    }
}
