package io.portcullis.server.projection;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Our values in the form in which the database takes them. */
final class Stored {

    /** Longer texts than this don't fit into an index. */
    static final int LONGEST_KEY = 255;
    private static final int SCALE = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1_000L;

    private Stored() {
    }

    /** In microseconds, which is what PostgreSQL keeps; cut, not rounded. */
    static OffsetDateTime time(long epochNanos) {
        long nanos = Math.floorMod(epochNanos, NANOS_PER_SECOND);
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos, NANOS_PER_SECOND), nanos - nanos % NANOS_PER_MICRO).atOffset(ZoneOffset.UTC);
    }

    /** Null for 0, which stands for none. */
    static @Nullable OffsetDateTime timeOrNull(long epochNanos) {
        return epochNanos == 0 ? null : time(epochNanos);
    }

    static BigDecimal decimal(Quantity quantity) {
        return BigDecimal.valueOf(quantity.raw(), SCALE);
    }

    static @Nullable BigDecimal decimalOrNull(@Nullable Quantity quantity) {
        return quantity == null ? null : decimal(quantity);
    }

    static BigDecimal decimal(Price price) {
        return BigDecimal.valueOf(price.raw(), SCALE);
    }

    static @Nullable BigDecimal decimalOrNull(@Nullable Price price) {
        return price == null ? null : decimal(price);
    }

    static BigDecimal decimal(Money money) {
        if (money.high() == money.low() >> 63) {
            return BigDecimal.valueOf(money.low(), 2 * SCALE);
        }
        return new BigDecimal(new BigInteger(ByteBuffer.allocate(2 * Long.BYTES).putLong(money.high()).putLong(money.low()).array()), 2 * SCALE);
    }

    /** For columns that are searched by: what is longer than a counterparty's id can sensibly be is cut; the event's payload has all of it. */
    static String key(String text) {
        return text.length() <= LONGEST_KEY ? text : text.substring(0, LONGEST_KEY);
    }

    static @Nullable String keyOrNull(@Nullable String text) {
        return text == null ? null : key(text);
    }

    /** Null for an empty one. */
    static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** A counterparty may send any byte; PostgreSQL stores neither the character 0 nor halves of surrogate pairs. */
    static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c) && !isPaired(text, i)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder storable = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c) && !isPaired(text, i)) {
                storable.setCharAt(i, '\uFFFD');
            }
        }
        return storable.toString();
    }

    static boolean isPaired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c) ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
