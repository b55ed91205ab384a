package io.portcullis.server.hub;

import io.portcullis.admin.port.SessionsView;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.SessionTemplates;
import io.portcullis.fix.sessions.gateway.ClientGateway;
import io.portcullis.fix.sessions.gateway.DropCopy;
import io.portcullis.oms.core.AccountRights;
import io.portcullis.oms.core.ClientAgreement;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.server.settings.SessionEntry;
import io.portcullis.server.settings.SessionTemplate;
import io.portcullis.server.settings.SessionsFile;
import io.portcullis.server.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions that counterparties open to us: opened at the start, and added, changed and taken away when {@code client-sessions.ini} changes, without the others noticing.
 * A session that is taken out of the file can't be logged on to any more; until the next start its messages are kept, so that nothing is missing if it comes back.
 */
public final class ClientSessions implements SessionTemplates {

    private static final Logger LOG = LoggerFactory.getLogger(ClientSessions.class);
    /** Sessions in an answer to a person. */
    private static final int MOST_NAMED = 20;

    private record Running(SessionEntry entry, FixSession session, boolean isBarred) {
    }

    private final FixEngine orders;
    private final FixEngine copies;
    private final ClientGateway clients;
    private final ToLongFunction<SessionKey> receivedToday;
    private final DropCopy dropCopy;
    private final SessionRows rows;
    private final Map<SessionKey, Running> running = new LinkedHashMap<>();
    private List<SessionTemplate> templates = List.of();
    private BiConsumer<AccountRights, Map<SessionKey, ClientAgreement>> onAgreed = (rights, agreements) -> {};
    private LongSupplier lastMark = () -> 0;
    private Consumer<FixSession> dialects = session -> {};
    private boolean isOpen;

    /**
     * @param orders the engine of the clients' sessions, on whose loop orders are decided
     * @param receivedToday how many application messages of a session are done on this trading day
     * @param copies the engine of the drop copy consumers' sessions
     */
    public ClientSessions(FixEngine orders, FixEngine copies, ClientGateway clients, ToLongFunction<SessionKey> receivedToday, DropCopy dropCopy,
            SessionRows rows) {
        this.orders = orders;
        this.copies = copies;
        this.clients = clients;
        this.receivedToday = receivedToday;
        this.dropCopy = dropCopy;
        this.rows = rows;
    }

    /**
     * Opens those that the file names, and of its patterns those that have been here before: what they were not told yet is offered to them when the log is folded.
     *
     * @param stores where each session has a directory of its name
     */
    public synchronized void open(SessionsFile file, Path stores) throws IOException {
        templates = file.templates();
        for (SessionEntry entry : file.sessions()) {
            open(entry);
        }
        for (String known : Files.isDirectory(stores) ? namesIn(stores) : List.<String>of()) {
            SessionEntry guest = guest(known);
            if (guest != null && !running.containsKey(guest.session().key())) {
                open(guest);
            }
        }
    }

