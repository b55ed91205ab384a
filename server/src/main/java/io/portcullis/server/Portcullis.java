package io.portcullis.server;

import io.portcullis.server.cli.FlowCommand;
import io.portcullis.server.cli.LogCommand;
import io.portcullis.server.cli.OrderCommand;
import io.portcullis.server.cli.ReplayCommand;
import io.portcullis.server.cli.SimulateCommand;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The program: each subcommand is one way to run it. Exits with 0, 1 after a failure, 2 after a wrong command line. */
@Command(name = "portcullis", description = "FIX broker gateway and order management server.", mixinStandardHelpOptions = true, subcommands = {
    StartCommand.class, OrderCommand.class,
    FlowCommand.class, LogCommand.class, ReplayCommand.class, SimulateCommand.class})
final class Portcullis {

    /** Of this build. */
    static String version() {
        return Optional.ofNullable(Portcullis.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    }

    @Command(name = "version", description = "Print the versions of Portcullis and of the Java it runs on.")
    void printVersion() {
        System.out.println("portcullis " + version() + ", Java " + Runtime.version());
    }
}
