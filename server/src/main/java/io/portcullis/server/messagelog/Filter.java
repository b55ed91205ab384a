package io.portcullis.server.messagelog;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A Bloom filter in which a key's eight bits stand within 32 bytes, one in each of eight words, so that a look touches one line of the processor's cache (Putze, Sanders,
 * Singler: Cache-, Hash- and Space-Efficient Bloom Filters, 2007). About one key in a thousand that is not there is taken to be there: an
 * order has a dozen names, and each is looked for.
 */
final class Filter {

    private static final int BUCKET = 32;
    private static final int BITS_PER_KEY = 16;
    private static final int[] SALTS = {0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31};
    private static final ValueLayout.OfInt WORD = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Filter() {
    }

    static int bytesFor(int keys) {
        return Math.max(1, (keys * BITS_PER_KEY + 8 * BUCKET - 1) / (8 * BUCKET)) * BUCKET;
    }

    static void add(byte[] filter, long key) {
        MemorySegment words = MemorySegment.ofArray(filter);
        long bucket = bucket(key, filter.length);
        for (int i = 0; i < SALTS.length; i++) {
            long at = bucket + i * 4L;
            words.set(WORD, at, words.get(WORD, at) | bit(key, i));
        }
    }

    /** Whether the key may be there: if not, it is not. */
    static boolean mayHave(MemorySegment file, long from, int length, long hash) {
        long key = hash == 0 ? 1 : hash;
        long bucket = from + bucket(key, length);
        for (int i = 0; i < SALTS.length; i++) {
            if ((file.get(WORD, bucket + i * 4L) & bit(key, i)) == 0) {
                return false;
            }
        }
        return true;
    }

    private static long bucket(long key, int length) {
        return ((key >>> 32) * (length / BUCKET) >>> 32) * BUCKET;
    }

    private static int bit(long key, int word) {
        return 1 << ((int) key * SALTS[word] >>> 27);
    }
}
