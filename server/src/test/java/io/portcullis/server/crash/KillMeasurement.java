package io.portcullis.server.crash;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.KillFact;
import io.portcullis.server.cli.KillCommand;
import io.portcullis.server.eventlog.LogReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.agrona.ExpandableArrayBuffer;
import picocli.CommandLine;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;

/**
 * How long it takes to kill 10,000 open orders at three simulated venues, each on this machine: from the decision to the last cancel, and until none can be executed any more, by the
 * times of the event log's records; and whether an order that is sent the moment the decision is acknowledged reaches a venue. Run {@link #main} with the number of orders and, if the
 * database is to be on and then killed before the orders are, {@code database-killed}.
 */
final class KillMeasurement {

    private static final class Client extends FixPeer {
        final AtomicInteger accepted = new AtomicInteger();
        final AtomicInteger ended = new AtomicInteger();
        final AtomicInteger refused = new AtomicInteger();

        Client(int port) throws ConfigError {
            super(FixVersion.FIX44, "CLIENT1", "HUB", port, true);
        }

        @Override
        void received(Message message, String msgType) throws FieldNotFound {
            switch (text(message, 150)) {
                case "0" -> accepted.incrementAndGet();
                case "4" -> ended.incrementAndGet();
                case "8" -> refused.incrementAndGet();
                default -> System.out.println(message);
            }
        }

        void order(int number) {
            Message order = message("D");
            order.setString(11, "X" + number);
            order.setString(21, "1");
            order.setString(38, "300");
            order.setString(40, "2");
            order.setString(44, "1.00");
            order.setString(54, "1");
            order.setString(55, "IBM");
            order.setString(60, "20260101-00:00:00.000");
            send(order);
        }
    }

    private static final int LATE = 100;

    private KillMeasurement() {
    }

    public static void main(String[] arguments) throws Exception {
        int orders = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        Path directory = Files.createTempDirectory("kill");
        List<Integer> ports = HubProcess.freePorts(3);
        HubProcess hub = new HubProcess(new HubProgram(directory), directory.resolve("hub"), "local", ports.get(0), ports.get(1), ports.get(2));
        hub.set("venues.ini", "port = " + ports.get(1), "simulated = yes\nport = 0");
        hub.set("venues.ini", "port = " + ports.get(2), "simulated = yes\nport = 0");
        hub.set("venues.ini", "[DARK1]", "[LIT2]\nversion = FIX.4.4\nsimulated = yes\nport = 0\nreconnect = 100ms\n[DARK1]");
        boolean killsDatabase = arguments.length > 1 && arguments[1].equals("database-killed");
        if (killsDatabase) {
            hub.set("portcullis.ini", "[database]\non = no", "[database]\non = yes");
        }
        Client client = new Client(ports.get(0));
        try {
            hub.startAndWait();
            client.start();
            until(client::isLoggedOn);
            for (int i = 0; i < orders; i++) {
                client.order(i);
            }
            until(() -> client.accepted.get() == orders);
            Thread.sleep(3_000); // venues have acknowledged
            while (killsDatabase && hub.killDatabase() == 0) {
                Thread.sleep(10); // it is still starting
            }
            new CommandLine(new KillCommand()).execute("now", "account=ACME", "--local", "--conf", hub.conf().toString(), "--reason", "a measurement");
            for (int late = 0; late < LATE; late++) {
                client.order(orders + late);
                TimeUnit.MILLISECONDS.sleep(1);
            }
            until(() -> client.ended.get() == orders && client.refused.get() == LATE);
            report(hub);
            System.out.printf("%d orders sent from the acknowledgement on, one each millisecond: %d refused, %d accepted%n", LATE, client.refused.get(),
                    client.accepted.get() - orders);
        } finally {
            client.close();
            hub.close();
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(1);
        }
    }

    private static void report(HubProcess hub) throws Exception {
        long decided = 0;
        long last = 0;
        int cancels = 0;
        EventCodec codec = new EventCodec(new ExpandableArrayBuffer());
        try (LogReader reader = LogReader.open(hub.data().resolve("log"), 1)) {
            while (reader.next()) {
                EventRecord record = codec.decode(reader.position(), reader.timeNanos(), reader.payload(), 0, reader.payload().capacity());
                for (Event event : record.events()) {
                    switch (event) {
                        case Event.KillTold e when e.fact() instanceof KillFact.Ordered -> decided = record.time();
                        case Event.KillTold e when e.fact() instanceof KillFact.Flat f -> System.out.printf("flat after %d ms, %d orders%n",
                                (record.time() - decided) / 1_000_000, f.orders());
                        case Event.ChildCancelRequested _ -> {
                            last = record.time();
                            cancels++;
                        }
                        default -> {
                            // not about it
                        }
                    }
                }
            }
        }
        System.out.printf("%d cancels, the last one after %d ms%n", cancels, (last - decided) / 1_000_000);
    }
}
