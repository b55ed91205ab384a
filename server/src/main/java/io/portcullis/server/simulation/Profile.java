package io.portcullis.server.simulation;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the days of a seed are like.
 *
 * @param heavyIn what there is more of than usual
 * @param trading how long a day's trading takes, nanoseconds
 */
record Profile(Set<Emphasis> heavyIn, long trading) {

    private static final long USUAL_TRADING = 600 * Timeline.SECOND;

    /** Each seed has its own. */
    static Profile of(Chance chance) {
        Set<Emphasis> heavyIn = EnumSet.noneOf(Emphasis.class);
        int most = chance.percent(25) ? 0 : chance.between(1, 3);
        while (heavyIn.size() < most) {
            heavyIn.add(chance.oneOf(Emphasis.values()));
        }
        return new Profile(heavyIn, chance.percent(40) ? USUAL_TRADING : chance.between(60 * Timeline.SECOND, USUAL_TRADING / 2));
    }

    /** A weight: that one where there is more of it, else the usual one. */
    int weight(Emphasis emphasis, int usual, int heavy) {
        return heavyIn.contains(emphasis) ? heavy : usual;
    }
}
