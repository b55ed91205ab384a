package io.portcullis.fix.sessions.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.portcullis.fix.sessions.access.Admission;
import io.portcullis.fix.sessions.access.Denial.Reason;
import io.portcullis.fix.sessions.access.Objection;
import io.portcullis.fix.sessions.access.Peer;
import io.portcullis.fix.sessions.access.ShownCertificates;
import io.portcullis.fix.sessions.access.TlsContext;
import io.portcullis.fix.sessions.wire.FixFramer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An accepted connection until its Logon(35=A) has come, and the {@link Reception} has said whether it may go on to its session. It reads no further than that: what is
 * behind the Logon goes on with it.
 */
final class Visitor extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Visitor.class);
    /** A Logon has no reason to be longer. */
    private static final int MAX_LOGON_BYTES = 8 << 10;

    private enum State {
        /** Nothing whole has come yet. */
        AWAITED,
        /** The Logon is there; nothing more is read. */
        ARRIVED,
        /** On its way to the session's loop. */
        LEAVING,
        /** Closed, or with its session. */
        GONE
    }

    private final Reception reception;
    private final Channel channel;
    private final InetAddress address;
    private final @Nullable TlsContext tls;
    private final long arrivedAt = System.nanoTime();
    private final FixFramer framer;
    private State state = State.AWAITED;
    private @Nullable Peer peer;
    private @Nullable String firstMessage;
    private ByteBuf unread = Unpooled.EMPTY_BUFFER;

    /** @param tls of the {@link SslHandler} that stands before it in the pipeline; null if none does */
    Visitor(Reception reception, Channel channel, @Nullable TlsContext tls) {
        this.reception = reception;
        this.channel = channel;
        this.tls = tls;
        this.address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        this.framer = new FixFramer(Math.min(MAX_LOGON_BYTES, reception.engine().settings().maxMessageBytes()));
        if (tls == null) {
            peer = Peer.plain(address);
        }
    }

    InetAddress address() {
        return address;
    }

    /** What it has sent; null until that is whole. */
    @Nullable
    String firstMessage() {
        return firstMessage;
    }

    long arrivedAt() {
        return arrivedAt;
    }

    void whenClosed(Runnable then) {
        channel.closeFuture().addListener(closed -> then.run());
    }

    /** Whether its Logon is there, and it waits to be let in. */
    boolean hasArrived() {
        return state == State.ARRIVED;
    }

    /** Without a word. */
    void close() {
        state = State.GONE;
        release();
        channel.close();
    }

    private void release() {
        unread.release();
        unread = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        TlsContext judge = tls;
        if (event instanceof SslHandshakeCompletionEvent handshake && judge != null && state == State.AWAITED) {
            if (handshake.isSuccess()) {
                introduce(Peer.encrypted(address, context.pipeline().get(SslHandler.class).engine().getSession(), judge));
            } else {
                reception.handshakeFailed(this, handshake.cause());
            }
        }
    }

    private void introduce(Peer encrypted) {
        ShownCertificates shown = encrypted.shown();
        if (shown == null || !shown.areToBeAsked()) {
            peer = encrypted;
        } else {
            channel.config().setAutoRead(false); // or whatever it sends meanwhile would pile up here
            reception.ask(shown, objection -> asked(encrypted, objection));
        }
    }

    private void asked(Peer encrypted, @Nullable Objection objection) {
        if (state != State.AWAITED) {
            return;
        }
        if (objection != null) {
            reception.deny(this, Reason.CERTIFICATE, objection.text());
        } else {
            peer = encrypted;
            channel.config().setAutoRead(true);
            look();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf read = (ByteBuf) message;
        if (state == State.GONE) {
            read.release();
        } else if (unread.isReadable()) {
            ByteBuf both = context.alloc().buffer(unread.readableBytes() + read.readableBytes()).writeBytes(unread).writeBytes(read);
            read.release();
            unread.release();
            unread = both;
        } else {
            unread.release();
            unread = read;
        }
    }

    /** Not before: TLS may be in the midst of handing over more, and a connection can't change its loop then. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        look();
    }

    private void look() {
        Peer known = peer;
        if (state != State.AWAITED || known == null) {
            return;
        }
        FixFramer.Result found = framer.next(unread);
        if (framer.garbledCount() > 0) {
            reception.deny(this, Reason.NO_LOGON, "its first message is garbled");
            return;
        }
        switch (found) {
            case FRAME -> {
                state = State.ARRIVED;
                channel.config().setAutoRead(false);
                String text = unread.toString(unread.readerIndex(), framer.frameLength(), StandardCharsets.ISO_8859_1);
                firstMessage = text;
                reception.firstMessage(this, known, text);
            }
            case INCOMPLETE -> {
                // the rest will come
            }
            case TOO_LONG -> reception.deny(this, Reason.NO_LOGON, "no Logon in the first " + MAX_LOGON_BYTES + " bytes");
        }
    }

    /** What the session gets in its place. */
    void logonBecomes(String logon) {
        if (state == State.ARRIVED) {
            ByteBuf behind = unread.skipBytes(framer.frameLength());
            ByteBuf both = channel.alloc().buffer(logon.length() + behind.readableBytes());
            both.writeCharSequence(logon, StandardCharsets.ISO_8859_1);
            unread = both.writeBytes(behind);
            behind.release();
        }
    }

    /** To the loop of the engine that has its session, which reads the Logon again and what is behind it. */
    void goTo(FixEngine owner, Admission admission) {
        if (state != State.ARRIVED) {
            return;
        }
        state = State.LEAVING;
        if (owner.loop() == channel.eventLoop()) {
            arrive(owner, admission);
        } else {
            channel.deregister().addListener(left -> owner.loop().register(channel).addListener(registered -> {
                if (registered.isSuccess()) {
                    arrive(owner, admission);
                } else {
                    LOG.info("a connection from {} was closed before it came to session {}: {}", address.getHostAddress(), admission.session(),
                            String.valueOf(registered.cause()));
                    release();
                    channel.unsafe().closeForcibly();
                }
            }));
        }
    }

    private void arrive(FixEngine owner, Admission admission) {
        if (state != State.LEAVING) {
            return;
        }
        state = State.GONE;
        ByteBuf logonAndBehind = unread;
        unread = Unpooled.EMPTY_BUFFER;
        FixConnection connection = new FixConnection(owner, null, admission);
        channel.pipeline().replace(this, null, connection);
        ChannelHandlerContext context = channel.pipeline().context(connection);
        connection.channelActive(context);
        connection.channelRead(context, logonAndBehind);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        state = State.GONE;
        release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) { // the network's or the counterparty's failure, not ours
            LOG.debug("a connection from {} has failed before its Logon", address.getHostAddress(), cause);
        } else {
            LOG.error("an error of ours, met by a connection from {} before its Logon: no session is touched", address.getHostAddress(), cause);
        }
        close();
    }
}
