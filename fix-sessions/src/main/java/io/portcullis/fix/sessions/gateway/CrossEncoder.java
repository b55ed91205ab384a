package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.Ids;
import quickfix.DataDictionary;

/** Writes in the report of an order which cross it is a side of, as far as a version of FIX has words for it. */
final class CrossEncoder {

    private static final String EXECUTION_REPORT = "8";

    private final boolean hasCrosses;
    private final boolean hasHostId;
    private final Ids ids;

    CrossEncoder(DataDictionary dictionary, Ids ids) {
        this.hasCrosses = dictionary.isMsgField(EXECUTION_REPORT, Tags.CROSS_ID);
        this.hasHostId = dictionary.isMsgField(EXECUTION_REPORT, Tags.HOST_CROSS_ID);
        this.ids = ids;
    }

    void write(Effect.OfCross cross, FixBody body) {
        if (!hasCrosses) {
            return;
        }
        body.put(Tags.CROSS_ID, cross.name()).put(Tags.CROSS_TYPE, cross.terms().type().code());
        if (cross.origName() != null) {
            body.put(Tags.ORIG_CROSS_ID, cross.origName());
        }
        if (hasHostId && cross.crossId() != 0) {
            body.put(Tags.HOST_CROSS_ID, ids.crossId(cross.crossId()));
        }
    }
}
