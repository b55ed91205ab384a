package io.portcullis.fix.sessions.access;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) with 19 MiB and two passes, in the text form that other programs know: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Making or checking one
 * takes a tenth of a second or two, by design.
 */
public final class PasswordHash {

    private static final int MEMORY_KIB = 19 << 10;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MAX_KIB = 1 << 20;
    private static final int MAX_PASSES = 64;
    private static final Pattern ENCODED = Pattern
            .compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,88})\\$([A-Za-z0-9+/]{22,88})");
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordHash() {
    }

    /** The memory that a hash is computed in, to be used again for the next one: of as much as our own hashes take, what more another one takes is thrown away. For one thread. */
    static final class Room {
        private final FixedBlockPool blocks = new FixedBlockPool(MEMORY_KIB);
    }

    /** A new hash of that password, with a salt of its own. */
    public static String of(byte[] password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES, new Room()));
    }

    static boolean isOne(String text) {
        return ENCODED.matcher(text).matches();
    }

    /** @throws IllegalArgumentException if {@code encoded} is no hash of this form, or asks for more than a gigabyte or 64 passes */
    public static boolean matches(String encoded, byte[] password) {
        return matches(encoded, password, new Room());
    }

    /** As {@link #matches(String, byte[])}, in that room. */
    static boolean matches(String encoded, byte[] password, Room room) {
        Matcher parts = ENCODED.matcher(encoded);
        if (!parts.matches() || Integer.parseInt(parts.group(1)) > MAX_KIB || Integer.parseInt(parts.group(2)) > MAX_PASSES) {
            throw new IllegalArgumentException("no hash of Argon2id, version 19");
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] found = hash(password, Base64.getDecoder().decode(parts.group(4)), Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)), expected.length, room);
        return MessageDigest.isEqual(expected, found);
    }

    private static byte[] hash(byte[] password, byte[] salt, int kib, int passes, int lanes, int bytes, Room room) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(kib)
                .withIterations(passes).withParallelism(lanes).withSalt(salt).withBlockPool(room.blocks).build());
        byte[] hash = new byte[bytes];
        generator.generateBytes(password, hash);
        return hash;
    }
}
