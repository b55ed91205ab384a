package io.portcullis.venues.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixAcceptor;
import io.portcullis.fix.sessions.engine.FixApplication;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixInitiator;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that wait for their venue's session, and what overtakes them there. */
class VenueRequestsTest {

    private static final VenueId LIT1 = new VenueId("LIT1");
    private static final Ids IDS = new Ids("TEST00");

    @TempDir
    Path stores;

    private final EventLoopGroup loops = FixTransport.newLoop("venue-test");
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final Set<Long> tooMuch = new HashSet<>();
    private final List<Long> counted = new ArrayList<>();
    private final LastLook lastLook = new LastLook() {
        @Override
        public @Nullable String objectionTo(Effect.ToVenue request) {
            return tooMuch.contains(request.requestId()) ? "it would be too much" : null;
        }

        @Override
        public void sent(Effect.ToVenue request) {
            counted.add(request.requestId());
        }
    };
    private final List<String> atTheVenue = new CopyOnWriteArrayList<>();
    private long millis = 1_800_000_000_000L;
    private FixEngine engine;
    private FixSession session;
    private VenueRequests requests;

    private class Quiet implements FixApplication {
        @Override
        public void onLogon(FixSession loggedOn) {
            // nothing to do
        }

        @Override
        public void onLogout(FixSession loggedOut, String reason) {
            // nothing to do
        }

        @Override
        public void onMessage(FixSession from, FixMessage message, int msgSeqNum, boolean isRepeated) {
            atTheVenue.add(message.msgType() + " " + message.stringOrNull(11));
        }

        @Override
        public void onReject(FixSession from, FixMessage reject, int msgSeqNum) {
            atTheVenue.add(reject.toString());
        }

        @Override
        public boolean mayResend(FixSession of, FixMessage stored) {
            return true;
        }
    }

    @BeforeEach
    void open() throws IOException {
        engine = new FixEngine(FixEngineSettings.in(stores).withSegmentBytes(1 << 20), loops.next(), failures::add);
        session = engine.open(FixSessionSettings.initiator(new SessionKey("LIT1"), FixVersion.FIX44, "HUB", "LIT"), new Quiet() {
            @Override
            public void onLogon(FixSession loggedOn) {
                requests.loggedOn();
            }
        });
        requests = requests();
    }

    private VenueRequests requests() {
        VenueEncoder encoder = new VenueEncoder(FixVersion.FIX44, IDS);
        return new VenueRequests(LIT1, session, encoder::encode, Duration.ofSeconds(30), () -> Instant.ofEpochMilli(millis), lastLook, commands::add);
    }

    @AfterEach
    void close() {
        engine.stop().join();
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        assertEquals(List.of(), failures);
    }

