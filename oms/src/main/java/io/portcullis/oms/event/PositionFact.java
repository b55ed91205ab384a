package io.portcullis.oms.event;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of positions, and does not follow from executions. Shares are counted as money is: there may be more of them than a quantity has room for. */
public sealed interface PositionFact {

    /**
     * What accounts had when the trading day began is other than it was taken for: somebody of ours knows it from elsewhere.
     *
     * @param user who said it
     */
    record Entered(List<Entry> entries, String user, String reason) implements PositionFact {
        public Entered {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One of them.
     *
     * @param before shares that it was taken to have, negative if it was short
     * @param after shares that it has
     * @param price what a share was worth then; null if that is not known
     */
    record Entry(String account, String symbol, Money before, Money after, @Nullable Price price) {
    }

    /** What a share of each instrument that somebody holds was worth when the trading day began: its last close. */
    record Marked(List<Mark> marks) implements PositionFact {
        public Marked {
            marks = List.copyOf(marks);
        }
    }

    /** Of one instrument. */
    record Mark(String symbol, Price price) {
    }
}
