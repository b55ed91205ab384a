package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.dialect.Untranslatable;
import io.portcullis.fix.sessions.wire.FixFields;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.Echo;
import io.portcullis.oms.command.Command.RejectAs;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.RoutingWish;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns a client's message into the command that it asks for or, where it can't be read or asks for something that we don't do, into one that says so. Every message gives
 * one command. In what is read here the versions of FIX differ only by what FIX 4.0 alone has.
 */
public final class RequestDecoder {

    private static final int VALUE_IS_INCORRECT = 5;
    private static final int FORMAT_IS_INCORRECT = 6;
    static final int UNSUPPORTED_MESSAGE_TYPE = 3;
    private static final int DELIVER_TO_FIRM_NOT_AVAILABLE = 7;
    private static final int THROTTLE_LIMIT_EXCEEDED = 8;
    private static final int CONDITIONALLY_REQUIRED_FIELD_MISSING = 5;
    private static final int MAX_ID = 64;
    /** Stands for the ClOrdID(11) of an order that has none where a version of FIX requires one. */
    static final String NONE = "NONE";
    /** CxlType(125), in FIX 4.0 only. */
    private static final String PARTIAL_CANCEL = "P";
    /** HandlInst(21): manual order, best execution. */
    private static final String BY_HAND = "3";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** A message that is refused where it is read. */
    static final class Unreadable extends Exception {
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

        int tag() {
            return tag;
        }

        String text() {
            String message = getMessage();
            return message == null ? "" : message;
        }
    }

    /** Symbols and accounts come again and again: an order that is kept all day shares them with the others. */
    private static final int MAX_NAMES = 10_000;

    private final @Nullable String defaultAccount;
    private final boolean takesCareOrders;
    private final boolean readsSenderSubId;
    private final ToLongFunction<String> numberOf;
    private final MultilegDecoder multileg;
    private final Map<String, String> names = new HashMap<>();

    /**
     * @param defaultAccount of orders without Account(1); null if the session has none
     * @param numberOf the number behind one of our OrderIDs(37) and ExecIDs(17); 0 if it is not one of ours
     */
    public RequestDecoder(@Nullable String defaultAccount, ToLongFunction<String> numberOf) {
        this(defaultAccount, false, numberOf);
    }

    /** @param takesCareOrders whether the session may send orders that people shall work, HandlInst(21)=3 */
    public RequestDecoder(@Nullable String defaultAccount, boolean takesCareOrders, ToLongFunction<String> numberOf) {
        this(defaultAccount, takesCareOrders, FixVersion.FIX44, numberOf);
    }

    /** @param version that the session speaks */
    public RequestDecoder(@Nullable String defaultAccount, boolean takesCareOrders, FixVersion version, ToLongFunction<String> numberOf) {
        this(defaultAccount, takesCareOrders, false, version, numberOf);
    }

    /** @param readsSenderSubId whether SenderSubID(50) names the trader of an order whose Parties(453) name none */
    public RequestDecoder(@Nullable String defaultAccount, boolean takesCareOrders, boolean readsSenderSubId, FixVersion version,
            ToLongFunction<String> numberOf) {
        this.readsSenderSubId = readsSenderSubId;
        this.multileg = new MultilegDecoder(version);
        this.defaultAccount = defaultAccount;
        this.takesCareOrders = takesCareOrders;
        this.numberOf = numberOf;
    }

    public Command.FromClient decode(FixMessage m, Origin origin) {
        Command.FromClient request = read(m, origin);
        return readsSenderSubId ? OriginatorReader.ofSenderSubId(m, request) : request;
    }

