package io.portcullis.fix.sessions.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * The seeds of {@code src/test/resources/fuzz} and what a seeded generator makes of them, for some seconds. For longer, by hand: {@code -Dfuzz.inputs=1000000
 * -Dfuzz.seed=7}, or guided by what is covered, with Jazzer: {@code mvn -Pfuzz}, see README.
 */
class FuzzTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    @TempDir
    Path stores;

    /** Each refusal is a line, and there are thousands. */
    @BeforeEach
    void quietly() {
        ((Logger) LoggerFactory.getLogger("io.portcullis.fix")).setLevel(Level.OFF);
    }

    @AfterEach
    void loudly() {
        ((Logger) LoggerFactory.getLogger("io.portcullis.fix")).setLevel(null);
    }

    @Test
    void whateverASessionIsSentItGoesOnAndTouchesNothingElse() throws IOException {
        List<byte[]> seeds = seeds("session");
        SessionFuzz session = new SessionFuzz(stores);
        try {
            for (byte[] seed : seeds) {
                session.run(seed);
            }
            Mutations mutations = new Mutations(seeds, new SplittableRandom(SEED));
            for (int i = 0; i < INPUTS; i++) {
                byte[] input = mutations.next();
                int number = i;
                run(() -> session.run(input), () -> "seed " + SEED + ", input " + number + ": " + new String(input, StandardCharsets.ISO_8859_1));
            }
        } finally {
            session.close();
        }
    }

    @Test
    void whateverComesOverAWireIsFramedAndReadWithoutAnError() throws IOException {
        List<byte[]> seeds = seeds("wire");
        seeds.forEach(WireFuzz::fuzzerTestOneInput);
        Mutations mutations = new Mutations(seeds, new SplittableRandom(SEED));
        for (int i = 0; i < INPUTS * 5; i++) {
            byte[] input = mutations.next();
            int number = i;
            run(() -> WireFuzz.fuzzerTestOneInput(input), () -> "seed " + SEED + ", input " + number + ": " + new String(input, StandardCharsets.ISO_8859_1));
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work, Supplier<String> what) {
        try {
            work.run();
        } catch (IOException | RuntimeException | Error e) {
            throw new AssertionError(what.get(), e);
        }
    }

    private static List<byte[]> seeds(String of) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz", of))) {
            List<byte[]> seeds = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
            assertTrue(seeds.size() >= 5, () -> "seeds of " + of);
            return seeds;
        }
    }
}
