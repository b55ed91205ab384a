package io.portcullis.risk.metrics;

import org.jspecify.annotations.Nullable;

/**
 * By how much prices move at once.
 *
 * @param on to what it happens
 * @param name of the symbol, sector or currency; null for all
 * @param part of the price by which it moves, such as -0.2; never less than -1
 */
public record Shock(On on, @Nullable String name, double part) {

    /** To what it happens. What comes later says more, and goes before the others. */
    public enum On {
        ALL, CURRENCY, SECTOR, SYMBOL
    }

    /** @throws IllegalArgumentException naming what can't be */
    public Shock {
        if ((name == null) != (on == On.ALL)) {
            throw new IllegalArgumentException("a shock on " + on + " was for " + name);
        }
        if (!(part >= -1)) {
            throw new IllegalArgumentException("a price can't fall by more than 100 %, was " + part * 100 + " %");
        }
    }

    boolean isOn(Holding holding) {
        return switch (on) {
            case ALL -> true;
            case CURRENCY -> holding.currency().equals(name);
            case SECTOR -> name != null && name.equals(holding.sector());
            case SYMBOL -> holding.symbol().equals(name);
        };
    }
}
