package io.portcullis.venues.tape;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The numbers of a tape's layout, which stands in {@code docs/market-history.md}. All integers but varints are big-endian. */
public final class TapeFormat {

    /** A file's name is its trading day and this. */
    public static final String SUFFIX = ".tape";

    /** A later version may not be read by this release; an earlier one always is. */
    public static final int VERSION = 1;

    /** "PCTAPE", and two bytes for the version. */
    static final long MAGIC = 0x5043_5441_5045_0000L;
    /** Magic and version, trading day as epoch day, checksum of both. */
    static final int FILE_HEADER_BYTES = 16;

    static final int BLOCK = 0x5043_424B;
    /** {@link #BLOCK}, length of what follows the header, checksum of what follows it, number of entries, times of the first and the last. */
    static final int BLOCK_HEADER_BYTES = 32;
    static final int ENTRIES_AT = 12;
    static final int FIRST_TIME_AT = 16;
    static final int LAST_TIME_AT = 24;
    /** A block is closed when it has so many. */
    static final int BLOCK_BYTES = 64 << 10;
    /** No block is longer: a length beyond is damage. */
    static final int MOST_BLOCK_BYTES = 16 << 20;

    static final int KIND = 0x07;
    static final int FLAGS = 3;
    static final int BEGIN = 0;
    static final int TICK = 1;
    static final int MISSED = 2;
    static final int BOOK = 3;
    static final int TRADE = 4;
    static final int WHOLE = 1 << FLAGS;
    static final int NOT_USABLE = 2 << FLAGS;

    static final int BID = 1;
    static final int PRICE_SCALE = 1;
    static final int MOST_PRICE_SCALE = 7;
    static final int QUANTITY_SCALE = 4;

    /** Of an entry, without names and levels, at most. */
    static final int FIXED_BYTES = 1 + 4 * Varints.MOST_BYTES + 2 * Varints.MOST_BYTES;
    static final int LEVEL_BYTES = 1 + 2 * Varints.MOST_BYTES;

    private TapeFormat() {
    }

    public static String fileName(LocalDate day) {
        return day + SUFFIX;
    }

    /** Null if it is not the name of a tape. */
    @Nullable
    public static LocalDate dayOf(String fileName) {
        if (!fileName.endsWith(SUFFIX)) {
            return null;
        }
        try {
            return LocalDate.parse(fileName.substring(0, fileName.length() - SUFFIX.length()));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
