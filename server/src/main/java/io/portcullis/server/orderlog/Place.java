package io.portcullis.server.orderlog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which event a line tells. It stands near the beginning of each line, so that the lines themselves say how far the log is written.
 *
 * @param log identity of the event log
 * @param position of the record
 * @param index of the event in it
 */
record Place(String log, long position, int index) {

    private static final Pattern IN_LINE = Pattern.compile("(?<![0-9A-Z])([0-9A-Z]{6}):(\\d{1,18})\\.(\\d{1,4})(?!\\d)");

    /** The one that a line tells; null if it is no line of ours. */
    static @Nullable Place of(String line) {
        Matcher found = IN_LINE.matcher(line);
        return found.find() ? new Place(found.group(1), Long.parseLong(found.group(2)), Integer.parseInt(found.group(3))) : null;
    }

    @Override
    public String toString() {
        return log + ":" + position + "." + index;
    }
}
