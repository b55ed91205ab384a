package io.portcullis.server.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.FileLogFactory;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;
import quickfix.SocketInitiator;
import quickfix.UnsupportedMessageType;
import quickfix.field.MsgType;

/**
 * The hub as one builds it in an afternoon, the measure of all others: QuickFIX/J's own connectors, file store and file log, its dictionary validation as it is by
 * default. Every NewOrderSingle(35=D) goes to the venue and every ExecutionReport(35=8) to the client as it came; nothing is checked, kept or routed. As a
 * process it is told the port to listen on, the venue's port and a directory, and ends with its input.
 */
final class NaiveHub implements Application {
    private static final SessionID CLIENT = new SessionID("FIX.4.4", "PORTCULLIS", "BENCH");
    private static final SessionID VENUE = new SessionID("FIX.4.4", "PORTCULLIS", "VENUE");

    private NaiveHub() {
    }

    /** Runs until the input ends. */
    public static void main(String[] arguments) throws ConfigError, IOException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var settings = settings(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Path.of(arguments[2]));
        var hub = new NaiveHub();
        var stores = new FileStoreFactory(settings);
        var logs = new FileLogFactory(settings);
        var initiator = new SocketInitiator(hub, stores, settings, logs, new DefaultMessageFactory());
        initiator.start();
        var acceptor = new SocketAcceptor(hub, stores, settings, logs, new DefaultMessageFactory());
        acceptor.start();
        TcpRelay.awaitEndOfInput();
        acceptor.stop();
        initiator.stop();
        System.exit(0);
    }

    @Override
    public void fromApp(Message message, SessionID from) throws FieldNotFound, UnsupportedMessageType {
        try {
            switch (message.getHeader().getString(MsgType.FIELD)) {
                case MsgType.NEW_ORDER_SINGLE -> Session.sendToTarget(message, VENUE);
                case MsgType.EXECUTION_REPORT -> Session.sendToTarget(message, CLIENT);
                default -> throw new UnsupportedMessageType();
            }
        } catch (SessionNotFound e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onCreate(SessionID session) {
    }

    @Override
    public void onLogon(SessionID session) {
    }

    @Override
    public void onLogout(SessionID session) {
    }

    @Override
    public void toAdmin(Message message, SessionID to) {
    }

    @Override
    public void fromAdmin(Message message, SessionID from) {
    }

    @Override
    public void toApp(Message message, SessionID to) {
    }

    private static SessionSettings settings(int clientPort, int venuePort, Path directory) {
        var settings = new SessionSettings();
        settings.setString("FileStorePath", directory.resolve("store").toString());
        settings.setString("FileLogPath", directory.resolve("log").toString());
        settings.setString("StartTime", "00:00:00");
        settings.setString("EndTime", "00:00:00");
        settings.setLong("HeartBtInt", 30);
        settings.setString(CLIENT, "ConnectionType", "acceptor");
        settings.setString(CLIENT, "SocketAcceptAddress", "127.0.0.1");
        settings.setLong(CLIENT, "SocketAcceptPort", clientPort);
        settings.setString(VENUE, "ConnectionType", "initiator");
        settings.setString(VENUE, "SocketConnectHost", "127.0.0.1");
        settings.setLong(VENUE, "SocketConnectPort", venuePort);
        settings.setLong(VENUE, "ReconnectInterval", 1);
        return settings;
    }
}
