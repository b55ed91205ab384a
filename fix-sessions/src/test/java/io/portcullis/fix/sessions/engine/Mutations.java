package io.portcullis.fix.sessions.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes inputs out of others, line by line, field by field and byte by byte: the same ones from the same seed. */
final class Mutations {

    private static final String[] VALUES = {"0", "-1", "1", "2147483647", "2147483648", "999999999999", "00", "", "Y", "N", "%", "@", "1.5", "-0.00000001",
        "99999999999.99",
        "1e5", "ACME", "\u00e4\u00ff", "A".repeat(300), "20260230-09:30:00", "20260131-24:00:00.000", "=", "a=b"};
    private static final int[] TAGS = {34, 35, 36, 43, 49, 52, 56, 97, 122, 123, 7, 16, 98, 108, 141, 789, 11, 41, 54, 55, 38, 40, 44, 58, 95, 96, 112, 453,
        447, 448, 452,
        78, 79, 80, 8, 9, 10, 0, 5001, 99999999};
    private static final String[] TYPES = {"0", "1", "2", "3", "4", "5", "A", "D", "F", "G", "H", "8", "9", "j", "V", "B", "E", "", "ZZ", "D|D"};

    private final RandomGenerator random;
    private final List<byte[]> seeds;

    Mutations(List<byte[]> seeds, RandomGenerator random) {
        this.seeds = seeds;
        this.random = random;
    }

    byte[] next() {
        List<String> lines = new ArrayList<>(List.of(text(pick(seeds)).split("\n", -1)));
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int line = random.nextInt(lines.size());
            switch (random.nextInt(8)) {
                case 0 -> lines.remove(line);
                case 1 -> lines.add(line, lines.get(random.nextInt(lines.size())));
                case 2 -> lines.addAll(line, List.of(text(pick(seeds)).split("\n", -1)));
                case 3 -> lines.set(line, new String(bytes(lines.get(line)), StandardCharsets.ISO_8859_1));
                default -> lines.set(line, fields(lines.get(line)));
            }
            if (lines.isEmpty() || lines.size() > 30) {
                return pick(seeds);
            }
        }
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String fields(String line) {
        List<String> fields = new ArrayList<>(List.of(line.split("\\|", -1)));
        int at = random.nextInt(fields.size());
        String field = fields.get(at);
        int equal = field.indexOf('=');
        switch (random.nextInt(7)) {
            case 0 -> fields.remove(at);
            case 1 -> fields.add(random.nextInt(fields.size() + 1), field);
            case 2 -> fields.add(at, TAGS[random.nextInt(TAGS.length)] + "=" + VALUES[random.nextInt(VALUES.length)]);
            case 3 -> fields.set(at, TAGS[random.nextInt(TAGS.length)] + field.substring(Math.max(0, equal)));
            case 4 -> fields.replaceAll(each -> each.startsWith("35=") ? "35=" + TYPES[random.nextInt(TYPES.length)] : each);
            case 5 -> fields.replaceAll(each -> each.startsWith("34=") ? "34=" + random.nextInt(40) : each);
            default -> fields.set(at, field.substring(0, equal + 1) + VALUES[random.nextInt(VALUES.length)]);
        }
        return String.join("|", fields);
    }

    private byte[] bytes(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length == 0) {
            return new byte[]{(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            default -> {
                bytes[at] = (byte) random.nextInt();
                yield bytes;
            }
        };
    }

    private byte[] pick(List<byte[]> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
