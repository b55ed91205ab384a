package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/**
 * When an order begins to work: until then it is kept here. At a time, by a price, or by a price from a time on.
 *
 * @param time EffectiveTime(168), epoch nanoseconds; 0 for none
 * @param trigger the price that has to be reached; null for none
 */
public record Activation(long time, @Nullable PriceTrigger trigger) {

    /** What the price of an instrument, the order's own or another one, has to come to. */
    public record PriceTrigger(String symbol, Price price, boolean isRising, Sees sees) {

        /** @param market of that kind */
        public boolean isReachedBy(Price market) {
            return isRising ? market.raw() >= price.raw() : market.raw() <= price.raw();
        }
    }

    /** TriggerPriceType(1107). */
    public enum Sees {
        BEST_OFFER('1', "best offer"), LAST_TRADE('2', "last trade"), BEST_BID('3', "best bid");

        private final char code;
        private final String text;

        Sees(char code, String text) {
            this.code = code;
            this.text = text;
        }

        /** The value of the tag. */
        public char code() {
            return code;
        }

        /** In words. */
        public String text() {
            return text;
        }

        /** Null if it is none of these codes. */
        public static @Nullable Sees of(char code) {
            for (Sees each : values()) {
                if (each.code == code) {
                    return each;
                }
            }
            return null;
        }
    }

    /** Null if nothing of it is left to wait for but a time that has come. @param now epoch nanoseconds */
    public @Nullable Activation leftAt(long now) {
        return time > now ? this : trigger == null ? null : time == 0 ? this : new Activation(0, trigger);
    }
}
