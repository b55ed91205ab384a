package io.portcullis.fix.sessions.engine;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Cost of one NewOrderSingle received and one ExecutionReport sent, without sockets: time and bytes allocated. To be run by hand. */
final class SessionCostBenchmark {

    private static final int ORDERS = 200_000;
    private static final int ROUNDS = 8;
    private static final int BATCH = 50;

    private final FixBody body = new FixBody();
    private long sum;

    public static void main(String[] arguments) throws IOException {
        Path stores = Files.createTempDirectory("fix-cost");
        try {
            new SessionCostBenchmark().run(stores, arguments.length > 0);
        } finally {
            try (Stream<Path> files = Files.walk(stores)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void run(Path stores, boolean isStock) throws IOException {
        RecordingApplication application = new RecordingApplication() {
            @Override
            public void onMessage(FixSession session, FixMessage message, int msgSeqNum, boolean isRepeated) {
                answer(session, message, msgSeqNum);
            }
        };
        FixSessionSettings settings = FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT")
                .toBuilder().maxLatency(Duration.ofHours(1)).build();
        try (EmbeddedSession client = new EmbeddedSession(FixEngineSettings.in(stores), settings, application)) {
            client.logon();
            ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            for (int round = 0; round < ROUNDS; round++) {
                ByteBuf[] batches = new ByteBuf[ORDERS / BATCH];
                for (int b = 0; b < batches.length; b++) {
                    batches[b] = batch(client, isStock ? "R" : "D");
                }
                long bytes = thread.getCurrentThreadAllocatedBytes();
                long start = thread.getCurrentThreadCpuTime();
                for (ByteBuf batch : batches) {
                    client.channel.writeInbound(batch);
                    client.runTasks();
                    for (ByteBuf out = client.channel.readOutbound(); out != null; out = client.channel.readOutbound()) {
                        out.release();
                    }
                }
                long nanos = thread.getCurrentThreadCpuTime() - start;
                bytes = thread.getCurrentThreadAllocatedBytes() - bytes;
                System.out.printf("round %d: %.2f us of CPU, %d bytes per order in and report out (%d)%n", round, nanos / 1e3 / ORDERS, bytes / ORDERS,
                        sum % 10);
            }
        }
    }

    private static ByteBuf batch(EmbeddedSession client, String type) {
        ByteBuf batch = PooledByteBufAllocator.DEFAULT.directBuffer(BATCH * 200);
        for (int i = 0; i < BATCH; i++) {
            int n = client.nextSeqNum++;
            String body = "11=ORDER" + n + "|1=ACCOUNT1|55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=2|44=10.25|59=0|21=1|";
            batch.writeCharSequence(client.message(type, n, "", body), StandardCharsets.ISO_8859_1);
        }
        return batch;
    }

    private void answer(FixSession session, FixMessage message, int msgSeqNum) {
        try {
            sum += message.decimal(38) + message.decimal(44) + message.utcTimestamp(60) + message.string(11).length() + message.string(55).length();
            body.begin("8").put(37, "O1F4Z8K-3F2A").put(17, "E1F4Z8K-3F2A").putChar(150, '0').putChar(39, '0').put(11, message.string(11))
                    .put(55, "ACME").putChar(54, '1').putDecimal(38, message.decimal(38)).putDecimal(44, message.decimal(44))
                    .putDecimal(151, message.decimal(38))
                    .putDecimal(14, 0).putDecimal(6, 0).putUtcMicros(60, 1_790_000_000_123_456_000L);
            session.send(body, msgSeqNum);
        } catch (MalformedField e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
