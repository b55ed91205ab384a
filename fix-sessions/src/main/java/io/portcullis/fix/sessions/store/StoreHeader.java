package io.portcullis.fix.sessions.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The numbers of a session, in a small mapped file with two slots that are written in turns, each with its checksum: a process that is killed while it writes one leaves
 * the other whole.
 */
final class StoreHeader {

    /** Stands for the last mark of a session that is new. */
    private static final long NOT_KNOWN = -1;
    private static final long MAGIC_AND_VERSION = 0x5043_4649_5853_0003L; // "PCFIXS", format 3
    private static final int FILE_BYTES = 4096;
    /** In sectors of their own, so that a torn sector takes only one. */
    private static final int SLOT_DISTANCE = 2048;
    private static final int REVISION = 8;
    private static final int NEXT_SENDER = 16;
    private static final int NEXT_TARGET = 20;
    private static final int GENERATION = 24;
    private static final int LAST_MARK = 32;
    private static final int HIGHEST_MARK = 40;
    private static final int CHECKSUM = 48;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

    private final Path file;
    private final Arena arena;
    private final MemorySegment memory;
    private long revision;
    private int nextSender = 1;
    private int nextTarget = 1;
    private long generation;
    private long lastMark;
    private long highestMark;

    private StoreHeader(Path file, Arena arena, MemorySegment memory) {
        this.file = file;
        this.arena = arena;
        this.memory = memory;
    }

    /**
     * Opens the header, or makes one for a new session.
     *
     * @param now epoch milliseconds, the generation of a new session
     * @throws IOException if the file can't be read or neither slot is whole: numbers are never guessed
     */
    static StoreHeader open(Path file, long now) throws IOException {
        if (!Files.exists(file)) {
            create(file, now);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() < FILE_BYTES) {
                throw new IOException("session state " + file + " is cut off at " + channel.size() + " of " + FILE_BYTES + " bytes");
            }
            Arena arena = Arena.ofShared();
            StoreHeader header = new StoreHeader(file, arena, channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES, arena));
            header.read();
            return header;
        }
    }

    private static void create(Path file, long now) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ,
                StandardOpenOption.WRITE); Arena arena = Arena.ofConfined()) {
            channel.write(ByteBuffer.allocate(FILE_BYTES));
            StoreHeader header = new StoreHeader(fresh, arena, channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES, arena));
            header.generation = now;
            header.lastMark = NOT_KNOWN;
            header.write();
            header.force();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void read() throws IOException {
        long newest = Math.max(wholeRevision(0), wholeRevision(SLOT_DISTANCE));
        if (newest == 0) {
            arena.close();
            throw new IOException("session state " + file + " is damaged: neither of its two copies is whole");
        }
        int slot = slotOf(newest);
        revision = newest;
        nextSender = memory.get(INT, slot + NEXT_SENDER);
        nextTarget = memory.get(INT, slot + NEXT_TARGET);
        generation = memory.get(LONG, slot + GENERATION);
        lastMark = memory.get(LONG, slot + LAST_MARK);
        highestMark = memory.get(LONG, slot + HIGHEST_MARK);
    }

    /** @return the revision in the slot; 0 if it isn't whole */
    private long wholeRevision(int slot) {
        long slotRevision = memory.get(LONG, slot + REVISION);
        int checksum = checksum(slotRevision, memory.get(INT, slot + NEXT_SENDER), memory.get(INT, slot + NEXT_TARGET), memory.get(LONG, slot + GENERATION),
                memory.get(LONG, slot + LAST_MARK), memory.get(LONG, slot + HIGHEST_MARK));
        boolean whole = memory.get(LONG, slot) == MAGIC_AND_VERSION && memory.get(INT, slot + CHECKSUM) == checksum;
        return whole ? slotRevision : 0;
    }

    private static int slotOf(long revision) {
        return (revision & 1) == 0 ? 0 : SLOT_DISTANCE;
    }

    private void write() {
        revision++;
        int slot = slotOf(revision);
        VarHandle.releaseFence(); // the other slot is complete before this one is touched
        memory.set(LONG, slot, MAGIC_AND_VERSION);
        memory.set(LONG, slot + REVISION, revision);
        memory.set(INT, slot + NEXT_SENDER, nextSender);
        memory.set(INT, slot + NEXT_TARGET, nextTarget);
        memory.set(LONG, slot + GENERATION, generation);
        memory.set(LONG, slot + LAST_MARK, lastMark);
        memory.set(LONG, slot + HIGHEST_MARK, highestMark);
        memory.set(INT, slot + CHECKSUM, checksum(revision, nextSender, nextTarget, generation, lastMark, highestMark));
    }

    /** Of the values, not of the bytes: to read in one piece what was just written in several, the processor waits until all that was written before is in its cache. */
    private static int checksum(long revision, int nextSender, int nextTarget, long generation, long lastMark, long highestMark) {
        long hash = mixed(revision ^ MAGIC_AND_VERSION);
        hash = mixed(hash ^ ((long) nextSender << 32 | nextTarget & 0xFFFF_FFFFL));
        hash = mixed(hash ^ generation);
        hash = mixed(hash ^ lastMark);
        hash = mixed(hash ^ highestMark);
        return (int) (hash >>> 32);
    }

    /** Each bit of the value changes half of the result's: the last step of MurmurHash3. */
    private static long mixed(long value) {
        long mixed = value;
        mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }

    void nextSender(int next) {
        nextSender = next;
        write();
    }

    /** A message with that mark was stored. */
    void nextSender(int next, long mark) {
        nextSender = next;
        highestMark = Math.max(highestMark, mark);
        write();
    }

    void nextTarget(int next) {
        nextTarget = next;
        write();
    }

    /** Both numbers 1 again, in one step. */
    void reset(long newGeneration, long mark) {
        nextSender = 1;
        nextTarget = 1;
        generation = newGeneration;
        lastMark = mark;
        write();
    }

    void lastMark(long mark) {
        lastMark = mark;
        write();
    }

    /** Whether nobody has said yet what a new session has to be told: survives a crash before somebody has. */
    boolean isNew() {
        return lastMark == NOT_KNOWN;
    }

    int nextSender() {
        return nextSender;
    }

    int nextTarget() {
        return nextTarget;
    }

    long generation() {
        return generation;
    }

    /** Of messages of earlier generations. */
    long lastMark() {
        return isNew() ? 0 : lastMark;
    }

    /** Of any message that was ever stored and counted, whatever has become of it. */
    long highestMark() {
        return highestMark;
    }

    void force() {
        memory.force();
    }

    void close() {
        arena.close();
    }
}
