package io.portcullis.fix.sessions.access;

import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the passwords of Logons(35=A) on threads of its own because each takes long, those of a session one after the other, and locks out who fails. Sessions have their turns;
 * who has logged on from there before comes first. All methods are for one thread, that of the reception.
 */
public final class Passwords implements AutoCloseable {

    /** What is said of any wrong one: not which part of it is wrong. */
    public static final String NEUTRAL_REFUSAL = "Invalid username or password";

    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
    private static final int MOST_KNOWN = 10_000;
    /** With orders there is always something more urgent: they take what is left of the processors. */
    private static final int MOST_AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    /** After a wrong password, as a multiple of the time that its check took: a fifth of a processor at most for all together. */
    private static final int REST_OF_CHECK = 5 * MOST_AT_ONCE - 1;
    private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
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

    /** Who waits for the verdict. */
    public interface Asker {

        /** Whether it still wants to know: a check is dear. */
        boolean isThere();

        /** Called once, on the thread of the reception; not if it has left before its turn. */
        void judged(Verdict verdict);
    }

    private record Guess(String session, String origin) {
    }

    private record Check(Guess guess, SessionKey session, String user, Peer peer, Credentials said, String logon, Asker asker) {

        void cut(Denial.Reason reason, String text) {
            if (asker.isThere()) {
                asker.judged(new Verdict.Cut(new Denial(reason, text)));
            }
        }
    }

    private enum Result {
        RIGHT, CHANGED, NOT_ALLOWED, WRONG, NOT_CHECKED
    }

    private final PasswordFile file;
    private final InstantSource clock;
    private final ExecutorService checks;
    private final WaitingChecks<Check> waiting = new WaitingChecks<>();
    private final Lockouts<Guess> bySession = new Lockouts<>(FREE_ATTEMPTS_OF_A_SESSION);
    private final Lockouts<String> byOrigin = new Lockouts<>(FREE_ATTEMPTS_OF_AN_ADDRESS);
    private final Set<Guess> known = Collections.newSetFromMap(new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Guess, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    });
    /** Sessions with a check under way. */
    private final Set<String> underway = new HashSet<>();
    private final ThreadLocal<SoftReference<PasswordHash.Room>> room = ThreadLocal.withInitial(() -> new SoftReference<>(null));

    /** @param first run at the begin of each thread that checks, such as what gives it its priority */
    public Passwords(PasswordFile file, InstantSource clock, Runnable first) {
        this.file = file;
        this.clock = clock;
        ThreadFactory threads = Thread.ofPlatform().name("fix-passwords").daemon().factory();
        this.checks = Executors.newFixedThreadPool(MOST_AT_ONCE, check -> threads.newThread(() -> {
            first.run();
            check.run();
        }));
    }

    /**
     * Checks what a Logon says, when it has its turn.
     *
     * @param user whose password it must be
     * @param thread that of the reception
     * @param asker given the verdict, at once or later
     */
    public void check(SessionKey session, String user, Peer peer, String logon, Executor thread, Asker asker) {
        FixMessage message;
        try {
            message = FixMessage.of(logon);
        } catch (IllegalArgumentException e) {
            asker.judged(new Verdict.Cut(new Denial(Denial.Reason.NO_LOGON, "its Logon is malformed")));
            return;
        }
        Guess guess = new Guess(session.value(), originOf(peer.address()));
        Check check = new Check(guess, session, user, peer, Credentials.of(message), Credentials.removedFrom(message), asker);
        if (isLockedOut(check)) {
            return;
        }
        Check displaced = waiting.add(session.value(), check, known.contains(guess));
        if (displaced != null) {
            displaced.cut(Denial.Reason.TOO_MANY, WaitingChecks.MOST_OF_A_SESSION + " Logons of the session wait for their password to be checked");
        }
        goOn(thread);
    }

    private boolean isLockedOut(Check check) {
        long now = clock.millis();
        long wait = Math.max(bySession.waitMillis(check.guess, now), byOrigin.waitMillis(check.guess.origin, now));
        if (wait > 0) {
            check.cut(Denial.Reason.LOCKED_OUT, "locked out after wrong passwords, for another " + (wait + 999) / 1000 + " s");
        }
        return wait > 0;
    }

    /** Only one of a session at a time, so that what came out of those before it counts. */
    private void goOn(Executor thread) {
        while (underway.size() < MOST_AT_ONCE) {
            Check next = waiting.next(underway);
            if (next == null) {
                return;
            }
            if (next.asker.isThere() && !isLockedOut(next)) {
                begin(next, thread);
            }
        }
    }

    private void begin(Check check, Executor thread) {
        underway.add(check.guess.session);
        checks.execute(() -> {
            long began = System.nanoTime();
            Result result = resultOf(check.user, check.said);
            thread.execute(() -> {
                settle(result, check.guess);
                check.asker.judged(verdict(result, check));
            });
            if (result == Result.WRONG) {
                restAfter(System.nanoTime() - began);
            }
            thread.execute(() -> {
                underway.remove(check.guess.session);
                goOn(thread);
            });
        });
    }

    /** Guesses that never end must not keep a processor busy that orders need; a crowd with the right passwords is not held up. */
    private static void restAfter(long nanosOfCheck) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(LONGEST_REST_NANOS, REST_OF_CHECK * nanosOfCheck));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(Result result, Guess guess) {
        switch (result) {
            case RIGHT, CHANGED -> {
                bySession.forget(guess);
                known.add(guess);
            }
            case WRONG -> {
                bySession.failed(guess, clock.millis());
                byOrigin.failed(guess.origin, clock.millis());
            }
            case NOT_ALLOWED, NOT_CHECKED -> {
                // nobody has guessed
            }
        }
    }

    private static Verdict verdict(Result result, Check check) {
        return switch (result) {
            case RIGHT -> new Verdict.Known(Admission.of(check.peer, check.session), check.logon, null);
            case CHANGED -> new Verdict.Known(new Admission(check.peer, check.session, null, Admission.PASSWORD_CHANGED), check.logon, null);
            case NOT_ALLOWED -> new Verdict.Known(new Admission(check.peer, check.session, Credentials.whatIsAllowed(), Admission.PASSWORD_NOT_ALLOWED),
                    check.logon, null);
            case WRONG -> new Verdict.Known(new Admission(check.peer, check.session, NEUTRAL_REFUSAL, Admission.WRONG_PASSWORD), check.logon,
                    new Denial(Denial.Reason.PASSWORD, "wrong Username(553) or Password(554), allowed is user " + check.user + " with its password"));
            case NOT_CHECKED -> new Verdict.Cut(new Denial(Denial.Reason.PASSWORD, "the password of user " + check.user + " can't be checked, see the log"));
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
        if (!matches(hash, password)) {
            return wanted != null && matches(hash, wanted) ? Result.CHANGED : Result.WRONG; // changed before, the answer got lost
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

    /** On a thread that checks. The room is 19 MiB: made anew for each, it would be the collector's work; it may have it when memory is short. */
    private boolean matches(String hash, String password) {
        PasswordHash.Room used = room.get().get();
        if (used == null) {
            used = new PasswordHash.Room();
            room.set(new SoftReference<>(used));
        }
        return PasswordHash.matches(hash, Credentials.bytes(password), used);
    }

    @Override
    public void close() {
        checks.shutdown();
    }
}
