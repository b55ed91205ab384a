package io.portcullis.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Linux wakes a thread up to 50 µs later than it asked for; a pacing thread asks for less instead of burning one of the machine's few cores. */
final class TimerSlack {
    private TimerSlack() {
    }

    /** Lets the calling thread be woken as exactly as the machine can; says on System.err if that can't be had, since latencies then contain the delay. */
    static void tighten() {
        try {
            var thread = Path.of("/proc/thread-self").toRealPath().getFileName();
            Files.writeString(Path.of("/proc", thread.toString(), "timerslack_ns"), "1");
        } catch (IOException e) {
            System.err.println("timers stay inexact by about 50 µs, which latencies at fixed rates contain: " + e);
        }
    }
}
