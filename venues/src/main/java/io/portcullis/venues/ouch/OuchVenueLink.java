package io.portcullis.venues.ouch;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.link.LastLook;
import io.portcullis.venues.link.VenueLink;
import io.portcullis.venues.soup.SoupClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to one venue that speaks OUCH 4.2 over SoupBinTCP. Each message of the venue's stream becomes one command, by its number in the stream; the log says which was the last. After a start the stream is
 * read from its first message on, so that the link knows all of the venue's orders: that answers what the core asks, since OUCH has no question. Belongs to the shard's thread, which is
 * that of the loop.
 */
public final class OuchVenueLink implements VenueLink {

    private static final Logger LOG = LoggerFactory.getLogger(OuchVenueLink.class);
    private static final String NEW_ORDER = "D";
    private static final String REPLACE = "G";
    private static final String CROSS = "s";
    private static final int BUFFER_BYTES = 64;

    /**
     * What may change while the venue is there.
     *
     * @param resendWithin an order that is older is not sent when the link is up at last, nor sent again when it may have got lost, but given up
     * @param maxRequestsPerSecond 0 for no limit
     * @param account whose orders they are there
     */
    public record Terms(Duration resendWithin, int maxRequestsPerSecond, OuchTerms.Account account) {
    }

    private final VenueId venue;
    private final SessionKey key;
    private final OuchTokens tokens;
    private final OuchMarks marks;
    private final OuchReports reports;
    private final OuchLedger ledger = new OuchLedger();
    private final OuchRequests requests;
    private final SoupClient client;
    private final EventLoop loop;
    private final InstantSource clock;
    private final Consumer<Command> core;
    private final ByteBuf message = Unpooled.buffer(BUFFER_BYTES);

    /** New orders that were sent, perhaps, and have not been answered. */
    private final Map<Long, Effect.NewOrderSingle> unanswered = new LinkedHashMap<>();
    /** Those of them, and of replaces, that were sent over this connection: the venue has them, and will say what becomes of them. */
    private final Set<Long> underWay = new HashSet<>();
    /** The cancel or replace that was sent last, by the order that it is about. */
    private final Map<Long, Effect.ToVenue> pending = new HashMap<>();
    /** Questions about orders that are under way, by the order. */
    private final Map<Long, Effect.OrderStatusRequest> questions = new HashMap<>();

    private Terms terms;
    private State state = State.DISCONNECTED;
    private String session = "";
    private long generation;
    private int consumed;
    private long nextNumber = 1;
    private long known;
    private boolean isSessionGone;
    /** Whether the session goes on behind what the log says was done, is asked before it is read from its begin. */
    private boolean isToBeProbed;
    private boolean isProbing;
    private boolean isBegunAnewTold;
    private boolean hasSessionEnded;
    private @Nullable String disconnectReason;

    /**
     * @param key of the session, the name by which the log knows what has come
     * @param core decides and logs a command before it returns
     * @param onFailure a failure of ours, after which the shard can't go on
     */
    public OuchVenueLink(VenueId venue, SessionKey key, InetSocketAddress address, SoupClient.Settings settings, Terms terms, EventLoop loop, OuchMarks marks,
            Ids ids, InstantSource clock, LastLook lastLook, Consumer<Command> core, Consumer<Throwable> onFailure) {
        this.venue = venue;
        this.key = key;
        this.tokens = new OuchTokens(ids);
        this.marks = marks;
        this.reports = new OuchReports(venue, tokens);
        this.terms = terms;
        this.loop = loop;
        this.clock = clock;
        this.core = core;
        this.requests = new OuchRequests(venue, new Line(), marks, terms.resendWithin, terms.maxRequestsPerSecond, clock, lastLook, core);
        this.client = new SoupClient(loop, address, settings, new Stream(), onFailure);
    }

    /** Goes on behind what the log says was done. Before it connects. */
    public void resume(@Nullable SessionState before) {
        if (before != null && before.generation() != 0) {
            generation = before.generation();
            consumed = before.consumed();
            session = SoupSessions.name(generation);
            isToBeProbed = consumed > 0;
        }
    }

    @Override
    public VenueId venue() {
        return venue;
    }

    /** By which the log knows the session. */
    public SessionKey key() {
        return key;
    }

    public SoupClient client() {
        return client;
    }

    public OuchMarks marks() {
        return marks;
    }

