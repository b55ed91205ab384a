package io.portcullis.venues.link;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.InstructionWriter;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.TimeInForce;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;

/** Writes what a venue is sent about a cross, its sides in the order of fields that FIX has for them. Since FIX 4.3. */
final class CrossWriter {

    private static final int NO_SIDES = 552;
    private static final char AUTOMATED = '1';
    private static final Set<Integer> OF_PARTIES = Set.of(453, 448, 447, 452, 802, 523, 803);

    private final Ids ids;
    private final InstructionWriter instructions;
    private final DataDictionary dictionary;

    CrossWriter(FixVersion version, Ids ids) {
        this.ids = ids;
        this.dictionary = FixDictionary.of(version).application();
        this.instructions = new InstructionWriter(dictionary, CrossFact.Message.NEW.msgType());
    }

    private boolean isOfSide(CrossFact.Message message, int tag) {
        DataDictionary.GroupInfo group = dictionary.isMsgType(message.msgType()) ? dictionary.getGroup(message.msgType(), NO_SIDES) : null;
        return group != null && group.getDataDictionary().isField(tag);
    }

    FixBody write(Effect.CrossRequest e, FixBody body) {
        body.begin(e.message().msgType()).put(548, ids.crossId(e.requestId()));
        if (e.message() != CrossFact.Message.NEW) {
            body.put(551, ids.crossId(e.origName()));
        }
        body.put(549, e.terms().type().code()).put(550, e.terms().prioritization().code()).put(NO_SIDES, e.sides().size());
        e.sides().forEach(side -> write(side, e.message(), body));
        body.put(55, e.symbol()).putUtcMillis(60, e.transactTime());
        if (e.message() != CrossFact.Message.CANCEL) {
            conditions(e.sides().getFirst().conditions(), body);
        }
        return body;
    }

    private void write(Effect.SideOfCross side, CrossFact.Message message, FixBody body) {
        body.putChar(54, side.side().code());
        if (message != CrossFact.Message.NEW && isOfSide(message, 41)) {
            body.put(41, ids.venueClOrdId(side.origRequestId()));
        }
        body.put(11, ids.venueClOrdId(side.requestId()));
        boolean isWhole = message != CrossFact.Message.CANCEL;
        if (isWhole) {
            fields(side.fields(), message, true, body);
            if (side.account() != null) {
                body.put(1, side.account());
            }
        }
        body.putDecimal(38, side.conditions().orderQty().raw());
        if (isWhole) {
            fields(side.fields(), message, false, body);
        }
    }

    /** As they came, as far as the venue's version has them: parties before the account, the others behind the quantity. */
    private void fields(@Nullable String fields, CrossFact.Message message, boolean ofParties, FixBody body) {
        if (fields == null) {
            return;
        }
        for (String field : fields.split("\u0001")) {
            int end = field.indexOf('=');
            int tag = Integer.parseInt(field, 0, end, 10);
            if (OF_PARTIES.contains(tag) == ofParties && (ofParties || isOfSide(message, tag))) {
                body.put(tag, field.substring(end + 1));
            }
        }
    }

    private void conditions(Conditions c, FixBody body) {
        body.putChar(21, AUTOMATED).putChar(40, c.ordType().code());
        if (c.price() != null) {
            body.putDecimal(44, c.price().raw());
        }
        if (c.instructions() != Instructions.NONE) {
            instructions.write(c.instructions(), body);
        }
        body.putChar(59, c.timeInForce().code());
        if (c.timeInForce() == TimeInForce.GOOD_TILL_DATE) {
            body.putUtcMillis(126, c.expireTime());
        }
    }
}
