package io.portcullis.admin.readmodel;

import io.portcullis.oms.types.OrdStatus;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which orders to show. Everything that is given must apply.
 *
 * @param words each must occur in OrderID, ClOrdID, session, account, symbol, side or status, in upper or lower case
 * @param session null for any
 * @param symbol null for any
 * @param statuses empty for any
 * @param openOnly only orders of which something may still trade
 */
public record OrderFilter(List<String> words, @Nullable String session, @Nullable String symbol, Set<OrdStatus> statuses, boolean openOnly) {

    public static final OrderFilter ALL = new OrderFilter(List.of(), null, null, Set.of(), false);

    boolean passes(OrderRow row) {
        return (session == null || session.equals(row.terms().session().value()))
                && (symbol == null || symbol.equals(row.terms().symbol()))
                && (statuses.isEmpty() || statuses.contains(row.summary().ordStatus()))
                && (!openOnly || row.isOpen())
                && (words.isEmpty() || containsAll(searchText(row)));
    }

    private boolean containsAll(String text) {
        return words.stream().allMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
    }

    private static String searchText(OrderRow row) {
        var terms = row.terms();
        return String.join(" ", row.orderId(), terms.clOrdId().value(), row.reference(), terms.session().value(),
                terms.account() == null ? "" : terms.account(), terms.symbol(),
                terms.side().name(), row.summary().ordStatus().name()).toLowerCase(Locale.ROOT);
    }
}
