package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a venue says, in its own manner: some of it twice. */
final class VenueReports {

    /** How orders are called that the hub never sent. */
    static final String FOREIGN = "FOREIGN";
    private static final int UNKNOWN_ORDER = 5;

    private final VenueId venue;
    private final VenueHabits habits;
    private final Profile profile;
    private final Link link;
    private @Nullable Link answering;
    private final boolean staysWithSession;
    private final Timeline timeline;
    private final Chance chance;
    private final List<Foreign> foreignTrades = new ArrayList<>();
    private Link.@Nullable Message ofYesterday;
    private String tradeDate = "";
    private long execIds;
    private long duplicates;
    private boolean isHonest;

    /** An execution that is none of the hub's. */
    private record Foreign(String symbol, Side side, String execId) {
    }

    VenueReports(VenueId venue, VenueHabits habits, Profile profile, Link link, Timeline timeline, Chance chance) {
        this.venue = venue;
        this.habits = habits;
        this.profile = profile;
        this.link = link;
        this.timeline = timeline;
        this.chance = chance;
        this.staysWithSession = venue.value().hashCode() % 2 == 0;
    }

    void startDay(String newTradeDate) {
        tradeDate = newTradeDate;
        isHonest = false;
        if (ofYesterday != null) {
            duplicates++;
            link.say(ofYesterday);
            ofYesterday = null;
        }
    }

    /** While a request is looked at, over what it came; null for nothing. */
    void answerOver(@Nullable Link over) {
        answering = over;
    }

    /** Half of the venues go on over the session that an order came over, the others over the one that they were asked over last. */
    void asked(VenueOrder order) {
        order.over = staysWithSession || answering == null ? order.over : answering;
    }

    private Link overFor(VenueOrder order) {
        return answering != null ? answering : order.over != null ? order.over : link;
    }

    void beHonest() {
        isHonest = true;
    }

    long duplicates() {
        return duplicates;
    }

    private String nextExecId(VenueOrder order) {
        return habits.execIdsRepeat() ? String.valueOf(++order.execIds) : venue + "-" + ++execIds;
    }

    // Of orders

    void report(VenueOrder order, ExecType execType) {
        say(order, idOf(order), 0, execType, nextExecId(order), null, null, null);
    }

    void report(VenueOrder order, ExecType execType, String text) {
        say(order, idOf(order), 0, execType, nextExecId(order), null, null, text);
    }

    /** An answer to a cancel or replace. */
    void answer(VenueOrder order, long requestId, long origRequestId, ExecType execType) {
        boolean inOldName = habits.answersInOldName() || habits.keepsFirstClOrdId();
        say(order, inOldName ? habits.keepsFirstClOrdId() ? order.firstId() : origRequestId : requestId, inOldName ? 0 : origRequestId, execType,
                nextExecId(order), null, null, null);
    }

    void status(VenueOrder order) {
        Quantity cumQty = order.cumQty();
        overFor(order).say(report(order, idOf(order), 0, ExecType.ORDER_STATUS, order.ordStatus(), nextExecId(order), null, null, order.orderQty, order.price,
                order.leavesQty(), cumQty, null));
    }

    void unknown(long requestId, String symbol, Side side) {
        boolean byReason = chance.percent(50);
        String execId = venue + "-" + ++execIds;
        (answering == null ? link : answering).say(new Link.Message(
                origin -> new Command.VenueReport(origin, venue, requestId, 0, String.valueOf(requestId), "NONE", execId, null, ExecType.ORDER_STATUS,
                        OrdStatus.REJECTED, symbol, side, null, null, Quantity.ZERO, null, Quantity.ZERO, Quantity.ZERO, null, byReason ? UNKNOWN_ORDER : -1,
                        byReason ? null : "Unknown order"),
                null));
    }

    /** Gives an execution its ExecID(17), before it is told. */
    VenueOrder.Execution execution(VenueOrder order, long number, Quantity quantity, Price price) {
        return new VenueOrder.Execution(number, nextExecId(order), quantity, price);
    }

    /** @param cumQty CumQty(14) to be told */
    void trade(VenueOrder order, VenueOrder.Execution execution, Quantity cumQty, OrdStatus ordStatus, Quantity leavesQty) {
        say(order, report(order, idOf(order), 0, ExecType.TRADE, ordStatus, execution.execId, null, execution, order.orderQty, order.price, leavesQty, cumQty,
                null));
    }

