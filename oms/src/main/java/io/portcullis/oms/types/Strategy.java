package io.portcullis.oms.types;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a multi-leg order is for, SecurityType(167)=MLEG: instruments that are bought and sold together, in a fixed ratio, at one net price. An order's quantity counts
 * strategies.
 *
 * @param legs as the client wrote them, two at least
 * @param reportsWanted MultiLegRptTypeReq(563): 0 no reports of single legs, 1 these, too; null if nothing is said
 * @param model MultilegModel(1377) as the client wrote it; null if nothing is said
 */
public record Strategy(List<Leg> legs, @Nullable Integer reportsWanted, @Nullable Integer model) {

    public static final int FEWEST_LEGS = 2;
    public static final int MOST_LEGS = 20;

    public Strategy {
        legs = List.copyOf(legs);
    }

    /** One of which nothing more is said. */
    public Strategy(List<Leg> legs) {
        this(legs, null, null);
    }

    /** The client wants to know of executions of single legs. */
    public boolean wantsLegReports() {
        return reportsWanted == null || reportsWanted != 0;
    }

    /**
     * The leg that a report is about.
     *
     * @param refId LegRefID(654); empty if the report has none
     * @return null if none is called so, or several legs are alike
     */
    public @Nullable Leg leg(String refId, String symbol, @Nullable Side traded, Side orderSide) {
        Leg found = null;
        for (Leg leg : legs) {
            boolean isMeant = refId.isEmpty() ? leg.symbol().equals(symbol) && (traded == null || leg.sideIn(orderSide).isBuy() == traded.isBuy())
                    : refId.equals(leg.refId());
            if (isMeant && found != null) {
                return null;
            }
            found = isMeant ? leg : found;
        }
        return found;
    }

    /** One of its legs is of that instrument. */
    public boolean has(String symbol) {
        return legs.stream().anyMatch(leg -> leg.symbol().equals(symbol));
    }

    /** In words, such as {@code buy 1 AAPL, sell 2 MSFT}. */
    public String text() {
        return legs.stream().map(Leg::text).collect(Collectors.joining(", "));
    }

    /** What differs in the legs of the other one, naming leg and field; null if nothing does. */
    public @Nullable String differenceTo(Strategy other) {
        if (legs.size() != other.legs.size()) {
            return "NoLegs(555) of the order is " + legs.size() + ", was " + other.legs.size();
        }
        for (int i = 0; i < legs.size(); i++) {
            String difference = legs.get(i).differenceTo(other.legs.get(i));
            if (difference != null) {
                return "leg " + (i + 1) + ": " + difference;
            }
        }
        return null;
    }
}
