package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.wire.FixFields;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Peg;
import org.jspecify.annotations.Nullable;

/** Reads how far beyond its limit an order may be executed: DiscretionInst(388) with DiscretionOffsetValue(389), since FIX 4.2. */
final class DiscretionReader {

    /** DiscretionMoveType(841) and DiscretionLimitType(843): what they are without being said, and all that we do. */
    private static final String USUAL = "0";
    private static final int[] ONLY_AS_USUAL = {Tags.DISCRETION_MOVE_TYPE, Tags.DISCRETION_LIMIT_TYPE};
    private static final int[] UNSUPPORTED = {Tags.DISCRETION_ROUND_DIRECTION, Tags.DISCRETION_SCOPE};

    private DiscretionReader() {
    }

    /** What of it cannot be honoured; null if there is no discretion, or nothing is asked for that can't. */
    static @Nullable String problemIn(FixFields m) {
        if (!m.has(Tags.DISCRETION_INST)) {
            return m.has(Tags.DISCRETION_OFFSET_VALUE)
                    ? "DiscretionOffsetValue(389) goes with DiscretionInst(388) only, was " + shown(m, Tags.DISCRETION_OFFSET_VALUE)
                    : null;
        }
        if (!m.is(Tags.DISCRETION_INST, String.valueOf(Discretion.RELATED_TO_DISPLAYED_PRICE))) {
            return "DiscretionInst(388) must be 0, was " + shown(m, Tags.DISCRETION_INST);
        }
        for (int tag : ONLY_AS_USUAL) {
            if (m.has(tag) && !m.is(tag, USUAL)) {
                return FixDictionary.nameOf(tag) + " must be 0, was " + shown(m, tag);
            }
        }
        for (int tag : UNSUPPORTED) {
            if (m.has(tag)) {
                return FixDictionary.nameOf(tag) + " is not supported, was " + shown(m, tag);
            }
        }
        String offsetType = m.stringOrNull(Tags.DISCRETION_OFFSET_TYPE);
        return offsetType == null || Peg.OffsetType.of(offsetType) != null ? null
                : "DiscretionOffsetType(842) must be 0, 1 or 2, was " + Violation.shown(offsetType);
    }

    private static String shown(FixFields m, int tag) {
        return Violation.shown(String.valueOf(m.stringOrNull(tag)));
    }

    /** Null if there is none; one of nothing where the offset is missing. @throws MalformedField if the offset can't be read */
    static @Nullable Discretion read(FixFields m) throws MalformedField {
        if (!m.has(Tags.DISCRETION_INST)) {
            return null;
        }
        String offsetType = m.stringOrNull(Tags.DISCRETION_OFFSET_TYPE);
        Peg.OffsetType type = offsetType == null ? Peg.OffsetType.PRICE : Peg.OffsetType.of(offsetType);
        return new Discretion(m.decimal(Tags.DISCRETION_OFFSET_VALUE, 0), type == null ? Peg.OffsetType.PRICE : type);
    }
}
