package io.portcullis.server.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The present as a FIX UTCTimestamp with milliseconds; writes only the digits that changed, and makes objects once a minute. Not for two threads at a time. */
final class UtcStamp {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:00.000").withZone(ZoneOffset.UTC);
    private static final int SECONDS_AT = 15;
    private static final int MILLIS_AT = 18;

    private byte[] text = {};
    private long minute = -1;
    private long millis = -1;

    /** 21 characters that stay valid until the next call. */
    byte[] now() {
        var now = System.currentTimeMillis();
        if (now != millis)
            moveTo(now);
        return text;
    }

    private void moveTo(long now) {
        millis = now;
        if (now / 60_000 != minute) {
            minute = now / 60_000;
            text = FORMAT.format(Instant.ofEpochMilli(now)).getBytes(StandardCharsets.US_ASCII);
        }
        var second = (int) (now % 60_000 / 1_000);
        var milli = (int) (now % 1_000);
        digit(SECONDS_AT, second / 10);
        digit(SECONDS_AT + 1, second % 10);
        digit(MILLIS_AT, milli / 100);
        digit(MILLIS_AT + 1, milli / 10 % 10);
        digit(MILLIS_AT + 2, milli % 10);
    }

    private void digit(int at, int value) {
        text[at] = (byte) ('0' + value);
    }
}
