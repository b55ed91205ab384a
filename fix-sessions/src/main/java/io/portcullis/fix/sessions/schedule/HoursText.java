package io.portcullis.fix.sessions.schedule;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what an operator writes of a session's hours. */
final class HoursText {

    static final String EXAMPLES = "always, or days, times and a zone, such as Mon-Fri 08:00-17:30 Europe/London, or Sun 17:00 - Fri 17:00 America/New_York";
    private static final String TIME = "([0-2]?\\d:[0-5]\\d)";
    private static final Pattern LONG = Pattern.compile("([A-Za-z]+)\\s+" + TIME + "\\s*-\\s*([A-Za-z]+)\\s+" + TIME);
    private static final Pattern TIMES = Pattern.compile(TIME + "-" + TIME);
    private static final Pattern MIDNIGHT = Pattern.compile("24:00");
    private static final int DAYS_OF_WEEK = 7;

    private HoursText() {
    }

    static String nameOf(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ROOT);
    }

    /** The zone that ends the text; UTC for {@code always} alone. */
    static ZoneId zone(String text) {
        String last = text.substring(text.lastIndexOf(' ') + 1);
        if (last.equals("always")) {
            return ZoneId.of("UTC");
        }
        try {
            return ZoneId.of(last);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must end with a time zone such as UTC or Europe/London, not " + last, e);
        }
    }

    /** @return no windows for {@code always} */
    static List<Window> windows(String text) {
        if (text.equals("always") || text.startsWith("always ")) {
            return List.of();
        }
        List<Window> windows = new ArrayList<>();
        for (String part : text.substring(0, Math.max(0, text.lastIndexOf(' '))).split(",", -1)) {
            windows.addAll(part(part.strip()));
        }
        for (int i = 0; i < windows.size(); i++) {
            for (int j = i + 1; j < windows.size(); j++) {
                if (windows.get(i).overlaps(windows.get(j))) {
                    throw new IllegalArgumentException(windows.get(i) + " and " + windows.get(j) + " overlap");
                }
            }
        }
        return windows;
    }

    private static List<Window> part(String part) {
        Matcher several = LONG.matcher(part);
        if (several.matches()) {
            return List.of(ofSeveralDays(day(several.group(1)), several.group(2), day(several.group(3)), several.group(4)));
        }
        List<Window> windows = new ArrayList<>();
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String word : part.split("\\s+", -1)) {
            Matcher times = TIMES.matcher(word);
            if (times.matches() && !days.isEmpty()) {
                days.forEach(day -> windows.add(ofADay(day, times.group(1), times.group(2))));
            } else if (windows.isEmpty() && !times.matches()) {
                days.addAll(days(word));
            } else {
                throw new IllegalArgumentException(word + " is not understood: must be " + EXAMPLES);
            }
        }
        if (windows.isEmpty()) {
            throw new IllegalArgumentException(part + " has no times: must be " + EXAMPLES);
        }
        return windows;
    }

    private static Window ofADay(DayOfWeek day, String from, String to) {
        LocalTime start = time(from);
        LocalTime end = endTime(to);
        return Window.of(day, start, end.isAfter(start) ? 0 : 1, end);
    }

    private static Window ofSeveralDays(DayOfWeek first, String from, DayOfWeek last, String to) {
        LocalTime start = time(from);
        LocalTime end = endTime(to);
        int days = Math.floorMod(last.getValue() - first.getValue(), DAYS_OF_WEEK) + (MIDNIGHT.matcher(to).matches() ? 1 : 0);
        return Window.of(first, start, days == 0 && !end.isAfter(start) ? DAYS_OF_WEEK : days, end);
    }

    private static LocalTime endTime(String text) {
        return MIDNIGHT.matcher(text).matches() ? LocalTime.MIDNIGHT : time(text);
    }

    static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.length() == 4 ? "0" + text : text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text + " must be a time of day such as 17:30", e);
        }
    }

    /** {@code Mon}, {@code Mon-Fri}, {@code Fri-Mon} or {@code daily}. */
    private static Set<DayOfWeek> days(String word) {
        if (word.equals("daily")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        int dash = word.indexOf('-');
        if (dash < 0) {
            return EnumSet.of(day(word));
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        DayOfWeek last = day(word.substring(dash + 1));
        for (DayOfWeek day = day(word.substring(0, dash)); !days.contains(last); day = day.plus(1)) {
            days.add(day);
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (nameOf(day).equalsIgnoreCase(name) || day.name().equalsIgnoreCase(name)) {
                return day;
            }
        }
        throw new IllegalArgumentException(name + " is not understood where a day such as Mon or Mon-Fri is expected: must be " + EXAMPLES);
    }

    /** {@code start}, {@code never}, {@code 17:00}, {@code Sun 16:00} or {@code Mon-Fri 17:00}. */
    static NumberingStart numbering(String text) {
        return switch (text) {
            case "start" -> new NumberingStart.WithEachWindow();
            case "never" -> new NumberingStart.Never();
            default -> {
                int space = text.lastIndexOf(' ');
                Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
                for (String word : space < 0 ? new String[]{"daily"} : text.substring(0, space).strip().split("\\s+", -1)) {
                    days.addAll(days(word));
                }
                yield new NumberingStart.At(days, time(text.substring(space + 1)));
            }
        };
    }
}
