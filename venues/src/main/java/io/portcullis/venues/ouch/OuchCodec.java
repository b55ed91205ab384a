package io.portcullis.venues.ouch;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.portcullis.venues.ouch.OuchMessage.Accepted;
import io.portcullis.venues.ouch.OuchMessage.BrokenTrade;
import io.portcullis.venues.ouch.OuchMessage.CancelOrder;
import io.portcullis.venues.ouch.OuchMessage.CancelPending;
import io.portcullis.venues.ouch.OuchMessage.CancelReject;
import io.portcullis.venues.ouch.OuchMessage.Canceled;
import io.portcullis.venues.ouch.OuchMessage.EnterOrder;
import io.portcullis.venues.ouch.OuchMessage.Executed;
import io.portcullis.venues.ouch.OuchMessage.FromHost;
import io.portcullis.venues.ouch.OuchMessage.Modified;
import io.portcullis.venues.ouch.OuchMessage.PriorityUpdate;
import io.portcullis.venues.ouch.OuchMessage.Rejected;
import io.portcullis.venues.ouch.OuchMessage.ReplaceOrder;
import io.portcullis.venues.ouch.OuchMessage.Replaced;
import io.portcullis.venues.ouch.OuchMessage.SystemEvent;
import io.portcullis.venues.ouch.OuchMessage.Terms;
import io.portcullis.venues.ouch.OuchMessage.ToHost;
import io.portcullis.venues.ouch.OuchMessage.TradeCorrection;
import java.nio.charset.StandardCharsets;

/** Writes and reads the messages of OUCH 4.2: each type has one length; numbers are big-endian, texts ASCII with blanks behind them. */
public final class OuchCodec {

    private static final int TOKEN = 14;
    private static final int STOCK = 8;
    private static final int FIRM = 4;
    private static final int REFERENCE_PRICE = 5;
    private static final int PREVENTED = 9;

    private OuchCodec() {
    }

    // To the host

    public static void write(ToHost message, ByteBuf to) {
        switch (message) {
            case EnterOrder m -> {
                to.writeByte('O');
                text(to, m.token(), TOKEN);
                Terms t = m.terms();
                to.writeByte(t.side()).writeInt(t.shares());
                text(to, t.stock(), STOCK);
                to.writeInt(t.price()).writeInt(t.timeInForce());
                text(to, t.firm(), FIRM);
                to.writeByte(t.display()).writeByte(t.capacity()).writeByte(t.sweep()).writeInt(t.minimumQuantity()).writeByte(t.crossType())
                        .writeByte(m.customerType());
            }
            case ReplaceOrder m -> {
                to.writeByte('U');
                text(to, m.existingToken(), TOKEN);
                text(to, m.token(), TOKEN);
                to.writeInt(m.shares()).writeInt(m.price()).writeInt(m.timeInForce()).writeByte(m.display()).writeByte(m.sweep())
                        .writeInt(m.minimumQuantity());
            }
            case CancelOrder m -> {
                to.writeByte('X');
                text(to, m.token(), TOKEN);
                to.writeInt(m.shares());
            }
        }
    }

    /** @throws OuchException if it is none of these, or has not its length */
    public static ToHost readToHost(ByteBuf from) throws OuchException {
        char type = type(from);
        switch (type) {
            case 'O' -> {
                requireLength(type, from, 48);
                String token = text(from, TOKEN);
                char side = character(from);
                int shares = from.readInt();
                String stock = text(from, STOCK);
                int price = from.readInt();
                int timeInForce = from.readInt();
                String firm = text(from, FIRM);
                Terms terms = new Terms(side, shares, stock, price, timeInForce, firm, character(from), character(from), character(from), from.readInt(),
                        character(from));
                return new EnterOrder(token, terms, character(from));
            }
            case 'U' -> {
                requireLength(type, from, 46);
                return new ReplaceOrder(text(from, TOKEN), text(from, TOKEN), from.readInt(), from.readInt(), from.readInt(), character(from), character(from),
                        from.readInt());
            }
            case 'X' -> {
                requireLength(type, from, 18);
                return new CancelOrder(text(from, TOKEN), from.readInt());
            }
            default -> throw new OuchException("a message of type " + type + " is none that a client sends");
        }
    }

    // From the host

    public static void write(FromHost message, ByteBuf to) {
        switch (message) {
            case SystemEvent m -> to.writeByte('S').writeLong(m.timestamp()).writeByte(m.code());
            case Accepted m -> {
                order(to, 'A', m);
                terms(to, m.terms(), m.reference(), m.state());
                to.writeByte(' ');
            }
            case Replaced m -> {
                order(to, 'U', m);
                terms(to, m.terms(), m.reference(), m.state());
                text(to, m.previousToken(), TOKEN);
                to.writeByte(' ');
            }
            case Canceled m -> order(to, 'C', m).writeInt(m.shares()).writeByte(m.reason());
            case Executed m -> order(to, 'E', m).writeInt(m.shares()).writeInt(m.price()).writeByte(m.liquidity()).writeLong(m.matchNumber());
            case BrokenTrade m -> order(to, 'B', m).writeLong(m.matchNumber()).writeByte(m.reason());
            case TradeCorrection m -> order(to, 'F', m).writeInt(m.shares()).writeInt(m.price()).writeByte(m.liquidity()).writeLong(m.matchNumber())
                    .writeByte(m.reason());
            case Rejected m -> order(to, 'J', m).writeByte(m.reason());
            case CancelPending m -> order(to, 'P', m);
            case CancelReject m -> order(to, 'I', m);
            case PriorityUpdate m -> order(to, 'T', m).writeInt(m.price()).writeByte(m.display()).writeLong(m.reference());
            case Modified m -> order(to, 'M', m).writeByte(m.side()).writeInt(m.shares());
        }
    }

