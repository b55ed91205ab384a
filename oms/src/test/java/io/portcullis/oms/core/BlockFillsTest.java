package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.types.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One execution for several care orders. Lines as {@link Desk} writes them. */
class BlockFillsTest extends OnADesk {

    private void claimed(String name, int qty) {
        desk.care(name, qty, "10");
        assertNull(desk.work("ann", name, new CareAction.Claim(false)));
        desk.told();
    }

    @Test
    void eachGetsItsShareByWhatIsOpenOfItAtThePriceOfTheWhole() {
        claimed("X", 100);
        claimed("Y", 200);
        claimed("Z", 300);
        assertNull(desk.fillBlock("ann", "100", "9.5", "X", "Y", "Z"));
        told("8 X TRADE PARTIALLY_FILLED 100 17 83 17@9.5 avg 9.5", "8 Y TRADE PARTIALLY_FILLED 200 33 167 33@9.5 avg 9.5",
                "8 Z TRADE PARTIALLY_FILLED 300 50 250 50@9.5 avg 9.5");
        assertEquals("OrderID(37) " + desk.orderOf("X").orderId() + ": the order has an execution with GSCO that is called T1 already",
                desk.fillBlock("ann", "100", "9.5", "X", "Y", "Z"));
        told("");
    }

    @Test
    void noneIsBookedWhereSomethingSpeaksAgainstOne() {
        claimed("X", 100);
        claimed("Y", 200);
        long y = desk.orderOf("Y").orderId();
        assertEquals("a block is of two orders or more, was of 1", desk.fillBlock("ann", "100", "9.5", "X"));
        assertEquals("OrderID(37) " + desk.orderOf("X").orderId() + " is ann's, not bob's", desk.fillBlock("bob", "100", "9.5", "X", "Y"));
        assertEquals("OrderID(37) " + y + " is named twice", desk.fillBlock("ann", "100", "9.5", "X", "Y", "Y"));
        assertEquals("LastQty(32) must be positive and at most 300, which is open of these orders and at no venue, was 301",
                desk.fillBlock("ann", "301", "9.5", "X", "Y"));
        assertTrue(String.valueOf(desk.fillBlock("ann", "300", "10.5", "X", "Y"))
                .endsWith("the order's limit, was 10.5; if it stands all the same, order it with confirmed"));
        desk.order("V", 100, "10").told();
        assertEquals("OrderID(37) " + desk.orderOf("V").orderId() + ": HandlInst(21) of the order is not 3: it is no care order",
                desk.fillBlock("ann", "100", "9.5", "X", "V"));
        told("");
    }

    @Test
    void sharesAddUpAndAreNeverMoreThanWhatIsOpen() {
        assertEquals(quantities("1", "1", "1"), ProRata.shares(Quantity.of(3), quantities("100", "100", "100"), Quantity.of(1)));
        assertEquals(quantities("1", "0", "0"), ProRata.shares(Quantity.of(1), quantities("100", "100", "100"), Quantity.of(1)));
        assertEquals(quantities("200", "100"), ProRata.shares(Quantity.of(300), quantities("250", "240"), Quantity.of(100)));
        assertEquals(quantities("1.5", "1.5"), ProRata.shares(Quantity.of(3), quantities("1.5", "1.5"), Quantity.of(1)));
        Random random = new Random(7);
        for (int run = 0; run < 2_000; run++) {
            long[] open = random.longs(2 + random.nextInt(8), 0, random.nextBoolean() ? 50 : 1L << 55).toArray();
            long sum = Arrays.stream(open).sum();
            if (sum > 0) {
                List<Quantity> all = Arrays.stream(open).mapToObj(Quantity::new).toList();
                Quantity total = new Quantity(random.nextBoolean() ? sum : 1 + random.nextLong(sum));
                List<Quantity> shares = ProRata.shares(total, all, Quantity.of(1));
                assertEquals(total, shares.stream().reduce(Quantity.ZERO, Quantity::plus), "run " + run);
                for (int i = 0; i < open.length; i++) {
                    assertTrue(shares.get(i).raw() >= 0 && !shares.get(i).exceeds(all.get(i)), "run " + run);
                }
            }
        }
    }

    private static List<Quantity> quantities(String... texts) {
        return Stream.of(texts).map(Quantity::of).toList();
    }
}
