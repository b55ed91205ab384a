package io.portcullis.server.messagelog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an entry stands in the log, for a search to go on there. */
public record Place(long segment, long offset) implements Comparable<Place> {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,10})-(\\d{1,15})");

    /** @throws IllegalArgumentException if it is not as {@link #toString} has it */
    public static Place of(String text) {
        Matcher place = TEXT.matcher(text);
        if (!place.matches()) {
            throw new IllegalArgumentException("no place in the message log: " + text);
        }
        return new Place(Long.parseLong(place.group(1)), Long.parseLong(place.group(2)));
    }

    @Override
    public int compareTo(Place other) {
        return segment != other.segment ? Long.compare(segment, other.segment) : Long.compare(offset, other.offset);
    }

    @Override
    public String toString() {
        return segment + "-" + offset;
    }
}