    private Command.FromClient read(FixMessage m, Origin origin) {
        try {
            return switch (m.msgType()) {
                case "D" -> handled(m, newOrderSingle(m, origin), RejectAs.EXECUTION_REPORT);
                case "F" -> named(m, Tags.ORIG_CL_ORD_ID, cancelRequest(m, origin));
                case "G" -> named(m, Tags.ORIG_CL_ORD_ID, handled(m, cancelReplaceRequest(m, origin), RejectAs.CANCEL_REJECT));
                case "AB" -> multileg.newOrder(m, origin, defaultAccount);
                case "AC" -> multileg.replace(m, origin);
                case "H" -> named(m, Tags.CL_ORD_ID, statusRequest(m, origin));
                case "q" -> MassRequestDecoder.massCancel(m, origin);
                case "CA" -> MassRequestDecoder.massAction(m, origin);
                case "DH" -> PartyActionDecoder.read(m, origin);
                case "AF" -> MassRequestDecoder.massStatus(m, origin);
                case "E" -> OrderListDecoder.newOrderList(m, origin, defaultAccount);
                case "K" -> new Command.ListCancelRequest(origin, OrderListDecoder.listId(m));
                case "L" -> new Command.ListExecute(origin, OrderListDecoder.listId(m));
                case "M" -> new Command.ListStatusRequest(origin, OrderListDecoder.listId(m));
                case "s" -> CrossDecoder.newOrderCross(m, origin, defaultAccount);
                case "t" -> CrossDecoder.cancelReplaceRequest(m, origin);
                case "u" -> CrossDecoder.cancelRequest(m, origin);
                case "3",
                        "j" -> new Command.ClientNotice(origin, m.msgType(),
                                "rejects our message " + m.stringOrNull(Tags.REF_SEQ_NUM) + ": " + m.stringOrNull(Tags.TEXT),
                                true);
                case "Q" -> dontKnowTrade(m, origin);
                default -> new Command.UnreadableRequest(origin, RejectAs.BUSINESS_REJECT, m.msgType(), 0, UNSUPPORTED_MESSAGE_TYPE,
                        new Objection(Refusal.UNSUPPORTED_MESSAGE,
                                "Unsupported Message Type: MsgType(35)=" + Violation.shown(m.msgType())
                                        + ", supported are D, F, G and H, since FIX 4.2 also E, K, L and M, since FIX 4.3 also q, AF, AB, AC, s, t and u, since FIX 5.0 SP1 also CA, in FIX Latest also DH"),
                        Echo.NONE);
            };
        } catch (MalformedField e) {
            return e.problem() == MalformedField.Problem.MISSING ? missing(m, origin, e)
                    : new Command.UnreadableRequest(origin, RejectAs.SESSION_REJECT, m.msgType(), e.tag(), e.sessionRejectReason(),
                            new Objection(Refusal.INVALID_VALUE, e.getMessage()), echo(m));
        } catch (Unreadable e) {
            return new Command.UnreadableRequest(origin, e.rejectAs, m.msgType(), e.tag, e.fixReason, new Objection(e.refusal, e.text()), echo(m));
        }
    }

    /** What the session's dialect could not translate: an unknown instrument is a matter of the request, a value that was not agreed one of the message. */
    static Command.UnreadableRequest untranslatable(FixMessage m, Origin origin, Untranslatable problem) {
        return switch (problem.kind()) {
            case VALUE -> new Command.UnreadableRequest(origin, RejectAs.SESSION_REJECT, m.msgType(), problem.tag(), problem.sessionRejectReason(),
                    new Objection(Refusal.INVALID_VALUE, problem.text()), echo(m));
            case INSTRUMENT -> new Command.UnreadableRequest(origin, answerTo(m), m.msgType(), problem.tag(), 0,
                    new Objection(Refusal.UNKNOWN_SYMBOL, problem.text()), echo(m));
            case ON_BEHALF_OF -> new Command.UnreadableRequest(origin, RejectAs.BUSINESS_REJECT, m.msgType(), problem.tag(), DropCopy.NOT_AUTHORIZED,
                    new Objection(Refusal.UNSUPPORTED_MESSAGE, problem.text()), echo(m));
            case DELIVER_TO -> new Command.UnreadableRequest(origin, RejectAs.BUSINESS_REJECT, m.msgType(), problem.tag(), DELIVER_TO_FIRM_NOT_AVAILABLE,
                    new Objection(Refusal.UNSUPPORTED_MESSAGE, problem.text()), echo(m));
        };
    }

    private static RejectAs answerTo(FixMessage m) {
        return switch (m.msgType()) {
            case "D", "AB" -> RejectAs.EXECUTION_REPORT;
            case "F", "G", "AC" -> RejectAs.CANCEL_REJECT;
            default -> RejectAs.BUSINESS_REJECT;
        };
    }

    /** The dictionary doesn't require the field, so that the session layer has let the message pass; but such a request can't do without it. */
    private static Command.UnreadableRequest missing(FixMessage m, Origin origin, MalformedField field) {
        return new Command.UnreadableRequest(origin, answerTo(m), m.msgType(), field.tag(), CONDITIONALLY_REQUIRED_FIELD_MISSING,
                new Objection(Refusal.MISSING_FIELD, field.getMessage() + " in 35=" + m.msgType()), echo(m));
    }

