package io.portcullis.server.simulation;

import io.portcullis.oms.core.Effect;
import java.util.ArrayList;
import java.util.List;

/** The compliance session: what was copied to it, each report once and in order. */
final class DropCopyLedger {

    private final List<Effect.ToClient> copies = new ArrayList<>();
    private long lastMark;

    void store(Effect.ToClient effect, boolean isRecovery) {
        if (effect.mark() <= lastMark) {
            if (!isRecovery) {
                throw new BrokenInvariant("drop copy: mark " + effect.mark() + " does not follow " + lastMark);
            }
            return;
        }
        lastMark = effect.mark();
        copies.add(effect);
    }

    List<Effect.ToClient> copies() {
        return copies;
    }
}
