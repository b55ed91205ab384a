package io.portcullis.oms.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettledOrdersTest {

    private static final List<SessionKey> SESSIONS = List.of(new SessionKey("C1"), new SessionKey("C2"));
    private static final int STEPS = 60_000;

    private final SettledOrders settled = new SettledOrders();

    @Test
    void aClOrdIdIsFoundWhateverItIsWrittenIn() {
        for (String clOrdId : List.of("", "A", "ORDER-000000001", "Auftrag-\u00fc", "\u6ce8\u6587-7", "\ud83d\ude80")) {
            assertEquals(ClOrdIdIndex.hash(clOrdId.getBytes(StandardCharsets.UTF_8)), ClOrdIdIndex.hash(clOrdId), clOrdId);
        }
    }

    @Test
    void anOrderThatComesBackToItsPlaceWithAnotherClOrdIdIsFoundByThatToo() {
        for (int position = 2; position < 40; position += 2) {
            settled.add(order(position, 0));
            ParentOrder again = settled.take(SESSIONS.getFirst(), "ORDER-" + position / SESSIONS.size());
            assertNotNull(again);
            again.addClOrdId(new ClOrdId("Y".repeat(1 + position / 4) + position)); // of each length, so that some fit into the place and some don't
            settled.add(again);
            assertSame(again, settled.take(SESSIONS.getFirst(), again.clOrdIds.getLast()));
            settled.add(again);
        }
    }

    /** With a child in its own record and one, or as many as are asked for, in later ones. */
    private static ParentOrder order(long position, int laterRequests) {
        SessionKey session = SESSIONS.get((int) (position % SESSIONS.size()));
        ClOrdId clOrdId = new ClOrdId("ORDER-" + position / SESSIONS.size());
        OrderTerms terms = new OrderTerms(session, clOrdId, "ACCOUNT", "XYZ", Side.BUY, OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("10"), 0);
        ParentOrder order = new ParentOrder(Ids.number(position, 0), terms, Price.of("10"), position);
        order.addClOrdId(clOrdId);
        ChildOrder child = new ChildOrder(order, Ids.number(position, 1), new VenueId("V"), terms.conditions());
        child.ended = Ended.CANCELED;
        order.ended = Ended.CANCELED;
        order.add(child);
        for (int i = 1; i <= laterRequests; i++) {
            child.addRequest(Ids.number(position + i, 0));
            order.addClOrdId(new ClOrdId("REQUEST-" + position + "-" + i));
        }
        return order;
    }

    private static void assertSame(ParentOrder expected, ParentOrder actual) {
        assertNotNull(actual);
        PackedOrder packer = new PackedOrder();
        byte[] bytes = new byte[packer.pack(expected)];
        packer.bytes().getBytes(0, bytes);
        byte[] others = new byte[packer.pack(actual)];
        packer.bytes().getBytes(0, others);
        assertEquals(HexFormat.of().formatHex(bytes), HexFormat.of().formatHex(others));
    }

    @Test
    void anOrderIsFoundByEachOfItsIdsAndNames() {
        for (int i = 0; i < 4; i++) {
            ParentOrder order = order(7, 2);
            settled.add(order);
            assertEquals(1, settled.size());
            ParentOrder found = switch (i) {
                case 0 -> settled.take(Ids.number(7, 0));
                case 1 -> settled.take(Ids.number(7, 1));
                case 2 -> settled.take(Ids.number(9, 0));
                default -> settled.take(SESSIONS.get(1), "REQUEST-7-2");
            };
            assertSame(order, found);
            assertEquals(0, settled.size());
            assertNull(settled.take(Ids.number(7, 1)), "it is taken out");
            assertNull(settled.take(SESSIONS.get(1), "ORDER-3"), "it is taken out");
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        settled.add(order(7, 2));
        assertNull(settled.take(Ids.number(7, 2)));
        assertNull(settled.take(Ids.number(8, 1)));
        assertNull(settled.take(Ids.number(1_000_000, 0)));
        assertNull(settled.take(SESSIONS.get(1), "ORDER-4"));
        assertNull(settled.take(SESSIONS.get(0), "ORDER-3"), "another session's");
        assertEquals(1, settled.size());
    }

    @Test
    void anOrderThatIsLargerThanAPageHasItsPlace() {
        ParentOrder large = order(5, 12_000);
        settled.add(order(3, 0));
        settled.add(large);
        settled.add(order(50_000, 0));
        assertEquals(List.of(Ids.number(3, 0), Ids.number(5, 0), Ids.number(50_000, 0)), ids());
        assertSame(large, settled.take(SESSIONS.get(1), "REQUEST-5-11999"));
        assertEquals(List.of(Ids.number(3, 0), Ids.number(50_000, 0)), ids());
    }

    private List<Long> ids() {
        List<Long> all = new ArrayList<>();
        settled.view().forEach((orderId, place) -> all.add(orderId));
        return all;
    }

    @Test
    void aViewStaysAsItWas() {
        settled.add(order(3, 0));
        settled.add(order(5, 0));
        SettledOrders.View view = settled.view();
        ParentOrder taken = settled.take(Ids.number(3, 0));
        settled.add(order(9, 0));
        assertNotNull(taken);
        taken.children.getFirst().venueOrderId = "X";
        settled.add(taken);
        settled.take(Ids.number(5, 0));
        List<Long> seen = new ArrayList<>();
        view.forEach((orderId, place) -> {
            seen.add(orderId);
            view.chunk(place, (buffer, offset, length) -> assertSame(order(Ids.positionOf(orderId), 0), new PackedOrder().unpack(buffer, offset, length)));
        });
        assertEquals(List.of(Ids.number(3, 0), Ids.number(5, 0)), seen);
        assertEquals(List.of(Ids.number(3, 0), Ids.number(9, 0)), ids().stream().sorted().toList());
    }

    @Test
    void ordersComeAndGoAndNoneIsLost() {
        Random random = new Random(7);
        TreeMap<Long, ParentOrder> here = new TreeMap<>();
        long position = 1;
        for (int step = 0; step < STEPS; step++) {
            if (here.isEmpty() || random.nextInt(3) > 0) {
                ParentOrder order = order(position, random.nextInt(8) == 0 ? random.nextInt(4) : 0);
                position += 4 + random.nextInt(3);
                settled.add(order);
                here.put(order.orderId, order);
            } else {
                Long near = here.ceilingKey(random.nextLong(here.lastKey() + 1));
                ParentOrder expected = here.remove(near);
                ChildOrder child = expected.children.getFirst();
                ParentOrder found = switch (random.nextInt(3)) {
                    case 0 -> settled.take(near);
                    case 1 -> settled.take(child.requestIds.isEmpty() ? child.childId : child.requestIds.getLast());
                    default -> settled.take(expected.terms.session(), expected.clOrdIds.getLast());
                };
                assertSame(expected, found);
                if (random.nextBoolean()) { // something more has happened to it
                    if (random.nextInt(3) == 0) {
                        found.children.getFirst().addRequest(Ids.number(position++, 0));
                    }
                    found.children.getFirst().venueOrderId = random.nextBoolean() ? "LONG-".repeat(random.nextInt(20)) : null;
                    settled.add(found);
                    here.put(found.orderId, found);
                }
            }
        }
        assertEquals(List.copyOf(here.keySet()), ids().stream().sorted().toList());
        here.values().forEach(order -> assertSame(order, settled.copy(order.orderId)));
        settled.clear();
        assertNull(settled.take(here.firstKey()));
        assertEquals(List.of(), ids());
    }
}
