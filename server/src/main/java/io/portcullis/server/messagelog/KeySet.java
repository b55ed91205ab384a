package io.portcullis.server.messagelog;

import java.util.Arrays;

/** The keys of a block, each once. Used again for block after block, by one thread. */
final class KeySet {

    private final Fields fields = new Fields();
    private long[] slots = new long[1 << 13];
    private int size;

    void clear() {
        Arrays.fill(slots, 0);
        size = 0;
    }

    int size() {
        return size;
    }

    /** All keys of an entry. */
    void addAll(Frames entry) {
        long session = Keys.ofSession(entry.array(), entry.nameFrom(), entry.nameTo());
        add(session);
        long routine = Keys.of(Routine.of(entry, fields));
        add(routine);
        add(Keys.within(session, routine));
        fields.over(entry.array(), entry.from(), entry.to());
        while (fields.next()) {
            if (Keys.has(fields.tag())) {
                long field = Keys.of(fields.tag(), entry.array(), fields.start(), fields.end());
                add(field);
                if (Keys.isShared(fields.tag())) {
                    add(Keys.within(session, field));
                }
            }
        }
    }

    /** 0 stands for an empty slot: that key is not kept apart from 1. */
    private void add(long hash) {
        long key = hash == 0 ? 1 : hash;
        int mask = slots.length - 1;
        int i = (int) key & mask;
        while (slots[i] != 0) {
            if (slots[i] == key) {
                return;
            }
            i = i + 1 & mask;
        }
        slots[i] = key;
        size++;
        if (size > slots.length / 2) {
            grow();
        }
    }

    private void grow() {
        long[] before = slots;
        slots = new long[before.length * 2];
        size = 0;
        for (long key : before) {
            if (key != 0) {
                add(key);
            }
        }
    }

    /** A filter that has all keys. */
    byte[] toFilter() {
        byte[] filter = new byte[Filter.bytesFor(size)];
        for (long key : slots) {
            if (key != 0) {
                Filter.add(filter, key);
            }
        }
        return filter;
    }
}
