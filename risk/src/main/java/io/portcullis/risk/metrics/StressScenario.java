package io.portcullis.risk.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What would happen to a portfolio if prices moved at once, as somebody says or as they did once. */
public sealed interface StressScenario {

    /** By which people know it. */
    String name();

    /**
     * What comes of it.
     *
     * @param gain negative if it is lost
     * @param untouched what of the portfolio the scenario says nothing about, by symbol: it counts as if it did not move
     */
    record Outcome(String name, double gain, List<String> untouched) {
    }

    /** Shocks that somebody has thought of. Of those that are on a holding the one that says most of it counts, and no other: symbol, then sector, then currency, then all. */
    record UserDefined(String name, List<Shock> shocks) implements StressScenario {

        public UserDefined {
            shocks = List.copyOf(shocks);
        }

        @Override
        public Optional<Double> moveOf(Holding holding) {
            return shocks.stream().filter(shock -> shock.isOn(holding)).max(Comparator.comparing(Shock::on)).map(Shock::part);
        }
    }

    /** What prices did once. @param moves by symbol, as a part of the price */
    record Historical(String name, Map<String, Double> moves) implements StressScenario {

        public Historical {
            moves = Map.copyOf(moves);
        }

        @Override
        public Optional<Double> moveOf(Holding holding) {
            return Optional.ofNullable(moves.get(holding.symbol()));
        }
    }

    /** By what part of its price; empty if the scenario says nothing of it. */
    Optional<Double> moveOf(Holding holding);

    /** What all of them together gain. */
    default Outcome on(Collection<Holding> holdings) {
        double gain = 0;
        List<String> untouched = new ArrayList<>();
        for (Holding each : holdings) {
            Optional<Double> move = moveOf(each);
            gain += move.orElse(0.0) * each.value();
            if (move.isEmpty()) {
                untouched.add(each.symbol());
            }
        }
        return new Outcome(name(), gain, untouched);
    }
}
