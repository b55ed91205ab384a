package io.portcullis.admin;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of commands about orders. What is wrong is answered with the field and its value. */
final class OrderFields {

    static final int MAX_NAME = 64;
    private static final int MOST_AT_ONCE = 100;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private OrderFields() {
    }

    /** A misspelt quantity or price would otherwise be taken for one that is not given. */
    static void requireKnown(JsonObject body, Set<String> fields) {
        for (String field : body.fieldNames()) {
            if (!fields.contains(field)) {
                throw new RequestMistake(400, field, String.valueOf(body.getValue(field)), "no such field; there are " + fields.stream().sorted().toList());
            }
        }
    }

    static boolean has(JsonObject body, String field) {
        return body.getValue(field) != null;
    }

    /** {@code orderId}, or several as {@code orderIds}. */
    static List<String> orderIds(JsonObject body) {
        Object several = body.getValue("orderIds");
        if ((several == null) == (body.getValue("orderId") == null)) {
            throw new RequestMistake(400, "orderId", String.valueOf(body.getValue("orderId")), "name the order by orderId, or several by orderIds");
        }
        if (several == null) {
            return List.of(CommandRoutes.text(body, "orderId", 1, MAX_NAME));
        }
        if (!(several instanceof JsonArray array) || array.isEmpty() || array.size() > MOST_AT_ONCE
                || array.stream().anyMatch(one -> !(one instanceof String))) {
            throw new RequestMistake(400, "orderIds", several.toString(), "orderIds must be a list of 1 to " + MOST_AT_ONCE + " OrderIDs");
        }
        return array.stream().map(Object::toString).distinct().toList();
    }

    static String name(JsonObject body, String field) {
        return CommandRoutes.text(body, field, 1, MAX_NAME);
    }

    static Quantity quantity(JsonObject body) {
        try {
            return Quantity.of(name(body, "quantity"));
        } catch (NumberFormatException e) {
            throw new RequestMistake(400, "quantity", String.valueOf(body.getValue("quantity")),
                    "quantity must be a decimal number in a text, such as \"100\"");
        }
    }

    static Price price(JsonObject body, String field) {
        try {
            return Price.of(name(body, field));
        } catch (NumberFormatException e) {
            throw new RequestMistake(400, field, String.valueOf(body.getValue(field)), field + " must be a decimal number in a text, such as \"231.50\"");
        }
    }

    static @Nullable Price priceOrNull(JsonObject body, String field) {
        return has(body, field) ? price(body, field) : null;
    }

    /** One of the constants that are allowed, by its name. */
    static <E extends Enum<E>> E choice(JsonObject body, String field, List<E> allowed) {
        String text = name(body, field);
        return allowed.stream().filter(each -> each.name().equals(text)).findFirst().orElseThrow(
                () -> new RequestMistake(400, field, text, field + " must be one of " + Arrays.toString(allowed.toArray())));
    }

    /** @return epoch nanoseconds; 0 if it is not given */
    static long time(JsonObject body, String field) {
        if (!has(body, field)) {
            return 0;
        }
        String text = name(body, field);
        try {
            return nanos(Instant.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw new RequestMistake(400, field, text, field + " must be a time in UTC such as 2026-11-20T14:30:00Z");
        }
    }

    /** Until a time, or until the end of a date in UTC: epoch nanoseconds. */
    static long until(JsonObject body, String field) {
        String text = name(body, field);
        try {
            return text.contains("T") ? nanos(Instant.parse(text)) : nanos(LocalDate.parse(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | ArithmeticException e) {
            throw new RequestMistake(400, field, text, field + " must be a date such as 2026-11-30, or a time in UTC such as 2026-11-30T16:00:00Z");
        }
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
    }

    static boolean yes(JsonObject body, String field) {
        Object value = body.getValue(field);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new RequestMistake(400, field, value.toString(), field + " must be true or false");
    }
}
