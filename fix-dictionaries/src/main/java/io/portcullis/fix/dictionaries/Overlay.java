package io.portcullis.fix.dictionaries;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one counterparty has agreed with us beyond, or against, the standard dictionary of its version. Lines are those of the file that it was read from.
 *
 * @param fields by tag: new ones, and changes to standard ones
 * @param groups by the tag of their count: new ones, and fields more for standard ones
 * @param messages by MsgType(35), or {@link #HEADER}
 */
public record Overlay(Map<Integer, Field> fields, Map<Integer, Group> groups, Map<String, Message> messages) {

    /** Stands for a message's type where fields of the header are meant. */
    public static final String HEADER = "header";
    public static final Overlay NONE = new Overlay(Map.of(), Map.of(), Map.of());

    /** The highest tag that can be added: by-tag tables are made up to it. */
    public static final int HIGHEST_TAG = 99_999;

    /**
     * @param name of a new field; null for a standard one
     * @param type FIX data type, such as STRING or QTY; null: as it is
     * @param values the only ones that are allowed, with their names; null: as they are
     * @param moreValues allowed besides, with their names
     * @param withoutValues not allowed any more
     */
    public record Field(int line, @Nullable String name, @Nullable String type, @Nullable Map<String, String> values, Map<String, String> moreValues,
            List<String> withoutValues) {
    }

    /**
     * @param fields in their order, of a new group; the first begins each entry; empty for a standard group
     * @param required of {@code fields}
     * @param moreFields added behind a standard group's
     */
    public record Group(int line, List<Integer> fields, List<Integer> required, List<Integer> moreFields) {
    }

    /**
     * @param name of a message that the standard doesn't have; null for one that it has
     * @param allow tags more; those of groups stand for their groups
     * @param require must be there; allowed thereby
     * @param optional need not be there any more
     * @param forbid must not be there any more; with the tag of a count, the group
     */
    public record Message(int line, @Nullable String name, List<Integer> allow, List<Integer> require, List<Integer> optional, List<Integer> forbid) {
    }

    public boolean isEmpty() {
        return fields.isEmpty() && groups.isEmpty() && messages.isEmpty();
    }

    /** An overlay that doesn't fit its dictionary. */
    public static final class Misfit extends Exception {

        private static final long serialVersionUID = 1;
        private final int line;

        Misfit(int line, String text) {
            super(text);
            this.line = line;
        }

        /** Where in the overlay's file. */
        public int line() {
            return line;
        }

        /** The key, the value and what is allowed. */
        public String text() {
            return String.valueOf(getMessage());
        }
    }
}
