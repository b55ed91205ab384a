package io.portcullis.server.os;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What busy processors do first: the orders' way. Work that follows it at its own pace gets what is left over: what people look at now gets a tenth of an ordinary thread's
 * share; what is kept for later gets next to nothing, and a processor that does nothing else counts as free: it falls behind, and catches up when there are fewer orders.
 * Linux only; elsewhere nothing happens, and all work competes. The JDK's thread priorities have no effect on Linux.
 */
public final class Urgency {

    private static final Logger LOG = LoggerFactory.getLogger(Urgency.class);
    /** {@code PRIO_PROCESS} of setpriority(2), which on Linux names a thread; 0 is the one that calls. */
    private static final int ONE_THREAD = 0;
    private static final int CALLER = 0;
    private static final int TEN_TIMES = -10;
    private static final int A_TENTH = 10;
    /** {@code SCHED_IDLE} of sched_setscheduler(2). */
    private static final int IDLE = 5;
    /** One directory for each thread of this process, by the system's number; its {@code comm} is the name's first 15 letters. */
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final Pattern COLLECTOR = Pattern.compile("VM Thread|GC Thread.*|G1 .*");
    private static final Pattern COMPILER = Pattern.compile("C[12] CompilerThre.*");

    private Urgency() {
    }

    /** From now on the thread that calls, on which orders go their way. Needs the right CAP_SYS_NICE, which root has; without it the thread stays an ordinary one. */
    public static void thisThreadFirst() {
        makeNice(CALLER, TEN_TIMES);
    }

    /**
     * The Java machine's own threads: its collector first, because all others wait for it; its compilers as what people look at now, because what they have not compiled yet
     * runs meanwhile.
     */
    public static void javaMachine() {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                String name = Files.readString(thread.resolve("comm")).strip();
                int id = Integer.parseInt(thread.getFileName().toString());
                if (COLLECTOR.matcher(name).matches()) {
                    makeNice(id, TEN_TIMES);
                } else if (COMPILER.matcher(name).matches()) {
                    makeNice(id, A_TENTH);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("the system does not name this process's threads", e);
        }
    }

    /** From now on the thread that calls, which shows people what happens. */
    public static void thisThreadForNow() {
        makeNice(CALLER, A_TENTH);
    }

    private static void makeNice(int who, int nice) {
        MethodHandle setPriority = Functions.SET_PRIORITY;
        if (setPriority == null) {
            return;
        }
        try {
            check((int) setPriority.invokeExact(ONE_THREAD, who, nice), who);
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority(2) can't be called", e);
        }
    }

    /** From now on the thread that calls, which keeps for later what has happened. */
    public static void thisThreadForLater() {
        makeIdle(CALLER);
    }

    /** From now on a process of ours that has one thread, and all that it will start: as {@link #thisThreadForLater()}. */
    public static void processForLater(long pid) {
        makeIdle((int) pid);
    }

    private static void makeIdle(int who) {
        MethodHandle setScheduler = Functions.SET_SCHEDULER;
        if (setScheduler == null) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment priority = arena.allocate(ValueLayout.JAVA_INT);
            check((int) setScheduler.invokeExact(who, IDLE, priority), who);
        } catch (Throwable e) {
            throw new IllegalStateException("sched_setscheduler(2) can't be called", e);
        }
    }

    private static void check(int result, int who) {
        if (result != 0) {
            LOG.debug("the system did not change the priority of {}", who == CALLER ? Thread.currentThread().getName() : "number " + who);
        }
    }

    private static final class Functions {

        static final @Nullable MethodHandle SET_PRIORITY = find("setpriority",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        static final @Nullable MethodHandle SET_SCHEDULER = find("sched_setscheduler",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

        private static @Nullable MethodHandle find(String name, FunctionDescriptor signature) {
            if (!System.getProperty("os.name").equals("Linux")) {
                return null;
            }
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup().find(name).map(function -> linker.downcallHandle(function, signature)).orElse(null);
        }
    }
}
