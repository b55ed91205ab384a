package io.portcullis.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Commands that print for people log only what is wrong. */
final class Quiet {

    private Quiet() {
    }

    static void sessions() {
        if (LoggerFactory.getLogger("io.portcullis") instanceof Logger logger) {
            logger.setLevel(Level.WARN);
        }
    }
}
