package io.portcullis.oms.codec;

import io.portcullis.oms.command.ExpectedNumber;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.event.Event.LimitUse;
import io.portcullis.oms.event.Event.Listed;
import io.portcullis.oms.event.Event.OrderListAccepted;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.event.Event.SessionSteered;
import io.portcullis.oms.event.Event.StrayExecution;
import io.portcullis.oms.event.Event.VenueSteered;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Adjusting;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.RoutingWish;
import io.portcullis.oms.types.SessionAction;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link Writer} wrote. Names that come again and again are made once. */
public final class Reader {

    private static final int NAMES = 1 << 10;
    private static final Contingency[] CONTINGENCY = Contingency.values();

    private final @Nullable String[] names = new String[NAMES];
    private final Map<String, SessionKey> sessions = new HashMap<>();
    private final Map<String, VenueId> venues = new HashMap<>();
    private byte[] scratch = new byte[128];
    private DirectBuffer buffer;
    private int at;
    private int end;

    public Reader(DirectBuffer buffer) {
        this.buffer = buffer;
    }

    public Reader wrap(DirectBuffer newBuffer, int offset, int length) {
        buffer = newBuffer;
        at = offset;
        end = offset + length;
        return this;
    }

    /** Bytes not read yet. */
    public int remaining() {
        return end - at;
    }

    private int take(int length) {
        int from = at;
        at += length;
        if (at > end) {
            throw new IllegalStateException("the record ends before its content does");
        }
        return from;
    }

    public int int8() {
        return buffer.getByte(take(1));
    }

    public int int16() {
        return buffer.getShort(take(2)) & 0xFFFF;
    }

    public int int32() {
        return buffer.getInt(take(4));
    }

    public long int64() {
        return buffer.getLong(take(8));
    }

    public boolean bool() {
        return int8() != 0;
    }

    public char code() {
        return (char) int8();
    }

    public String text() {
        int length = int16();
        copy(length);
        return new String(scratch, 0, length, StandardCharsets.UTF_8);
    }

    private void copy(int length) {
        if (length > scratch.length) {
            scratch = new byte[2 * length];
        }
        buffer.getBytes(take(length), scratch, 0, length);
    }

    public @Nullable String optionalText() {
        return bool() ? text() : null;
    }

