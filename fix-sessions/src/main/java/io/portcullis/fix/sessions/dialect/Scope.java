package io.portcullis.fix.sessions.dialect;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.sessions.wire.FieldSequence;
import org.jspecify.annotations.Nullable;

/** Where a rule works: the message outside of its groups, or one entry of a group. */
final class Scope {

    private static final int MSG_TYPE = 35;

    private final FixDictionary dictionary;
    private final FieldSequence message;
    private final @Nullable Scope outer;
    /** Of an entry, in the message; the entry's end moves as it is changed. */
    private final int from;
    private int to;

    /** The message. */
    Scope(FixDictionary dictionary, FieldSequence message) {
        this(dictionary, message, null, 0, 0);
    }

    private Scope(FixDictionary dictionary, FieldSequence message, @Nullable Scope outer, int from, int to) {
        this.dictionary = dictionary;
        this.message = message;
        this.outer = outer;
        this.from = from;
        this.to = to;
    }

    /** An entry of one of the message's groups. */
    Scope entry(int entryFrom, int entryTo) {
        return new Scope(dictionary, message, this, entryFrom, entryTo);
    }

    FixDictionary dictionary() {
        return dictionary;
    }

    String msgType() {
        return message.msgType();
    }

    int to() {
        return outer == null ? message.count() : to;
    }

    /** @return -1 if the field isn't there */
    int find(int tag) {
        int end = to();
        for (int i = from; i < end; i = outer == null ? dictionary.endOfGroup(message.msgType(), message.tags(), message.count(), i) : i + 1) {
            if (message.tag(i) == tag) {
                return i;
            }
        }
        return -1;
    }

    /** Null if the field isn't there. */
    @Nullable
    String value(int tag) {
        int i = find(tag);
        return i >= 0 ? message.value(i) : tag == MSG_TYPE && outer == null ? message.msgType() : null;
    }

    /** As {@link #value}, of the message where an entry doesn't have the field. */
    @Nullable
    String here(int tag) {
        String value = value(tag);
        return value == null && outer != null ? outer.value(tag) : value;
    }

    /** Changes the field, or adds it: to the header if it belongs there, else behind the others. */
    void set(int tag, String value) {
        String text = sendable(value);
        int i = find(tag);
        if (i >= 0) {
            message.value(i, text);
        } else if (outer != null) {
            message.insert(to++, tag, text);
        } else {
            message.insert(FieldSequence.isHeader(tag) ? message.endOfHeader() : message.startOfTrailer(), tag, text);
        }
    }

    /** Takes the field away; with the count of a group the entries, too. */
    void drop(int tag) {
        int i = find(tag);
        if (i >= 0) {
            int end = outer == null ? dictionary.endOfGroup(message.msgType(), message.tags(), message.count(), i) : i + 1;
            message.remove(i, end);
            to -= end - i;
        }
    }

    /** Takes the whole entry away. */
    void dropEntry() {
        message.remove(from, to);
        to = from;
    }

    // Groups of the message

    /** Where the group with that count ends. */
    int endOfGroup(int countField) {
        return dictionary.endOfGroup(message.msgType(), message.tags(), message.count(), countField);
    }

    /** Where the entry that begins there ends: at the next one, or at the group's end. */
    int endOfEntry(int entryFrom, int groupEnd) {
        int i = entryFrom + 1;
        while (i < groupEnd && message.tag(i) != message.tag(entryFrom)) {
            i++;
        }
        return i;
    }

    /** Puts a field in that place, whatever stands there. */
    void insert(int at, int tag, String value) {
        message.insert(at, tag, sendable(value));
    }

    /** What is not in ISO 8859-1, and a delimiter, becomes a question mark. */
    private static String sendable(String value) {
        return value.chars().anyMatch(c -> c == 1 || c > 0xFF) ? value.replaceAll("[\u0001\u0100-\uFFFF]", "?") : value;
    }

    void count(int countField, int entries) {
        if (entries == 0) {
            message.remove(countField, countField + 1);
        } else {
            message.value(countField, Integer.toString(entries));
        }
    }

    int startOfTrailer() {
        return message.startOfTrailer();
    }
}
