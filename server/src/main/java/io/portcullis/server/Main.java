package io.portcullis.server;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: each subcommand is one way to run Portcullis. Exits with 0, 1 after a failure, 2 after a wrong command line. */
@Command(name = "portcullis", description = "FIX broker gateway and order management server.", mixinStandardHelpOptions = true)
public final class Main {
    private Main() {
    }

    /** Runs the subcommand that {@code args} begin with. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Command(description = "Print the versions of Portcullis and of the Java it runs on.")
    void version() {
        var built = Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("unpackaged");
        System.out.println("portcullis " + built + ", Java " + Runtime.version());
    }
}
