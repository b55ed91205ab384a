package io.portcullis.oms.order;

import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The day's orders with which all is done, packed. They are most of a day's orders, and few of them are ever asked for again: as bytes in large pages they take a quarter of
 * the room, and outside the heap they are nothing to the garbage collector. One that is needed again is taken out, and put back when it is settled again.
 */
final class SettledOrders {

    /** Takes the packed orders. */
    interface Chunks {
        void put(DirectBuffer buffer, int offset, int length);
    }

    // A place: int32 room for the packed order, int32 its length or 0 if it was taken out, int32 how many ids, an int32 link for each id, the packed order
    private static final int PLACE_ROOM = 0;
    private static final int PLACE_LENGTH = PLACE_ROOM + Integer.BYTES;
    private static final int PLACE_IDS = PLACE_LENGTH + Integer.BYTES;
    private static final int PLACE_LINKS = PLACE_IDS + Integer.BYTES;

    static final int PAGE_BYTES = 1 << 18;
    /** Places begin at multiples, so that an int names 32 GiB of them. */
    private static final int GRAIN = 16;
    private static final int GRAINS_PER_PAGE = PAGE_BYTES / GRAIN;

    private final PackedOrder codec = new PackedOrder();
    private final List<UnsafeBuffer> pages = new ArrayList<>();
    /** Pages that a view has, too: before one is changed it is copied. What is put behind their content does not change them. */
    private final BitSet shared = new BitSet();
    private final PlacesByPosition byPosition = new PlacesByPosition();
    private final Map<SessionKey, ClOrdIdIndex> byClOrdId = new HashMap<>();
    private int usedOfLastPage = PAGE_BYTES;
    private int size;
    private Supplier<ByteBuffer> prepared = () -> ByteBuffer.allocateDirect(PAGE_BYTES);

    int size() {
        return size;
    }

    void pagesFrom(Supplier<ByteBuffer> pages) {
        prepared = pages;
    }

    void clear() {
        pages.clear();
        shared.clear();
        byPosition.clear();
        byClOrdId.clear();
        usedOfLastPage = PAGE_BYTES;
        size = 0;
    }

    // Putting in

    void add(ParentOrder order) {
        int length = codec.pack(order);
        int before = placeOf(order.orderId, false);
        if (before != 0 && isFitting(before, PackedOrder.idCount(codec.bytes(), 0), length)) {
            unshare(before);
            int known = PackedOrder.clOrdIdCount(page(before), packedAt(before));
            fill(before, codec.bytes(), 0, length);
            addNames(order, known, before);
        } else {
            addNames(order, 0, place(codec.bytes(), 0, length));
        }
    }

    /** An order's ClOrdIDs(11) become more and never less: those before {@code from} are known to lie in that place. */
    private void addNames(ParentOrder order, int from, int place) {
        ClOrdIdIndex names = names(order.terms.session());
        for (int i = from; i < order.clOrdIds.size(); i++) {
            names.add(ClOrdIdIndex.hash(order.clOrdIds.get(i)), place);
        }
    }

    /** A packed order as a snapshot has it. */
    void add(DirectBuffer packed, int offset, int length) {
        int place = place(packed, offset, length);
        ClOrdIdIndex names = names(PackedOrder.session(packed, offset));
        for (byte[] clOrdId : PackedOrder.clOrdIds(packed, offset)) {
            names.add(ClOrdIdIndex.hash(clOrdId), place);
        }
    }

    private ClOrdIdIndex names(SessionKey session) {
        ClOrdIdIndex known = byClOrdId.get(session);
        return known == null ? byClOrdId.computeIfAbsent(session, key -> new ClOrdIdIndex()) : known;
    }

    private boolean isFitting(int place, int ids, int length) {
        return page(place).getInt(at(place) + PLACE_IDS) == ids && page(place).getInt(at(place) + PLACE_ROOM) >= length;
    }

