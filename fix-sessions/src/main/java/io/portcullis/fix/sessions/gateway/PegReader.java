package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.wire.FixFields;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.types.Peg;
import org.jspecify.annotations.Nullable;

/** Reads what an order's price, or its stop price, follows: ExecInst(18) or, since FIX 5.0, PegPriceType(1094), with PegOffsetValue(211). */
final class PegReader {

    /** PegMoveType(835) and PegLimitType(837): what they are without being said, and all that we do. */
    private static final String USUAL = "0";
    private static final int[] ONLY_AS_USUAL = {Tags.PEG_MOVE_TYPE, Tags.PEG_LIMIT_TYPE};
    private static final int[] UNSUPPORTED = {Tags.PEG_ROUND_DIRECTION, Tags.PEG_SCOPE, Tags.PEG_SECURITY_ID_SOURCE, Tags.PEG_SECURITY_ID, Tags.PEG_SYMBOL};

    private PegReader() {
    }

    /** What of it cannot be honoured; null if there is no peg, or nothing is asked for that can't. */
    static @Nullable String problemIn(FixFields m) {
        String execInst = m.stringOrNull(Tags.EXEC_INST);
        String priceType = m.stringOrNull(Tags.PEG_PRICE_TYPE);
        if (priceType != null && byPriceType(priceType) == null) {
            return "PegPriceType(1094) must be 2, 4, 5 or 8, was " + Violation.shown(priceType);
        }
        Peg.Follows follows = follows(execInst, priceType);
        if (follows == null) {
            return m.has(Tags.PEG_OFFSET_VALUE) ? "PegOffsetValue(211) goes with ExecInst(18) R, P, M or a only, was " + shown(m, Tags.PEG_OFFSET_VALUE) : null;
        }
        if (execInst != null && namesAnotherThan(follows, execInst)) {
            return "ExecInst(18) must name one of R, P, M and a, and the one that PegPriceType(1094) names, was " + Violation.shown(execInst);
        }
        return problemOf(m);
    }

    private static @Nullable String problemOf(FixFields m) {
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
        String offsetType = m.stringOrNull(Tags.PEG_OFFSET_TYPE);
        return offsetType == null || Peg.OffsetType.of(offsetType) != null ? null : "PegOffsetType(836) must be 0, 1 or 2, was " + Violation.shown(offsetType);
    }

    private static String shown(FixFields m, int tag) {
        return Violation.shown(String.valueOf(m.stringOrNull(tag)));
    }

    /** Null if there is none. @throws MalformedField if its offset can't be read */
    static @Nullable Peg read(FixFields m) throws MalformedField {
        Peg.Follows follows = follows(m.stringOrNull(Tags.EXEC_INST), m.stringOrNull(Tags.PEG_PRICE_TYPE));
        if (follows == null) {
            return null;
        }
        String offsetType = m.stringOrNull(Tags.PEG_OFFSET_TYPE);
        Peg.OffsetType type = offsetType == null ? Peg.OffsetType.PRICE : Peg.OffsetType.of(offsetType);
        return new Peg(follows, m.decimal(Tags.PEG_OFFSET_VALUE, 0), type == null ? Peg.OffsetType.PRICE : type);
    }

    private static Peg.@Nullable Follows follows(@Nullable String execInst, @Nullable String priceType) {
        if (priceType != null) {
            return byPriceType(priceType);
        }
        if (execInst != null) {
            for (int i = 0; i < execInst.length(); i++) {
                Peg.Follows follows = Peg.Follows.of(execInst.charAt(i));
                if (follows != null) {
                    return follows;
                }
            }
        }
        return null;
    }

    private static Peg.@Nullable Follows byPriceType(String priceType) {
        for (Peg.Follows follows : Peg.Follows.values()) {
            if (priceType.length() == 1 && priceType.charAt(0) == follows.priceType()) {
                return follows;
            }
        }
        return null;
    }

    private static boolean namesAnotherThan(Peg.Follows follows, String execInst) {
        for (int i = 0; i < execInst.length(); i++) {
            Peg.Follows named = Peg.Follows.of(execInst.charAt(i));
            if (named != null && named != follows) {
                return true;
            }
        }
        return false;
    }
}
