package io.portcullis.admin.port;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** FIX messages that were sent and received. */
public interface MessagesView {

    /**
     * Looks for messages. It reads files, for seconds at most: not to be called on a loop.
     *
     * @param conditions by name: {@code session}, {@code from}, {@code to}, {@code tag}, {@code type}, {@code direction}, {@code order}, {@code limit}, {@code oldest-first},
     *            {@code after}; some may have several values
     * @throws IOException if the messages can't be read
     */
    Answer messages(Map<String, List<String>> conditions) throws IOException;

    /** Messages, or what is wrong with the question. */
    sealed interface Answer {
    }

    /**
     * @param isAll whether there are no more; if not, there may be
     * @param next for {@code after}, to go on
     * @param damage what could not be read, in words
     */
    record Page(List<Row> rows, boolean isAll, String next, List<String> damage) implements Answer {
    }

    /** @param text what is wrong and what is allowed */
    record Mistake(String field, String value, String text) implements Answer {
    }

    /** Who sent it, or what it is instead of a message. */
    enum Direction {
        IN, OUT,
        /** The counterparty's bytes, no message. */
        UNREADABLE,
        /** Messages are missing here. */
        GAP
    }

    /**
     * @param session its key; {@code -} for a first message that was no session's
     * @param msgType MsgType(35); empty where there is none
     * @param name of the type; empty where there is none
     * @param summary one line
     * @param raw with {@code |} for the delimiter, secrets masked
     * @param fields in their order
     */
    record Row(Instant time, String session, Direction direction, String msgType, String name, String summary, String raw, List<Field> fields) {
    }

    /**
     * @param name empty if no dictionary has one
     * @param meaning of a value from a list; null for others
     * @param depth in how many repeating groups it stands
     */
    record Field(int tag, String name, String value, @Nullable String meaning, int depth) {
    }
}
