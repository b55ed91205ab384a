package io.portcullis.server.settings;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.venues.ouch.OuchTerms;
import io.portcullis.venues.routing.Capabilities;
import io.portcullis.venues.soup.SoupClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keys of a section of {@code venues.ini} of a venue with {@code protocol = ouch}: OUCH 4.2 over SoupBinTCP.
 *
 * @param username of the login, up to 6 characters
 * @param password of the login, up to 10 characters
 * @param account whose orders they are there
 */
public record OuchEntry(String username, String password, OuchTerms.Account account, int maxRequestsPerSecond, int backlogBytes) {

    /** What the keys that are about FIX are read by: a version that has no market data and no halts, so that nothing of that can be asked of such a venue. */
    static final FixVersion WITHOUT_FIX = FixVersion.FIX41;

    private static final Map<String, Boolean> PROTOCOLS = Map.of("fix", false, "ouch", true);
    private static final Map<String, Character> CAPACITIES = new TreeMap<>(Map.of("agency", 'A', "principal", 'P', "riskless", 'R', "other", 'O'));
    private static final List<String> OF_FIX_ONLY = List.of("version", "simulated-drop-copy");
    private static final int FIRM = 4;

    /** Without what nobody shall read. */
    @Override
    public String toString() {
        return username + " for " + account;
    }

    /** Whether the section is of such a venue. */
    static boolean isMeant(Section s) {
        return s.oneOf("protocol", PROTOCOLS, false);
    }

    static OuchEntry read(Section s) {
        for (String key : OF_FIX_ONLY) {
            if (s.textOrNull(key) != null) {
                throw s.mistake(key + " goes with protocol = fix");
            }
        }
        if (s.yes("tls", false)) {
            throw s.mistake("tls = yes goes with protocol = fix: OUCH has its own lines");
        }
        String username = s.text("username", "");
        String password = Objects.requireNonNullElse(s.secretOrNull("password"), "");
        OuchEntry entry = new OuchEntry(username, password, new OuchTerms.Account(firm(s), s.oneOf("ouch-capacity", CAPACITIES, 'A')),
                TrafficEntry.ofVenue(s).sentPerSecond(), TrafficEntry.ofVenue(s).backlogBytes());
        try {
            entry.client(s.name(), Duration.ofSeconds(1), Duration.ofSeconds(1));
        } catch (IllegalArgumentException e) {
            throw s.mistake(String.valueOf(e.getMessage()));
        }
        return entry;
    }

    private static String firm(Section s) {
        return Objects.requireNonNullElse(s.valueOrNull("ouch-firm", "up to " + FIRM + " plain characters", text -> {
            if (text.length() > FIRM || !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
                throw new IllegalArgumentException("too long, or not plain");
            }
            return text;
        }), "");
    }

    /** Of what OUCH has words for, what the section names. */
    static Capabilities capabilities(Section s) {
        Capabilities all = OuchTerms.ALL;
        List<OrdType> ordTypes = s.listOrNull("order-types", "2, limit: OUCH has no other", text -> one(text, all.ordTypes().stream()
                .collect(Collectors.toMap(type -> String.valueOf(type.code()), type -> type))));
        List<TimeInForce> times = s.listOrNull("times-in-force", "some of 0, 2, 3, 4, 6, 7, for which OUCH has words, and 0 in any case",
                text -> one(text, all.timesInForce().stream().collect(Collectors.toMap(time -> String.valueOf(time.code()), time -> time))));
        List<Capabilities.Instruction> instructions = s.listOrNull("instructions", "some of min-qty, post-only, for which OUCH has words",
                text -> one(text, all.instructions().stream()
                        .collect(Collectors.toMap(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'), each -> each))));
        s.oneOf("multileg", Map.of("no", false), false);
        return new Capabilities(ordTypes == null ? OuchTerms.USUAL.ordTypes() : Set.copyOf(ordTypes),
                instructions == null ? OuchTerms.USUAL.instructions() : Set.copyOf(instructions),
                times == null ? OuchTerms.USUAL.timesInForce() : Set.copyOf(times));
    }

    private static <T> T one(String text, Map<String, T> known) {
        T found = known.get(text);
        if (found == null) {
            throw new IllegalArgumentException("nothing that OUCH has words for");
        }
        return found;
    }

    /** @throws IllegalArgumentException naming what is too long */
    public SoupClient.Settings client(String name, Duration reconnect, Duration longestReconnect) {
        return new SoupClient.Settings(name, username, password, SoupClient.Settings.HEARTBEAT, SoupClient.Settings.SILENCE, reconnect, longestReconnect,
                backlogBytes);
    }
}
