package io.portcullis.fix.sessions.wire;

/** The tags of the standard header in any version of FIX. */
final class HeaderTags {

    private static final boolean[] TAGS = new boolean[1157];

    static {
        for (int tag : new int[]{8, 9, 35, 49, 56, 115, 128, 90, 91, 34, 50, 142, 57, 143, 116, 144, 129, 145, 43, 97, 52, 122, 212, 213, 347, 369, 370, 627,
            628, 629,
            630, 1128, 1129, 1156}) {
            TAGS[tag] = true;
        }
    }

    private HeaderTags() {
    }

    static boolean contains(int tag) {
        return tag > 0 && tag < TAGS.length && TAGS[tag];
    }
}
