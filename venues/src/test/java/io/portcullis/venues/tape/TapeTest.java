package io.portcullis.venues.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.types.VenueId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final long START = 1_795_000_000_000_000_000L;

    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = directory.resolve(TapeFormat.fileName(DAY));
    }

    private static List<TapeEntry> random(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TapeEntry> entries = new ArrayList<>();
        long time = START;
        for (int i = 0; i < count; i++) {
            time += random.nextLong(2_000_000);
            VenueId venue = new VenueId("LIT" + random.nextInt(3));
            String symbol = "S" + random.nextInt(20);
            entries.add(switch (random.nextInt(8)) {
                case 0 -> new TapeEntry.Begin(time);
                case 1 -> new TapeEntry.Tick(time);
                case 2 -> new TapeEntry.Missed(time, 1 + random.nextLong(1_000_000));
                case 3, 4 -> new TapeEntry.Trade(time, venue, symbol, TapeEntry.TradeKind.values()[random.nextInt(4)], number(random), quantity(random));
                default -> book(random, time, venue, symbol);
            });
        }
        return entries;
    }

    private static TapeEntry book(SplittableRandom random, long time, VenueId venue, String symbol) {
        List<TapeEntry.Level> levels = new ArrayList<>();
        for (int i = random.nextInt(random.nextInt(50) == 0 ? 2_000 : 5); i > 0; i--) {
            levels.add(new TapeEntry.Level(random.nextBoolean(), number(random), quantity(random)));
        }
        return new TapeEntry.Book(time, venue, symbol, random.nextBoolean(), random.nextBoolean(), levels);
    }

    private static long number(SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0 -> random.nextLong();
            case 1 -> Long.MAX_VALUE;
            case 2 -> Long.MIN_VALUE;
            default -> 10_000_000_000L + 1_000_000L * random.nextInt(100);
        };
    }

    private static long quantity(SplittableRandom random) {
        return random.nextInt(10) == 0 ? random.nextLong(Long.MAX_VALUE) : 100_000_000L * random.nextInt(1_000);
    }

    private void write(List<TapeEntry> entries) throws IOException {
        try (TapeWriter tape = new TapeWriter(file, DAY)) {
            for (TapeEntry entry : entries) {
                tape.add(entry);
                if (tape.isWorthFlushing()) {
                    tape.flush();
                }
            }
        }
    }

    private List<TapeEntry> read() throws IOException {
        List<TapeEntry> all = new ArrayList<>();
        try (TapeReader tape = new TapeReader(file)) {
            assertEquals(DAY, tape.day());
            for (List<TapeEntry> block = tape.next(); block != null; block = tape.next()) {
                all.addAll(block);
            }
        }
        return all;
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        List<TapeEntry> all = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            List<TapeEntry> some = random(seed, 20_000);
            write(some); // opened again each time
            all.addAll(some);
            assertEquals(all, read(), "seed " + seed);
        }
    }

    @Test
    void ordinaryChangesTakeFewBytes() throws IOException {
        List<TapeEntry> entries = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            entries.add(new TapeEntry.Book(START + i * 100_000L, new VenueId("LIT" + random.nextInt(3)), "SYM" + random.nextInt(100), false, true,
                    List.of(new TapeEntry.Level(random.nextBoolean(), 10_000_000_000L + 1_000_000L * random.nextInt(20), 100_000_000L * random.nextInt(500)))));
        }
        write(entries);
        assertTrue(Files.size(file) < 14 * 10_000, Files.size(file) + " bytes");
    }

    @Test
    void aBlockThatIsNotWholeIsCutOffAndTheOthersStay() throws IOException {
        List<TapeEntry> first = random(1, 100);
        write(first);
        long whole = Files.size(file);
        write(random(2, 100));
        byte[] both = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            int length = (int) whole + random.nextInt(both.length - (int) whole);
            byte[] torn = Arrays.copyOf(both, length);
            if (i % 2 == 0 && length > whole) {
                torn = Arrays.copyOf(torn, both.length); // the end is there, but not what was written to it
            }
            Files.write(file, torn);
            assertEquals(first, read(), "a reader leaves it out, " + length + " of " + both.length);
            try (TapeWriter tape = new TapeWriter(file, DAY)) {
                assertEquals(torn.length - whole, tape.cut(), "length " + length);
            }
            assertEquals(whole, Files.size(file));
        }
    }

    @Test
    void damageIsNamedWithItsPlace() throws IOException {
        write(random(1, 100));
        long second = Files.size(file);
        write(random(2, 100));
        write(random(3, 100));
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) second + 100] ^= 1;
        Files.write(file, bytes);
        String said = assertThrows(IOException.class, this::read).getMessage();
        assertTrue(said.contains(file + " is damaged at byte " + second), said);
        bytes[(int) second] ^= 1; // then it is no block at all
        Files.write(file, bytes);
        assertTrue(assertThrows(IOException.class, this::read).getMessage().contains(" is damaged at byte " + second));
        String refused = assertThrows(IOException.class, () -> new TapeWriter(file, DAY)).getMessage();
        assertTrue(refused.contains("damaged at byte " + second + ", with whole blocks behind it: move the file aside"), refused);
        assertEquals(bytes.length, Files.size(file), "nothing is cut off");
    }

    @Test
    void aTapeOfALaterVersionAndWhatIsNoTapeAreRefused() throws IOException {
        Files.writeString(file, "what is this, a text of some length?");
        assertTrue(assertThrows(IOException.class, this::read).getMessage().contains("is no tape"));
        assertTrue(assertThrows(IOException.class, () -> new TapeWriter(file, DAY)).getMessage().contains("is no tape"));
        Files.delete(file);
        write(List.of(new TapeEntry.Tick(START)));
        assertTrue(assertThrows(IOException.class, () -> new TapeWriter(file, DAY.plusDays(1))).getMessage().contains("is the tape of 2026-11-23, not of"));
    }

    @Test
    void aTapeIsReadWhileItIsWritten() throws IOException {
        try (TapeWriter tape = new TapeWriter(file, DAY); TapeReader reader = new TapeReader(file)) {
            assertNull(reader.next());
            tape.add(new TapeEntry.Tick(START));
            assertNull(reader.next());
            tape.flush();
            assertEquals(List.of(new TapeEntry.Tick(START)), reader.next());
            assertNull(reader.next());
            assertEquals(tape.end(), reader.position());
            tape.add(new TapeEntry.Tick(START + 1));
            tape.flush();
            try (TapeReader later = new TapeReader(file)) {
                later.goTo(reader.position());
                assertEquals(List.of(new TapeEntry.Tick(START + 1)), later.next());
            }
        }
    }

    @Test
    void blocksBeforeATimeAreLeftOut() throws IOException {
        write(List.of(new TapeEntry.Tick(START), new TapeEntry.Tick(START + 10)));
        write(List.of(new TapeEntry.Tick(START + 20), new TapeEntry.Tick(START + 30)));
        try (TapeReader tape = new TapeReader(file)) {
            assertEquals(List.of(new TapeEntry.Tick(START + 20), new TapeEntry.Tick(START + 30)), tape.next(START + 25));
            assertNull(tape.next(START + 25));
        }
    }

    /** The clock may be set back: then time stands still. */
    @Test
    void timesNeverDescend() throws IOException {
        write(List.of(new TapeEntry.Tick(START + 10), new TapeEntry.Tick(START)));
        assertEquals(List.of(new TapeEntry.Tick(START + 10), new TapeEntry.Tick(START + 10)), read());
    }
}
