package io.portcullis.admin;

import io.portcullis.admin.port.Health;
import io.portcullis.admin.port.SessionsView.Refused;
import io.portcullis.admin.port.SessionsView.Rejects;
import io.portcullis.admin.port.SessionsView.SessionRow;
import io.portcullis.admin.port.SessionsView.Stranger;
import io.portcullis.admin.readmodel.Alert;
import io.portcullis.admin.readmodel.DeskStatus;
import io.portcullis.admin.readmodel.OrderDetail;
import io.portcullis.admin.readmodel.OrderRow;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.order.Stray;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Strategy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The words of the API and of the live feed. Decimals are texts, so that no reader rounds them; times are epoch milliseconds; enums are written by their
 * names; what is absent is null.
 */
final class ConsoleJson {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private ConsoleJson() {
    }

    static JsonObject order(OrderRow row) {
        var terms = row.terms();
        var summary = row.summary();
        return new JsonObject().put("id", summary.id()).put("orderId", row.orderId()).put("clOrdId", terms.clOrdId().value())
                .put("session", terms.session().value())
                .put("account", terms.account()).put("symbol", terms.symbol()).put("side", terms.side().name()).put("ordType", terms.ordType().name())
                .put("timeInForce", terms.timeInForce().name()).put("orderQty", summary.orderQty().toString()).put("price", text(terms.price()))
                .put("cumQty", summary.cumQty().toString()).put("leavesQty", summary.leavesQty().toString()).put("avgPx", text(row.avgPx()))
                .put("status", summary.ordStatus().name()).put("open", row.isOpen()).put("unconfirmed", row.unconfirmed()).put("children", row.children())
                .put("received", millis(row.received())).put("updated", millis(row.updated())).put("position", row.position()).put("text", row.text())
                .put("stopPx", text(terms.instructions().stopPx())).put("peg", peg(terms.instructions().peg()))
                .put("discretion", discretion(terms.instructions().discretion()))
                .put("activation", activation(terms.instructions().activation()))
                .put("trigger", row.trigger() == null ? null : row.trigger().name()).put("list", list(row.list())).put("cross", cross(row.cross()))
                .put("care", care(row.care())).put("legs", legs(terms.instructions().strategy()))
                .put("reference", row.reference().isEmpty() ? null : row.reference());
    }

    private static @Nullable JsonObject peg(@Nullable Peg peg) {
        return peg == null ? null
                : new JsonObject().put("follows", peg.follows().name()).put("offset", peg.offsetText()).put("offsetType", peg.offsetType().name());
    }

    private static @Nullable JsonObject discretion(@Nullable Discretion discretion) {
        return discretion == null ? null
                : new JsonObject().put("offset", discretion.offsetText()).put("offsetType", discretion.offsetType().name());
    }

    /** What an order still waits for before it begins to work. */
    private static @Nullable JsonObject activation(@Nullable Activation activation) {
        if (activation == null) {
            return null;
        }
        Activation.PriceTrigger trigger = activation.trigger();
        return new JsonObject().put("time", activation.time() == 0 ? null : millis(activation.time())).put("trigger", trigger == null ? null
                : new JsonObject().put("symbol", trigger.symbol()).put("price", trigger.price().toString()).put("rising", trigger.isRising())
                        .put("sees", trigger.sees().text()));
    }

    /** Null for an order for one instrument. */
    private static @Nullable JsonArray legs(@Nullable Strategy strategy) {
        return strategy == null ? null : array(strategy.legs(), leg -> {
            JsonObject fields = new JsonObject();
            leg.fields().forEach((field, value) -> fields.put(field.text(), value));
            return new JsonObject().put("legRefId", leg.refId()).put("symbol", leg.symbol()).put("side", leg.side().name()).put("ratio", leg.ratio().toString())
                    .put("price", text(leg.price())).put("fields", fields);
        });
    }

