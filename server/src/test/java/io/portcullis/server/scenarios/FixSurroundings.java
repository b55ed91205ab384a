package io.portcullis.server.scenarios;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.server.Main;
import io.portcullis.server.StartChoices;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A whole hub in this process, and around it a client for each set of settings and one or two venues, all over FIX. */
final class FixSurroundings implements Surroundings, AutoCloseable {

    /** Before the codes of TimeInForce(59) that a venue takes. */
    static final String TIMES = "times=";
    private static final String MULTILEG = "multileg";
    private static final String FURTHER_SESSION = "session=B";
    static final String ON_CORPORATE_ACTIONS = "corporate-actions=";
    static final String NO_OLDER_REFERENCE = "older-reference-price=refuse";

    static final String RECONCILED = "reconcile=yes";
    /** A venue that is back gets nothing new for longer than that though nobody answers for orders that other cases have left open. */
    private static final Duration UNANSWERED = Duration.ofSeconds(6);

    private static final List<String> VENUES = List.of("venue", "venue2");
    private static final String SYMBOL = "IBM";
    private static final Set<Integer> GIVEN_PORTS = ConcurrentHashMap.newKeySet();

    private final Versions versions;
    private static final DateTimeFormatter UTC_TIMESTAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss").withZone(ZoneOffset.UTC);

    private final MovableClock clock = new MovableClock();
    private final Map<Set<String>, ScriptedPeer> clients = new LinkedHashMap<>();
    private final Map<ScriptedPeer, String> clientNames = new LinkedHashMap<>();
    private final Map<String, ScriptedPeer> venues = new LinkedHashMap<>();
    private final Map<String, String> compIds = new LinkedHashMap<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Path conf;
    private Main main;
    private @Nullable ScriptedPeer client;
    private Set<String> idsOfThisCase = Set.of();
    private boolean isCaughtUp;
    private @Nullable String lastSpeaker;
    private boolean isTelephoned;
    private boolean hasRestarted;
    private final Set<String> away = new HashSet<>();
    private final List<LimitKey> limits = new ArrayList<>();
    private int references;

