package io.portcullis.oms.codec;

import io.portcullis.oms.command.ExpectedNumber;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.event.Event.OrderListAccepted;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.event.Event.SessionSteered;
import io.portcullis.oms.event.Event.StrayExecution;
import io.portcullis.oms.event.Event.VenueSteered;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.RoutingWish;
import io.portcullis.oms.types.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/** Writes values one after the other, little-endian, into a buffer that it is handed. */
public final class Writer {

    /** Of what risk used. Before there were these it stood there whether a reference price follows. */
    static final int USES = 2;
    static final int USES_AND_REFERENCE = 3;

    private static final int MAX_TEXT = 0xFFFF;

    private MutableDirectBuffer buffer;
    private int start;
    private int at;

    public Writer(MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    public Writer wrap(MutableDirectBuffer newBuffer, int offset) {
        buffer = newBuffer;
        start = offset;
        at = offset;
        return this;
    }

    /** Bytes written since {@link #wrap}. */
    public int length() {
        return at - start;
    }

    public Writer int8(int value) {
        buffer.putByte(at, (byte) value);
        at += 1;
        return this;
    }

    public Writer int16(int value) {
        buffer.putShort(at, (short) value);
        at += 2;
        return this;
    }

    public Writer int32(int value) {
        buffer.putInt(at, value);
        at += 4;
        return this;
    }

    public Writer int64(long value) {
        buffer.putLong(at, value);
        at += 8;
        return this;
    }

    public Writer bool(boolean value) {
        return int8(value ? 1 : 0);
    }

    public Writer code(char value) {
        return int8(value);
    }

    /** UTF-8, cut where it would be longer than 65,535 bytes. */
    public Writer text(String value) {
        int length = value.length();
        if (length <= MAX_TEXT && isAscii(value)) {
            int16(length);
            at += buffer.putStringWithoutLengthAscii(at, value);
            return this;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int cut = Math.min(bytes.length, MAX_TEXT);
        int16(cut);
        buffer.putBytes(at, bytes, 0, cut);
        at += cut;
        return this;
    }

    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    public Writer optionalText(@Nullable String value) {
        return value == null ? bool(false) : bool(true).text(value);
    }

    public Writer quantity(Quantity value) {
        return int64(value.raw());
    }

    public Writer optional(@Nullable Quantity value) {
        return value == null ? bool(false) : bool(true).quantity(value);
    }

    public Writer price(Price value) {
        return int64(value.raw());
    }

    public Writer optional(@Nullable Price value) {
        return value == null ? bool(false) : bool(true).price(value);
    }

    public Writer money(Money value) {
        return int64(value.high()).int64(value.low());
    }

    public Writer optional(@Nullable Money value) {
        return value == null ? bool(false) : bool(true).money(value);
    }

    public Writer optional(@Nullable Origin value) {
        return value == null ? bool(false) : bool(true).text(value.session().value()).int64(value.generation()).int32(value.msgSeqNum());
    }

    public Writer steered(SessionSteered s) {
        ExpectedNumber expected = s.expected();
        text(s.session().value()).code(s.action().code()).bool(expected != null);
        if (expected != null) {
            int64(expected.generation()).int32(expected.before()).int32(expected.after());
        }
        return text(s.detail()).text(s.user()).text(s.reason());
    }

    public Writer steered(VenueSteered v) {
        return text(v.venue().value()).code(v.action().code()).text(v.detail()).text(v.user()).text(v.reason());
    }

    public Writer stray(StrayExecution s) {
        int64(s.strayId()).int64(s.childId()).code(s.execType().code()).optionalText(s.execRefId()).text(s.venue().value()).text(s.clOrdId())
                .text(s.venueOrderId()).text(s.venueExecId()).text(s.symbol()).optional(s.side());
        return quantity(s.lastQty()).optional(s.lastPx()).optional(s.venueCumQty()).optionalText(s.tradeDate()).text(s.text());
    }

    public Writer list(OrderListAccepted l) {
        int64(l.listId()).text(l.session().value()).text(l.name()).int8(l.contingency().ordinal()).bool(l.waitsForExecute()).int16(l.orders().size());
        l.orders().forEach(o -> int64(o.orderId()).text(o.clOrdId().value()).optionalText(o.link()).int16(o.group()).quantity(o.orderQty()));
        return this;
    }

    public Writer optional(@Nullable Side value) {
        return value == null ? bool(false) : bool(true).code(value.code());
    }

    public Writer texts(List<String> values) {
        int16(values.size());
        values.forEach(this::text);
        return this;
    }

    public Writer terms(OrderTerms t) {
        return text(t.session().value()).text(t.clOrdId().value()).optionalText(t.account()).text(t.symbol()).code(t.side().code())
                .conditions(t.conditions()).optionalText(t.carried());
    }

    public Writer conditions(Conditions c) {
        return code(c.ordType().code()).code(c.timeInForce().code()).quantity(c.orderQty()).optional(c.price()).int64(c.expireTime())
                .instructions(c.instructions());
    }

    private Writer instructions(Instructions i) {
        if (i == Instructions.NONE) {
            return int8(0);
        }
        int bits = InstructionBits.of(i);
        int left = bits;
        for (; left > InstructionBits.OF_A_BYTE; left >>= InstructionBits.BITS_OF_A_BYTE) {
            int8(left & InstructionBits.OF_A_BYTE | InstructionBits.OF_A_BYTE + 1);
        }
        int8(left);
        if (i.stopPx() != null) {
            price(i.stopPx());
        }
        if (i.peg() != null) {
            int8(i.peg().follows().ordinal()).int64(i.peg().offset()).int8(i.peg().offsetType().ordinal());
        }
        if (i.display() != null) {
            quantity(i.display().lowest()).quantity(i.display().highest());
        }
        if (i.minQty() != null) {
            quantity(i.minQty());
        }
        if (i.strategy() != null) {
            StrategyCodec.write(i.strategy(), this);
        }
        if (i.activation() != null) {
            activation(i.activation());
        }
        if (i.discretion() != null) {
            int64(i.discretion().offset()).int8(i.discretion().offsetType().ordinal());
        }
        if (i.originator() != null) {
            originator(i.originator());
        }
        RoutingWish wish = i.wish();
        if (wish != null && wish.destination() != null) {
            text(wish.destination().value());
        }
        if (wish != null && wish.strategy() != null) {
            text(wish.strategy());
        }
        return this;
    }

    private void originator(Originator o) {
        if (o.trader() != null) {
            text(o.trader());
        }
        if (o.algorithm() != null) {
            text(o.algorithm());
        }
        if (o.decidedBy() != null) {
            text(o.decidedBy());
        }
    }

    /** Null, too. */
    public Writer optional(@Nullable Originator o) {
        return optionalText(o == null ? null : o.trader()).optionalText(o == null ? null : o.algorithm()).optionalText(o == null ? null : o.decidedBy());
    }

    private void activation(Activation a) {
        Activation.PriceTrigger trigger = a.trigger();
        int64(a.time()).bool(trigger != null);
        if (trigger != null) {
            text(trigger.symbol()).price(trigger.price()).bool(trigger.isRising()).int8(trigger.sees().ordinal());
        }
    }

    public Writer selection(OrderSelection s) {
        optionalText(s.symbol()).bool(s.side() != null);
        if (s.side() != null) {
            code(s.side().code());
        }
        return optionalText(s.account());
    }

    public Writer massCancel(MassCancelTerms t) {
        return code(t.form().code()).text(t.action()).text(t.scope()).selection(t.which());
    }

    public Writer riskFacts(RiskFacts f) {
        Price reference = f.referencePrice();
        price(f.valuationPrice()).int8(reference == null ? USES : USES_AND_REFERENCE);
        if (reference != null) {
            price(reference);
        }
        int8(f.uses().size());
        for (int i = 0; i < f.uses().size(); i++) {
            int16(f.uses().get(i).limit()).money(f.uses().get(i).used());
        }
        return this;
    }
}
