package io.portcullis.venues.link;

import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.wire.FixMessage;

/** Reads MarketDataSnapshotFullRefresh(35=W) and what else belongs to market data. */
public interface MarketDataReader {

    /** The link is up: subscribe. */
    void connected(FixSession session);

    /** What was known of the venue's market is not true any more. */
    void disconnected();

    /** Messages of the venue are lost, and market data may have been among them. */
    void gap();

    /** @return false if the message is no market data, and no reject of a request for it that is dealt with here */
    boolean read(FixMessage message);
}
