package io.portcullis.fix.sessions.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.StockDictionary;
import io.portcullis.oms.command.Command.RejectAs;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.ResponseTo;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.LegField;
import io.portcullis.oms.types.ListReport;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.MassCancelTerms.Form;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a client or a drop copy can be told passes the standard's dictionary of its version, in QuickFIX/J's reading of it. */
class ReportsAreValidTest {

    private static final SessionKey SESSION = new SessionKey("CLIENT1");
    private static final long TIME = 1_790_000_000_123_000_000L;
    private static final int NO_REASON = -1;

    private final List<String> objections = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void everyReport(FixVersion version) {
        for (ExecType execType : ExecType.values()) {
            for (OrdStatus ordStatus : OrdStatus.values()) {
                check(version, report(execType, ordStatus, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, NO_REASON));
            }
        }
        for (Side side : Side.values()) {
            for (OrdType ordType : OrdType.values()) {
                for (TimeInForce timeInForce : TimeInForce.values()) {
                    check(version, report(ExecType.NEW, OrdStatus.NEW, side, ordType, timeInForce, NO_REASON));
                }
            }
        }
        assertEquals(List.of(), objections);
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void anOrderThatGoesOnOnALaterDayIsRestatedInTheWordsOfTheVersion(FixVersion version) {
        String told = "|" + new ReportEncoder(version, new Ids("TEST00"))
                .encode(report(ExecType.RESTATED, OrdStatus.PARTIALLY_FILLED, Side.BUY, OrdType.LIMIT, TimeInForce.GOOD_TILL_CANCEL, NO_REASON)).toString();
        String words = switch (version) {
            case FIX40 -> "|20=3|39=1|";
            case FIX41 -> "|20=3|150=1|39=1|";
            case FIX42 -> "|20=0|150=D|39=1|";
            default -> "|150=D|39=1|";
        };
        assertTrue(told.contains(words), told);
        assertEquals(!version.isBefore(FixVersion.FIX42), told.contains("|378=1|"), told);
    }

    /** FIX 4.2 has no code for a halt: there it is the broker's option. */
    private static int codeIn(FixVersion version, RestatedBecause because) {
        return because == RestatedBecause.TRADING_HALT && version.isBefore(FixVersion.FIX43) ? RestatedBecause.BROKER.code() : because.code();
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void whatNobodyHasAskedForOverFixSaysWhyAndAnOrderGivenByTelephoneHasNoClOrdId(FixVersion version) {
        for (RestatedBecause because : RestatedBecause.values()) {
            for (ExecType execType : new ExecType[]{ExecType.RESTATED, ExecType.CANCELED}) {
                Effect.ExecutionReport report = new Effect.ExecutionReport(1, SESSION, TIME, 7, 8, 0, execType, OrdStatus.NEW, ClOrdId.NONE, null, "ACC",
                        "ACME",
                        Side.BUY, Quantity.of(100), new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("10"), 0), Quantity.ZERO, null,
                        Quantity.of(100), Quantity.ZERO, null, null, NO_REASON, null, "why", null, null);
                check(version, new Effect.Unsolicited(report, because));
                String told = "|" + new ReportEncoder(version, new Ids("TEST00")).encode(new Effect.Unsolicited(report, because));
                assertEquals(!version.isBefore(FixVersion.FIX42), told.contains("|378=" + codeIn(version, because) + "|"), told);
                assertFalse(told.contains("|11="), told);
            }
        }
        Effect.OrderCancelReject reject = new Effect.OrderCancelReject(1, SESSION, TIME, 7, new ClOrdId("Y"), ClOrdId.NONE, OrdStatus.NEW,
                Event.ResponseTo.CANCEL, 0, "too late");
        check(version, reject);
        assertEquals(version != FixVersion.FIX40, ("|" + new ReportEncoder(version, new Ids("TEST00")).encode(reject)).contains("|41=NONE|"));
        assertEquals(List.of(), objections);
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void everyPeg(FixVersion version) {
        for (Peg.Follows follows : Peg.Follows.values()) {
            for (Peg.OffsetType offsetType : Peg.OffsetType.values()) {
                Peg peg = new Peg(follows, -50_000_000, offsetType);
                Instructions instructions = new Instructions(peg.isTrailingStop() ? Price.of("10.5") : null, peg, null, null, true, true);
                Effect.ExecutionReport report = new Effect.ExecutionReport(1, SESSION, TIME, 7, 8, 0, ExecType.ORDER_STATUS, OrdStatus.NEW, new ClOrdId("B"),
                        null, "ACC", "ACME", Side.SELL, Quantity.of(100),
                        new Conditions(peg.isTrailingStop() ? OrdType.STOP : OrdType.PEGGED, TimeInForce.DAY, Quantity.of(100), null, 0, instructions),
                        Quantity.ZERO, null, Quantity.of(100), Quantity.ZERO, null, null, NO_REASON, null, null, false, null);
                check(version, report);
                checkWords(version, peg, "|" + new ReportEncoder(version, new Ids("TEST00")).encode(report));
            }
        }
        assertEquals(List.of(), objections);
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void everyDiscretion(FixVersion version) {
        for (Peg.OffsetType offsetType : Peg.OffsetType.values()) {
            Instructions instructions = Instructions.NONE.withDiscretion(new Discretion(50_000_000, offsetType));
            Effect.ExecutionReport report = new Effect.ExecutionReport(1, SESSION, TIME, 7, 8, 0, ExecType.ORDER_STATUS, OrdStatus.NEW, new ClOrdId("B"), null,
                    "ACC", "ACME", Side.SELL, Quantity.of(100),
                    new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("10"), 0, instructions), Quantity.ZERO, null, Quantity.of(100),
                    Quantity.ZERO, null, null, NO_REASON, null, null, false, null);
            check(version, report);
            String told = "|" + new ReportEncoder(version, new Ids("TEST00")).encode(report);
            boolean isPrice = offsetType == Peg.OffsetType.PRICE;
            boolean isBefore44 = version.isBefore(FixVersion.FIX44);
            assertEquals(!version.isBefore(isPrice ? FixVersion.FIX42 : FixVersion.FIX44), told.contains("|388=0|389=0.5|"), told);
            assertEquals(!isBefore44, told.contains("|842=" + offsetType.code() + "|"), told);
            assertEquals(!isBefore44 && isPrice, told.contains("|845=9.5|"), told);
        }
        assertEquals(List.of(), objections);
    }

    private static void checkWords(FixVersion version, Peg peg, String told) {
        boolean isBefore44 = version.isBefore(FixVersion.FIX44);
        boolean isNamed = !peg.isTrailingStop() || !isBefore44;
        boolean hasOffset = isNamed && version != FixVersion.FIX40 && (peg.offsetType() == Peg.OffsetType.PRICE || !isBefore44);
        assertTrue(told.contains(isNamed ? "|18=G 6 " + peg.follows().code() + "|" : "|18=G 6|"), told);
        assertEquals(hasOffset, told.contains("|211=-0.5|"), told);
        assertEquals(!isBefore44, told.contains("|836=" + peg.offsetType().code() + "|"), told);
        assertEquals(!isBefore44 && peg.isTrailingStop(), told.contains("|839=10.5|"), told);
        assertEquals(!version.isBefore(FixVersion.FIX50), told.contains("|1094=" + peg.follows().priceType() + "|"), told);
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void everyRefusal(FixVersion version) {
        for (Refusal refusal : Refusal.values()) {
            check(version, report(ExecType.REJECTED, OrdStatus.REJECTED, Side.SELL, OrdType.MARKET, TimeInForce.FILL_OR_KILL, refusal.ordRejReason()));
            check(version,
                    new Effect.ExecutionReport(1, SESSION, TIME, 0, 5, 0, ExecType.REJECTED, OrdStatus.REJECTED, null, null, null, "", Side.BUY,
                            Quantity.ZERO, null, Quantity.ZERO, null, Quantity.ZERO, Quantity.ZERO, null, null, refusal.ordRejReason(), null,
                            refusal.name(), null, null));
            for (OrdStatus ordStatus : OrdStatus.values()) {
                for (ResponseTo responseTo : ResponseTo.values()) {
                    check(version, new Effect.OrderCancelReject(1, SESSION, TIME, ordStatus == OrdStatus.REJECTED ? 0 : 7, new ClOrdId("B"), new ClOrdId("A"),
                            ordStatus, responseTo, refusal.cxlRejReason(), refusal.name()));
                }
            }
        }
        assertEquals(List.of(), objections);
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void everyReject(FixVersion version) {
        for (int sessionRejectReason : new int[]{1, 4, 5, 6}) {
            check(version, new Effect.MessageReject(1, SESSION, RejectAs.SESSION_REJECT, 2, "D", 38, sessionRejectReason, "A", "wrong"));
            check(version, new Effect.MessageReject(1, SESSION, RejectAs.SESSION_REJECT, 2, "D", 0, sessionRejectReason, null, "wrong"));
        }
        for (int businessRejectReason : new int[]{RequestDecoder.UNSUPPORTED_MESSAGE_TYPE, DropCopy.NOT_AUTHORIZED}) {
            check(version, new Effect.MessageReject(1, SESSION, RejectAs.BUSINESS_REJECT, 2, "AE", 0, businessRejectReason, null, "not done"));
            check(version, new Effect.MessageReject(1, SESSION, RejectAs.BUSINESS_REJECT, 2, "D", 0, businessRejectReason, "A", "not done"));
        }
        assertEquals(List.of(), objections);
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void everyAnswerToARequestAboutManyOrders(FixVersion version) {
        if (version.isBefore(FixVersion.FIX43)) {
            return; // nobody can ask
        }
        List<OrderSelection> selections = List.of(OrderSelection.ALL, new OrderSelection("ACME", Side.SELL_SHORT, "ACC"));
        for (OrderSelection which : selections) {
            for (Form form : version.isBefore(FixVersion.FIX50SP1) ? new Form[]{Form.MASS_CANCEL} : Form.values()) {
                MassCancelTerms terms = new MassCancelTerms(form, MassCancelTerms.CANCEL, which.symbol() == null ? "7" : "1", which);
                check(version, new Effect.MassCancelReport(1, SESSION, TIME, 8, new ClOrdId("B"), terms, 3, NO_REASON, null));
                if (form == Form.MASS_ACTION) {
                    check(version, new Effect.KillCompleted(1, SESSION, TIME, 9, new KillFact.Asked.ByMassAction(new ClOrdId("B"), terms), 3));
                }
                for (Refusal refusal : Refusal.values()) {
                    check(version, new Effect.MassCancelReport(1, SESSION, TIME, 8, new ClOrdId("B"), terms, 0, refusal.massRejectReason(), refusal.name()));
                }
            }
            Effect.ExecutionReport none = new Effect.ExecutionReport(1, SESSION, TIME, 0, 5, 0, ExecType.ORDER_STATUS, OrdStatus.REJECTED, null, null,
                    which.account(), which.symbol() == null ? "" : which.symbol(), which.side(), Quantity.ZERO, null, Quantity.ZERO, null,
                    Quantity.ZERO, Quantity.ZERO, null, null, NO_REASON, null, "none", null, null);
            check(version, new Effect.MassStatusReport(none, "S1", 0, true));
        }
        check(version, new Effect.MassStatusReport(report(ExecType.ORDER_STATUS, OrdStatus.NEW, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, NO_REASON), "S1", 2,
                false));
        assertEquals(List.of(), objections);
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void everyReportOfAnOrderListAndOfItsOrders(FixVersion version) {
        if (version.isBefore(FixVersion.FIX42)) {
            return; // nobody can send one
        }
        for (Contingency contingency : Contingency.values()) {
            for (boolean isNews : new boolean[]{false, true}) {
                check(version, inList(ExecType.RESTATED, new Effect.OfList("L1", "EXIT", contingency, isNews)));
                check(version, inList(ExecType.TRIGGERED, new Effect.OfList("L1", null, contingency, isNews)));
            }
            List<Effect.OrderOfList> orders = new ArrayList<>();
            for (OrdStatus ordStatus : OrdStatus.values()) {
                orders.add(new Effect.OrderOfList(new ClOrdId("X" + orders.size()), ordStatus, Quantity.of(1), Quantity.of(2), Quantity.of(3), Price.of("10"),
                        orders.size() % 2 == 0, NO_REASON, null));
            }
            for (ListReport report : ListReport.values()) {
                for (int status = 2; status < 7; status++) {
                    check(version, new Effect.ListStatus(1, SESSION, TIME, "L1", report, status, contingency, NO_REASON, null, orders));
                }
            }
            for (Refusal refusal : Refusal.values()) {
                check(version, new Effect.ListStatus(1, SESSION, TIME, "L1", ListReport.RESPONSE, 7, contingency, 99, "no", List.of(new Effect.OrderOfList(
                        new ClOrdId("X"), OrdStatus.REJECTED, Quantity.ZERO, Quantity.ZERO, Quantity.ZERO, null, null, refusal.ordRejReason(), "no"))));
            }
        }
        assertEquals(List.of(), objections);
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void everyReportOfAMultilegOrderAndOfItsLegs(FixVersion version) {
        Leg share = new Leg("ABC", Side.BUY, Quantity.of("1.5"), "A");
        Leg option = new Leg("XYZ", Side.SELL_SHORT, Quantity.of(2), null, Price.of("-0.5"), Arrays.stream(LegField.values()).collect(Collectors.toMap(
                field -> field, ReportsAreValidTest::anyValue)));
        Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("-10.25"), 0,
                Instructions.multileg(new Strategy(List.of(share, option), 1, 1)));
        for (Side side : List.of(Side.BUY, Side.SELL, Side.AS_DEFINED, Side.OPPOSITE)) {
            Effect.ExecutionReport order = new Effect.ExecutionReport(1, SESSION, TIME, 7, 8, 0, ExecType.NEW, OrdStatus.NEW, new ClOrdId("B"), null, "ACC",
                    "PAIR", side, Quantity.of(100), conditions, Quantity.ZERO, null, Quantity.of(100), Quantity.ZERO, null, null, NO_REASON, null, "why", null,
                    null);
            check(version, order);
            for (ExecType execType : List.of(ExecType.TRADE, ExecType.TRADE_CANCEL, ExecType.TRADE_CORRECT)) {
                check(version, ofLeg(execType, side));
            }
            String told = "|" + new ReportEncoder(version, new Ids("TEST00")).encode(order);
            String toldOfLeg = "|" + new ReportEncoder(version, new Ids("TEST00")).encode(ofLeg(ExecType.TRADE, side));
            boolean hasWords = !version.isBefore(FixVersion.FIX43);
            assertEquals(hasWords, told.contains("|442=3|"), told);
            assertEquals(hasWords, toldOfLeg.contains("|55=ABC|") && toldOfLeg.contains("|442=2|"), toldOfLeg);
            assertTrue(hasWords || told.contains("multi-leg order: buy 1.5 ABC, sell short 2 XYZ"), told);
            assertTrue(hasWords || toldOfLeg.contains("|20=3|") && toldOfLeg.contains("|55=PAIR|") && !toldOfLeg.contains("|32=40|"), toldOfLeg);
        }
        assertEquals(List.of(), objections);
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void everyReportOfASideOfACross(FixVersion version) {
        for (CrossType type : CrossType.values()) {
            Effect.OfCross cross = new Effect.OfCross(9, "C2", "C1", new CrossTerms(type, CrossPrioritization.NONE));
            Effect.ExecutionReport report = new Effect.ExecutionReport(1, SESSION, TIME, 7, 8, 0, ExecType.REPLACED, OrdStatus.NEW, new ClOrdId("B"),
                    new ClOrdId("A"), "ACC", "ACME", Side.BUY, Quantity.of(100),
                    new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("10"), 0), Quantity.ZERO, null, Quantity.of(100), Quantity.ZERO,
                    null, null, NO_REASON, null, null, null, null, null, cross);
            check(version, report);
            String told = "|" + new ReportEncoder(version, new Ids("TEST00")).encode(report);
            assertEquals(!version.isBefore(FixVersion.FIX43), told.contains("|548=C2|549=" + type.code() + "|551=C1|"), told);
            assertEquals(!version.isBefore(FixVersion.FIX50), told.contains("|961=XTEST00-9|"), told);
        }
        assertEquals(List.of(), objections);
    }

    private static String anyValue(LegField field) {
        return switch (field) {
            case MATURITY_DATE -> "20270115";
            case MATURITY_MONTH_YEAR -> "202701";
            case POSITION_EFFECT -> "O";
            case SECURITY_TYPE -> "OPT";
            case SECURITY_ID_SOURCE -> "4";
            case COVERED_OR_UNCOVERED -> "0";
            case STRIKE_PRICE, CONTRACT_MULTIPLIER -> "100";
            case SECURITY_ID, CFI_CODE, SECURITY_EXCHANGE -> "XNAS";
        };
    }

    private static Effect.LegExecution ofLeg(ExecType execType, Side side) {
        boolean isBust = execType == ExecType.TRADE_CANCEL;
        return new Effect.LegExecution(new Effect.ExecutionReport(1, SESSION, TIME, 7, 8, execType == ExecType.TRADE ? 0 : 6, execType, OrdStatus.NEW,
                new ClOrdId("B"), null, "ACC", "ABC", Side.BUY, Quantity.of(100), null, isBust ? Quantity.ZERO : Quantity.of(40),
                isBust ? null : Price.of("10"), Quantity.of(100), Quantity.ZERO, null, new VenueId("LIT1"), NO_REASON, null, null, null, null), "A", "PAIR",
                side, true);
    }

    private static Effect.ExecutionReport inList(ExecType execType, Effect.OfList list) {
        return new Effect.ExecutionReport(1, SESSION, TIME, 7, 8, 0, execType, OrdStatus.NEW, new ClOrdId("B"), null, "ACC", "ACME", Side.BUY,
                Quantity.of(100), new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("10"), 0), Quantity.ZERO, null, Quantity.of(100),
                Quantity.ZERO, null, null, NO_REASON, null, "why", true, null, list);
    }

    private void check(FixVersion version, Effect.ToClient effect) {
        Ids ids = new Ids("TEST00");
        for (boolean isCopy : effect.isCopied() ? new boolean[]{false, true} : new boolean[]{false}) {
            ReportEncoder encoder = new ReportEncoder(version, ids);
            FixBody body = isCopy ? encoder.encodeCopy(effect) : encoder.encode(effect);
            String verdict = StockDictionary.verdict(version, body);
            if (!verdict.equals("ok")) {
                objections.add(verdict + " in " + effect);
            }
        }
    }

    private static Effect.ExecutionReport report(ExecType execType, OrdStatus ordStatus, Side side, OrdType ordType, TimeInForce timeInForce,
            int ordRejReason) {
        boolean isTrade = execType == ExecType.TRADE || execType == ExecType.TRADE_CORRECT;
        boolean refers = execType == ExecType.TRADE_CANCEL || execType == ExecType.TRADE_CORRECT;
        @Nullable
        Price lastPx = isTrade ? Price.of("10.25") : null;
        return new Effect.ExecutionReport(1, SESSION, TIME, 7, 8, refers ? 6 : 0, execType, ordStatus, new ClOrdId("B"), new ClOrdId("A"), "ACC", "ACME", side,
                Quantity.of(100), new Conditions(ordType, timeInForce, Quantity.of(100), ordType.hasPrice() ? Price.of("10.25") : null,
                        timeInForce == TimeInForce.GOOD_TILL_DATE ? TIME : 0,
                        ordType.waitsForTrigger() ? Instructions.stop(Price.of("10.5")) : Instructions.NONE),
                isTrade ? Quantity.of(40) : Quantity.ZERO, lastPx, Quantity.of(60), Quantity.of(40),
                Price.of("10.25"), isTrade ? new VenueId("LIT1") : null, ordRejReason, execType == ExecType.ORDER_STATUS ? "Q1" : null, "why",
                ordType.waitsForTrigger() ? isTrade : null, null);
    }
}
