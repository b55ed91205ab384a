package io.portcullis.server.cli;

import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.order.ShardState;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.server.eventlog.LogReader;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.SettingsException;
import io.portcullis.server.shard.Fold;
import io.portcullis.server.shard.StateFile;
import io.portcullis.venues.market.MarketBooks;
import io.portcullis.venues.routing.BestPriceRouter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Folds the log from its beginning, checks that every record comes out as it says, and prints the hash of the state. */
@Command(name = "replay", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Fold the event log from its beginning and print the hash of the state.")
public final class ReplayCommand implements Callable<Integer> {

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    @Option(names = "--to", description = "Last position to fold (default: the last there is).")
    private long to = Long.MAX_VALUE;

    @Override
    public Integer call() {
        try {
            Installation in = Installation.read(conf, Overrides.ofThisProcess());
            long start = System.nanoTime();
            Fold.Folded folded;
            try (LogReader reader = LogReader.open(in.hub().data().resolve("log"), 1)) {
                OrderCore.Settings settings = in.orderSettings();
                folded = Fold.fold(new ShardState(),
                        state -> new OrderCore(settings, state, new PreTradeRisk(in.accounts(), in.risk()), new BestPriceRouter(in.routingPolicy()),
                                new MarketBooks(in.instruments())),
                        reader, to, effect -> {
                            // was told at the time
                        });
            }
            ShardState state = folded.core().state();
            System.out.printf("%d records in %.2fs: position %d, trading day %s, %d orders, %d open%nstate %s%n", folded.records(),
                    (System.nanoTime() - start) / 1e9,
                    state.position(), state.tradingDay(), state.orderCount(), state.openOrderCount(), StateFile.hash(state));
            return 0;
        } catch (SettingsException | IOException | IllegalStateException e) {
            System.err.println("portcullis: " + e.getMessage());
            return 1;
        }
    }
}
