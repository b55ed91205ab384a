package io.portcullis.server.cli;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The legs of a multi-leg order as a person writes them. */
final class LegOptions {

    /** Symbol(55) of a strategy that has none. */
    static final String NO_SYMBOL = "[N/A]";
    private static final int WORDS = 3;

    private LegOptions() {
    }

    /** @throws IllegalArgumentException naming what is wrong */
    static Strategy strategy(List<String> options, FixVersion version) {
        if (version.isBefore(FixVersion.FIX43)) {
            throw new IllegalArgumentException(
                    "--leg: the session speaks " + version.settingName() + ", which has no multi-leg orders; FIX.4.3 and later have");
        }
        List<Leg> legs = new ArrayList<>();
        for (String option : options) {
            legs.add(leg(option, "L" + (legs.size() + 1)));
        }
        return new Strategy(legs);
    }

    private static Leg leg(String option, String refId) {
        String[] words = option.strip().split("\\s+");
        if (words.length != WORDS) {
            throw new IllegalArgumentException("--leg " + option + ": must be a side, a ratio and a symbol, such as 'buy 1 AAPL'");
        }
        try {
            Side side = Side.valueOf(words[0].toUpperCase(Locale.ROOT).replace('-', '_'));
            return new Leg(words[2], side, Quantity.of(words[1]), refId);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--leg " + option + ": must be a side such as buy, a ratio such as 1 and a symbol: " + e.getMessage(), e);
        }
    }
}
