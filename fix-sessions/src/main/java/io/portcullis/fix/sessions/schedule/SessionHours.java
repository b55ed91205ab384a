package io.portcullis.fix.sessions.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a session is up, and when its sequence numbers begin anew. Times are those of the clock on the wall in the session's zone: where summer time leaves one out, the
 * moment of the change stands for it; where one comes twice, a session is up from the first to the second.
 *
 * <p>On a holiday there is no session that would end on that day: one that starts on the evening before belongs to the day on which it ends. A session of several days is
 * down on the holiday and goes on behind it with the same numbers.
 */
public final class SessionHours {

    /** Always up, and never reset by the clock. */
    public static final SessionHours ALWAYS = new SessionHours("always", List.of(), ZoneId.of("UTC"), new NumberingStart.Never(), Holidays.NONE);

    private static final int LONGEST_WINDOW_DAYS = 8;
    /** Longer than any series of holidays. */
    private static final int LOOK_AHEAD_DAYS = 60;

    private final String text;
    private final List<Window> windows;
    private final ZoneId zone;
    private final NumberingStart numbering;
    private final Holidays holidays;

    private SessionHours(String text, List<Window> windows, ZoneId zone, NumberingStart numbering, Holidays holidays) {
        this.text = text;
        this.windows = windows.stream().sorted(Comparator.comparing(Window::start)).toList();
        this.zone = zone;
        this.numbering = numbering;
        this.holidays = holidays;
    }

    /**
     * As an operator writes them.
     *
     * @param schedule windows and zone: {@code Mon-Fri 08:00-12:00 13:00-17:30 Europe/London}; {@code Sun-Thu 18:00-17:00 America/New_York}, which ends on the next day;
     *        {@code Sun 17:00 - Fri 17:00 America/New_York}, one session a week; {@code always} or {@code always Europe/London}. Several are separated by commas
     * @param resetAt when the numbers begin anew: {@code start}, of each window; {@code never}; or a time, with days before it if not daily
     * @throws IllegalArgumentException saying what of it is wrong and what is allowed
     */
    public static SessionHours of(String schedule, String resetAt, Holidays holidays) {
        ZoneId zone = HoursText.zone(schedule);
        List<Window> windows = HoursText.windows(schedule);
        NumberingStart numbering = HoursText.numbering(resetAt);
        if (windows.isEmpty() && numbering instanceof NumberingStart.WithEachWindow) {
            numbering = new NumberingStart.Never();
        }
        return new SessionHours(schedule, windows, zone, numbering, holidays);
    }

    /** One uninterrupted time of being up. @param windowStart of the window that it is a part of */
    private record Span(Instant start, Instant end, Instant windowStart) {
    }

    /** Whether the session is up. */
    public boolean isUp(Instant at) {
        return windows.isEmpty() || spanAt(at) != null;
    }

    private @Nullable Span spanAt(Instant at) {
        LocalDate date = dateOf(at);
        for (Span span : spans(date.minusDays(LONGEST_WINDOW_DAYS), date)) {
            if (!at.isBefore(span.start) && at.isBefore(span.end)) {
                return span;
            }
        }
        return null;
    }

    /** When the session comes up or goes down next, later than that; empty if not within the next weeks. */
    public Optional<Instant> nextChange(Instant after) {
        if (windows.isEmpty()) {
            return Optional.empty();
        }
        LocalDate date = dateOf(after);
        Instant upUntil = null;
        for (Span span : spans(date.minusDays(LONGEST_WINDOW_DAYS), date.plusDays(LOOK_AHEAD_DAYS))) {
            if (upUntil != null && span.start.isAfter(upUntil)) {
                return Optional.of(upUntil);
            }
            if (span.end.isAfter(after)) {
                if (span.start.isAfter(after) && upUntil == null) {
                    return Optional.of(span.start);
                }
                upUntil = span.end;
            }
        }
        return Optional.empty();
    }

    /** When the numbering began that is in force: the last reset by the clock; {@link Instant#MIN} if there was none. */
    public Instant numberingBegan(Instant at) {
        LocalDate date = dateOf(at);
        return switch (numbering) {
            case NumberingStart.Never never -> Instant.MIN;
            case NumberingStart.WithEachWindow each -> lastWindowStart(at, date);
            case NumberingStart.At daily -> lastOf(daily, at, date);
        };
    }

    private Instant lastWindowStart(Instant at, LocalDate date) {
        Instant last = Instant.MIN;
        for (Span span : spans(date.minusDays(LOOK_AHEAD_DAYS), date)) {
            last = span.windowStart.isAfter(at) ? last : span.windowStart;
        }
        return last;
    }

    private Instant lastOf(NumberingStart.At daily, Instant at, LocalDate date) {
        for (LocalDate day = date; day.isAfter(date.minusDays(LONGEST_WINDOW_DAYS)); day = day.minusDays(1)) {
            if (daily.days().contains(day.getDayOfWeek()) && !first(day.atTime(daily.time())).isAfter(at)) {
                return first(day.atTime(daily.time()));
            }
        }
        return Instant.MIN;
    }

