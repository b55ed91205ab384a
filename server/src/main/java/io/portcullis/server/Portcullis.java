package io.portcullis.server;

import io.portcullis.server.cli.BuildVersion;
import io.portcullis.server.cli.CareCommand;
import io.portcullis.server.cli.CorporateActionCommand;
import io.portcullis.server.cli.DayCommand;
import io.portcullis.server.cli.DryRunCommand;
import io.portcullis.server.cli.ExchangeCommand;
import io.portcullis.server.cli.ExplainCommand;
import io.portcullis.server.cli.FlowCommand;
import io.portcullis.server.cli.InstrumentCommand;
import io.portcullis.server.cli.KillCommand;
import io.portcullis.server.cli.LimitCommand;
import io.portcullis.server.cli.LocateCommand;
import io.portcullis.server.cli.LogCommand;
import io.portcullis.server.cli.MarketCommand;
import io.portcullis.server.cli.MessagesCommand;
import io.portcullis.server.cli.OrderCommand;
import io.portcullis.server.cli.OverrideCommand;
import io.portcullis.server.cli.PasswordCommand;
import io.portcullis.server.cli.PositionCommand;
import io.portcullis.server.cli.PricesCommand;
import io.portcullis.server.cli.ReplayCommand;
import io.portcullis.server.cli.RiskCommand;
import io.portcullis.server.cli.RulesCommand;
import io.portcullis.server.cli.SessionCommand;
import io.portcullis.server.cli.SessionsCommand;
import io.portcullis.server.cli.SimulateCommand;
import io.portcullis.server.cli.StrayCommand;
import io.portcullis.server.cli.VenueCommand;
import java.io.IOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: each subcommand is one way to run it. Exits with 0, 1 after a failure, 2 after a wrong command line. */
@Command(name = "portcullis", description = "FIX broker gateway and order management server.", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, subcommands = {
    StartCommand.class, OrderCommand.class,
    FlowCommand.class, ExplainCommand.class, LogCommand.class, MessagesCommand.class, ReplayCommand.class, RulesCommand.class, SimulateCommand.class,
    PasswordCommand.class,
    SessionsCommand.class,
    SessionCommand.class, VenueCommand.class, ExchangeCommand.class, StrayCommand.class, DayCommand.class, CorporateActionCommand.class, LimitCommand.class,
    PositionCommand.class,
    KillCommand.class, LocateCommand.class, InstrumentCommand.class, OverrideCommand.class, DryRunCommand.class,
    RiskCommand.class, PricesCommand.class, MarketCommand.class,
    CareCommand.class})
final class Portcullis {

    static CommandLine commandLine() {
        return new CommandLine(new Portcullis()).setExecutionExceptionHandler((failure, command, arguments) -> {
            if (!(failure instanceof IOException)) {
                throw failure;
            }
            command.getErr().println("portcullis: " + textOf(failure));
            return 1;
        });
    }

    /** What the file system says of a file is often its name alone. */
    private static String textOf(Exception failure) {
        boolean isOfFile = failure instanceof FileSystemException file && file.getReason() == null;
        return isOfFile ? failure.getClass().getSimpleName().replace("Exception", "") + ": " + failure.getMessage() : String.valueOf(failure.getMessage());
    }

    @Command(name = "version", description = "Print the versions of Portcullis and of the Java it runs on.")
    void printVersion() {
        System.out.println(new BuildVersion().getVersion()[0]);
    }
}
