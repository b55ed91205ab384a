package io.portcullis.server.scenarios;

import io.portcullis.fix.dictionaries.FixVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which version of FIX the client speaks, and which one the venues: in life mostly not the same. */
record Versions(FixVersion client, FixVersion venues) {

    private static final List<FixVersion> ALL = List.of(FixVersion.FIX42, FixVersion.FIX44, FixVersion.FIX50SP2);

    /** Everybody speaks the same. */
    static List<Versions> ofOne() {
        return ALL.stream().map(version -> new Versions(version, version)).toList();
    }

    /** The client speaks another one than the venues. */
    static List<Versions> mixed() {
        return ALL.stream().flatMap(client -> ALL.stream().map(venues -> new Versions(client, venues))).filter(Versions::isMixed).toList();
    }

    /**
     * Those in which a case is played beside the unmixed ones: one, another for each file, and none for cases with venues of their own, for which a hub would have to be
     * started each time; with {@code -Dpairings=all} each in which it holds.
     *
     * @param file how many files stand before its own
     */
    static List<Versions> mixedFor(Scenario.Case which, int file) {
        List<Versions> possible = new ArrayList<>(mixed());
        possible.removeIf(versions -> !versions.allow(which));
        if (System.getProperty("pairings", "one").equals("all")) {
            return possible;
        }
        return possible.isEmpty() || !which.takes().isEmpty() ? List.of() : List.of(possible.get(file % possible.size()));
    }

    boolean isMixed() {
        return client != venues;
    }

    /** Whether both have all that the case is about. */
    boolean allow(Scenario.Case which) {
        return Stream.of(client, venues).allMatch(version -> which.holdsIn(version.toString()));
    }

    FixVersion of(String party) {
        return party.equals("client") ? client : venues;
    }

    @Override
    public String toString() {
        return isMixed() ? client + "-" + venues : client.toString();
    }
}
