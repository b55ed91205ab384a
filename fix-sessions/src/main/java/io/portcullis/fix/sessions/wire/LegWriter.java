package io.portcullis.fix.sessions.wire;

import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.LegField;
import io.portcullis.oms.types.Strategy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;

/** Writes the legs of a multi-leg order, in the order that a message of the dictionary has them in. */
public final class LegWriter {

    private static final int SECURITY_TYPE = 167;
    private static final String MULTILEG = "MLEG";
    private static final int NO_LEGS = 555;
    private static final int LEG_SYMBOL = 600;
    private static final int LEG_RATIO_QTY = 623;
    private static final int LEG_SIDE = 624;
    private static final int LEG_REF_ID = 654;
    private static final int LEG_PRICE = 566;
    private static final int REPORTS_WANTED = 563;
    private static final int MODEL = 1377;

    private final int[] tags;
    private final boolean hasSecurityType;
    private final boolean hasReportsWanted;
    private final boolean hasModel;

    /** @param msgType of the messages that are written */
    public LegWriter(DataDictionary dictionary, String msgType) {
        DataDictionary.GroupInfo group = dictionary.isMsgType(msgType) && dictionary.isGroup(msgType, NO_LEGS) ? dictionary.getGroup(msgType, NO_LEGS) : null;
        tags = group == null ? new int[0] : Arrays.stream(group.getDataDictionary().getOrderedFields()).filter(LegWriter::isWritten).toArray();
        hasSecurityType = dictionary.isMsgField(msgType, SECURITY_TYPE) && dictionary.isFieldValue(SECURITY_TYPE, MULTILEG);
        hasReportsWanted = dictionary.isMsgField(msgType, REPORTS_WANTED);
        hasModel = dictionary.isMsgField(msgType, MODEL);
    }

    private static boolean isWritten(int tag) {
        return switch (tag) {
            case LEG_SYMBOL, LEG_RATIO_QTY, LEG_SIDE, LEG_REF_ID, LEG_PRICE -> true;
            default -> LegField.of(tag) != null;
        };
    }

    /** Whether the version has words for legs: FIX 4.3 and later. */
    public boolean hasWords() {
        return tags.length > 0;
    }

    /** SecurityType(167) and the legs, and how the client wants them reported, behind what the body has; nothing where the version has no words for it. */
    public void write(Strategy strategy, FixBody to) {
        if (hasSecurityType) {
            to.put(SECURITY_TYPE, MULTILEG);
        }
        if (hasReportsWanted && strategy.reportsWanted() != null) {
            to.put(REPORTS_WANTED, strategy.reportsWanted());
        }
        if (hasModel && strategy.model() != null) {
            to.put(MODEL, strategy.model());
        }
        write(strategy.legs(), to);
    }

    /** These legs. */
    public void write(List<Leg> legs, FixBody to) {
        if (!hasWords()) {
            return;
        }
        to.put(NO_LEGS, legs.size());
        for (Leg leg : legs) {
            for (int tag : tags) {
                write(leg, tag, to);
            }
        }
    }

    private static void write(Leg leg, int tag, FixBody to) {
        switch (tag) {
            case LEG_SYMBOL -> to.put(tag, leg.symbol());
            case LEG_SIDE -> to.putChar(tag, leg.side().code());
            case LEG_RATIO_QTY -> to.putDecimal(tag, leg.ratio().raw());
            case LEG_REF_ID -> optional(tag, leg.refId(), to);
            case LEG_PRICE -> {
                if (leg.price() != null) {
                    to.putDecimal(tag, leg.price().raw());
                }
            }
            default -> {
                LegField field = LegField.of(tag);
                optional(tag, field == null ? null : leg.field(field), to);
            }
        }
    }

    private static void optional(int tag, @Nullable String value, FixBody to) {
        if (value != null) {
            to.put(tag, value);
        }
    }
}
