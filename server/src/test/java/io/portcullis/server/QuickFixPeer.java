package io.portcullis.server;

import io.portcullis.fix.dictionaries.FixVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import quickfix.ApplicationAdapter;
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

/** A counterparty of the hub on QuickFIX/J's own engine, which checks by its version's dictionary what it is told. What it makes of it is its own business. */
public abstract class QuickFixPeer extends ApplicationAdapter implements AutoCloseable {

    private static final int MSG_TYPE = 35;

    private final FixVersion version;
    private final SessionID id;
    private final SessionConnector connector;

    /** Not started yet. @param isInitiator connects to that port, else listens there */
    protected QuickFixPeer(FixVersion version, String compId, String hubCompId, int port, boolean isInitiator) throws ConfigError {
        this.version = version;
        this.id = new SessionID(version.beginString(), compId, hubCompId);
        SessionSettings settings = new SessionSettings();
        settings.setString(id, "ConnectionType", isInitiator ? "initiator" : "acceptor");
        settings.setString(id, isInitiator ? "SocketConnectHost" : "SocketAcceptAddress", "127.0.0.1");
        settings.setLong(id, isInitiator ? "SocketConnectPort" : "SocketAcceptPort", port);
        settings.setString(id, "NonStopSession", "Y");
        settings.setString(id, "HeartBtInt", "30");
        settings.setString(id, "ReconnectInterval", "1");
        settings.setString(id, "SocketTcpNoDelay", "Y");
        if (version.isFixt()) {
            settings.setString(id, "DefaultApplVerID", version.applVerId());
            settings.setString(id, "TransportDataDictionary", transport(version));
            settings.setString(id, "AppDataDictionary", version.applicationResource());
        }
        LogFactory noLogs = new CompositeLogFactory(new LogFactory[0]);
        connector = isInitiator
                ? new SocketInitiator(this, new MemoryStoreFactory(), settings, noLogs, new DefaultMessageFactory())
                : new SocketAcceptor(this, new MemoryStoreFactory(), settings, noLogs, new DefaultMessageFactory());
    }

    /** QuickFIX/J's knows no types of messages that came after FIX 5.0 SP2. */
    private static String transport(FixVersion version) {
        if (version != FixVersion.FIXLATEST) {
            return version.sessionResource();
        }
        try (InputStream in = Objects.requireNonNull(Message.class.getClassLoader().getResourceAsStream(version.sessionResource()))) {
            String first = "<value enum=\"0\" description=\"HEARTBEAT\"/>";
            String known = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(first,
                    first + "<value enum=\"DH\" description=\"A\"/><value enum=\"DI\" description=\"B\"/>");
            Path file = Files.createTempFile("FIXT11", ".xml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, known).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected final FixVersion version() {
        return version;
    }

    protected final SessionID id() {
        return id;
    }

    public final void start() throws ConfigError {
        connector.start();
    }

    /** Sends, or keeps for the hub to ask for: as an engine does. */
    protected final void send(Message message) {
        try {
            Session.sendToTarget(message, id);
        } catch (SessionNotFound e) {
            throw new IllegalStateException(e);
        }
    }

    protected static Message message(String msgType) {
        Message message = new Message();
        message.getHeader().setString(MSG_TYPE, msgType);
        return message;
    }

    protected static String typeOf(Message message) {
        return message.getHeader().getOptionalString(MSG_TYPE).orElse("");
    }

    /** Empty where it has none. */
    protected static String text(Message message, int tag) throws FieldNotFound {
        return message.isSetField(tag) ? message.getString(tag) : "";
    }

    @Override
    public void close() {
        connector.stop(true);
    }
}
