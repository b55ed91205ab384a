package io.portcullis.server.shard;

import io.portcullis.oms.core.Effect;

/** Port: where effects go once their record is safe. Called on the shard's thread. What was told before, by its mark, is not told again. */
public interface EffectSink {

    void release(Effect effect);

    /** Whether everything that was released up to that record can be told again after a crash without its being released again: the sessions' stores have it. */
    boolean isToldUpTo(long position);
}
