package io.portcullis.server.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.slf4j.LoggerFactory;
import quickfix.Acceptor;
import quickfix.ApplicationAdapter;
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
import quickfix.ThreadedSocketAcceptor;
import quickfix.UnsupportedMessageType;
import quickfix.field.MsgType;
import quickfix.field.TransactTime;
import quickfix.fix44.ExecutionReport;

/**
 * What {@link AnsweringEngine} does, by QuickFIX/J's own acceptor, file store and file log, with its dictionary validation as it is by default. As a process it is told the
 * port to listen on, a directory, the kind of acceptor, and the size of the crowd; it ends with its input.
 */
final class AnsweringQuickFix extends ApplicationAdapter {
    /** Copied from the order as they stand. */
    private static final int[] SAME = {11, 55, 54, 38};

    private long fills;

    private AnsweringQuickFix() {
    }

    /** Whether all sessions share one thread for their messages, or have one each. */
    enum Threads {
        ONE, EACH
    }

    /** Runs until the input ends. */
    public static void main(String[] arguments) throws ConfigError, IOException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var settings = settings(Integer.parseInt(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[3]));
        var application = new AnsweringQuickFix();
        var stores = new FileStoreFactory(settings);
        var logs = new FileLogFactory(settings);
        Acceptor acceptor = switch (Threads.valueOf(arguments[2])) {
            case ONE -> new SocketAcceptor(application, stores, settings, logs, new DefaultMessageFactory());
            case EACH -> new ThreadedSocketAcceptor(application, stores, settings, logs, new DefaultMessageFactory());
        };
        acceptor.start();
        TcpRelay.awaitEndOfInput();
        acceptor.stop();
        System.exit(0);
    }

    @Override
    public void fromApp(Message order, SessionID from) throws FieldNotFound, UnsupportedMessageType {
        if (!order.getHeader().getString(MsgType.FIELD).equals(MsgType.NEW_ORDER_SINGLE))
            throw new UnsupportedMessageType();
        try {
            Session.sendToTarget(fill(order), from);
        } catch (SessionNotFound e) {
            throw new IllegalStateException(e);
        }
    }

    /** Only the one session that is measured sends orders. */
    private Message fill(Message order) throws FieldNotFound {
        var number = Long.toString(++fills);
        var quantity = order.getString(38);
        var price = order.getString(44);
        var report = new ExecutionReport();
        report.setString(37, number);
        report.setString(17, number);
        report.setChar(150, 'F');
        report.setChar(39, '2');
        report.setString(151, "0");
        for (var tag : SAME)
            report.setString(tag, order.getString(tag));
        report.setString(32, quantity);
        report.setString(14, quantity);
        report.setString(31, price);
        report.setString(6, price);
        report.set(new TransactTime(LocalDateTime.now(ZoneOffset.UTC)));
        return report;
    }

    private static SessionSettings settings(int port, Path directory, int crowd) {
        var settings = new SessionSettings();
        settings.setString("ConnectionType", "acceptor");
        settings.setString("SocketAcceptAddress", "127.0.0.1");
        settings.setLong("SocketAcceptPort", port);
        settings.setString("FileStorePath", directory.resolve("store").toString());
        settings.setString("FileLogPath", directory.resolve("log").toString());
        settings.setString("StartTime", "00:00:00");
        settings.setString("EndTime", "00:00:00");
        settings.setLong("HeartBtInt", 30);
        session(settings, WireClient.COMP_IDS.sender());
        for (var i = 0; i < crowd; i++)
            session(settings, Peers.open(i));
        return settings;
    }

    private static void session(SessionSettings settings, String counterparty) {
        settings.setString(new SessionID("FIX.4.4", Peers.US, counterparty), "ConnectionType", "acceptor");
    }
}
