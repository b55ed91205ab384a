package io.portcullis.server.dryrun;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.types.Objection;
import java.time.LocalDate;
import java.util.List;

/**
 * What other limits would have made of a trading day.
 *
 * @param changes how the limits would have been others, when the day began
 * @param orders new ones that passed on that day, all of which were held against those limits
 * @param replaces likewise
 * @param refused what they would have refused, in the order of the day
 * @param passed what was refused on that day, and would have passed
 * @param unknown what can't be said for want of a price that is not in the log
 */
public record Report(LocalDate day, List<LimitChange> changes, int orders, int replaces, List<Asked> refused, List<Asked> passed, List<Asked> unknown) {

    public Report {
        changes = List.copyOf(changes);
        refused = List.copyOf(refused);
        passed = List.copyOf(passed);
        unknown = List.copyOf(unknown);
    }

    /**
     * What somebody has asked for on that day.
     *
     * @param time epoch nanoseconds
     * @param orderId number of {@link io.portcullis.oms.types.Ids}
     * @param why what speaks against it; of what would have passed, why it was refused
     */
    public record Asked(long time, long orderId, OrderTerms terms, boolean isReplace, List<Objection> why) {

        public Asked {
            why = List.copyOf(why);
        }
    }
}