    private int place(DirectBuffer packed, int offset, int length) {
        int ids = PackedOrder.idCount(packed, offset);
        int place = newPlace(PLACE_LINKS + ids * Integer.BYTES, length);
        page(place).putInt(at(place) + PLACE_IDS, ids);
        fill(place, packed, offset, length);
        link(place, ids);
        return place;
    }

    private int newPlace(int before, int room) {
        int needed = (before + room + GRAIN - 1) / GRAIN * GRAIN;
        if (usedOfLastPage + needed > PAGE_BYTES) {
            pages.add(newPage(Math.max(PAGE_BYTES, needed + GRAIN)));
            usedOfLastPage = GRAIN; // no place is 0
        }
        int place = (pages.size() - 1) * GRAINS_PER_PAGE + usedOfLastPage / GRAIN;
        usedOfLastPage += needed;
        page(place).putInt(at(place) + PLACE_ROOM, needed - before);
        return place;
    }

    private void fill(int place, DirectBuffer packed, int offset, int length) {
        UnsafeBuffer page = page(place);
        page.putInt(at(place) + PLACE_LENGTH, length);
        page.putBytes(packedAt(place), packed, offset, length);
        size++;
    }

    /** At each position of which the order has an id, it comes before those that are there. */
    private void link(int place, int ids) {
        for (int i = 0; i < ids; i++) {
            long position = Ids.positionOf(id(place, i));
            if (linkOf(place, position) == i) {
                page(place).putInt(linkAt(place, i), byPosition.get(position));
                byPosition.put(position, place);
            }
        }
    }

    /** The first of its ids that is of that position bears the link. */
    private int linkOf(int place, long position) {
        int link = 0;
        while (Ids.positionOf(id(place, link)) != position) {
            link++;
        }
        return link;
    }

    // Looking up

    /** The order that has or had this id, or a child or a request with it: taken out; null if none is here. */
    @Nullable
    ParentOrder take(long id) {
        int place = placeOf(id, true);
        return place == 0 ? null : take(place);
    }

    /** The order that has or had this ClOrdID(11): taken out; null if none is here. */
    @Nullable
    ParentOrder take(SessionKey session, String clOrdId) {
        ClOrdIdIndex names = byClOrdId.get(session);
        if (names == null) {
            return null;
        }
        int place = names.find(ClOrdIdIndex.hash(clOrdId),
                found -> isHere(found) && PackedOrder.hasClOrdId(page(found), packedAt(found), clOrdId.getBytes(StandardCharsets.UTF_8)));
        return place == 0 ? null : take(place);
    }

    private int placeOf(long id, boolean onlyIfHere) {
        long position = Ids.positionOf(id);
        int place = byPosition.get(position);
        while (place != 0 && !((isHere(place) || !onlyIfHere) && hasId(place, id))) {
            place = page(place).getInt(linkAt(place, linkOf(place, position)));
        }
        return place;
    }

    private boolean hasId(int place, long id) {
        int ids = page(place).getInt(at(place) + PLACE_IDS);
        for (int i = 0; i < ids; i++) {
            if (id(place, i) == id) {
                return true;
            }
        }
        return false;
    }

    private ParentOrder take(int place) {
        ParentOrder order = unpack(place);
        unshare(place);
        page(place).putInt(at(place) + PLACE_LENGTH, 0);
        size--;
        return order;
    }

    private ParentOrder unpack(int place) {
        return codec.unpack(page(place), packedAt(place), length(place));
    }

    private void unshare(int place) {
        int number = Integer.divideUnsigned(place, GRAINS_PER_PAGE);
        if (shared.get(number)) {
            UnsafeBuffer before = pages.get(number);
            UnsafeBuffer own = newPage(before.capacity());
            own.putBytes(0, before, 0, before.capacity());
            pages.set(number, own);
            shared.clear(number);
        }
    }

    /** Filled with 0. */
    private UnsafeBuffer newPage(int bytes) {
        return new UnsafeBuffer(bytes == PAGE_BYTES ? prepared.get() : ByteBuffer.allocateDirect(bytes));
    }

    // All of them

