package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.wire.EncodedMessage;
import io.portcullis.fix.sessions.wire.Secrets;
import io.portcullis.oms.types.SessionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import quickfix.Log;

/** A session's events to slf4j with the field {@code session}, and its messages where the logger {@code io.portcullis.fix.messages.}<i>key</i> is at debug; passwords are masked. */
final class SessionLog implements Log {

    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");

    private final SessionKey key;
    private final Logger events;
    private final Logger messages;
    private final Ending ending;
    private final EncodedMessage encoded;

    SessionLog(SessionKey key, Ending ending, EncodedMessage encoded) {
        this.key = key;
        this.ending = ending;
        this.encoded = encoded;
        events = LoggerFactory.getLogger("io.portcullis.fix.session." + key);
        messages = LoggerFactory.getLogger("io.portcullis.fix.messages." + key);
    }

    boolean wantsMessages() {
        return messages.isDebugEnabled();
    }

    @Override
    public void onIncoming(String message) {
        if (messages.isDebugEnabled()) {
            messages.debug("< {}", Secrets.readable(message));
        }
    }

    @Override
    public void onOutgoing(String message) {
        if (messages.isDebugEnabled()) {
            messages.debug("> {}", Secrets.readable(encoded.textOf(message)));
        }
    }

    @Override
    public void onEvent(String text) {
        ending.heard(text);
        if (isOfSingleMessage(text)) {
            if (events.isDebugEnabled()) {
                said(events.atDebug(), text);
            }
        } else {
            said(events.atInfo(), text);
        }
    }

    /** Events that come once per message while a gap is filled, thousands of lines that say the same; and what {@link Resends} says better. */
    private static boolean isOfSingleMessage(String text) {
        return text.startsWith("Received ResendRequest") || text.startsWith("Enqueued at pos") || text.startsWith("MsgSeqNum too high")
                || text.startsWith("Already sent ResendRequest") || text.startsWith("Processing queued message");
    }

    @Override
    public void onErrorEvent(String text) {
        ending.heard(text);
        said(events.atError(), text);
    }

    @Override
    public void onWarnEvent(String text) {
        said(events.atWarn(), text);
    }

    /** Somebody has to look at it. */
    void alert(String text) {
        ALERTS.atWarn().addKeyValue("session", key).log("session {}: {}", key, Secrets.readable(text));
    }

    private void said(LoggingEventBuilder event, String text) {
        event.addKeyValue("session", key).log(Secrets.readable(text));
    }

    @Override
    public void clear() {
        // what was said stays said
    }
}
