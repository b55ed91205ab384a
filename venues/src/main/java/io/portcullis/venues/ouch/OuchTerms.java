package io.portcullis.venues.ouch;

import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.venues.ouch.OuchMessage.Terms;
import io.portcullis.venues.routing.Capabilities;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** What our orders say in the words of OUCH 4.2, and the other way: limit orders for whole shares. */
public final class OuchTerms {

    /** Time in force: until the market closes. */
    public static final int MARKET_HOURS = 99_998;
    /** Time in force: until the host closes. */
    public static final int SYSTEM_HOURS = 99_999;
    private static final int IMMEDIATE = 0;
    private static final int MOST_SECONDS = 86_399;
    private static final int MOST_SHARES = 999_999;
    private static final int MOST_STOCK = 8;
    private static final long SHARE = Quantity.of(1).raw();
    private static final long PRICE_UNIT = Price.of("0.0001").raw();
    private static final int HIGHEST_PRICE = 1_999_999_900;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** All that a venue that speaks it may take. What a venue takes by the file is some of it. */
    public static final Capabilities ALL = new Capabilities(EnumSet.of(OrdType.LIMIT),
            EnumSet.of(Capabilities.Instruction.MIN_QTY, Capabilities.Instruction.POST_ONLY),
            EnumSet.of(TimeInForce.DAY, TimeInForce.IMMEDIATE_OR_CANCEL, TimeInForce.FILL_OR_KILL, TimeInForce.GOOD_TILL_DATE, TimeInForce.AT_THE_OPENING,
                    TimeInForce.AT_THE_CLOSE));

    /** What one takes where nothing else is said. */
    public static final Capabilities USUAL = new Capabilities(EnumSet.of(OrdType.LIMIT), EnumSet.noneOf(Capabilities.Instruction.class),
            EnumSet.of(TimeInForce.DAY, TimeInForce.IMMEDIATE_OR_CANCEL, TimeInForce.FILL_OR_KILL));

    private OuchTerms() {
    }

    /** Whose order it is. @param firm blank for the account's own @param capacity A agency, P principal, R riskless, O other */
    public record Account(String firm, char capacity) {

        public static final Account OWN = new Account("", 'A');
    }

    /**
     * Why OUCH has no words for an order, naming the field and its value; null if it has.
     *
     * @param now epoch nanoseconds
     */
    public static @Nullable String objectionTo(String symbol, Conditions c, long now) {
        Price price = c.price();
        if (symbol.isEmpty() || symbol.length() > MOST_STOCK || !StandardCharsets.US_ASCII.newEncoder().canEncode(symbol)) {
            return "Symbol(55) must have 1 to " + MOST_STOCK + " plain characters for OUCH, was " + symbol;
        }
        if (c.ordType() != OrdType.LIMIT || price == null) {
            return "OrdType(40) must be 2, limit, for OUCH, was " + c.ordType().code();
        }
        if (c.orderQty().raw() % SHARE != 0 || c.orderQty().raw() < SHARE || c.orderQty().raw() > MOST_SHARES * SHARE) {
            return "OrderQty(38) must be 1 to " + MOST_SHARES + " whole shares for OUCH, was " + c.orderQty();
        }
        if (price.raw() % PRICE_UNIT != 0 || !price.isPositive() || price.raw() > HIGHEST_PRICE * PRICE_UNIT) {
            return "Price(44) must be a multiple of 0.0001 up to " + new Price(HIGHEST_PRICE * PRICE_UNIT) + " for OUCH, was " + price;
        }
        return timeObjection(c, now);
    }

    private static @Nullable String timeObjection(Conditions c, long now) {
        return switch (c.timeInForce()) {
            case DAY, IMMEDIATE_OR_CANCEL, FILL_OR_KILL, AT_THE_OPENING, AT_THE_CLOSE -> null;
            case GOOD_TILL_DATE -> secondsTo(c, now) >= 1 && secondsTo(c, now) <= MOST_SECONDS ? null
                    : "ExpireTime(126) must be 1 to " + MOST_SECONDS + " seconds ahead for OUCH, was " + secondsTo(c, now);
            case GOOD_TILL_CANCEL, AT_CROSSING, GOOD_FOR_AUCTION -> "TimeInForce(59) must be 0, 2, 3, 4, 6 or 7 for OUCH, was " + c.timeInForce().code();
        };
    }

    private static long secondsTo(Conditions c, long now) {
        return Math.floorDiv(c.expireTime() - now, NANOS_PER_SECOND);
    }

