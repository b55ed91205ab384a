package io.portcullis.server.settings;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.FixSessionSettings.Validation;
import io.portcullis.oms.core.CorporateActionRules.AtVenue;
import io.portcullis.oms.core.ExecutionKey;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.exchange.ExchangeConduct;
import io.portcullis.venues.exchange.SimulatedExchange.SelfMatch;
import io.portcullis.venues.market.MarketDataTerms;
import io.portcullis.venues.routing.Capabilities;
import io.portcullis.venues.routing.SmallestOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One section of {@code venues.ini}: a venue and the session that we open to it.
 *
 * @param isDark shows no book
 * @param port of a simulated venue, 0 takes a free one
 * @param isSimulated started here, with the hub
 * @param conduct how it conducts itself, if it is simulated
 * @param marketData how it is asked for, over the same session
 * @param capabilities which orders it takes as they are
 * @param deniesUnknownExecutions it is told by DontKnowTrade(35=Q), at once, of executions of orders that we don't know
 * @param times when it trades, and has its auctions
 * @param isReconciled it is asked, when a trading day begins, about the orders that it has had over the night
 * @param onCorporateActions what it does by itself with orders that a corporate action changes
 * @param isProtected its best quotes are protected: the router trades through none of them
 * @param smallest how small an order it takes
 * @param status what it is asked, and believed, of halts and price bands
 * @param resendWithin an order that is older is not sent again when the venue asks for it
 * @param tls how to connect over TLS; null for a plain connection
 * @param further its sessions beside the first one
 * @param sharesOrders it takes requests about an order over another of its sessions than the one that the order came over
 * @param executionKey by what its executions are told apart
 * @param ouch how orders are sent there by OUCH; null for a venue that speaks FIX
 */
