package io.portcullis.fix.sessions.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.sessions.wire.FixMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
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
            lockouts.attempt("acme", now);
        }
        assertEquals(5_000, lockouts.waitMillis("acme", now));
        assertEquals(0, lockouts.waitMillis("globex", now));
        now += 5_000;
        assertEquals(0, lockouts.waitMillis("acme", now));
        lockouts.attempt("acme", now);
        assertEquals(10_000, lockouts.waitMillis("acme", now));
        for (int i = 0; i < 40; i++) {
            lockouts.attempt("acme", now);
        }
        assertEquals(900_000, lockouts.waitMillis("acme", now));
        lockouts.forget("acme");
        assertEquals(0, lockouts.waitMillis("acme", now));
    }

    @Test
    void anAttemptThatWasRightCountsNot() {
        Lockouts<String> lockouts = new Lockouts<>(1);
        lockouts.attempt("acme", 0);
        lockouts.takeBack("acme");

        assertEquals(0, lockouts.waitMillis("acme", 0));
    }

    @Test
    void theSessionGetsTheLogonWithoutWhatProvedIt() {
        String logon = "8=FIX.4.4|9=77|35=A|34=1|49=C|52=20260131-09:30:00|56=B|98=0|108=30|553=acme|554=secret12|925=newsecret|10=000|".replace('|', '\u0001');
        FixMessage message = FixMessage.of(logon);

        assertEquals("8=FIX.4.4|9=53|35=A|34=1|49=C|52=20260131-09:30:00|56=B|98=0|108=30|10=176|", Credentials.removedFrom(message).replace('\u0001', '|'));
        assertEquals("credentials of acme", Credentials.of(message).toString());
    }
}
