package io.portcullis.server.bench;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.AccountRights;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.risk.Account;
import io.portcullis.risk.Accounts;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.risk.RiskSettings;
import io.portcullis.venues.market.LevelBook;
import io.portcullis.venues.market.MarketBooks;
import io.portcullis.venues.routing.RoutingPolicy;
import io.portcullis.venues.routing.RoutingRules;
import io.portcullis.venues.routing.SmartRouter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An order core with what it works with: three lit venues with books of three levels a side, sixteen instruments, eight accounts that have every limit, four clients. */
final class TradingDesk {

    static final long OPENING = 1_700_000_000_000_000_000L;
    private static final List<VenueId> VENUES = List.of(new VenueId("LIT1"), new VenueId("LIT2"), new VenueId("LIT3"));
    private static final int INSTRUMENTS = 16;
    private static final int ACCOUNTS = 8;
    private static final int CLIENTS = 4;
    private static final int EVERY_SPLIT_ORDER = 10;

    private static final List<SessionKey> SESSIONS = numbered(CLIENTS, i -> new SessionKey("CLIENT" + i));
    private static final List<String> ACCOUNT_NAMES = numbered(ACCOUNTS, i -> "ACCOUNT" + i);
    private static final List<String> SYMBOLS = numbered(INSTRUMENTS, i -> "SYMBOL" + i);
    private static final Price BUY_AT = Price.of("10.02");
    private static final Price SELL_AT = Price.of("9.98");

    final OrderCore core;
    private int fromVenues;

    TradingDesk() {
        core = new OrderCore(new OrderCore.Settings(VENUES, OrderCore.Settings.DEFAULT_ANSWER_WITHIN, rights()), new ShardState(),
                new PreTradeRisk(accounts(), RiskSettings.DEFAULT),
                new SmartRouter(new RoutingPolicy(Set.of(), 0, RoutingPolicy.DEFAULT_DARK_FROM), RoutingRules.NONE), market());
        core.decide(new Command.StartDay(LocalDate.of(2026, 1, 5)), OPENING, false);
        core.decide(new Command.ChangeLimits(limits(), "benchmark", "as measured"), OPENING, false);
        for (VenueId venue : VENUES) {
            core.decide(new Command.SessionLoggedOn(new SessionKey(venue.value()), venue), OPENING, false);
        }
    }

    private static <T> List<T> numbered(int count, IntFunction<T> one) {
        return IntStream.range(0, count).mapToObj(one).toList();
    }

    private static AccountRights rights() {
        return new AccountRights(SESSIONS.stream().collect(Collectors.toMap(session -> session, session -> ACCOUNT_NAMES)));
    }

    private static Accounts accounts() {
        return Accounts.of(ACCOUNT_NAMES.stream().map(name -> new Account(name, "EUR")).toList());
    }

    private static List<LimitChange> limits() {
        return Stream
                .of(limit(Measure.ORDER_QUANTITY, "10000", null), limit(Measure.ORDER_NOTIONAL, "1000000", "EUR"), limit(Measure.PRICE_DEVIATION, "5", null),
                        limit(Measure.OPEN_NOTIONAL, "10000000000", "EUR"))
                .map(limit -> new LimitChange(limit.key(), null, limit)).toList();
    }

    private static Limit limit(Measure measure, String most, @Nullable String currency) {
        return new Limit(new LimitKey(Scope.of("account=*"), measure), new BigDecimal(most), currency, 0);
    }

    private static MarketBooks market() {
        List<Instrument> instruments = new ArrayList<>();
        for (String symbol : SYMBOLS) {
            instruments.add(new Instrument(symbol, null, "XTST", "EUR", TickTable.of(Price.of("0.01")), Quantity.of(1), Price.of("10")));
        }
        MarketBooks market = new MarketBooks(new Instruments(instruments));
        for (Instrument instrument : instruments) {
            for (VenueId venue : VENUES) {
                LevelBook book = market.bookToFill(venue, instrument.symbol());
                for (int level = 0; level < 3; level++) {
                    book.add(true, Price.of("9.99").raw() - level * Price.of("0.01").raw(), Quantity.of(500).raw());
                    book.add(false, Price.of("10.01").raw() + level * Price.of("0.01").raw(), Quantity.of(500).raw());
                }
            }
        }
        return market;
    }

    /** A limit order that crosses the spread. Most are for less than one venue shows; one in {@value #EVERY_SPLIT_ORDER} needs all three. */
    static Command.NewOrderSingle order(int i) {
        boolean isBuy = i % 2 == 0;
        return new Command.NewOrderSingle(new Origin(SESSIONS.get(i % CLIENTS), 1, i / CLIENTS + 1), new ClOrdId(Integer.toString(20_000_000 + i)),
                ACCOUNT_NAMES.get(i % ACCOUNTS), SYMBOLS.get(i % INSTRUMENTS), null, isBuy ? Side.BUY : Side.SELL, OrdType.LIMIT, TimeInForce.DAY,
                Quantity.of(i % EVERY_SPLIT_ORDER == 0 ? 1_200 : 100), isBuy ? BUY_AT : SELL_AT, 0, false);
    }

    /** What the venue says to an order that it was sent: that it has it, or that it has executed all of it. */
    Command.VenueReport report(Effect.NewOrderSingle order, ExecType execType, OrdStatus ordStatus) {
        boolean isFill = execType == ExecType.TRADE;
        Quantity quantity = order.conditions().orderQty();
        Price price = order.conditions().price();
        String number = Integer.toString(++fromVenues);
        return new Command.VenueReport(new Origin(new SessionKey(order.venue().value()), 1, fromVenues), order.venue(), order.requestId(), 0, "C" + number,
                "V" + number, "E" + number, null, execType, ordStatus, order.symbol(), order.side(), quantity, price,
                isFill ? quantity : Quantity.ZERO, isFill ? price : null, isFill ? Quantity.ZERO : quantity,
                isFill ? quantity : Quantity.ZERO, null, -1, null);
    }
}