    private static JsonObject legFill(OrderDetail.LegFill fill) {
        return new JsonObject().put("execId", fill.execId()).put("legRefId", fill.refId()).put("symbol", fill.symbol()).put("side", fill.side().name())
                .put("lastQty", fill.lastQty().toString()).put("lastPx", fill.lastPx().toString()).put("time", known(fill.time()))
                .put("state", fill.state().name());
    }

    private static @Nullable JsonObject cross(OrderRow.@Nullable InCross cross) {
        return cross == null ? null
                : new JsonObject().put("crossId", cross.name()).put("crossType", cross.terms().type().name())
                        .put("crossPrioritization", cross.terms().prioritization().name()).put("others",
                                array(cross.others(), other -> new JsonObject().put("orderId", other.orderId()).put("clOrdId", other.clOrdId())));
    }

    private static @Nullable JsonObject list(OrderRow.@Nullable InList list) {
        return list == null ? null
                : new JsonObject().put("listId", list.name()).put("contingency", list.contingency().name()).put("clOrdLinkId", list.link())
                        .put("role", list.role()).put("waiting", list.isWaiting())
                        .put("others", array(list.others(), other -> new JsonObject().put("orderId", other.orderId()).put("clOrdId", other.clOrdId())
                                .put("sibling", other.isSibling())));
    }

    private static @Nullable JsonObject care(OrderRow.@Nullable CareStanding care) {
        return care == null ? null
                : new JsonObject().put("owner", care.owner()).put("locked", care.isLocked()).put("holdsFills", care.holdsFills())
                        .put("heldExecIds", new JsonArray(care.held())).put("atVenues", care.atVenues().toString());
    }

    static JsonObject orderDetail(OrderDetail detail) {
        return order(detail.row()).put("firstClOrdId", detail.firstClOrdId().value())
                .put("expireTime", detail.row().terms().expireTime() == 0 ? null : millis(detail.row().terms().expireTime()))
                .put("objections", array(detail.objections(), ConsoleJson::objection)).put("risk", risk(detail.risk(), detail.checkedLimits()))
                .put("childOrders", array(detail.children(), ConsoleJson::child)).put("childOrdersOmitted", detail.childrenOmitted())
                .put("fills", array(detail.fills(), ConsoleJson::fill)).put("fillsOmitted", detail.fillsOmitted())
                .put("legFills", array(detail.legFills(), ConsoleJson::legFill))
                .put("history", array(detail.history(), line -> new JsonObject().put("time", millis(line.time())).put("text", line.text())))
                .put("routings", array(detail.routings(), ConsoleJson::routing));
    }

    /** Amounts and prices as texts, as everywhere. */
    static JsonObject routing(OrderDetail.Routing routing) {
        Event.OrderRouted routed = routing.routed();
        boolean isBuy = routed.side().isBuy();
        return new JsonObject().put("time", millis(routing.time())).put("quantity", routed.quantity().toString()).put("strategy", routed.strategy())
                .put("rule", routed.rule() == 0 ? null : routed.rule())
                .put("venues", array(routed.venues(),
                        look -> new JsonObject().put("venue", look.venue().value()).put("verdict", look.verdict().name()).put("given", look.given().toString())
                                .put("most", text(look.most()))
                                .put("levels", array(look.levels(),
                                        level -> new JsonObject().put("price", level.price().toString()).put("quantity", level.quantity().toString())))
                                .put("fee", text(look.fee(isBuy))).put("measured", text(look.measured())).put("cost", text(look.cost()))
                                .put("ahead", text(look.ahead()))
                                .put("reason", look.reason(routed.venues(), isBuy))));
    }

    private static JsonObject objection(Objection objection) {
        return new JsonObject().put("number", objection.refusal().number()).put("refusal", objection.refusal().name())
                .put("fault", objection.refusal().fault().name()).put("text", objection.text());
    }

    private static @Nullable JsonObject risk(Event.@Nullable RiskFacts risk, List<OrderDetail.CheckedLimit> limits) {
        return risk == null
                ? null
                : new JsonObject().put("valuationPrice", risk.valuationPrice().toString()).put("referencePrice", text(risk.referencePrice()))
                        .put("limits", array(limits,
                                limit -> new JsonObject().put("limit", limit.limit()).put("most", limit.most()).put("used", limit.used().toString())));
    }