    /** A message on top of what was agreed: it is answered, and looked at no further. Its ClOrdID(11) may be used again. */
    static Command.UnreadableRequest tooMuch(FixMessage m, Origin origin, String text) {
        return new Command.UnreadableRequest(origin, answerTo(m), m.msgType(), 0, THROTTLE_LIMIT_EXCEEDED, new Objection(Refusal.TOO_MUCH_TRAFFIC, text),
                echo(m));
    }

    private Command.NewOrderSingle newOrderSingle(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        ClOrdId clOrdId = clOrdId(m, Tags.CL_ORD_ID);
        String symbol = shared(printable(m, Tags.SYMBOL));
        Side side = side(m);
        checkSupported(m, RejectAs.EXECUTION_REPORT);
        String account = printableOrNull(m, Tags.ACCOUNT);
        return new Command.NewOrderSingle(origin, clOrdId, account == null ? defaultAccount : shared(account), symbol,
                printableOrNull(m, Tags.CURRENCY), side, conditions(m, RejectAs.EXECUTION_REPORT).wishing(wish(m)), m.isYes(Tags.POSS_RESEND), null);
    }

    /** Who works orders by hand is told of every HandlInst(21) but of the one that a new order has by default. */
    private Command.FromClient handled(FixMessage m, Command.FromClient request, RejectAs rejectAs) throws Unreadable {
        boolean isByHand = m.is(Tags.HANDL_INST, BY_HAND);
        if (!takesCareOrders) {
            if (isByHand) {
                throw new Unreadable(rejectAs, Tags.HANDL_INST, 0, Refusal.CARE_NOT_AGREED,
                        "HandlInst(21) must be 1 or 2, was 3: care orders are not agreed for this session");
            }
            return request;
        }
        boolean isSaid = isByHand || m.has(Tags.HANDL_INST) && request instanceof Command.OrderCancelReplaceRequest;
        return isSaid ? new Command.WithHandling(request, isByHand) : request;
    }

    /** An order that was given by telephone has no ClOrdID(11), and is named by its OrderID(37). */
    private Command.FromClient named(FixMessage m, int nameTag, Command.FromClient request) {
        return isNamedById(m, nameTag) ? new Command.ByOrderId(request, numberOf.applyAsLong(textOf(m, Tags.ORDER_ID))) : request;
    }

    private static boolean isNamedById(FixMessage m, int nameTag) {
        return m.has(Tags.ORDER_ID) && (!m.has(nameTag) || m.is(nameTag, NONE) || textOf(m, nameTag).equals(textOf(m, Tags.ORDER_ID)));
    }

    private static ClOrdId nameOf(FixMessage m, int nameTag) throws MalformedField, Unreadable {
        return m.has(nameTag) || !m.has(Tags.ORDER_ID) ? clOrdId(m, nameTag) : new ClOrdId(NONE);
    }

    private static Command.OrderCancelRequest cancelRequest(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        if (m.is(Tags.CXL_TYPE, PARTIAL_CANCEL)) {
            throw new Unreadable(RejectAs.CANCEL_REJECT, Tags.CXL_TYPE, 0, Refusal.UNSUPPORTED_ORDER,
                    "CxlType(125) must be F, was P; a quantity is reduced by OrderCancelReplaceRequest(35=G)");
        }
        return new Command.OrderCancelRequest(origin, clOrdId(m, Tags.CL_ORD_ID), nameOf(m, Tags.ORIG_CL_ORD_ID), printable(m, Tags.SYMBOL), anySide(m));
    }

    private static Command.OrderCancelReplaceRequest cancelReplaceRequest(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        ClOrdId clOrdId = clOrdId(m, Tags.CL_ORD_ID);
        ClOrdId origClOrdId = nameOf(m, Tags.ORIG_CL_ORD_ID);
        checkSupported(m, RejectAs.CANCEL_REJECT);
        return new Command.OrderCancelReplaceRequest(origin, clOrdId, origClOrdId, printableOrNull(m, Tags.ACCOUNT), printable(m, Tags.SYMBOL),
                printableOrNull(m, Tags.CURRENCY), anySide(m), conditions(m, RejectAs.CANCEL_REJECT).wishing(wish(m)));
    }

