package io.portcullis.fix.sessions.access;

import io.portcullis.fix.sessions.wire.FixMessage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a Logon(35=A) says to prove who it is from.
 *
 * @param username Username(553); null if it is absent
 * @param password Password(554) or, in versions that have no such field and by use, RawData(96)
 * @param newPassword NewPassword(925), which is to replace it; null for none
 */
record Credentials(@Nullable String username, @Nullable String password, @Nullable String newPassword) {

    private static final int RAW_DATA_LENGTH = 95;
    private static final int RAW_DATA = 96;
    private static final int USERNAME = 553;
    private static final int PASSWORD = 554;
    private static final int NEW_PASSWORD = 925;
    private static final int MIN_LENGTH = 8;
    private static final int MAX_LENGTH = 128;

    static Credentials of(FixMessage logon) {
        String password = logon.stringOrNull(PASSWORD);
        return new Credentials(logon.stringOrNull(USERNAME), password == null ? logon.stringOrNull(RAW_DATA) : password, logon.stringOrNull(NEW_PASSWORD));
    }

    /** The Logon as the session gets it: it has no use for what proved who sent it, and nothing that it keeps or logs can tell a password. */
    static String removedFrom(FixMessage logon) {
        return logon.stringOrNull(PASSWORD) == null
                ? logon.without(USERNAME, NEW_PASSWORD, RAW_DATA_LENGTH, RAW_DATA)
                : logon.without(USERNAME, PASSWORD, NEW_PASSWORD);
    }

    /** Whether the new password is long enough, printable and another one. */
    boolean isNewPasswordAllowed() {
        String wanted = newPassword;
        return wanted == null || wanted.length() >= MIN_LENGTH && wanted.length() <= MAX_LENGTH && !wanted.equals(password)
                && wanted.chars().noneMatch(Character::isISOControl);
    }

    static String whatIsAllowed() {
        return "NewPassword(925) must have " + MIN_LENGTH + " to " + MAX_LENGTH + " printable characters and differ from Password(554)";
    }

    static byte[] bytes(String password) {
        return password.getBytes(StandardCharsets.ISO_8859_1); // as they came
    }

    /** Says no password. */
    @Override
    public String toString() {
        return "credentials of " + username;
    }
}
