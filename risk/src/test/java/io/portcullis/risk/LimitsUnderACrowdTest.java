package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Eight sessions press against one limit, each order at 80 to 120 per cent of what is left of it, with replaces, cancels, executions, busts and restarts at random: what is used is what the orders
 * add up to, it is never more than the limit, and what would not be more is never refused.
 */
class LimitsUnderACrowdTest {

    private static final int SEEDS = 12;
    private static final int STEPS = 300;
    private static final List<String> ACCOUNTS = List.of("ONE", "TWO");

    /** An order as its venue has it. */
    private static final class AtVenue {
        private final Side side;
        private final List<String> executions = new ArrayList<>();
        private final Map<String, Integer> quantities = new HashMap<>();
        private long request;
        private int orderQty;
        private int cumQty;
        private boolean isOpen = true;

        private AtVenue(Effect.NewOrderSingle order) {
            side = order.side();
            request = order.requestId();
            orderQty = shares(order.conditions().orderQty());
        }
    }

    private RiskDesk desk = new RiskDesk();
    private Random random = new Random();
    private final List<AtVenue> atVenue = new ArrayList<>();
    private final List<Effect> asked = new ArrayList<>();
    private final Map<SessionKey, Integer> numbers = new HashMap<>();
    private int venueNumber;
    private boolean isOfPortfolios;
    private int names;
    private int accepted;
    private int refused;
    private int busted;