    /** Null if it says nothing of where or how it is to be routed. */
    static @Nullable RoutingWish wish(FixFields m) throws MalformedField, Unreadable {
        String destination = printableOrNull(m, Tags.EX_DESTINATION);
        return RoutingWish.of(destination == null ? null : new VenueId(destination), printableOrNull(m, Tags.TARGET_STRATEGY));
    }

    /** Such orders are not routed, but go whole to the first venue that takes them. */
    static void checkThatNoVenueIsNamed(FixFields m, RejectAs rejectAs) throws Unreadable {
        String destination = m.stringOrNull(Tags.EX_DESTINATION);
        if (destination != null) {
            throw new Unreadable(rejectAs, 0, 0, Refusal.UNSUPPORTED_ORDER,
                    "ExDestination(100) is not supported in crosses and multi-leg orders, was " + Violation.shown(destination));
        }
    }

    static Conditions conditions(FixFields m, RejectAs rejectAs) throws MalformedField, Unreadable {
        return new Conditions(ordType(m, rejectAs), timeInForce(m, rejectAs), new Quantity(m.decimal(Tags.ORDER_QTY)), price(m, Tags.PRICE),
                expireTime(m, rejectAs),
                InstructionReader.read(m)).of(OriginatorReader.read(m));
    }

    private static Command.OrderStatusRequest statusRequest(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        return new Command.OrderStatusRequest(origin, isNamedById(m, Tags.CL_ORD_ID) ? ClOrdId.NONE : clOrdId(m, Tags.CL_ORD_ID),
                printableOrNull(m, Tags.ORDER_ID), printable(m, Tags.SYMBOL), anySide(m),
                printableOrNull(m, Tags.ORD_STATUS_REQ_ID));
    }

    private Command.DontKnowTrade dontKnowTrade(FixMessage m, Origin origin) {
        String orderId = textOf(m, Tags.ORDER_ID);
        String execId = textOf(m, Tags.EXEC_ID);
        return new Command.DontKnowTrade(origin, numberOf.applyAsLong(orderId), numberOf.applyAsLong(execId), orderId, execId, textOf(m, Tags.DK_REASON),
                textOf(m, Tags.TEXT));
    }

    private static String textOf(FixMessage m, int tag) {
        String text = m.stringOrNull(tag);
        return text == null ? "" : text;
    }

    private String shared(String name) {
        String known = names.get(name);
        if (known == null && names.size() < MAX_NAMES) {
            names.put(name, name);
        }
        return known == null ? name : known;
    }

    // Fields

    static ClOrdId clOrdId(FixFields m, int tag) throws MalformedField, Unreadable {
        String value = printable(m, tag);
        if (value.length() > MAX_ID) {
            throw new Unreadable(RejectAs.SESSION_REJECT, tag, VALUE_IS_INCORRECT, Refusal.INVALID_VALUE,
                    FixDictionary.nameOf(tag) + " must have at most " + MAX_ID + " characters, has " + value.length());
        }
        return new ClOrdId(value);
    }

    /** A name that is told back, looked up and stored: it must be one that a person can read. */
    static String printable(FixFields m, int tag) throws MalformedField, Unreadable {
        String value = m.string(tag);
        if (!isPrintable(value)) {
            throw new Unreadable(RejectAs.SESSION_REJECT, tag, VALUE_IS_INCORRECT, Refusal.INVALID_VALUE, FixDictionary.nameOf(tag)
                    + (value.isBlank() ? " must not be blank" : " must be without control characters, was " + Violation.shown(value) + " with ? for each"));
        }
        return value;
    }

    static @Nullable String printableOrNull(FixFields m, int tag) throws MalformedField, Unreadable {
        return m.has(tag) ? printable(m, tag) : null;
    }

    static Side side(FixFields m) throws MalformedField, Unreadable {
        Side side = anySide(m);
        if (side.isOfStrategies()) {
            throw noSide(side.code());
        }
        return side;
    }

    /** Also one that only a multi-leg order has. */
    static Side anySide(FixFields m) throws MalformedField, Unreadable {
        char code = m.character(Tags.SIDE);
        Side side = Side.of(code);
        if (side == null) {
            throw noSide(code);
        }
        return side;
    }

    private static Unreadable noSide(char code) {
        return new Unreadable(RejectAs.SESSION_REJECT, Tags.SIDE, VALUE_IS_INCORRECT, Refusal.INVALID_VALUE,
                "Side(54) must be 1, 2, 5 or 6, was " + code);
    }

