package io.portcullis.venues.link;

import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.VenueId;

/**
 * The link to one venue, whatever protocol it speaks. What the venue says of orders becomes one command each, decided and logged before the link counts it as received; what the
 * core wants of it goes out once, whatever happens between. Belongs to the shard's thread.
 */
public interface VenueLink {

    /** What the link can be, and what is done in it. Requests to the venue are stored in any of them, new orders while its session is up. */
    public enum State {
        /** The core routes nothing here, and nothing is known of the venue's market. */
        DISCONNECTED,
        /** The venue has answered our Logon(35=A). */
        LOGGING_ON,
        /** What the venue sent while we were away is coming: its reports are decided, but nothing new is routed here yet. */
        RECOVERING,
        /** The core asks about every order that the venue has, and routes new ones there once it has answered. */
        TRADING
    }

    VenueId venue();

    State state();

    /** A new order waits until the link is up. What was sent before a crash, by the mark of the request, is not sent again. */
    void send(Effect.ToVenue request);

    /** Likewise, over a certain session of the venue, where it has several. */
    default void send(Effect.OverSession request) {
        send(request.request());
    }

    /** An order that waits is not to be sent. */
    void withdraw(Effect.Withdrawal withdrawal);

    /** The mark of the first request that waits; {@link Long#MAX_VALUE} if none does. */
    long firstWaiting();

    /** To be called now and then: what could not go out is tried again, and a recovery that ended without a message is noticed. */
    void retry();
}
