package io.portcullis.venues.soup;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection: cuts what it reads into packets, which are read where they lie, gathers what is sent until the event loop's turn ends, says that it is there when it has
 * nothing else to say, and ends when the other side does not. On its loop only.
 */
abstract class SoupConnection extends ByteToMessageDecoder {

    /** Heartbeats go out, and silence is noticed, so often. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int PACKET_BYTES = 512;

    private final Duration heartbeat;
    private final Duration silence;
    private final long mostWaitingBytes;
    private @Nullable Channel channel;
    private @Nullable ScheduledFuture<?> watch;
    private @Nullable String reason;
    private long lastSentNanos;
    private long lastReceivedNanos;
    private boolean isFlushDue;
    private boolean isHolding;

    /**
     * @param heartbeat after so long without a word it says that it is there
     * @param silence after so long without a word from the other side it ends
     * @param mostWaitingBytes that the other side has not taken, before the connection ends
     */
    SoupConnection(Duration heartbeat, Duration silence, long mostWaitingBytes) {
        this.heartbeat = heartbeat;
        this.silence = silence;
        this.mostWaitingBytes = mostWaitingBytes;
    }

    /** One packet. @param payload to be read now; it is not there any more when this returns */
    abstract void packet(byte type, ByteBuf payload) throws SoupException;

    /** It is open. */
    abstract void opened();

    /** It has ended. @param why in words */
    abstract void closed(String why);

    /** The type of the packet by which this side says that it is there. */
    abstract byte heartbeatType();

    /** A failure of ours, not of the network or the other side. */
    abstract void failed(Throwable failure);

    /** Whether packets are left unread, because nobody could take them: what the other side sends waits in the network. Asked before each. */
    boolean isHeld() {
        return false;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Channel opened = context.channel();
        channel = opened;
        lastSentNanos = System.nanoTime();
        lastReceivedNanos = lastSentNanos;
        watch = opened.eventLoop().scheduleAtFixedRate(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        opened();
    }

    private void look() {
        goOnReading();
        long now = System.nanoTime();
        if (now - lastReceivedNanos > silence.toNanos()) {
            close("nothing was heard for " + silence.toSeconds() + " s");
        } else if (isWritable() && now - lastSentNanos >= heartbeat.toNanos()) { // it is heard while more waits
            send(heartbeatType());
        }
    }

    private void goOnReading() {
        Channel from = channel;
        if (from != null && isHolding && !isHeld()) {
            isHolding = false;
            from.config().setAutoRead(true);
            from.pipeline().fireChannelRead(Unpooled.EMPTY_BUFFER); // what was read already
        }
    }

    private boolean mayRead(ChannelHandlerContext context) {
        if (isHeld()) {
            isHolding = true;
            context.channel().config().setAutoRead(false);
        }
        return !isHolding;
    }

    /** The decoder would ask for more. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (!isHolding) {
            super.channelReadComplete(context);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws SoupException {
        lastReceivedNanos = System.nanoTime();
        while (reason == null && mayRead(context) && in.readableBytes() >= SoupPacket.LENGTH_BYTES) {
            int length = in.getUnsignedShort(in.readerIndex());
            if (length == 0) {
                throw new SoupException("a packet's length must be 1 or more, was 0");
            }
            if (in.readableBytes() < SoupPacket.LENGTH_BYTES + length) {
                return;
            }
            int end = in.readerIndex() + SoupPacket.LENGTH_BYTES + length;
            int written = in.writerIndex();
            byte type = in.getByte(in.readerIndex() + SoupPacket.LENGTH_BYTES);
            in.skipBytes(SoupPacket.HEAD_BYTES).writerIndex(end);
            try {
                packet(type, in);
            } finally {
                in.writerIndex(written).readerIndex(end);
            }
        }
        if (reason != null) {
            in.skipBytes(in.readableBytes());
        }
    }

    /** @throws SoupException saying so, if the packet has another length */
    static void requireLength(byte type, ByteBuf payload, int length) throws SoupException {
        if (payload.readableBytes() != length) {
            throw new SoupException("a packet of type " + (char) type + " has " + length + " bytes payload, this one has " + payload.readableBytes());
        }
    }

    final void send(byte type) {
        send(type, null);
    }

    /** @param payload to be copied now; null for none @return whether the connection is still there */
    final boolean send(byte type, @Nullable ByteBuf payload) {
        Channel to = channel;
        if (to == null || reason != null) {
            return false;
        }
        int length = payload == null ? 0 : payload.readableBytes();
        if (length > SoupPacket.MOST_PAYLOAD) {
            throw new IllegalArgumentException("a packet has at most " + SoupPacket.MOST_PAYLOAD + " bytes payload, this one would have " + length);
        }
        ByteBuf packet = to.alloc().ioBuffer(Math.max(PACKET_BYTES, SoupPacket.HEAD_BYTES + length));
        packet.writeShort(1 + length).writeByte(type);
        if (payload != null) {
            packet.writeBytes(payload, payload.readerIndex(), length);
        }
        to.write(packet, to.voidPromise());
        lastSentNanos = System.nanoTime();
        if (!isFlushDue) {
            isFlushDue = true;
            to.eventLoop().execute(this::flush);
        }
        if (waitingBytes(to) > mostWaitingBytes) {
            reason = "the other side doesn't read, more than " + mostWaitingBytes + " bytes wait to be sent";
            to.eventLoop().execute(to::close);
            return false;
        }
        return true;
    }

    private static long waitingBytes(Channel to) {
        ChannelOutboundBuffer buffer = to.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Whether more may be sent without piling up here. */
    final boolean isWritable() {
        Channel to = channel;
        return to != null && reason == null && to.isWritable();
    }

    private void flush() {
        isFlushDue = false;
        if (channel != null) {
            channel.flush();
        }
    }

    /** What was sent still goes out. @param why in words; the first reason counts */
    final void close(String why) {
        Channel to = channel;
        if (to == null || reason != null) {
            return;
        }
        reason = why;
        to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        to.eventLoop().schedule(() -> to.close(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Null while it is not open. */
    final @Nullable Channel channel() {
        return channel;
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        if (watch != null) {
            watch.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        if (reason == null) {
            reason = "the other side closed the connection";
        }
        super.channelInactive(context);
        closed(reason);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable found = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        switch (found) {
            case SoupException e -> close("it is no SoupBinTCP: " + e.getMessage());
            case IOException e -> {
                reason = reason == null ? "the connection broke: " + e.getMessage() : reason;
                context.close();
            }
            default -> {
                close("a failure of this side: " + found);
                failed(found);
            }
        }
    }
}