    @Override
    public State state() {
        return state;
    }

    /** The number of the next message that is expected. */
    public long nextNumber() {
        return nextNumber;
    }

    /** How the venue calls its session; empty if that was never known. */
    public String session() {
        return session;
    }

    /** How many requests wait to be sent. */
    public int waiting() {
        return requests.waiting();
    }

    /** Why the last connection ended; null if none has. */
    public @Nullable String disconnectReason() {
        return disconnectReason;
    }

    @Override
    public void send(Effect.ToVenue request) {
        if (!requests.send(request)) {
            remember(request);
        }
    }

    @Override
    public void withdraw(Effect.Withdrawal withdrawal) {
        requests.withdraw(withdrawal);
    }

    @Override
    public long firstWaiting() {
        return requests.firstWaiting();
    }

    @Override
    public void retry() {
        requests.retry();
    }

    /** Other terms from now on; while it is not connected. */
    public void goBy(Terms others) {
        terms = others;
        requests.goBy(others.resendWithin, others.maxRequestsPerSecond);
    }

    /** Connects from now on. By any thread. */
    public void start() {
        client.start();
    }

    /** Logs out. By any thread. */
    public CompletableFuture<Void> stop(String reason) {
        return client.stop(reason);
    }

    /** The one way from state to state. The core is told when the venue becomes usable, and when it is no more. */
    private void state(State next, String reason) {
        if (state == next) {
            return;
        }
        LOG.atInfo().addKeyValue("session", key).log("venue {} {} -> {}: {}", venue, state, next, reason);
        boolean wasTrading = state == State.TRADING;
        state = next;
        if (next == State.TRADING) {
            core.accept(new Command.SessionLoggedOn(key, venue));
        } else if (wasTrading) {
            core.accept(new Command.SessionLoggedOff(key, venue, reason));
        }
    }

    private long now() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    private Origin lastDone() {
        return new Origin(key, generation, consumed);
    }

    // What goes out

    /** It was sent before the restart, perhaps. */
    private void remember(Effect.ToVenue request) {
        switch (request) {
            case Effect.NewOrderSingle e -> unanswered.put(e.requestId(), e);
            case Effect.OrderCancelRequest e -> pending.put(e.origRequestId(), e);
            case Effect.OrderCancelReplaceRequest e -> pending.put(e.origRequestId(), e);
            case Effect.OrderStatusRequest _,Effect.CrossRequest _,Effect.DontKnowTrade _ -> {
                // nothing comes of it any more
            }
        }
    }

    private final class Line implements OuchRequests.Line {

        @Override
        public boolean isUp() {
            return state == State.TRADING && client.isLoggedIn();
        }

        @Override
        public void send(Effect.ToVenue request) {
            switch (request) {
                case Effect.NewOrderSingle e -> enter(e);
                case Effect.OrderCancelRequest e -> cancel(e);
                case Effect.OrderCancelReplaceRequest e -> replace(e);
                case Effect.OrderStatusRequest e -> answer(e);
                case Effect.CrossRequest e -> e.sides().forEach(side -> refuse(side.requestId(), CROSS, "OUCH has no crosses"));
                case Effect.DontKnowTrade e -> LOG.atWarn().addKeyValue("session", key)
                        .log("venue {} can't be told by OUCH that its execution {} is not known", venue, e.venueExecId());
            }
        }