    private static List<String> namesIn(Path stores) throws IOException {
        try (Stream<Path> directories = Files.list(stores)) {
            return directories.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void open(SessionEntry entry) throws IOException {
        switch (entry.role()) {
            case CLIENT -> openClient(entry);
            case DROP_COPY -> openConsumer(entry);
        }
    }

    private FixSession openClient(SessionEntry entry) throws IOException {
        FixSession session = orders.open(entry.session(), clients);
        startFromNow(session);
        clients.add(session, entry.account(), entry.agreement(), () -> receivedToday.applyAsLong(session.key()));
        clients.agreeMarketData(session, entry.marketDataInterval());
        rows.add(session, SessionsView.Role.CLIENT);
        running.put(session.key(), new Running(entry, session, false));
        giveDialect(session);
        return session;
    }

    private synchronized void openConsumer(SessionEntry entry) throws IOException {
        FixSession session = copies.open(entry.session(), dropCopy);
        startFromNow(session);
        dropCopy.add(session);
        rows.add(session, SessionsView.Role.DROP_COPY);
        running.put(session.key(), new Running(entry, session, false));
        giveDialect(session);
    }

    /** One that comes while orders flow is told what comes from now on; at the start that is settled with the log. */
    private void startFromNow(FixSession session) {
        if (isOpen && session.numbers().isNew()) {
            session.numbers().nothingToTellUpTo(lastMark.getAsLong());
            session.numbers().begin();
        }
    }

    /** Without the dialect that was agreed nobody may talk to the session. */
    private synchronized void giveDialect(FixSession session) {
        try {
            dialects.accept(session);
        } catch (IllegalArgumentException e) {
            Readiness.alert("session " + session.key() + " is closed: " + e.getMessage());
            bar(Objects.requireNonNull(running.get(session.key())), "the session's rules can't be read");
        }
    }

    /**
     * From now on sessions come and go.
     *
     * @param lastMark behind all effects that were decided; may be asked by any thread
     * @param dialects gives a session that has come, or has other settings than before, the dialect that these name
     * @param onAgreed told, on any thread, who may use which account and what else is agreed, now and whenever that changes
     */
    public synchronized void follow(LongSupplier lastMark, Consumer<FixSession> dialects,
            BiConsumer<AccountRights, Map<SessionKey, ClientAgreement>> onAgreed) {
        this.lastMark = lastMark;
        this.dialects = dialects;
        this.onAgreed = onAgreed;
        isOpen = true;
        sayAgreed();
        orders.templates(this);
    }

    /** What speaks against an order of that session, whoever brings it; null if nothing does. */
    synchronized @Nullable String objectionToOrdersOf(SessionKey key) {
        Running known = running.get(key);
        if (known == null || known.isBarred) {
            return "session " + key + " is not configured" + (known == null ? "" : " any more") + ": clients' sessions are " + clientKeys();
        }
        return known.entry.role() == SessionEntry.Role.CLIENT ? null
                : "session " + key + " gets drop copies and has no orders: clients' sessions are "
                        + clientKeys();
    }

    private List<SessionKey> clientKeys() {
        return running.values().stream().filter(one -> !one.isBarred && one.entry.role() == SessionEntry.Role.CLIENT).map(one -> one.session.key())
                .limit(MOST_NAMED).toList();
    }

    /** Of its orders that name none; null if there is none. */
    synchronized @Nullable String accountOf(SessionKey key) {
        Running known = running.get(key);
        return known == null ? null : known.entry.account();
    }

    private synchronized Map<SessionKey, ClientAgreement> agreements() {
        return running.values().stream().collect(Collectors.toUnmodifiableMap(one -> one.entry.session().key(), one -> one.entry.agreement()));
    }

    private synchronized AccountRights rights() {
        return new AccountRights(
                running.values().stream().collect(Collectors.toUnmodifiableMap(one -> one.entry.session().key(), one -> one.entry.accounts())));
    }

    // Who comes by a pattern

    private @Nullable SessionEntry guest(String compId) {
        for (SessionTemplate template : templates) {
            SessionEntry entry = template.entryFor(compId);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    @Override
    public synchronized @Nullable FixSessionSettings settingsFor(String beginString, String ourCompId, String theirCompId) {
        SessionEntry entry = guest(theirCompId);
        if (entry == null || running.containsKey(entry.session().key()) || !entry.session().version().beginString().equals(beginString)
                || !entry.session().senderCompId().equals(ourCompId)) {
            return null;
        }
        return isFull(theirCompId) ? null : entry.session();
    }

    private boolean isFull(String compId) {
        SessionTemplate template = templates.stream().filter(each -> each.entryFor(compId) != null).findFirst().orElseThrow();
        long given = running.keySet().stream().filter(key -> template.entryFor(key.value()) != null).count();
        if (given >= template.mostSessions()) {
            Readiness.alert("session " + compId + " is not opened: " + template.common().session().key() + " has given " + given
                    + " sessions, as many as its most-sessions");
            return true;
        }
        return false;
    }

    @Override
    public synchronized FixSession open(FixSessionSettings settings) throws IOException {
        SessionEntry entry = guest(settings.targetCompId());
        if (entry == null || !entry.session().equals(settings)) {
            throw new IllegalArgumentException("the pattern that it came by has changed");
        }
        FixSession session = openClient(entry);
        sayAgreed();
        LOG.atInfo().addKeyValue("session", session.key()).log("session {} is opened for a counterparty that has come", session);
        return session;
    }

    // What changes

    /** Goes by the file as it is now. What can't be done is alerted, and stays as it was. On the orders' loop. */
    public synchronized void change(SessionsFile file) {
        templates = file.templates();
        Map<SessionKey, SessionEntry> wanted = new LinkedHashMap<>();
        file.sessions().forEach(entry -> wanted.put(entry.session().key(), entry));
        for (SessionKey key : running.keySet()) {
            SessionEntry guest = guest(key.value());
            if (guest != null) {
                wanted.putIfAbsent(key, guest);
            }
        }
        List.copyOf(running.values()).stream().filter(one -> !one.isBarred && !wanted.containsKey(one.session.key()))
                .forEach(one -> bar(one, "the session is not configured any more"));
        wanted.values().forEach(this::takeOn);
        sayAgreed();
    }

    private void bar(Running one, String reason) {
        running.put(one.session.key(), new Running(one.entry, one.session, true));
        engineOf(one.entry).changes().bar(one.session, reason);
        LOG.atInfo().addKeyValue("session", one.session.key()).log("nobody can log on to session {} any more: {}", one.session, reason);
    }

    private void takeOn(SessionEntry wanted) {
        Running known = running.get(wanted.session().key());
        if (known == null) {
            engineOf(wanted).later(() -> add(wanted));
        } else if (known.entry.role() != wanted.role()) {
            Readiness.alert("session " + wanted.session().key() + " can't change its role while the hub runs: it does at the next start");
        } else {
            change(known, wanted);
        }
    }

    /** On the session's loop. */
    private synchronized void add(SessionEntry wanted) {
        SessionKey key = wanted.session().key();
        try {
            if (!running.containsKey(key)) {
                open(wanted);
                LOG.atInfo().addKeyValue("session", key).log("session {} is added", key);
                orders.later(this::sayAgreed);
            }
        } catch (IOException | IllegalArgumentException | SettingsException e) {
            Readiness.alert("session " + key + " can't be opened: " + e.getMessage());
        }
    }

    private void sayAgreed() {
        onAgreed.accept(rights(), agreements());
    }

    private void change(Running known, SessionEntry wanted) {
        FixSession session = known.session;
        running.put(session.key(), new Running(wanted, session, false));
        if (known.isBarred) {
            engineOf(known.entry).changes().unbar(session);
            engineOf(known.entry).later(() -> giveDialect(session));
        }
        if (!known.entry.session().equals(wanted.session())) {
            engineOf(known.entry).changes().change(session, wanted.session()).thenRun(() -> changed(session, wanted))
                    .exceptionally(failure -> unchanged(known, failure));
        } else if (wanted.role() == SessionEntry.Role.CLIENT) {
            changeClient(session, wanted);
        }
    }

    private void changeClient(FixSession session, SessionEntry wanted) {
        clients.change(session, wanted.account(), wanted.agreement(), () -> receivedToday.applyAsLong(session.key()));
        clients.agreeMarketData(session, wanted.marketDataInterval());
    }

    /** What the file says is not in force: the next change of the file is to be compared with what is. On the session's loop. */
    private synchronized @Nullable Void unchanged(Running known, Throwable failure) {
        running.put(known.session.key(), new Running(known.entry, known.session, false));
        Readiness.alert("session " + known.session.key() + " does not go by its changed settings: " + failure.getMessage());
        orders.later(this::sayAgreed);
        return null;
    }

    /** On the session's loop. */
    private synchronized void changed(FixSession session, SessionEntry wanted) {
        switch (wanted.role()) {
            case CLIENT -> changeClient(session, wanted);
            case DROP_COPY -> dropCopy.change(session);
        }
        giveDialect(session);
        LOG.atInfo().addKeyValue("session", session.key()).log("session {} goes by changed settings", session);
    }

    private FixEngine engineOf(SessionEntry entry) {
        return switch (entry.role()) {
            case CLIENT -> orders;
            case DROP_COPY -> copies;
        };
    }
}
