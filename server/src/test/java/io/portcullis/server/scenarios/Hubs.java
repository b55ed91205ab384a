package io.portcullis.server.scenarios;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The hubs that cases need: each serves all cases that need the same, and is started while those before it are at work, since a start is waiting most of the time. */
final class Hubs {

    /** How many are started before they are needed. */
    private static final int AHEAD = 4;

    private record Need(Versions versions, int venues, Map<String, String> takes) {
        static Need of(Versions versions, Scenario.Case which) {
            return new Need(versions, venuesOf(which), takesOf(which));
        }

        String name() {
            return versions + "-" + venues + takes.toString().replaceAll("\\W+", "-");
        }
    }

    private final Path directory;
    private final List<Scenario> scenarios;
    private final List<Need> inOrder;
    private final Map<Need, Future<FixSurroundings>> hubs = new LinkedHashMap<>();
    private final ExecutorService ahead = Executors.newFixedThreadPool(AHEAD);
    private final List<Future<List<String>>> complaints = new ArrayList<>();
    private final Set<@Nullable Versions> done = new HashSet<>();
    private @Nullable Versions atWork;

    Hubs(Path directory, List<Scenario> scenarios) {
        this.directory = directory;
        this.scenarios = scenarios;
        Set<Need> needs = new LinkedHashSet<>();
        for (Versions versions : Versions.ofOne()) {
            scenarios.forEach(scenario -> scenario.cases().stream().filter(versions::allow).forEach(each -> needs.add(Need.of(versions, each))));
        }
        for (Versions versions : Versions.mixed()) {
            for (int file = 0; file < scenarios.size(); file++) {
                for (Scenario.Case each : scenarios.get(file).cases()) {
                    if (Versions.mixedFor(each, file).contains(versions)) {
                        needs.add(Need.of(versions, each));
                    }
                }
            }
        }
        inOrder = List.copyOf(needs);
    }

    /** The one for that case. Those for cases in versions that were before are stopped. */
    FixSurroundings hubFor(Versions versions, Scenario.Case which) throws Exception {
        if (!versions.equals(atWork)) {
            stopThoseOf(atWork);
            done.add(atWork);
            atWork = versions;
        }
        int now = inOrder.indexOf(Need.of(versions, which));
        inOrder.subList(now, Math.min(inOrder.size(), now + 1 + AHEAD)).stream().filter(need -> !done.contains(need.versions))
                .forEach(need -> hubs.computeIfAbsent(need, each -> ahead.submit(() -> started(each))));
        return Objects.requireNonNull(hubs.get(inOrder.get(now))).get();
    }

    private FixSurroundings started(Need need) throws Exception {
        return new FixSurroundings(directory.resolve(need.name()), need.versions, need.venues, need.takes, settings(need.takes));
    }

    private Set<Set<String>> settings(Map<String, String> takes) {
        Set<Set<String>> all = new HashSet<>();
        scenarios.forEach(scenario -> scenario.cases().stream().filter(each -> takesOf(each).equals(takes)).forEach(each -> all.add(each.settings())));
        return all;
    }

    /** Where a venue is asked on the next day, it is asked, too, when it is back. */
    private static Map<String, String> takesOf(Scenario.Case which) {
        if (which.steps().stream().noneMatch(Hubs::isNextDay) || which.steps().stream().noneMatch(Hubs::isQuestion)) {
            return which.takes();
        }
        Map<String, String> takes = new TreeMap<>(which.takes());
        List.of("venue", "venue2")
                .forEach(venue -> takes.merge(venue, FixSurroundings.RECONCILED, (before, more) -> before.contains(more) ? before : before + ", " + more));
        return takes;
    }

    private static boolean isNextDay(Scenario.Step step) {
        return step instanceof Scenario.Happens happens && happens.what().equals("day");
    }

    private static boolean isQuestion(Scenario.Step step) {
        return step instanceof Scenario.Hears hears && hears.party().startsWith("venue") && hears.message().msgType().equals("H");
    }

    static int venuesOf(Scenario.Case which) {
        return which.steps().stream().anyMatch(step -> step.at().text().startsWith("venue2")) ? 2 : 1;
    }

    private void stopThoseOf(@Nullable Versions versions) {
        for (Iterator<Map.Entry<Need, Future<FixSurroundings>>> all = hubs.entrySet().iterator(); all.hasNext();) {
            Map.Entry<Need, Future<FixSurroundings>> each = all.next();
            if (each.getKey().versions.equals(versions)) {
                all.remove();
                complaints.add(ahead.submit(() -> stopped(each.getValue().get())));
            }
        }
    }

    private static List<String> stopped(FixSurroundings hub) throws Exception {
        List<String> all = hub.complaints();
        hub.close();
        return all;
    }

    /** Stops all. @return what anybody has complained of */
    List<String> stop() throws Exception {
        Set.copyOf(hubs.keySet()).forEach(need -> stopThoseOf(need.versions));
        List<String> all = new ArrayList<>();
        for (Future<List<String>> each : complaints) {
            all.addAll(each.get());
        }
        ahead.shutdown();
        return all;
    }
}
