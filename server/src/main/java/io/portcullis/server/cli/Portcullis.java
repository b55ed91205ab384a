package io.portcullis.server.cli;

import java.util.Optional;
import picocli.CommandLine.Command;

/** The program: each subcommand is one way to run it. Exits with 0, 1 after a failure, 2 after a wrong command line. */
@Command(name = "portcullis", description = "FIX broker gateway and order management server.", mixinStandardHelpOptions = true, subcommands = {
    StartCommand.class})
public final class Portcullis {

    /** Of this build. */
    public static String version() {
        return Optional.ofNullable(Portcullis.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    }

    @Command(name = "version", description = "Print the versions of Portcullis and of the Java it runs on.")
    void printVersion() {
        System.out.println("portcullis " + version() + ", Java " + Runtime.version());
    }
}
