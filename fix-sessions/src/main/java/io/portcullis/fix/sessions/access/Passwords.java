package io.portcullis.fix.sessions.access;

import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the passwords of Logons(35=A), one after the other on a thread of its own because each takes long, and locks out who fails. All methods are for one thread, that
 * of the reception.
 */
public final class Passwords implements AutoCloseable {

    /** What is said of any wrong one: not which part of it is wrong. */
    public static final String NEUTRAL_REFUSAL = "Invalid username or password";

    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
    private static final int MOST_AT_A_TIME = 16;
    private static final int FREE_ATTEMPTS_OF_A_SESSION = 3;
    private static final int FREE_ATTEMPTS_OF_AN_ADDRESS = 10;
    private static final int NETWORK_BYTES = 8;

    /** What came out. */
    public sealed interface Verdict {

        /**
         * It may log on, or is told why not.
         *
         * @param logon the message without what has proved it
         * @param denial to be alerted, if its password was wrong
         */
        record Known(Admission admission, String logon, @Nullable Denial denial) implements Verdict {
        }

        /** To be cut without a word. */
        record Cut(Denial denial) implements Verdict {
        }
    }

    private record Guess(String session, String origin) {
    }

    private enum Result {
        RIGHT, CHANGED, NOT_ALLOWED, WRONG, NOT_CHECKED
    }

    private final PasswordFile file;
    private final InstantSource clock;
    private final ExecutorService checks;
    private final Lockouts<Guess> bySession = new Lockouts<>(FREE_ATTEMPTS_OF_A_SESSION);
    private final Lockouts<String> byOrigin = new Lockouts<>(FREE_ATTEMPTS_OF_AN_ADDRESS);
    private int underway;

    /** @param first run once on the thread that checks, such as what gives it its priority */
    public Passwords(PasswordFile file, InstantSource clock, Runnable first) {
        this.file = file;
        this.clock = clock;
        this.checks = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("fix-passwords").daemon().factory());
        checks.execute(first);
    }

    /**
     * Checks what a Logon says.
     *
     * @param user whose password it must be
     * @param then given the verdict, at once or later on {@code thread}
     */
    public void check(SessionKey session, String user, Peer peer, String logon, Executor thread, Consumer<Verdict> then) {
        String origin = originOf(peer.address());
        Guess guess = new Guess(session.value(), origin);
        long now = clock.millis();
        long wait = Math.max(bySession.waitMillis(guess, now), byOrigin.waitMillis(origin, now));
        if (wait > 0) {
            then.accept(new Verdict.Cut(new Denial(Denial.Reason.LOCKED_OUT, "locked out after wrong passwords, for another " + (wait + 999) / 1000 + " s")));
            return;
        }
        if (underway >= MOST_AT_A_TIME) {
            then.accept(new Verdict.Cut(new Denial(Denial.Reason.TOO_MANY, "more than " + MOST_AT_A_TIME + " passwords are being checked")));
            return;
        }
        FixMessage message;
        try {
            message = FixMessage.of(logon);
        } catch (IllegalArgumentException e) {
            then.accept(new Verdict.Cut(new Denial(Denial.Reason.NO_LOGON, "its Logon is malformed")));
            return;
        }
        Credentials said = Credentials.of(message);
        String remaining = Credentials.removedFrom(message);
        bySession.attempt(guess, now);
        byOrigin.attempt(origin, now);
        underway++;
        checks.execute(() -> {
            Result result = resultOf(user, said);
            thread.execute(() -> {
                underway--;
                settle(result, guess, origin);
                then.accept(verdict(result, session, user, peer, remaining));
            });
        });
    }

    private void settle(Result result, Guess guess, String origin) {
        switch (result) {
            case RIGHT, CHANGED -> {
                bySession.forget(guess);
                byOrigin.takeBack(origin);
            }
            case NOT_ALLOWED, NOT_CHECKED -> {
                bySession.takeBack(guess);
                byOrigin.takeBack(origin);
            }
            case WRONG -> {
                // the attempts stay counted as failures
            }
        }
    }

    private static Verdict verdict(Result result, SessionKey session, String user, Peer peer, String logon) {
        return switch (result) {
            case RIGHT -> new Verdict.Known(Admission.of(peer, session), logon, null);
            case CHANGED -> new Verdict.Known(new Admission(peer, session, null, Admission.PASSWORD_CHANGED), logon, null);
            case NOT_ALLOWED -> new Verdict.Known(new Admission(peer, session, Credentials.whatIsAllowed(), Admission.PASSWORD_NOT_ALLOWED), logon, null);
            case WRONG -> new Verdict.Known(new Admission(peer, session, NEUTRAL_REFUSAL, Admission.WRONG_PASSWORD), logon,
                    new Denial(Denial.Reason.PASSWORD, "wrong Username(553) or Password(554), allowed is user " + user + " with its password"));
            case NOT_CHECKED -> new Verdict.Cut(new Denial(Denial.Reason.PASSWORD, "the password of user " + user + " can't be checked, see the log"));
        };
    }

    /** An IPv6 host has many addresses of one network. */
    private static String originOf(InetAddress address) {
        return address instanceof Inet6Address ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) : address.getHostAddress();
    }

    private Result resultOf(String user, Credentials said) {
        try {
            Optional<String> hash = file.hashOf(user);
            if (hash.isEmpty()) {
                LOG.error("user {} has no password in {}: portcullis password {} sets one", user, file, user);
                return Result.NOT_CHECKED;
            }
            return resultOf(user, said, hash.get());
        } catch (IOException | RuntimeException e) {
            LOG.error("the password of user {} can't be checked: {}", user, e.toString());
            return Result.NOT_CHECKED;
        }
    }

    private Result resultOf(String user, Credentials said, String hash) throws IOException {
        String password = said.password();
        String wanted = said.newPassword();
        boolean isOfUser = said.username() == null || said.username().equals(user);
        if (password == null || !isOfUser) {
            return Result.WRONG;
        }
        if (!PasswordHash.matches(hash, Credentials.bytes(password))) {
            return wanted != null && PasswordHash.matches(hash, Credentials.bytes(wanted)) ? Result.CHANGED : Result.WRONG; // changed before, the answer got lost
        }
        if (wanted == null) {
            return Result.RIGHT;
        }
        if (!said.isNewPasswordAllowed()) {
            return Result.NOT_ALLOWED;
        }
        file.set(user, PasswordHash.of(Credentials.bytes(wanted)));
        LOG.info("user {} has a new password", user);
        return Result.CHANGED;
    }

    @Override
    public void close() {
        checks.shutdown();
    }
}
