package io.portcullis.server.cli;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.tape.TapeDirectory;
import io.portcullis.venues.tape.Bar;
import io.portcullis.venues.tape.BarAggregator;
import io.portcullis.venues.tape.BarInterval;
import io.portcullis.venues.tape.TapeEntry;
import io.portcullis.venues.tape.TapeReader;
import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes bars of an instrument to a file: made of the tapes, or asked of the running hub, whose database also has days whose tapes are gone. */
@Command(name = "export", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Write bars of an instrument as CSV.", footer = {
    "", "Examples:",
    "  market export --symbol IBM --interval 1m --from 2026-11-23 --to 2026-11-24 --file ibm.csv.gz",
    "  market export --symbol IBM --interval 1d --source database"})
public final class MarketExportCommand implements Callable<Integer> {

    private static final String HEADER = "time,trading_day,open,high,low,close,volume,turnover,vwap,trades,bid,offer,closed";
    private static final int AT_ONCE = 5_000;

    @Option(names = "--symbol", required = true, description = "Of which instrument.")
    private String symbol = "";

    @Option(names = "--venue", description = "At that venue; without it at all together.")
    private @Nullable String venue;

    @Option(names = "--interval", defaultValue = "1m", description = "1s, 10s, 1m, 5m, 15m, 1h or 1d (default: ${DEFAULT-VALUE}).")
    private String interval = "1m";

    @Option(names = "--from", paramLabel = "TIME", description = "Bars that begin then or later: 2026-11-23, or 2026-11-23T09:30:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Bars that begin before then.")
    private @Nullable String to;

    @Option(names = "--format", defaultValue = "csv", description = "csv.")
    private String format = "csv";

    @Option(names = "--source", defaultValue = "tape", description = "tape: made of the recorded days. database: asked of the running hub (default: ${DEFAULT-VALUE}).")
    private String source = "tape";

    @Option(names = "--file", description = "Where to; compressed if its name ends in .gz. Without it to the standard output.")
    private @Nullable Path file;

    @Mixin
    private TapeOptions tapes = new TapeOptions();

    @Override
    public Integer call() throws IOException {
        BarInterval of = BarInterval.of(interval);
        if (of == null) {
            return HubOrder.mistaken("--interval=" + interval + " must be one of " + BarInterval.texts());
        }
        if (!format.equals("csv")) {
            return HubOrder.mistaken("--format=" + format + " must be csv");
        }
        if (!source.equals("tape") && !source.equals("database")) {
            return HubOrder.mistaken("--source=" + source + " must be tape or database");
        }
        long begin;
        long end;
        try {
            begin = TapeOptions.nanos("--from", from, LocalDate.EPOCH, 0);
            end = TapeOptions.nanos("--to", to, LocalDate.EPOCH, Long.MAX_VALUE);
        } catch (IllegalArgumentException e) {
            return HubOrder.mistaken(String.valueOf(e.getMessage()));
        }
        try (PrintWriter out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(opened(), StandardCharsets.UTF_8)))) {
            out.println(HEADER);
            int exit = source.equals("tape") ? fromTapes(of, begin, end, out) : fromHub(begin, end, out);
            if (out.checkError()) {
                throw new IOException((file == null ? "the standard output" : file) + " can't be written");
            }
            return exit;
        }
    }

    private OutputStream opened() throws IOException {
        if (file == null) {
            return new FilterOutputStream(System.out) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, length);
                }

                @Override
                public void close() throws IOException {
                    flush();
                }
            };
        }
        OutputStream plain = Files.newOutputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain;
    }

    /** Of the last day also what is not closed yet. */
    private int fromTapes(BarInterval of, long begin, long end, PrintWriter out) throws IOException {
        TapeDirectory directory = tapes.directory();
        BarAggregator bars = null;
        for (LocalDate day : directory.days()) {
            if (bars == null) {
                bars = new BarAggregator(day, bar -> print(bar, of, begin, end, out));
            } else {
                bars.begin(day);
            }
            try (TapeReader tape = new TapeReader(directory.of(day))) {
                for (List<TapeEntry> block = tape.next(); block != null; block = tape.next()) {
                    block.stream().filter(this::isAsked).forEach(bars::take);
                }
            }
        }
        if (bars != null) {
            bars.open(of).forEach(bar -> print(bar, of, begin, end, out));
        }
        return 0;
    }

    private boolean isAsked(TapeEntry entry) {
        return switch (entry) {
            case TapeEntry.Book book -> book.symbol().equals(symbol);
            case TapeEntry.Trade trade -> trade.symbol().equals(symbol);
            case TapeEntry.Begin _,TapeEntry.Missed _,TapeEntry.Tick _ -> true;
        };
    }

    private void print(Bar bar, BarInterval of, long begin, long end, PrintWriter out) {
        if (bar.interval() == of && Objects.equals(bar.venue(), venue == null ? null : new VenueId(venue)) && bar.start() >= begin && bar.start() < end) {
            out.println(Stream
                    .of(TapeOptions.instant(bar.start()), bar.tradingDay(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.turnover(),
                            text(bar.vwap()), bar.trades(), text(bar.bid()), text(bar.offer()), bar.isClosed() ? "yes" : "no")
                    .map(String::valueOf)
                    .collect(Collectors.joining(",")));
        }
    }

    private static String text(@Nullable Price price) {
        return price == null ? "" : price.toString();
    }

    private int fromHub(long begin, long end, PrintWriter out) throws IOException {
        try (RunningHub hub = new RunningHub(tapes.conf(), System.getProperty("user.name"))) {
            String next = TapeOptions.instant(begin).toString();
            while (next != null) {
                RunningHub.Answer answer = hub.get("/api/market-data/" + encoded(symbol) + "/bars?interval=" + interval + "&limit=" + AT_ONCE + "&from=" + next
                        + (end == Long.MAX_VALUE ? "" : "&to=" + TapeOptions.instant(end)) + (venue == null ? "" : "&venue=" + encoded(venue)));
                if (!answer.isDone()) {
                    System.err.println("portcullis: " + answer.error());
                    return 1;
                }
                answer.body().getJsonArray("bars").forEach(bar -> out.println(line((JsonObject) bar)));
                next = answer.body().getString("next");
            }
            return 0;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String line(JsonObject bar) {
        return Stream.of("time", "tradingDay", "open", "high", "low", "close", "volume", "turnover", "vwap", "trades", "bid", "offer")
                .map(name -> Objects.toString(bar.getValue(name), "")).collect(Collectors.joining(",")) + "," + (bar.getBoolean("closed") ? "yes" : "no");
    }
}