    private static ByteBuf order(ByteBuf to, char type, OuchMessage.OfOrder message) {
        to.writeByte(type).writeLong(message.timestamp());
        text(to, message.token(), TOKEN);
        return to;
    }

    private static void terms(ByteBuf to, Terms t, long reference, char state) {
        to.writeByte(t.side()).writeInt(t.shares());
        text(to, t.stock(), STOCK);
        to.writeInt(t.price()).writeInt(t.timeInForce());
        text(to, t.firm(), FIRM);
        to.writeByte(t.display()).writeLong(reference).writeByte(t.capacity()).writeByte(t.sweep()).writeInt(t.minimumQuantity()).writeByte(t.crossType())
                .writeByte(state);
    }

    /** @throws OuchException if it is none of these, or has not its length */
    public static FromHost readFromHost(ByteBuf from) throws OuchException {
        char type = type(from);
        return switch (type) {
            case 'S' -> {
                requireLength(type, from, 9);
                yield new SystemEvent(from.readLong(), character(from));
            }
            case 'A' -> {
                requireLength(type, from, 65);
                yield accepted(from);
            }
            case 'U' -> {
                requireLength(type, from, 79);
                Accepted as = accepted(from);
                String previous = text(from.readerIndex(from.readerIndex() - 1), TOKEN);
                yield new Replaced(as.timestamp(), as.token(), as.terms(), as.reference(), as.state(), previous);
            }
            case 'C' -> {
                requireLength(type, from, 27);
                yield canceled(from);
            }
            case 'D' -> {
                requireLength(type, from, 27 + PREVENTED);
                yield canceled(from);
            }
            case 'E' -> {
                requireLength(type, from, 39);
                yield executed(from);
            }
            case 'G' -> {
                requireLength(type, from, 39 + REFERENCE_PRICE);
                yield executed(from);
            }
            case 'B' -> {
                requireLength(type, from, 31);
                yield new BrokenTrade(from.readLong(), text(from, TOKEN), from.readLong(), character(from));
            }
            case 'F' -> {
                requireLength(type, from, 40);
                Executed as = executed(from);
                yield new TradeCorrection(as.timestamp(), as.token(), as.shares(), as.price(), as.liquidity(), as.matchNumber(), character(from));
            }
            case 'J' -> {
                requireLength(type, from, 23);
                yield new Rejected(from.readLong(), text(from, TOKEN), character(from));
            }
            case 'P' -> {
                requireLength(type, from, 22);
                yield new CancelPending(from.readLong(), text(from, TOKEN));
            }
            case 'I' -> {
                requireLength(type, from, 22);
                yield new CancelReject(from.readLong(), text(from, TOKEN));
            }
            case 'T' -> {
                requireLength(type, from, 35);
                yield new PriorityUpdate(from.readLong(), text(from, TOKEN), from.readInt(), character(from), from.readLong());
            }
            case 'M' -> {
                requireLength(type, from, 27);
                yield new Modified(from.readLong(), text(from, TOKEN), character(from), from.readInt());
            }
            default -> throw new OuchException("a message of type " + type + " is none that a host sends");
        };
    }

    private static Accepted accepted(ByteBuf from) throws OuchException {
        long timestamp = from.readLong();
        String token = text(from, TOKEN);
        char side = character(from);
        int shares = from.readInt();
        String stock = text(from, STOCK);
        int price = from.readInt();
        int timeInForce = from.readInt();
        String firm = text(from, FIRM);
        char display = character(from);
        long reference = from.readLong();
        requireShares(shares);
        Terms terms = new Terms(side, shares, stock, price, timeInForce, firm, display, character(from), character(from), from.readInt(), character(from));
        char state = character(from);
        from.skipBytes(1); // how it weighs on the best bid or offer, or the first character of the previous token
        return new Accepted(timestamp, token, terms, reference, state);
    }

    private static Canceled canceled(ByteBuf from) throws OuchException {
        Canceled canceled = new Canceled(from.readLong(), text(from, TOKEN), from.readInt(), character(from));
        requireShares(canceled.shares());
        return canceled;
    }

    private static Executed executed(ByteBuf from) throws OuchException {
        Executed executed = new Executed(from.readLong(), text(from, TOKEN), from.readInt(), from.readInt(), character(from), from.readLong());
        requireShares(executed.shares());
        if (executed.price() <= 0) {
            throw new OuchException("an execution's price must be positive, was " + executed.price());
        }
        return executed;
    }

    private static void requireShares(int shares) throws OuchException {
        if (shares < 0) {
            throw new OuchException("a number of shares must be below 2^31, was " + Integer.toUnsignedString(shares));
        }
    }

    private static char type(ByteBuf from) throws OuchException {
        if (!from.isReadable()) {
            throw new OuchException("a message must have a type, this one is empty");
        }
        return character(from);
    }

    private static void requireLength(char type, ByteBuf from, int behindType) throws OuchException {
        if (from.readableBytes() != behindType) {
            throw new OuchException("a message of type " + type + " has " + (behindType + 1) + " bytes, this one has " + (from.readableBytes() + 1));
        }
    }

    private static char character(ByteBuf from) {
        return (char) from.readUnsignedByte();
    }

    private static String text(ByteBuf from, int width) {
        return from.readCharSequence(width, StandardCharsets.US_ASCII).toString().stripTrailing();
    }

    private static void text(ByteBuf to, String text, int width) {
        if (text.length() > width) {
            throw new IllegalArgumentException(text + " has more than " + width + " characters");
        }
        ByteBufUtil.writeAscii(to, text);
        for (int i = text.length(); i < width; i++) {
            to.writeByte(' ');
        }
    }
}
