package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router;
import io.portcullis.oms.core.Router.Reasons;
import io.portcullis.oms.core.Router.Request;
import io.portcullis.oms.core.Router.Route;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.market.LevelBook;
import io.portcullis.venues.market.MarketBooks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads orders and books of routing tables, and writes routes as the tables do. */
final class RoutingCase {

    static final String SYMBOL = "ACME";
    private static final Map<String, TimeInForce> TIMES = Map.of("DAY", TimeInForce.DAY, "GTC", TimeInForce.GOOD_TILL_CANCEL, "GTD", TimeInForce.GOOD_TILL_DATE,
            "IOC", TimeInForce.IMMEDIATE_OR_CANCEL, "FOK", TimeInForce.FILL_OR_KILL);

    private static final String MOST = "<=";
    private static final String OWN_SIDE = "+";

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

    /** Such as {@code LIT1 100@10.01 200@10.02, LIT2 empty, DARK1}: the levels of the side that is taken from, best first, and {@code +300@9.99} of the other one. */
    static List<VenueId> venues(String text, MarketBooks market, boolean bids) {
        List<VenueId> venues = new ArrayList<>();
        for (String venueText : text.split(", *")) {
            String[] words = venueText.split(" ");
            VenueId venue = new VenueId(words[0]);
            venues.add(venue);
            for (int i = 1; i < words.length; i++) {
                LevelBook book = market.bookToFill(venue, SYMBOL);
                if (!words[i].equals("empty") && !words[i].equals("spent") && !words[i].startsWith(MOST)) {
                    boolean isOwnSide = words[i].startsWith(OWN_SIDE);
                    String[] level = words[i].substring(isOwnSide ? 1 : 0).split("@");
                    book.add(isOwnSide != bids, Price.of(level[1]).raw(), Quantity.of(level[0]).raw());
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
                .map(r -> r.venue() + " " + r.quantity() + (r.quotePrice() == null ? "" : " (" + r.quoteQty() + "@" + r.quotePrice() + ")") + leg(r.leg()))
                .collect(Collectors.joining(", "));
    }

    /** At which limit it takes what is there. */
    private static String leg(Router.@Nullable Leg leg) {
        return leg == null ? "" : " IOC@" + leg.limit() + (leg.minQty() == null ? "" : " min " + leg.minQty());
    }

    /** The same order, which has got no part of it yet, or has got some back from venues that {@code spent} stands behind. */
    static Request withLegs(String text, Request order) {
        Set<VenueId> spent = Stream.of(text.split(", *")).filter(venue -> venue.endsWith(" spent")).map(venue -> new VenueId(venue.split(" ")[0]))
                .collect(Collectors.toSet());
        return new Request(order.symbol(), order.side(), order.conditions(), order.venues(), order.most(), order.order(), spent, order.figures());
    }

    /** Such as {@code LIT1 taken 0.0030, LIT1 added -0.0020, LIT2 taken 1.5bp min 5}. */
    static Fees fees(String text) {
        Map<VenueId, Fee> taken = new HashMap<>();
        Map<VenueId, Fee> added = new HashMap<>();
        for (String fee : text.isEmpty() ? new String[0] : text.split(", *")) {
            String[] words = fee.split(" ");
            boolean isByAmount = words[2].endsWith("bp");
            String number = isByAmount ? words[2].substring(0, words[2].length() - 2) : words[2];
            (words[1].equals("taken") ? taken : added).put(new VenueId(words[0]), new Fee(isByAmount ? new Price(0) : Price.of(number),
                    isByAmount ? new BigDecimal(number).movePointRight(2).intValueExact() : 0, words.length == 5 ? Money.of(words[4]) : Money.ZERO));
        }
        return new Fees(taken, added);
    }

    /**
     * Such as {@code best-cost}, {@code post 0.001}, {@code primary XTST=LIT1}, {@code table LIT1=60 LIT2=40}, {@code sweep then post} or {@code sequential 20 500 middle 0 then sweep}: per cent, most
     * quantity or -, price, least per cent.
     */
    static RoutingStrategy strategy(String text) {
        String[] words = text.split(" ");
        return switch (words[0]) {
            case "best-price" -> new RoutingStrategy.BestPrice();
            case "best-cost" -> new RoutingStrategy.BestCost();
            case "spray" -> new RoutingStrategy.Spray();
            case "post" -> new RoutingStrategy.Post(Price.of(words.length == 1 ? "0" : words[1]));
            case "primary" -> new RoutingStrategy.Primary(pairs(words).collect(Collectors.toMap(pair -> pair[0], pair -> new VenueId(pair[1]))));
            case "table" -> {
                Map<VenueId, Integer> percents = new LinkedHashMap<>();
                pairs(words).forEach(pair -> percents.put(new VenueId(pair[0]), Integer.valueOf(pair[1])));
                yield new RoutingStrategy.Table(percents);
            }
            case "sweep" -> new RoutingStrategy.Sweep(strategy(then(text)));
            case "sequential" -> new RoutingStrategy.Sequential(Integer.parseInt(words[1]), words[2].equals("-") ? null : Quantity.of(words[2]),
                    words[3].equals("middle"),
                    Integer.parseInt(words[4]), strategy(then(text)));
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String then(String text) {
        return text.contains(" then ") ? text.substring(text.indexOf(" then ") + " then ".length()) : "best-price";
    }

    private static Stream<String[]> pairs(String[] words) {
        return Arrays.stream(words).skip(1).map(pair -> pair.split("="));
    }

    /** Such as {@code best-cost: LIT1 chosen; LIT2 not chosen: cost 10.02 > 10.01}. */
    static String text(Reasons reasons, Side side) {
        return reasons.strategy() + ": " + reasons.venues().stream().map(look -> look.venue() + " " + look.reason(reasons.venues(), side.isBuy()))
                .collect(Collectors.joining("; "));
    }
}
