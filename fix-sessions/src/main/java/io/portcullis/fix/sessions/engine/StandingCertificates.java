package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.access.Objection;
import io.portcullis.fix.sessions.access.ShownCertificates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the certificates of an engine's connections again whenever the files that they were judged by have changed: who has had its certificate taken back, or belongs to an
 * authority that is not trusted any more, is cut. The judging is done in the background, since it may read long lists.
 */
final class StandingCertificates {

    private static final Logger LOG = LoggerFactory.getLogger(StandingCertificates.class);

    /** @param generation of the files by which they were found good last */
    private record Standing(FixConnection connection, ShownCertificates shown, @Nullable Long generation) {
    }

    private record Judged(Standing standing, long generation, @Nullable Objection objection) {
    }

    private final FixEngine engine;
    private final Collection<FixConnection> connections;
    private final Map<FixConnection, Long> goodBy = new HashMap<>();
    private boolean isJudging;

    /** @param connections of the engine, those that are open at any time */
    StandingCertificates(FixEngine engine, Collection<FixConnection> connections) {
        this.engine = engine;
        this.connections = connections;
    }

    /** To be called from time to time, such as every second. On the engine's loop. */
    void turn() {
        if (isJudging) {
            return;
        }
        goodBy.keySet().retainAll(connections);
        List<Standing> standing = new ArrayList<>();
        for (FixConnection each : connections) {
            ShownCertificates shown = each.shown();
            if (shown != null) {
                standing.add(new Standing(each, shown, goodBy.get(each)));
            }
        }
        if (!standing.isEmpty()) {
            isJudging = true;
            engine.handshakes().execute(() -> judge(standing));
        }
    }

    private void judge(List<Standing> standing) {
        List<Judged> judged = new ArrayList<>();
        try {
            standing.stream().map(each -> each.shown.judge()).distinct().forEach(judge -> judge.look());
            for (Standing each : standing) {
                long generation = each.shown.judge().generation();
                if (each.generation == null || each.generation != generation) {
                    judged.add(new Judged(each, generation, each.shown.objection()));
                }
            }
        } catch (RuntimeException e) {
            LOG.error("certificates of connections could not be judged anew", e);
        } finally {
            engine.later(() -> take(judged));
        }
    }

    private void take(List<Judged> judged) {
        isJudging = false;
        for (Judged each : judged) {
            FixConnection connection = each.standing.connection;
            if (connections.contains(connection)) {
                goodBy.put(connection, each.generation);
                take(connection, each.objection);
            }
        }
    }

    private static void take(FixConnection connection, @Nullable Objection objection) {
        if (objection == null) {
            return;
        }
        if (objection.endsConnections()) {
            connection.endBecause("its certificate is not good any more: " + objection.text());
        } else {
            connection.alert("it stays up, but can't connect again: " + objection.text());
        }
    }
}
