package io.portcullis.server.messagelog;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the message log.
 *
 * @param time when it was received or handed to the connection, epoch nanoseconds
 * @param session its key; {@code -} for what was no session's
 * @param text the message as it was on the wire, ISO 8859-1, with secrets masked; of a {@link Kind#GAP} what is missing, in words
 */
public record LoggedMessage(Place place, long time, Kind kind, String session, String text) {

    static LoggedMessage of(Frames entry, Place place) {
        String text = new String(entry.array(), entry.from(), entry.to() - entry.from(),
                entry.kind() == Kind.GAP ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return new LoggedMessage(place, entry.time(), entry.kind(), entry.session(), text);
    }

    /** The first value of a tag; null if there is none. */
    public @Nullable String value(int tag) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Fields fields = new Fields().over(bytes, 0, bytes.length);
        while (fields.next()) {
            if (fields.tag() == tag) {
                return text.substring(fields.start(), fields.end());
            }
        }
        return null;
    }

    /** MsgType(35); empty where there is none. */
    public String msgType() {
        String type = kind == Kind.GAP ? null : value(35);
        return type == null ? "" : type;
    }
}