    private static JsonObject child(OrderDetail.Child child) {
        var created = child.created();
        var summary = child.summary();
        return new JsonObject().put("venueClOrdId", child.venueClOrdId()).put("venue", created.venue().value()).put("venueOrderId", child.venueOrderId())
                .put("ordType", created.ordType().name()).put("timeInForce", created.timeInForce().name()).put("orderQty", summary.orderQty().toString())
                .put("price", text(child.price())).put("cumQty", summary.cumQty().toString()).put("leavesQty", summary.leavesQty().toString())
                .put("avgPx", text(child.avgPx())).put("status", summary.ordStatus().name()).put("unconfirmed", child.unconfirmed())
                .put("quotePrice", text(created.quotePrice())).put("quoteQty", text(created.quoteQty())).put("created", millis(child.createdAt()))
                .put("updated", millis(child.updated())).put("text", child.text());
    }

    private static JsonObject fill(OrderDetail.Fill fill) {
        return new JsonObject().put("execId", fill.execId()).put("latestExecId", fill.latestExecId()).put("venue", fill.venue().value())
                .put("venueExecId", fill.venueExecId())
                .put("lastQty", fill.lastQty().toString()).put("lastPx", fill.lastPx().toString()).put("time", known(fill.time()))
                .put("state", fill.state().name());
    }

    static JsonObject stray(Stray stray, Ids ids) {
        Event.StrayExecution told = stray.told();
        Stray.Standing standing = stray.standing();
        Stray.Denial denial = stray.denial();
        Stray.Settlement settled = stray.settlement();
        return new JsonObject().put("strayId", ids.strayId(stray.strayId())).put("time", millis(stray.time())).put("venue", told.venue().value())
                .put("execType", told.execType().name()).put("clOrdId", told.clOrdId()).put("venueOrderId", told.venueOrderId())
                .put("venueExecId", told.venueExecId()).put("execRefId", told.execRefId()).put("symbol", told.symbol())
                .put("side", told.side() == null ? null : told.side().name()).put("lastQty", told.lastQty().toString()).put("lastPx", text(told.lastPx()))
                .put("cumQty", text(told.venueCumQty())).put("tradeDate", told.tradeDate()).put("text", told.text())
                .put("orderId", stray.orderId() == 0 ? null : ids.orderId(stray.orderId())).put("busted", standing.isBusted())
                .put("standingQty", standing.lastQty().toString()).put("standingPx", text(standing.lastPx())).put("open", stray.isOpen())
                .put("denied", denial == null ? null
                        : new JsonObject().put("dkReason", String.valueOf(denial.dkReason().code())).put("user", denial.user()).put("reason", denial.reason()))
                .put("settled", settled == null ? null
                        : new JsonObject().put("orderId", settled.orderId() == 0 ? null : ids.orderId(settled.orderId()))
                                .put("execId", settled.execId() == 0 ? null : ids.execId(settled.execId())).put("user", settled.user())
                                .put("reason", settled.reason()));
    }

    static JsonObject alert(Alert alert) {
        return new JsonObject().put("id", alert.id()).put("version", alert.version()).put("time", millis(alert.time())).put("severity", alert.severity().name())
                .put("subject", alert.subject()).put("text", alert.text()).put("orderId", alert.orderId()).put("count", alert.count());
    }

