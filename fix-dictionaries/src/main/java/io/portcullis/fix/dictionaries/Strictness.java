package io.portcullis.fix.dictionaries;

/**
 * What a counterparty is allowed beyond the dictionary.
 *
 * @param allowUserDefinedTags tags from 5000 on that the dictionary doesn't have in the message
 * @param allowUnknownTags tags below 5000, too
 * @param checkOrder header, body and trailer, and the fields of each group entry, must come in order
 * @param limits on what one message may hold
 */
public record Strictness(boolean allowUserDefinedTags, boolean allowUnknownTags, boolean checkOrder, MessageLimits limits) {

    private static final int FIRST_USER_DEFINED_TAG = 5000;

    /** With {@link MessageLimits#DEFAULT}. */
    public Strictness(boolean allowUserDefinedTags, boolean allowUnknownTags, boolean checkOrder) {
        this(allowUserDefinedTags, allowUnknownTags, checkOrder, MessageLimits.DEFAULT);
    }

    boolean allows(int tag) {
        return tag < FIRST_USER_DEFINED_TAG ? allowUnknownTags : allowUserDefinedTags;
    }
}