    /** A text that is likely to come again. */
    public String name() {
        int length = int16();
        copy(length);
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + scratch[i];
        }
        int slot = (hash ^ hash >>> 15) & NAMES - 1;
        String known = names[slot];
        if (known == null || !isInScratch(known, length)) {
            known = new String(scratch, 0, length, StandardCharsets.UTF_8);
            names[slot] = known;
        }
        return known;
    }

    /** False for whatever is not ASCII, too: such a name is made anew. */
    private boolean isInScratch(String text, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != scratch[i]) {
                return false;
            }
        }
        return true;
    }

    public @Nullable String optionalName() {
        return bool() ? name() : null;
    }

    public SessionKey session() {
        return sessions.computeIfAbsent(name(), SessionKey::new);
    }

    public VenueId venue() {
        return venues.computeIfAbsent(name(), VenueId::new);
    }

    public @Nullable SessionKey optionalSession() {
        String key = optionalText();
        return key == null ? null : new SessionKey(key);
    }

    public @Nullable VenueId optionalVenue() {
        return bool() ? venue() : null;
    }

    public ClOrdId clOrdId() {
        return new ClOrdId(text());
    }

    public @Nullable ClOrdId optionalClOrdId() {
        return bool() ? clOrdId() : null;
    }

    public Quantity quantity() {
        return new Quantity(int64());
    }

    public @Nullable Quantity optionalQuantity() {
        return bool() ? quantity() : null;
    }

    public Price price() {
        return new Price(int64());
    }

    public @Nullable Price optionalPrice() {
        return bool() ? price() : null;
    }

    public Money money() {
        return new Money(int64(), int64());
    }

    public @Nullable Money optionalMoney() {
        return bool() ? money() : null;
    }

    public Side side() {
        char code = code();
        return known(Side.of(code), "Side(54)", code);
    }

    public @Nullable Side optionalSide() {
        return bool() ? side() : null;
    }

    public OrdType ordType() {
        char code = code();
        return known(OrdType.of(code), "OrdType(40)", code);
    }

    public TimeInForce timeInForce() {
        char code = code();
        return known(TimeInForce.of(code), "TimeInForce(59)", code);
    }

    public OrdStatus ordStatus() {
        char code = code();
        return known(OrdStatus.of(code), "OrdStatus(39)", code);
    }

    private static <T> T known(@Nullable T value, String what, char code) {
        if (value == null) {
            throw new IllegalStateException(what + " " + code + " is not known to this release");
        }
        return value;
    }

    public @Nullable Origin optionalOrigin() {
        return bool() ? new Origin(session(), int64(), int32()) : null;
    }

    public SessionSteered steered() {
        SessionKey session = session();
        SessionAction action = SessionAction.of(code());
        ExpectedNumber expected = bool() ? new ExpectedNumber(int64(), int32(), int32()) : null;
        return new SessionSteered(session, action, expected, text(), text(), text());
    }

    public VenueSteered steeredVenue() {
        return new VenueSteered(venue(), VenueAction.of(code()), text(), text(), text());
    }

    public OrderListAccepted list() {
        long listId = int64();
        SessionKey session = session();
        String name = text();
        Contingency contingency = CONTINGENCY[int8()];
        boolean waitsForExecute = bool();
        int count = int16();
        List<Listed> orders = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            orders.add(new Listed(int64(), clOrdId(), optionalText(), int16(), quantity()));
        }
        return new OrderListAccepted(listId, session, name, contingency, waitsForExecute, List.copyOf(orders));
    }

    public StrayExecution stray() {
        return new StrayExecution(int64(), int64(), execType(), optionalText(), venue(), text(), text(), text(), name(), optionalSide(), quantity(),
                optionalPrice(), optionalQuantity(), optionalName(), text());
    }

    private ExecType execType() {
        char code = code();
        return known(ExecType.of(code), "ExecType(150)", code);
    }

    public DkReason dkReason() {
        char code = code();
        return known(DkReason.of(code), "DKReason(127)", code);
    }

    /** So many, of which the number stands elsewhere. */
    public List<Long> numbers(int count) {
        List<Long> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(int64());
        }
        return List.copyOf(numbers);
    }

    /** So many, of which the number stands elsewhere. */
    public List<String> texts(int count) {
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return List.copyOf(texts);
    }

    public OrderTerms terms() {
        return new OrderTerms(session(), clOrdId(), optionalName(), name(), side(), conditions(), optionalText());
    }

    public Conditions conditions() {
        return new Conditions(ordType(), timeInForce(), quantity(), optionalPrice(), int64(), instructions());
    }

    private Instructions instructions() {
        int bits = instructionBits();
        return bits == 0 ? Instructions.NONE
                : new Instructions(InstructionBits.STOP_PX.isIn(bits) ? price() : null, InstructionBits.PEG.isIn(bits) ? peg() : null,
                        InstructionBits.DISPLAY.isIn(bits) ? new Display(quantity(), quantity()) : null,
                        InstructionBits.MIN_QTY.isIn(bits) ? quantity() : null, InstructionBits.ALL_OR_NONE.isIn(bits),
                        InstructionBits.POST_ONLY.isIn(bits),
                        Adjusting.of(!InstructionBits.DO_NOT_REDUCE.isIn(bits), !InstructionBits.DO_NOT_INCREASE.isIn(bits)),
                        InstructionBits.LEGS.isIn(bits) ? StrategyCodec.read(this) : null,
                        InstructionBits.ACTIVATION.isIn(bits) ? activation() : null, InstructionBits.DISCRETION.isIn(bits) ? discretion() : null,
                        InstructionBits.LOCATED.isIn(bits), InstructionBits.onHalt(bits), originator(bits), wish(bits));
    }

    private @Nullable RoutingWish wish(int bits) {
        return RoutingWish.of(InstructionBits.DESTINATION.isIn(bits) ? venue() : null, InstructionBits.TARGET_STRATEGY.isIn(bits) ? name() : null);
    }

    private @Nullable Originator originator(int bits) {
        return Originator.of(InstructionBits.TRADER.isIn(bits) ? name() : null, InstructionBits.ALGORITHM.isIn(bits) ? name() : null,
                InstructionBits.DECIDED_BY.isIn(bits) ? name() : null);
    }

    /** As {@link Writer#optional(Originator)} has written it. */
    public @Nullable Originator optionalOriginator() {
        return Originator.of(optionalName(), optionalName(), optionalName());
    }

    /** As long as the highest bit of a byte says so, another one follows. */
    private int instructionBits() {
        int bits = 0;
        for (int shift = 0;; shift += InstructionBits.BITS_OF_A_BYTE) {
            int next = int8() & 0xFF;
            bits |= (next & InstructionBits.OF_A_BYTE) << shift;
            if (next <= InstructionBits.OF_A_BYTE) {
                return bits;
            }
        }
    }

    private Activation activation() {
        long time = int64();
        return new Activation(time, bool() ? new Activation.PriceTrigger(name(), price(), bool(), Activation.Sees.values()[int8()]) : null);
    }

    private Discretion discretion() {
        return new Discretion(int64(), Peg.OffsetType.values()[int8()]);
    }

    private Peg peg() {
        return new Peg(Peg.Follows.values()[int8()], int64(), Peg.OffsetType.values()[int8()]);
    }

    public OrderSelection selection() {
        return new OrderSelection(optionalName(), optionalSide(), optionalName());
    }

    public MassCancelTerms massCancel() {
        return new MassCancelTerms(MassCancelTerms.Form.of(code()), name(), name(), selection());
    }

    public RiskFacts riskFacts() {
        Price valuation = price();
        int what = int8();
        Price reference = what == Writer.USES_AND_REFERENCE || what == 1 ? price() : null;
        if (what < Writer.USES) { // before limits had numbers, that of the account's open exposure alone was told
            money();
            optionalMoney();
            return new RiskFacts(valuation, reference, List.of());
        }
        int count = int8() & 0xFF;
        List<LimitUse> uses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            uses.add(new LimitUse(int16(), money()));
        }
        return new RiskFacts(valuation, reference, uses);
    }
}
