package io.portcullis.fix.sessions.wire;

import io.portcullis.fix.sessions.wire.MalformedField.Problem;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of a received message by tag: of a whole message, or of one entry of a repeating group. A tag is looked up in the order of the message, so a tag
 * that also stands in a group is found where it stands first. Valid only while the message is being handled.
 */
public abstract sealed class FixFields permits FixMessage, FixGroup {

    private static final long NO_VALUE = Long.MIN_VALUE;

    abstract FieldIndex index();

    /** First field of this view. */
    abstract int from();

    /** Behind the last field of this view. */
    abstract int to();

    private int find(int tag) {
        return index().find(tag, from(), to());
    }

    public final boolean has(int tag) {
        return find(tag) >= 0;
    }

    /** The tags of all fields, in their order. */
    public final int[] tags() {
        int[] tags = new int[to() - from()];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = index().tag(from() + i);
        }
        return tags;
    }

    /** The text of a field, or null where it is absent. */
    public final @Nullable String stringOrNull(int tag) {
        int i = find(tag);
        return i < 0 ? null : text(i);
    }

    /** @throws MalformedField if the field is missing or empty */
    public final String string(int tag) throws MalformedField {
        return text(present(tag));
    }

    /** Whether the field is there and has exactly this text. */
    public final boolean is(int tag, String expected) {
        int i = find(tag);
        if (i < 0 || index().end(i) - index().start(i) != expected.length()) {
            return false;
        }
        byte[] bytes = index().bytes();
        for (int c = 0, at = index().start(i); c < expected.length(); c++, at++) {
            if ((bytes[at] & 0xFF) != expected.charAt(c)) {
                return false;
            }
        }
        return true;
    }

    /** @throws MalformedField if the field is missing or not exactly one character */
    public final char character(int tag) throws MalformedField {
        int i = present(tag);
        if (index().end(i) - index().start(i) != 1) {
            throw malformed(i, Problem.NOT_A_CHARACTER);
        }
        return (char) (index().bytes()[index().start(i)] & 0xFF);
    }

    /** As {@link #character(int)}; {@code absent} where there is no such field. */
    public final char character(int tag, char absent) throws MalformedField {
        return has(tag) ? character(tag) : absent;
    }

    /** Y or N; false where there is no such field. @throws MalformedField if it is something else */
    public final boolean isYes(int tag) throws MalformedField {
        char value = character(tag, 'N');
        if (value != 'Y' && value != 'N') {
            throw malformed(find(tag), Problem.NOT_A_BOOLEAN);
        }
        return value == 'Y';
    }

    /** @throws MalformedField if the field is missing, not a whole number or beyond the range of an int */
    public final int integer(int tag) throws MalformedField {
        int i = present(tag);
        long value = Decimals.parseLong(index().bytes(), index().start(i), index().end(i));
        if (value != (int) value) {
            throw malformed(i, value == Decimals.NOT_A_NUMBER ? Problem.NOT_A_NUMBER : Problem.NOT_AN_INT);
        }
        return (int) value;
    }

    /** As {@link #integer(int)}; {@code absent} where there is no such field. */
    public final int integer(int tag, int absent) throws MalformedField {
        return has(tag) ? integer(tag) : absent;
    }

    /**
     * A price or quantity times 10<sup>8</sup>, exactly as the text says.
     *
     * @throws MalformedField if the field is missing, not a decimal number, has more than eight significant places, or does not fit
     */
    public final long decimal(int tag) throws MalformedField {
        int i = present(tag);
        return checked(i, Decimals.parseDecimal(index().bytes(), index().start(i), index().end(i)));
    }

    /** As {@link #decimal(int)}; {@code absent} where there is no such field. */
    public final long decimal(int tag, long absent) throws MalformedField {
        return has(tag) ? decimal(tag) : absent;
    }

    /** UTCTimestamp as epoch nanoseconds; years 1970 to 2261. @throws MalformedField if the field is missing or something else */
    public final long utcTimestamp(int tag) throws MalformedField {
        int i = present(tag);
        long value = UtcTimestamp.parse(index().bytes(), index().start(i), index().end(i));
        if (value == UtcTimestamp.NONE) {
            throw malformed(i, Problem.NOT_A_TIMESTAMP);
        }
        return value;
    }

    /** As {@link #utcTimestamp(int)}; {@code absent} where there is no such field. */
    public final long utcTimestamp(int tag, long absent) throws MalformedField {
        return has(tag) ? utcTimestamp(tag) : absent;
    }

    /**
     * The entries of a repeating group, to be walked with {@link FixGroup#next()}. The first tag behind the count is taken as the one that begins each entry, as FIX
     * demands; the last entry extends to the end of this view.
     *
     * @param countTag of the field that says how many entries follow, such as NoPartyIDs(453)
     */
    public final FixGroup group(int countTag) {
        return new FixGroup(index(), find(countTag), to());
    }

    private int present(int tag) throws MalformedField {
        int i = find(tag);
        if (i < 0) {
            throw new MalformedField(tag, "", Problem.MISSING);
        }
        if (index().start(i) == index().end(i)) {
            throw new MalformedField(tag, "", Problem.EMPTY);
        }
        return i;
    }

    private long checked(int i, long value) throws MalformedField {
        if (value > NO_VALUE + 2) {
            return value;
        }
        throw malformed(i, value == Decimals.NOT_A_NUMBER ? Problem.NOT_A_NUMBER : value == Decimals.TOO_LARGE ? Problem.TOO_LARGE : Problem.TOO_PRECISE);
    }

    private MalformedField malformed(int i, Problem problem) {
        return new MalformedField(index().tag(i), text(i), problem);
    }

    final String text(int i) {
        return new String(index().bytes(), index().start(i), index().end(i) - index().start(i), StandardCharsets.ISO_8859_1);
    }
}
