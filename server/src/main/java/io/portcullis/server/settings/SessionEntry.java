package io.portcullis.server.settings;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.dialect.DialectSettings;
import io.portcullis.fix.sessions.engine.Conventions;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.FixSessionSettings.Resets;
import io.portcullis.fix.sessions.engine.FixSessionSettings.Validation;
import io.portcullis.fix.sessions.engine.ResendLimits;
import io.portcullis.oms.core.ClientAgreement;
import io.portcullis.oms.core.OrderPractice;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One section of {@code client-sessions.ini}: a session that a counterparty opens.
 *
 * @param account of orders without Account(1); null: such orders are refused
 * @param accounts which the session may use; empty for drop copy
 * @param agreement about its orders
 * @param marketDataInterval between two messages of market data about one instrument, at least; null: it gets none
 */
public record SessionEntry(Role role, FixSessionSettings session, @Nullable String account, List<String> accounts, ClientAgreement agreement,
        @Nullable Duration marketDataInterval) {

    public enum Role {
        /** Sends orders. */
        CLIENT,
        /** Gets a copy of every report. */
        DROP_COPY
    }

    static final Map<String, FixVersion> VERSIONS = versions();
    /** Of the session itself. */
    private static final String OWN = "own";
    private static final String ANY = "any";

    private static Map<String, FixVersion> versions() {
        Map<String, FixVersion> versions = new LinkedHashMap<>();
        for (FixVersion version : FixVersion.values()) {
            versions.put(version.settingName(), version);
        }
        return versions;
    }

    static SessionEntry read(Section s, String hubCompId, Set<String> accounts) {
        SessionKey key = new SessionKey(s.name());
        FixSessionSettings session = FixSessionSettings.acceptor(key, s.oneOf("version", VERSIONS), s.text("our-comp-id", hubCompId),
                s.text("comp-id", s.name()));
        Role role = s.choice("role", Role.CLIENT);
        session = session.toBuilder().traffic(role == Role.CLIENT ? TrafficEntry.ofClient(s) : TrafficEntry.ofDropCopy(s)).build();
        List<String> own = s.someOfOrNull("accounts", accounts);
        String account = s.oneOfOrNull("account", own == null ? accounts : own);
        return new SessionEntry(role, common(s, session), account, switch (role) {
            case CLIENT -> own == null ? List.of(s.oneOf("account", accounts)) : own;
            case DROP_COPY -> List.of();
        }, role == Role.CLIENT ? new ClientAgreement(TrafficEntry.cancelOnDisconnect(s), practice(s), s.yes("care", false), mayKill(s), traders(s), routes(s))
                : ClientAgreement.DEFAULT, role == Role.CLIENT ? marketDataInterval(s, session.version()) : null);
    }

    /** Since FIX 4.2. */
    private static @Nullable Duration marketDataInterval(Section s, FixVersion version) {
        Duration interval = s.duration("market-data-interval", Duration.ofMillis(100), Duration.ofMillis(10), Duration.ofMinutes(1));
        boolean isAgreed = version.hasMarketData() ? s.yes("market-data", false) : s.oneOf("market-data", Map.of("no", false), false);
        return isAgreed ? interval : null;
    }

    private static List<Subset> mayKill(Section s) {
        return Objects.requireNonNullElse(s.listOrNull("may-kill", "own, or a subset of orders such as client=ACME or account=A desk=D",
                text -> Subset.of(text.equals(OWN) ? "session=" + s.name() : text)), List.of());
    }

    private static ClientAgreement.Traders traders(Section s) {
        return new ClientAgreement.Traders(s.oneOf("trader", Map.of("parties", false, "sender-sub-id", true), false), s.yes("trader-required", false));
    }

    private static ClientAgreement.Routes routes(Section s) {
        List<String> named = Objects.requireNonNullElse(s.listOrNull("ex-destinations", "any, or names of venues", text -> text), List.of());
        List<String> strategies = Objects.requireNonNullElse(s.listOrNull("target-strategies", "values of TargetStrategy(847)", text -> text), List.of());
        return new ClientAgreement.Routes(named.equals(List.of(ANY)) ? null : named.stream().map(VenueId::new).toList(), strategies);
    }

    private static OrderPractice practice(Section s) {
        OrderPractice otherwise = OrderPractice.DEFAULT;
        return new OrderPractice(s.yes("pending-reports", otherwise.tellsPending()), s.yes("replace-filled", otherwise.replacesFilled()),
                s.oneOf("venue-cancel", Map.of("reroute", true, "report", false), otherwise.reroutes()), s.yes("restate", otherwise.restates()),
                s.oneOf("closed-venues", Map.of("refuse", false, "hold", true), otherwise.holdsUntilOpen()),
                s.oneOf("second-replace", Map.of("refuse", false, "queue", true), otherwise.queuesReplaces()),
                s.oneOf("short-sale-restricted", Map.of("refuse", false, "reprice", true), otherwise.repricesShortSales()));
    }

    /** What client and venue sessions have in common. */
    static FixSessionSettings common(Section s, FixSessionSettings session) {
        Validation v = session.validation();
        return session.toBuilder().access(AccessEntry.rules(s))
                .resets(new Resets(s.yes("reset-on-logon", false), s.yes("reset-on-logout", false), s.yes("reset-on-disconnect", false)))
                .validation(new Validation(s.yes("allow-user-defined-tags", v.allowUserDefinedTags()), s.yes("allow-unknown-tags", v.allowUnknownTags()),
                        s.yes("check-field-order", v.checkFieldOrder()), s.yes("require-orig-sending-time", v.requireOrigSendingTime()),
                        s.yes("reject-invalid", v.rejectInvalid())))
                .resends(resends(s, session.resends())).hours(HoursEntry.read(s)).numbering(HoursEntry.numbering(s, session))
                .resendChunk(s.integer("resend-request-size", session.resendChunk(), 0, Integer.MAX_VALUE)).conventions(conventions(s, session.conventions()))
                .dialect(new DialectSettings(s.textOrNull("dialect"))).build();
    }

    private static Conventions conventions(Section s, Conventions otherwise) {
        return new Conventions(s.choice("sending-time", otherwise.sendingTime()), s.yes("last-processed", otherwise.saysLastProcessed()),
                s.yes("check-sum", otherwise.checksCheckSum()), s.choice("garbled", otherwise.garbled()), s.choice("reject-text", otherwise.rejects()));
    }

    private static ResendLimits resends(Section s, ResendLimits otherwise) {
        return new ResendLimits(s.integer("resend-max-messages", otherwise.maxMessages(), 0, Integer.MAX_VALUE),
                s.duration("resend-max-age", otherwise.maxAge(), Duration.ZERO, Duration.ofDays(365)),
                s.integer("resend-per-second", otherwise.perSecond(), 0, 10_000_000));
    }
}
