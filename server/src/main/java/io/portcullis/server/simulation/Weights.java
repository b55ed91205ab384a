package io.portcullis.server.simulation;

import java.util.EnumMap;
import java.util.Map;

/** How often each of some things is done, against the others. */
final class Weights<E extends Enum<E>> {

    private final Map<E, Integer> weights;
    private final int sum;

    Weights(Map<E, Integer> weights) {
        this.weights = new EnumMap<>(weights);
        this.sum = weights.values().stream().mapToInt(Integer::intValue).sum();
    }

    E pick(Chance chance) {
        int luck = chance.between(0, sum - 1);
        for (Map.Entry<E, Integer> each : weights.entrySet()) {
            luck -= each.getValue();
            if (luck < 0) {
                return each.getKey();
            }
        }
        throw new IllegalStateException("the weights " + weights + " are not " + sum);
    }
}
