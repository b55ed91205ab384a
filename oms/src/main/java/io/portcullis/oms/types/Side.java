package io.portcullis.oms.types;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Side(54): the code set as far as orders are accepted with it. */
public enum Side {

    BUY('1'), SELL('2'), SELL_SHORT('5'), SELL_SHORT_EXEMPT('6'),
    /** Of a multi-leg order: each leg the way in which the strategy has it. As if the strategy was bought. */
    AS_DEFINED('B'),
    /** Of a multi-leg order: each leg the other way. As if the strategy was sold. */
    OPPOSITE('C');

    /** Those of orders for one instrument. */
    public static final List<Side> OF_ONE_INSTRUMENT = List.of(BUY, SELL, SELL_SHORT, SELL_SHORT_EXEMPT);

    private final char code;

    Side(char code) {
        this.code = code;
    }

    /** The value of the tag. */
    public char code() {
        return code;
    }

    public boolean isBuy() {
        return this == BUY || this == AS_DEFINED;
    }

    /** Of shares that have to be borrowed. */
    public boolean isShort() {
        return this == SELL_SHORT || this == SELL_SHORT_EXEMPT;
    }

    /** Only a multi-leg order has it. */
    public boolean isOfStrategies() {
        return this == AS_DEFINED || this == OPPOSITE;
    }

    /** As an order for one instrument, or a leg, would be told to be. */
    public Side ofOneInstrument() {
        return this == AS_DEFINED ? BUY : this == OPPOSITE ? SELL : this;
    }

    /** Null if it is no side that we accept. */
    public static @Nullable Side of(char code) {
        return switch (code) {
            case '1' -> BUY;
            case '2' -> SELL;
            case '5' -> SELL_SHORT;
            case '6' -> SELL_SHORT_EXEMPT;
            case 'B' -> AS_DEFINED;
            case 'C' -> OPPOSITE;
            default -> null;
        };
    }
}
