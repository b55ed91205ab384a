package io.portcullis.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Commands that print for people log only what is wrong. */
final class Quiet {

    private Quiet() {
    }

    static void sessions() {
        for (String name : List.of(org.slf4j.Logger.ROOT_LOGGER_NAME, "io.portcullis")) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger) {
                logger.setLevel(Level.WARN);
            }
        }
    }
}
