package io.portcullis.server.cli;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.venues.tape.TapeEntry;
import io.portcullis.venues.tape.TapeReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a tape says. */
@Command(name = "dump", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Print what was recorded on a trading day.", footer = {
    "",
    "Example:",
    "  market dump 2026-11-23 --symbol IBM --venue LIT1 --from 09:30 --to 09:31 --csv"})
public final class MarketDumpCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "DAY", description = "A trading day such as 2026-11-23, or a tape's file.")
    private String day = "";

    @Option(names = "--symbol", description = "Only of that instrument.")
    private @Nullable String symbol;

    @Option(names = "--venue", description = "Only of that venue.")
    private @Nullable String venue;

    @Option(names = "--from", paramLabel = "TIME", description = "From then on, UTC: 09:30, or with a date 2026-11-23T09:30:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before then.")
    private @Nullable String to;

    @Option(names = "--csv", description = "With commas, each level a line of its own.")
    private boolean csv;

    @Mixin
    private TapeOptions tapes = new TapeOptions();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)));
        try (TapeReader tape = new TapeReader(tapes.tape(day))) {
            long begin = TapeOptions.nanos("--from", from, tape.day(), Long.MIN_VALUE);
            long end = TapeOptions.nanos("--to", to, tape.day(), Long.MAX_VALUE);
            if (csv) {
                out.println("time,what,venue,symbol,state,side,price,quantity");
            }
            for (List<TapeEntry> block = tape.next(begin); block != null && block.getFirst().time() < end; block = tape.next(begin)) {
                block.stream().filter(entry -> entry.time() >= begin && entry.time() < end && isAsked(entry)).forEach(entry -> print(entry, out));
            }
            return 0;
        } catch (IllegalArgumentException e) {
            return HubOrder.mistaken(String.valueOf(e.getMessage()));
        } finally {
            out.flush();
        }
    }

    private boolean isAsked(TapeEntry entry) {
        return switch (entry) {
            case TapeEntry.Book book -> isAsked(book.venue().value(), book.symbol());
            case TapeEntry.Trade trade -> isAsked(trade.venue().value(), trade.symbol());
            case TapeEntry.Begin _,TapeEntry.Missed _ -> true;
            case TapeEntry.Tick _ -> false;
        };
    }

    private boolean isAsked(String ofVenue, String ofSymbol) {
        return (venue == null || venue.equals(ofVenue)) && (symbol == null || symbol.equals(ofSymbol));
    }

    private void print(TapeEntry entry, PrintWriter out) {
        String time = TapeOptions.instant(entry.time()).toString();
        switch (entry) {
            case TapeEntry.Begin _ -> out.println(csv ? time + ",begin,,,,,," : time + " recording begins");
            case TapeEntry.Missed missed -> out.println(csv ? time + ",missed,,,,,," + missed.count() : time + " " + missed.count() + " entries are missing");
            case TapeEntry.Tick _ -> {
                // the time is all that it says
            }
            case TapeEntry.Trade trade -> {
                String kind = trade.kind().name().toLowerCase(Locale.ROOT);
                String quantity = trade.quantity() == 0 ? "" : new Quantity(trade.quantity()).toString();
                out.println(
                        csv ? String.join(",", time, "trade", trade.venue().value(), trade.symbol(), kind, "", new Price(trade.price()).toString(), quantity)
                                : time + " " + trade.venue() + " " + trade.symbol() + " trade " + kind + " " + quantity + " at " + new Price(trade.price()));
            }
            case TapeEntry.Book book -> print(book, time, out);
        }
    }

    private void print(TapeEntry.Book book, String time, PrintWriter out) {
        String state = (book.isWhole() ? "whole" : "change") + (book.isUsable() ? "" : " unusable");
        String head = time + "," + "book," + book.venue() + "," + book.symbol() + "," + state + ",";
        if (!csv) {
            out.println(time + " " + book.venue() + " " + book.symbol() + " book " + state + " "
                    + book.levels().stream().map(MarketDumpCommand::text).collect(Collectors.joining("; ")));
        } else if (book.levels().isEmpty()) {
            out.println(head + ",,");
        } else {
            book.levels().forEach(level -> out
                    .println(head + (level.isBid() ? "bid" : "offer") + "," + new Price(level.price()) + "," + new Quantity(level.quantity())));
        }
    }

    private static String text(TapeEntry.Level level) {
        return (level.isBid() ? "bid " : "offer ") + new Quantity(level.quantity()) + " at " + new Price(level.price());
    }
}
