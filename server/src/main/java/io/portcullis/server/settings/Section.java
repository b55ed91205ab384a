package io.portcullis.server.settings;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of one section, each read with what is allowed for it. A bad value is a {@link SettingsException} that says so. */
public final class Section {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(us|ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KB|MB|GB)");
    private static final int LONGEST_NAME = 64;
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}]{1," + LONGEST_NAME + "}");
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB");
    private static final BigDecimal BASIS_POINTS_PER_PERCENT = BigDecimal.valueOf(100);

    private final SettingsFile file;
    private final String name;
    private final Map<String, String> values;
    private final Set<String> asked;
    private final Overrides overrides;
    private final String path;
    private final @Nullable Section inherited;

    /** @param inherited says what this one does not; null for none */
    Section(SettingsFile file, String name, Map<String, String> values, Set<String> asked, Overrides overrides, String path, @Nullable Section inherited) {
        this.inherited = inherited;
        this.file = file;
        this.name = name;
        this.values = values;
        this.asked = asked;
        this.overrides = overrides;
        this.path = path;
    }

    public String name() {
        return name;
    }

    private record Value(String text, String where) {
    }

    private @Nullable Value value(String key) {
        know(key);
        Overrides.Override override = overrides.of(path + "." + key);
        String where = file.name() + ": [" + name + "] " + key;
        if (override != null) {
            return new Value(override.value(), override.where());
        }
        String text = values.get(key);
        if (text == null || text.isEmpty()) {
            return inherited == null ? null : inherited.value(key);
        }
        return new Value(text, where);
    }

    /** The key may stand here, and wherever this section inherits from. */
    private void know(String key) {
        asked.add(key);
        if (inherited != null) {
            inherited.know(key);
        }
    }

    /** What the section and those that it inherits from say in their files. */
    Map<String, String> values() {
        Map<String, String> all = inherited == null ? new LinkedHashMap<>() : inherited.values();
        all.putAll(values);
        return all;
    }

    /** Whether this section itself says something, whatever it would inherit. */
    private boolean says(String key) {
        return values.containsKey(key) || overrides.of(path + "." + key) != null;
    }

    private <T> @Nullable T read(String key, String allowed, Function<String, @Nullable T> reader) {
        Value value = value(key);
        if (value == null) {
            return null;
        }
        T result = null;
        try {
            result = reader.apply(value.text);
        } catch (ArithmeticException | IllegalArgumentException e) {
            result = null; // said below, with the place and what is allowed
        }
        if (result == null) {
            throw new SettingsException(value.where + " = " + value.text + ": must be " + allowed);
        }
        return result;
    }

    /**
     * What a reader makes of a text.
     *
     * @param reader throws an {@link IllegalArgumentException} that says what is wrong with the text and what is allowed
     */
    public <T> @Nullable T valueOrNull(String key, Function<String, T> reader) {
        Value value = value(key);
        try {
            return value == null ? null : reader.apply(value.text);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(value.where + " = " + value.text + ": " + e.getMessage());
        }
    }

    /** Of a file that this section's file names. */
    Path beside(String other) {
        return file.beside(other);
    }

    private <T> T required(@Nullable T value, String key, String allowed) {
        if (value == null) {
            throw new SettingsException(file.name() + ": [" + name + "] " + key + " is missing: must be " + allowed);
        }
        return value;
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    public @Nullable String textOrNull(String key) {
        return read(key, "a text", text -> text);
    }

    /** A text that begins as it must, such as an address with its scheme. */
    public @Nullable String textOrNull(String key, String beginning) {
        return read(key, "a text that begins with " + beginning, text -> text.startsWith(beginning) ? text : null);
    }

    public String text(String key) {
        return required(textOrNull(key), key, "a text");
    }

    public String text(String key, String otherwise) {
        return or(textOrNull(key), otherwise);
    }

    /** A text that names something which must be among those. */
    public @Nullable String oneOfOrNull(String key, Collection<String> known) {
        return read(key, "one of " + String.join(", ", known), text -> known.contains(text) ? text : null);
    }

    /** As {@link #oneOfOrNull}, where one must be given. */
    public String oneOf(String key, Collection<String> known) {
        return required(oneOfOrNull(key, known), key, "one of " + String.join(", ", known));
    }

    /** Several such texts, separated by commas; at least one, and none of them twice. */
    public @Nullable List<String> someOfOrNull(String key, Collection<String> known) {
        return read(key, "different ones of " + String.join(", ", known) + ", separated by commas", text -> {
            List<String> all = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
            return known.containsAll(all) && Set.copyOf(all).size() == all.size() ? all : null;
        });
    }

    /** Names of people. @return null if the key is not given */
    public @Nullable Set<String> namesOrNull(String key) {
        return read(key, "different names of 1 to " + LONGEST_NAME + " characters without blanks, separated by commas", text -> {
            List<String> all = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
            return all.stream().allMatch(NAME.asMatchPredicate()) && Set.copyOf(all).size() == all.size() ? Set.copyOf(all) : null;
        });
    }

    /**
     * A password or the like: from the environment, a system property, or the file that {@code key-file} names; never from this file.
     *
     * @return null if none is given
     */
    public @Nullable String secretOrNull(String key) {
        requireNotInClear(key);
        String given = textOrNull(key);
        String secretFile = textOrNull(key + "-file");
        boolean isInherited = inherited != null && !says(key) && says(key + "-file");
        if (given != null && !isInherited || secretFile == null) {
            return given;
        }
        try {
            return SettingsText.of(Path.of(secretFile)).strip();
        } catch (SettingsException e) {
            throw new SettingsException(file.name() + ": [" + name + "] " + key + "-file: " + e.getMessage());
        }
    }

    private void requireNotInClear(String key) {
        if (inherited != null) {
            inherited.requireNotInClear(key);
        }
        if (values.containsKey(key)) {
            throw new SettingsException(file.name() + ": [" + name + "] " + key + " must not stand in a file in clear: give it as environment variable "
                    + Overrides.variableOf(path + "." + key) + ", or name a file that only the server's user may read in " + key + "-file");
        }
    }

    /** A file, beside the one that names it unless its path begins with /. */
    public @Nullable Path fileOrNull(String key) {
        return read(key, "the path of a file", file::beside);
    }

    /** A value that its type reads. @param reader throws an {@link IllegalArgumentException} at what is not allowed */
    public <T> @Nullable T valueOrNull(String key, String allowed, Function<String, T> reader) {
        return read(key, allowed, reader::apply);
    }

    /** Several such values, separated by commas. */
    public <T> @Nullable List<T> listOrNull(String key, String allowed, Function<String, T> reader) {
        return read(key, allowed + "; several are separated by commas", text -> Arrays.stream(text.split(",", -1)).map(String::strip).map(reader).toList());
    }

    public Path directory(String key, String otherwise) {
        return Path.of(text(key, otherwise));
    }

    public LocalTime time(String key, LocalTime otherwise) {
        LocalTime value = read(key, "a time of day such as 17:30", text -> parsed(() -> LocalTime.parse(text)));
        return or(value, otherwise);
    }

    public ZoneId zone(String key, ZoneId otherwise) {
        ZoneId value = read(key, "a time zone such as UTC or Europe/Zurich", text -> parsed(() -> ZoneId.of(text)));
        return or(value, otherwise);
    }

    private static <T> @Nullable T parsed(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (DateTimeException e) {
            return null; // said with what is allowed
        }
    }

    /** One of some texts that each stand for something. */
    public <T> T oneOf(String key, Map<String, T> allowed) {
        String text = "one of " + String.join(", ", allowed.keySet());
        return required(read(key, text, allowed::get), key, text);
    }

    public <T> T oneOf(String key, Map<String, T> allowed, T otherwise) {
        return or(read(key, "one of " + String.join(", ", allowed.keySet()), allowed::get), otherwise);
    }

    public int integer(String key, int otherwise, int min, int max) {
        return or(integerOrNull(key, min, max), otherwise);
    }

    public int integer(String key, int min, int max) {
        return required(integerOrNull(key, min, max), key, "a whole number from " + min + " to " + max);
    }

    public @Nullable Integer integerOrNull(String key, int min, int max) {
        return read(key, "a whole number from " + min + " to " + max, text -> {
            int value = PlainNumbers.whole(text);
            return value < min || value > max ? null : value;
        });
    }

    /** yes or no. */
    public boolean yes(String key, boolean otherwise) {
        Boolean value = read(key, "yes or no", text -> switch (text) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> null;
        });
        return or(value, otherwise);
    }

    public Duration duration(String key, Duration otherwise, Duration min, Duration max) {
        Duration value = read(key, "a duration such as 500ms, 30s or 5m, from " + text(min) + " to " + text(max), text -> {
            Duration read = parseDuration(text);
            return read == null || read.compareTo(min) < 0 || read.compareTo(max) > 0 ? null : read;
        });
        return or(value, otherwise);
    }

    /** The same where it may be missing. */
    public @Nullable Duration durationOrNull(String key, Duration min, Duration max) {
        return textOrNull(key) == null ? null : duration(key, min, min, max);
    }

    /** What is wrong with several keys together. @param objection begins with one of them and its value */
    SettingsException mistake(String objection) {
        return new SettingsException(file.name() + ": [" + name + "] " + objection);
    }

    private static @Nullable Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "us" -> Duration.of(count, ChronoUnit.MICROS);
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static String text(Duration duration) {
        long micros = duration.toNanos() / 1000;
        return micros % 1_000_000 == 0 ? micros / 1_000_000 + "s" : micros % 1000 == 0 ? micros / 1000 + "ms" : micros + "us";
    }

    /** Bytes. */
    public long size(String key, long otherwise, long min, long max) {
        Long value = read(key, "a size such as 64MB, from " + inUnits(min) + " to " + inUnits(max), text -> {
            Matcher matcher = SIZE.matcher(text);
            if (!matcher.matches()) {
                return null;
            }
            long factor = switch (matcher.group(2)) {
                case "B" -> 1L;
                case "KB" -> 1L << 10;
                case "MB" -> 1L << 20;
                default -> 1L << 30;
            };
            long bytes = Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
            return bytes < min || bytes > max ? null : bytes;
        });
        return or(value, otherwise);
    }

    private static String inUnits(long bytes) {
        int unit = bytes == 0 ? 0 : Math.min(UNITS.size() - 1, Long.numberOfTrailingZeros(bytes) / 10);
        return (bytes >> 10 * unit) + UNITS.get(unit);
    }

    /** One of an enum's names, in lower case with dashes. */
    public <E extends Enum<E>> E choice(String key, E otherwise) {
        return or(choiceOrNull(key, otherwise.getDeclaringClass()), otherwise);
    }

    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        return required(choiceOrNull(key, type), key, "one of " + names(type));
    }

    private <E extends Enum<E>> @Nullable E choiceOrNull(String key, Class<E> type) {
        return read(key, "one of " + names(type),
                text -> Arrays.stream(type.getEnumConstants()).filter(constant -> nameOf(constant).equals(text)).findFirst().orElse(null));
    }

    private static String names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Section::nameOf).collect(Collectors.joining(", "));
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public @Nullable Quantity quantityOrNull(String key) {
        return read(key, "a positive number", text -> positive(Quantity.of(text)));
    }

    private static @Nullable Quantity positive(Quantity quantity) {
        return quantity.isPositive() ? quantity : null;
    }

    public @Nullable Price priceOrNull(String key) {
        return read(key, "a positive price", text -> Price.of(text).isPositive() ? Price.of(text) : null);
    }

    public @Nullable Money moneyOrNull(String key) {
        return read(key, "a positive amount", text -> Quantity.of(text).isPositive() ? Money.of(text) : null);
    }

    /** A per cent value, in hundredths of a per cent. */
    public @Nullable Integer percentOrNull(String key) {
        return read(key, "a per cent value from 0.01 to 1000 with at most two decimal places, such as 10 or 2.5", text -> {
            int basisPoints = PlainNumbers.decimal(text).multiply(BASIS_POINTS_PER_PERCENT).intValueExact();
            return basisPoints < 1 || basisPoints > 100_000 ? null : basisPoints;
        });
    }
}