    /** When the numbers begin anew next, later than that; empty if not within the next weeks. */
    public Optional<Instant> nextReset(Instant after) {
        LocalDate date = dateOf(after);
        return switch (numbering) {
            case NumberingStart.Never never -> Optional.empty();
            case NumberingStart.WithEachWindow each -> spans(date.minusDays(LONGEST_WINDOW_DAYS), date.plusDays(LOOK_AHEAD_DAYS)).stream()
                    .map(Span::windowStart)
                    .filter(start -> start.isAfter(after)).findFirst();
            case NumberingStart.At daily -> date.datesUntil(date.plusDays(LONGEST_WINDOW_DAYS)).filter(day -> daily.days().contains(day.getDayOfWeek()))
                    .map(day -> first(day.atTime(daily.time()))).filter(time -> time.isAfter(after)).findFirst();
        };
    }

    /** From the first to the last moment of a day; breaks between are not left out. */
    public record Times(Instant start, Instant end) {
    }

    /** The windows that end on that day, from the first one's begin to the last one's end; all of it where there are none. Null on a holiday, or if no window ends on it. */
    public @Nullable Times timesOf(LocalDate day) {
        if (windows.isEmpty()) {
            LocalTime closes = holidays.endOf(day);
            LocalDateTime end = closes == null ? day.plusDays(1).atStartOfDay() : day.atTime(closes);
            return LocalTime.MIDNIGHT.equals(closes) ? null : new Times(first(day.atStartOfDay()), last(end));
        }
        Instant start = null;
        Instant end = null;
        for (LocalDate date = day.minusDays(1); !date.isAfter(day); date = date.plusDays(1)) {
            for (Window window : windows) {
                List<Span> spans = new ArrayList<>();
                if (window.day() == date.getDayOfWeek() && window.endOn(date).minusNanos(1).toLocalDate().equals(day)) {
                    addTo(spans, window, date);
                }
                for (Span span : spans) {
                    start = start == null ? span.start : start;
                    end = span.end;
                }
            }
        }
        return start == null || end == null ? null : new Times(start, end);
    }

    /** Whether a window is longer than a day, so that no day is its own. */
    public boolean hasWindowsOfSeveralDays() {
        return windows.stream().anyMatch(Window::isOfSeveralDays);
    }

    /** In which its times are meant. */
    public ZoneId zone() {
        return zone;
    }

    /** Whether no reset by the clock lies between two instants. */
    public boolean isSameNumbering(Instant one, Instant other) {
        return numberingBegan(one).equals(numberingBegan(other));
    }

    /** Whether the numbers begin anew at a time of their own, which may be in the middle of a session. */
    public boolean isResetWithinSession() {
        return numbering instanceof NumberingStart.At;
    }

    /** The moment as an operator reads it: day, time and zone. */
    public String shown(Instant at) {
        LocalDateTime local = at.atZone(zone).toLocalDateTime();
        return HoursText.nameOf(local.getDayOfWeek()) + " " + local.toLocalDate() + " " + local.toLocalTime() + " " + zone.getId();
    }

    /** Ascending. */
    private List<Span> spans(LocalDate from, LocalDate to) {
        List<Span> spans = new ArrayList<>();
        for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
            for (Window window : windows) {
                if (window.day() == date.getDayOfWeek()) {
                    addTo(spans, window, date);
                }
            }
        }
        return spans;
    }

    private void addTo(List<Span> spans, Window window, LocalDate date) {
        LocalDateTime start = window.startOn(date);
        LocalDateTime end = window.endOn(date);
        if (window.isOfSeveralDays()) {
            addWithoutHolidays(spans, start, end);
            return;
        }
        LocalDate belongsTo = end.minusNanos(1).toLocalDate();
        LocalTime closes = holidays.endOf(belongsTo);
        LocalDateTime last = closes == null || belongsTo.atTime(closes).isAfter(end) ? end : belongsTo.atTime(closes);
        if (!LocalTime.MIDNIGHT.equals(closes)) {
            add(spans, start, last, first(start));
        }
    }

    /** The holidays' hours are cut out. */
    private void addWithoutHolidays(List<Span> spans, LocalDateTime start, LocalDateTime end) {
        Instant windowStart = null;
        LocalDateTime from = start;
        for (LocalDate day = start.toLocalDate(); !day.isAfter(end.toLocalDate()); day = day.plusDays(1)) {
            LocalTime closes = holidays.endOf(day);
            if (closes != null) {
                LocalDateTime closed = day.atTime(closes);
                windowStart = add(spans, from, closed.isBefore(end) ? closed : end, windowStart);
                LocalDateTime opens = day.plusDays(1).atStartOfDay();
                from = opens.isAfter(from) ? opens : from;
            }
        }
        add(spans, from, end, windowStart);
    }

    /** @return the window's first moment */
    private @Nullable Instant add(List<Span> spans, LocalDateTime start, LocalDateTime end, @Nullable Instant windowStart) {
        Instant from = first(start);
        Instant to = last(end);
        if (!from.isBefore(to)) {
            return windowStart;
        }
        Instant began = windowStart == null ? from : windowStart;
        spans.add(new Span(from, to, began));
        return began;
    }

    private LocalDate dateOf(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private Instant first(LocalDateTime time) {
        return instant(time, false);
    }

    private Instant last(LocalDateTime time) {
        return instant(time, true);
    }

    private Instant instant(LocalDateTime time, boolean isLast) {
        ZoneRules rules = zone.getRules();
        var offsets = rules.getValidOffsets(time);
        return offsets.isEmpty() ? rules.getTransition(time).getInstant() : time.toInstant(isLast ? offsets.getLast() : offsets.getFirst());
    }

    /** The schedule as it was given. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionHours its && text.equals(its.text) && numbering.equals(its.numbering) && holidays.equals(its.holidays);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
