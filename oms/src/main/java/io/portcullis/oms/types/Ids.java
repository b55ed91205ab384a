package io.portcullis.oms.types;

/**
 * Ids that come from the event log: a number made of a record's position and an index within the record, written with the identity of the log.
 * So an id is unique for ever, over days, restarts and nodes, and the same when it is told again.
 *
 * <p>Logs are told apart by the second in which they were created, 2<sup>30</sup> seconds (34 years) long. A data directory has one log at a time and belongs to one process,
 * whose start takes longer than a second: the logs of an installation have identities of their own, unless its clock was set back before a new log was begun. Nothing tells apart
 * two installations whose first start was in the same second; that matters where both trade with a venue under one CompID.
 */
public final class Ids {

    /** How many ids one record may give. */
    public static final int PER_RECORD = 1 << 12;
    private static final int INDEX_BITS = 12;
    /** Most records give fewer ids. */
    private static final int FEW = 8;
    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int BITS_PER_DIGIT = 5;
    private static final int LOG_DIGITS = 6;
    private static final int PREFIX_LENGTH = LOG_DIGITS + 2;
    private static final byte[] VALUES = new byte[128];

    static {
        java.util.Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < DIGITS.length; i++) {
            VALUES[DIGITS[i]] = (byte) i;
        }
    }

    private final String log;

    /** @param log the identity of the event log: six characters */
    public Ids(String log) {
        if (log.length() != LOG_DIGITS) {
            throw new IllegalArgumentException("a log's identity has " + LOG_DIGITS + " characters, was " + log);
        }
        this.log = log;
    }

    /** The identity of the log: six characters. */
    public String log() {
        return log;
    }

    public static long number(long position, int index) {
        if (index >= PER_RECORD) {
            throw new IllegalStateException("record " + position + " needs more than " + PER_RECORD + " ids");
        }
        return position << INDEX_BITS | index;
    }

    /** The position of the record that gave a number. */
    public static long positionOf(long number) {
        return number >>> INDEX_BITS;
    }

    /** The identity of a log that was created at that second. */
    public static String logIdentity(long creationEpochSecond) {
        char[] text = new char[LOG_DIGITS];
        long rest = creationEpochSecond;
        for (int i = LOG_DIGITS - 1; i >= 0; i--, rest >>>= BITS_PER_DIGIT) {
            text[i] = DIGITS[(int) (rest & 31)];
        }
        return new String(text);
    }

    /** OrderID(37). */
    public String orderId(long number) {
        return text('O', number);
    }

    /** ExecID(17). */
    public String execId(long number) {
        return text('E', number);
    }

    /**
     * ExecID(17) in FIX 4.0, where it is a whole number: below 2<sup>31</sup>, the most that other engines read, for the first 134 million records of a log. It does not name the log.
     */
    public static long execNumber(long number) {
        long index = number & PER_RECORD - 1;
        return index < FEW ? (number >>> INDEX_BITS) * 2 * FEW + index : number * 2 * FEW + FEW;
    }

    /** The ClOrdID(11) that we use towards a venue. */
    public String venueClOrdId(long number) {
        return text('C', number);
    }

    /** By which people name a stray execution. */
    public String strayId(long number) {
        return text('S', number);
    }

    /** By which the event log names an order list; clients name it by ListID(66). */
    public String listId(long number) {
        return text('L', number);
    }

    /** CrossID(548) that we use towards a venue, and HostCrossID(961) that clients are told. */
    public String crossId(long number) {
        return text('X', number);
    }

    private String text(char kind, long number) {
        int digits = Math.max(1, (64 - Long.numberOfLeadingZeros(number) + BITS_PER_DIGIT - 1) / BITS_PER_DIGIT);
        byte[] text = new byte[PREFIX_LENGTH + digits];
        text[0] = (byte) kind;
        for (int i = 0; i < LOG_DIGITS; i++) {
            text[i + 1] = (byte) log.charAt(i);
        }
        text[PREFIX_LENGTH - 1] = '-';
        long rest = number;
        for (int i = text.length - 1; i >= PREFIX_LENGTH; i--, rest >>>= BITS_PER_DIGIT) {
            text[i] = (byte) DIGITS[(int) (rest & 31)];
        }
        return new String(text, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** The number behind one of our texts of any kind; 0 if it is not one of this log. */
    public long parse(CharSequence text) {
        int length = text.length();
        if (length <= PREFIX_LENGTH || length > PREFIX_LENGTH + 13 || text.charAt(PREFIX_LENGTH - 1) != '-') {
            return 0;
        }
        for (int i = 0; i < LOG_DIGITS; i++) {
            if (text.charAt(i + 1) != log.charAt(i)) {
                return 0;
            }
        }
        long number = 0;
        for (int i = PREFIX_LENGTH; i < length; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? VALUES[c] : -1;
            if (digit < 0) {
                return 0;
            }
            number = number << BITS_PER_DIGIT | digit;
        }
        return number;
    }
}
