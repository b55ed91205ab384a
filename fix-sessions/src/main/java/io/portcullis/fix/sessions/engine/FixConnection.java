package io.portcullis.fix.sessions.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.DecoderException;
import io.netty.util.NetUtil;
import io.portcullis.fix.sessions.access.AccessRules;
import io.portcullis.fix.sessions.access.Admission;
import io.portcullis.fix.sessions.access.ShownCertificates;
import io.portcullis.fix.sessions.wire.EncodedMessage;
import io.portcullis.fix.sessions.wire.FixFramer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Responder;

/**
 * One TCP connection: cuts what it reads into messages for its session, and gathers what the session sends until the event loop's turn ends. Before the first message of
 * an accepted connection it has no session yet.
 */
final class FixConnection extends ChannelInboundHandlerAdapter implements Responder {

    private static final Logger LOG = LoggerFactory.getLogger(FixConnection.class);
    private static final int CLOSE_SECONDS = 2;
    private static final int MOST_SHOWN_OF_TOO_LONG = 4 << 10;

    private final FixEngine engine;
    private final FixFramer framer;
    private final @Nullable Admission admission;
    private @Nullable FixSession session;
    private @Nullable Channel channel;
    private @Nullable ByteBuf unread;
    private @Nullable ByteBuf gathered;
    private boolean isClosing;
    private @Nullable String closeReason;
    private boolean sessionKnows;
    private boolean isPaused;
    private boolean isResting;

    /** @param session null for a connection whose Logon(35=A) will say whose it is */
    FixConnection(FixEngine engine, @Nullable FixSession session) {
        this(engine, session, null);
    }

    /** @param admission what was found out about a connection that was accepted; null if nobody has looked */
    FixConnection(FixEngine engine, @Nullable FixSession session, @Nullable Admission admission) {
        this.engine = engine;
        this.session = session;
        this.admission = admission;
        this.framer = new FixFramer(engine.settings().maxMessageBytes());
        belongsTo(session);
    }

