package io.portcullis.server.cli;

import io.portcullis.oms.instrument.Instruments;
import io.portcullis.server.settings.HubSettings;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.SettingsException;
import io.portcullis.server.tape.TapeDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an installation's tapes of market data are, and how times on them are written. The hub may be running. */
final class TapeOptions {

    private static final int ISO_DATE_LENGTH = 10;

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    Path conf() {
        return conf;
    }

    TapeDirectory directory() throws IOException {
        try {
            HubSettings hub = Installation.hub(conf, Overrides.ofThisProcess());
            return TapeDirectory.in(hub.data());
        } catch (SettingsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    Instruments instruments() throws IOException {
        try {
            return Installation.instruments(conf);
        } catch (SettingsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * The tape of a day, or the one in a file.
     *
     * @throws IOException if there is none; it names the days of which there are
     */
    Path tape(String dayOrFile) throws IOException {
        Path file = Path.of(dayOrFile);
        if (Files.isRegularFile(file)) {
            return file;
        }
        TapeDirectory directory = directory();
        LocalDate day = day(dayOrFile);
        if (!Files.isRegularFile(directory.of(day))) {
            throw new IOException("there is no tape of " + day + " in " + directory.path() + (directory.days().isEmpty() ? "; there is none of any day"
                    : "; there are those from " + directory.days().first() + " to " + directory.days().last()));
        }
        return directory.of(day);
    }

    private static LocalDate day(String text) throws IOException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IOException("DAY=" + text + " must be a date such as 2026-11-23, or a tape's file", e);
        }
    }

    /**
     * Epoch nanoseconds.
     *
     * @param text a time of that day in UTC such as 09:30 or 09:30:00.5, one with its date such as 2026-11-23T09:30:00Z, or a date
     * @throws IllegalArgumentException saying what is wrong
     */
    static long nanos(String option, @Nullable String text, LocalDate day, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            Instant time = text.endsWith("Z") ? Instant.parse(text)
                    : text.length() == ISO_DATE_LENGTH && text.charAt(4) == '-' ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : LocalTime.parse(text).atDate(day).toInstant(ZoneOffset.UTC);
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), TimeUnit.SECONDS.toNanos(1)), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(option + "=" + text + " must be a time in UTC such as 09:30, 2026-11-23T09:30:00Z or 2026-11-23", e);
        }
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
