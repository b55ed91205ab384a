package io.portcullis.server.cli;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.SessionEntry;
import io.portcullis.server.settings.SettingsException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A small FIX client: places, replaces or cancels one order, or asks how it stands, or cancels or asks about many, and prints what comes back. */
@Command(name = "order", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Place, replace, cancel or ask about an order, or about all open ones, over FIX, and print the reports.", footer = {
    "", "Examples:",
    "  order --symbol AAPL --side buy --quantity 100 --price 231.50", "  order --symbol AAPL --side buy --quantity 50 --price 231.60 --replace C-1A2B3C",
    "  order --symbol AAPL --side sell --quantity 100 --stop 225.00 --tif good-till-cancel",
    "  order --symbol AAPL --side sell --quantity 100 --trail 1.5%% --tif good-till-cancel",
    "  order --symbol AAPL --side buy --quantity 5000 --price 231.50 --care",
    "  order --leg 'buy 1 AAPL' --leg 'sell 1 IBM' --quantity 100 --price 22.50",
    "  order --cancel C-1A2B3C", "  order --status C-1A2B3C", "  order --mass-cancel", "  order --mass-status --symbol AAPL --side buy"})
public final class OrderCommand implements Callable<Integer> {

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    @Option(names = "--session", defaultValue = "CLIENT1", description = "Which session of client-sessions.ini to be (default: ${DEFAULT-VALUE}).")
    private String session = "CLIENT1";

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Where the hub listens (default: ${DEFAULT-VALUE}, port from the installation).")
    private String host = "127.0.0.1";

    @Option(names = "--symbol", description = "Symbol(55); of an order that was sent with this command it is known.")
    private @Nullable String symbol;

    @Option(names = "--side", description = "Side(54): buy, sell, sell-short or sell-short-exempt; known as the symbol is.")
    private @Nullable String side;

    @Option(names = "--quantity", description = "OrderQty(38).")
    private @Nullable String quantity;

    @Option(names = "--price", description = "Price(44); without it a market order.")
    private @Nullable String price;

    @Option(names = "--stop", paramLabel = "PRICE", description = "StopPx(99): it waits until the market reaches this price; a stop order or, with --price, a stop-limit order.")
    private @Nullable String stop;

    @Option(names = "--trail", paramLabel = "DISTANCE", description = "PegOffsetValue(211) of a trailing stop: the stop price follows the market in this distance, a price such as 2.50, 1.5%% of it, or 20ticks. With --stop it begins there; a trailing stop-limit order needs --stop and --price. Since FIX.4.4.")
    private @Nullable String trail;

    @Option(names = "--peg", paramLabel = "WHAT", description = "A pegged order, whose price follows the best price of its own side (primary), of the other side (market) or the middle (midprice); --price is its limit.")
    private @Nullable String peg;

    @Option(names = "--offset", paramLabel = "OFFSET", description = "PegOffsetValue(211) of a pegged order: what is added to the price that it follows, written as for --trail.")
    private @Nullable String offset;

    @Option(names = "--discretion", paramLabel = "DISTANCE", description = "DiscretionOffsetValue(389): it may be executed so far beyond --price, too, while it is displayed at it; written as for --trail. Since FIX.4.2.")
    private @Nullable String discretion;

    @Option(names = "--leg", paramLabel = "LEG", description = "A leg of a multi-leg order, such as 'buy 1 AAPL', two at least; --price is the net price of --quantity strategies, --symbol may be left out. With --replace all of them again. Since FIX.4.3.")
    private List<String> legs = List.of();

    @Option(names = "--show", paramLabel = "QUANTITY", description = "MaxFloor(111), DisplayQty(1138): only so much of it may be seen at a time.")
    private @Nullable String show;

    @Option(names = "--type", description = "OrdType(40): market, limit, stop, stop-limit, market-if-touched or pegged; without it what --price, --stop, --trail and --peg make of it.")
    private @Nullable String type;

