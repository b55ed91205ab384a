package io.portcullis.admin;

import io.portcullis.admin.port.Health;
import io.portcullis.admin.port.SessionsView.Refused;
import io.portcullis.admin.port.SessionsView.Rejects;
import io.portcullis.admin.port.SessionsView.Role;
import io.portcullis.admin.port.SessionsView.SessionRow;
import io.portcullis.admin.port.SessionsView.Standing;
import io.portcullis.admin.port.SessionsView.State;
import io.portcullis.admin.port.SessionsView.Stranger;
import io.portcullis.admin.port.SessionsView.Traffic;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.Stray;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For people who work on the page: {@code main} serves a made-up desk with flow in it until it is killed. Arguments: port, steps per second. */
final class ConsoleLook {

    private static final long SEED = 7;

    private ConsoleLook() {
    }

    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : AdminSettings.DEFAULT_PORT;
        int stepsPerSecond = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        TestConsole console = new TestConsole(new AdminSettings("127.0.0.1", port, null, "demo"), 10_000);
        DeskFlow flow = fill(console, 900);
        System.out.println("http://127.0.0.1:" + console.server.port());
        while (true) {
            console.desk.time(Instant.now());
            for (int i = 0; i < Math.max(1, stepsPerSecond / 20); i++) {
                flow.step();
            }
            Thread.sleep(stepsPerSecond < 20 ? 1_000 / stepsPerSecond : 50);
        }
    }

    /** A desk in the middle of its day: about a fifth of the steps are new orders. */
    static DeskFlow fill(TestConsole console, int steps) {
        Desk desk = console.desk;
        desk.time(Instant.now().minusSeconds(steps + 20L));
        console.sessions = sessions();
        console.parts = List.of(new Health.Part("event-log", true, "writing, 412 GB free"), new Health.Part("sessions", true, "6 of 10 logged on"),
                new Health.Part("postgres", true, "12 records behind"));
        long now = System.currentTimeMillis();
        console.strangers = List.of(
                new Stranger("FIX.4.4:PORTCULLIS->FUNDX", new Refused(now - 65_000, "10.20.7.91", "UNKNOWN_SESSION",
                        "there is no session FIX.4.4:PORTCULLIS->FUNDX to log on to", 3)),
                new Stranger("", new Refused(now - 4_000_000, "203.0.113.9", "HANDSHAKE", "TLS failed: no cipher suites in common", 1_204)));
        desk.record(new Event.DayStarted(LocalDate.of(2026, 5, 4)));
        DeskFlow flow = new DeskFlow(desk, SEED);
        for (int i = 0; i < steps; i++) {
            flow.step();
        }
        desk.record(new Event.SessionLoggedOn(new SessionKey("CLIENT3"), null));
        desk.record(new Event.SessionLoggedOff(new SessionKey("LIT2"), new io.portcullis.oms.types.VenueId("LIT2"), "connection reset by peer"));
        desk.record(new Event.MessageRefused(desk.nextId(0), new SessionKey("CLIENT2"), 988, Command.RejectAs.SESSION_REJECT, "D", 54, 5,
                new Objection(Refusal.INVALID_VALUE, "Side(54) must be 1, 2, 5 or 6, was 9"), Command.Echo.NONE));
        console.strays = strays(now);
        desk.record(new Event.StrayExecution(Desk.LIT1, "C9F-3", "V8812", "X77120", "AZN.L", Side.SELL, Quantity.of(300), Price.of("11840"),
                "ClOrdID(11) C9F-3 is not ours"));
        for (int i = 0; i < 20; i++) {
            flow.step();
        }
        return flow;
    }

    /** One that nobody has looked at, one that was denied and corrected, a bust that came before its trade, and one that is settled. */
    static List<Stray> strays(long now) {
        List<String> ids = List.of("X77120", "X77126", "B12", "X77001");
        List<Stray> all = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            boolean isBust = i == 2;
            Event.StrayExecution told = new Event.StrayExecution((i + 1) << 12, isBust ? 5 << 12 : 0, isBust ? ExecType.TRADE_CANCEL : ExecType.TRADE,
                    isBust ? "X7" : null, Desk.LIT1, isBust ? "" : "C9F-" + i, "V88" + i, ids.get(i), "AZN.L", i % 2 == 0 ? Side.SELL : Side.BUY,
                    Quantity.of(300), isBust ? null : Price.of("11840"), null, null, "ClOrdID(11) is not ours");
            Stray.Standing standing = new Stray.Standing(isBust, Quantity.of(i == 1 ? 250 : 300), isBust ? null : Price.of("11840"));
            Stray.Denial denial = i == 1 ? new Stray.Denial(DkReason.NO_MATCHING_ORDER, null, "no order of ours is called so") : null;
            Stray.Settlement settlement = i == 3 ? new Stray.Settlement(0, 0, 0, "anna", "the venue's error", 20_000) : null;
            all.add(new Stray(told, isBust ? 6 << 12 : 0, (now - 60_000L * i) * 1_000_000, List.of(ids.get(i)), standing, denial, settlement));
        }
        return all;
    }

    private static List<SessionRow> sessions() {
        long now = System.currentTimeMillis();
        return List.of(row("CLIENT1", Role.CLIENT, "FIX.4.2", State.LOGGED_ON, 18_204, 9_388, now - 300, "10.20.4.17:51544"),
                row("CLIENT2", Role.CLIENT, "FIX.4.4", State.LOGGED_ON, 22_917, 11_746, now - 1_200, "10.20.4.31:49210"),
                row("CLIENT3", Role.CLIENT, "FIX.5.0SP2", State.RESENDING, 4_120, 2_084, now - 100, "10.20.9.2:50002"),
                row("CLIENT4", Role.CLIENT, "FIX.4.4", State.STOPPED, 1_204, 987, now - 5_400_000, null, "stopped by anna: runaway client, agreed with Ben",
                        TestConsole.standing(SessionIntent.STOPPED, "anna: runaway client, agreed with Ben")),
                row("CLIENT5", Role.CLIENT, "FIX.4.4", State.DISCONNECTED, 1, 1, 0, null, null, TestConsole.standing(SessionIntent.STARTED, null)),
                row("LIT1", Role.VENUE, "FIX.4.4", State.LOGGED_ON, 30_551, 61_007, now - 40, "127.0.0.1:9101"),
                row("LIT2", Role.VENUE, "FIX.4.4", State.DISCONNECTED, 28_443, 55_219, now - 42_000, null,
                        "the connection broke: Connection reset by peer; since then: can't connect to 127.0.0.1:9102: Connection refused",
                        TestConsole.standing(SessionIntent.STARTED, null)),
                row("DARK1", Role.VENUE, "FIX.4.2", State.LOGGED_ON, 9_310, 12_877, now - 900, "127.0.0.1:9103"),
                row("ASIA", Role.CLIENT, "FIX.4.4", State.DISCONNECTED, 1, 1, 0, null, null,
                        new Standing(SessionIntent.STARTED, null, "Mon-Fri 00:00-07:00 UTC", false, null, "hub-1", null, null, null)),
                row("COMPLIANCE", Role.DROP_COPY, "FIX.4.4", State.LOGGED_ON, 129_410, 412, now - 200, "10.20.1.5:40118"));
    }

    private static SessionRow row(String key, Role role, String version, State state, int out, int in, long last, String peer) {
        return row(key, role, version, state, out, in, last, peer, null, new Standing(SessionIntent.STARTED, null, "Mon-Fri 07:00-18:00 Europe/London", true,
                role == Role.CLIENT ? "CN=" + key.toLowerCase(java.util.Locale.ROOT) + ".fix.example, O=Example Ltd, TLSv1.3" : null, "hub-1",
                key.equals("LIT1") ? "ben: the venue closes early" : null, key.equals("LIT2") ? "Mon 2026-11-23 08:00 Europe/London" : null,
                key.equals("DARK1") ? "closing auction until Fri 2026-11-20 16:35 Europe/London" : null));
    }

    private static SessionRow row(String key, Role role, String version, State state, int out, int in, long last, @Nullable String peer,
            @Nullable String reason, Standing standing) {
        return new SessionRow(new SessionKey(key), role, version, "PORTCULLIS", key, state, out, in, last, last, peer, reason, standing,
                new Traffic(0, key.equals("CLIENT4") ? 12 : 0, Rejects.NONE, role == Role.CLIENT ? new Rejects(1, 0, 14, 3) : Rejects.NONE, 0,
                        role == Role.VENUE ? 2 : 0),
                key.equals("CLIENT5")
                        ? new Refused(System.currentTimeMillis() - 8_000, "10.20.7.44", "UNKNOWN_SESSION",
                                "there is no session FIX.4.2:PORTCULLIS->CLIENT5 to log on to, it is nearly session CLIENT5: BeginString(8) is FIX.4.2, must be FIX.4.4",
                                17)
                        : null);
    }
}
