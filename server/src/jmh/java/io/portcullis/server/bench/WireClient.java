package io.portcullis.server.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A client that sends orders under a load and measures each from the moment it was due to be sent (whether or not it could be) to its final fill, so that a
 * hub that stalls is charged for every order that waited. One load at a time.
 */
final class WireClient implements WireSession.Receiver, AutoCloseable {
    static final WireSession.CompIds COMP_IDS = new WireSession.CompIds("BENCH", "PORTCULLIS");
    private static final int MOST_OPEN = 1 << 20;
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST_LATENCY_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final OrderText order = new OrderText("BENCH", "ACME", "100.25");
    private final WireSession session;
    /** When each open order was due, in the place its number gives; 0 where none is open. */
    private final AtomicLongArray due = new AtomicLongArray(MOST_OPEN);

    // Written under the session's lock.
    private volatile long sent;

    // Written by the session's reading thread.
    private volatile long filled;
    private volatile long rejected;
    private volatile long strange;
    private volatile long reports;
    private volatile @Nullable String firstReject;

    // What the reading thread does at the moment.
    private volatile Histogram latencies = histogram();
    private volatile int window;
    private volatile long deadline;

    /** Connects to a port of this machine and logs on as {@link #COMP_IDS}. */
    WireClient(int port) throws IOException, InterruptedException {
        this(port, COMP_IDS);
    }

    /** Connects to a port of this machine and logs on. */
    WireClient(int port, WireSession.CompIds ids) throws IOException, InterruptedException {
        session = WireSession.initiate(loopback(port), ids, this);
        session.awaitLogon(30);
    }

    static SocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * Sends the load and waits until all its orders are answered.
     *
     * @throws IllegalStateException if the hub stops answering for 10 s: what it then measures is worth nothing
     */
    Outcome run(Load load) throws InterruptedException {
        var before = new long[]{sent, filled, rejected, strange};
        latencies = histogram();
        var inTime = switch (load) {
            case Load.Window steady -> keepOpen(steady);
            case Load.FixedRate paced -> pace(paced);
        };
        awaitAnswers();
        return new Outcome(load, sent - before[0], filled - before[1], rejected - before[2], strange - before[3], inTime - before[1], latencies);
    }

    long sent() {
        return sent;
    }

    /** How many ExecutionReport(35=8) came, of all kinds. */
    long reports() {
        return reports;
    }

    /** What the hub rejected first, or null if it rejected nothing. */
    @Nullable
    String firstReject() {
        return firstReject;
    }

    WireSession session() {
        return session;
    }

    @Override
    public void message(WireSession from, char msgType, FixIn message) {
        if (msgType != '8') {
            rejected(message);
            return;
        }
        reports++;
        report(message);
    }

    @Override
    public void batchEnd(WireSession from) {
        if (window > 0)
            fillWindow();
    }

    @Override
    public void close() {
        session.close();
    }

    private long keepOpen(Load.Window load) throws InterruptedException {
        deadline = System.nanoTime() + load.duration().toNanos();
        window = load.outstanding();
        fillWindow();
        TimeUnit.NANOSECONDS.sleep(deadline - System.nanoTime());
        window = 0;
        return filled;
    }

    private void fillWindow() {
        session.lock();
        try {
            var now = System.nanoTime();
            if (now - deadline >= 0)
                return;
            for (var room = window - open(); room > 0; room--)
                send(now);
            session.flush();
        } finally {
            session.unlock();
        }
    }

    private long pace(Load.FixedRate load) {
        TimerSlack.tighten();
        var start = System.nanoTime();
        var end = start + load.duration().toNanos();
        var orders = load.orders();
        for (var done = 0L; done < orders;) {
            var now = System.nanoTime();
            if (now - end > GIVE_UP_NANOS || open() > MOST_OPEN / 2)
                break; // the hub takes no more
            var next = start + done * 1_000_000_000L / load.perSecond();
            if (next > now)
                LockSupport.parkNanos(next - now);
            else
                done += sendDue(load, start, done, Math.min(orders, (now - start) * load.perSecond() / 1_000_000_000L + 1));
        }
        for (long left; (left = end - System.nanoTime()) > 0;)
            LockSupport.parkNanos(left);
        return filled;
    }

    private long sendDue(Load.FixedRate load, long start, long from, long until) {
        session.lock();
        try {
            for (var number = from; number < until; number++)
                send(start + number * 1_000_000_000L / load.perSecond());
            session.flush();
            return until - from;
        } finally {
            session.unlock();
        }
    }

    private void send(long dueNanos) {
        var number = sent;
        due.setRelease(place(number), dueNanos);
        order.write(session, number);
        sent = number + 1;
    }

    private void report(FixIn report) {
        var number = -1L;
        var execType = ' ';
        var ordStatus = ' ';
        while (report.next() && (number < 0 || execType == ' ' || ordStatus == ' '))
            switch (report.tag()) {
                case 11 -> number = OrderText.number(report);
                case 39 -> ordStatus = report.character();
                case 150 -> execType = report.character();
                default -> {
                }
            }
        if (execType == '8')
            rejected(report);
        else if (ordStatus == '2' && (execType == 'F' || execType == '2'))
            filled(number);
    }

    private void filled(long number) {
        var now = System.nanoTime();
        var was = number < 0 ? 0 : due.getAndSet(place(number), 0);
        if (was == 0) {
            strange++;
            return;
        }
        latencies.recordValue(Math.min(now - was, LONGEST_LATENCY_NANOS));
        filled++;
    }

    private void rejected(FixIn message) {
        if (firstReject == null)
            firstReject = message.text();
        rejected++;
    }

    private void awaitAnswers() throws InterruptedException {
        var open = open();
        var since = System.nanoTime();
        while (open() > 0) {
            if (open() != open)
                since = System.nanoTime();
            else if (System.nanoTime() - since > GIVE_UP_NANOS)
                throw new IllegalStateException(open + " orders without an answer for 10 s" + (session.end() == null ? "" : "; session: " + session.end()));
            open = open();
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private long open() {
        return sent - filled - rejected;
    }

    private static int place(long number) {
        return (int) (number & MOST_OPEN - 1);
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST_LATENCY_NANOS, 3);
    }
}