    @Option(names = "--tif", defaultValue = "day", description = "TimeInForce(59): day, good-till-cancel, good-till-date, immediate-or-cancel, fill-or-kill, or at venues that have them at-the-opening, at-the-close, at-crossing, good-for-auction (default: ${DEFAULT-VALUE}).")
    private String timeInForce = "day";

    @Option(names = "--until", paramLabel = "DATE", description = "ExpireDate(432): the last day of an order good till a date, such as 2026-11-30.")
    private @Nullable String until;

    @Option(names = "--effective", paramLabel = "TIME", description = "EffectiveTime(168): the hub keeps the order until then, such as 2026-11-30T09:30:00Z. Since FIX.4.2.")
    private @Nullable String effective;

    @Option(names = "--account", description = "Account(1), also for a replace; without it the session's own, or the order's.")
    private @Nullable String account;

    @Option(names = "--care", description = "HandlInst(21)=3: people shall work it; with --replace, too.")
    private boolean care;

    @Option(names = "--clordid", description = "ClOrdID(11) of this request; without it a new one.")
    private @Nullable String clOrdId;

    @Option(names = "--replace", paramLabel = "ORIGCLORDID", description = "Replace that order.")
    private @Nullable String replace;

    @Option(names = "--cancel", paramLabel = "ORIGCLORDID", description = "Cancel that order.")
    private @Nullable String cancel;

    @Option(names = "--status", paramLabel = "CLORDID", description = "Ask how that order stands.")
    private @Nullable String status;

    @Option(names = "--mass-cancel", description = "Cancel all open orders of the session; with --symbol or --side those.")
    private boolean massCancel;

    @Option(names = "--mass-status", description = "Ask how all open orders of the session stand; with --symbol or --side those.")
    private boolean massStatus;

    @Option(names = "--wait", defaultValue = "3", description = "Seconds to wait for reports (default: ${DEFAULT-VALUE}).")
    private int waitSeconds = 3;

    @Option(names = "--reset", description = "Begin with sequence number 1 on both sides (ResetSeqNumFlag(141)=Y).")
    private boolean reset;

    @Override
    public Integer call() throws Exception {
        try {
            return run();
        } catch (SettingsException | IllegalArgumentException e) {
            System.err.println("portcullis: " + e.getMessage());
            return 2;
        }
    }