    private void belongsTo(@Nullable FixSession owner) {
        if (owner != null) {
            framer.takeWrongCheckSums(owner.settings().conventions().takesWrongCheckSums());
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        engine.opened(this);
        readOrHold();
        FixSession known = session;
        if (known != null) {
            known.counterparty().isReached(this);
        } else {
            context.executor().schedule(this::closeUnlessLoggedOn, engine.settings().firstMessageTimeout().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** A counterparty that has sent something like a Logon but isn't logged on would keep its own next connection out. */
    private void closeUnlessLoggedOn() {
        FixSession known = session;
        if (!isClosing && (known == null || !known.isLoggedOn())) {
            close("not logged on within " + engine.settings().firstMessageTimeout().toSeconds() + " s");
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = withUnread(context, (ByteBuf) message);
        engine.readBegins();
        try {
            readMessages(in);
        } finally {
            engine.readEnds();
            keepUnread(context.alloc(), in);
        }
    }

    /** Does what the engine now says: leaves the counterparty's messages unread, or goes on with them. */
    void readOrHold() {
        Channel from = channel;
        if (from == null || isClosing) {
            return;
        }
        from.config().setAutoRead(!isPaused && mayRead());
        ByteBuf waiting = unread;
        if (waiting != null && mayRead()) {
            unread = null;
            try {
                readMessages(waiting);
            } finally {
                keepUnread(from.alloc(), waiting);
            }
        }
    }

    private boolean mayRead() {
        return !isResting && !engine.isHeld();
    }

    /** The counterparty sends more than was agreed: the rest waits, in its order, here and in the network. */
    void pause(long millis) {
        isResting = true;
        readOrHold();
        engine.later(() -> {
            isResting = false;
            readOrHold();
        }, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private ByteBuf withUnread(ChannelHandlerContext context, ByteBuf read) {
        ByteBuf before = unread;
        if (before == null) {
            return read;
        }
        unread = null;
        ByteBuf both = context.alloc().buffer(before.readableBytes() + read.readableBytes());
        both.writeBytes(before).writeBytes(read);
        before.release();
        read.release();
        return both;
    }

    private void keepUnread(ByteBufAllocator allocator, ByteBuf in) {
        if (in.isReadable() && !isClosing) {
            unread = allocator.buffer(in.readableBytes()).writeBytes(in);
        }
        in.release();
    }

    private void readMessages(ByteBuf in) {
        long garbledBefore = framer.garbledCount();
        while (!isClosing && mayRead()) {
            switch (nextIn(in)) {
                case FRAME -> {
                    receive(in, framer.frameLength());
                    in.skipBytes(framer.frameLength());
                }
                case INCOMPLETE -> {
                    reportGarbled(garbledBefore);
                    return;
                }
                case TOO_LONG -> {
                    tap().unreadable(in, in.readerIndex(), Math.min(in.readableBytes(), MOST_SHOWN_OF_TOO_LONG));
                    close("more than " + engine.settings().maxMessageBytes() + " bytes without a FIX message");
                }
            }
        }
    }

    private FixFramer.Result nextIn(ByteBuf in) {
        int before = in.readerIndex();
        FixFramer.Result found = framer.next(in);
        if (in.readerIndex() != before) {
            tap().unreadable(in, before, in.readerIndex() - before);
        }
        return found;
    }

    private MessageTap.OfSession tap() {
        FixSession known = session;
        return known == null ? engine.tapOf(admission) : known.tap();
    }

    private void reportGarbled(long before) {
        long skipped = framer.garbledCount() - before;
        if (skipped > 0 && session == null) {
            close("its first message is garbled");
        }
        if (skipped > 0) {
            engine.counts().garbled(skipped);
            LOG.atWarn().addKeyValue("session", key()).log("{}: skipped garbled input {} times", this, skipped);
        }
    }

    private void receive(ByteBuf in, int length) {
        if (session == null) {
            session = engine.sessionOfLogon(this, in, length);
            tap().received(in, in.readerIndex(), length);
            belongsTo(session);
            if (session != null && admission != null && admission.refusal() != null) {
                session.counterparty().refuse(admission);
                return;
            }
        } else {
            session.tap().received(in, in.readerIndex(), length);
        }
        FixSession receiver = session;
        if (receiver == null) {
            return;
        }
        if (framer.isCheckSumWrong() && receiver.settings().conventions().checksCheckSum()) {
            receiver.receiveGarbled(in, length, "CheckSum(10) is wrong");
        } else {
            receiver.receive(in, length);
        }
    }

    /** Whether the counterparty has shown that it is the one whom the session is for. */
    boolean isAdmittedTo(FixSession wanted) {
        Admission known = admission;
        return known == null ? wanted.settings().access().equals(AccessRules.OPEN) : known.session().equals(wanted.key());
    }

    /** What the counterparty has proven itself with; null if it has not. */
    @Nullable
    ShownCertificates shown() {
        Admission known = admission;
        return known == null ? null : known.peer().shown();
    }

    /** Its counterparty may not be here any more. @param why in words, for our own people */
    void endBecause(String why) {
        FixSession owner = session;
        if (owner != null && owner.connection() == this) {
            owner.counterparty().cut(why);
        } else {
            close(why);
        }
    }

    /** Somebody has to look at it. */
    void alert(String text) {
        FixSession owner = session;
        if (owner != null) {
            owner.alert(text);
        }
    }

    /** What is known of the other end; null if nobody has looked. */
    @Nullable
    Admission admission() {
        return admission;
    }

    @Override
    public boolean send(String message) {
        Channel to = channel;
        FixSession sender = session;
        if (isClosing || to == null || sender == null) {
            return false;
        }
        EncodedMessage encoded = sender.encoded();
        encoded.of(message);
        ByteBuf buffer = gathered;
        if (buffer == null) {
            buffer = to.alloc().ioBuffer(Math.max(4096, encoded.length()));
            gathered = buffer;
            engine.flushAtEndOfTurn(this);
        }
        buffer.writeBytes(encoded.array(), encoded.offset(), encoded.length());
        sender.tap().sent(encoded.array(), encoded.offset(), encoded.length());
        sender.sent();
        int most = sender.settings().traffic().backlogBytes();
        most = most == 0 ? engine.settings().disconnectBytes() : most;
        if (waitingBytes(to) + buffer.readableBytes() > most) {
            dropSlowConsumer(to, most);
            return false;
        }
        return true;
    }

    /** Not within the session's call, and without waiting for what it doesn't read. */
    private void dropSlowConsumer(Channel to, int most) {
        LOG.atWarn().addKeyValue("session", key()).log("closing {}: the counterparty doesn't read, more than {} bytes wait to be sent", this,
                most);
        engine.counts().slowConsumer();
        closeReason = "the counterparty doesn't read, more than " + most + " bytes wait to be sent";
        isClosing = true;
        engine.later(to::close);
    }

    private static long waitingBytes(Channel to) {
        ChannelOutboundBuffer buffer = to.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    boolean isWritable() {
        Channel to = channel;
        return to != null && !isClosing && to.isWritable();
    }

    /** Bytes that the session has sent and the socket has not taken. */
    long waitingBytes() {
        Channel to = channel;
        ByteBuf buffer = gathered;
        return (to == null ? 0 : waitingBytes(to)) + (buffer == null ? 0 : buffer.readableBytes());
    }

    /** Hands everything gathered to the socket in one write. */
    void flush() {
        ByteBuf buffer = gathered;
        Channel to = channel;
        gathered = null;
        if (buffer != null && to != null) {
            to.writeAndFlush(buffer, to.voidPromise());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        boolean isFull = !context.channel().isWritable();
        if (isFull != isPaused) {
            isPaused = isFull;
            context.channel().config().setAutoRead(!isFull && mayRead());
            if (isFull) {
                engine.counts().paused();
            }
        }
        FixSession sender = session;
        if (!isFull && sender != null) {
            sender.continuity().writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        isClosing = true;
        FixSession lost = session;
        if (lost != null && !sessionKnows) {
            lost.counterparty().isLost(this);
        }
        engine.closed(this);
        release();
    }

    private void release() {
        if (unread != null) {
            unread.release();
            unread = null;
        }
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) { // the network's or the counterparty's failure, not ours
            String text = textOf(cause);
            LOG.atInfo().addKeyValue("session", key()).log("{}: {}", this, text);
            closeReason = closeReason == null ? text : closeReason;
            context.close();
        } else {
            engine.fail(cause);
        }
    }

    /** Of what the system says of a socket, what a person understands. */
    private static String textOf(Throwable cause) {
        if (cause instanceof DecoderException && cause.getCause() instanceof IOException wrapped) {
            return textOf(wrapped);
        }
        String message = cause.getMessage();
        if (cause instanceof SSLException) {
            return "TLS failed: " + message;
        }
        return "the connection broke: "
                + (message == null || !(cause instanceof IOException) ? cause.toString() : message.substring(message.lastIndexOf(": ") + 1).strip());
    }

    /** Closes for a reason of ours; what the session has sent still goes out, if the counterparty reads it soon. */
    void close(String reason) {
        if (!isClosing) {
            LOG.atWarn().addKeyValue("session", key()).log("closing {}: {}", this, reason);
            closeReason = reason;
            shut();
        }
    }

    /** Why we closed it; {@code otherwise} if we did not. */
    String closedBecause(String otherwise) {
        return closeReason == null ? otherwise : closeReason;
    }

    @Override
    public void disconnect() {
        sessionKnows = true;
        shut();
    }

    private void shut() {
        Channel to = channel;
        if (isClosing || to == null) {
            return;
        }
        isClosing = true;
        flush();
        to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        to.eventLoop().schedule(() -> to.close(), CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** At once, without sending what waits. */
    void abort() {
        isClosing = true;
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public String getRemoteAddress() {
        if (channel == null) {
            return "not connected";
        }
        return channel.remoteAddress() instanceof InetSocketAddress remote ? NetUtil.toSocketAddressString(remote) : String.valueOf(channel.remoteAddress());
    }

    /** Of its session; none before its Logon. */
    private String key() {
        FixSession owner = session;
        return owner == null ? "" : owner.key().value();
    }

    @Override
    public String toString() {
        FixSession owner = session;
        return "connection " + (owner == null ? "" : owner.key() + " ") + getRemoteAddress();
    }
}
