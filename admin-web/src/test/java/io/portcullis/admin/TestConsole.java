package io.portcullis.admin;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.admin.port.DayView;
import io.portcullis.admin.port.Health;
import io.portcullis.admin.port.MessagesView;
import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.admin.port.SessionOrder;
import io.portcullis.admin.port.SessionsView;
import io.portcullis.admin.port.VenuesView.Link;
import io.portcullis.admin.port.VenuesView.SessionOfVenue;
import io.portcullis.admin.port.VenuesView.Standing;
import io.portcullis.admin.port.VenuesView.VenueRow;
import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command.OrderName;
import io.portcullis.oms.command.DeskAction;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.Stray;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A console over a desk that is written by hand: it does what operators order, and remembers it. */
final class TestConsole implements AutoCloseable {

    static final long LAST_IN = System.currentTimeMillis();
    static final long LAST_OUT = LAST_IN - 100;

    final Desk desk;
    final MetricRegistry metrics = new MetricRegistry();
    final List<String> ordered = new CopyOnWriteArrayList<>();
    final Map<Long, Desk.Order> orders = new ConcurrentHashMap<>();
    final AdminServer server;
    volatile List<SessionsView.SessionRow> sessions = List.of(session("CLIENT1", SessionsView.Role.CLIENT, SessionsView.State.LOGGED_ON));
    final List<Map<String, List<String>>> asked = new CopyOnWriteArrayList<>();
    volatile MessagesView.Answer found = new MessagesView.Page(List.of(), true, "1-0", null, null, List.of());
    volatile Function<Map<String, List<String>>, MessagesView.Answer> messages = conditions -> found;
    volatile List<SessionsView.Stranger> strangers = List.of();
    volatile List<Stray> strays = List.of();
    volatile DayView.DayStatus day = new DayView.DayStatus(LocalDate.of(2026, 11, 20), null, null, 12, 30, 2, 1);
    final MadeUpCorporateActions corporateActions = new MadeUpCorporateActions();
    volatile boolean live = true;
    volatile List<Health.Part> parts = List.of(new Health.Part("event-log", true, "writing"));
    volatile @Nullable CompletionStage<OperatorCommands.Answer> nextAnswer;

    final MadeUpLimits limits = new MadeUpLimits();
    final MadeUpPositions positions = new MadeUpPositions();
    final MadeUpKills kills = new MadeUpKills();
    final MadeUpLocates locates = new MadeUpLocates();
    final MadeUpRiskMetrics riskMetrics = new MadeUpRiskMetrics();
    final MadeUpOverrides overrides = new MadeUpOverrides();
    final MadeUpMarketStates markets = new MadeUpMarketStates();

    TestConsole(@Nullable String password, int maxOrders) throws IOException {
        this(new AdminSettings("127.0.0.1", 0, password, "test"), maxOrders);
    }

    TestConsole(AdminSettings settings, int maxOrders) throws IOException {
        desk = new Desk(maxOrders);
        server = AdminServer.start(settings,
                new ConsoleSources(desk.readModel, new ShownSessions(),
                        () -> CompletableFuture.completedFuture(
                                List.of(new VenueRow(new VenueId("LIT2"), Standing.DRAINED, "anna: it closes", "Mon 2026-11-23 08:00 UTC", null, 3,
                                        Link.RECONCILING, List.of(new SessionOfVenue(new SessionKey("LIT2.B"), Link.AWAY, 1))))),
                        () -> CompletableFuture.completedFuture(day), corporateActions, limits, positions, kills, locates, riskMetrics, overrides, markets,
                        new MadeUpMarketData(),
                        () -> CompletableFuture.completedFuture(strays),
                        conditions -> {
                            asked.add(conditions);
                            return CompletableFuture.completedFuture(messages.apply(conditions));
                        }, new Commands(), new FixedHealth(), metrics,
                        Map.of("orders_accepted", "Orders that were accepted"), desk::position, "0.1.0"));
    }

    static SessionsView.SessionRow session(String key, SessionsView.Role role, SessionsView.State state) {
        return session(key, role, state, standing(SessionIntent.STARTED, null));
    }

    static SessionsView.SessionRow drainedVenue(String key, String why) {
        return session(key, SessionsView.Role.VENUE, SessionsView.State.LOGGED_ON,
                new SessionsView.Standing(SessionIntent.STARTED, null, "always", true, null, "test", why, null, null));
    }

    static SessionsView.SessionRow closedVenue(String key, String opens) {
        return session(key, SessionsView.Role.VENUE, SessionsView.State.LOGGED_ON,
                new SessionsView.Standing(SessionIntent.STARTED, null, "always", true, null, "test", null, opens, null));
    }

    static SessionsView.SessionRow venueIn(String key, String phase) {
        return session(key, SessionsView.Role.VENUE, SessionsView.State.LOGGED_ON,
                new SessionsView.Standing(SessionIntent.STARTED, null, "always", true, null, "test", null, null, phase));
    }

