package io.portcullis.server.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The least that a hub takes for a FIX 4.4 session: logon, heartbeats, answers to TestRequest(35=1), a gap fill for ResendRequest(35=2), logout. It stores
 * nothing, asks for nothing again and counts what it misses, so that a benchmark in which anything went wrong can say so. One thread reads; any thread may
 * write between {@link #lock()} and {@link #unlock()}, but the reading one should not where another may be held up in a write by a hub that wants its reports
 * read first.
 */
final class WireSession implements AutoCloseable {
    private static final int HEARTBEAT_SECONDS = 30;
    private static final byte[] SENDING_TIME = FixOut.ascii("|52=");
    private static final byte[] LOGON = FixOut.ascii("98=0|108=");
    private static final byte[] RESET = FixOut.ascii("141=Y|");
    private static final byte[] TEST_REQ_ID = FixOut.ascii("112=");
    private static final byte[] NEW_SEQ_NO = FixOut.ascii("123=Y|36=");
    private static final ScheduledExecutorService HEARTBEATS = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("heartbeats").factory());

    private final SocketChannel channel;
    private final Receiver receiver;
    private final boolean initiator;
    private final CountDownLatch loggedOn = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final FixOut out = new FixOut();
    private final FixIn in = new FixIn();
    private final UtcStamp stamp = new UtcStamp();
    private byte[] compIds = {};
    private long nextOutbound = 1;
    private long nextInbound = 1;
    private boolean saidGoodbye;
    private long lastWriteNanos = System.nanoTime();
    private volatile long gaps;
    private volatile @Nullable String end;
    private @Nullable ScheduledFuture<?> heartbeats;

    /** Takes the application messages of a session, on its reading thread. */
    interface Receiver {
        /** A message that isn't the session's own affair, or a Reject(35=3). The walk stands before the first field; it is valid during the call. */
        void message(WireSession session, char msgType, FixIn message);

        /** All that one read brought has been handed over: the moment to flush what was written meanwhile. */
        void batchEnd(WireSession session);
    }

    private WireSession(SocketChannel channel, Receiver receiver, boolean initiator) throws IOException {
        this.channel = channel;
        this.receiver = receiver;
        this.initiator = initiator;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Connects and logs on. */
    static WireSession initiate(SocketAddress address, CompIds ids, Receiver receiver) throws IOException {
        var session = new WireSession(SocketChannel.open(address), receiver, true);
        session.compIds = ids.header();
        session.start("to " + ids.target());
        session.logon(false);
        return session;
    }

    /** Waits for the Logon(35=A) of whoever has connected, and goes by the CompIDs it uses. */
    static WireSession accept(SocketChannel connection, Receiver receiver) throws IOException {
        var session = new WireSession(connection, receiver, false);
        session.start("accepted");
        return session;
    }

    /** Waits until both sides have logged on. */
    void awaitLogon(long seconds) throws IOException, InterruptedException {
        if (!loggedOn.await(seconds, TimeUnit.SECONDS) || end != null)
            throw new IOException("no logon within " + seconds + " s" + (end == null ? "" : ": " + end));
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Begins a message with its header; the caller holds the lock, appends the body to what it gets, and then calls {@link #finish()}. */
    FixOut begin(char msgType) {
        return begin(msgType, nextOutbound++);
    }

    /** The present as text for a field like TransactTime(60); the caller holds the lock. */
    byte[] timestamp() {
        return stamp.now();
    }

    void finish() {
        out.finish();
    }

    /** Sends what has been finished; the caller holds the lock. */
    void flush() {
        if (out.isEmpty())
            return;
        try {
            out.writeTo(channel);
            lastWriteNanos = System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often a message was missing or was asked for again: 0 in a sound run. */
    long gaps() {
        return gaps;
    }

    /** Why the session has ended, or null while it lives. */
    @Nullable
    String end() {
        return end;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (end == null)
                logout();
        } catch (UncheckedIOException e) {
            ended("not able to log out: " + e.getMessage());
        } finally {
            lock.unlock();
        }
        disconnect();
    }

    private void start(String name) {
        Thread.ofPlatform().daemon().name("fix " + name).start(this::read);
        heartbeats = HEARTBEATS.scheduleAtFixedRate(this::heartbeat, 1, 1, TimeUnit.SECONDS);
    }

    private void read() {
        var bytes = new byte[1 << 19];
        var from = 0;
        var to = 0;
        try {
            for (int read; (read = channel.read(ByteBuffer.wrap(bytes, to, bytes.length - to))) >= 0;) {
                to += read;
                for (int next; (next = in.frame(bytes, from, to)) >= 0; from = next)
                    received();
                System.arraycopy(bytes, from, bytes, 0, to - from);
                to -= from;
                from = 0;
                receiver.batchEnd(this);
            }
            ended("the other side closed the connection");
        } catch (ClosedChannelException e) {
            ended("closed");
        } catch (IOException | RuntimeException e) {
            ended(e.toString());
        }
        loggedOn.countDown();
        disconnect();
    }

    private void received() {
        in.next();
        var msgType = in.valueTo() - in.valueFrom() == 1 ? in.character() : '?';
        in.find(34);
        var number = in.number();
        in.rewind();
        if (msgType == 'A' || msgType == '4') {
            restart(msgType, number);
            return;
        }
        if (number < nextInbound)
            return;
        if (number > nextInbound)
            gaps++;
        nextInbound = number + 1;
        switch (msgType) {
            case '0' -> {
            }
            case '1' -> answerTestRequest();
            case '2' -> fillGap();
            case '5' -> goodbye();
            default -> receiver.message(this, msgType, in);
        }
    }

    private void restart(char msgType, long number) {
        if (msgType == '4') {
            in.find(36);
            nextInbound = in.number();
            return;
        }
        nextInbound = number + 1;
        if (!initiator) {
            compIds = CompIds.reversed(in).header();
            logon(in.find(141) && in.character() == 'Y');
        }
        loggedOn.countDown();
    }

    private void logon(boolean reset) {
        write(() -> {
            begin('A').raw(LOGON).number(HEARTBEAT_SECONDS).endOfField();
            if (reset)
                out.raw(RESET);
            finish();
        });
    }

    private void answerTestRequest() {
        var id = in.find(112);
        write(() -> {
            begin('0');
            if (id)
                out.raw(TEST_REQ_ID).raw(in.bytes(), in.valueFrom(), in.valueTo()).endOfField();
            finish();
        });
    }

    private void fillGap() {
        gaps++;
        in.find(7);
        write(() -> {
            begin('4', in.number()).raw(NEW_SEQ_NO).number(nextOutbound).endOfField();
            finish();
        });
    }

    private void goodbye() {
        write(this::logout);
        ended("the other side logged out");
        disconnect();
    }

    private void logout() {
        if (saidGoodbye)
            return;
        saidGoodbye = true;
        begin('5');
        finish();
        flush();
    }

    private void heartbeat() {
        if (loggedOn.getCount() > 0 || end != null || !lock.tryLock())
            return; // whoever holds the lock is sending
        try {
            if (System.nanoTime() - lastWriteNanos < TimeUnit.SECONDS.toNanos(HEARTBEAT_SECONDS))
                return;
            begin('0');
            finish();
            flush();
        } catch (UncheckedIOException e) {
            ended("not able to send a heartbeat: " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void write(Runnable messages) {
        lock.lock();
        try {
            messages.run();
            flush();
        } finally {
            lock.unlock();
        }
    }

    private FixOut begin(char msgType, long number) {
        if (!out.hasRoom())
            flush();
        out.begin();
        out.raw((byte) '3').raw((byte) '5').raw((byte) '=').raw((byte) msgType).endOfField();
        return out.raw(compIds).number(number).raw(SENDING_TIME).raw(stamp.now()).endOfField();
    }

    private void ended(String why) {
        if (end == null)
            end = why;
    }

    private void disconnect() {
        ended("closed");
        if (heartbeats != null)
            heartbeats.cancel(false);
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who speaks to whom: SenderCompID(49) and TargetCompID(56) of what is sent. */
    record CompIds(String sender, String target) {

        static CompIds reversed(FixIn logon) {
            if (!logon.find(56))
                throw new IllegalStateException("a Logon without TargetCompID(56): " + logon.text());
            var sender = logon.value();
            if (!logon.find(49))
                throw new IllegalStateException("a Logon without SenderCompID(49): " + logon.text());
            return new CompIds(sender, logon.value());
        }

        private byte[] header() {
            return FixOut.ascii("49=" + sender + "|56=" + target + "|34=");
        }
    }
}
