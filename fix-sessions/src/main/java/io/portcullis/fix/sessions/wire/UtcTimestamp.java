package io.portcullis.fix.sessions.wire;

/** FIX's UTCTimestamp, such as {@code 20260131-09:30:00.123456}, to and from epoch nanoseconds. Years 1970 to 2261. */
final class UtcTimestamp {

    static final long NONE = Long.MIN_VALUE;

    /** Characters of date and time without a fraction. */
    static final int SECONDS_LENGTH = 17;

    private static final int DATE_LENGTH = 9;
    private static final long SECOND = 1_000_000_000L;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int MAX_YEAR = 2261;

    private UtcTimestamp() {
    }

    /** @return epoch nanoseconds, or {@link #NONE} if the bytes are not a timestamp. A leap second counts as the last nanosecond of its minute. */
    static long parse(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length < SECONDS_LENGTH || bytes[start + 8] != '-' || bytes[start + 11] != ':' || bytes[start + 14] != ':') {
            return NONE;
        }
        int year = digits(bytes, start, 4);
        int month = digits(bytes, start + 4, 2);
        int day = digits(bytes, start + 6, 2);
        int hour = digits(bytes, start + 9, 2);
        int minute = digits(bytes, start + 12, 2);
        int second = digits(bytes, start + 15, 2);
        long fraction = length == SECONDS_LENGTH ? 0 : fraction(bytes, start + SECONDS_LENGTH, end);
        if (year < 1970 || year > MAX_YEAR || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month) || hour < 0 || hour > 23 || minute < 0
                || minute > 59 || second < 0 || second > 60 || fraction < 0) {
            return NONE;
        }
        if (second == 60) {
            second = 59;
            fraction = SECOND - 1;
        }
        return (epochDay(year, month, day) * SECONDS_PER_DAY + hour * 3_600L + minute * 60L + second) * SECOND + fraction;
    }

    private static long fraction(byte[] bytes, int start, int end) {
        int places = end - start - 1;
        if (bytes[start] != '.' || places != 3 && places != 6 && places != 9 && places != 12) {
            return -1;
        }
        int used = Math.min(places, 9);
        int value = digits(bytes, start + 1, used);
        if (value < 0 || places > used && digits(bytes, start + 1 + used, places - used) < 0) {
            return -1;
        }
        return used == 3 ? value * 1_000_000L : used == 6 ? value * 1_000L : value;
    }

    /** @return the number, or a negative one if there is something else than digits */
    private static int digits(byte[] bytes, int start, int count) {
        int value = 0;
        for (int i = start; i < start + count; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /**
     * Writes date and time with 0, 3 or 6 decimal places of the second.
     *
     * @return the position behind it
     */
    static int write(byte[] bytes, int at, long epochNanos, int places) {
        long seconds = Math.floorDiv(epochNanos, SECOND);
        int nanos = (int) Math.floorMod(epochNanos, SECOND);
        writeDate(bytes, at, Math.floorDiv(seconds, SECONDS_PER_DAY));
        bytes[at + 8] = '-';
        int ofDay = (int) Math.floorMod(seconds, (long) SECONDS_PER_DAY);
        return writeTime(bytes, at + DATE_LENGTH, ofDay / 3_600, ofDay / 60 % 60, ofDay % 60, nanos, places);
    }

    /** Writes {@code HH:mm:ss} and a fraction of 0, 3, 6 or 9 places. */
    static int writeTime(byte[] bytes, int at, int hour, int minute, int second, int nanos, int places) {
        two(bytes, at, hour);
        bytes[at + 2] = ':';
        two(bytes, at + 3, minute);
        bytes[at + 5] = ':';
        two(bytes, at + 6, second);
        if (places == 0) {
            return at + 8;
        }
        bytes[at + 8] = '.';
        int rest = places == 3 ? nanos / 1_000_000 : places == 6 ? nanos / 1_000 : nanos;
        for (int i = at + 8 + places; i > at + 8; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + 9 + places;
    }

    static void writeDate(byte[] bytes, int at, int year, int month, int day) {
        two(bytes, at, year / 100);
        two(bytes, at + 2, year % 100);
        two(bytes, at + 4, month);
        two(bytes, at + 6, day);
    }

    /** The proleptic Gregorian calendar, by eras of 400 years that begin in March. */
    private static void writeDate(byte[] bytes, int at, long epochDay) {
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        writeDate(bytes, at, year, month, day);
    }

    private static long epochDay(int year, int month, int day) {
        int shiftedYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shiftedYear, 400);
        int yearOfEra = shiftedYear - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    private static int daysOfMonth(int year, int month) {
        return switch (month) {
            case 4, 6, 9, 11 -> 30;
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            default -> 31;
        };
    }

    private static void two(byte[] bytes, int at, int value) {
        bytes[at] = (byte) ('0' + value / 10);
        bytes[at + 1] = (byte) ('0' + value % 10);
    }
}
