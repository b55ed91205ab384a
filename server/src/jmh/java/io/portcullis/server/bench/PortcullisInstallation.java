package io.portcullis.server.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole installation of Portcullis in a directory: one client, one venue, a drop copy, risk checks whose limits aren't reached, event log and message stores
 * that survive the process, and an embedded database.
 */
final class PortcullisInstallation {
    /** The reader of the drop copies, who connects to the port of the clients. */
    static final WireSession.CompIds DROP_COPY = new WireSession.CompIds("COMPLIANCE", "PORTCULLIS");

    private final Path directory;
    private @Nullable Path postmasterFile;

    private PortcullisInstallation(Path directory) {
        this.directory = directory;
    }

    /** Writes the settings files. */
    static PortcullisInstallation create(Path directory, int fixPort, int consolePort, int venuePort) throws IOException {
        var installation = new PortcullisInstallation(directory);
        Files.createDirectories(installation.conf());
        installation.write("portcullis.ini", """
                [hub]
                name = benchmark
                comp-id = PORTCULLIS
                data-directory = %s

                [fix]
                address = 127.0.0.1
                port = %d

                [log]
                durability = local

                [database]
                on = yes

                [console]
                address = 127.0.0.1
                port = %d
                """.formatted(installation.data(), fixPort, consolePort));
        installation.write("client-sessions.ini", """
                [BENCH]
                version = FIX.4.4
                account = BENCH

                [COMPLIANCE]
                role = drop-copy
                version = FIX.4.4
                """);
        installation.write("venues.ini", """
                [VENUE]
                kind = lit
                version = FIX.4.4
                host = 127.0.0.1
                port = %d
                market-data = no
                """.formatted(venuePort));
        installation.write("accounts.ini", """
                [BENCH]
                currency = USD
                """);
        installation.write("limits.csv", """
                scope,measure,limit,currency,warn-percent
                account=BENCH,order-quantity,100000,,
                account=BENCH,order-notional,20000000,USD,
                account=BENCH,price-deviation,10,,
                account=BENCH,open-notional,50000000000,USD,
                """);
        installation.write("instruments.csv", """
                symbol,isin,mic,currency,lot,ticks,reference-price
                ACME,US0378331005,XNAS,USD,1,0:0.0001 1:0.01,100.00
                """);
        return installation;
    }

    Path conf() {
        return directory.resolve("conf");
    }

    /** The processes of the embedded database; none if there is no such database. */
    List<ProcessHandle> database() {
        return postmaster().stream().flatMap(first -> Stream.concat(Stream.of(first), first.descendants())).toList();
    }

    /** PostgreSQL's first process isn't a child of the one that had it started; its number stands in a file. */
    private Optional<ProcessHandle> postmaster() {
        try {
            if (postmasterFile == null)
                postmasterFile = findPostmasterFile();
            return postmasterFile == null ? Optional.empty() : ProcessHandle.of(Long.parseLong(Files.readAllLines(postmasterFile).getFirst().strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Path findPostmasterFile() throws IOException {
        try (var files = Files.find(data(), 3, (path, attributes) -> path.endsWith("cluster/postmaster.pid"))) {
            return files.findFirst().orElse(null);
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(conf().resolve(file), text);
    }
}
