package io.portcullis.fix.sessions.schedule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Days on which sessions are down, or end early. */
public final class Holidays {

    /** No holidays. */
    public static final Holidays NONE = new Holidays("none", Map.of());

    private final String name;
    /** When each day ends; midnight for a day that doesn't begin. */
    private final Map<LocalDate, LocalTime> ends;

    private Holidays(String name, Map<LocalDate, LocalTime> ends) {
        this.name = name;
        this.ends = Map.copyOf(ends);
    }

    /**
     * Reads a calendar: a date such as {@code 2026-12-25} a line, with a time behind it for a day that ends early, such as {@code 2026-12-24 12:30}. What follows a
     * {@code #} is for people.
     *
     * @throws IllegalArgumentException naming the line and what is allowed
     */
    public static Holidays of(String name, List<String> lines) {
        Map<LocalDate, LocalTime> ends = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                read(name + " line " + (i + 1), text, ends);
            }
        }
        return new Holidays(name, ends);
    }

    private static void read(String place, String text, Map<LocalDate, LocalTime> ends) {
        String[] words = text.split("\\s+", -1);
        LocalDate date;
        LocalTime end;
        try {
            date = LocalDate.parse(words[0]);
            end = words.length == 1 ? LocalTime.MIDNIGHT : LocalTime.parse(words[1]);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(notADay(place, text), e);
        }
        if (words.length > 2) {
            throw new IllegalArgumentException(notADay(place, text));
        }
        if (ends.put(date, end) != null) {
            throw new IllegalArgumentException("holidays " + place + ": " + date + " stands there twice");
        }
    }

    private static String notADay(String place, String text) {
        return "holidays " + place + ": " + text + " must be a date such as 2026-12-25, or 2026-12-24 12:30 for a day that ends early";
    }

    public String name() {
        return name;
    }

    /** When the day ends: midnight if it doesn't even begin; null for a day like others. */
    @Nullable
    LocalTime endOf(LocalDate date) {
        return ends.get(date);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Holidays its && name.equals(its.name) && ends.equals(its.ends);
    }

    @Override
    public int hashCode() {
        return ends.hashCode();
    }
}
