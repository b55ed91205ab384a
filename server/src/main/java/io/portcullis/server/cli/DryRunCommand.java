package io.portcullis.server.cli;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Window;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Objection;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.server.dryrun.DryRun;
import io.portcullis.server.dryrun.OtherLimits;
import io.portcullis.server.dryrun.Report;
import io.portcullis.server.dryrun.Report.Asked;
import io.portcullis.server.eventlog.LogReader;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.LimitsFile;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what other limits would have refused on a past day. Reads the log only: nothing changes, and the hub may be running. */
@Command(name = "dry-run", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Tell what other limits would have refused on a past day. Nothing is changed.", footer = {
    "", "Examples:", "  dry-run client=ACME open-notional 1000000 --currency USD", "  dry-run 'account=* symbol=IBM' order-quantity none --day 2026-11-20",
    "  dry-run --limits other-limits.csv --all"})
public final class DryRunCommand implements Callable<Integer> {

    private static final String NONE = "none";
    private static final int SHOWN = 20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Parameters(arity = "0..3", paramLabel = "SCOPE MEASURE LIMIT", description = "One limit as it might have been; none: as if it had not been there.")
    private List<String> limit = new ArrayList<>();

    @Option(names = "--currency", description = "Of an amount of money.")
    private @Nullable String currency;

    @Option(names = "--limits", paramLabel = "FILE", description = "Several, as limits.csv has them; all others stay as they were.")
    private @Nullable Path file;

    @Option(names = "--exactly", description = "As if there had been no limits but those of the file.")
    private boolean isExact;

    @Option(names = "--day", paramLabel = "YYYY-MM-DD", description = "The trading day (default: the last one).")
    private @Nullable LocalDate day;

    @Option(names = "--all", description = "Show all orders, not only the first " + SHOWN + ".")
    private boolean showsAll;

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    @Override
    public Integer call() {
        if (file == null == limit.isEmpty() || !limit.isEmpty() && limit.size() != 3 || isExact && file == null) {
            return HubOrder
                    .mistaken("dry-run is about one limit, SCOPE MEASURE LIMIT, or about those of --limits FILE, with --exactly if there were no others");
        }
        try {
            run();
            return 0;
        } catch (SettingsException | IllegalArgumentException e) {
            return HubOrder.mistaken(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            return HubOrder.mistaken("there is no file " + e.getMessage());
        } catch (IOException e) {
            System.err.println("portcullis: " + e.getMessage());
            return 1;
        }
    }

    private void run() throws IOException {
        OtherLimits others = new OtherLimits(file == null ? Map.of(keyOf(limit), ofWords(keyOf(limit), limit.get(2))) : ofFile(file), isExact);
        Installation in = Installation.read(conf, Overrides.ofThisProcess());
        try (LogReader log = LogReader.open(in.hub().data().resolve("log"), 1)) {
            Report report = DryRun.of(log, in.orderSettings(), in.routingPolicy(), new PreTradeRisk(in.accounts(), in.risk()), in.instruments(), others, day);
            show(report, new Ids(log.identity().text()));
        }
    }

    private static Map<LimitKey, Optional<Limit>> ofFile(Path file) throws IOException {
        Map<LimitKey, Optional<Limit>> limits = new LinkedHashMap<>();
        new LimitsFile(file.toString()).read(Files.readString(file)).stream().filter(each -> !each.key().isOfMetric())
                .forEach(each -> limits.put(each.key(), Optional.of(each)));
        return limits;
    }

    private static LimitKey keyOf(List<String> words) {
        Measure measure = Measure.of(words.get(1));
        if (measure == null) {
            throw new IllegalArgumentException("MEASURE=" + words.get(1) + " is none that limits have, see docs/risk.md");
        }
        return new LimitKey(Scope.of(words.get(0)), measure);
    }

    private Optional<Limit> ofWords(LimitKey key, String most) {
        if (most.equals(NONE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Limit(key, Limit.most(key.measure(), most), currency, 0, Window.ALWAYS, Breaker.of(key.measure(), most, null)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("LIMIT=" + most + ": " + e.getMessage(), e);
        }
    }

    // What is printed

    private void show(Report report, Ids ids) {
        System.out.println("trading day " + report.day() + ": " + report.orders() + " orders and " + report.replaces() + " replaces passed");
        System.out.println(report.changes().isEmpty() ? "the limits were just so when the day began" : "held against them once more with");
        report.changes().forEach(change -> System.out.println("    " + change));
        if (report.changes().stream().anyMatch(change -> change.key().measure().isOfRecent())) {
            System.out.println("limits on what comes about within a time refuse nothing, they kill: what these would have killed a dry run can't tell");
        }
        if (report.changes().stream().anyMatch(change -> change.key().measure().isOfOutages())) {
            System.out.println("limits on what is out kill, and refuse while it lasts: what these would have stopped a dry run can't tell");
        }
        show(report.refused(), "would have been refused", ids);
        byAccount(report.refused()).forEach((account, count) -> System.out.println("    of account " + account + ": " + count));
        show(report.passed(), "were refused, and would have passed", ids);
        show(report.unknown(), "can't be told of, for want of what is not in the log", ids);
    }

    private void show(List<Asked> asked, String what, Ids ids) {
        if (asked.isEmpty() && !what.startsWith("would")) {
            return;
        }
        System.out.println(asked.size() + " " + what + (asked.isEmpty() ? "" : ":"));
        for (Asked each : showsAll ? asked : asked.subList(0, Math.min(SHOWN, asked.size()))) {
            OrderTerms terms = each.terms();
            System.out.printf("    %s  %s %s%s of %s: %s %s %s%s, account %s%n", TIME.format(Instant.ofEpochSecond(0, each.time())),
                    ids.orderId(each.orderId()),
                    each.isReplace() ? "to become " : "", terms.clOrdId(), terms.session(), terms.side().name().toLowerCase(Locale.ROOT), terms.orderQty(),
                    terms.symbol(), terms.price() == null ? "" : " at " + terms.price(), Objects.requireNonNullElse(terms.account(), NONE));
            for (Objection objection : each.why()) {
                System.out.println("        " + objection.refusal().number() + " " + objection.text());
            }
        }
        if (!showsAll && asked.size() > SHOWN) {
            System.out.println("    and " + (asked.size() - SHOWN) + " more: --all shows them");
        }
    }

    private static Map<String, Integer> byAccount(List<Asked> asked) {
        Map<String, Integer> counts = new TreeMap<>();
        asked.forEach(each -> counts.merge(Objects.requireNonNullElse(each.terms().account(), NONE), 1, Integer::sum));
        return counts;
    }
}
