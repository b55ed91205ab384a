package io.portcullis.venues.ouch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.venues.ouch.OuchMessage.Terms;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of OUCH 4.2, and what of our orders it has words for. */
class OuchCodecTest {

    private static final String TOKEN = "ABCDEF00000001";
    private static final Terms TERMS = new Terms('B', 100, "AAPL", 2_315_000, 99_998, "FIRM", 'Y', 'A', 'N', 0, 'N');

    /** Lengths by the specification. */
    @Test
    void everyMessageOfAHostHasItsLengthAndIsReadAsItWasWritten() throws Exception {
        Map<OuchMessage.FromHost, Integer> lengths = new LinkedHashMap<>();
        lengths.put(new OuchMessage.SystemEvent(1, 'S'), 10);
        lengths.put(new OuchMessage.Accepted(2, TOKEN, TERMS, Long.MAX_VALUE, 'L'), 66);
        lengths.put(new OuchMessage.Replaced(3, TOKEN, TERMS, 77, 'D', "ABCDEF00000000"), 80);
        lengths.put(new OuchMessage.Canceled(4, TOKEN, 60, 'U'), 28);
        lengths.put(new OuchMessage.Executed(5, TOKEN, 40, 2_314_900, 'R', 12_345), 40);
        lengths.put(new OuchMessage.BrokenTrade(6, TOKEN, 12_345, 'E'), 32);
        lengths.put(new OuchMessage.TradeCorrection(7, TOKEN, 30, 2_314_800, 'A', 12_345, 'S'), 41);
        lengths.put(new OuchMessage.Rejected(8, TOKEN, 'H'), 24);
        lengths.put(new OuchMessage.CancelPending(9, TOKEN), 23);
        lengths.put(new OuchMessage.CancelReject(10, TOKEN), 23);
        lengths.put(new OuchMessage.PriorityUpdate(11, TOKEN, 2_315_000, 'Y', 78), 36);
        lengths.put(new OuchMessage.Modified(12, TOKEN, 'S', 50), 28);
        for (Map.Entry<OuchMessage.FromHost, Integer> each : lengths.entrySet()) {
            ByteBuf bytes = Unpooled.buffer();
            OuchCodec.write(each.getKey(), bytes);
            assertEquals(each.getValue(), bytes.readableBytes(), each.getKey().toString());
            assertEquals(each.getKey(), OuchCodec.readFromHost(bytes));
        }
    }

    @Test
    void everyMessageOfAClientHasItsLengthAndIsReadAsItWasWritten() throws Exception {
        Map<OuchMessage.ToHost, Integer> lengths = new LinkedHashMap<>();
        lengths.put(new OuchMessage.EnterOrder(TOKEN, TERMS, ' '), 49);
        lengths.put(new OuchMessage.ReplaceOrder("ABCDEF00000000", TOKEN, 200, 2_315_100, 0, 'P', 'N', 200), 47);
        lengths.put(new OuchMessage.CancelOrder(TOKEN, 0), 19);
        for (Map.Entry<OuchMessage.ToHost, Integer> each : lengths.entrySet()) {
            ByteBuf bytes = Unpooled.buffer();
            OuchCodec.write(each.getKey(), bytes);
            assertEquals(each.getValue(), bytes.readableBytes(), each.getKey().toString());
            assertEquals(each.getKey(), OuchCodec.readToHost(bytes));
        }
    }

    @Test
    void anOrderIsWrittenByteByByte() {
        ByteBuf bytes = Unpooled.buffer();
        OuchCodec.write(new OuchMessage.EnterOrder(TOKEN, TERMS, ' '), bytes);
        assertEquals("4f" + "4142434445463030303030303031" + "42" + "00000064" + "4141504c20202020" + "002352f8" + "0001869e" + "4649524d" + "59" + "41" + "4e"
                + "00000000" + "4e" + "20", ByteBufUtil.hexDump(bytes));
    }

    /** An execution of an order that met another of its own firm, and one with a reference price: longer, and the same for us. */
    @Test
    void theLongerFormsAreReadAsTheShortOnes() throws Exception {
        ByteBuf aiq = Unpooled.buffer();
        OuchCodec.write(new OuchMessage.Canceled(4, TOKEN, 60, 'Q'), aiq);
        aiq.setByte(0, 'D').writeInt(60).writeInt(2_315_000).writeByte('A');
        assertEquals(new OuchMessage.Canceled(4, TOKEN, 60, 'Q'), OuchCodec.readFromHost(aiq));
        ByteBuf executed = Unpooled.buffer();
        OuchCodec.write(new OuchMessage.Executed(5, TOKEN, 40, 2_314_900, 'R', 12_345), executed);
        executed.setByte(0, 'G').writeInt(2_314_900).writeByte('I');
        assertEquals(new OuchMessage.Executed(5, TOKEN, 40, 2_314_900, 'R', 12_345), OuchCodec.readFromHost(executed));
    }

