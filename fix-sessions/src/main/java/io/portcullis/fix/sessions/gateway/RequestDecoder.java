package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.Echo;
import io.portcullis.oms.command.Command.RejectAs;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a client's message into the command that it asks for or, where it can't be read or asks for something that we don't do, into one that says so. Every message gives
 * one command. FIX 4.2, 4.4 and 5.0SP2 do not differ in what is read here.
 */
public final class RequestDecoder {

    private static final int VALUE_IS_INCORRECT = 5;
    static final int UNSUPPORTED_MESSAGE_TYPE = 3;
    private static final int MAX_ID = 64;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** A message that is refused where it is read. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final RejectAs rejectAs;
        private final int tag;
        private final int fixReason;
        private final Refusal refusal;

        Unreadable(RejectAs rejectAs, int tag, int fixReason, Refusal refusal, String text) {
            super(text, null, false, false);
            this.rejectAs = rejectAs;
            this.tag = tag;
            this.fixReason = fixReason;
            this.refusal = refusal;
        }

        String text() {
            String message = getMessage();
            return message == null ? "" : message;
        }
    }

    /** Symbols and accounts come again and again: an order that is kept all day shares them with the others. */
    private static final int MAX_NAMES = 10_000;

    private final @Nullable String defaultAccount;
    private final Map<String, String> names = new HashMap<>();

    /** @param defaultAccount of orders without Account(1); null if the session has none */
    public RequestDecoder(@Nullable String defaultAccount) {
        this.defaultAccount = defaultAccount;
    }

    public Command.FromClient decode(FixMessage m, Origin origin) {
        try {
            return switch (m.msgType()) {
                case "D" -> newOrderSingle(m, origin);
                case "F" -> cancelRequest(m, origin);
                case "G" -> cancelReplaceRequest(m, origin);
                case "H" -> statusRequest(m, origin);
                case "3",
                        "j" -> new Command.ClientNotice(origin, m.msgType(),
                                "rejects our message " + m.stringOrNull(Tags.REF_SEQ_NUM) + ": " + m.stringOrNull(Tags.TEXT),
                                true);
                case "Q" -> new Command.ClientNotice(origin, m.msgType(),
                        "does not know the trade of ExecID(17) " + m.stringOrNull(Tags.EXEC_ID) + ", OrderID(37) "
                                + m.stringOrNull(Tags.ORDER_ID) + ": " + m.stringOrNull(Tags.TEXT),
                        true);
                default -> new Command.UnreadableRequest(origin, RejectAs.BUSINESS_REJECT, m.msgType(), 0, UNSUPPORTED_MESSAGE_TYPE,
                        new Objection(Refusal.UNSUPPORTED_MESSAGE, "MsgType(35) " + m.msgType() + " is not supported; D, F, G and H are"), Echo.NONE);
            };
        } catch (MalformedField e) {
            return new Command.UnreadableRequest(origin, RejectAs.SESSION_REJECT, m.msgType(), e.tag(), e.sessionRejectReason(),
                    new Objection(e.problem() == MalformedField.Problem.MISSING ? Refusal.MISSING_FIELD : Refusal.INVALID_VALUE, e.getMessage()), echo(m));
        } catch (Unreadable e) {
            return new Command.UnreadableRequest(origin, e.rejectAs, m.msgType(), e.tag, e.fixReason, new Objection(e.refusal, e.text()), echo(m));
        }
    }

    private Command.NewOrderSingle newOrderSingle(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        ClOrdId clOrdId = clOrdId(m, Tags.CL_ORD_ID);
        String symbol = shared(m.string(Tags.SYMBOL));
        Side side = side(m);
        checkSupported(m, RejectAs.EXECUTION_REPORT);
        String account = m.stringOrNull(Tags.ACCOUNT);
        return new Command.NewOrderSingle(origin, clOrdId, account == null || account.isEmpty() ? defaultAccount : shared(account), symbol,
                m.stringOrNull(Tags.CURRENCY), side,
                ordType(m, RejectAs.EXECUTION_REPORT), timeInForce(m, RejectAs.EXECUTION_REPORT), new Quantity(m.decimal(Tags.ORDER_QTY)), price(m),
                expireTime(m),
                m.isYes(Tags.POSS_RESEND));
    }

    private static Command.OrderCancelRequest cancelRequest(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        return new Command.OrderCancelRequest(origin, clOrdId(m, Tags.CL_ORD_ID), clOrdId(m, Tags.ORIG_CL_ORD_ID), m.string(Tags.SYMBOL), side(m));
    }

    private static Command.OrderCancelReplaceRequest cancelReplaceRequest(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        ClOrdId clOrdId = clOrdId(m, Tags.CL_ORD_ID);
        ClOrdId origClOrdId = clOrdId(m, Tags.ORIG_CL_ORD_ID);
        checkSupported(m, RejectAs.CANCEL_REJECT);
        return new Command.OrderCancelReplaceRequest(origin, clOrdId, origClOrdId, m.stringOrNull(Tags.ACCOUNT), m.string(Tags.SYMBOL),
                m.stringOrNull(Tags.CURRENCY), side(m), ordType(m, RejectAs.CANCEL_REJECT),
                timeInForce(m, RejectAs.CANCEL_REJECT), new Quantity(m.decimal(Tags.ORDER_QTY)), price(m), expireTime(m));
    }

    private static Command.OrderStatusRequest statusRequest(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        return new Command.OrderStatusRequest(origin, clOrdId(m, Tags.CL_ORD_ID), m.stringOrNull(Tags.ORDER_ID), m.string(Tags.SYMBOL), side(m),
                m.stringOrNull(Tags.ORD_STATUS_REQ_ID));
    }

    private String shared(String name) {
        String known = names.get(name);
        if (known == null && names.size() < MAX_NAMES) {
            names.put(name, name);
        }
        return known == null ? name : known;
    }

    // Fields

    private static ClOrdId clOrdId(FixMessage m, int tag) throws MalformedField, Unreadable {
        String value = m.string(tag);
        if (value.length() > MAX_ID) {
            throw new Unreadable(RejectAs.SESSION_REJECT, tag, VALUE_IS_INCORRECT, Refusal.INVALID_VALUE,
                    (tag == Tags.CL_ORD_ID ? "ClOrdID(11)" : "OrigClOrdID(41)") + " must have at most " + MAX_ID + " characters, has " + value.length());
        }
        return new ClOrdId(value);
    }

    private static Side side(FixMessage m) throws MalformedField, Unreadable {
        char code = m.character(Tags.SIDE);
        Side side = Side.of(code);
        if (side == null) {
            throw new Unreadable(RejectAs.SESSION_REJECT, Tags.SIDE, VALUE_IS_INCORRECT, Refusal.INVALID_VALUE, "Side(54) must be 1, 2, 5 or 6, was " + code);
        }
        return side;
    }

    private static OrdType ordType(FixMessage m, RejectAs rejectAs) throws MalformedField, Unreadable {
        char code = m.character(Tags.ORD_TYPE);
        OrdType ordType = OrdType.of(code);
        if (ordType == null) {
            throw new Unreadable(rejectAs, Tags.ORD_TYPE, 0, Refusal.UNSUPPORTED_ORDER, "OrdType(40) must be 1 or 2, was " + code);
        }
        return ordType;
    }

    private static TimeInForce timeInForce(FixMessage m, RejectAs rejectAs) throws MalformedField, Unreadable {
        char code = m.character(Tags.TIME_IN_FORCE, TimeInForce.DAY.code());
        TimeInForce timeInForce = TimeInForce.of(code);
        if (timeInForce == null) {
            throw new Unreadable(rejectAs, Tags.TIME_IN_FORCE, 0, Refusal.UNSUPPORTED_ORDER, "TimeInForce(59) must be 0, 1, 3, 4 or 6, was " + code);
        }
        return timeInForce;
    }

    private static @Nullable Price price(FixMessage m) throws MalformedField {
        return m.has(Tags.PRICE) ? new Price(m.decimal(Tags.PRICE)) : null;
    }

    private static void checkSupported(FixMessage m, RejectAs rejectAs) throws Unreadable {
        String problem = UnsupportedTerms.in(m);
        if (problem != null) {
            throw new Unreadable(rejectAs, 0, 0, Refusal.UNSUPPORTED_ORDER, problem);
        }
    }

    /** ExpireTime(126), or the end of ExpireDate(432) in UTC: epoch nanoseconds, 0 if there is neither. */
    private static long expireTime(FixMessage m) throws MalformedField, Unreadable {
        if (m.has(Tags.EXPIRE_TIME)) {
            return m.utcTimestamp(Tags.EXPIRE_TIME);
        }
        String date = m.stringOrNull(Tags.EXPIRE_DATE);
        if (date == null) {
            return 0;
        }
        try {
            return LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE).plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) * NANOS_PER_SECOND;
        } catch (DateTimeException e) {
            throw new Unreadable(RejectAs.SESSION_REJECT, Tags.EXPIRE_DATE, 6, Refusal.INVALID_VALUE,
                    "ExpireDate(432) must be a date such as 20260131, was " + date);
        }
    }

    // What is said back

    private static Echo echo(FixMessage m) {
        String side = m.stringOrNull(Tags.SIDE);
        return new Echo(m.stringOrNull(Tags.CL_ORD_ID), m.stringOrNull(Tags.ORIG_CL_ORD_ID), m.stringOrNull(Tags.SYMBOL),
                side == null || side.length() != 1 ? null : Side.of(side.charAt(0)), orderQty(m), m.stringOrNull(Tags.ACCOUNT));
    }

    private static @Nullable Quantity orderQty(FixMessage m) {
        try {
            return m.has(Tags.ORDER_QTY) ? new Quantity(m.decimal(Tags.ORDER_QTY)) : null;
        } catch (MalformedField e) {
            return null; // an echo only: the quantity is what the answer objects to, or another field is
        }
    }
}
