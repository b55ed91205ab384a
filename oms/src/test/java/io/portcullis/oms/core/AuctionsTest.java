package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import io.portcullis.oms.types.VenuePhases;
import io.portcullis.oms.types.VenuePhases.Stage;
import io.portcullis.oms.types.VenuePhases.Standing;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Orders for auctions, and the phases of venues' days. Lines as {@link Desk} writes them. */
class AuctionsTest extends OnADesk {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final VenueId A = new VenueId("A");

    AuctionsTest() {
        desk = takingAuctions(new Desk());
    }

    private static Desk takingAuctions(Desk desk) {
        return desk.takes("A", OrdType.LIMIT, OrdType.STOP).takes("B", OrdType.LIMIT);
    }

    private Desk holding() {
        desk = takingAuctions(new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, true, true, true, false))));
        return desk;
    }

    private static Standing opening(Stage stage) {
        return new Standing(Auction.OPENING, stage, "Fri 2026-11-20 08:00 UTC");
    }

    private static Standing intraday(Stage stage) {
        return new Standing(Auction.INTRADAY, stage, "Fri 2026-11-20 12:02 UTC");
    }

    private static Standing closing(Stage stage) {
        return new Standing(Auction.CLOSING, stage, "Fri 2026-11-20 16:35 UTC");
    }

    private Desk phase(String venue, @Nullable Auction now, Standing... standings) {
        return desk.house(new Command.BeginPhase(new VenueId(venue), new VenuePhases(now, "Fri 2026-11-20 16:30 UTC", List.of(standings)))).wait(1);
    }

    @Test
    void beforeTheAuctionAndDuringItOrdersForItGoOut() {
        phase("A", null, opening(Stage.OVER), closing(Stage.TAKES)).order("X", 10, "10", TimeInForce.AT_THE_CLOSE);
        told("8 X NEW NEW 10 0 10", "A D1 10@10");
        phase("A", Auction.CLOSING, opening(Stage.OVER), closing(Stage.TAKES)).order("Y", 10, "10", TimeInForce.AT_THE_CLOSE);
        told("8 Y NEW NEW 10 0 10", "A D2 10@10");
    }

    @Test
    void oneThatComesAfterItIsRefusedWithWhenThatWas() {
        phase("A", null, opening(Stage.OVER), closing(Stage.TAKES));
        phase("B", null, opening(Stage.OVER)).order("X", 10, "10", TimeInForce.AT_THE_OPENING).told();
        assertEquals("TimeInForce(59) 2 comes too late: A took orders for its opening auction until Fri 2026-11-20 08:00 UTC,"
                + " B took orders for its opening auction until Fri 2026-11-20 08:00 UTC", desk.text());
    }

    @Test
    void norIsItKeptForAnotherDay() {
        holding();
        phase("A", null, opening(Stage.OVER));
        phase("B", null, new Standing(Auction.OPENING, Stage.OVER, "")).order("X", 10, "10", TimeInForce.AT_THE_OPENING).told();
        assertEquals("TimeInForce(59) 2 comes too late: A took orders for its opening auction until Fri 2026-11-20 08:00 UTC,"
                + " B has no opening auction on this day", desk.text());
    }

    @Test
    void itGoesToTheVenueWhoseAuctionIsAhead() {
        phase("A", null, closing(Stage.OVER));
        phase("B", null, closing(Stage.TAKES)).order("X", 10, "10", TimeInForce.AT_THE_CLOSE);
        told("8 X NEW NEW 10 0 10", "B D1 10@10");
    }

    @Test
    void whereNothingIsKnownOfAVenuesAuctionsItIsSentAsEver() {
        phase("A", null, opening(Stage.OVER)).order("X", 10, "10", TimeInForce.AT_THE_OPENING);
        told("8 X NEW NEW 10 0 10", "B D1 10@10");
        phase("A", null).order("Y", 10, "10", TimeInForce.AT_THE_OPENING);
        told("8 Y NEW NEW 10 0 10", "A D1 10@10");
    }

    @Test
    void whatIsForAnyAuctionWaitsForTheNextOne() {
        phase("B", null, closing(Stage.OVER));
        phase("A", null, opening(Stage.OVER), intraday(Stage.TAKES), closing(Stage.NOT_YET)).order("X", 10, "10", TimeInForce.GOOD_FOR_AUCTION);
        told("8 X NEW NEW 10 0 10", "A D1 10@10");
        phase("A", null, opening(Stage.OVER), intraday(Stage.OVER), closing(Stage.OVER)).order("Y", 10, "10", TimeInForce.AT_CROSSING).told();
        assertTrue(desk.text().startsWith("TimeInForce(59) 9 comes too late: A took orders for its opening auction until"), desk.text());
    }

    @Test
    void oneThatNobodyTakesYetIsRefusedWithWhenTheyDo() {
        desk.venues("A");
        phase("A", null, closing(Stage.NOT_YET)).order("X", 10, "10", TimeInForce.AT_THE_CLOSE).told();
        assertEquals("no venue that is connected takes XYZ orders with TimeInForce(59) 7 now,"
                + " A takes orders for its closing auction from Fri 2026-11-20 16:35 UTC", desk.text());
    }

    @Test
    void byAgreementItIsKeptUntilThenAlsoOverARestart() {
        holding().venues("A");
        phase("A", null, closing(Stage.NOT_YET)).order("X", 10, "10", TimeInForce.AT_THE_CLOSE);
        told("8 X NEW NEW 10 0 10");
        assertEquals("kept here until a venue takes orders for the auction, TimeInForce(59) 7: none that takes it does so now", desk.text());
        desk.wait(1).restart().venues("A").wait(1);
        told("");
        phase("A", null, closing(Stage.TAKES));
        told("A D1 10@10");
        phase("A", Auction.CLOSING, closing(Stage.TAKES));
        told("");
    }

    @Test
    void oneThatIsKeptAndMissesItsAuctionExpiresThen() {
        holding().venues("A");
        phase("A", null, closing(Stage.NOT_YET)).order("X", 10, "10", TimeInForce.AT_THE_CLOSE).told();
        desk.house(new Command.HaltTrading("ann", "a drill")).told();
        phase("A", Auction.CLOSING, closing(Stage.TAKES));
        phase("A", null, closing(Stage.OVER));
        told("");
        desk.house(new Command.ResumeTrading("ann", "over")).told();
        desk.wait(1);
        told("8 X EXPIRED EXPIRED 10 0 0");
        assertEquals("its auction is over: A took orders for its closing auction until Fri 2026-11-20 16:35 UTC", desk.text());
    }

    @Test
    void oneThatIsKeptWaitsForTheVenuesSessionUntilTheAuctionIsOver() {
        holding().venues("A");
        phase("A", null, closing(Stage.NOT_YET)).order("X", 10, "10", TimeInForce.AT_THE_CLOSE).told();
        desk.house(new Command.SessionLoggedOff(new SessionKey("A"), A, "gone"));
        phase("A", Auction.CLOSING, closing(Stage.TAKES));
        told("");
        phase("A", null, closing(Stage.OVER));
        told("8 X EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void whatIsKeptForAClosedVenueWaitsForItsAuctionToo() {
        holding().venues("A");
        desk.house(new Command.CloseVenue(A, "Mon 2026-11-23 07:50 UTC"));
        phase("A", null, opening(Stage.NOT_YET)).order("X", 10, "10", TimeInForce.AT_THE_OPENING);
        told("8 X NEW NEW 10 0 10");
        desk.house(new Command.OpenVenue(A)).wait(1);
        told("");
        phase("A", null, opening(Stage.TAKES));
        told("A D1 10@10");
    }

    @Test
    void whatItsVenueHasNotEndedIsAskedAboutAMinuteLaterAndStaysIfItLives() {
        desk.reconciles().venues("A");
        phase("A", Auction.OPENING, opening(Stage.TAKES)).order("X", 10, "10", TimeInForce.AT_THE_OPENING).ack("A", "D1")
                .order("Y", 10, "10").ack("A", "D2").told();
        phase("A", null, opening(Stage.OVER)).wait(58);
        told("");
        desk.wait(1);
        told("A H D1");
        desk.stillOpen("A", "D1", 10, 0).wait(600);
        told("");
        desk.house(new Command.EndDay(TODAY, "the calendar", "its time is over")).wait(1);
        told("A F1 D1\nA F2 D2");
        desk.canceled("A", "F1", 0);
        told("8 X EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void oneThatItsVenueDoesNotKnowAnyMoreHasExpired() {
        desk.reconciles().venues("A");
        phase("A", Auction.OPENING, opening(Stage.TAKES)).order("X", 10, "10", TimeInForce.AT_THE_OPENING).ack("A", "D1").told();
        phase("A", null, opening(Stage.OVER)).wait(59);
        told("A H D1");
        desk.report("A", "D1", "0", ExecType.ORDER_STATUS, OrdStatus.REJECTED, 0, null, 0, null, "unknown order");
        told("8 X EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void aVenueThatIsNotAskedInTheMorningIsNotAskedThenEither() {
        phase("A", Auction.OPENING, opening(Stage.TAKES)).order("X", 10, "10", TimeInForce.AT_THE_OPENING).ack("A", "D1").told();
        phase("A", null, opening(Stage.OVER)).wait(60).wait(1);
        told("");
    }

    @Test
    void whatTheVenueExpiresAfterItsAuctionIsNotSentElsewhere() {
        phase("B", null, opening(Stage.TAKES));
        phase("A", Auction.OPENING, opening(Stage.TAKES)).order("X", 10, "10", TimeInForce.AT_THE_OPENING).ack("A", "D1").told();
        phase("A", null, opening(Stage.OVER)).report("A", "D1", "c1", ExecType.EXPIRED, OrdStatus.EXPIRED, 0, null, 0);
        told("8 X EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void anOrderThatIsThereMayBeReplacedAfterOrdersForItsAuctionAreTakenNoMore() {
        phase("A", Auction.CLOSING, closing(Stage.TAKES)).order("X", 10, "10", TimeInForce.AT_THE_CLOSE).ack("A", "D1").told();
        phase("A", Auction.CLOSING, closing(Stage.OVER)).replace("Y", "X", Side.BUY,
                new Conditions(OrdType.LIMIT, TimeInForce.AT_THE_CLOSE, Quantity.of(20), Price.of("10"), 0));
        assertTrue(desk.told().contains("A G1 D1 20@10"));
    }

    @Test
    void aStopOrderAtTheCloseIsRefusedWhenThatIsOver() {
        desk.venues("A", "B");
        phase("A", null, closing(Stage.OVER));
        phase("B", null, closing(Stage.OVER)).order("X", Side.SELL,
                new Conditions(OrdType.STOP_LIMIT, TimeInForce.AT_THE_CLOSE, Quantity.of(10), Price.of("9"), 0, Instructions.stop(Price.of("9")))).told();
        assertTrue(desk.text().startsWith("TimeInForce(59) 7 comes too late: A took"), desk.text());
    }

    @Test
    void theSamePhaseIsNoNews() {
        phase("A", null, closing(Stage.TAKES));
        assertEquals("venue A is in that phase already",
                desk.answerTo(new Command.BeginPhase(A, new VenuePhases(null, "Fri 2026-11-20 16:30 UTC", List.of(closing(Stage.TAKES))))));
        assertEquals("venue B is in that phase already", desk.answerTo(new Command.BeginPhase(new VenueId("B"), new VenuePhases(null, "", List.of()))));
    }

    @Test
    void ofAVenueThatIsRemovedNothingIsKnown() {
        phase("A", null, closing(Stage.TAKES));
        desk.house(new Command.SteerVenue(A, VenueAction.DRAIN, "", "ann", "it goes"))
                .house(new Command.SteerVenue(A, VenueAction.REMOVE, "", "ann", "it goes"));
        assertNull(desk.state.venues().phases(A));
    }
}