    /** A copy of the order, which stays here. */
    ParentOrder copy(long orderId) {
        return unpack(placeOf(orderId, true));
    }

    /** The same; null if it is not here. */
    @Nullable
    ParentOrder copyIfHere(long orderId) {
        int place = placeOf(orderId, true);
        return place == 0 ? null : unpack(place);
    }

    /** All that are here now, for another thread; costs next to nothing. */
    View view() {
        shared.set(0, pages.size());
        return new View(pages.toArray(UnsafeBuffer[]::new), usedOfLastPage);
    }

    /** The settled orders of a moment. */
    static final class View {

        private final UnsafeBuffer[] pages;
        private final int usedOfLastPage;

        private View(UnsafeBuffer[] pages, int usedOfLastPage) {
            this.pages = pages;
            this.usedOfLastPage = usedOfLastPage;
        }

        /** Shows each order's id and place, as they were put in. */
        void forEach(PlaceConsumer to) {
            for (int number = 0; number < pages.length; number++) {
                UnsafeBuffer page = pages[number];
                int end = number == pages.length - 1 ? usedOfLastPage : page.capacity();
                int at = GRAIN;
                while (at + PLACE_LINKS <= end && page.getInt(at + PLACE_ROOM) > 0) {
                    int packed = packedAt(page, at);
                    if (page.getInt(at + PLACE_LENGTH) > 0) {
                        to.accept(PackedOrder.id(page, packed, 0), number * GRAINS_PER_PAGE + at / GRAIN);
                    }
                    at = packed + page.getInt(at + PLACE_ROOM);
                }
            }
        }

        void chunk(int place, Chunks to) {
            UnsafeBuffer page = pages[Integer.divideUnsigned(place, GRAINS_PER_PAGE)];
            to.put(page, packedAt(page, at(place)), page.getInt(at(place) + PLACE_LENGTH));
        }
    }

    /** Takes an order's id, and the place where it lies in the view that shows it. */
    interface PlaceConsumer {
        void accept(long orderId, int place);
    }

    // Places

    private UnsafeBuffer page(int place) {
        return pages.get(Integer.divideUnsigned(place, GRAINS_PER_PAGE));
    }

    private static int at(int place) {
        return Integer.remainderUnsigned(place, GRAINS_PER_PAGE) * GRAIN;
    }

    private int packedAt(int place) {
        return packedAt(page(place), at(place));
    }

    private static int packedAt(UnsafeBuffer page, int at) {
        return at + PLACE_LINKS + page.getInt(at + PLACE_IDS) * Integer.BYTES;
    }

    private static int linkAt(int place, int link) {
        return at(place) + PLACE_LINKS + link * Integer.BYTES;
    }

    private int length(int place) {
        return page(place).getInt(at(place) + PLACE_LENGTH);
    }

    private boolean isHere(int place) {
        return length(place) > 0;
    }

    /** Known of an order that was taken out, too. */
    private long id(int place, int index) {
        return PackedOrder.id(page(place), packedAt(place), index);
    }

    /** The newest place at each position of the log. Positions are dense, so they are found without hashing, side by side. */
    private static final class PlacesByPosition {

        private static final int BLOCK = 4096;

        private final Long2ObjectHashMap<int[]> blocks = new Long2ObjectHashMap<>();
        private long lastBlock = -1;
        private int[] last = new int[0];

        int get(long position) {
            int[] block = block(position / BLOCK);
            return block.length == 0 ? 0 : block[(int) (position % BLOCK)];
        }

        void put(long position, int place) {
            int[] block = block(position / BLOCK);
            if (block.length == 0) {
                block = new int[BLOCK];
                blocks.put(position / BLOCK, block);
                last = block;
            }
            block[(int) (position % BLOCK)] = place;
        }

        private int[] block(long number) {
            if (number != lastBlock) {
                int[] found = blocks.get(number);
                last = found == null ? new int[0] : found;
                lastBlock = number;
            }
            return last;
        }

        void clear() {
            blocks.clear();
            lastBlock = -1;
            last = new int[0];
        }
    }
}