    private int run() throws Exception {
        Quiet.sessions();
        Installation installation = Installation.read(conf, Overrides.ofThisProcess());
        SessionEntry entry = installation.sessions().stream().filter(s -> s.session().key().value().equals(session)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--session " + session + " is not in " + conf.resolve("client-sessions.ini")));
        SentOrders orders = new SentOrders(installation.hub().data().resolve("clients").resolve(session + ".orders"));
        String about = status != null ? status : cancel != null ? cancel : replace;
        boolean isAboutMany = massCancel || massStatus;
        MassRequestBody many = isAboutMany ? massRequest(entry.session().version()) : null;
        ClientRequestBody request = isAboutMany ? null : request(entry.session().version(), about, about == null ? null : orders.find(about));
        MassAnswers answers = isAboutMany ? new MassAnswers() : null;
        Decoded decoded = new Decoded(entry.session().version());
        CountDownLatch isFinal = new CountDownLatch(1);
        EventLoopGroup group = FixTransport.newLoop("order");
        String id = clOrdId == null ? "C-" + Long.toString(System.currentTimeMillis(), 36).toUpperCase(Locale.ROOT) : clOrdId;
        try (TradingClient client = new TradingClient(entry.session(), new InetSocketAddress(host, installation.hub().fix().port()),
                installation.hub().data().resolve("clients"), reset, group,
                message -> print(message, decoded, isFinal, answers, List.of(id, orEmpty(about))))) {
            if (!client.awaitLogon(Duration.ofSeconds(10))) {
                System.err.println("portcullis: no session " + session + " with the hub on " + host + ":" + installation.hub().fix().port() + " within 10s"
                        + (client.lastProblem() == null ? "; is it running? ./portcullis start"
                                : ": " + client.lastProblem() + "; --reset begins with sequence number 1"));
                return 1;
            }
            client.send(body -> {
                if (many != null) {
                    many.write(body, id, massCancel);
                } else if (request == null) {
                    throw new IllegalStateException("there is a request of one kind or the other");
                } else if (status != null) {
                    request.status(body, status);
                } else if (cancel != null) {
                    request.cancel(body, id, cancel);
                } else if (replace != null) {
                    request.replace(body, id, replace);
                } else {
                    request.newOrder(body, id);
                }
            });
            if (status == null && request != null) {
                orders.add(new SentOrders.Sent(id, request.symbol(), request.side()));
            }
            System.out.println(
                    now() + (massStatus ? "  asked as MassStatusReqID " + id : status == null ? "  sent ClOrdID " + id : "  asked about ClOrdID " + status));
            isFinal.await(waitSeconds, TimeUnit.SECONDS);
            Thread.sleep(50);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
        return 0;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private MassRequestBody massRequest(FixVersion version) {
        if (massCancel && massStatus) {
            throw new IllegalArgumentException("--mass-cancel and --mass-status: only one of them at a time");
        }
        if (cancel != null || status != null || replace != null || quantity != null || price != null) {
            throw new IllegalArgumentException((massCancel ? "--mass-cancel" : "--mass-status") + " goes with --symbol and --side only");
        }
        if (version.isBefore(FixVersion.FIX43)) {
            throw new IllegalArgumentException((massCancel ? "--mass-cancel" : "--mass-status") + ": session " + session + " speaks " + version.settingName()
                    + ", which has no such request; FIX.4.3 and later have");
        }
        return new MassRequestBody(symbol, side == null ? null : Side.valueOf(upper(side, "--side", Side.values())));
    }

    private ClientRequestBody request(FixVersion version, @Nullable String about, SentOrders.@Nullable Sent known) {
        Strategy strategy = legs.isEmpty() ? null : LegOptions.strategy(legs, version);
        String itsSymbol = symbol != null ? symbol : known != null ? known.symbol() : strategy == null ? missing("--symbol", about) : LegOptions.NO_SYMBOL;
        Side itsSide = known != null && side == null ? known.side()
                : strategy != null && side == null ? Side.BUY
                        : Side.valueOf(upper(side == null ? missing("--side", about) : side, "--side", Side.values()));
        TimeInForce parsedTif = TimeInForce.valueOf(upper(timeInForce, "--tif", TimeInForce.values()));
        LocalDate lastDay = until == null ? null : date(until);
        if (quantity == null && cancel == null && status == null) {
            throw new IllegalArgumentException("--quantity is missing");
        }
        return new ClientRequestBody(version, itsSymbol, itsSide, ordType(), parsedTif,
                quantity == null ? Quantity.of(1) : number("--quantity", quantity, Quantity::of), price == null ? null : number("--price", price, Price::of),
                stop == null ? null : number("--stop", stop, Price::of), show == null ? null : number("--show", show, Quantity::of), peg(version), account,
                lastDay, effective == null ? null : instant(effective), care, strategy, discretion(version));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--effective " + text + ": must be a time in UTC such as 2026-11-30T09:30:00Z", e);
        }
    }

    private @Nullable Peg peg(FixVersion version) {
        if (trail == null && peg == null) {
            if (offset != null) {
                throw new IllegalArgumentException("--offset goes with --peg");
            }
            return null;
        }
        if (trail != null && (peg != null || offset != null)) {
            throw new IllegalArgumentException("--trail does not go with --peg and --offset");
        }
        Peg.Follows follows = trail != null ? Peg.Follows.TRAILING_STOP : Peg.Follows.valueOf(upper(orEmpty(peg), "--peg", Peg.Follows.values()));
        Peg read = distance(follows, trail != null ? "--trail" : "--offset", trail != null ? trail : offset == null ? "0" : offset);
        FixVersion earliest = trail == null && read.offsetType() == Peg.OffsetType.PRICE ? FixVersion.FIX41 : FixVersion.FIX44;
        if (version.isBefore(earliest)) {
            throw new IllegalArgumentException(
                    (trail != null ? "--trail " + trail : "--peg " + peg) + ": session " + session + " speaks " + version.settingName()
                            + ", which has no word for it; " + earliest.settingName() + " and later have");
        }
        return read;
    }

    private @Nullable Discretion discretion(FixVersion version) {
        if (discretion == null) {
            return null;
        }
        Peg read = distance(Peg.Follows.PRIMARY, "--discretion", discretion);
        FixVersion earliest = read.offsetType() == Peg.OffsetType.PRICE ? FixVersion.FIX42 : FixVersion.FIX44;
        if (version.isBefore(earliest)) {
            throw new IllegalArgumentException("--discretion " + discretion + ": session " + session + " speaks " + version.settingName()
                    + ", which has no word for it; " + earliest.settingName() + " and later have");
        }
        return new Discretion(read.offset(), read.offsetType());
    }

    private static Peg distance(Peg.Follows follows, String option, String text) {
        if (text.endsWith("%")) {
            return new Peg(follows, Math.multiplyExact(100, number(option, text.substring(0, text.length() - 1), Price::of).raw()),
                    Peg.OffsetType.BASIS_POINTS);
        }
        return text.endsWith("ticks")
                ? new Peg(follows, number(option, text.substring(0, text.length() - "ticks".length()).strip(), Price::of).raw(), Peg.OffsetType.TICKS)
                : new Peg(follows, number(option, text, Price::of).raw(), Peg.OffsetType.PRICE);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--until " + text + ": must be a date such as 2026-11-30", e);
        }
    }

    private OrdType ordType() {
        if (type != null) {
            return OrdType.valueOf(upper(type, "--type", OrdType.values()));
        }
        if (peg != null) {
            return OrdType.PEGGED;
        }
        return stop != null || trail != null ? price == null ? OrdType.STOP : OrdType.STOP_LIMIT : price == null ? OrdType.MARKET : OrdType.LIMIT;
    }

    private static String missing(String option, @Nullable String about) {
        throw new IllegalArgumentException(option + " is missing" + (about == null ? "" : ": the order " + about + " was not sent with this command"));
    }

    private static String upper(String text, String option, Enum<?>[] allowed) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (Enum<?> value : allowed) {
            if (value.name().equals(name)) {
                return name;
            }
        }
        throw new IllegalArgumentException(option + " " + text + ": must be one of " + String.join(", ",
                java.util.Arrays.stream(allowed).map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList()));
    }

    private static <T> T number(String option, String text, java.util.function.Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " " + text + ": " + e.getMessage(), e);
        }
    }

    private static void print(FixMessage message, Decoded decoded, CountDownLatch isFinal, @Nullable MassAnswers answers, List<String> ids) {
        System.out.println(now() + "  " + decoded.of(message.raw()));
        if (answers != null) {
            if (answers.areAllThereWith(message)) {
                isFinal.countDown();
            }
            return;
        }
        boolean isOurs = ids.contains(orEmpty(message.stringOrNull(11)));
        boolean isOver = message.msgType().equals("9") || message.msgType().equals("3") || message.msgType().equals("j") || message.is(150, "I")
                || message.is(20, "3")
                || message.is(39, "2")
                || message.is(39, "4") || message.is(39, "8") || message.is(39, "C");
        if (isOver && (isOurs || !message.msgType().equals("8"))) {
            isFinal.countDown();
        }
    }

    private static String now() {
        return LocalTime.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
