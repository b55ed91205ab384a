package io.portcullis.server.os;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that follows the orders' way at its own pace gets what the processors have left over. When they are busy, what people look at now gets a tenth of what a thread on
 * the orders' way gets, and what is kept for later a seventieth: it falls behind, and catches up when there are fewer orders. Linux only; elsewhere nothing happens, and the work competes with the orders. The JDK's thread priorities have no effect on Linux.
 */
public final class Background {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int FOR_NOW = 10;
    private static final int FOR_LATER = 19;
    /** {@code PRIO_PROCESS} of setpriority(2), which on Linux names a thread; 0 is the one that calls. */
    private static final int ONE_THREAD = 0;
    private static final int CALLER = 0;

    private Background() {
    }

    /** From now on the thread that calls, which shows people what happens. */
    public static void thisThreadForNow() {
        makeNice(CALLER, FOR_NOW);
    }

    /** From now on the thread that calls, which keeps for later what has happened. */
    public static void thisThreadForLater() {
        makeNice(CALLER, FOR_LATER);
    }

    /** From now on a process of ours that has one thread, and all that it will start: as {@link #thisThreadForLater()}. */
    public static void processForLater(long pid) {
        makeNice((int) pid, FOR_LATER);
    }

    private static void makeNice(int who, int nice) {
        MethodHandle setPriority = SetPriority.HANDLE;
        if (setPriority == null) {
            return;
        }
        try {
            int result = (int) setPriority.invokeExact(ONE_THREAD, who, nice);
            if (result != 0) {
                LOG.debug("the system did not let {} go to the background", who == CALLER ? Thread.currentThread().getName() : "process " + who);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority(2) can't be called", e);
        }
    }

    private static final class SetPriority {

        static final @Nullable MethodHandle HANDLE = find();

        private static @Nullable MethodHandle find() {
            if (!System.getProperty("os.name").equals("Linux")) {
                return null;
            }
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup().find("setpriority").map(function -> linker.downcallHandle(function,
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))).orElse(null);
        }
    }
}
