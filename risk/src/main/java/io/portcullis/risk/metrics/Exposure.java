package io.portcullis.risk.metrics;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of the market a portfolio holds.
 *
 * @param bought what it has, together
 * @param owed what it is short of, together; zero or more
 * @param bySector of each by name; what no sector is said of stands under an empty name
 */
public record Exposure(double bought, double owed, Map<String, OfSector> bySector) {

    /** Of one sector. @param owed zero or more */
    public record OfSector(double bought, double owed) {

        public double net() {
            return bought - owed;
        }

        private OfSector plus(double value) {
            return value < 0 ? new OfSector(bought, owed - value) : new OfSector(bought + value, owed);
        }
    }

    public Exposure {
        bySector = Map.copyOf(bySector);
    }

    public static Exposure of(Collection<Holding> holdings) {
        double bought = 0;
        double owed = 0;
        Map<String, OfSector> bySector = new TreeMap<>();
        for (Holding each : holdings) {
            bought += Math.max(0, each.value());
            owed += Math.max(0, -each.value());
            String sector = each.sector() == null ? "" : each.sector();
            bySector.put(sector, bySector.getOrDefault(sector, new OfSector(0, 0)).plus(each.value()));
        }
        return new Exposure(bought, owed, bySector);
    }

    /** Long and short together. */
    public double gross() {
        return bought + owed;
    }

    /** Long less short. */
    public double net() {
        return bought - owed;
    }

    /** How many times the capital is at work: gross exposure divided by it. @param capital more than zero */
    public double leverage(double capital) {
        return gross() / capital;
    }
}
