package io.portcullis.server.cli;

import io.portcullis.oms.types.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session's newest orders were sent with, in a file: FIX wants Symbol(55) and Side(54) in every request about an order, and a person need not type them again.
 */
final class SentOrders {

    private static final int REMEMBERED = 1_000;
    private static final String SEPARATOR = "\t";

    /** An order, by one of its ClOrdIDs(11). */
    record Sent(String clOrdId, String symbol, Side side) {

        private static @Nullable Sent of(String line) {
            String[] parts = line.split(SEPARATOR, -1);
            for (Side side : Side.values()) {
                if (parts.length == 3 && side.name().equals(parts[2])) {
                    return new Sent(parts[0], parts[1], side);
                }
            }
            return null; // a torn line
        }

        private String line() {
            return String.join(SEPARATOR, clOrdId, symbol, side.name());
        }
    }

    private final Path file;

    SentOrders(Path file) {
        this.file = file;
    }

    /** The newest of that ClOrdID(11); null if it is not known here. */
    @Nullable
    Sent find(String clOrdId) throws IOException {
        Sent found = null;
        for (Sent sent : all()) {
            found = sent.clOrdId.equals(clOrdId) ? sent : found;
        }
        return found;
    }

    void add(Sent sent) throws IOException {
        List<Sent> all = all();
        all.add(sent);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, all.subList(Math.max(0, all.size() - REMEMBERED), all.size()).stream().map(Sent::line).toList());
    }

    private List<Sent> all() throws IOException {
        List<Sent> all = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                Sent sent = Sent.of(line);
                if (sent != null) {
                    all.add(sent);
                }
            }
        }
        return all;
    }
}
