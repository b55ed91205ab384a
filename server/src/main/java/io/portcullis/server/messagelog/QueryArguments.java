package io.portcullis.server.messagelog;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is asked for in words, of a command line or a web address: {@code from}, {@code to}, {@code tag}, {@code type}, {@code direction},
 * {@code prices}, {@code heartbeats}. Times are UTC, as those in FIX are.
 */
public final class QueryArguments {

    /** How a time may be written, for people. */
    public static final String TIMES = "a time of today such as 09:30 or 09:30:15.250, a date such as 2026-01-31, both as 2026-01-31T09:30:00, or how long ago: 15m, 2h, 3d; in UTC";
    private static final int MSG_TYPE = 35;
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Pattern TAG = Pattern.compile("(\\d{1,9})=(.+)", Pattern.DOTALL);

    private final Instant now;

    /** @param now by which times without a date are meant */
    public QueryArguments(Instant now) {
        this.now = now;
    }

    /** Without a session and an order. @param values by name; what isn't there doesn't limit the search */
    public MessageQuery query(Map<String, List<String>> values) throws BadArgument {
        long from = Long.MIN_VALUE;
        for (String text : values.getOrDefault("from", List.of())) {
            from = time("from", text);
        }
        long to = Long.MAX_VALUE;
        for (String text : values.getOrDefault("to", List.of())) {
            to = time("to", text);
            if (to <= from) {
                throw new BadArgument("to", text, "must be later than from=" + Instant.ofEpochSecond(0, from));
            }
        }
        List<List<Term>> terms = new ArrayList<>();
        for (String text : values.getOrDefault("tag", List.of())) {
            terms.add(List.of(term(text)));
        }
        List<Term> types = new ArrayList<>();
        for (String text : values.getOrDefault("type", List.of())) {
            types.add(new Term(MSG_TYPE, type(text)));
        }
        if (!types.isEmpty()) {
            terms.add(types);
        }
        Set<Kind> kinds = EnumSet.allOf(Kind.class);
        for (String text : values.getOrDefault("direction", List.of())) {
            kinds = direction(text);
        }
        return MessageQuery.ALL.between(from, to).with(terms).only(kinds).without(leftOut(values, terms));
    }

    /** Who asks for a type gets it. */
    private static Set<Routine> leftOut(Map<String, List<String>> values, List<List<Term>> terms) throws BadArgument {
        Set<Routine> leftOut = EnumSet.noneOf(Routine.class);
        for (Routine each : Routine.values()) {
            String name = each.name().toLowerCase(Locale.ROOT);
            for (String text : values.getOrDefault(name, List.of())) {
                if (!yes(name, text)) {
                    leftOut.add(each);
                }
            }
        }
        boolean isTypeAsked = terms.stream().flatMap(List::stream).anyMatch(term -> term.tag() == MSG_TYPE);
        return isTypeAsked ? Set.of() : leftOut;
    }

    private static Set<Kind> direction(String text) throws BadArgument {
        return switch (text) {
            case "in" -> EnumSet.of(Kind.IN, Kind.UNREADABLE, Kind.GAP);
            case "out" -> EnumSet.of(Kind.OUT, Kind.GAP);
            default -> throw new BadArgument("direction", text, "must be in, of what the counterparty has sent, or out");
        };
    }

    private static Term term(String text) throws BadArgument {
        Matcher term = TAG.matcher(text);
        if (!term.matches()) {
            throw new BadArgument("tag", text, "must be a tag and its exact value, such as 55=IBM");
        }
        return new Term(Integer.parseInt(term.group(1)), term.group(2).replace('|', '\u0001'));
    }

    /** By its code or its name. */
    private static String type(String text) throws BadArgument {
        if (!text.isEmpty() && text.length() <= 2) {
            return text;
        }
        for (FixVersion version : List.of(FixVersion.FIX44, FixVersion.FIX50SP2, FixVersion.FIX42)) {
            String found = FixDictionary.of(version).messageType(text);
            if (found != null) {
                return found;
            }
        }
        throw new BadArgument("type", text, "must be a MsgType(35) such as D, or the name of a message such as NewOrderSingle");
    }

    private long time(String field, String text) throws BadArgument {
        try {
            Instant time = instant(text);
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadArgument(field, text, "must be " + TIMES);
        }
    }

    private Instant instant(String text) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long seconds = Long.parseLong(ago.group(1)) * switch (ago.group(2)) {
                case "s" -> 1;
                case "m" -> 60;
                case "h" -> 3_600;
                default -> 86_400;
            };
            return now.minusSeconds(seconds);
        }
        if (!text.contains("-")) {
            return LocalDate.ofInstant(now, ZoneOffset.UTC).atTime(LocalTime.parse(text)).toInstant(ZoneOffset.UTC);
        }
        int time = text.indexOf('T');
        if (time < 0) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        boolean hasZone = text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0;
        return hasZone ? OffsetDateTime.parse(text).toInstant() : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    /** A whole number of that range. */
    public static int number(String field, String text, int least, int most) throws BadArgument {
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new BadArgument(field, text, "must be a whole number from " + least + " to " + most);
    }

    /** Yes or no as {@code true} or {@code false}. */
    public static boolean yes(String field, String text) throws BadArgument {
        if (!Arrays.asList("true", "false").contains(text)) {
            throw new BadArgument(field, text, "must be true or false");
        }
        return text.equals("true");
    }
}
