package io.portcullis.fix.dictionaries;

import org.jspecify.annotations.Nullable;
import quickfix.FieldType;

/** How values of a FIX data type are written, as far as a check of single values goes. */
enum ValueFormat {

    ANY(""),
    CHARACTER("is not a single character"),
    CHARACTERS("is not a list of single characters separated by blanks"),
    INTEGER("is not a whole number up to 2147483647"),
    DECIMAL("is not a decimal number"),
    YES_OR_NO("is neither Y nor N"),
    DATE("is not a date such as 20260131"),
    TIME("is not a time such as 09:30:00.000"),
    TIMESTAMP("is not a UTC timestamp such as 20260131-09:30:00.000");

    private final String complaint;

    ValueFormat(String complaint) {
        this.complaint = complaint;
    }

    String complaint() {
        return complaint;
    }

    static ValueFormat of(@Nullable FieldType type) {
        if (type == null) {
            return ANY;
        }
        return switch (type) {
            case CHAR -> CHARACTER;
            case MULTIPLECHARVALUE -> CHARACTERS;
            case INT, NUMINGROUP, SEQNUM, LENGTH -> INTEGER;
            case PRICE, AMT, QTY, FLOAT, PRICEOFFSET, PERCENTAGE -> DECIMAL;
            case BOOLEAN -> YES_OR_NO;
            case UTCDATE -> DATE;
            case UTCTIMEONLY -> TIME;
            case UTCTIMESTAMP, TIME -> TIMESTAMP;
            case UNKNOWN, STRING, CURRENCY, MULTIPLEVALUESTRING, MULTIPLESTRINGVALUE, EXCHANGE, LOCALMKTDATE, DATA, MONTHYEAR, DAYOFMONTH, UTCDATEONLY,
                    COUNTRY -> ANY;
        };
    }

    /** @param end exclusive; the value isn't empty */
    boolean matches(byte[] bytes, int start, int end) {
        return switch (this) {
            case ANY -> true;
            case CHARACTER -> end - start == 1;
            case CHARACTERS -> isListOfCharacters(bytes, start, end);
            case INTEGER -> isInteger(bytes, start, end);
            case DECIMAL -> isDecimal(bytes, start, end);
            case YES_OR_NO -> end - start == 1 && (bytes[start] == 'Y' || bytes[start] == 'N');
            case DATE -> end - start == 8 && isDate(bytes, start);
            case TIME -> isTime(bytes, start, end);
            case TIMESTAMP -> end - start >= 17 && isDate(bytes, start) && bytes[start + 8] == '-' && isTime(bytes, start + 9, end);
        };
    }

    private static boolean isListOfCharacters(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == ' ' != ((i - start) % 2 == 1)) {
                return false;
            }
        }
        return (end - start) % 2 == 1;
    }

    private static boolean isInteger(byte[] bytes, int start, int end) {
        int first = bytes[start] == '-' ? start + 1 : start;
        long value = 0;
        for (int i = first; i < end; i++) {
            if (!isDigit(bytes[i])) {
                return false;
            }
            value = value * 10 + bytes[i] - '0';
            if (value > Integer.MAX_VALUE + (first > start ? 1L : 0L)) {
                return false;
            }
        }
        return first < end;
    }

    private static boolean isDecimal(byte[] bytes, int start, int end) {
        int points = 0;
        int digits = 0;
        for (int i = bytes[start] == '-' ? start + 1 : start; i < end; i++) {
            if (bytes[i] == '.') {
                points++;
            } else if (isDigit(bytes[i])) {
                digits++;
            } else {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }

    private static boolean isDate(byte[] bytes, int start) {
        int month = number(bytes, start + 4, 2);
        int day = number(bytes, start + 6, 2);
        return number(bytes, start, 4) >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    private static boolean isTime(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length < 8 || bytes[start + 2] != ':' || bytes[start + 5] != ':') {
            return false;
        }
        int hour = number(bytes, start, 2);
        int minute = number(bytes, start + 3, 2);
        int second = number(bytes, start + 6, 2);
        return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60 && isFraction(bytes, start + 8, end);
    }

    private static boolean isFraction(byte[] bytes, int start, int end) {
        int places = end - start - 1;
        return places == -1 || bytes[start] == '.' && places % 3 == 0 && places >= 3 && places <= 12 && isDigits(bytes, start + 1, end);
    }

    private static boolean isDigits(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isDigit(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int start, int count) {
        int value = 0;
        for (int i = start; i < start + count; i++) {
            if (!isDigit(bytes[i])) {
                return -1;
            }
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
