package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.Contingency;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;

/** Writes what clients are told of order lists in the words of a version of FIX: what its dictionary does not have is left out. */
final class OrderListEncoder {

    private static final String EXECUTION_REPORT = "8";
    private static final String LIST_STATUS = "N";
    private static final int OTHER = 99;

    private final DataDictionary dictionary;
    private final @Nullable DataDictionary orders;

    OrderListEncoder(DataDictionary dictionary) {
        this.dictionary = dictionary;
        DataDictionary.GroupInfo group = dictionary.isMsgType(LIST_STATUS) ? dictionary.getGroup(LIST_STATUS, Tags.NO_ORDERS) : null;
        this.orders = group == null ? null : group.getDataDictionary();
    }

    /** In an ExecutionReport(35=8) of an order of a list. */
    void writeReference(Effect.OfList list, FixBody body) {
        if (has(EXECUTION_REPORT, Tags.LIST_ID)) {
            body.put(Tags.LIST_ID, list.name());
        }
        if (list.link() != null && has(EXECUTION_REPORT, Tags.CL_ORD_LINK_ID)) {
            body.put(Tags.CL_ORD_LINK_ID, list.link());
        }
        if (list.contingency() != Contingency.NONE && has(EXECUTION_REPORT, Tags.CONTINGENCY_TYPE)) {
            body.put(Tags.CONTINGENCY_TYPE, list.contingency().code());
        }
    }

    private boolean has(String msgType, int tag) {
        return dictionary.isMsgField(msgType, tag);
    }

    /** ListStatus(35=N). */
    void write(Effect.ListStatus e, FixBody body) {
        body.begin(LIST_STATUS).put(Tags.LIST_ID, e.name());
        if (has(LIST_STATUS, Tags.LIST_STATUS_TYPE)) {
            body.put(Tags.LIST_STATUS_TYPE, e.report().code()).put(Tags.LIST_ORDER_STATUS, e.listOrderStatus());
        }
        body.put(Tags.NO_RPTS, 1).put(Tags.RPT_SEQ, 1);
        if (e.contingency() != Contingency.NONE && has(LIST_STATUS, Tags.CONTINGENCY_TYPE)) {
            body.put(Tags.CONTINGENCY_TYPE, e.contingency().code());
        }
        if (e.listRejectReason() >= 0 && has(LIST_STATUS, Tags.LIST_REJECT_REASON)) {
            boolean isKnown = dictionary.isFieldValue(Tags.LIST_REJECT_REASON, Integer.toString(e.listRejectReason()));
            body.put(Tags.LIST_REJECT_REASON, isKnown ? e.listRejectReason() : OTHER);
        }
        if (e.text() != null && has(LIST_STATUS, Tags.LIST_STATUS_TEXT)) {
            body.put(Tags.LIST_STATUS_TEXT, e.text());
        }
        if (has(LIST_STATUS, Tags.TRANSACT_TIME)) {
            body.putUtcMillis(Tags.TRANSACT_TIME, e.transactTime());
        }
        if (has(LIST_STATUS, Tags.TOT_NO_ORDERS)) {
            body.put(Tags.TOT_NO_ORDERS, e.orders().size());
        }
        if (has(LIST_STATUS, Tags.LAST_FRAGMENT)) {
            body.putChar(Tags.LAST_FRAGMENT, 'Y');
        }
        body.put(Tags.NO_ORDERS, e.orders().size());
        e.orders().forEach(order -> write(order, body));
    }

    private void write(Effect.OrderOfList order, FixBody body) {
        body.put(Tags.CL_ORD_ID, order.clOrdId().value()).putDecimal(Tags.CUM_QTY, order.cumQty().raw());
        if (hasOfOrder(Tags.ORD_STATUS)) {
            body.putChar(Tags.ORD_STATUS, order.ordStatus().code());
        }
        if (order.isWorking() != null && hasOfOrder(Tags.WORKING_INDICATOR)) {
            body.putChar(Tags.WORKING_INDICATOR, order.isWorking() ? 'Y' : 'N');
        }
        if (hasOfOrder(Tags.LEAVES_QTY)) {
            body.putDecimal(Tags.LEAVES_QTY, order.leavesQty().raw());
        }
        body.putDecimal(Tags.CXL_QTY, order.cxlQty().raw()).putDecimal(Tags.AVG_PX, order.avgPx() == null ? 0 : order.avgPx().raw());
        if (order.ordRejReason() >= 0 && hasOfOrder(Tags.ORD_REJ_REASON)) {
            boolean isKnown = dictionary.isFieldValue(Tags.ORD_REJ_REASON, Integer.toString(order.ordRejReason()));
            body.put(Tags.ORD_REJ_REASON, isKnown ? order.ordRejReason() : dictionary.isFieldValue(Tags.ORD_REJ_REASON, "99") ? OTHER : 0);
        }
        if (order.text() != null && hasOfOrder(Tags.TEXT)) {
            body.put(Tags.TEXT, order.text());
        }
    }

    private boolean hasOfOrder(int tag) {
        return orders != null && orders.isField(tag);
    }
}