    @BeforeEach
    void nothingWasSent() {
        accepted = 0;
        refused = 0;
        busted = 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"firm open-orders 12", "client=ACME open-quantity 1000", "firm open-notional 10000 USD", "account=* open-buy-notional 4000 USD",
        "account=* open-sell-notional 4000 USD", "account=* open-buy-quantity 400", "account=* margin 2000 USD", "client=* margin 3000 USD",
        "account=* leverage 2", "firm leverage 1.5",
        "account=* symbol=* concentration 80", "client=* day-quantity 8000", "firm day-notional 90000 USD", "account=* symbol=* open-notional 5000 USD"})
    void noLimitIsEverExceededAndNothingIsRefusedWithinIt(String line) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            press(Gates.limit(line), line, seed);
        }
        assertTrue(accepted > 20 * SEEDS && refused > 5 * SEEDS && busted > SEEDS, accepted + " accepted, " + refused + " refused, " + busted + " busted");
    }

    private void press(Limit limit, String line, int seed) {
        random = new Random(seed);
        desk = new RiskDesk().limits(line);
        isOfPortfolios = limit.key().measure().isOfPortfolios();
        desk.watchedBy(this::sent);
        atVenue.clear();
        asked.clear();
        numbers.clear();
        venueNumber = 0;
        Map<String, BigDecimal> before = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            boolean mayGrow = step(limit);
            for (String account : ACCOUNTS) {
                String where = "seed " + seed + ", step " + step + ", " + account;
                BigDecimal used = used(limit, account);
                assertEquals(used.stripTrailingZeros(), new BigDecimal(desk.used(keyOf(limit, account), limit.currency())).stripTrailingZeros(), where);
                assertTrue(mayGrow || used.compareTo(limit.most()) <= 0 || used.compareTo(before.getOrDefault(account, BigDecimal.ZERO)) <= 0,
                        () -> where + ": used " + used);
                before.put(account, used);
            }
        }
    }

    /** @return whether what is open may have become more without having been asked for: by a bust */
    private boolean step(Limit limit) {
        int luck = random.nextInt(100);
        if (luck < 40) {
            order(limit);
        } else if (luck < 52) {
            replace();
        } else if (luck < 62) {
            cancel();
        } else if (luck < 74) {
            answer();
        } else if (luck < 92) {
            fill();
        } else if (luck < 98) {
            return bust();
        } else {
            desk.restart();
        }
        return false;
    }

    // Clients

    private void order(Limit limit) {
        String account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        int price = limit.key().measure().isOfPortfolios() ? 10 : price(side);
        int valued = side == Side.SELL ? Math.max(price, 10) : price;
        BigDecimal used = used(limit, account);
        BigDecimal left = limit.key().measure().isOfPortfolios() ? BigDecimal.valueOf(150) : limit.most().subtract(used).max(BigDecimal.ZERO);
        int unit = limit.key().measure().isOfPortfolios() ? 1 : limit.key().measure().unit() == Measure.Unit.MONEY ? valued : 1;
        boolean isCount = limit.key().measure() == Measure.OPEN_ORDERS;
        int most = isCount ? 10 : left.intValue() / unit;
        int quantity = random.nextInt(4) == 0 ? 1 + random.nextInt(most + 5) : Math.max(1, most * (80 + random.nextInt(41)) / 100);
        SessionKey session = RiskDesk.CROWD.get(random.nextInt(RiskDesk.CROWD.size()));
        String name = "N" + ++names;
        BigDecimal now = isOfPortfolios ? worst(limit, account, account, side, 0) : used;
        BigDecimal then = isOfPortfolios ? worst(limit, account, account, side, quantity) : used;
        boolean isMore = worstShares(account, side, quantity) > worstShares(account, side, 0);
        desk.decide(new Command.NewOrderSingle(origin(session), new ClOrdId(name), account, "IBM", null, side, limitAt(quantity, price), false, null));
        boolean isAccepted = desk.told().stream().noneMatch(text -> text.startsWith(name + " refused"));
        if (limit.key().measure().isOfPortfolios()) {
            assertEquals(!isMore || then.compareTo(limit.most()) <= 0, isAccepted,
                    () -> quantity + " for " + account + ", used " + now + " of " + limit);
            accepted += isAccepted ? 1 : 0;
            refused += isAccepted ? 0 : 1;
            return;
        }
        boolean counts = counts(limit.key().measure(), side);
        BigDecimal more = isCount ? BigDecimal.ONE : BigDecimal.valueOf((long) quantity * unit);
        assertEquals(!counts || used.add(more).compareTo(limit.most()) <= 0, isAccepted,
                () -> quantity + " at " + price + " for " + account + ", used " + used + " of " + limit);
        accepted += isAccepted ? 1 : 0;
        refused += isAccepted ? 0 : 1;
    }

    /** One at which it can be executed at 10. */
    private int price(Side side) {
        return (side.isBuy() ? 10 : 9) + random.nextInt(2);
    }

    private static Conditions limitAt(int quantity, int price) {
        return new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(quantity), Price.of(Integer.toString(price)), 0);
    }

    private void replace() {
        ParentOrder order = anyOpen();
        if (order != null) {
            int quantity = Math.max(1, shares(order.terms().orderQty()) * (50 + random.nextInt(100)) / 100);
            Price price = isOfPortfolios ? Price.of("10") : Price.of(Integer.toString(price(order.terms().side())));
            desk.decide(new Command.OrderCancelReplaceRequest(origin(order.terms().session()), new ClOrdId("R" + ++names), order.terms().clOrdId(),
                    order.terms().account(), "IBM", null, order.terms().side(),
                    new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(quantity), price, 0).of(Originator.of("T" + names % 2, null, null))));
        }
    }

    private void cancel() {
        ParentOrder order = anyOpen();
        if (order != null) {
            desk.decide(new Command.OrderCancelRequest(origin(order.terms().session()), new ClOrdId("C" + ++names), order.terms().clOrdId(), "IBM",
                    order.terms().side()));
        }
    }

    private @Nullable ParentOrder anyOpen() {
        List<ParentOrder> open = desk.state().openOrdersByAge();
        return open.isEmpty() ? null : open.get(random.nextInt(open.size()));
    }

    private Origin origin(SessionKey session) {
        return new Origin(session, 1, numbers.merge(session, 1, Integer::sum));
    }

    // The venue

    private void sent(Effect effect) {
        switch (effect) {
            case Effect.NewOrderSingle e -> atVenue.add(new AtVenue(e));
            case Effect.OrderCancelRequest e -> asked.add(e);
            case Effect.OrderCancelReplaceRequest e -> asked.add(e);
            default -> {
                // nothing for a venue
            }
        }
    }

    /** To the oldest request, or to an order that waits for it. */
    private void answer() {
        if (asked.isEmpty()) {
            AtVenue order = atVenue.isEmpty() ? null : atVenue.get(random.nextInt(atVenue.size()));
            if (order != null && order.isOpen && order.cumQty == 0) {
                report(order, order.request, ExecType.NEW, OrdStatus.NEW, 0, null);
            }
            return;
        }
        switch (asked.removeFirst()) {
            case Effect.OrderCancelRequest e -> {
                AtVenue order = of(e.origRequestId());
                if (order == null || !order.isOpen || random.nextInt(5) == 0) {
                    refuse(e.requestId(), e.origRequestId());
                } else {
                    order.isOpen = false;
                    report(order, e.requestId(), ExecType.CANCELED, OrdStatus.CANCELED, 0, null);
                }
            }
            case Effect.OrderCancelReplaceRequest e -> {
                AtVenue order = of(e.origRequestId());
                if (order == null || !order.isOpen || shares(e.conditions().orderQty()) <= order.cumQty || random.nextInt(5) == 0) {
                    refuse(e.requestId(), e.origRequestId());
                } else {
                    order.request = e.requestId();
                    order.orderQty = shares(e.conditions().orderQty());
                    report(order, e.requestId(), ExecType.REPLACED, order.cumQty == 0 ? OrdStatus.NEW : OrdStatus.PARTIALLY_FILLED, 0, null);
                }
            }
            default -> throw new AssertionError("no request");
        }
    }

    private void refuse(long request, long orig) {
        desk.decide(new Command.VenueCancelReject(venueOrigin(), RiskDesk.VENUE, request, orig, OrdStatus.NEW, 0, "no"));
    }

    private @Nullable AtVenue of(long request) {
        return atVenue.stream().filter(order -> order.request == request).findAny().orElse(null);
    }

    private void fill() {
        List<AtVenue> open = atVenue.stream().filter(order -> order.isOpen).toList();
        if (!open.isEmpty()) {
            AtVenue order = open.get(random.nextInt(open.size()));
            int quantity = 1 + random.nextInt(order.orderQty - order.cumQty);
            order.cumQty += quantity;
            order.isOpen = order.cumQty < order.orderQty;
            String name = report(order, order.request, ExecType.TRADE, order.isOpen ? OrdStatus.PARTIALLY_FILLED : OrdStatus.FILLED, quantity, null);
            order.executions.add(name);
            order.quantities.put(name, quantity);
        }
    }

    private boolean bust() {
        List<AtVenue> executed = atVenue.stream().filter(order -> !order.executions.isEmpty()).toList();
        if (executed.isEmpty()) {
            return false;
        }
        AtVenue order = executed.get(random.nextInt(executed.size()));
        String name = order.executions.remove(random.nextInt(order.executions.size()));
        int quantity = Objects.requireNonNull(order.quantities.remove(name));
        order.cumQty -= quantity;
        report(order, order.request, ExecType.TRADE_CANCEL, order.isOpen ? OrdStatus.NEW : OrdStatus.CANCELED, quantity, name);
        busted++;
        return true;
    }

    private String report(AtVenue order, long request, ExecType execType, OrdStatus ordStatus, int lastQty, @Nullable String execRefId) {
        Origin origin = venueOrigin();
        String name = "E" + origin.msgSeqNum();
        desk.decide(new Command.VenueReport(origin, RiskDesk.VENUE, request, 0, "C" + request, "V" + atVenue.indexOf(order), name, execRefId, execType,
                ordStatus, "IBM", order.side, null, null, Quantity.of(lastQty), lastQty == 0 ? null : Price.of("10"), null, Quantity.of(order.cumQty), null,
                -1, null, null));
        return name;
    }

    private Origin venueOrigin() {
        return new Origin(new SessionKey("A"), 1, ++venueNumber);
    }

    // What is used, from the orders alone

    private BigDecimal used(Limit limit, String account) {
        Measure measure = limit.key().measure();
        if (measure.isOfPortfolios()) {
            return worst(limit, account, account, Side.BUY, 0);
        }
        boolean isOfAccount = limit.key().scope().value(Dimension.ACCOUNT) != null;
        boolean isMoney = measure.unit() == Measure.Unit.MONEY;
        BigDecimal used = BigDecimal.ZERO;
        for (ParentOrder order : desk.state().ordersByAge()) {
            if (isOfAccount && !account.equals(order.terms().account()) || !counts(measure, order.terms().side())) {
                continue;
            }
            ParentOrder.PendingReplace replace = order.pendingReplace();
            BigDecimal now = open(order, order.terms().orderQty(), order.valuationPrice(), isMoney);
            BigDecimal asked = replace == null ? now : open(order, replace.terms().orderQty(), replace.valuationPrice(), isMoney);
            used = used.add(measure == Measure.OPEN_ORDERS ? BigDecimal.valueOf(now.max(asked).signum()) : now.max(asked));
            if (measure == Measure.DAY_QUANTITY || measure == Measure.DAY_NOTIONAL) {
                used = used.add(BigDecimal.valueOf((long) shares(order.cumQty()) * (isMoney ? 10 : 1)));
            }
        }
        return used;
    }

    /** Of margin, leverage or concentration, once an account asked for so many more; all is at 10. */
    private BigDecimal worst(Limit limit, String account, String asking, Side side, int more) {
        boolean isOfAccount = limit.key().scope().value(Dimension.ACCOUNT) != null;
        int shares = 0;
        for (String each : ACCOUNTS) {
            shares += isOfAccount && !each.equals(account) ? 0 : worstShares(each, side, each.equals(asking) ? more : 0);
        }
        BigDecimal worth = BigDecimal.valueOf(10L * shares);
        BigDecimal capital = BigDecimal.valueOf(isOfAccount ? 2_000 : 4_000);
        return switch (limit.key().measure()) {
            case MARGIN -> worth.divide(BigDecimal.TWO);
            case LEVERAGE -> worth.divide(capital);
            default -> worth.movePointRight(2).divide(worth.max(capital), 8, RoundingMode.UP);
        };
    }

    private int worstShares(String account, Side asked, int more) {
        int held = 0;
        int bids = asked.isBuy() ? more : 0;
        int offers = asked.isBuy() ? 0 : more;
        for (ParentOrder order : desk.state().ordersByAge()) {
            if (account.equals(order.terms().account())) {
                boolean isBuy = order.terms().side().isBuy();
                held += isBuy ? shares(order.cumQty()) : -shares(order.cumQty());
                ParentOrder.PendingReplace replace = order.pendingReplace();
                Quantity most = replace == null ? order.terms().orderQty() : order.terms().orderQty().max(replace.terms().orderQty());
                int open = open(order, most, Price.of("1"), false).intValue();
                bids += isBuy ? open : 0;
                offers += isBuy ? 0 : open;
            }
        }
        return Math.max(held + bids, offers - held);
    }

    private static BigDecimal open(ParentOrder order, Quantity total, Price price, boolean isMoney) {
        if (order.ended() != Ended.NOT) {
            return BigDecimal.ZERO;
        }
        return BigDecimal.valueOf(Math.max(0, shares(total) - shares(order.cumQty()))).multiply(isMoney ? new BigDecimal(price.toString()) : BigDecimal.ONE);
    }

    private static boolean counts(Measure measure, Side side) {
        return switch (measure) {
            case OPEN_BUY_NOTIONAL, OPEN_BUY_QUANTITY -> side.isBuy();
            case OPEN_SELL_NOTIONAL, OPEN_SELL_QUANTITY -> !side.isBuy();
            default -> true;
        };
    }

    /** In actual values. */
    private static String keyOf(Limit limit, String account) {
        return limit.key().toString().replace("account=*", "account=" + account).replace("client=*", "client=ACME").replace("symbol=*", "symbol=IBM");
    }

    private static int shares(Quantity quantity) {
        return Integer.parseInt(quantity.toString());
    }
}
