package io.portcullis.server.settings;

import io.portcullis.fix.dictionaries.MessageLimits;
import io.portcullis.fix.sessions.access.AccessRules;
import io.portcullis.fix.sessions.access.AddressRange;
import io.portcullis.fix.sessions.access.Ocsp;
import io.portcullis.fix.sessions.access.ReceptionLimits;
import io.portcullis.fix.sessions.access.TlsContext.ClientCertificates;
import io.portcullis.fix.sessions.access.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** What the installation says of who may come in, and of how we come in elsewhere. */
public final class AccessEntry {

    private static final int MAX_PORT = 65_535;
    private static final int SHA_256_BYTES = 32;
    private static final int USERNAME = 553;
    private static final int PASSWORD = 554;

    private AccessEntry() {
    }

    /**
     * Where counterparties connect, beside the plain port.
     *
     * @param tlsPort null for none; 0 for a free one
     * @param tls null if there is no such port
     * @param clientCertificates whether those who connect there are asked for a certificate
     * @param passwords the file of users' hashes
     * @param secretTags masked as passwords are
     * @param logonWithin how long a connection may stay without a Logon(35=A)
     * @param maxMessageBytes of a message that is received
     */
    public record Doors(@Nullable Integer tlsPort, @Nullable TlsFiles tls, ClientCertificates clientCertificates, ReceptionLimits limits,
            Path passwords, List<Integer> secretTags, Duration logonWithin, int maxMessageBytes, MessageLimits messageLimits) {
    }

    /**
     * Of a venue.
     *
     * @param serverName that the venue's certificate must be for
     */
    public record VenueTls(TlsFiles files, String serverName) {
    }

    static Doors doors(Section fix, Path data) {
        Integer port = fix.integerOrNull("tls-port", 0, MAX_PORT);
        TlsFiles files = files(fix);
        if (port != null && files.certificate() == null) {
            throw new SettingsException("[fix] tls-port = " + port + " needs tls-certificate and tls-key");
        }
        ClientCertificates wanted = fix.choice("tls-client-certificates", ClientCertificates.NONE);
        ReceptionLimits otherwise = ReceptionLimits.DEFAULT;
        return new Doors(port, port == null ? null : files, wanted,
                new ReceptionLimits(fix.integer("connections-per-address", otherwise.connectionsPerAddress(), 1, 1_000_000),
                        fix.integer("waiting-connections", otherwise.waitingConnections(), 1, 1_000_000)),
                Objects.requireNonNullElse(fix.fileOrNull("passwords"), data.resolve("passwords")),
                Objects.requireNonNullElse(fix.listOrNull("secret-tags", "tags such as 96 or 9001", AccessEntry::tag), List.of()),
                fix.duration("logon-within", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(5)),
                (int) fix.size("max-message-size", 64 << 10, 1 << 10, 1 << 20),
                new MessageLimits(fix.integer("max-fields", MessageLimits.DEFAULT.fields(), 50, 1_000_000),
                        fix.integer("max-group-entries", MessageLimits.DEFAULT.groupEntries(), 1, 1_000_000)));
    }

    private static int tag(String text) {
        int tag = Integer.parseInt(text);
        if (tag < 1) {
            throw new IllegalArgumentException("no tag: " + text);
        }
        return tag;
    }

    private static TlsFiles files(Section s) {
        Path certificate = s.fileOrNull("tls-certificate");
        Path key = s.fileOrNull("tls-key");
        if ((certificate == null) != (key == null)) {
            throw new SettingsException("[" + s.name() + "] tls-" + (key == null ? "key" : "certificate") + " is missing: it comes together with the "
                    + (key == null ? "certificate" : "key"));
        }
        return new TlsFiles(certificate, key, s.secretOrNull("tls-key-password"), s.fileOrNull("tls-trusted"), s.fileOrNull("tls-revoked"),
                s.choice("tls-ocsp", Ocsp.OFF));
    }

    /** Of a client's session, and what a venue has to show. */
    static AccessRules rules(Section s) {
        List<AddressRange> addresses = s.listOrNull("addresses", "an address or a range such as 10.1.0.0/16 or 2001:db8::/32", AddressRange::of);
        List<String> pins = s.listOrNull("certificate-pins", "the SHA-256 of a public key in base64, 44 characters", AccessEntry::pin);
        X500Principal subject = s.valueOrNull("tls-subject", "a distinguished name such as CN=acme,O=ACME Ltd", X500Principal::new);
        return new AccessRules(addresses == null ? List.of() : addresses, s.yes("tls", false), subject,
                pins == null ? Set.of() : Set.copyOf(pins), s.textOrNull("username"));
    }

    private static String pin(String text) {
        if (Base64.getDecoder().decode(text).length != SHA_256_BYTES) {
            throw new IllegalArgumentException("no SHA-256: " + text);
        }
        return text;
    }

    /** Username(553) and Password(554) of our Logon at a venue, if there are any. */
    static Map<Integer, String> logonFields(Section s) {
        String user = s.textOrNull("username");
        String password = s.secretOrNull("password");
        Map<Integer, String> fields = new TreeMap<>();
        if (user != null) {
            fields.put(USERNAME, user);
        }
        if (password != null) {
            fields.put(PASSWORD, password);
        }
        return fields;
    }

    static @Nullable VenueTls venueTls(Section s) {
        TlsFiles files = files(s);
        String name = s.text("tls-server-name", s.text("host", "127.0.0.1"));
        return s.yes("tls", false) ? new VenueTls(files, name) : null;
    }
}
