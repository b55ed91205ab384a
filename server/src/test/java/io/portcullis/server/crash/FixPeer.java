package io.portcullis.server.crash;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import quickfix.Application;
import quickfix.CompositeLogFactory;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.LogFactory;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;
import quickfix.SocketInitiator;
import quickfix.mina.SessionConnector;

/** A counterparty of the hub on QuickFIX/J's own engine. It lives through the hub's crashes, and notes everything that a careful counterparty would complain about. */
abstract class FixPeer implements Application, AutoCloseable {

    private final SessionID id;
    private final SessionConnector connector;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    /** @param isInitiator connects to that port, else listens there */
    FixPeer(String beginString, String compId, String hubCompId, int port, boolean isInitiator) throws ConfigError {
        id = new SessionID(beginString, compId, hubCompId);
        SessionSettings settings = new SessionSettings();
        settings.setString(id, "ConnectionType", isInitiator ? "initiator" : "acceptor");
        settings.setString(id, isInitiator ? "SocketConnectHost" : "SocketAcceptAddress", "127.0.0.1");
        settings.setLong(id, isInitiator ? "SocketConnectPort" : "SocketAcceptPort", port);
        settings.setString(id, "NonStopSession", "Y");
        settings.setString(id, "HeartBtInt", "30");
        settings.setString(id, "ReconnectInterval", "1");
        settings.setString(id, "SocketTcpNoDelay", "Y");
        LogFactory noLogs = new CompositeLogFactory(new LogFactory[0]);
        connector = isInitiator ? new SocketInitiator(this, new MemoryStoreFactory(), settings, noLogs, new DefaultMessageFactory())
                : new SocketAcceptor(this, new MemoryStoreFactory(), settings, noLogs, new DefaultMessageFactory());
    }

    /** An application message that the session counts as received. */
    abstract void received(Message message, String msgType) throws FieldNotFound;

    final void start() throws ConfigError {
        connector.start();
    }

    final boolean isLoggedOn() {
        Session session = Session.lookupSession(id);
        return session != null && session.isLoggedOn();
    }

    final boolean isFix42() {
        return id.getBeginString().equals("FIX.4.2");
    }

    final String compId() {
        return id.getSenderCompID();
    }

    /** What was wrong in itself, whatever the other ledgers say. */
    final List<String> complaints() {
        return complaints;
    }

    final void complain(String text) {
        complaints.add(compId() + ": " + text);
    }

    /** Sends, or keeps for the hub to ask for: as an engine does. */
    final void send(Message message) {
        try {
            Session.sendToTarget(message, id);
        } catch (SessionNotFound e) {
            throw new IllegalStateException(e);
        }
    }

    /** The line breaks, without a word: what is under way is lost. */
    final void cut() throws IOException {
        Session session = Session.lookupSession(id);
        if (session != null) {
            session.disconnect("the test cuts the line", false);
        }
    }

    static Message message(String msgType) {
        Message message = new Message();
        message.getHeader().setString(35, msgType);
        return message;
    }

    static String text(Message message, int tag) throws FieldNotFound {
        return message.isSetField(tag) ? message.getString(tag) : "";
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

    @Override
    public final void toApp(Message message, SessionID session) {
        // everything may be sent, and sent again
    }

    @Override
    public final void onCreate(SessionID session) {
        // nothing to prepare
    }

    @Override
    public final void onLogon(SessionID session) {
        // asked for by isLoggedOn
    }

    @Override
    public final void onLogout(SessionID session) {
        // asked for by isLoggedOn
    }

    @Override
    public void close() {
        connector.stop(true);
    }
}