    private static OrdType ordType(FixFields m, RejectAs rejectAs) throws MalformedField, Unreadable {
        char code = m.character(Tags.ORD_TYPE);
        OrdType ordType = OrdType.of(code);
        if (ordType == null) {
            throw new Unreadable(rejectAs, Tags.ORD_TYPE, 0, Refusal.UNSUPPORTED_ORDER, "OrdType(40) must be " + OrdType.CODES + ", was " + code);
        }
        return ordType;
    }

    private static TimeInForce timeInForce(FixFields m, RejectAs rejectAs) throws MalformedField, Unreadable {
        char code = m.character(Tags.TIME_IN_FORCE, TimeInForce.DAY.code());
        TimeInForce timeInForce = TimeInForce.of(code);
        if (timeInForce == null) {
            throw new Unreadable(rejectAs, Tags.TIME_IN_FORCE, 0, Refusal.UNSUPPORTED_ORDER, "TimeInForce(59) must be " + TimeInForce.CODES + ", was " + code);
        }
        return timeInForce;
    }

    private static @Nullable Price price(FixFields m, int tag) throws MalformedField {
        return m.has(tag) ? new Price(m.decimal(tag)) : null;
    }

    static void checkSupported(FixFields m, RejectAs rejectAs) throws Unreadable {
        String problem = UnsupportedTerms.in(m);
        if (problem != null) {
            throw new Unreadable(rejectAs, 0, 0, Refusal.UNSUPPORTED_ORDER, problem);
        }
    }

    /** ExpireTime(126), or the end of ExpireDate(432) in UTC: epoch nanoseconds, 0 if there is neither. */
    private static long expireTime(FixFields m, RejectAs rejectAs) throws MalformedField, Unreadable {
        String date = m.stringOrNull(Tags.EXPIRE_DATE);
        if (!m.has(Tags.EXPIRE_TIME)) {
            return date == null ? 0 : endOf(date);
        }
        if (date != null) {
            throw new Unreadable(rejectAs, Tags.EXPIRE_DATE, 0, Refusal.INVALID_VALUE, "only one of ExpireTime(126) and ExpireDate(432) is allowed, were "
                    + m.string(Tags.EXPIRE_TIME) + " and " + Violation.shown(date));
        }
        return Math.max(1, m.utcTimestamp(Tags.EXPIRE_TIME)); // 0 stands for none
    }

    private static long endOf(String date) throws Unreadable {
        try {
            long seconds = LocalDate.parse(date, DATE).plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            return Math.multiplyExact(seconds, NANOS_PER_SECOND);
        } catch (DateTimeException | ArithmeticException e) {
            throw new Unreadable(RejectAs.SESSION_REJECT, Tags.EXPIRE_DATE, FORMAT_IS_INCORRECT, Refusal.INVALID_VALUE,
                    "ExpireDate(432) must be a date such as 20260131 of the years 1970 to 2261, was " + Violation.shown(date));
        }
    }

    // What is said back

    private static Echo echo(FixMessage m) {
        String side = m.stringOrNull(Tags.SIDE);
        return new Echo(echo(m, nameTag(m)), echo(m, Tags.ORIG_CL_ORD_ID), echo(m, Tags.SYMBOL),
                side == null || side.length() != 1 ? null : Side.of(side.charAt(0)), orderQty(m), echo(m, Tags.ACCOUNT));
    }

    /** Of the field that names the request. */
    private static int nameTag(FixMessage m) {
        return switch (m.msgType()) {
            case "AF" -> Tags.MASS_STATUS_REQ_ID;
            case "E", "K", "L", "M" -> Tags.LIST_ID;
            case "s", "t", "u" -> Tags.CROSS_ID;
            default -> Tags.CL_ORD_ID;
        };
    }

    private static @Nullable String echo(FixMessage m, int tag) {
        String value = m.stringOrNull(tag);
        return value == null || !isPrintable(value) ? null : value;
    }

    private static boolean isPrintable(String value) {
        boolean isBlank = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
            isBlank &= Character.isWhitespace(c);
        }
        return !isBlank;
    }

    private static @Nullable Quantity orderQty(FixMessage m) {
        try {
            return m.has(Tags.ORDER_QTY) ? new Quantity(m.decimal(Tags.ORDER_QTY)) : null;
        } catch (MalformedField e) {
            return null; // an echo only: the quantity is what the answer objects to, or another field is
        }
    }
}
