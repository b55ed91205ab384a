package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.InstructionWriter;
import io.portcullis.oms.command.Command.RejectAs;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.PartyAction;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;
import quickfix.FieldType;

/**
 * Writes what clients are told in the words of a version of FIX, and copies of it for compliance: what is told and copied in one version is written once. The body that is
 * returned is used again for the next message.
 */
final class ReportEncoder {

    private static final int ORD_REJ_BROKER_OPTION = 0;
    private static final int CXL_REJ_BROKER_OPTION = 2;
    private static final int BUSINESS_REJECT_OTHER = 0;
    private static final int NO_CODE = -1;
    private static final char REPLACED = '5';
    private static final char PENDING_CANCEL_OR_REPLACE = '6';
    private static final int OTHER = 99;
    private static final int RESTATED_BY_BROKER = 4;
    private static final int NO_REASON = -1;
    private static final int GOOD_TILL_CORPORATE_ACTION = 0;
    private static final int GOOD_TILL_RENEWAL = 1;
    private static final char PROPRIETARY = 'D';
    private static final int ORDER_ORIGINATION_FIRM = 13;
    private static final int MASS_REQUEST_NOT_SUPPORTED = 0;
    private static final String REJECTED = "0";
    private static final String ACCEPTED = "1";
    private static final int PARTY_ACTION_ACCEPTED = 0;
    private static final int PARTY_ACTION_COMPLETED = 1;
    private static final int PARTY_ACTION_REJECTED = 2;
    /** In FIX Latest; before it is accepted(1) once more. */
    private static final int MASS_ACTION_COMPLETED = 2;
    private static final String COMPLETED = "completed: none of the orders can be executed any more";
    /** Side(54) where a report is of no order, but must have one. */
    private static final char UNDISCLOSED = '7';

    private final DataDictionary dictionary;
    private final boolean isBefore41;
    private final boolean isBefore42;
    private final boolean isBefore43;
    private final boolean isBefore44;
    private final boolean isBefore50;
    private final Set<OrdType> ordTypes;
    private final Set<TimeInForce> timesInForce;
    private final InstructionWriter instructions;
    private final OrderListEncoder lists;
    private final LegTelling legs;
    private final CrossEncoder crosses;
    private final boolean isBefore50Sp1;
    private final Ids ids;
    private final FixBody body = new FixBody();
    private final FixBody copy = new FixBody();
    private Effect.@Nullable ToClient written;

