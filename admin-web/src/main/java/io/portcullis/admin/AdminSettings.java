package io.portcullis.admin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the console is reached.
 *
 * @param host the address to listen on
 * @param port 0 takes a free one
 * @param password asked of everybody who opens the console or calls its API, with any user name; null lets everybody in who can reach it, which is allowed
 *        on a loopback address only
 * @param installation a word that tells this installation from others, such as {@code demo}: people see it beside the product's name
 * @param careUsers who may work care orders; empty: everybody who gets past
 * @param riskUsers who may change limits; empty: everybody who gets past the password
 */
public record AdminSettings(String host, int port, @Nullable String password, String installation, Set<String> careUsers, Set<String> riskUsers) {

    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;
    private static final int MIN_PASSWORD_LENGTH = 12;

    /** One in which everybody may work care orders. */
    public AdminSettings(String host, int port, @Nullable String password, String installation) {
        this(host, port, password, installation, Set.of(), Set.of());
    }

    /** @throws IllegalArgumentException with a text for the operator, if the console must not or cannot be served so */
    public AdminSettings {
        careUsers = Set.copyOf(careUsers);
        riskUsers = Set.copyOf(riskUsers);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the console's port must be 0 to 65535, was " + port);
        }
        if (password != null && password.length() < MIN_PASSWORD_LENGTH) {
            throw new IllegalArgumentException("the console's password must have at least " + MIN_PASSWORD_LENGTH + " characters, has " + password.length());
        }
        if (password == null && !address(host).isLoopbackAddress()) {
            throw new IllegalArgumentException("the console is to listen on " + host + ", which other machines can reach: set a password for it, or listen on "
                    + DEFAULT_HOST);
        }
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the console cannot listen on " + host + ": no such address", e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "AdminSettings[" + host + ":" + port + ", " + (password == null ? "no password" : "with a password") + ", " + installation + "]";
    }
}
