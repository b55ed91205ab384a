package io.portcullis.server.settings;

import io.portcullis.oms.types.VenueId;
import io.portcullis.server.tape.TapeSettings;
import io.portcullis.venues.exchange.ExchangeFlow;
import io.portcullis.venues.tape.BarInterval;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys about recorded market data: what is kept of it, and what makes simulated exchanges alive by it or by orders that are made up. */
final class TapeEntries {

    private static final int MOST_DAYS = 3_650;
    private static final int MOST_ORDERS_PER_SECOND = 1_000;
    private static final int MOST_LOTS = 1_000;
    private static final int MOST_TICKS = 100;
    private static final int MOST_SPEED = 1_000;
    private static final BigDecimal NO_ORDERS = BigDecimal.ZERO;
    private static final Map<String, BarInterval> HISTORY = Arrays.stream(BarInterval.values()).filter(each -> each.compareTo(BarInterval.MINUTE) <= 0)
            .collect(Collectors.toMap(BarInterval::text, each -> each, (one, _) -> one, TreeMap::new));

    private TapeEntries() {
    }

    /** Section {@code [market-data]} of {@code portcullis.ini}. */
    static TapeSettings recorded(Section s) {
        TapeSettings otherwise = TapeSettings.DEFAULT;
        return new TapeSettings(s.choice("record", otherwise.record()), s.integer("keep-tapes", otherwise.keepDays(), 1, MOST_DAYS),
                s.yes("history", otherwise.hasHistory()), s.oneOf("history-bars", HISTORY, otherwise.historyFrom()));
    }

    /** Of a simulated venue in {@code venues.ini}. */
    static ExchangeFlow flow(Section s) {
        BigDecimal perSecond = s.valueOrNull("simulated-orders-per-second", "a number from 0 to " + MOST_ORDERS_PER_SECOND + ", such as 0.5",
                TapeEntries::ordersPerSecond);
        return new ExchangeFlow(s.valueOrNull("simulated-seed", "a whole number", text -> (long) PlainNumbers.whole(text)),
                (perSecond == null ? NO_ORDERS : perSecond).doubleValue(), s.integer("simulated-order-size", ExchangeFlow.USUAL_ORDER_LOTS, 1, MOST_LOTS),
                s.integer("simulated-spread", ExchangeFlow.USUAL_SPREAD, 1, MOST_TICKS), tape(s));
    }

    private static BigDecimal ordersPerSecond(String text) {
        BigDecimal value = PlainNumbers.decimal(text);
        if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(MOST_ORDERS_PER_SECOND)) > 0) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }

    private static ExchangeFlow.@Nullable Tape tape(Section s) {
        String source = s.textOrNull("simulated-tape");
        String venue = s.textOrNull("simulated-tape-venue");
        int speed = s.integer("simulated-tape-speed", 1, 1, MOST_SPEED);
        if (source == null) {
            if (venue != null) {
                throw s.mistake("simulated-tape-venue = " + venue + " is of no use without simulated-tape");
            }
            return null;
        }
        return new ExchangeFlow.Tape(source, null, new VenueId(venue == null ? s.name() : venue), speed);
    }
}
