package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.sessions.wire.FixFields;
import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.OrderOfList;
import io.portcullis.oms.command.Command.SideOfCross;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Originator;
import org.jspecify.annotations.Nullable;

/**
 * Reads who of the client is responsible for an order: in Parties(453), since FIX 4.3, or in SenderSubID(50). TargetStrategy(847) says what shall be done with an order and not who has sent it, so that it names no
 * algorithm here.
 */
final class OriginatorReader {

    private static final int PARTY_ROLE_QUALIFIER = 2376;
    private static final int SENDER_SUB_ID = 50;
    private static final int OF_ALGORITHM = 22;
    private static final int OF_NATURAL_PERSON = 24;
    private static final int ORDER_ORIGINATION_TRADER = 11;
    private static final int EXECUTING_TRADER = 12;
    private static final int ENTERING_TRADER = 36;
    private static final int INVESTMENT_DECISION_MAKER = 122;

    private OriginatorReader() {
    }

    /** Null if nobody is named. Of traders the one who the order comes from stands for it, else who has entered it, else who executes it. */
    static @Nullable Originator read(FixFields m) throws MalformedField {
        if (!m.has(Tags.NO_PARTY_IDS)) {
            return null;
        }
        String origination = null;
        String entering = null;
        String executing = null;
        String algorithm = null;
        String decidedBy = null;
        int count = m.integer(Tags.NO_PARTY_IDS);
        FixGroup party = m.group(Tags.NO_PARTY_IDS);
        for (int i = 0; i < count && party.next(); i++) {
            String name = party.stringOrNull(Tags.PARTY_ID);
            int qualifier = party.integer(PARTY_ROLE_QUALIFIER, 0);
            switch (name == null ? 0 : party.integer(Tags.PARTY_ROLE, 0)) {
                case ORDER_ORIGINATION_TRADER -> origination = name;
                case ENTERING_TRADER -> entering = name;
                case EXECUTING_TRADER -> {
                    algorithm = qualifier == OF_ALGORITHM ? name : algorithm;
                    executing = qualifier == 0 || qualifier == OF_NATURAL_PERSON ? name : executing;
                }
                case INVESTMENT_DECISION_MAKER -> decidedBy = qualifier == OF_ALGORITHM ? name : decidedBy;
                default -> {
                    // is responsible for something else
                }
            }
        }
        return Originator.of(origination != null ? origination : entering != null ? entering : executing, algorithm, decidedBy);
    }

    /** The same request of the trader whom SenderSubID(50) names, where no other one is named. */
    static Command.FromClient ofSenderSubId(FixMessage m, Command.FromClient request) {
        String name = m.stringOrNull(SENDER_SUB_ID);
        Originator trader = Originator.of(name, null, null);
        return trader == null ? request : of(trader, request);
    }

    private static Command.FromClient of(Originator trader, Command.FromClient request) {
        return switch (request) {
            case Command.NewOrderSingle c -> new Command.NewOrderSingle(c.origin(), c.clOrdId(), c.account(), c.symbol(), c.currency(), c.side(),
                    of(trader, c.conditions()), c.possResend(), c.carried());
            case Command.OrderCancelReplaceRequest c -> new Command.OrderCancelReplaceRequest(c.origin(), c.clOrdId(), c.origClOrdId(), c.account(),
                    c.symbol(), c.currency(), c.side(), of(trader, c.conditions()));
            case Command.WithHandling c -> new Command.WithHandling(of(trader, c.request()), c.isByHand());
            case Command.ByOrderId c -> new Command.ByOrderId(of(trader, c.request()), c.orderId());
            case Command.NewOrderList c -> new Command.NewOrderList(c.origin(), c.name(), c.contingency(), c.waitsForExecute(),
                    c.orders().stream().map(each -> of(trader, each)).toList(), c.possResend(), c.objection());
            case Command.NewOrderCross c -> new Command.NewOrderCross(c.origin(), c.name(), c.terms(), c.symbol(), c.currency(),
                    c.sides().stream().map(each -> of(trader, each)).toList(), c.possResend(), c.objection());
            default -> request;
        };
    }

    private static OrderOfList of(Originator trader, OrderOfList o) {
        return new OrderOfList(o.seqNo(), o.clOrdId(), o.link(), o.account(), o.symbol(), o.currency(), o.side(), of(trader, o.conditions()));
    }

    private static SideOfCross of(Originator trader, SideOfCross s) {
        return s.on(of(trader, s.conditions()));
    }

    private static Conditions of(Originator trader, Conditions conditions) {
        return conditions.of(Originator.ofReplace(conditions.instructions().originator(), trader));
    }
}