    private static SessionsView.SessionRow session(String key, SessionsView.Role role, SessionsView.State state, SessionsView.Standing standing) {
        return new SessionsView.SessionRow(new SessionKey(key), role, "FIX.4.4", "PORTCULLIS", key, state, 1_204, 987, LAST_IN, LAST_OUT,
                "127.0.0.1:51234", "cut",
                standing,
                new SessionsView.Traffic(0, 5, new SessionsView.Rejects(1, 0, 0, 0), new SessionsView.Rejects(1, 0, 1, 0), 3, 4), null);
    }

    static SessionsView.Standing standing(SessionIntent intent, @Nullable String reason) {
        return new SessionsView.Standing(intent, reason, "always", true, null, "test", null, null, null);
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    private final class ShownSessions implements SessionsView {
        @Override
        public List<SessionRow> sessions() {
            return sessions;
        }

        @Override
        public List<Stranger> strangers() {
            return strangers;
        }
    }

    private final class FixedHealth implements Health {
        @Override
        public boolean isLive() {
            return live;
        }

        @Override
        public List<Part> parts() {
            return parts;
        }
    }

    private final class Commands implements OperatorCommands {
        @Override
        public CompletionStage<Answer> halt(Instruction instruction) {
            return done("halt", instruction, () -> desk.record(new Event.TradingHalted(instruction.user(), instruction.reason())));
        }

        @Override
        public CompletionStage<Answer> resume(Instruction instruction) {
            return done("resume", instruction, () -> desk.record(new Event.TradingResumed(instruction.user(), instruction.reason())));
        }

        @Override
        public CompletionStage<Answer> cancelOrder(long orderId, Instruction instruction) {
            Desk.Order order = orders.get(orderId);
            if (order == null) {
                return CompletableFuture.completedFuture(new Answer.Refused("no open order " + Desk.IDS.orderId(orderId)));
            }
            return done("cancel " + Desk.IDS.orderId(orderId), instruction, () -> {
                desk.record(new Event.CancelOrdered(orderId, instruction.user(), instruction.reason()));
                order.cancel();
            });
        }

        @Override
        public CompletionStage<Answer> steer(SessionKey session, SessionOrder order, @Nullable String confirmation, Instruction instruction) {
            if (order instanceof SessionOrder.SetNumbers && !session.value().equals(confirmation)) {
                return CompletableFuture.completedFuture(new Answer.Unconfirmed("an order could be lost", session.value()));
            }
            return done(order + " " + session, instruction, () -> desk.record(
                    new Event.SessionSteered(session, order.action(), null, "", instruction.user(), instruction.reason())));
        }

        @Override
        public CompletionStage<Answer> endDay(LocalDate tradingDay, Instruction instruction) {
            return done("end " + tradingDay, instruction, () -> desk.record(new Event.DayEnded(tradingDay, instruction.user(), instruction.reason())));
        }

        @Override
        public CompletionStage<Answer> applyVenues(Instruction instruction) {
            return done("apply venues", instruction, () -> {});
        }

        @Override
        public CompletionStage<Answer> steer(VenueId venue, boolean takesOrders, Instruction instruction) {
            return done((takesOrders ? "resume " : "drain ") + venue, instruction, () -> desk.record(
                    new Event.VenueSteered(venue, takesOrders ? VenueAction.RESUME : VenueAction.DRAIN, "", instruction.user(), instruction.reason())));
        }

        @Override
        public CompletionStage<Answer> workOrder(long orderId, CareAction action, Instruction instruction) {
            return orderId == 4711L << 12 ? CompletableFuture.completedFuture(new Answer.Refused("no such order is known today"))
                    : done(action + " of " + Desk.IDS.orderId(orderId), instruction, () -> {});
        }

        @Override
        public CompletionStage<Answer> fillBlock(List<Long> orderIds, CareAction.Fill whole, Instruction instruction) {
            return done(whole + " for " + orderIds, instruction, () -> {});
        }

        @Override
        public CompletionStage<Answer> actForClient(DeskAction action, Instruction instruction) {
            return done(action.toString(), instruction, () -> {});
        }

        @Override
        public CompletionStage<Answer> assignStray(long strayId, OrderName order, boolean overfill, boolean afterDenial, Instruction instruction) {
            return done("assign " + Desk.IDS.strayId(strayId) + " to " + (order.orderId() == 0 ? "" : Desk.IDS.orderId(order.orderId()))
                    + (order.clOrdId() == null ? "" : order.clOrdId()) + (order.session() == null ? "" : " of " + order.session())
                    + (overfill ? " overfill" : "")
                    + (afterDenial ? " after denial" : ""), instruction, () -> {});
        }

        @Override
        public CompletionStage<Answer> dismissStray(long strayId, Instruction instruction) {
            return done("dismiss " + Desk.IDS.strayId(strayId), instruction, () -> {});
        }

        @Override
        public CompletionStage<Answer> denyStray(long strayId, DkReason dkReason, Instruction instruction) {
            return done("deny " + Desk.IDS.strayId(strayId) + " " + dkReason, instruction, () -> {});
        }

        private CompletionStage<Answer> done(String what, Instruction instruction, Runnable effect) {
            ordered.add(what + " by " + instruction.user() + ": " + instruction.reason());
            CompletionStage<Answer> given = nextAnswer;
            if (given != null) {
                return given;
            }
            effect.run();
            return CompletableFuture.completedFuture(new Answer.Done(""));
        }
    }
}