    /** @param settings of the clients' sessions: each set gets a session of its own */
    FixSurroundings(Path directory, Versions versions, int venueCount, Map<String, String> takes, Set<Set<String>> settings) throws Exception {
        this.versions = versions;
        conf = Files.createDirectories(directory.resolve("conf"));
        Files.writeString(conf.resolve("portcullis.ini"), """
                [hub]
                name = test
                comp-id = HUB
                data-directory = %s
                [fix]
                port = %d
                store-segment-size = 256KB
                store-prepared-size = 4MB
                [log]
                segment-size = 1MB
                keep-free = 1MB
                [messages]
                on = no
                [market-data]
                record = no
                [order-log]
                on = no
                [database]
                on = no
                [risk]
                second-person = no
                %s
                [console]
                port = 0
                """.formatted(directory.resolve("data"), freePort(), settings(ofHub(GivenRouting.without(takes.getOrDefault("hub", ""))))));
        StringBuilder venueEntries = new StringBuilder();
        for (String venue : VENUES.subList(0, venueCount)) {
            int port = freePort();
            String compId = venue.toUpperCase() + "-OF-" + nameOf(versions, venueCount, takes);
            compIds.put(venue, compId);
            venues.put(venue, new ScriptedPeer(versions.venues(), compId, port, false));
            venueEntries.append("[%s]\nversion = %s\nport = %d\nreconnect = 100ms\n".formatted(compId, nameOf(versions.venues()), port));
            if (!takes.getOrDefault(venue, "").contains(RECONCILED)) {
                venueEntries.append("reconcile = no\n"); // most cases let nobody answer for what others have left open
            }
            if (takes.containsKey(venue)) {
                List<String> all = List.of(takes.get(venue).split(", "));
                venueEntries.append("order-types = 1, 2%s\ninstructions = %s\n".formatted(
                        all.stream().filter(each -> each.length() == 1).map(each -> ", " + each).collect(Collectors.joining()),
                        all.stream().filter(each -> each.length() > 1 && !each.contains("=") && !each.equals(MULTILEG)).collect(Collectors.joining(", "))));
                all.stream().filter(each -> each.matches("(halts|price-bands|security-status|reconcile|other-sessions|kind)=.*"))
                        .forEach(each -> venueEntries.append(settings(each)).append('\n'));
                venueEntries.append(all.contains(MULTILEG) ? "multileg = yes\n" : "");
                all.stream().filter(each -> each.startsWith(ON_CORPORATE_ACTIONS))
                        .forEach(each -> venueEntries.append("corporate-actions = %s\n".formatted(each.substring(ON_CORPORATE_ACTIONS.length()))));
                all.stream().filter(each -> each.startsWith(TIMES))
                        .forEach(each -> venueEntries.append("times-in-force = %s\n".formatted(each.substring(TIMES.length()))));
                if (all.contains(FURTHER_SESSION)) {
                    int furtherPort = freePort();
                    venues.put(venue + ".B", new ScriptedPeer(versions.venues(), compId + "-B", furtherPort, false));
                    venueEntries.append("[%s.B]\ncomp-id = %s-B\nport = %d\n".formatted(compId, compId, furtherPort));
                }
            }
        }
        Files.writeString(conf.resolve("venues.ini"), venueEntries);
        Files.writeString(conf.resolve("routing.csv"), GivenRouting.rules(takes, compIds));
        Files.writeString(conf.resolve("fees.csv"), GivenRouting.fees(takes, compIds));
        List<Set<String>> all = List.copyOf(settings);
        StringBuilder clientEntries = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            clientEntries.append("[%s]\nversion = %s\naccounts = ACME, OTHER, LIMITED, TWIN, SHORT, AGREED, EXEMPT, GEARED\naccount = ACME\n%s\n".formatted(
                    clientOf(versions, venueCount, takes, i),
                    nameOf(versions.client()), String.join("\n", all.get(i))));
        }
        Files.writeString(conf.resolve("client-sessions.ini"), clientEntries);
        Files.writeString(conf.resolve("accounts.ini"), "[ACME]\ncurrency = USD\n[OTHER]\ncurrency = USD\nclient = HOUSE\ngroup = GROUP\ndesk = D1\n"
                + "[LIMITED]\ncurrency = USD\nclient = HOUSE\ngroup = GROUP\ndesk = D1\n"
                + "[TWIN]\ncurrency = USD\nlook-alike-window = 60s\nlook-alike = refuse\n"
                + "[SHORT]\ncurrency = USD\nlocates = house\n[AGREED]\ncurrency = USD\nlocates = client\n[EXEMPT]\ncurrency = USD\nshort-exempt = yes\n[GEARED]\ncurrency = USD\ncapital = 10000 USD\n");
        Files.writeString(conf.resolve("instruments.csv"),
                "symbol,isin,mic,currency,lot,ticks,reference-price,sector,asset-class,margin-rate,daily-volatility\nIBM,US4592001014,XNYS,USD,1,0:0.01,100,tech,equity,50,2\n"
                        + "KO,US1912161007,XNYS,USD,1,0:0.01,60,,,,\nIBMX,,XNYS,USD,1,0:0.01,100,,,,\n");
        main = started();
        for (int i = 0; i < all.size(); i++) {
            ScriptedPeer peer = new ScriptedPeer(versions.client(), clientOf(versions, venueCount, takes, i), main.fixAddress().getPort(), true);
            clients.put(all.get(i), peer);
            clientNames.put(peer, clientOf(versions, venueCount, takes, i));
        }
        for (ScriptedPeer peer : peers()) {
            peer.awaitLogon();
        }
    }

    /** Most cases tell no prices. */
    private static String ofHub(String taken) {
        return taken.contains(NO_OLDER_REFERENCE) ? taken : "older-reference-price=use, " + taken;
    }

    private static String settings(String taken) {
        return taken.replace("=", " = ").replace(", ", "\n");
    }

    private Main started() throws IOException {
        return new Main(Installation.read(conf, new Overrides(Map.of(), Map.of())), new StartChoices(false, false), clock, failures::add);
    }

    /** Sessions of one Java machine must not be called the same, even at different hubs. */
    private static String clientOf(Versions versions, int venueCount, Map<String, String> takes, int number) {
        return "CLIENT" + number + "-OF-" + nameOf(versions, venueCount, takes);
    }

    private static String nameOf(FixVersion version) {
        return "FIX." + version.name().charAt(3) + "." + version.name().substring(4);
    }

    private static String nameOf(Versions versions, int venueCount, Map<String, String> takes) {
        return versions.toString().replace("FIX", "") + "-" + venueCount + takes.toString().replaceAll("\\W+", "");
    }

    /** None that another hub, which is being started, was given. */
    private static int freePort() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (GIVEN_PORTS.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    private List<ScriptedPeer> peers() {
        List<ScriptedPeer> all = new ArrayList<>(clients.values());
        all.addAll(venues.values());
        return all;
    }

    @Override
    public void begin(Scenario.Case which) throws Exception {
        client = clients.get(which.settings());
        isCaughtUp = false;
        if (hasRestarted) {
            clock.pass(UNANSWERED);
            hasRestarted = false;
        }
        catchUp();
        idsOfThisCase = new TreeSet<>();
        isTelephoned = false;
        for (LimitKey key : limits) {
            limit(key, null);
        }
        limits.clear();
        releaseKills();
        withdrawOverrides();
        tradeAsUsual();
        for (String party : parties()) {
            while (peer(party).heardAlready() != null) {
                // what the case before has left
            }
        }
        for (ScriptedPeer venue : venues.values()) {
            venue.shows(SYMBOL, null, "100", "100");
            venue.catchUp();
        }
    }

    private List<String> parties() {
        List<String> parties = new ArrayList<>(venues.keySet());
        parties.add("client");
        return parties;
    }

    private ScriptedPeer peer(String party) {
        ScriptedPeer peer = party.equals("client") ? client : venues.get(party);
        if (peer == null) {
            throw new IllegalStateException("nobody plays " + party);
        }
        return peer;
    }

    /** Parties have connections of their own: one that speaks after another is heard after it. */
    @Override
    public void says(String party, Told message) throws InterruptedException {
        if (!isCaughtUp && lastSpeaker != null && !party.equals(lastSpeaker)) {
            peer(lastSpeaker).catchUp();
        }
        lastSpeaker = party;
        isCaughtUp = false;
        if (party.equals("client")) {
            idsOfThisCase.add(message.getOr(Words.CL_ORD_ID, ""));
            idsOfThisCase.add(message.getOr(Words.LIST_ID, ""));
            message.orders().forEach(order -> idsOfThisCase.add(order.getOr(Words.CL_ORD_ID, "")));
        }
        String destination = message.get(Words.EX_DESTINATION);
        Told addressed = destination == null ? message : message.with(Words.EX_DESTINATION, compIds.getOrDefault(destination, destination));
        Instant effective = Words.at(message.get(Words.EFFECTIVE_TIME), clock.instant());
        peer(party).says(effective == null ? addressed : addressed.with(Words.EFFECTIVE_TIME, UTC_TIMESTAMP.format(effective)));
    }

    @Override
    public @Nullable Told hears(String party) throws Exception {
        Told told = peer(party).hears();
        while (told != null && isOfAnotherCase(party, told)) {
            told = peer(party).hears();
        }
        if (told != null && told.msgType().equals("3") && !peer(party).complaints().isEmpty()) {
            throw new AssertionError(peer(party).complaints());
        }
        return inNamesOfVenues(told);
    }

    @Override
    public @Nullable Told hearsNow(String party) throws Exception {
        if (!party.equals("client") && !venues.containsKey(party)) {
            return null;
        }
        catchUp();
        Told told = peer(party).heardAlready();
        while (told != null && isOfAnotherCase(party, told)) {
            told = peer(party).heardAlready();
        }
        return inNamesOfVenues(told);
    }

    private String withIdsOfVenues(String limit) {
        String ids = limit;
        for (Map.Entry<String, String> venue : compIds.entrySet()) {
            ids = ids.replace("venue=" + venue.getKey() + " ", "venue=" + venue.getValue() + " ");
        }
        return ids;
    }

    /** Texts name venues as the case does. */
    private @Nullable Told inNamesOfVenues(@Nullable Told told) {
        String text = told == null ? null : told.get(Words.TEXT);
        if (told != null && text != null) {
            for (Map.Entry<String, String> venue : compIds.entrySet()) {
                text = text.replace("venue=" + venue.getValue() + " ", "venue=" + venue.getKey() + " ");
            }
            return told.with(Words.TEXT, text);
        }
        return told;
    }

    /** Orders that a case has left open live on: they are asked about, and expire with their day. */
    private boolean isOfAnotherCase(String party, Told told) {
        if (party.equals("client")) {
            if (told.msgType().equals("8") && told.get(Words.CL_ORD_ID) == null) {
                return !isTelephoned;
            }
            return told.msgType().equals("8") && !idsOfThisCase.contains(told.getOr(Words.CL_ORD_ID, ""))
                    || told.msgType().equals("N") && !idsOfThisCase.contains(told.getOr(Words.LIST_ID, ""));
        }
        if (told.msgType().equals("e")) {
            return false;
        }
        if (told.msgType().equals("D") || told.msgType().equals("AB")) {
            idsOfThisCase.add(told.getOr(Words.CL_ORD_ID, ""));
            return false;
        }
        if (Words.CROSS_MESSAGES.contains(told.msgType())) {
            boolean isOfThisCase = told.msgType().equals("s") || idsOfThisCase.contains(told.getOr(Words.ORIG_CROSS_ID, ""));
            if (isOfThisCase) {
                idsOfThisCase.add(told.getOr(Words.CROSS_ID, ""));
                told.orders().forEach(side -> idsOfThisCase.add(side.getOr(Words.CL_ORD_ID, "")));
            }
            return !isOfThisCase;
        }
        boolean isOfThisCase = idsOfThisCase.contains(told.getOr(Words.ORIG_CL_ORD_ID, told.getOr(Words.CL_ORD_ID, "")));
        if (isOfThisCase) {
            idsOfThisCase.add(told.getOr(Words.CL_ORD_ID, ""));
        }
        return !isOfThisCase;
    }

    /** What venues have said is done, then what the client has said, and what the hub told them of it is here. */
    private void catchUp() throws InterruptedException {
        if (isCaughtUp) {
            return;
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("the hub has stopped", failures.getFirst());
        }
        catchUpVenues();
        if (!away.contains("client")) {
            peer("client").catchUp();
        }
        catchUpVenues();
        isCaughtUp = true;
    }

    private void catchUpVenues() throws InterruptedException {
        for (Map.Entry<String, ScriptedPeer> venue : venues.entrySet()) {
            if (!away.contains(venue.getKey())) {
                venue.getValue().catchUp();
            }
        }
    }

    @Override
    public void happens(String party, String what) throws Exception {
        catchUp();
        isCaughtUp = false;
        lastSpeaker = null;
        if (what.startsWith("offers ")) {
            peer(party).shows(SYMBOL, what.substring("offers ".length()), "100", null);
            peer(party).catchUp();
        } else if (what.startsWith("crosses ")) {
            peer(party).crosses(SYMBOL, what.substring("crosses ".length()));
            peer(party).catchUp();
        } else if (what.startsWith("bids ")) {
            peer(party).bids(SYMBOL, what.substring("bids ".length()));
            peer(party).catchUp();
        } else if (what.matches("(halts|resumes|bounds|unbounds|restricts|frees) .*")) {
            steer(what.split(" "));
        } else if (what.startsWith("trades at ")) {
            peer(party).shows(SYMBOL, null, "100", what.substring("trades at ".length()));
            peer(party).catchUp();
        } else if (what.equals("logs out")) {
            peer(party).logOut();
            away.add(party);
            awaitAway(party);
        } else if (what.equals("logs on")) {
            peer(party).logOn();
            away.remove(party);
        } else if (what.equals("restarts")) {
            restart();
        } else if (what.equals("day")) {
            clock.pass(Duration.ofDays(1));
        } else if (what.matches("\\+\\d+s")) {
            clock.pass(Duration.ofSeconds(Long.parseLong(what.substring(1, what.length() - 1))));
        } else if (what.startsWith("takes ")) {
            takes(what.split(" "));
        } else if (what.startsWith("changes ")) {
            actFor("/api/care/change", what.split(" "), 2);
        } else if (what.startsWith("cancels ") && what.contains(" because=")) {
            actFor("/api/care/cancel", what.split(" "), 2);
        } else if (what.startsWith("cancels ")) {
            order("/api/orders/" + what.substring("cancels ".length()) + "/cancel", "");
        } else if (what.equals("ends the day")) {
            order("/api/day/" + clock.instant().atZone(ZoneOffset.UTC).toLocalDate() + "/end", "");
        } else if (what.startsWith("applies ")) {
            apply(what.split(" "));
        } else if (what.startsWith("limits ")) {
            Limit limit = GivenLimit.of(withIdsOfVenues(what.substring("limits ".length())), clock.instant());
            limit(limit.key(), limit);
            limits.add(limit.key());
        } else if (what.startsWith("holds ")) {
            hold(what.split(" ")[1], new BigDecimal(what.split(" ")[2]));
        } else if (what.startsWith("kills ")) {
            kill(what.substring("kills ".length()).split(" "));
        } else if (what.equals("releases kills")) {
            releaseKills();
        } else if (what.startsWith("overrides ")) {
            override(what.split(" "));
        } else if (what.startsWith("locates ")) {
            String[] words = what.split(" ");
            order("/api/locates",
                    ", \"account\": \"%s\", \"symbol\": \"%s\", \"quantity\": \"%s\", \"reference\": \"%s\", \"validUntil\": \"%s\"".formatted(words[1],
                            words[2], words[3], words[4], clock.instant().plusSeconds(3_600)));
        } else if (what.startsWith("works ")) {
            work(what.split(" "));
        } else {
            throw new IllegalArgumentException(party + " cannot do: " + what);
        }
    }

    /** The hub goes and comes back; counterparties stay, and come to it again. */
    private void restart() throws Exception {
        main.close();
        peers().forEach(ScriptedPeer::forgetLogons);
        main = started();
        for (ScriptedPeer each : peers()) {
            each.awaitLogon();
        }
        hasRestarted = true;
    }

    /** @param limit null for none any more */
    private void limit(LimitKey key, @Nullable Limit limit) throws Exception {
        StringBuilder change = new StringBuilder();
        put("scope", key.scope(), change);
        put("measure", key.measure().text(), change);
        if (limit != null) {
            put("limit", limit.mostText(), change);
            put("currency", limit.currency(), change);
            put("daily", limit.window().daily(), change);
            put("from", limit.window().from(), change);
            put("until", limit.window().until(), change);
            put("release", limit.breaker() == null ? null : limit.breaker().release(), change);
        }
        order("/api/limits", ", \"changes\": [{" + change + "}]");
    }

    private static void put(String name, @Nullable Object value, StringBuilder json) {
        if (value != null) {
            json.append(json.isEmpty() ? "" : ", ").append('"').append(name).append("\": \"").append(value).append('"');
        }
    }

    /** The day is taken to have begun so that the account holds so much of IBM now. */
    private void hold(String account, BigDecimal quantity) throws Exception {
        BigDecimal start = quantity;
        BigDecimal before = BigDecimal.ZERO;
        for (Object each : asked("/api/positions").getJsonArray("positions")) {
            JsonObject position = (JsonObject) each;
            if (position.getString("account").equals(account) && position.getString("symbol").equals(SYMBOL)) {
                before = new BigDecimal(position.getString("start"));
                start = quantity.subtract(new BigDecimal(position.getString("quantity"))).add(before);
            }
        }
        if (start.compareTo(before) != 0) {
            order("/api/positions", ", \"positions\": [{\"account\": \"%s\", \"symbol\": \"%s\", \"quantity\": \"%s\"}]".formatted(account, SYMBOL,
                    start.toPlainString()));
        }
    }

    private JsonObject asked(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + main.consolePort() + path)).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new JsonObject(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    /** What is in a venue's way counts from when the orders' core knows of it, which is after the last message. */
    private void awaitAway(String venue) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (isThere(venue)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the hub does not see that " + venue + " has logged out");
            }
            Thread.sleep(10);
        }
    }

    private boolean isThere(String venue) throws Exception {
        String session = compIds.get(venue.replace(".B", "")) + (venue.endsWith(".B") ? ".B" : "");
        return asked("/api/venues").getJsonArray("venues").stream().map(JsonObject.class::cast)
                .flatMap(each -> each.getJsonArray("sessions").stream()).map(JsonObject.class::cast)
                .anyMatch(each -> each.getString("session").equals(session) && !each.getString("link").equals("AWAY"));
    }

    private void kill(String[] words) throws Exception {
        StringJoiner subset = new StringJoiner(" ");
        for (String word : words) {
            subset.add(word.startsWith("venue=") ? "venue=" + compIds.getOrDefault(word.substring("venue=".length()), word) : word);
        }
        order("/api/kills", ", \"subset\": \"" + subset + "\"");
    }

    /** Two persons agree on it. */
    private void override(String[] words) throws Exception {
        order("/api/overrides", ", \"scope\": \"%s\", \"refusals\": \"%s\", \"until\": \"%s\"".formatted(words[1].replace('&', ' '), words[2],
                clock.instant().plusSeconds(3_600)));
        String asked = asked("/api/overrides").getJsonArray("overrides").stream().map(each -> ((JsonObject) each).getString("override"))
                .reduce((_, last) -> last)
                .orElseThrow();
        order("bob", "/api/overrides/" + asked + "/approve", "");
    }

    private void withdrawOverrides() throws Exception {
        for (Object each : asked("/api/overrides").getJsonArray("overrides")) {
            order("/api/overrides/" + ((JsonObject) each).getString("override") + "/withdraw", "");
        }
    }

    private void steer(String[] words) throws Exception {
        String action = switch (words[0]) {
            case "halts" -> "halt";
            case "resumes" -> "resume";
            case "bounds" -> "bands";
            case "unbounds" -> "lift-bands";
            case "restricts" -> "restrict-shorts";
            default -> "free-shorts";
        };
        StringBuilder prices = new StringBuilder();
        for (int i = 2; i < words.length; i++) {
            prices.append(", \"").append(words[i].replace("=", "\": \"")).append('"');
        }
        order("/api/market-states", ", \"symbol\": \"" + words[1] + "\", \"action\": \"" + action + "\"" + prices);
    }

    private void tradeAsUsual() throws Exception {
        Set<String> lifted = new TreeSet<>();
        for (Object each : asked("/api/market-states").getJsonArray("states")) {
            JsonObject state = (JsonObject) each;
            String word = state.getString("what").startsWith("halted") ? "resumes" : state.getString("what").equals("bands") ? "unbounds" : "frees";
            if (lifted.add(state.getString("symbol") + word)) {
                steer(new String[]{word, state.getString("symbol")});
            }
        }
    }

    private void releaseKills() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + main.consolePort() + "/api/kills")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Object each : new JsonObject(http.send(request, HttpResponse.BodyHandlers.ofString()).body()).getJsonArray("kills")) {
                order("/api/kills/" + ((JsonObject) each).getString("kill") + "/release", ""); // this hub needs no second person
            }
        }
    }

    /** As it is previewed. */
    private void apply(String[] words) throws Exception {
        String field = switch (words[1]) {
            case "split" -> "ratio";
            case "symbol" -> "newSymbol";
            default -> "amount";
        };
        LocalDate exDate = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
        JsonObject preview = asked(
                "/api/corporate-actions/preview?kind=" + words[1] + "&symbol=IBM&exDate=" + exDate + "&" + field + "=" + words[2]);
        order("/api/corporate-actions/apply", ", \"kind\": \"%s\", \"symbol\": \"IBM\", \"exDate\": \"%s\", \"%s\": \"%s\", \"preview\": \"%s\""
                .formatted(words[1], exDate, field, words[2], preview.getString("preview")));
    }

    private void takes(String[] words) throws Exception {
        boolean toVenues = String.join(" ", words).contains("toVenues=");
        order("/api/care/new",
                ", \"session\": \"%s\", \"reference\": \"%s\", \"side\": \"BUY\", \"symbol\": \"%s\", \"quantity\": \"%s\", \"price\": \"100\", \"toVenues\": %s"
                        .formatted(clientNames.getOrDefault(peer("client"), ""), words[1] + "." + ++references, SYMBOL, words[2], toVenues));
        isTelephoned = true;
    }

    private void work(String[] words) throws Exception {
        actFor("/api/care/" + words[2], words, 3);
    }

    private void actFor(String path, String[] words, int from) throws Exception {
        StringBuilder fields = new StringBuilder(", \"orderId\": \"" + words[1] + "\"");
        for (int i = from; i < words.length; i++) {
            String[] field = words[i].split("=");
            String value = field[0].equals("venue") ? compIds.getOrDefault(field[1], field[1]) : field[1];
            fields.append(", \"").append(field[0]).append("\": \"").append(value).append('"');
        }
        order(path, fields);
    }

    /** As an operator does on the console. @param fields beside user and reason */
    private void order(String path, CharSequence fields) throws Exception {
        order("ann", path, fields);
    }

    private void order(String user, String path, CharSequence fields) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + main.consolePort() + path))
                .header("Content-Type", "application/json").header("X-Portcullis-Console", "1")
                .POST(HttpRequest.BodyPublishers.ofString("{\"user\": \"" + user + "\", \"reason\": \"the client rang\"" + fields + "}")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError("the console answers " + answer.statusCode() + ": " + answer.body());
            }
        }
    }

    @Override
    public Told inItsWords(String party, Told expected) {
        return new VersionWords(versions.of(party)).expected(expected);
    }

    /** What the engines around the hub objected to. */
    List<String> complaints() {
        List<String> all = new ArrayList<>();
        peers().forEach(peer -> all.addAll(peer.complaints()));
        failures.forEach(failure -> all.add(failure.toString()));
        return all;
    }

    @Override
    public void close() throws Exception {
        clients.values().forEach(ScriptedPeer::close);
        main.close();
        venues.values().forEach(ScriptedPeer::close);
    }
}
