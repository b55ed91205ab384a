package io.portcullis.admin.port;

import java.util.List;

/** How the program is, for probes and for the console. Must answer at once, from what is known. */
public interface Health {

    /** False only if a restart would help. */
    boolean isLive();

    /** The parts that have to be ready before orders may come, in the order in which they are to be shown. */
    List<Part> parts();

    /**
     * One part of the program.
     *
     * @param name such as {@code event-log}
     * @param text how it stands, in a few words
     */
    record Part(String name, boolean ready, String text) {
    }
}
