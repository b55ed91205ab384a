package io.portcullis.admin.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** FIX messages that were sent and received. */
public interface MessagesView {

    /**
     * Looks for messages, for seconds at most and on a thread that orders don't need: it may be called on a loop. The answer comes on any thread; it fails if the messages can't
     * be read.
     *
     * @param conditions by name: {@code session}, {@code from}, {@code to}, {@code tag}, {@code type}, {@code direction}, {@code order}, {@code limit}, {@code oldest-first},
     *            {@code after}; some may have several values
     */
    CompletionStage<Answer> messages(Map<String, List<String>> conditions);

    /** Messages, or what is wrong with the question. */
    sealed interface Answer {
    }

    /**
     * @param isAll whether there are no more; if not, there may be
     * @param next for {@code after}, to go on
     * @param reached up to which time all was looked at, if the search has stopped because it took long; null if it has not come anywhere yet, or there are no more
     * @param since for {@code after} of a question for the oldest first, which then finds what has come after this answer; null if this was not the first page of the newest
     * @param damage what could not be read, in words
     */
    record Page(List<Row> rows, boolean isAll, String next, @Nullable Instant reached, @Nullable String since, List<String> damage) implements Answer {
    }

    /** @param text what is wrong and what is allowed */
    record Mistake(String field, String value, String text) implements Answer {
    }

    /** Not now. @param text why, and what to do */
    record Busy(String text) implements Answer {
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
     * @param id no two have the same; it may be given for {@code after}
     * @param session its key; {@code -} for a first message that was no session's
     * @param msgType MsgType(35); empty where there is none
     * @param name of the type; empty where there is none
     * @param summary one line
     * @param raw with {@code |} for the delimiter, secrets masked
     * @param fields in their order
     */
    record Row(String id, Instant time, String session, Direction direction, String msgType, String name, String summary, String raw, List<Field> fields) {
    }

    /**
     * @param name empty if no dictionary has one
     * @param meaning of a value from a list; null for others
     * @param depth in how many repeating groups it stands
     */
    record Field(int tag, String name, String value, @Nullable String meaning, int depth) {
    }
}
