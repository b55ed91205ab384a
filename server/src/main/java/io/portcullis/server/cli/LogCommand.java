package io.portcullis.server.cli;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.Ids;
import io.portcullis.server.eventlog.LogReader;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the event log: every record decoded, or those of one order, once or as they come. Reads only; the hub may be running. */
@Command(name = "log", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Print the event log, decoded.")
public final class LogCommand implements Callable<Integer> {

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    @Option(names = "--from", defaultValue = "1", description = "First position (default: ${DEFAULT-VALUE}).")
    private long from = 1;

    @Option(names = "--order", paramLabel = "ID", description = "Only what concerns that order: its OrderID(37) or a ClOrdID(11) of the client.")
    private @Nullable String order;

    @Option(names = {"-f", "--follow"}, description = "Go on with what comes.")
    private boolean follow;

    @Override
    public Integer call() {
        try {
            print(Installation.hub(conf, Overrides.ofThisProcess()).data().resolve("log"));
            return 0;
        } catch (SettingsException | IOException e) {
            System.err.println("portcullis: " + e.getMessage());
            return 1;
        }
    }

    private void print(Path directory) throws IOException {
        try (LogReader reader = LogReader.open(directory, from)) {
            Ids ids = new Ids(reader.identity().text());
            OrderFilter filter = new OrderFilter(order, ids);
            EventCodec codec = new EventCodec(new ExpandableArrayBuffer());
            while (follow ? reader.next(Duration.ofDays(1)) : reader.next()) {
                EventRecord record = codec.decode(reader.position(), reader.timeNanos(), reader.payload(), 0, reader.payload().capacity());
                if (filter.accepts(record)) {
                    print(record);
                }
            }
        }
    }

    private static void print(EventRecord record) {
        Instant time = Instant.ofEpochSecond(0, record.time());
        System.out.println(record.position() + " " + time + (record.consumed() == null ? ""
                : " " + record.consumed().session() + " MsgSeqNum(34)=" + record.consumed().msgSeqNum()));
        for (Event event : record.events()) {
            System.out.println("    " + event);
        }
        for (OrderSummary summary : record.summaries()) {
            System.out.println("    = " + summary);
        }
    }
}
