package io.portcullis.server.os;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that follows the orders' way at its own pace gets what the processors have left over: when they are busy, a tenth of what the threads on the orders' way get. Linux
 * only; elsewhere nothing happens, and the work competes with the orders. The JDK's thread priorities have no effect on Linux.
 */
public final class Background {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int NICE = 10;
    /** {@code PRIO_PROCESS} of setpriority(2), which on Linux names a thread; 0 is the one that calls. */
    private static final int ONE_THREAD = 0;
    private static final int CALLER = 0;

    private Background() {
    }

    /** From now on, the thread that calls. */
    public static void thisThread() {
        makeNice(CALLER);
    }

    /** From now on, a process of ours that has one thread, and all that it will start. */
    public static void process(long pid) {
        makeNice((int) pid);
    }

    private static void makeNice(int who) {
        MethodHandle setPriority = SetPriority.HANDLE;
        if (setPriority == null) {
            return;
        }
        try {
            int result = (int) setPriority.invokeExact(ONE_THREAD, who, NICE);
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
