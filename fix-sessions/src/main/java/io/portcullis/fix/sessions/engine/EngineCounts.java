package io.portcullis.fix.sessions.engine;

import java.util.concurrent.atomic.LongAdder;

/** How often something happened on an engine's connections that an operator should know of. May be read by any thread. */
public final class EngineCounts {

    private final LongAdder garbled = new LongAdder();
    private final LongAdder slowConsumers = new LongAdder();
    private final LongAdder pauses = new LongAdder();
    private final LongAdder refusedConnections = new LongAdder();
    private final LongAdder refusedMessages = new LongAdder();

    void garbled(long times) {
        garbled.add(times);
    }

    void slowConsumer() {
        slowConsumers.increment();
    }

    void paused() {
        pauses.increment();
    }

    void refusedConnection() {
        refusedConnections.increment();
    }

    void refusedMessage() {
        refusedMessages.increment();
    }

    /** Input that was skipped because it was no whole message. */
    public long garbled() {
        return garbled.sum();
    }

    /** Connections that were closed because the counterparty didn't read. */
    public long slowConsumers() {
        return slowConsumers.sum();
    }

    /** Times that a connection wasn't read from because too much waited to be sent on it. */
    public long pauses() {
        return pauses.sum();
    }

    /** Connections that were closed because their first message was not a Logon of a session that was free. */
    public long refusedConnections() {
        return refusedConnections.sum();
    }

    /** Messages that the dictionary's checks answered with Reject(35=3) before the application saw them. */
    public long refusedMessages() {
        return refusedMessages.sum();
    }
}
