package io.portcullis.server.cli;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.SessionEntry;
import io.portcullis.server.settings.SettingsException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixed order flow from all client sessions of the installation, for a while: what a desk's morning looks like, from a seed. */
@Command(name = "flow", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Send realistic mixed order flow from all client sessions, for a bounded time.")
public final class FlowCommand implements Callable<Integer> {

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Where the hub listens (default: ${DEFAULT-VALUE}, port from the installation).")
    private String host = "127.0.0.1";

    @Option(names = "--rate", defaultValue = "20", description = "Requests a second, all sessions together, 1 to 50000 (default: ${DEFAULT-VALUE}).")
    private int rate = 20;

    @Option(names = "--seconds", defaultValue = "60", description = "For how long, 1 to 3600 (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same wishes (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--reset", description = "Begin with sequence number 1 on both sides (ResetSeqNumFlag(141)=Y).")
    private boolean reset;

    @Override
    public Integer call() throws Exception {
        if (rate < 1 || rate > 50_000 || seconds < 1 || seconds > 3600) {
            System.err.println("portcullis: --rate must be from 1 to 50000, was " + rate + ", and --seconds from 1 to 3600, was " + seconds);
            return 2;
        }
        Installation installation;
        try {
            installation = Installation.read(conf, Overrides.ofThisProcess());
        } catch (SettingsException e) {
            System.err.println("portcullis: " + e.getMessage());
            return 2;
        }
        return run(installation);
    }

    private int run(Installation installation) throws Exception {
        Quiet.sessions();
        EventLoopGroup group = FixTransport.newLoop("flow");
        List<FlowClient> clients = new ArrayList<>();
        try {
            InetSocketAddress hub = new InetSocketAddress(host, installation.hub().fix().port());
            for (SessionEntry entry : installation.sessions()) {
                if (entry.role() == SessionEntry.Role.CLIENT) {
                    clients.add(new FlowClient(entry, hub, installation, reset, group, seed + clients.size()));
                }
            }
            for (FlowClient client : clients) {
                if (!client.awaitLogon(Duration.ofSeconds(10))) {
                    System.err.println("portcullis: no session " + client + " with the hub on " + hub + " within 10s: " + client.problem());
                    return 1;
                }
            }
            send(clients);
            report(clients);
        } finally {
            clients.forEach(FlowClient::close);
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
        return 0;
    }

    private void send(List<FlowClient> clients) throws InterruptedException {
        long start = System.nanoTime();
        long sent = 0;
        long nextLine = 1;
        while (sent < (long) rate * seconds) {
            long elapsed = System.nanoTime() - start;
            for (long due = Math.min((long) rate * seconds, elapsed * rate / 1_000_000_000L); sent < due; sent++) {
                clients.get((int) (sent % clients.size())).next();
            }
            if (elapsed > nextLine * 1_000_000_000L) {
                report(clients);
                nextLine++;
            }
            Thread.sleep(1);
        }
        Thread.sleep(1_000);
    }

    private static void report(List<FlowClient> clients) {
        FlowClient.Counts sum = clients.stream().map(FlowClient::counts).reduce(FlowClient.Counts.NONE, FlowClient.Counts::plus);
        System.out.println(sum);
    }
}
