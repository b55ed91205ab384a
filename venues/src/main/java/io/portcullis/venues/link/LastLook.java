package io.portcullis.venues.link;

import io.portcullis.oms.core.Effect;
import org.jspecify.annotations.Nullable;

/** Port: looks at each request to a venue when nothing is between it and the session any more. On the shard's thread. */
public interface LastLook {

    /** Why a request must not be sent; null if it may. */
    @Nullable
    String objectionTo(Effect.ToVenue request);

    /** It is stored, and so sent; or it was before a restart. */
    void sent(Effect.ToVenue request);
}