    /** A report of an execution as it is now, which is said later. */
    Link.Message tradeToTellLater(VenueOrder order, VenueOrder.Execution execution) {
        return report(order, idOf(order), 0, ExecType.TRADE, order.ordStatus(), execution.execId, null, execution, order.orderQty, order.price,
                order.leavesQty(), order.cumQty(), null);
    }

    void tellLate(VenueOrder order, Link.Message trade) {
        say(order, trade);
    }

    void bustOrCorrection(VenueOrder order, VenueOrder.Execution execution, ExecType execType, String execRefId) {
        String execId = nextExecId(order);
        execution.execId = execId;
        say(order, report(order, idOf(order), 0, execType, order.ordStatus(), execId, execRefId, execution, order.orderQty, order.price, order.leavesQty(),
                order.cumQty(), null));
    }

    // Of legs

    /** What an execution came to for each leg: mostly at once, now and then later, and perhaps taken back before it was told. */
    void legs(VenueOrder order, VenueOrder.Execution execution) {
        Strategy strategy = order.request.conditions().instructions().strategy();
        if (strategy == null || chance.percent(10)) {
            return;
        }
        for (Leg leg : strategy.legs()) {
            Quantity quantity = new Quantity(leg.ratio().raw() / 100_000_000 * execution.quantity.raw());
            String execId = nextExecId(order);
            Link.Message trade = leg(order, leg, execId, null, ExecType.TRADE, quantity);
            boolean isLate = chance.percent(15) && !isHonest;
            if (isLate) {
                timeline.in(chance.between(Timeline.MILLI, 10 * Timeline.SECOND), () -> say(order, trade));
            } else {
                say(order, trade);
            }
            if (chance.percent(profile.weight(Emphasis.LEGS, 15, 40)) && !isHonest) {
                Link.Message revision = leg(order, leg, nextExecId(order), execId, chance.oneOf(ExecType.TRADE_CANCEL, ExecType.TRADE_CORRECT), quantity);
                timeline.in(chance.percent(50) ? 1 : chance.between(Timeline.MILLI, 20 * Timeline.SECOND), () -> say(order, revision));
            }
        }
    }

    private Link.Message leg(VenueOrder order, Leg leg, String execId, @Nullable String execRefId, ExecType execType, Quantity quantity) {
        String date = habits.tellsTradeDate() ? tradeDate : null;
        long requestId = idOf(order);
        OrdStatus ordStatus = order.ordStatus();
        String refId = leg.refId() == null ? "" : leg.refId();
        return new Link.Message(origin -> new Command.LegReport(new Command.VenueReport(origin, venue, requestId, 0, String.valueOf(requestId),
                order.venueOrderId, execId, execRefId, execType, ordStatus, leg.symbol(), leg.sideIn(order.request.side()), order.orderQty, null, quantity,
                Price.of("10"), Quantity.ZERO, Quantity.of(1_000), date, -1, null), refId, "", null), null);
    }

    private long idOf(VenueOrder order) {
        return habits.keepsFirstClOrdId() ? order.firstId() : order.currentId;
    }

    private void say(VenueOrder order, long requestId, long origRequestId, ExecType execType, String execId, @Nullable String execRefId,
            VenueOrder.@Nullable Execution execution, @Nullable String text) {
        Price price = chance.percent(80) ? order.price : null;
        Quantity leavesQty = chance.percent(80) ? order.leavesQty() : null;
        say(order, report(order, requestId, origRequestId, execType, order.ordStatus(), execId, execRefId, execution, order.orderQty, price, leavesQty,
                order.cumQty(), text));
    }

    private Link.Message report(VenueOrder order, long requestId, long origRequestId, ExecType execType, OrdStatus ordStatus, String execId,
            @Nullable String execRefId, VenueOrder.@Nullable Execution execution, Quantity orderQty, @Nullable Price price, @Nullable Quantity leavesQty,
            Quantity cumQty, @Nullable String text) {
        Quantity lastQty = execution == null ? Quantity.ZERO : execution.quantity;
        Price lastPx = execution == null ? null : execution.price;
        String date = habits.tellsTradeDate() ? tradeDate : null;
        String symbol = order.symbol;
        return new Link.Message(
                origin -> new Command.VenueReport(origin, venue, requestId, origRequestId, String.valueOf(requestId), order.venueOrderId, execId, execRefId,
                        execType, ordStatus, symbol, order.request.side(), orderQty, price, lastQty, lastPx, leavesQty, cumQty, date, -1, text),
                execution == null ? null : execution.fact(order));
    }

