package io.portcullis.server;

import quickfix.CompositeLogFactory;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.LogFactory;
import quickfix.MemoryStoreFactory;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;
import quickfix.examples.ordermatch.Application;

/** The exchange among QuickFIX/J's examples, on QuickFIX/J's own engine. It takes limit orders for the day over FIX 4.2, and cancels; no replaces and no questions. */
final class ExampleExchange implements AutoCloseable {

    private final SocketAcceptor acceptor;

    ExampleExchange(String compId, String hubCompId, int port) throws ConfigError {
        SessionID id = new SessionID("FIX.4.2", compId, hubCompId);
        SessionSettings settings = new SessionSettings();
        settings.setString(id, "ConnectionType", "acceptor");
        settings.setString(id, "SocketAcceptAddress", "127.0.0.1");
        settings.setLong(id, "SocketAcceptPort", port);
        settings.setString(id, "NonStopSession", "Y");
        settings.setString(id, "SocketTcpNoDelay", "Y");
        acceptor = new SocketAcceptor(new Application(), new MemoryStoreFactory(), settings, new CompositeLogFactory(new LogFactory[0]),
                new DefaultMessageFactory());
        acceptor.start();
    }

    @Override
    public void close() {
        acceptor.stop(true);
    }
}