    @Test
    void whatIsNoMessageIsSaidToBeNone() {
        assertEquals("a message must have a type, this one is empty",
                assertThrows(OuchException.class, () -> OuchCodec.readFromHost(Unpooled.buffer())).getMessage());
        assertEquals("a message of type Y is none that a host sends",
                assertThrows(OuchException.class, () -> OuchCodec.readFromHost(Unpooled.copiedBuffer(new byte[]{'Y', 0}))).getMessage());
        assertEquals("a message of type E has 40 bytes, this one has 3",
                assertThrows(OuchException.class, () -> OuchCodec.readFromHost(Unpooled.copiedBuffer(new byte[]{'E', 0, 0}))).getMessage());
        ByteBuf negative = Unpooled.buffer();
        OuchCodec.write(new OuchMessage.Executed(5, TOKEN, -1, 2_314_900, 'R', 12_345), negative);
        assertEquals("a number of shares must be below 2^31, was 4294967295",
                assertThrows(OuchException.class, () -> OuchCodec.readFromHost(negative)).getMessage());
    }

    @Test
    void tokensNameTheirNumberAndOnlyThoseOfThisLogDo() {
        OuchTokens tokens = new OuchTokens(new Ids("1PA2YZ"));
        for (long number : new long[]{1, 61, 62, 4_095, Ids.number(1_000_000_007, 4_000), 218_340_105_584_895L}) {
            assertEquals(14, tokens.token(number).length());
            assertEquals(number, tokens.number(tokens.token(number)));
        }
        assertEquals("1PA2YZ0000000z", tokens.token(61));
        assertEquals(0, tokens.number("1PA2YX0000000z"));
        assertEquals(0, tokens.number("1PA2YZ000000-z"));
        assertEquals(0, tokens.number("1PA2YZ"));
        assertThrows(IllegalStateException.class, () -> tokens.token(218_340_105_584_896L));
    }

    @Test
    void sessionsAreNumbersAndBack() {
        for (String name : new String[]{"1", "MUYZK3", "zzzzzzzzzz", "0000000001", "20261123A"}) {
            assertEquals(name, SoupSessions.name(SoupSessions.number(name)));
        }
        assertEquals(0, SoupSessions.number(""));
        assertEquals(0, SoupSessions.number("A B"));
        assertEquals(0, SoupSessions.number("ABCDEFGHIJK"));
        assertEquals("", SoupSessions.name(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            AAPL      | LIMIT  | DAY              | 100     | 231.50     | -
            AAPL      | LIMIT  | FILL_OR_KILL     | 999999  | 0.0001     | -
            AAPL      | LIMIT  | GOOD_TILL_CANCEL | 100     | 231.50     | TimeInForce(59) must be 0, 2, 3, 4, 6 or 7 for OUCH, was 1
            AAPL      | MARKET | DAY              | 100     | -          | OrdType(40) must be 2, limit, for OUCH, was 1
            AAPL      | LIMIT  | DAY              | 0.5     | 231.50     | OrderQty(38) must be 1 to 999999 whole shares for OUCH, was 0.5
            AAPL      | LIMIT  | DAY              | 1000000 | 231.50     | OrderQty(38) must be 1 to 999999 whole shares for OUCH, was 1000000
            AAPL      | LIMIT  | DAY              | 100     | 231.50001  | Price(44) must be a multiple of 0.0001 up to 199999.99 for OUCH, was 231.50001
            AAPL      | LIMIT  | DAY              | 100     | 200000     | Price(44) must be a multiple of 0.0001 up to 199999.99 for OUCH, was 200000
            ALONGNAME | LIMIT  | DAY              | 100     | 231.50     | Symbol(55) must have 1 to 8 plain characters for OUCH, was ALONGNAME
            """)
    void whatOuchHasNoWordsForIsNamed(String symbol, OrdType ordType, TimeInForce time, String quantity, String price, String objection) {
        Conditions conditions = new Conditions(ordType, time, Quantity.of(quantity), price == null ? null : Price.of(price), 0);
        assertEquals(objection, OuchTerms.objectionTo(symbol, conditions, 0));
        if (objection == null) {
            Terms terms = OuchTerms.of(symbol, Side.SELL_SHORT, conditions, OuchTerms.Account.OWN, 0);
            assertEquals(conditions, OuchTerms.conditions(terms, 0));
            assertEquals(Side.SELL_SHORT, OuchTerms.side(terms.side()));
        }
    }

    @Test
    void aDateIsSoManySecondsAhead() {
        long now = 1_000_000_000_000L;
        Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.GOOD_TILL_DATE, Quantity.of(100), Price.of("10"), now + 90_000_000_000L,
                new Instructions(null, null, null, Quantity.of(50), false, true));
        assertNull(OuchTerms.objectionTo("IBM", conditions, now));
        Terms terms = OuchTerms.of("IBM", Side.BUY, conditions, OuchTerms.Account.OWN, now);
        assertEquals(90, terms.timeInForce());
        assertEquals(conditions, OuchTerms.conditions(terms, now));
        assertEquals("ExpireTime(126) must be 1 to 86399 seconds ahead for OUCH, was 0", OuchTerms.objectionTo("IBM", conditions, now + 89_500_000_000L));
    }
}
