package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router.Request;
import io.portcullis.oms.core.Router.Route;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.market.LevelBook;
import io.portcullis.venues.market.MarketBooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads orders and books of routing tables, and writes routes as the tables do. */
final class RoutingCase {

    static final String SYMBOL = "ACME";
    private static final Map<String, TimeInForce> TIMES = Map.of("DAY", TimeInForce.DAY, "GTC", TimeInForce.GOOD_TILL_CANCEL, "GTD", TimeInForce.GOOD_TILL_DATE,
            "IOC", TimeInForce.IMMEDIATE_OR_CANCEL, "FOK", TimeInForce.FILL_OR_KILL);

    private static final String MOST = "<=";

    private RoutingCase() {
    }

    static MarketBooks market(String lot) {
        Instrument acme = new Instrument(SYMBOL, null, "XTST", "EUR", TickTable.of(Price.of("0.01")), Quantity.of(lot), null);
        return new MarketBooks(new Instruments(List.of(acme)));
    }

    /** Such as {@code BUY 300 10.02 DAY} or {@code SELL 300 MKT IOC}. */
    static Request order(String text, List<VenueId> venues) {
        String[] words = text.split(" ");
        boolean isMarket = words[2].equals("MKT");
        return new Request(SYMBOL, Side.valueOf(words[0]), isMarket ? OrdType.MARKET : OrdType.LIMIT, TIMES.get(words[3]), Quantity.of(words[1]),
                isMarket ? null : Price.of(words[2]), venues);
    }

    /** Such as {@code LIT1 100@10.01 200@10.02, LIT2 empty, DARK1}: the levels of the side that is taken from, best first. */
    static List<VenueId> venues(String text, MarketBooks market, boolean bids) {
        List<VenueId> venues = new ArrayList<>();
        for (String venueText : text.split(", *")) {
            String[] words = venueText.split(" ");
            VenueId venue = new VenueId(words[0]);
            venues.add(venue);
            for (int i = 1; i < words.length; i++) {
                LevelBook book = market.bookToFill(venue, SYMBOL);
                if (!words[i].equals("empty") && !words[i].startsWith(MOST)) {
                    String[] level = words[i].split("@");
                    book.add(bids, Price.of(level[1]).raw(), Quantity.of(level[0]).raw());
                }
            }
        }
        return venues;
    }

    /** The same order, of which each venue may get no more than {@code <=} says, and all where nothing does. */
    static Request within(String text, Request order) {
        List<Quantity> most = new ArrayList<>();
        for (String venueText : text.split(", *")) {
            Quantity there = order.quantity();
            for (String word : venueText.split(" ")) {
                there = word.startsWith(MOST) ? Quantity.of(word.substring(MOST.length())) : there;
            }
            most.add(there);
        }
        return new Request(order.symbol(), order.side(), order.conditions(), order.venues(), most);
    }

    /** Such as {@code LIT1 200 (300@10.02), DARK1 100}: in brackets what was seen. */
    static String text(List<Route> routes) {
        return routes.stream()
                .map(r -> r.venue() + " " + r.quantity() + (r.quotePrice() == null ? "" : " (" + r.quoteQty() + "@" + r.quotePrice() + ")"))
                .collect(Collectors.joining(", "));
    }
}
