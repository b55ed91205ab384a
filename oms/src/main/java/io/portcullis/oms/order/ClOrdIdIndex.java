package io.portcullis.oms.order;

import java.util.function.IntPredicate;

/**
 * Where one session's settled orders lie, by the hashes of their ClOrdIDs(11): eight bytes for each, in many small tables, so that none takes long to grow. What was put
 * in stays: the caller looks whether a place still has what he seeks.
 */
final class ClOrdIdIndex {

    private static final int TABLES = 256;
    private static final int SMALLEST = 16;
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
            hash = (hash ^ b) * SCATTER;
            hash ^= hash >>> Integer.SIZE;
        }
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

        private int[] hashes = new int[SMALLEST];
        /** 0 where there is none. */
        private int[] places = new int[SMALLEST];
        private int size;

        void add(int hash, int place) {
            if (++size > places.length / 2) {
                grow();
            }
            put(hash, place);
        }

        private void put(int hash, int place) {
            int slot = first(hash);
            while (places[slot] != 0) {
                slot = next(slot);
            }
            hashes[slot] = hash;
            places[slot] = place;
        }

        int find(int hash, IntPredicate isIt) {
            for (int slot = first(hash); places[slot] != 0; slot = next(slot)) {
                if (hashes[slot] == hash && isIt.test(places[slot])) {
                    return places[slot];
                }
            }
            return 0;
        }

        private void grow() {
            int[] oldHashes = hashes;
            int[] oldPlaces = places;
            hashes = new int[2 * oldHashes.length];
            places = new int[2 * oldPlaces.length];
            for (int i = 0; i < oldPlaces.length; i++) {
                if (oldPlaces[i] != 0) {
                    put(oldHashes[i], oldPlaces[i]);
                }
            }
        }

        private int first(int hash) {
            return hash / TABLES & places.length - 1;
        }

        private int next(int slot) {
            return slot + 1 & places.length - 1;
        }
    }
}