public record VenueEntry(VenueId id, FixSessionSettings session, boolean isDark, String host, int port, boolean isSimulated, ExchangeConduct conduct,
        MarketDataTerms marketData, Capabilities capabilities, boolean deniesUnknownExecutions, VenueTimes times, boolean isReconciled,
        AtVenue onCorporateActions,
        boolean isProtected, SmallestOrder smallest, Status status,
        Duration resendWithin,
        Duration reconnect,
        AccessEntry.@Nullable VenueTls tls,
        List<VenueConnection> further,
        boolean sharesOrders,
        ExecutionKey executionKey,
        @Nullable OuchEntry ouch) {

    /**
     * SecurityStatus(35=f).
     *
     * @param isAsked SecurityStatusRequest(35=e) for each instrument when its session is up
     * @param haltsAll a halt that it tells is one of all venues
     * @param givesBands its LowPx(333) and HighPx(332) are price bands
     */
    public record Status(boolean isAsked, boolean haltsAll, boolean givesBands) {

        private static final Map<String, Boolean> HALTS = Map.of("venue", false, "all", true);

        /** It came with FIX 4.2. */
        private static Status read(Section s, FixVersion version) {
            boolean isKnown = !version.isBefore(FixVersion.FIX42);
            return new Status(isKnown ? s.yes("security-status", false) : s.oneOf("security-status", Map.of("no", false), false),
                    s.oneOf("halts", HALTS, false),
                    s.yes("price-bands", false));
        }
    }

    private static final int MAX_PORT = 65_535;
    private static final int ORD_TYPE = 40;
    private static final int TIME_IN_FORCE = 59;
    private static final Price NO_FEE = new Price(0);
    private static final int MOST_LEVELS = 50;
    private static final int MOST_VOLATILITY = 1_000;
    private static final Map<String, Capabilities.Instruction> INSTRUCTIONS = Arrays.stream(Capabilities.Instruction.values())
            .collect(Collectors.toMap(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'), each -> each, (one, _) -> one, TreeMap::new));
    private static final Map<String, Boolean> KINDS = Map.of("lit", false, "dark", true);
    private static final Map<String, Boolean> UNKNOWN_EXECUTIONS = Map.of("keep", false, "keep-and-dont-know", true);

    /** @param further the sections of its further sessions, which inherit from its own */
    static VenueEntry read(Section s, List<Section> further, String hubCompId) {
        boolean isOuch = OuchEntry.isMeant(s);
        FixSessionSettings session = session(s, s, s.name(), hubCompId);
        boolean isSimulated = s.yes("simulated", false);
        boolean isDark = s.oneOf("kind", KINDS, false);
        return new VenueEntry(new VenueId(s.name()), session, isDark, host(s),
                s.integer("port", isSimulated ? 0 : 1, MAX_PORT),
                isSimulated, conduct(s, session.senderCompId()), MarketDataEntry.read(s, session.version(), isDark),
                isOuch ? OuchEntry.capabilities(s)
                        : new Capabilities(ordTypes(s, session.version()), instructions(s, session.version()), timesInForce(s, session.version())),
                s.oneOf("unknown-executions", UNKNOWN_EXECUTIONS, false), HoursEntry.trading(s), s.yes("reconcile", true),
                s.choice("corporate-actions", AtVenue.KEEPS), s.yes("protected-quotes", false),
                new SmallestOrder(Objects.requireNonNullElse(s.quantityOrNull("least-quantity"), Quantity.ZERO), s.yes("odd-lots", true)),
                Status.read(s, session.version()),
                s.duration("resend-within", Duration.ofSeconds(30), Duration.ZERO, Duration.ofDays(1)),
                reconnect(s), AccessEntry.venueTls(s), further(s, further, isSimulated, hubCompId), s.yes("other-sessions", false),
                s.choice("execution-key", ExecutionKey.EXEC_ID_CUM_QTY), isOuch ? OuchEntry.read(s) : null);
    }

    private static String host(Section s) {
        return s.text("host", "127.0.0.1");
    }

    private static Duration reconnect(Section s) {
        return s.duration("reconnect", Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofMinutes(10));
    }

    /** @param venue whose version it has. @param compId the venue's CompID where the section says none */
    private static FixSessionSettings session(Section s, Section venue, String compId, String hubCompId) {
        boolean isOuch = OuchEntry.isMeant(venue);
        FixSessionSettings session = FixSessionSettings
                .initiator(new SessionKey(s.name()), isOuch ? OuchEntry.WITHOUT_FIX : venue.oneOf("version", SessionEntry.VERSIONS),
                        s.text("our-comp-id", hubCompId), s.text("comp-id", compId))
                .toBuilder().validation(Validation.OF_VENUES).traffic(TrafficEntry.ofVenue(s)).logonFields(AccessEntry.logonFields(s))
                .heartbeat(s.duration("heartbeat", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofHours(1))).build();
        return SessionEntry.common(s, session);
    }

    private static List<VenueConnection> further(Section venue, List<Section> sections, boolean isSimulated, String hubCompId) {
        Map<String, String> taken = new HashMap<>();
        taken.put(compIds(session(venue, venue, venue.name(), hubCompId)), venue.name());
        List<VenueConnection> further = new ArrayList<>();
        for (Section s : sections) {
            if (isSimulated) {
                throw s.mistake("is a further session of " + venue.name() + ", which is simulated: a simulated exchange has a single one");
            }
            if (OuchEntry.isMeant(venue)) {
                throw s.mistake("is a further session of " + venue.name() + ", which is sent orders by OUCH: such a venue has a single one");
            }
            FixSessionSettings session = session(s, venue, venue.name(), hubCompId);
            String before = taken.put(compIds(session), s.name());
            if (before != null) {
                throw s.mistake("our-comp-id = " + session.senderCompId() + ", comp-id = " + session.targetCompId() + ": so is [" + before
                        + "], and the venue could not tell the two sessions apart");
            }
            further.add(new VenueConnection(session, host(s), s.integer("port", 1, MAX_PORT), reconnect(s), AccessEntry.venueTls(s)));
        }
        return List.copyOf(further);
    }

    private static String compIds(FixSessionSettings session) {
        return session.senderCompId() + " " + session.targetCompId();
    }

    /** All of its sessions, the first one first. */
    public List<VenueConnection> connections() {
        List<VenueConnection> all = new ArrayList<>(further.size() + 1);
        all.add(new VenueConnection(session, host, port, reconnect, tls));
        all.addAll(further);
        return all;
    }

    /** Whether the other one says the same of the venue, whatever it says of its sessions. */
    public boolean isTheSameVenueAs(VenueEntry other) {
        return equals(new VenueEntry(other.id, session, other.isDark, host, port, other.isSimulated, other.conduct, other.marketData, other.capabilities,
                other.deniesUnknownExecutions, other.times, other.isReconciled, other.onCorporateActions, other.isProtected, other.smallest, other.status,
                other.resendWithin, reconnect, tls, further, other.sharesOrders, other.executionKey, other.ouch));
    }

    /** Its auctions are those of its times. */
    private static ExchangeConduct conduct(Section s, String ourCompId) {
        Duration longest = Duration.ofMinutes(1);
        return new ExchangeConduct(Map.of(), s.choice("simulated-self-match", SelfMatch.CANCEL_NEWEST),
                s.duration("simulated-latency", Duration.ZERO, Duration.ZERO, longest), s.duration("simulated-jitter", Duration.ZERO, Duration.ZERO, longest),
                s.yes("simulated-magic-quantities", false),
                s.integer("simulated-depth", ExchangeConduct.USUAL_DEPTH, 1, MOST_LEVELS),
                s.integer("simulated-volatility", ExchangeConduct.USUAL_VOLATILITY, 0, MOST_VOLATILITY),
                new ExchangeConduct.Fees(fee(s, "simulated-fee-added"), fee(s, "simulated-fee-removed")),
                s.valueOrNull("simulated-drop-copy", "a CompID that is not the one that orders come from, " + ourCompId, text -> another(text, ourCompId)),
                TapeEntries.flow(s));
    }

    private static String another(String compId, String than) {
        if (compId.isEmpty() || compId.equals(than)) {
            throw new IllegalArgumentException("empty, or " + than);
        }
        return compId;
    }

    private static Price fee(Section s, String key) {
        return Objects.requireNonNullElse(s.valueOrNull(key, "an amount per share such as 0.003, or -0.002 for what is paid", Price::of), NO_FEE);
    }

    private static Set<OrdType> ordTypes(Section s, FixVersion version) {
        List<OrdType> named = s.listOrNull("order-types", "some of " + codes(version), text -> {
            OrdType ordType = text.length() == 1 ? OrdType.of(text.charAt(0)) : null;
            if (ordType == null || !isKnown(ORD_TYPE, ordType.code(), version)) {
                throw new IllegalArgumentException("no code of OrdType(40) that is known here and in the venue's version of FIX");
            }
            return ordType;
        });
        return named == null ? Capabilities.PLAIN.ordTypes() : Set.copyOf(named);
    }

    private static Set<TimeInForce> timesInForce(Section s, FixVersion version) {
        List<TimeInForce> named = s.listOrNull("times-in-force", "some of " + timeCodes(version) + ", and 0 in any case", text -> {
            TimeInForce timeInForce = text.length() == 1 ? TimeInForce.of(text.charAt(0)) : null;
            if (timeInForce == null || !isKnown(TIME_IN_FORCE, timeInForce.code(), version)) {
                throw new IllegalArgumentException("no code of TimeInForce(59) that is known here and in the venue's version of FIX");
            }
            return timeInForce;
        });
        return named == null ? Capabilities.USUAL_TIMES : Set.copyOf(named);
    }

    private static Set<Capabilities.Instruction> instructions(Section s, FixVersion version) {
        TreeMap<String, Capabilities.Instruction> known = new TreeMap<>(INSTRUCTIONS);
        known.values().removeIf(instruction -> instruction == Capabilities.Instruction.MULTILEG || version.isBefore(earliestFor(instruction)));
        List<Capabilities.Instruction> named = s.listOrNull("instructions", "some of " + known.keySet() + ", for which " + version.settingName() + " has words",
                text -> {
                    Capabilities.Instruction instruction = known.get(text);
                    if (instruction == null) {
                        throw new IllegalArgumentException("no instruction that is known here and in the venue's version of FIX");
                    }
                    return instruction;
                });
        Set<Capabilities.Instruction> all = EnumSet.noneOf(Capabilities.Instruction.class);
        all.addAll(named == null ? List.of() : named);
        if (takesMultileg(s, version)) {
            all.add(Capabilities.Instruction.MULTILEG);
        }
        return all;
    }

    /** NewOrderMultileg(35=AB) came with FIX 4.3. */
    private static boolean takesMultileg(Section s, FixVersion version) {
        return version.isBefore(FixVersion.FIX43) ? s.oneOf("multileg", Map.of("no", false), false) : s.yes("multileg", false);
    }

    private static FixVersion earliestFor(Capabilities.Instruction instruction) {
        return switch (instruction) {
            case DISPLAY, MIN_QTY, ALL_OR_NONE, POST_ONLY, REPLACE_TYPE, REPLACE_TIME -> FixVersion.FIX40;
            case PEG_PRIMARY, PEG_MARKET, PEG_MID -> FixVersion.FIX41;
            case DISCRETION -> FixVersion.FIX42;
            case MULTILEG, CROSS -> FixVersion.FIX43;
            case TRAILING_STOP, PEG_UNITS, DISCRETION_UNITS -> FixVersion.FIX44;
        };
    }

    private static boolean isKnown(int tag, char code, FixVersion version) {
        return FixDictionary.of(version).application().isFieldValue(tag, String.valueOf(code));
    }

    private static String timeCodes(FixVersion version) {
        return Arrays.stream(TimeInForce.values()).filter(each -> isKnown(TIME_IN_FORCE, each.code(), version)).map(each -> String.valueOf(each.code()))
                .collect(Collectors.joining(", "));
    }

    private static String codes(FixVersion version) {
        return Arrays.stream(OrdType.values()).filter(ordType -> isKnown(ORD_TYPE, ordType.code(), version)).map(ordType -> String.valueOf(ordType.code()))
                .collect(Collectors.joining(", "));
    }
}
