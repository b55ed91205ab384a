package io.portcullis.server.hub;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.VenuesView;
import io.portcullis.fix.sessions.access.TlsTarget;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.VenueFigures;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.hub.Venues.Venue;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.SettingsException;
import io.portcullis.server.settings.VenueConnection;
import io.portcullis.server.settings.VenueEntry;
import io.portcullis.server.settings.VenuesFile;
import io.portcullis.server.shard.Shard;
import io.portcullis.venues.link.VenueLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds, changes, drains and removes venues while the hub runs, when an operator orders it: looked at, written to the event log with user and reason, then done. Works on a
 * thread of its own, one order after the other. A drained venue that the file does not name any more is removed when its orders are done, also after a restart.
 */
public final class VenueChanges implements VenuesView, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VenueChanges.class);
    private static final int LOOK_EVERY_SECONDS = 1;
    private static final int PATIENCE_SECONDS = 30;

    private final Venues venues;
    private final SimulatedVenues simulated;
    private final FixEngine engine;
    private final Shard shard;
    private final DialectWatch dialects;
    private final Supplier<Installation> settings;
    private final LongSupplier lastMark;
    private final Map<VenueId, Instruction> leaving = new LinkedHashMap<>();
    private final ScheduledExecutorService worker = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("venue-changes").daemon().factory());

    /** What came of an order, venue by venue. */
    private static final class Outcome {
        private final List<String> done = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();

        Answer answer() {
            if (refused.isEmpty()) {
                return new Answer.Done(done.isEmpty() ? "venues.ini says nothing that is not in force" : String.join("; ", done));
            }
            return new Answer.Refused(String.join("; ", refused) + (done.isEmpty() ? "" : ". Done: " + String.join("; ", done)));
        }
    }

    /**
     * @param settings reads the installation's files as they are now
     * @param lastMark behind all effects that were decided
     */
    public VenueChanges(Venues venues, SimulatedVenues simulated, FixEngine engine, Shard shard, DialectWatch dialects, Supplier<Installation> settings,
            LongSupplier lastMark) {
        this.venues = venues;
        this.simulated = simulated;
        this.engine = engine;
        this.shard = shard;
        this.dialects = dialects;
        this.settings = settings;
        this.lastMark = lastMark;
        worker.scheduleWithFixedDelay(this::removeWhoseOrdersAreDone, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** Connects the venues. */
    public void start() {
        worker.execute(venues::start);
    }

    /** It is removed when its orders are done. Before the hub runs, or on the worker. */
    void leaves(VenueId venue, Instruction instruction) {
        worker.execute(() -> leaving.put(venue, instruction));
    }

    // What operators order

    /** Goes by {@code venues.ini} as it is now. */
    CompletionStage<Answer> apply(Instruction instruction) {
        return work(() -> {
            Installation read = settings.get();
            dialects.read(read.dialects().inUse().keySet());
            Outcome outcome = new Outcome();
            List<VenueId> wanted = read.venueIds();
            for (Venue venue : venues.all()) {
                if (!wanted.contains(venue.id())) {
                    remove(venue, read.objectionToRemoving(venue.id()), instruction, outcome);
                }
            }
            for (VenueEntry entry : read.venues()) {
                Venue venue = venues.venue(entry.id());
                if (venue == null) {
                    add(entry, read.venuesFile(), instruction, outcome);
                } else {
                    stay(venue, entry, read.venuesFile(), instruction, outcome);
                }
            }
            prefer(wanted, outcome);
            return outcome.answer();
        });
    }

    /** Drains a venue, or lets it take orders again. */
    CompletionStage<Answer> steer(VenueId id, VenueAction action, Instruction instruction) {
        return work(() -> {
            if (venues.venue(id) == null) {
                return new Answer.Refused("there is no venue " + id + ", there are " + venues.ids());
            }
            String objection = record(id, action, "", instruction);
            return objection == null ? new Answer.Done("") : new Answer.Refused(objection);
        });
    }

    @Override
    public CompletionStage<List<VenueRow>> venues() {
        return onWorker(() -> {
            List<VenueId> all = venues.ids();
            Set<VenueId> going = Set.copyOf(leaving.keySet());
            List<Venue> known = venues.all();
            return onLoop(() -> all.stream().map(id -> row(id, going.contains(id), known, shard.state())).toList());
        });
    }

    @Override
    public CompletionStage<Map<VenueId, VenueFigures>> figures() {
        return onWorker(() -> {
            List<VenueId> all = venues.ids();
            return onLoop(() -> {
                Map<VenueId, VenueFigures> figures = new LinkedHashMap<>();
                all.forEach(id -> figures.put(id, shard.state().routing().figures().getOrDefault(id, VenueFigures.NONE)));
                return figures;
            });
        });
    }

    private static VenueRow row(VenueId id, boolean isLeaving, List<Venue> known, ShardState state) {
        Event.VenueSteered closed = state.venues().closed(id);
        Event.VenueClosed hours = state.venues().outOfHours().get(id);
        Venue venue = known.stream().filter(each -> each.id().equals(id)).findAny().orElse(null);
        return new VenueRow(id, closed == null ? Standing.TAKES_ORDERS : isLeaving ? Standing.LEAVING : Standing.DRAINED,
                closed == null ? null : closed.user() + ": " + closed.reason(), hours == null ? null : hours.opens(),
                Phases.shown(state.venues(), id), state.openAt(id),
                linkOf(venue == null ? VenueLink.State.DISCONNECTED : venue.link().state(), state.venues().isReconciling(id)),
                venue == null ? List.of() : sessions(venue, state));
    }

    private static List<SessionOfVenue> sessions(Venue venue, ShardState state) {
        List<SessionOfVenue> all = new ArrayList<>();
        for (SessionKey session : venue.lines().sessions()) {
            all.add(new SessionOfVenue(session, linkOf(venue.lines().state(session), !state.venues().takesNewOver(venue.id(), venue.id().further(session))),
                    state.openOver(venue.id(), session)));
        }
        return all;
    }

    private static Link linkOf(VenueLink.State link, boolean isReconciling) {
        return switch (link) {
            case DISCONNECTED -> Link.AWAY;
            case LOGGING_ON -> Link.LOGGING_ON;
            case RECOVERING -> Link.RECOVERING;
            case TRADING -> isReconciling ? Link.RECONCILING : Link.CONNECTED;
        };
    }

    private CompletionStage<Answer> work(Callable<Answer> work) {
        return onWorker(() -> {
            try {
                return work.call();
            } catch (SettingsException e) {
                return new Answer.Refused(String.valueOf(e.getMessage()));
            }
        });
    }

    private <T> CompletionStage<T> onWorker(Callable<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        worker.execute(() -> {
            try {
                answer.complete(work.call());
            } catch (Exception e) {
                LOG.error("an order about venues was not carried out to its end", e);
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    // What is done

    private void add(VenueEntry entry, VenuesFile file, Instruction instruction, Outcome outcome) throws Exception {
        VenueId id = entry.id();
        String text = file.text(id);
        try {
            Map<SessionKey, TlsTarget> tls = Doors.toAll(entry);
            simulated.start(entry);
            venues.keep(id, text);
            Venue back = venues.takeBack(id);
            if (back != null) {
                openFurther(back, entry);
                await(venues.change(back, entry, text, tls, dialects::giveTo));
                reachSimulated(entry);
            } else {
                onLoop(() -> venues.addLate(entry, text, lastMark.getAsLong(), dialects::giveTo));
            }
        } catch (IOException | IllegalArgumentException e) {
            outcome.refused.add("venue " + id + " can't be opened: " + e.getMessage());
            notAdded(id);
            return;
        }
        String objection = record(id, VenueAction.ADD, SettingsDifference.of("", text), instruction);
        if (objection != null) {
            outcome.refused.add(objection);
            notAdded(id);
            return;
        }
        tellRouting();
        venues.connect(known(id));
        outcome.done.add("venue " + id + " added");
    }

    private void notAdded(VenueId id) throws IOException {
        Venue opened = venues.venue(id);
        if (opened != null) {
            venues.takeAway(opened, "the venue was not added");
        }
        venues.keep();
        simulated.stop(id);
    }

    private void stay(Venue venue, VenueEntry entry, VenuesFile file, Instruction instruction, Outcome outcome) throws Exception {
        if (leaving.remove(entry.id()) != null) {
            outcome.done.add("venue " + entry.id() + " stays, drained until it is resumed");
        }
        if (!venue.entry().equals(entry)) {
            change(venue, entry, file.text(entry.id()), instruction, outcome);
        }
    }

    private void change(Venue venue, VenueEntry entry, String text, Instruction instruction, Outcome outcome) throws Exception {
        if ((entry.ouch() == null) != (venue.entry().ouch() == null)) {
            outcome.refused.add("venue " + entry.id() + " does not go by its changed settings: " + VenueLines.OTHER_PROTOCOL);
            return;
        }
        String difference = SettingsDifference.of(venue.text(), text);
        try {
            Map<SessionKey, TlsTarget> tls = Doors.toAll(entry);
            String objection = objectionToSessions(venue.entry(), entry);
            objection = objection == null ? record(entry.id(), VenueAction.CHANGE, difference, instruction) : objection;
            if (objection != null) {
                outcome.refused.add(objection);
                tellRouting();
                return;
            }
            venues.keep(entry.id(), text);
            moveSimulated(venue.entry(), entry);
            openFurther(venue, entry);
            await(venues.change(venue, entry, text, tls, dialects::giveTo));
            venues.connect(venue);
            tellRouting();
            outcome.done.add("venue " + entry.id() + " changed" + (difference.isEmpty() ? "" : ": " + difference));
        } catch (IOException | IllegalArgumentException e) {
            outcome.refused.add("venue " + entry.id() + " does not go by its changed settings: " + e.getMessage());
            venues.unchanged(venue);
            venues.keep();
            moveSimulated(entry, venue.entry());
            reachSimulated(venue.entry());
            tellRouting();
            venues.connect(venue);
        }
    }

    /**
     * A session goes when no order is open over it: what was sent over it is answered over it, and what waits for an answer would wait for ever. From the look on nothing new goes over it.
     *
     * @return null if none goes that still has orders
     */
    private @Nullable String objectionToSessions(VenueEntry before, VenueEntry entry) throws Exception {
        List<SessionKey> staying = entry.further().stream().map(VenueConnection::key).toList();
        List<SessionKey> going = before.further().stream().map(VenueConnection::key).filter(key -> !staying.contains(key)).toList();
        if (going.isEmpty()) {
            return null;
        }
        return onLoop(() -> {
            for (SessionKey key : going) {
                int open = shard.state().openOver(entry.id(), key);
                if (open > 0) {
                    return "session " + key + " of venue " + entry.id() + " can't be removed: " + open + (open == 1 ? " order is" : " orders are")
                            + " open over it";
                }
            }
            venues.usesOnly(entry);
            return null;
        });
    }

    private void openFurther(Venue venue, VenueEntry entry) throws Exception {
        onLoop(() -> {
            venues.openFurther(venue, entry, lastMark.getAsLong(), dialects::giveTo);
            return true;
        });
    }

    private void moveSimulated(VenueEntry from, VenueEntry to) throws IOException {
        if (!SimulatedVenues.isTheSame(from, to)) {
            simulated.stop(from.id());
            simulated.start(to);
        }
    }

    /** One that was started anew may listen elsewhere, though its settings are the same. */
    private void reachSimulated(VenueEntry entry) throws Exception {
        if (entry.isSimulated()) {
            onLoop(() -> {
                venues.reachAgain(entry);
                return true;
            });
        }
    }

    /** @param named where other files name it, with which the next start would fail; null if nowhere */
    private void remove(Venue venue, @Nullable String named, Instruction instruction, Outcome outcome) throws Exception {
        if (named != null) {
            outcome.refused.add("venue " + venue.id() + " is not removed: " + named);
            return;
        }
        String objection = record(venue.id(), VenueAction.REMOVE, "", instruction);
        if (objection == null) {
            takeAway(venue, instruction);
            outcome.done.add("venue " + venue.id() + " removed");
        } else if (isDrained(venue.id())) {
            leaving.put(venue.id(), instruction);
            outcome.done.add(objection);
        } else {
            outcome.refused.add(objection);
        }
    }

    private void takeAway(Venue venue, Instruction instruction) throws Exception {
        leaving.remove(venue.id());
        venues.takeAway(venue, "the venue is removed by " + instruction.user() + ": " + instruction.reason());
        tellRouting();
        venues.keep();
        simulated.stop(venue.id());
        LOG.atInfo().addKeyValue("venue", venue.id()).log("venue {} is removed, ordered by {}: {}", venue.id(), instruction.user(), instruction.reason());
    }

    private void removeWhoseOrdersAreDone() {
        for (Map.Entry<VenueId, Instruction> one : List.copyOf(leaving.entrySet())) {
            try {
                Venue venue = venues.venue(one.getKey());
                if (venue == null || !isDrained(one.getKey())) {
                    leaving.remove(one.getKey()); // somebody lets it take orders again
                } else if (record(one.getKey(), VenueAction.REMOVE, "", one.getValue()) == null) {
                    takeAway(venue, one.getValue());
                }
            } catch (Exception e) {
                LOG.error("venue {} could not be removed", one.getKey(), e);
            }
        }
    }

    private void prefer(List<VenueId> order, Outcome outcome) throws Exception {
        List<VenueId> before = venues.ids();
        venues.prefer(order);
        if (!venues.ids().equals(before)) {
            tellRouting();
            outcome.done.add("the router prefers them in the order " + venues.ids());
        }
    }

    // On the shard

    private void tellRouting() throws Exception {
        List<Venue> all = venues.all();
        onLoop(() -> {
            venues.tellRouting(all);
            return true;
        });
    }

    private boolean isDrained(VenueId id) throws Exception {
        return onLoop(() -> shard.state().venues().closed(id) != null);
    }

    private Venue known(VenueId id) {
        Venue venue = venues.venue(id);
        if (venue == null) {
            throw new IllegalStateException("venue " + id + " was not opened");
        }
        return venue;
    }

    /** @return what speaks against it; null if it is in the event log */
    private @Nullable String record(VenueId id, VenueAction action, String detail, Instruction instruction) throws Exception {
        Optional<String> refusal = await(
                shard.submit(new Command.SteerVenue(id, action, detail, instruction.user(), instruction.reason())).toCompletableFuture());
        return refusal.orElse(null);
    }

    private <T extends @Nullable Object> T onLoop(Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        engine.later(() -> {
            try {
                result.complete(work.call());
            } catch (IOException | IllegalArgumentException e) {
                result.completeExceptionally(e);
            } catch (Exception e) {
                result.completeExceptionally(e);
                throw new IllegalStateException(e);
            }
        });
        return await(result);
    }

    private static <T> T await(CompletableFuture<T> result) throws Exception {
        try {
            return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : e.getCause();
            throw cause instanceof Exception exception ? exception : e;
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
