package io.portcullis.server.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded luck. Each actor has its own, so that what one of them does with it doesn't change the luck of the others. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    Chance another() {
        return new Chance(random.split());
    }

    /** True in that many of a thousand cases. */
    boolean perMille(int cases) {
        return random.nextInt(1000) < cases;
    }

    boolean percent(int cases) {
        return random.nextInt(100) < cases;
    }

    /** Both ends included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** Both ends included. */
    long between(long low, long high) {
        return random.nextLong(low, high + 1);
    }

    <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... all) {
        return all[random.nextInt(all.length)];
    }
}
