package io.portcullis.server.crash;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.server.QuickFixPeer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;

/** A counterparty of the hub that lives through the hub's crashes, and notes everything that a careful counterparty would complain about. */
abstract class FixPeer extends QuickFixPeer {

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    FixPeer(FixVersion version, String compId, String hubCompId, int port, boolean isInitiator) throws ConfigError {
        super(version, compId, hubCompId, port, isInitiator);
    }

    /** An application message that the session counts as received. */
    abstract void received(Message message, String msgType) throws FieldNotFound;

    final boolean isLoggedOn() {
        Session session = Session.lookupSession(id());
        return session != null && session.isLoggedOn();
    }

    final boolean isFix42() {
        return version() == FixVersion.FIX42;
    }

    final String compId() {
        return id().getSenderCompID();
    }

    /** What was wrong in itself, whatever the other ledgers say. */
    final List<String> complaints() {
        return complaints;
    }

    final void complain(String text) {
        complaints.add(compId() + ": " + text);
    }

    /** The line breaks, without a word: what is under way is lost. */
    final void cut() throws IOException {
        Session session = Session.lookupSession(id());
        if (session != null) {
            session.disconnect("the test cuts the line", false);
        }
    }

    @Override
    public final void fromApp(Message message, SessionID session) throws FieldNotFound {
        try {
            received(message, message.getHeader().getString(35));
        } catch (RuntimeException e) {
            complain("a mistake of the test: " + e + " at " + e.getStackTrace()[0]);
        }
    }

    @Override
    public final void fromAdmin(Message message, SessionID session) throws FieldNotFound {
        objectTo("the hub sent", message);
    }

    @Override
    public final void toAdmin(Message message, SessionID session) {
        try {
            objectTo("had to send", message);
        } catch (FieldNotFound e) {
            throw new IllegalStateException(e);
        }
    }

    /** No reject, no logout in anger, no sequence numbers set by hand. */
    private void objectTo(String who, Message message) throws FieldNotFound {
        boolean isWrong = switch (message.getHeader().getString(35)) {
            case "3" -> true;
            case "5" -> message.isSetField(58) && !text(message, 58).equals("the service is stopping");
            case "A" -> text(message, 141).equals("Y");
            case "4" -> !text(message, 123).equals("Y");
            default -> false;
        };
        if (isWrong) {
            complain(who + " " + message.toString().replace('\u0001', '|'));
        }
    }
}