    private Effect.NewOrderSingle order(long id) {
        return new Effect.NewOrderSingle(id, millis * 1_000_000, LIT1, id, null, "IBM", Side.BUY,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(10), Price.of("10"), 0), null);
    }

    private Effect.OrderCancelRequest cancel(long id, long order) {
        return new Effect.OrderCancelRequest(id, millis * 1_000_000, LIT1, id, order, null, "IBM", Side.BUY, Quantity.of(10));
    }

    private Effect.OrderCancelReplaceRequest replace(long id, long order) {
        return new Effect.OrderCancelReplaceRequest(id, millis * 1_000_000, LIT1, id, order, null, null, "IBM", Side.BUY,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(5), Price.of("9"), 0), null);
    }

    private static Command.HeldOrder held(long order, long by, String text) {
        return new Command.HeldOrder(LIT1, order, by, text);
    }

    @Test
    void aNewOrderHasNoNumberBeforeTheSessionIsUp() {
        requests.send(order(1));
        assertEquals(1, session.numbers().nextSenderMsgSeqNum());
        assertEquals(1, requests.firstWaiting());
    }

    @Test
    void aCancelOfWhatTheVenueHasIsStoredAtOnce() {
        requests.send(cancel(2, 1));
        assertEquals(2, session.numbers().nextSenderMsgSeqNum());
        assertEquals(2, session.numbers().lastMark());
    }

    @Test
    void aCancelOvertakesAnOrderThatWaitsAndNeitherIsSent() {
        requests.retry();
        requests.send(order(1));
        requests.send(order(2));
        requests.send(cancel(3, 1));
        assertEquals(List.of(held(1, 3, "canceled before it was sent")), commands);
        requests.retry();
        assertEquals(1, commands.size());
        requests.withdraw(new Effect.Withdrawal(4, LIT1, 1));
        assertEquals(2, requests.firstWaiting());
        assertEquals(1, session.numbers().nextSenderMsgSeqNum());
    }

    @Test
    void aReplaceOvertakesAnOrderThatWaits() {
        requests.retry();
        requests.send(order(1));
        requests.send(replace(2, 1));
        assertEquals(List.of(held(1, 2, "replaced before it was sent")), commands);
        requests.withdraw(new Effect.Withdrawal(3, LIT1, 1));
        assertEquals(Long.MAX_VALUE, requests.firstWaiting());
    }

    @Test
    void anOrderThatWaitsTooLongIsGivenUp() {
        requests.retry();
        requests.send(order(1));
        millis += 30_000;
        requests.retry();
        assertEquals(List.of(), commands);
        millis += 1;
        requests.retry();
        assertEquals(List.of(held(1, 0, "not sent within 30s: session LIT1 was down")), commands);
    }

    @Test
    void aReplaceOfWhatTheVenueHasThatWaitsTooLongBehindAnOrderIsNotSent() {
        requests.retry();
        requests.send(order(1));
        requests.send(replace(2, 99));
        requests.send(cancel(3, 98));
        millis += 30_001;
        requests.retry();
        requests.withdraw(new Effect.Withdrawal(4, LIT1, 1));
        assertEquals(3, session.numbers().lastMark());
        assertEquals(2, session.numbers().nextSenderMsgSeqNum());
    }

    @Test
    void afterACrashWhatWasNotDecidedIsAskedAgainAndWhatWasDecidedIsNot() {
        requests.send(order(1));
        requests.send(cancel(2, 1));
        requests.send(order(3));
        requests.send(cancel(4, 3));
        assertEquals(List.of(), commands);
        requests.withdraw(new Effect.Withdrawal(5, LIT1, 1));
        requests.retry();
        assertEquals(List.of(held(3, 4, "canceled before it was sent")), commands);
        assertEquals(1, session.numbers().nextSenderMsgSeqNum());
    }

    @Test
    void whatStillHoldsGoesOutInItsOrderWhenTheSessionIsUp() throws Exception {
        requests.retry();
        requests.send(order(1));
        requests.send(order(2));
        requests.send(cancel(3, 1));
        requests.send(cancel(4, 99));
        requests.withdraw(new Effect.Withdrawal(5, LIT1, 1));
        requests.send(order(6));
        logOn(3);
        assertEquals(List.of("D " + IDS.venueClOrdId(2), "F " + IDS.venueClOrdId(4), "D " + IDS.venueClOrdId(6)), atTheVenue);
    }

    /** Until the venue has so many messages. */
    private void logOn(int messages) throws Exception {
        engine.open(FixSessionSettings.acceptor(new SessionKey("VENUE"), FixVersion.FIX44, "LIT", "HUB"), new Quiet());
        FixAcceptor acceptor = new FixAcceptor(engine, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        engine.start();
        new FixInitiator(engine, session, acceptor.localAddress(), Duration.ofMillis(20), Duration.ofMillis(80)).start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (atTheVenue.size() < messages && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private Effect.CrossRequest cross(CrossFact.Message message, long id, long orig) {
        Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(10), Price.of("10"), 0);
        return new Effect.CrossRequest(id, millis * 1_000_000, LIT1, id, orig, message, new CrossTerms(CrossType.ALL_OR_NONE, CrossPrioritization.NONE), "IBM",
                List.of(new Effect.SideOfCross(id, orig, null, null, Side.BUY, conditions, null),
                        new Effect.SideOfCross(id + 1, orig == 0 ? 0 : orig + 1, null, null, Side.SELL, conditions, null)));
    }

    @Test
    void aCancelOvertakesACrossThatWasNotSentAndAReplaceDoesNot() {
        requests.loggedOn();
        requests.send(cross(CrossFact.Message.NEW, 10, 0));
        requests.send(cross(CrossFact.Message.REPLACE, 20, 10));
        assertEquals(List.of(), commands);
        requests.send(cross(CrossFact.Message.CANCEL, 30, 10));
        assertEquals(List.of(new Command.HeldOrder(LIT1, 10, 30, "canceled before it was sent")), commands);
        requests.withdraw(new Effect.Withdrawal(40, LIT1, 10));
        assertEquals(Long.MAX_VALUE, requests.firstWaiting());
    }

    @Test
    void aCrossThatHasWaitedTooLongIsGivenUp() {
        requests.loggedOn();
        requests.send(cross(CrossFact.Message.NEW, 10, 0));
        millis += 31_000;
        requests.retry();
        assertEquals(List.of(new Command.HeldOrder(LIT1, 10, 0, "not sent within 30s: session LIT1 was down")), commands);
    }

    // What is stopped on its way

    private static Command.StoppedAtLastPoint stopped(long request, boolean isNew) {
        return new Command.StoppedAtLastPoint(LIT1, List.of(request), isNew, "it would be too much");
    }

    @Test
    void whatIsTooMuchHasNoNumberAndHoldsUpNothing() {
        tooMuch.add(5L);
        requests.retry();
        requests.send(replace(5, 1));
        requests.send(cancel(6, 1));
        assertEquals(List.of(stopped(5, false)), commands);
        assertEquals(2, session.numbers().nextSenderMsgSeqNum());
        assertEquals(6, session.numbers().lastMark());
        assertEquals(List.of(6L), counted);
    }

    @Test
    void anOrderIsLookedAtWhenItGoesAndNotBefore() throws Exception {
        requests.send(order(1));
        requests.send(order(2));
        assertEquals(List.of(), counted);
        tooMuch.add(1L);
        logOn(1);
        assertEquals(List.of("D " + IDS.venueClOrdId(2)), atTheVenue);
        assertEquals(List.of(stopped(1, true)), commands);
        assertEquals(List.of(2L), counted);
    }

    @Test
    void whatWasSentBeforeARestartIsCountedAndNotLookedAt() {
        requests.send(cancel(2, 1));
        tooMuch.add(2L);
        requests = requests();
        requests.send(cancel(2, 1));
        assertEquals(List.of(2L, 2L), counted);
        assertEquals(List.of(), commands);
    }

    @Test
    void whatIsStoppedWhileTheLogIsReadIsToldWhenTheCoreIsBackUnlessTheLogKnows() {
        tooMuch.addAll(List.of(5L, 6L));
        requests.send(replace(5, 1));
        requests.send(replace(6, 2));
        assertEquals(List.of(), commands);
        requests.withdraw(new Effect.Withdrawal(7, LIT1, 5, true));
        requests.retry();
        assertEquals(List.of(stopped(6, false)), commands);
    }

    @Test
    void aReplaceThatIsWithdrawnTakesNothingWithIt() {
        requests.send(order(1));
        requests.send(replace(2, 1));
        requests.send(cancel(3, 1));
        requests.withdraw(new Effect.Withdrawal(4, LIT1, 2, true));
        requests.retry();
        assertEquals(List.of(held(1, 3, "canceled before it was sent")), commands);
    }
}
