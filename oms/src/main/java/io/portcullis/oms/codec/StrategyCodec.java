package io.portcullis.oms.codec;

import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.LegField;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The binary form of the legs of multi-leg orders. */
final class StrategyCodec {

    /** Beside the code of an OrdType(40), none of which has it: legs follow the conditions. */
    static final int WITH_LEGS = 0x80;

    private static final LegField[] FIELDS = LegField.values();
    private static final int NOT_SAID = -1;

    private StrategyCodec() {
    }

    static void write(Strategy strategy, Writer w) {
        w.int8(strategy.reportsWanted() == null ? NOT_SAID : strategy.reportsWanted()).int8(strategy.model() == null ? NOT_SAID : strategy.model())
                .int8(strategy.legs().size());
        for (Leg leg : strategy.legs()) {
            w.text(leg.symbol()).code(leg.side().code()).quantity(leg.ratio()).optionalText(leg.refId()).optional(leg.price()).int8(leg.fields().size());
            leg.fields().forEach((field, value) -> w.int8(field.ordinal()).text(value));
        }
    }

    static Strategy read(Reader r) {
        Integer reportsWanted = orNull(r.int8());
        Integer model = orNull(r.int8());
        int count = r.int8();
        List<Leg> legs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            legs.add(leg(r));
        }
        return new Strategy(legs, reportsWanted, model);
    }

    private static @Nullable Integer orNull(int told) {
        return told == NOT_SAID ? null : told;
    }

    private static Leg leg(Reader r) {
        String symbol = r.name();
        Side side = r.side();
        Quantity ratio = r.quantity();
        String refId = r.optionalName();
        Price price = r.optionalPrice();
        Map<LegField, String> fields = new EnumMap<>(LegField.class);
        for (int i = r.int8(); i > 0; i--) {
            fields.put(FIELDS[r.int8()], r.name());
        }
        return new Leg(symbol, side, ratio, refId, price, fields);
    }
}
