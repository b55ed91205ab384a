package io.portcullis.oms.order;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/**
 * Where one session's settled orders lie, by the hashes of their ClOrdIDs(11): eight bytes for each, in many small tables, so that none takes long to grow. What was put
 * in stays: the caller looks whether a place still has what he seeks.
 */
final class ClOrdIdIndex {

    private static final int TABLES = 256;
    private static final int SMALLEST = 16;
    private static final long PLACE = 0xFFFF_FFFFL;
    private static final long SCATTER = 0x9E37_79B9_7F4A_7C15L;

    private final Table[] tables = new Table[TABLES];

    ClOrdIdIndex() {
        for (int i = 0; i < TABLES; i++) {
            tables[i] = new Table();
        }
    }

    static int hash(byte[] clOrdId) {
        long hash = clOrdId.length;
        for (byte b : clOrdId) {
            hash = with(hash, b);
        }
        return end(hash);
    }

    /** The same as of its bytes in UTF-8. */
    static int hash(String clOrdId) {
        long hash = clOrdId.length();
        for (int i = 0; i < clOrdId.length(); i++) {
            char c = clOrdId.charAt(i);
            if (c >= 0x80) {
                return hash(clOrdId.getBytes(StandardCharsets.UTF_8));
            }
            hash = with(hash, (byte) c);
        }
        return end(hash);
    }

    private static long with(long hash, byte next) {
        long more = (hash ^ next) * SCATTER;
        return more ^ more >>> Integer.SIZE;
    }

    private static int end(long hash) {
        return (int) (hash * SCATTER >>> Integer.SIZE);
    }

    void add(int hash, int place) {
        table(hash).add(hash, place);
    }

    /** A place that was added with that hash and passes the test; 0 if none does. */
    int find(int hash, IntPredicate isIt) {
        return table(hash).find(hash, isIt);
    }

    private Table table(int hash) {
        return tables[hash & TABLES - 1];
    }

    private static final class Table {

        /** The hash above, the place below; 0 where there is none. */
        private long[] entries = new long[SMALLEST];
        private int size;

        void add(int hash, int place) {
            if (++size > entries.length / 2) {
                grow();
            }
            put((long) hash << Integer.SIZE | place & PLACE);
        }

        private void put(long entry) {
            int slot = first(hashOf(entry));
            while (entries[slot] != 0) {
                slot = next(slot);
            }
            entries[slot] = entry;
        }

        int find(int hash, IntPredicate isIt) {
            for (int slot = first(hash); entries[slot] != 0; slot = next(slot)) {
                int place = (int) entries[slot];
                if (hashOf(entries[slot]) == hash && isIt.test(place)) {
                    return place;
                }
            }
            return 0;
        }

        private void grow() {
            long[] old = entries;
            entries = new long[2 * old.length];
            for (long entry : old) {
                if (entry != 0) {
                    put(entry);
                }
            }
        }

        private static int hashOf(long entry) {
            return (int) (entry >>> Integer.SIZE);
        }

        private int first(int hash) {
            return hash / TABLES & entries.length - 1;
        }

        private int next(int slot) {
            return slot + 1 & entries.length - 1;
        }
    }
}
