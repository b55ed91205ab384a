package io.portcullis.fix.sessions.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hashes, the file that keeps them, and how long one who guesses must wait. */
class PasswordsTest {

    @TempDir
    Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aHashMatchesItsPasswordOnlyAndNoTwoAreTheSame() {
        String hash = PasswordHash.of(bytes("open sesame"));

        assertTrue(PasswordHash.matches(hash, bytes("open sesame")));
        assertFalse(PasswordHash.matches(hash, bytes("open sesamE")));
        assertFalse(hash.equals(PasswordHash.of(bytes("open sesame"))));
    }

    /** From the tests of the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -e. */
    @Test
    void aHashOfAnotherProgramIsUnderstood() {
        assertTrue(PasswordHash.matches("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", bytes("password")));
    }

    @Test
    void theFileIsItsOwnersOnlyAndAChangeReplacesOneLine() throws IOException {
        PasswordFile file = new PasswordFile(directory.resolve("data/passwords"));
        assertEquals(Optional.empty(), file.hashOf("acme"));
        String first = PasswordHash.of(bytes("first password"));
        String second = PasswordHash.of(bytes("second password"));
        file.set("acme", first);
        file.set("globex", first);
        file.set("acme", second);

        assertEquals(Optional.of(second), file.hashOf("acme"));
        assertEquals(Optional.of(first), file.hashOf("globex"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("data/passwords"))));

        Files.setPosixFilePermissions(directory.resolve("data/passwords"), PosixFilePermissions.fromString("rw-r--r--"));
        IOException refused = assertThrows(IOException.class, () -> file.hashOf("acme"));
        assertTrue(refused.getMessage().endsWith("may be read by others than its owner (rw-r--r--): chmod 600"), refused.getMessage());
    }

    @Test
    void aNameThatWouldBreakTheFileIsRefused() {
        PasswordFile file = new PasswordFile(directory.resolve("passwords"));

        for (String name : new String[]{"", " acme", "a:b", "a\nb", "#a"}) {
            assertThrows(IllegalArgumentException.class, () -> file.set(name, "x"));
        }
    }

    @Test
    void whoFailsThreeTimesWaitsFiveSecondsThenTenThenTwenty() {
        Lockouts<String> lockouts = new Lockouts<>(3);
        long now = 1_000_000;
        for (int i = 0; i < 3; i++) {
            assertEquals(0, lockouts.waitMillis("acme", now));
            lockouts.failed("acme", now);
        }
        assertEquals(5_000, lockouts.waitMillis("acme", now));
        assertEquals(0, lockouts.waitMillis("globex", now));
        now += 5_000;
        assertEquals(0, lockouts.waitMillis("acme", now));
        lockouts.failed("acme", now);
        assertEquals(10_000, lockouts.waitMillis("acme", now));
        for (int i = 0; i < 40; i++) {
            lockouts.failed("acme", now);
        }
        assertEquals(900_000, lockouts.waitMillis("acme", now));
        lockouts.forget("acme");
        assertEquals(0, lockouts.waitMillis("acme", now));
    }

    @Test
    void aRoomThatIsUsedAgainChangesNoHash() {
        PasswordHash.Room room = new PasswordHash.Room();
        String hash = PasswordHash.of(bytes("open sesame"));
        String larger = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        for (int i = 0; i < 2; i++) {
            assertTrue(PasswordHash.matches(hash, bytes("open sesame"), room));
            assertFalse(PasswordHash.matches(hash, bytes("open sesamE"), room));
            assertTrue(PasswordHash.matches(larger, bytes("password"), room));
        }
    }

    @Test
    void sessionsHaveTheirTurnsAndOneThatIsGuessedAtHoldsUpNoOther() {
        WaitingChecks<String> waiting = new WaitingChecks<>();
        for (int i = 1; i <= WaitingChecks.MOST_OF_A_SESSION; i++) {
            assertNull(waiting.add("acme", "guess " + i, false));
        }
        assertEquals("guess 9", waiting.add("acme", "guess 9", false));
        assertNull(waiting.add("globex", "globex", false));
        assertEquals("guess 8", waiting.add("acme", "acme from where it was before", true));
        assertNull(waiting.add("initech", "initech from where it was before", true));

        assertEquals("initech from where it was before", waiting.next(Set.of()));
        assertEquals("acme from where it was before", waiting.next(Set.of()));
        assertEquals("globex", waiting.next(Set.of()));
        for (int i = 1; i <= 7; i++) {
            assertEquals("guess " + i, waiting.next(Set.of()));
        }
        assertNull(waiting.next(Set.of()));
    }

    @Test
    void aSessionWhosePasswordIsBeingCheckedWaitsForThat() {
        WaitingChecks<String> waiting = new WaitingChecks<>();
        waiting.add("acme", "guess", false);
        waiting.add("globex", "globex", false);

        assertEquals("globex", waiting.next(Set.of("acme")));
        assertNull(waiting.next(Set.of("acme")));
        assertEquals("guess", waiting.next(Set.of("globex")));
    }

    @Test
    void whoHasLeftBeforeItsTurnCostsNoCheck() throws Exception {
        PasswordFile file = new PasswordFile(directory.resolve("passwords"));
        file.set("acme", PasswordHash.of(bytes("open sesame")));
        String logon = "8=FIX.4.4|9=62|35=A|34=1|49=C|52=20260131-09:30:00|56=B|98=0|108=30|554=open sesame|10=000|".replace('|', '\u0001');
        List<String> told = new CopyOnWriteArrayList<>();
        CountDownLatch judged = new CountDownLatch(2);
        ExecutorService reception = Executors.newSingleThreadExecutor();
        try (Passwords passwords = new Passwords(file, InstantSource.system(), () -> {})) {
            reception.submit(() -> {
                for (String name : List.of("first", "gone", "last")) {
                    passwords.check(new SessionKey(name), "acme", Peer.plain(InetAddress.getLoopbackAddress()), logon, reception, new Passwords.Asker() {

                        @Override
                        public boolean isThere() {
                            return !name.equals("gone");
                        }

                        @Override
                        public void judged(Passwords.Verdict verdict) {
                            told.add(name + (verdict instanceof Passwords.Verdict.Known ? " known" : " cut"));
                            judged.countDown();
                        }
                    });
                }
            });
            assertTrue(judged.await(20, TimeUnit.SECONDS));
        } finally {
            reception.shutdown();
        }
        assertEquals(Set.of("first known", "last known"), Set.copyOf(told));
    }

    @Test
    void theSessionGetsTheLogonWithoutWhatProvedIt() {
        String logon = "8=FIX.4.4|9=77|35=A|34=1|49=C|52=20260131-09:30:00|56=B|98=0|108=30|553=acme|554=secret12|925=newsecret|10=000|".replace('|', '\u0001');
        FixMessage message = FixMessage.of(logon);

        assertEquals("8=FIX.4.4|9=53|35=A|34=1|49=C|52=20260131-09:30:00|56=B|98=0|108=30|10=176|", Credentials.removedFrom(message).replace('\u0001', '|'));
        assertEquals("credentials of acme", Credentials.of(message).toString());
    }
}
