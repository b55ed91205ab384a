package io.portcullis.server.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Reads from outside what the process of a hub uses: CPU time and memory from the operating system, allocated bytes through the JVM's local management agent. */
final class HubGauge implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** Longer than what gives way to orders ever rests. */
    private static final int QUIET_PAUSES = 8;
    private static final int LONGEST_PAUSES = 3_000;

    private final HubUnderTest hub;
    private final JMXConnector jmx;
    private final ThreadMXBean threads;

    HubGauge(HubUnderTest hub) throws IOException {
        this.hub = hub;
        jmx = attach(hub.jvm().handle().pid());
        threads = ManagementFactory.newPlatformMXBeanProxy(jmx.getMBeanServerConnection(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    }

    HubCosts read() {
        return new HubCosts(cpuNanos(hub.jvm().handle()), companionsCpuNanos(), threads.getTotalThreadAllocatedBytes());
    }

    /** Processor time that the threads of this name have used, in ns. */
    long cpuNanosOf(String thread) {
        var nanos = 0L;
        for (var id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().equals(thread))
                nanos += Math.max(0, threads.getThreadCpuTime(id));
        }
        return nanos;
    }

    /**
     * Waits until the hub rests, at most ten minutes: a projection that lags behind belongs to the orders that made it, and must not disturb the next hub.
     *
     * @return false if it still works
     */
    boolean awaitRest() throws InterruptedException {
        var before = allCpuNanos();
        var quiet = 0;
        for (var tries = 0; tries < LONGEST_PAUSES; tries++) {
            TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
            var now = allCpuNanos();
            quiet = now - before <= PAUSE_NANOS / 10 ? quiet + 1 : 0;
            if (quiet == QUIET_PAUSES)
                return true;
            before = now;
        }
        return false;
    }

    /** The most memory that the process ever had resident, in bytes; 0 where the operating system doesn't say. */
    long peakBytes() throws IOException {
        var status = Path.of("/proc", Long.toString(hub.jvm().handle().pid()), "status");
        if (!Files.exists(status))
            return 0;
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).sum();
    }

    @Override
    public void close() throws IOException {
        jmx.close();
    }

    private long allCpuNanos() {
        return cpuNanos(hub.jvm().handle()) + companionsCpuNanos();
    }

    private long companionsCpuNanos() {
        return hub.companions().get().stream().mapToLong(HubGauge::cpuNanos).sum();
    }

    private static long cpuNanos(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    private static JMXConnector attach(long pid) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("not able to look into process " + pid, e);
        }
    }
}
