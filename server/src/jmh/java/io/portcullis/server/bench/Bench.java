package io.portcullis.server.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One hub between its client and its far side, logged on everywhere, ready to be measured. */
final class Bench implements AutoCloseable {
    private final Hub kind;
    private final FarSideProcess farSide;
    private final HubUnderTest hub;
    private final WireClient client;
    private final HubGauge gauge;

    /** Waits, at most a minute, until both sides of the hub that was started are logged on. */
    Bench(Hub kind, HubUnderTest hub, FarSideProcess farSide) throws IOException, InterruptedException {
        this.kind = kind;
        this.farSide = farSide;
        this.hub = hub;
        client = connect(hub, WireClient.COMP_IDS);
        farSide.awaitLogon(kind.name(), 30);
        if (hub.dropCopy() != null)
            farSide.dial(dropCopy(), hub.clientPort(), hub.dropCopy());
        gauge = new HubGauge(hub);
    }

    /** Runs a load that isn't recorded. */
    void warmUp(Load load) throws InterruptedException {
        client.run(load);
        gauge.awaitRest();
    }

    Measurement measure(Load load, int round) throws IOException, InterruptedException {
        var before = gauge.read();
        var outcome = client.run(load);
        gauge.awaitRest();
        return new Measurement(kind, round, outcome, gauge.read().since(before), gauge.peakBytes());
    }

    /** What is wrong, comparing what the client sent with what the venue got and what the sessions missed; empty if nothing is. */
    List<String> complaints() throws IOException {
        var venue = farSide.count(kind.name());
        var complaints = new ArrayList<String>();
        if (venue.orders() != client.sent())
            complaints.add(kind + ": " + client.sent() + " orders sent, " + venue.orders() + " received by the venue");
        if (client.session().gaps() + venue.gaps() > 0)
            complaints.add(kind + ": messages were missing or asked for again, " + client.session().gaps() + " times at the client, " + venue.gaps()
                    + " at the venue");
        if (hub.dropCopy() != null && farSide.count(dropCopy()).others() != client.reports())
            complaints.add(kind + ": " + client.reports() + " reports to the client, " + farSide.count(dropCopy()).others() + " drop copies");
        if (client.firstReject() != null)
            complaints.add(kind + ": the first reject was " + client.firstReject());
        return complaints;
    }

    @Override
    public void close() throws IOException {
        try (client) {
            gauge.close();
        }
    }

    private String dropCopy() {
        return kind.name() + "-DROP-COPY";
    }

    /** Logs on as soon as the hub listens, within a minute. */
    static WireClient connect(HubUnderTest hub, WireSession.CompIds ids) throws IOException, InterruptedException {
        var patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (true)
            try {
                return new WireClient(hub.clientPort(), ids);
            } catch (ConnectException e) {
                if (System.nanoTime() > patience || !hub.jvm().handle().isAlive())
                    throw new IOException("the hub doesn't accept its client, see " + hub.jvm().log(), e);
                TimeUnit.MILLISECONDS.sleep(100);
            }
    }
}
