package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.AccountRights;
import io.portcullis.oms.core.CancelOnDisconnect;
import io.portcullis.oms.core.ClientAgreement;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.core.OrderPractice;
import io.portcullis.oms.core.Router;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Both sides of a cross count for the exposure of their account, 1000 at most, and are checked together. */
class CrossExposureTest {

    private static final SessionKey CLIENT = new SessionKey("CLIENT1");
    private static final VenueId VENUE = new VenueId("A");
    private static final String KEPT = "kept here until a venue opens: none that takes it is in its trading hours";
    private static final CrossTerms TERMS = new CrossTerms(CrossType.ONE_SIDE, CrossPrioritization.NONE);
    private static final Instrument XYZ = new Instrument("XYZ", null, "XNYS", "USD", TickTable.of(Price.of("0.01")), Quantity.of(1), Price.of("10"));

    private final OrderCore core = new OrderCore(
            new OrderCore.Settings(List.of(VENUE), Duration.ofSeconds(5), new AccountRights(Map.of(CLIENT, List.of("ACC"))),
                    Map.of(CLIENT, new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, true, true, true, false)))),
            new ShardState(),
            new PreTradeRisk(Accounts.of(List.of(new Account("ACC", "USD"))), new RiskSettings(0, CurrencyRates.NONE)),
            new CrossRouter(), new Market10());
    private int seqNum;

    CrossExposureTest() {
        told(new Command.StartDay(LocalDate.of(2026, 11, 20)));
        told(new Command.ChangeLimits(Gates.added("account=ACC open-notional 1000 USD"), "ann", "as agreed"));
        told(new Command.SessionLoggedOn(new SessionKey("A"), VENUE));
    }

    private List<String> told(Command command) {
        List<String> told = new ArrayList<>();
        for (Effect effect : core.decide(command, 1_000_000_000L * ++seqNum, false).effects()) {
            switch (effect) {
                case Effect.ExecutionReport e -> told.add(e.clOrdId() + " " + e.execType() + " " + e.text());
                case Effect.OrderCancelReject e -> told.add(e.clOrdId() + " REFUSED " + e.text());
                default -> {
                    // not for the client
                }
            }
        }
        return told;
    }

    private static Command.SideOfCross side(Side side, String clOrdId, @Nullable String orig, int qty) {
        return new Command.SideOfCross(side, new ClOrdId(clOrdId), orig == null ? null : new ClOrdId(orig), "ACC",
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of("10"), 0), null);
    }

    private List<String> cross(String name, int buy, int sell) {
        return told(new Command.NewOrderCross(new Origin(CLIENT, 1, ++seqNum), name, TERMS, "XYZ", null,
                List.of(side(Side.BUY, "B" + name, null, buy), side(Side.SELL, "S" + name, null, sell)), false, null));
    }

    private List<String> replace(String name, String orig, int buy, int sell) {
        return told(new Command.CrossOrderCancelReplaceRequest(new Origin(CLIENT, 1, ++seqNum), name, orig, TERMS, "XYZ", null,
                List.of(side(Side.BUY, "B" + name, "B" + orig, buy), side(Side.SELL, "S" + name, "S" + orig, sell)), null));
    }

    @Test
    void twoSidesThatAreTooMuchTogetherAreRefused() {
        assertEquals(List.of(
                "BC1 REJECTED its cross is refused: Side(54) 2, ClOrdID(11) SC1: the limit account=ACC open-notional is 1000 USD, used 500, requested 600, allowed 500",
                "SC1 REJECTED the limit account=ACC open-notional is 1000 USD, used 500, requested 600, allowed 500"), cross("C1", 50, 60));
        assertEquals(List.of("BC2 NEW null", "SC2 NEW null"), cross("C2", 50, 50));
    }

    @Test
    void aReplaceOfBothIsCheckedForWhatTheyComeToTogether() {
        cross("C1", 40, 40);
        assertEquals("SC2 REFUSED the limit account=ACC open-notional is 1000 USD, used 600, requested 600, allowed 400",
                replace("C2", "C1", 60, 60).getLast());
        assertEquals(List.of("BC3 PENDING_REPLACE null", "SC3 PENDING_REPLACE null"), replace("C3", "C1", 60, 40));
    }

    @Test
    void oneThatHasWaitedForItsVenueToOpenIsToldWhichLimitHasNoRoomForBothSides() {
        told(new Command.CloseVenue(VENUE, "tomorrow"));
        assertEquals(List.of("BC1 NEW " + KEPT, "SC1 NEW " + KEPT), cross("C1", 40, 40));
        told(new Command.ChangeLimits(Gates.added("venue=A open-quantity 50"), "ann", "as agreed"));
        List<String> told = new ArrayList<>(told(new Command.OpenVenue(VENUE)));
        told.addAll(told(new Command.ClockTick()));
        String why = "REJECTED no venue has room for both sides of the cross: the limit venue=A open-quantity is 50, used 40, requested 40, allowed 10";
        assertEquals(List.of("BC1 " + why, "SC1 " + why), told);
    }

    private static final class CrossRouter implements Router {
        @Override
        public boolean takesCrosses(VenueId venue) {
            return true;
        }

        @Override
        public List<Route> route(Request request, Market market) {
            return List.of();
        }
    }

    private static final class Market10 implements Market {
        @Override
        public @Nullable Book book(VenueId venue, String symbol) {
            return null;
        }

        @Override
        public Price reference(String symbol) {
            return Price.of("10");
        }

        @Override
        public @Nullable Price lastTrade(String symbol) {
            return null;
        }

        @Override
        public @Nullable Price best(String symbol, boolean bids) {
            return null;
        }

        @Override
        public Instruments instruments() {
            return new Instruments(List.of(XYZ));
        }
    }
}
