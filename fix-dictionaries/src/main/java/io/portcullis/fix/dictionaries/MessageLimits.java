package io.portcullis.fix.dictionaries;

/**
 * How much one message may hold, whatever its dictionary allows.
 *
 * @param fields all of them, header and trailer included
 * @param groupEntries of one repeating group
 */
public record MessageLimits(int fields, int groupEntries) {

    public static final MessageLimits DEFAULT = new MessageLimits(10_000, 2_000);

    public MessageLimits {
        if (fields < 20 || groupEntries < 1) {
            throw new IllegalArgumentException("a message must be allowed 20 fields and one group entry at least, was " + fields + " and " + groupEntries);
        }
    }
}
