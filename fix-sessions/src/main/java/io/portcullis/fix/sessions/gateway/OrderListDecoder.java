package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.gateway.RequestDecoder.Unreadable;
import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.OrderOfList;
import io.portcullis.oms.command.Command.RejectAs;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.order.OrderList;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads NewOrderList(35=E). How the orders depend on each other stands in ContingencyType(1385) or, in versions that have none, in ListExecInst(69). */
final class OrderListDecoder {

    private static final int OTHER = 0;
    private static final String NO_BIDDING = "3";
    private static final String IMMEDIATE = "1";
    private static final String WAIT = "2";
    private static final String WORDS = Arrays.stream(Contingency.values()).map(Contingency::word).filter(word -> !word.isEmpty())
            .collect(Collectors.joining(", "));

    private OrderListDecoder() {
    }

    /** How many orders the message counts for, where orders are counted: 1 unless it is a list or a cross. */
    static int orderCount(FixMessage m) {
        if (m.msgType().equals("s") || m.msgType().equals("t")) {
            return CrossDecoder.sideCount(m);
        }
        try {
            return m.msgType().equals("E") ? Math.clamp(m.integer(Tags.NO_ORDERS, 1), 1, OrderList.MOST_ORDERS) : 1;
        } catch (MalformedField e) {
            return 1; // the list is refused for it
        }
    }

    /** ListID(66). */
    static String listId(FixMessage m) throws MalformedField, Unreadable {
        return RequestDecoder.clOrdId(m, Tags.LIST_ID).value();
    }

    /** @param defaultAccount of orders without Account(1); null if the session has none */
    static Command.NewOrderList newOrderList(FixMessage m, Origin origin, @Nullable String defaultAccount) throws MalformedField, Unreadable {
        String name = listId(m);
        int count = m.integer(Tags.NO_ORDERS);
        if (count < 1 || count > OrderList.MOST_ORDERS) {
            throw unreadable(Tags.NO_ORDERS, "NoOrders(73) must be 1 to " + OrderList.MOST_ORDERS + ", was " + count);
        }
        List<OrderOfList> orders = new ArrayList<>(count);
        for (FixGroup group = m.group(Tags.NO_ORDERS); orders.size() < count && group.next();) {
            orders.add(order(group, orders.size() + 1, defaultAccount));
        }
        return new Command.NewOrderList(origin, name, contingency(m), m.is(Tags.LIST_EXEC_INST_TYPE, WAIT), orders, m.isYes(Tags.POSS_RESEND),
                objection(m, count));
    }

    private static OrderOfList order(FixGroup order, int place, @Nullable String defaultAccount) throws MalformedField, Unreadable {
        try {
            RequestDecoder.checkSupported(order, RejectAs.BUSINESS_REJECT);
            if (order.is(Tags.HANDL_INST, "3")) {
                throw unreadable(Tags.HANDL_INST, "HandlInst(21) must be 1 or 2 in a list, was 3");
            }
            String account = RequestDecoder.printableOrNull(order, Tags.ACCOUNT);
            return new OrderOfList(order.integer(Tags.LIST_SEQ_NO), RequestDecoder.clOrdId(order, Tags.CL_ORD_ID),
                    RequestDecoder.printableOrNull(order, Tags.CL_ORD_LINK_ID), account == null ? defaultAccount : account,
                    RequestDecoder.printable(order, Tags.SYMBOL), RequestDecoder.printableOrNull(order, Tags.CURRENCY), RequestDecoder.side(order),
                    RequestDecoder.conditions(order, RejectAs.BUSINESS_REJECT).wishing(RequestDecoder.wish(order)));
        } catch (Unreadable e) {
            throw unreadable(e.tag(), "order " + place + " of the list: " + e.text());
        } catch (MalformedField e) {
            throw unreadable(e.tag(), "order " + place + " of the list: " + e.getMessage());
        }
    }

    private static Unreadable unreadable(int tag, String text) {
        return new Unreadable(RejectAs.BUSINESS_REJECT, tag, OTHER, Refusal.UNSUPPORTED_LIST, text);
    }

    private static Contingency contingency(FixMessage m) throws MalformedField, Unreadable {
        String word = RequestDecoder.printableOrNull(m, Tags.LIST_EXEC_INST);
        Contingency worded = word == null ? Contingency.NONE : Contingency.ofWord(word.strip());
        if (worded == null) {
            throw unreadable(Tags.LIST_EXEC_INST, "ListExecInst(69) must be one of " + WORDS + ", was " + Violation.shown(word == null ? "" : word));
        }
        if (!m.has(Tags.CONTINGENCY_TYPE)) {
            return worded;
        }
        Contingency coded = Contingency.of(m.integer(Tags.CONTINGENCY_TYPE));
        if (coded == null || worded != Contingency.NONE && worded.code() != coded.code()) {
            throw unreadable(Tags.CONTINGENCY_TYPE,
                    "ContingencyType(1385) must be 1, 2, 3 or 4" + (word == null ? ""
                            : ", and say the same as ListExecInst(69) "
                                    + Violation.shown(word))
                            + ", was " + m.string(Tags.CONTINGENCY_TYPE));
        }
        return worded == Contingency.NONE ? coded : worded;
    }

    /** What we do not do, or what does not fit. */
    private static @Nullable Objection objection(FixMessage m, int count) throws MalformedField {
        if (m.is(Tags.LAST_FRAGMENT, "N")) {
            return unsupported(Tags.LAST_FRAGMENT, " must be Y, because a list comes in one message, was N");
        }
        if (m.integer(Tags.TOT_NO_ORDERS, count) != count) {
            return unsupported(Tags.TOT_NO_ORDERS, " must be NoOrders(73), " + count + ", because a list comes in one message, was "
                    + m.stringOrNull(Tags.TOT_NO_ORDERS));
        }
        if (!m.is(Tags.BID_TYPE, NO_BIDDING) && m.has(Tags.BID_TYPE)) {
            return unsupported(Tags.BID_TYPE, " must be 3, no bidding, was " + Violation.shown(m.string(Tags.BID_TYPE)));
        }
        for (int tag : new int[]{Tags.BID_ID, Tags.PROG_RPT_REQS}) {
            String value = m.stringOrNull(tag);
            if (value != null) {
                return unsupported(tag, " is not supported, was " + Violation.shown(value));
            }
        }
        String type = m.stringOrNull(Tags.LIST_EXEC_INST_TYPE);
        return type == null || type.equals(IMMEDIATE) || type.equals(WAIT) ? null
                : unsupported(Tags.LIST_EXEC_INST_TYPE, " must be 1, at once, or 2, wait for ListExecute(35=L), was " + Violation.shown(type));
    }

    private static Objection unsupported(int tag, String text) {
        return new Objection(Refusal.UNSUPPORTED_LIST, FixDictionary.nameOf(tag) + text);
    }
}