    /** Of an order without objection. */
    static Terms of(String symbol, Side side, Conditions c, Account account, long now) {
        int shares = (int) (c.orderQty().raw() / SHARE);
        return new Terms(side(side), shares, symbol, price(c), timeInForce(c, now), account.firm(), display(c), account.capacity(), 'N', minimum(c, shares),
                crossType(c.timeInForce()));
    }

    static int shares(Conditions c) {
        return (int) (c.orderQty().raw() / SHARE);
    }

    static int price(Conditions c) {
        Price price = c.price();
        return price == null ? 0 : (int) (price.raw() / PRICE_UNIT);
    }

    static char display(Conditions c) {
        return c.instructions().postOnly() ? 'P' : 'Y';
    }

    static int timeInForce(Conditions c, long now) {
        return switch (c.timeInForce()) {
            case IMMEDIATE_OR_CANCEL, FILL_OR_KILL -> IMMEDIATE;
            case GOOD_TILL_DATE -> (int) secondsTo(c, now);
            case DAY, AT_THE_OPENING, AT_THE_CLOSE, GOOD_TILL_CANCEL, AT_CROSSING, GOOD_FOR_AUCTION -> MARKET_HOURS;
        };
    }

    /** An order to be executed at once and whole is one whose least execution is the whole. */
    static int minimum(Conditions c, int shares) {
        Quantity minQty = c.instructions().minQty();
        return c.timeInForce() == TimeInForce.FILL_OR_KILL ? shares : minQty == null ? 0 : (int) Math.min(shares, minQty.raw() / SHARE);
    }

    private static char crossType(TimeInForce time) {
        return time == TimeInForce.AT_THE_OPENING ? 'O' : time == TimeInForce.AT_THE_CLOSE ? 'C' : 'N';
    }

    private static char side(Side side) {
        return switch (side) {
            case BUY, AS_DEFINED -> 'B';
            case SELL, OPPOSITE -> 'S';
            case SELL_SHORT -> 'T';
            case SELL_SHORT_EXEMPT -> 'E';
        };
    }

    /** Null if it is no side. */
    public static @Nullable Side side(char code) {
        return switch (code) {
            case 'B' -> Side.BUY;
            case 'S' -> Side.SELL;
            case 'T' -> Side.SELL_SHORT;
            case 'E' -> Side.SELL_SHORT_EXEMPT;
            default -> null;
        };
    }

    public static char codeOf(Side side) {
        return side(side);
    }

    public static Quantity quantity(int shares) {
        return new Quantity(shares * SHARE);
    }

    public static Price price(int tenThousandths) {
        return new Price(tenThousandths * PRICE_UNIT);
    }

    /** @throws ArithmeticException if it is more than a message holds */
    public static int sharesOf(Quantity quantity) {
        return Math.toIntExact(quantity.raw() / SHARE);
    }

    /** @throws ArithmeticException if it is more than a message holds */
    public static int priceOf(Price price) {
        return Math.toIntExact(price.raw() / PRICE_UNIT);
    }

    /** What an order asks for, as a host understands it. @param now epoch nanoseconds */
    public static Conditions conditions(Terms t, long now) {
        boolean isWhole = t.timeInForce() == IMMEDIATE && t.minimumQuantity() == t.shares();
        Instructions instructions = new Instructions(null, null, null, t.minimumQuantity() == 0 || isWhole ? null : quantity(t.minimumQuantity()), false,
                t.display() == 'P');
        Instructions orNone = instructions.equals(Instructions.NONE) ? Instructions.NONE : instructions;
        TimeInForce time = switch (t.crossType()) {
            case 'O' -> TimeInForce.AT_THE_OPENING;
            case 'C' -> TimeInForce.AT_THE_CLOSE;
            default -> switch (t.timeInForce()) {
                case IMMEDIATE -> isWhole ? TimeInForce.FILL_OR_KILL : TimeInForce.IMMEDIATE_OR_CANCEL;
                case MARKET_HOURS, SYSTEM_HOURS -> TimeInForce.DAY;
                default -> TimeInForce.GOOD_TILL_DATE;
            };
        };
        long expireTime = time == TimeInForce.GOOD_TILL_DATE ? now + t.timeInForce() * NANOS_PER_SECOND : 0;
        return new Conditions(OrdType.LIMIT, time, quantity(t.shares()), price(t.price()), expireTime, orNone);
    }
}