    // Refusals

    /** @param cxlRejReason CxlRejReason(102) */
    void cancelReject(VenueOrder order, long requestId, long origRequestId, int cxlRejReason) {
        if (habits.rejectsByReport() && cxlRejReason != 1) {
            say(order, requestId, origRequestId, ExecType.REJECTED, nextExecId(order), null, null, "not done");
        } else {
            cancelReject(requestId, origRequestId, order.ordStatus(), cxlRejReason);
        }
    }

    void cancelReject(long requestId, long origRequestId, OrdStatus ordStatus, int cxlRejReason) {
        say(new Link.Message(origin -> new Command.VenueCancelReject(origin, venue, requestId, origRequestId, ordStatus, cxlRejReason, "not done"), null));
    }

    void messageReject(long requestId, String refMsgType) {
        say(new Link.Message(origin -> new Command.VenueMessageReject(origin, venue, requestId, refMsgType, "not understood"), null));
    }

    // What is not about orders of ours

    void nonsense(String symbol, Side side) {
        switch (chance.between(0, 3)) {
            case 0 -> link.say(new Link.Message(origin -> new Command.VenueNotice(origin, venue, "B", null), null));
            case 1 -> link.say(new Link.Message(origin -> new Command.VenueNotice(origin, venue, "8", "unreadable"), null));
            default -> foreign(symbol, side);
        }
    }

    /** Of an order that the hub never sent: an execution, the bust or the correction of one, in any order, and now and then twice. */
    private void foreign(String symbol, Side side) {
        if (foreignTrades.isEmpty() || chance.percent(50)) {
            String execId = venue + "-" + ++execIds;
            foreignTrades.add(new Foreign(symbol, side, execId));
            if (chance.percent(80)) {
                say(foreign(foreignTrades.getLast(), execId, null, ExecType.TRADE));
            }
            return;
        }
        Foreign known = chance.pick(foreignTrades);
        String execId = venue + "-" + ++execIds;
        say(switch (chance.between(0, 3)) {
            case 3 -> ofForeignLeg(known, execId);
            case 0 -> foreign(known, known.execId, null, ExecType.TRADE);
            case 1 -> foreign(known, execId, known.execId, ExecType.TRADE_CANCEL);
            default -> foreign(known, execId, known.execId, ExecType.TRADE_CORRECT);
        });
    }

    private Link.Message ofForeignLeg(Foreign of, String execId) {
        String clOrdId = FOREIGN + of.execId;
        return new Link.Message(origin -> new Command.LegReport(new Command.VenueReport(origin, venue, 0, 0, clOrdId, "X1", execId, null, ExecType.TRADE,
                OrdStatus.NEW, of.symbol, of.side, Quantity.of(100), null, Quantity.of(100), Price.of("10"), Quantity.ZERO, null, null, -1, null), "L1", "",
                null),
                null);
    }

    private Link.Message foreign(Foreign of, String execId, @Nullable String execRefId, ExecType execType) {
        Quantity quantity = Quantity.of(execType == ExecType.TRADE_CORRECT ? 90 : 100);
        String clOrdId = FOREIGN + of.execId;
        return new Link.Message(origin -> new Command.VenueReport(origin, venue, 0, 0, clOrdId, "X1", execId, execRefId, execType, OrdStatus.FILLED, of.symbol,
                of.side, Quantity.of(100), Price.of("10"), quantity, Price.of("10"), Quantity.ZERO, Quantity.of(1_000), null, -1, null), null);
    }

    // Saying it

    /** Now and then the venue says it again, as a new message, at once or later. */
    private void say(Link.Message said) {
        say(answering == null ? link : answering, said);
    }

    private void say(VenueOrder order, Link.Message said) {
        say(overFor(order), said);
    }

    private void say(Link over, Link.Message said) {
        over.say(said);
        if (isHonest) {
            return;
        }
        if (chance.perMille(25)) {
            duplicates++;
            timeline.in(chance.percent(50) ? 1 : chance.between(Timeline.MILLI, 30 * Timeline.SECOND), () -> over.say(said));
        }
        if (chance.perMille(20)) {
            ofYesterday = said;
        }
    }
}