        @Override
        public void later(Runnable work, long millis) {
            loop.schedule(work, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void write(OuchMessage.ToHost request) {
        OuchCodec.write(request, message.clear());
        client.send(message);
    }

    private void enter(Effect.NewOrderSingle e) {
        String objection = OuchTerms.objectionTo(e.symbol(), e.conditions(), now());
        if (objection != null) {
            refuse(e.requestId(), NEW_ORDER, objection);
            return;
        }
        unanswered.put(e.requestId(), e);
        underWay.add(e.requestId());
        write(new OuchMessage.EnterOrder(tokens.token(e.requestId()), OuchTerms.of(e.symbol(), e.side(), e.conditions(), terms.account, now()), ' '));
    }

    private void cancel(Effect.OrderCancelRequest e) {
        pending.put(e.origRequestId(), e);
        underWay.add(e.requestId());
        write(new OuchMessage.CancelOrder(tokens.token(e.origRequestId()), 0));
    }

    private void replace(Effect.OrderCancelReplaceRequest e) {
        String objection = OuchTerms.objectionTo(e.symbol(), e.conditions(), now());
        if (objection != null) {
            refuse(e.requestId(), REPLACE, objection);
            return;
        }
        pending.put(e.origRequestId(), e);
        underWay.add(e.requestId());
        int shares = OuchTerms.shares(e.conditions());
        write(new OuchMessage.ReplaceOrder(tokens.token(e.origRequestId()), tokens.token(e.requestId()), shares, OuchTerms.price(e.conditions()),
                OuchTerms.timeInForce(e.conditions(), now()), OuchTerms.display(e.conditions()), 'N', OuchTerms.minimum(e.conditions(), shares)));
    }

    /** OUCH has no words for it: it does not go out. */
    private void refuse(long requestId, String msgType, String why) {
        requests.tellLater(new Command.VenueMessageReject(lastDone(), venue, requestId, msgType, why));
    }

    /**
     * How an order stands, from the stream. One that the venue has not taken, though all that it has told has come: what may have got lost on the way is sent again, under its token, of which the venue takes
     * only the first; what is too old for that is told to be unknown there.
     */
    private void answer(Effect.OrderStatusRequest e) {
        OuchOrder order = ledger.order(tokens.token(e.requestId()));
        if (order != null) {
            requests.tellLater(reports.status(lastDone(), order, statusOf(order)));
            return;
        }
        Effect.NewOrderSingle lost = unanswered.get(e.requestId());
        if (underWay.contains(e.requestId())) {
            questions.put(e.requestId(), e);
        } else if (lost != null && !requests.isTooOld(lost.transactTime())
                && OuchTerms.objectionTo(lost.symbol(), lost.conditions(), now()) == null) {
            LOG.atWarn().addKeyValue("session", key).log("venue {} has not taken order {}: it is sent again by the same token", venue,
                    tokens.token(e.requestId()));
            questions.put(e.requestId(), e);
            enter(lost);
        } else {
            unanswered.remove(e.requestId());
            requests.tellLater(reports.unknown(lastDone(), e.requestId(), e.symbol(), e.side()));
        }
    }

    /** A request that is under way is pending there: only the stream says what becomes of it. */
    private OrdStatus statusOf(OuchOrder order) {
        Effect.ToVenue request = pending.get(tokens.number(order.token));
        if (!order.isOpen() || request == null || !underWay.contains(request.requestId())) {
            return order.ordStatus();
        }
        return request instanceof Effect.OrderCancelRequest ? OrdStatus.PENDING_CANCEL : OrdStatus.PENDING_REPLACE;
    }

    // What comes in

    private final class Stream implements SoupClient.Listener {

        /** After a start from the first message on. */
        @Override
        public SoupClient.Position wanted() {
            isProbing = isToBeProbed && !isSessionGone;
            return isSessionGone ? new SoupClient.Position("", 1)
                    : new SoupClient.Position(session, session.isEmpty() ? 1 : isProbing ? consumed + 1 : nextNumber);
        }

        @Override
        public @Nullable String loggedIn(SoupClient.Position at) {
            long found = SoupSessions.number(at.session());
            if (found == 0) {
                return "a session's name must have 1 to 10 letters and digits, was " + at.session();
            }
            if (isProbing) {
                isToBeProbed = false;
                loop.execute(() -> client.cut("session " + session + " goes on behind number " + consumed + ": it is read from its begin"));
                return null;
            }
            if (isSessionGone && !hasSessionEnded && found == generation && consumed > 0) {
                return begunAnew();
            }
            isToBeProbed = false;
            if (found != generation) {
                begin(at.session(), found);
            } else if (at.number() == 1) {
                ledger.clear();
            }
            isSessionGone = false;
            hasSessionEnded = false;
            nextNumber = at.number();
            known = nextNumber - 1;
            state(State.LOGGING_ON, "session " + at.session());
            state(State.RECOVERING, "expects number " + nextNumber);
            return null;
        }

        /** What it told before is gone, or it names its sessions alike: which of its messages are done is not known. */
        private String begunAnew() {
            String text = "the venue begins session " + session + " anew, of which " + consumed
                    + " messages were done: nothing is sent there until somebody has settled with it what is"
                    + " missing";
            if (!isBegunAnewTold) {
                isBegunAnewTold = true;
                core.accept(new Command.VenueNotice(lastDone(), venue, "session " + session, text));
            }
            return text;
        }

        private void begin(String name, long found) {
            String before = session;
            boolean isFirst = generation == 0;
            boolean wasWhole = hasSessionEnded;
            session = name;
            generation = found;
            consumed = 0;
            ledger.clear();
            if (!isFirst) {
                core.accept(new Command.VenueNotice(lastDone(), venue, "session " + name, wasWhole ? null
                        : "the venue begins session " + name + ", and session " + before + " was not told to its end: executions of it may be missing"));
            }
        }

        @Override
        public void refused(boolean isSession) {
            isSessionGone = isSession && !session.isEmpty() && !isSessionGone;
        }

        @Override
        public void sequenced(long number, ByteBuf payload) {
            if (isProbing) {
                return; // it comes again
            }
            nextNumber = number + 1;
            int msgSeqNum = Math.toIntExact(number);
            boolean isDone = msgSeqNum <= consumed;
            consumed = Math.max(consumed, msgSeqNum);
            known = number;
            Origin origin = new Origin(key, generation, msgSeqNum);
            OuchMessage.FromHost read;
            try {
                read = OuchCodec.readFromHost(payload);
            } catch (OuchException e) {
                if (!isDone) {
                    core.accept(new Command.VenueNotice(origin, venue, "OUCH", e.getMessage()));
                }
                return;
            }
            OuchOrder order = ledger.after(read);
            if (!isDone) {
                core.accept(reports.of(read, order, origin, OuchVenueLink.this::pendingRequest));
            }
            settle(read, order);
        }

        /** All that was missed has come. */
        @Override
        public void caughtUp() {
            if (isProbing) {
                return;
            }
            if (known < consumed) {
                client.cut(
                        "the venue has told up to number " + known + " of session " + session + ", up to " + consumed + " were done before: it has lost some");
                return;
            }
            unanswered.values().removeIf(order -> requests.isTooOld(order.transactTime()));
            pending.keySet().removeIf(number -> !isOpenThere(number));
            state(State.TRADING, "nothing is missing");
            requests.up();
        }

        @Override
        public void sessionEnded() {
            hasSessionEnded = true;
            isSessionGone = true;
        }

        @Override
        public void down(String reason) {
            underWay.clear();
            questions.clear();
            disconnectReason = reason;
            state(State.DISCONNECTED, reason);
        }
    }

    private boolean isOpenThere(long orderNumber) {
        OuchOrder order = ledger.order(tokens.token(orderNumber));
        return order != null && order.isOpen();
    }

    /** 0 for none. */
    private long pendingRequest(long orderNumber) {
        Effect.ToVenue request = pending.get(orderNumber);
        return request == null ? 0 : request.requestId();
    }

    /** What the message answers is not open any more; what was asked meanwhile is answered. */
    private void settle(OuchMessage.FromHost read, @Nullable OuchOrder order) {
        switch (read) {
            case OuchMessage.Accepted m -> answered(m.token());
            case OuchMessage.Rejected m -> rejected(m);
            case OuchMessage.Replaced m -> done(m.previousToken());
            case OuchMessage.CancelReject m -> done(m.token());
            case OuchMessage.Canceled m when m.reason() == OuchReasons.USER_REQUESTED -> done(m.token());
            case OuchMessage.SystemEvent _,OuchMessage.Canceled _,OuchMessage.Executed _,OuchMessage.BrokenTrade _,OuchMessage.TradeCorrection _,OuchMessage.CancelPending _,OuchMessage.PriorityUpdate _,OuchMessage.Modified _ -> {
                // answers nothing
            }
        }
        if (order != null && !order.isOpen()) {
            done(order.token);
        }
    }

    private void rejected(OuchMessage.Rejected m) {
        long number = tokens.number(m.token());
        pending.values().removeIf(request -> request.requestId() == number);
        answered(m.token());
    }

    private void done(String token) {
        Effect.ToVenue request = pending.remove(tokens.number(token));
        if (request != null) {
            underWay.remove(request.requestId());
        }
    }

    private void answered(String token) {
        long number = tokens.number(token);
        unanswered.remove(number);
        underWay.remove(number);
        Effect.OrderStatusRequest question = questions.remove(number);
        OuchOrder order = question == null ? null : ledger.order(token);
        if (order != null) {
            core.accept(reports.status(lastDone(), order, statusOf(order)));
        }
    }
}
