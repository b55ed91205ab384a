package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.gateway.ClientGateway;
import io.portcullis.fix.sessions.gateway.EffectSender;
import io.portcullis.fix.sessions.gateway.ReportEncoders;
import io.portcullis.fix.sessions.traffic.Throttle;
import io.portcullis.fix.sessions.traffic.Throttle.Excess;
import io.portcullis.fix.sessions.traffic.Traffic;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a client sends on top of what was agreed, and how a venue is sent no more than it takes. */
@ResourceLock("quickfix.SystemTime")
class ThrottleTest {

    private static final String TERMS = "55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=1|";

    @TempDir
    Path stores;

    private final List<Command> commands = new ArrayList<>();
    private long now = System.currentTimeMillis();
    private long today;

    @AfterEach
    void realTime() {
        SessionClock.install();
    }

    private EmbeddedSession client(Traffic traffic) throws IOException {
        ClientGateway gateway = new ClientGateway(new ReportEncoders(new Ids("TEST00")), this::decide);
        FixSessionSettings settings = FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT").toBuilder().traffic(traffic)
                .build();
        EmbeddedSession client = new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20), settings, gateway).freezeTime();
        gateway.add(client.session, "ACME", () -> today);
        client.logon();
        SetClock.read(() -> now); // the engine has installed its own by now
        return client;
    }

    private void decide(Command command) {
        if (command instanceof Command.FromClient) {
            commands.add(command);
            today++;
        }
    }

    /** What the commands were since this was last asked: the message types, with an exclamation mark where it was too much. */
    private String decided() {
        StringBuilder text = new StringBuilder();
        for (Command command : commands) {
            text.append(switch (command) {
                case Command.NewOrderSingle c -> "D";
                case Command.OrderCancelRequest c -> "F";
                case Command.OrderCancelReplaceRequest c -> "G";
                case Command.OrderStatusRequest c -> "H";
                case Command.ClientNotice c -> c.msgType();
                case Command.UnreadableRequest c -> c.refMsgType() + (c.objection().refusal() == Refusal.TOO_MUCH_TRAFFIC ? "!" : "?");
                default -> command.toString();
            });
        }
        commands.clear();
        return text.toString();
    }

    private static String order(EmbeddedSession client) {
        return client.message("D", client.nextSeqNum, "", "11=A" + client.nextSeqNum++ + "|" + TERMS);
    }

    private static String cancel(EmbeddedSession client) {
        return client.message("F", client.nextSeqNum, "", "11=A" + client.nextSeqNum++ + "|41=A2|" + TERMS.replace("40=1|", ""));
    }

    private void pass(EmbeddedSession client, long millis) {
        now += millis;
        client.pass(Duration.ofMillis(millis));
    }

    @Test
    void ordersOnTopOfTheAgreedRateAreRejectedAndCancelsPass() throws IOException {
        try (EmbeddedSession client = client(new Traffic(new Throttle(0, 2, 0, Excess.REJECT), 0, 0))) {
            client.receiveRaw(order(client) + order(client) + order(client) + cancel(client));
            assertEquals("DDD!F", decided());
            pass(client, 1_000);
            client.receiveRaw(order(client));
            assertEquals("D", decided());
        }
    }

    @Test
    void whatIsQueuedWaitsInItsOrderAndNothingIsLost() throws IOException {
        try (EmbeddedSession client = client(new Traffic(new Throttle(2, 0, 0, Excess.QUEUE), 0, 0))) {
            client.receiveRaw(order(client) + order(client) + order(client) + cancel(client) + order(client));
            assertEquals("DD", decided());
            pass(client, 999);
            assertEquals("", decided());
            pass(client, 1);
            assertEquals("DF", decided());
            pass(client, 1_000);
            assertEquals("D", decided());
            assertEquals(7, client.session.numbers().nextTargetMsgSeqNum());
        }
    }

    @Test
    void aDaysLimitRejectsAllButCancels() throws IOException {
        try (EmbeddedSession client = client(new Traffic(new Throttle(0, 0, 2, Excess.QUEUE), 0, 0))) {
            client.receiveRaw(order(client) + order(client) + order(client) + cancel(client));
            assertEquals("DDD!F", decided());
            today = 0;
            client.receiveRaw(order(client));
            assertEquals("D", decided());
        }
    }

    @Test
    void aRejectOfOursIsNeverAnsweredByAnother() throws IOException {
        try (EmbeddedSession client = client(new Traffic(new Throttle(1, 0, 0, Excess.REJECT), 0, 0))) {
            client.receiveRaw(order(client));
            client.receive("j", "45=1|372=8|380=0|");
            client.receive("3", "45=1|");
            assertEquals("Dj3", decided());
        }
    }

    @Test
    void aVenueIsSentNoMoreThanItTakesWithinASecond() throws IOException {
        try (EmbeddedSession venue = client(new Traffic(null, 2, 0))) {
            EffectSender<Effect.Alert> sender = new EffectSender<>(venue.session, effect -> EngineUnderTest.newOrder(FixVersion.FIX44, effect.text()));
            for (int mark = 1; mark <= 5; mark++) {
                sender.send(new Effect.Alert(mark, "C" + mark, null, null, null, 0, 0));
            }
            assertEquals("C1 C2", sent(venue));
            assertEquals(3, sender.firstWaiting());
            pass(venue, 999);
            assertEquals("", sent(venue));
            pass(venue, 1);
            assertEquals("C3 C4", sent(venue));
            pass(venue, 1_000);
            assertEquals("C5", sent(venue));
            assertEquals(5, venue.session.numbers().lastMark());
            assertEquals(Long.MAX_VALUE, sender.firstWaiting());
        }
    }

    @Test
    void aPaceThatHasChangedCountsForWhatWaits() throws IOException {
        try (EmbeddedSession venue = client(new Traffic(null, 1, 0))) {
            EffectSender<Effect.Alert> sender = new EffectSender<>(venue.session, effect -> EngineUnderTest.newOrder(FixVersion.FIX44, effect.text()));
            for (int mark = 1; mark <= 4; mark++) {
                sender.send(new Effect.Alert(mark, "C" + mark, null, null, null, 0, 0));
            }
            assertEquals("C1", sent(venue));
            sender.pace(2);
            sender.retry();
            assertEquals("C2 C3", sent(venue));
            sender.pace(0);
            sender.retry();
            assertEquals("C4", sent(venue));
        }
    }

    private static String sent(EmbeddedSession venue) {
        return String.join(" ", venue.sent().stream().map(message -> field(message, 11)).toList());
    }
}
