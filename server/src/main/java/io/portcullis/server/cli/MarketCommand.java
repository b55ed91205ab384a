package io.portcullis.server.cli;

import io.portcullis.server.tape.TapeDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Recorded market data: which days there are, what is on them, bars of them. Reads tapes only; the hub may be running. */
@Command(name = "market", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Recorded market data; without a subcommand, of which days there is some.", subcommands = {
    MarketDumpCommand.class, MarketExportCommand.class, MarketPlayCommand.class})
public final class MarketCommand implements Callable<Integer> {

    @Mixin
    private TapeOptions tapes = new TapeOptions();

    @Override
    public Integer call() throws IOException {
        TapeDirectory directory = tapes.directory();
        if (directory.days().isEmpty()) {
            System.out.println("no market data is recorded in " + directory.path());
        }
        for (LocalDate day : directory.days()) {
            System.out.printf("%s  %,d bytes%n", day, Files.size(directory.of(day)));
        }
        return 0;
    }
}
