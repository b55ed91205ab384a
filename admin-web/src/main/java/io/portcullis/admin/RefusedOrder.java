package io.portcullis.admin;

import io.portcullis.admin.port.LimitsDesk.OnOrder;
import io.portcullis.admin.readmodel.OrderDetail;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which limits a refused order has passed. The log has what spoke against it; that the others did not follows from which of them held then: those that hold for such an order now and have not become
 * others since. Of limits that were removed meanwhile nothing is said.
 */
final class RefusedOrder {

    /** What became of a check. */
    enum Result {
        PASSED, FAILED,
        /** The limit is another one since. */
        CHANGED_SINCE,
        /** The limit is one of certain times, and it was none of those. */
        DID_NOT_HOLD,
        /** Something else spoke against the order before limits were looked at. */
        NOT_LOOKED_AT
    }

    /**
     * A limit, and how the order stood to it.
     *
     * @param most as it is now
     * @param used now; null if it is on one order alone
     */
    record Check(String limit, String most, @Nullable String used, Result result) {

        JsonObject json() {
            return new JsonObject().put("limit", limit).put("most", most).put("usedNow", used).put("result",
                    result.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    /** What does not keep the order core from looking at limits, though it is the client's fault. */
    private static final Set<Refusal> BESIDE_LIMITS = Set.of(Refusal.DUPLICATE_CL_ORD_ID, Refusal.TRADING_DAY_OVER, Refusal.LIST_REFUSED,
            Refusal.DUPLICATE_LIST_ID, Refusal.CROSS_REFUSED,
            Refusal.DUPLICATE_CROSS_ID);
    private static final Set<Refusal> BEFORE_LIMITS = Set.of(Refusal.LOOK_ALIKE, Refusal.NO_REFERENCE_PRICE, Refusal.VALUE_OVERFLOW);

    private RefusedOrder() {
    }

    /** In the order in which they are held against orders. */
    static List<Check> checks(OrderDetail detail, List<OnOrder> on) {
        boolean wereLookedAt = detail.objections().stream().noneMatch(RefusedOrder::isBeforeLimits);
        return on.stream().map(each -> new Check(each.of() + " " + each.limit().key().measure().text(), each.limit().toString(), each.used(),
                result(detail, each, wereLookedAt))).toList();
    }

    private static boolean isBeforeLimits(Objection objection) {
        Refusal refusal = objection.refusal();
        if (refusal == Refusal.NO_REFERENCE_PRICE && objection.text().contains("held against the limit ")) {
            return false;
        }
        return BEFORE_LIMITS.contains(refusal) || refusal.fault() == Refusal.Fault.CLIENT && !BESIDE_LIMITS.contains(refusal);
    }

    private static Result result(OrderDetail detail, OnOrder on, boolean wereLookedAt) {
        if (detail.objections().stream().anyMatch(objection -> names(objection, on))) {
            return Result.FAILED;
        }
        if (!wereLookedAt) {
            return Result.NOT_LOOKED_AT;
        }
        long received = detail.row().received();
        if (on.since() > received) {
            return Result.CHANGED_SINCE;
        }
        return on.limit().window().contains(received) ? Result.PASSED : Result.DID_NOT_HOLD;
    }

    private static boolean names(Objection objection, OnOrder on) {
        Measure measure = on.limit().key().measure();
        return objection.text().contains("the limit " + on.of() + " " + measure.text())
                || measure == Measure.RESTRICTED && objection.text().contains("orders of " + on.of() + " are restricted");
    }
}