    ReportEncoder(FixVersion version, Ids ids) {
        this.dictionary = FixDictionary.of(version).application();
        this.instructions = new InstructionWriter(dictionary, "8");
        this.lists = new OrderListEncoder(dictionary);
        this.legs = new LegTelling(dictionary, ids);
        this.crosses = new CrossEncoder(dictionary, ids);
        this.ordTypes = Arrays.stream(OrdType.values()).filter(ordType -> dictionary.isFieldValue(Tags.ORD_TYPE, String.valueOf(ordType.code())))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(OrdType.class)));
        this.timesInForce = Arrays.stream(TimeInForce.values()).filter(time -> dictionary.isFieldValue(Tags.TIME_IN_FORCE, String.valueOf(time.code())))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(TimeInForce.class)));
        this.isBefore41 = version.isBefore(FixVersion.FIX41);
        this.isBefore42 = version.isBefore(FixVersion.FIX42);
        this.isBefore43 = version.isBefore(FixVersion.FIX43);
        this.isBefore44 = version.isBefore(FixVersion.FIX44);
        this.isBefore50 = version.isBefore(FixVersion.FIX50);
        this.isBefore50Sp1 = version.isBefore(FixVersion.FIX50SP1);
        this.ids = ids;
    }

    FixBody encode(Effect.ToClient effect) {
        if (effect != written) {
            written = null;
            switch (effect) {
                case Effect.ExecutionReport e -> executionReport(e);
                case Effect.AdjustedOrder e -> executionReport(e.report(), GOOD_TILL_CORPORATE_ACTION);
                case Effect.Unsolicited e -> executionReport(e.report(), e.because().code());
                case Effect.HeldFill e -> executionReport(e.report());
                case Effect.ReleasedFill e -> executionReport(e.report());
                case Effect.LegExecution e -> legExecution(e);
                case Effect.OrderCancelReject e -> cancelReject(e);
                case Effect.MassStatusReport e -> massStatusReport(e);
                case Effect.ListStatus e -> lists.write(e, body);
                case Effect.MassCancelReport e when e.terms().form() == MassCancelTerms.Form.MASS_ACTION -> massActionReport(e);
                case Effect.MassCancelReport e -> massCancelReport(e);
                case Effect.PartyActionReport e -> partyActionReport(e);
                case Effect.KillCompleted e -> killCompleted(e);
                case Effect.MessageReject e -> messageReject(e);
            }
            written = effect;
        }
        return body;
    }

    /** For a drop copy: an ExecutionReport(35=8) with CopyMsgIndicator(797), and with the session that the original went to. */
    FixBody encodeCopy(Effect.ToClient effect) {
        FixBody original = encode(effect);
        if (!(effect instanceof Effect.ExecutionReport || effect instanceof Effect.AdjustedOrder || effect instanceof Effect.HeldFill
                || effect instanceof Effect.LegExecution || effect instanceof Effect.Unsolicited)) {
            return original;
        }
        copy.begin(original.msgType()).appendAll(original);
        originatedBy(effect.session().value());
        if (!isBefore44) {
            copy.putChar(Tags.COPY_MSG_INDICATOR, 'Y');
        }
        return copy;
    }

    // ExecutionReport(35=8)

    private void executionReport(Effect.ExecutionReport e) {
        executionReport(e, NO_REASON);
    }

    /** @param because ExecRestatementReason(378) of what its client did not ask for; {@link #NO_REASON} for that of other reports */
    private void executionReport(Effect.ExecutionReport e, int because) {
        body.begin("8").carry(e.carried());
        orderId(e.orderId());
        execId(Tags.EXEC_ID, e.execId());
        if (isBefore43) {
            body.putChar(Tags.EXEC_TRANS_TYPE, execTransType(e.execType()));
        }
        if (e.execRefId() != 0) {
            execId(Tags.EXEC_REF_ID, e.execRefId());
        }
        if (!isBefore41) {
            body.putChar(Tags.EXEC_TYPE, execType(e));
        }
        body.putChar(Tags.ORD_STATUS, ordStatus(e));
        optional(Tags.CL_ORD_ID, e.clOrdId() == null ? null : e.clOrdId().value());
        if (!isBefore41) {
            optional(Tags.ORIG_CL_ORD_ID, e.origClOrdId() == null ? null : name(e.origClOrdId()));
        }
        if (e.ordStatusReqId() != null && !isBefore44) {
            body.put(Tags.ORD_STATUS_REQ_ID, e.ordStatusReqId());
        }
        optional(Tags.ACCOUNT, e.account());
        instrumentAndTerms(e);
        if (e.isWorking() != null && !isBefore43) {
            body.putChar(Tags.WORKING_INDICATOR, e.isWorking() ? 'Y' : 'N');
        }
        if (e.execType() == ExecType.TRIGGERED && isBefore50 && !isBefore42) { // ExecType(150) L came with FIX 5.0
            body.put(Tags.EXEC_RESTATEMENT_REASON, reason(Tags.EXEC_RESTATEMENT_REASON, OTHER, RESTATED_BY_BROKER));
        }
        if (because != NO_REASON && !isBefore42) {
            body.put(Tags.EXEC_RESTATEMENT_REASON, reason(Tags.EXEC_RESTATEMENT_REASON, because, RESTATED_BY_BROKER));
        } else if (e.execType() == ExecType.RESTATED && !isBefore42) {
            boolean isNews = e.list() != null && e.list().isNews();
            body.put(Tags.EXEC_RESTATEMENT_REASON, isNews ? reason(Tags.EXEC_RESTATEMENT_REASON, OTHER, RESTATED_BY_BROKER) : GOOD_TILL_RENEWAL);
        }
        if (e.list() != null) {
            lists.writeReference(e.list(), body);
        }
        if (e.cross() != null) {
            crosses.write(e.cross(), body);
        }
        lastFill(e);
        if (!isBefore41) {
            body.putDecimal(Tags.LEAVES_QTY, e.leavesQty().raw());
        }
        body.putDecimal(Tags.CUM_QTY, e.cumQty().raw()).putDecimal(Tags.AVG_PX, e.avgPx() == null ? 0 : e.avgPx().raw());
        time(Tags.TRANSACT_TIME, e.transactTime());
        if (e.ordRejReason() >= 0) {
            body.put(Tags.ORD_REJ_REASON, reason(Tags.ORD_REJ_REASON, e.ordRejReason(), ORD_REJ_BROKER_OPTION));
        }
        Strategy strategy = e.conditions() == null ? null : e.conditions().instructions().strategy();
        if (strategy == null) {
            optional(Tags.TEXT, e.text());
        } else {
            legs.tell(strategy, e.text(), body);
        }
    }

    private void legExecution(Effect.LegExecution e) {
        if (legs.hasWords()) {
            executionReport(e.report());
            legs.tell(e, body);
        } else {
            executionReport(legs.asStatus(e));
        }
    }

    private void instrumentAndTerms(Effect.ExecutionReport e) {
        body.put(Tags.SYMBOL, e.symbol().isEmpty() ? "[N/A]" : e.symbol());
        if (e.side() != null) {
            body.putChar(Tags.SIDE, isBefore43 ? e.side().ofOneInstrument().code() : e.side().code());
        }
        body.putDecimal(Tags.ORDER_QTY, e.orderQty().raw());
        if (e.conditions() != null) {
            conditions(e.conditions(), e.side());
        }
    }

    private void conditions(Conditions c, @Nullable Side side) {
        if (ordTypes.contains(c.ordType())) { // a copy of an order that was given in a later version
            body.putChar(Tags.ORD_TYPE, c.ordType().code());
        }
        if (c.price() != null) {
            body.putDecimal(Tags.PRICE, c.price().raw());
        }
        if (c.instructions() != Instructions.NONE) {
            instructions.write(c.instructions(), body);
            instructions.writeDiscretionPrice(c, side != null && side.isBuy(), body);
        }
        if (timesInForce.contains(c.timeInForce())) {
            body.putChar(Tags.TIME_IN_FORCE, c.timeInForce().code());
        }
        if (c.expireTime() != 0) {
            time(Tags.EXPIRE_TIME, c.expireTime());
        }
    }

    private void lastFill(Effect.ExecutionReport e) {
        if (e.lastPx() != null || isBefore43) {
            body.putDecimal(Tags.LAST_QTY, e.lastQty().raw()).putDecimal(Tags.LAST_PX, e.lastPx() == null ? 0 : e.lastPx().raw());
        }
        if (e.lastMarket() != null) {
            body.put(Tags.LAST_MKT, e.lastMarket().value());
        }
    }

    /** Whose report it is a copy of: PartyRole(452) 13, or ClientID(109) before FIX 4.3. */
    private void originatedBy(String session) {
        if (isBefore43) {
            copy.put(Tags.CLIENT_ID, session);
        } else {
            copy.put(Tags.NO_PARTY_IDS, 1).put(Tags.PARTY_ID, session).putChar(Tags.PARTY_ID_SOURCE, PROPRIETARY).put(Tags.PARTY_ROLE, ORDER_ORIGINATION_FIRM);
        }
    }

    /** ExecTransType(20): new, cancel, correct, status; gone since FIX 4.3. What is restated is told as a status before FIX 4.2. */
    private char execTransType(ExecType execType) {
        return switch (execType) {
            case TRADE_CANCEL -> '1';
            case TRADE_CORRECT -> '2';
            case ORDER_STATUS -> '3';
            case TRIGGERED, RESTATED -> isBefore42 ? '3' : '0';
            case NEW, DONE_FOR_DAY, CANCELED, REPLACED, PENDING_CANCEL, STOPPED, REJECTED, SUSPENDED, PENDING_NEW, CALCULATED, EXPIRED, PENDING_REPLACE,
                    TRADE -> '0';
        };
    }

    /**
     * FIX 4.0 and 4.1 have one status for pending cancels and replaces. A replaced order is told as such in its status, too: in FIX 4.0 by nothing else, in FIX 4.2 unless a
     * status that comes before it by FIX's precedence holds, which all do but new.
     */
    private char ordStatus(Effect.ExecutionReport e) {
        char code = e.ordStatus().code();
        if (isBefore43 && e.execType() == ExecType.REPLACED && e.ordStatus() == OrdStatus.NEW) {
            return REPLACED;
        }
        if (isBefore42) {
            return e.execType() == ExecType.REPLACED ? REPLACED : code == OrdStatus.PENDING_REPLACE.code() ? PENDING_CANCEL_OR_REPLACE : code;
        }
        return code;
    }

    /** Before FIX 4.3 a fill is told as partial or full, and busts, corrections and status with the order's status. */
    private char execType(Effect.ExecutionReport e) {
        if (!isBefore43) {
            return isBefore50 && e.execType() == ExecType.TRIGGERED ? ExecType.RESTATED.code() : e.execType().code();
        }
        return switch (e.execType()) {
            case TRADE -> e.leavesQty().isZero() && e.cumQty().compareTo(e.orderQty()) >= 0 ? OrdStatus.FILLED.code() : OrdStatus.PARTIALLY_FILLED.code();
            case TRADE_CANCEL, TRADE_CORRECT, ORDER_STATUS -> ordStatus(e);
            case RESTATED, TRIGGERED -> isBefore42 ? ordStatus(e) : ExecType.RESTATED.code();
            case PENDING_REPLACE -> isBefore42 ? PENDING_CANCEL_OR_REPLACE : e.execType().code();
            case NEW, DONE_FOR_DAY, CANCELED, REPLACED, PENDING_CANCEL, STOPPED, REJECTED, SUSPENDED, PENDING_NEW, CALCULATED,
                    EXPIRED -> e.execType().code();
        };
    }

    /** A reason that this version has no code for is told as other(99) or, where there is no such code either, {@code otherwise}. */
    private int reason(int tag, int reason, int otherwise) {
        return hasCode(tag, reason) ? reason : hasCode(tag, OTHER) ? OTHER : otherwise;
    }

    private boolean hasCode(int tag, int code) {
        return dictionary.isFieldValue(tag, Integer.toString(code));
    }

    // OrderCancelReject(35=9)

    private void cancelReject(Effect.OrderCancelReject e) {
        body.begin("9");
        orderId(e.orderId());
        body.put(Tags.CL_ORD_ID, e.clOrdId().value());
        if (!isBefore41) {
            char status = e.ordStatus().code();
            body.put(Tags.ORIG_CL_ORD_ID, name(e.origClOrdId()))
                    .putChar(Tags.ORD_STATUS, isBefore42 && e.ordStatus() == OrdStatus.PENDING_REPLACE ? PENDING_CANCEL_OR_REPLACE : status);
        }
        if (!isBefore42) {
            body.putChar(Tags.CXL_REJ_RESPONSE_TO, e.responseTo() == Event.ResponseTo.CANCEL ? '1' : '2');
        }
        int reason = reason(Tags.CXL_REJ_REASON, e.cxlRejReason(), isBefore42 ? NO_CODE : CXL_REJ_BROKER_OPTION);
        if (reason != NO_CODE) {
            body.put(Tags.CXL_REJ_REASON, reason);
        }
        if (!isBefore42) {
            time(Tags.TRANSACT_TIME, e.transactTime());
        }
        body.put(Tags.TEXT, e.text());
    }

    // Answers to requests about many orders

    private void massStatusReport(Effect.MassStatusReport e) {
        executionReport(e.report());
        if (e.report().side() == null) {
            body.putChar(Tags.SIDE, UNDISCLOSED);
        }
        if (!isBefore44) {
            body.put(Tags.MASS_STATUS_REQ_ID, e.massStatusReqId()).put(Tags.TOT_NUM_REPORTS, e.orders()).putBoolean(Tags.LAST_RPT_REQUESTED, e.isLast());
        }
    }

    /** OrderMassCancelReport(35=r). */
    private void massCancelReport(Effect.MassCancelReport e) {
        String scope = e.terms().scope();
        body.begin("r").put(Tags.CL_ORD_ID, e.clOrdId().value()).put(Tags.ORDER_ID, ids.execId(e.execId()));
        if (!isBefore50Sp1) {
            body.put(Tags.MASS_ACTION_REPORT_ID, ids.execId(e.execId()));
        }
        body.put(Tags.MASS_CANCEL_REQUEST_TYPE, scope).put(Tags.MASS_CANCEL_RESPONSE, isAccepted(e) ? scope : REJECTED);
        massResult(e, Tags.MASS_CANCEL_REJECT_REASON);
    }

    /** OrderMassActionReport(35=BZ). */
    private void massActionReport(Effect.MassCancelReport e) {
        body.begin("BZ").put(Tags.CL_ORD_ID, e.clOrdId().value()).put(Tags.MASS_ACTION_REPORT_ID, ids.execId(e.execId()))
                .put(Tags.MASS_ACTION_TYPE, e.terms().action()).put(Tags.MASS_ACTION_SCOPE, e.terms().scope())
                .put(Tags.MASS_ACTION_RESPONSE, isAccepted(e) ? ACCEPTED : REJECTED);
        massResult(e, Tags.MASS_ACTION_REJECT_REASON);
    }

    private static boolean isAccepted(Effect.MassCancelReport e) {
        return e.massRejectReason() < 0;
    }

    private void massResult(Effect.MassCancelReport e, int reasonTag) {
        if (isAccepted(e)) {
            body.put(Tags.TOTAL_AFFECTED_ORDERS, e.orders());
        } else {
            int reason = reason(reasonTag, e.massRejectReason(), MASS_REQUEST_NOT_SUPPORTED);
            boolean isOneCharacter = dictionary.getFieldType(reasonTag) == FieldType.CHAR; // FIX 4.4 has other(99) in its list all the same
            body.put(reasonTag, isOneCharacter && reason == OTHER ? MASS_REQUEST_NOT_SUPPORTED : reason);
        }
        selection(e.terms());
        time(Tags.TRANSACT_TIME, e.transactTime());
        optional(Tags.TEXT, e.text());
    }

    private void selection(MassCancelTerms terms) {
        optional(Tags.SYMBOL, terms.which().symbol());
        Side side = terms.which().side();
        if (side != null) {
            body.putChar(Tags.SIDE, side.code());
        }
    }

    /** PartyActionReport(35=DI). */
    private void partyActionReport(Effect.PartyActionReport e) {
        boolean isAccepted = e.rejectReason() < 0;
        body.begin("DI").put(Tags.PARTY_ACTION_REQUEST_ID, e.action().requestId()).put(Tags.PARTY_ACTION_REPORT_ID, ids.execId(e.reportId()))
                .put(Tags.PARTY_ACTION_TYPE, e.action().type()).put(Tags.PARTY_ACTION_RESPONSE, isAccepted ? PARTY_ACTION_ACCEPTED : PARTY_ACTION_REJECTED);
        if (!isAccepted) {
            body.put(Tags.PARTY_ACTION_REJECT_REASON, e.rejectReason());
        }
        if (e.action().isTest()) {
            body.putBoolean(Tags.APPL_TEST_MESSAGE_INDICATOR, true);
        }
        party(e.action());
        time(Tags.TRANSACT_TIME, e.transactTime());
        optional(Tags.TEXT, e.text());
    }

    private void party(PartyAction action) {
        body.put(Tags.NO_PARTY_IDS, 1).put(Tags.PARTY_ID, action.partyId()).put(Tags.PARTY_ID_SOURCE, action.source()).put(Tags.PARTY_ROLE, action.role());
    }

    private void killCompleted(Effect.KillCompleted e) {
        switch (e.asked()) {
            case KillFact.Asked.ByParty by -> {
                body.begin("DI").put(Tags.PARTY_ACTION_REQUEST_ID, by.action().requestId()).put(Tags.PARTY_ACTION_REPORT_ID, ids.execId(e.reportId()))
                        .put(Tags.PARTY_ACTION_TYPE, by.action().type()).put(Tags.PARTY_ACTION_RESPONSE, PARTY_ACTION_COMPLETED);
                party(by.action());
            }
            case KillFact.Asked.ByMassAction by -> {
                body.begin("BZ").put(Tags.CL_ORD_ID, by.clOrdId().value()).put(Tags.MASS_ACTION_REPORT_ID, ids.execId(e.reportId()))
                        .put(Tags.MASS_ACTION_TYPE, by.terms().action()).put(Tags.MASS_ACTION_SCOPE, by.terms().scope());
                if (hasCode(Tags.MASS_ACTION_RESPONSE, MASS_ACTION_COMPLETED)) {
                    body.put(Tags.MASS_ACTION_RESPONSE, MASS_ACTION_COMPLETED);
                } else {
                    body.put(Tags.MASS_ACTION_RESPONSE, ACCEPTED);
                }
                body.put(Tags.TOTAL_AFFECTED_ORDERS, e.orders());
                selection(by.terms());
            }
        }
        time(Tags.TRANSACT_TIME, e.transactTime());
        body.put(Tags.TEXT, COMPLETED);
    }

    // Reject(35=3), BusinessMessageReject(35=j)

    /** FIX 4.0 and 4.1 have only Reject(35=3), and that with a text alone. */
    private void messageReject(Effect.MessageReject e) {
        if (isBefore42) {
            body.begin("3").put(Tags.REF_SEQ_NUM, e.refSeqNum()).put(Tags.TEXT, e.text());
            return;
        }
        if (e.rejectAs() == RejectAs.BUSINESS_REJECT) {
            body.begin("j").put(Tags.REF_SEQ_NUM, e.refSeqNum()).put(Tags.REF_MSG_TYPE, e.refMsgType());
            optional(Tags.BUSINESS_REJECT_REF_ID, e.businessRejectRefId());
            body.put(Tags.BUSINESS_REJECT_REASON, reason(Tags.BUSINESS_REJECT_REASON, e.fixReason(), BUSINESS_REJECT_OTHER)).put(Tags.TEXT, e.text());
            return;
        }
        body.begin("3").put(Tags.REF_SEQ_NUM, e.refSeqNum());
        if (e.refTag() != 0) {
            body.put(Tags.REF_TAG_ID, e.refTag());
        }
        body.put(Tags.REF_MSG_TYPE, e.refMsgType()).put(Tags.SESSION_REJECT_REASON, e.fixReason())
                .put(Tags.TEXT, new Violation(e.refTag(), e.fixReason(), e.text()).textWithReason());
    }

    // Fields

    private void orderId(long number) {
        body.put(Tags.ORDER_ID, number == 0 ? "NONE" : ids.orderId(number));
    }

    /** Where a name has to be given, of an order that was given by telephone. */
    private static String name(ClOrdId clOrdId) {
        return clOrdId.isNone() ? RequestDecoder.NONE : clOrdId.value();
    }

    private void execId(int tag, long number) {
        if (isBefore41) {
            body.put(tag, Ids.execNumber(number));
        } else {
            body.put(tag, ids.execId(number));
        }
    }

    private void time(int tag, long epochNanos) {
        if (isBefore42) {
            body.putUtcSeconds(tag, epochNanos);
        } else {
            body.putUtcMillis(tag, epochNanos);
        }
    }

    private void optional(int tag, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            body.put(tag, value);
        }
    }
}
