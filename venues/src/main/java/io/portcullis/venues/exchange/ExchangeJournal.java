package io.portcullis.venues.exchange;

import io.portcullis.venues.exchange.ExchangeReport.Execution;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Every execution report of the exchange, a line each ({@link JournalLine}), written before it is sent and handed to the operating system at once: the exchange's own
 * ledger, and what its orders are restored from. The number of a line, from 1, is the mark of its message, so that after a crash exactly those are sent that were not.
 */
public final class ExchangeJournal implements AutoCloseable {

    private final BufferedWriter writer;
    private long lines;

    private ExchangeJournal(BufferedWriter writer, long known) {
        this.writer = writer;
        this.lines = known;
    }

    /** What stands in a journal, by line; a torn last line is left out. Also while an exchange writes it. @throws IOException if it can't be read, or isn't there */
    public static List<Execution> read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        List<Execution> reports = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            reports.add(JournalLine.parse(text.substring(from, end)));
            from = end + 1;
        }
        return reports;
    }

    /** Opens the journal, or begins one, to be gone on with; a torn last line is cut. */
    static ExchangeJournal open(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        long lines = Files.exists(file) ? cutTornLine(file) : 0;
        return new ExchangeJournal(Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND), lines);
    }

    /** @return how many whole lines there are */
    private static long cutTornLine(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        long lines = 0;
        int whole = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines++;
                whole = i + 1;
            }
        }
        if (whole < bytes.length) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
            }
        }
        return lines;
    }

    /** @return the number of the line: the mark of the message */
    long append(Execution report) throws IOException {
        writer.write(JournalLine.format(report));
        writer.write('\n');
        writer.flush();
        return ++lines;
    }

    /** How many there are. */
    long lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