    static JsonObject session(SessionRow row) {
        return new JsonObject().put("key", row.key().value()).put("role", row.role().name()).put("beginString", row.beginString())
                .put("senderCompId", row.senderCompId()).put("targetCompId", row.targetCompId()).put("state", row.state().name())
                .put("nextSenderMsgSeqNum", row.nextSenderMsgSeqNum()).put("nextTargetMsgSeqNum", row.nextTargetMsgSeqNum())
                .put("lastReceivedTime", knownMillis(row.lastReceivedTime())).put("lastSentTime", knownMillis(row.lastSentTime()))
                .put("peerAddress", row.peerAddress())
                .put("disconnectReason", row.disconnectReason()).put("intent", row.standing().intent().name())
                .put("intentReason", row.standing().intentReason())
                .put("schedule", row.standing().schedule()).put("sessionTime", row.standing().isSessionTime())
                .put("tlsIdentity", row.standing().tlsIdentity()).put("node", row.standing().node()).put("drained", row.standing().drained())
                .put("closed", row.standing().closed()).put("phase", row.standing().phase())
                .put("waitingBytes", row.traffic().waitingBytes())
                .put("waitingReports", row.traffic().waitingReports()).put("rejectsIn", row.traffic().rejectsIn().all())
                .put("rejectsOut", row.traffic().rejectsOut().all()).put("rejectKindsIn", rejects(row.traffic().rejectsIn()))
                .put("rejectKindsOut", rejects(row.traffic().rejectsOut())).put("resendsIn", row.traffic().resendsIn())
                .put("resendsOut", row.traffic().resendsOut()).put("refusedLogon", refused(row.refused()));
    }

    private static @Nullable JsonObject refused(@Nullable Refused refused) {
        return refused == null
                ? null
                : new JsonObject().put("time", refused.time()).put("from", refused.from()).put("reason", refused.reason()).put("text", refused.text())
                        .put("count", refused.count());
    }

    static JsonObject stranger(Stranger stranger) {
        return new JsonObject().put("name", stranger.name()).put("last", refused(stranger.last()));
    }

    private static JsonObject rejects(Rejects rejects) {
        return new JsonObject().put("message", rejects.message()).put("business", rejects.business()).put("order", rejects.order()).put("cancel",
                rejects.cancel());
    }

    private static @Nullable JsonObject dayEnd(DeskStatus.@Nullable DayEnd end) {
        return end == null ? null : new JsonObject().put("user", end.user()).put("reason", end.reason()).put("since", known(end.since()));
    }

    private static JsonObject kill(KillFact.Ordered kill) {
        return new JsonObject().put("kill", Long.toString(kill.killId())).put("subset", kill.subset().toString()).put("user", kill.user())
                .put("reason", kill.reason());
    }

    static JsonObject status(DeskStatus status, long logHead, List<Health.Part> parts) {
        var halt = status.halt();
        var today = status.today();
        return new JsonObject().put("halted", halt != null)
                .put("halt", halt == null ? null : new JsonObject().put("user", halt.user()).put("reason", halt.reason()).put("since", known(halt.since())))
                .put("tradingDay", status.tradingDay() == null ? null : status.tradingDay().toString())
                .put("kills", array(status.kills(), ConsoleJson::kill))
                .put("dayEnd", dayEnd(status.dayEnd())).put("position", status.position())
                .put("lag", Math.max(0, logHead - status.position())).put("openOrders", status.openOrders())
                .put("unconfirmedOrders", status.unconfirmedOrders())
                .put("today",
                        new JsonObject().put("since", known(today.since())).put("ordersAccepted", today.ordersAccepted())
                                .put("ordersRefused", today.ordersRefused())
                                .put("childOrders", today.childOrders()).put("fills", today.fills()).put("requestsRefused", today.requestsRefused())
                                .put("messagesRefused", today.messagesRefused()))
                .put("ready", parts.stream().allMatch(Health.Part::ready)).put("parts", array(parts, ConsoleJson::part));
    }

    static JsonObject part(Health.Part part) {
        return new JsonObject().put("name", part.name()).put("ready", part.ready()).put("text", part.text());
    }

    static <T> JsonArray array(List<T> values, Function<T, JsonObject> each) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(each.apply(value)));
        return array;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable Long known(long nanos) {
        return nanos == 0 ? null : millis(nanos);
    }

    private static @Nullable Long knownMillis(long millis) {
        return millis == 0 ? null : millis;
    }

    private static long millis(long nanos) {
        return Math.floorDiv(nanos, NANOS_PER_MILLI);
    }
}
