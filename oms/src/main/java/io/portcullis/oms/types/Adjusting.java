package io.portcullis.oms.types;

/** What a client wants to be left as it is when a corporate action would change its order. */
public enum Adjusting {

    /** Nothing. */
    ALL(true, true),
    /** ExecInst(18)=F: a cash dividend does not reduce its price. */
    DO_NOT_REDUCE(false, true),
    /** ExecInst(18)=E: a split does not increase its quantity. */
    DO_NOT_INCREASE(true, false),
    /** Both. */
    NEITHER(false, false);

    private static final Adjusting[] VALUES = values();

    private final boolean reduces;
    private final boolean increases;

    Adjusting(boolean reduces, boolean increases) {
        this.reduces = reduces;
        this.increases = increases;
    }

    public static Adjusting of(boolean reduces, boolean increases) {
        for (Adjusting each : VALUES) {
            if (each.reduces == reduces && each.increases == increases) {
                return each;
            }
        }
        throw new IllegalStateException("not known: " + reduces + ", " + increases);
    }

    /** A cash dividend may reduce its price. */
    public boolean reduces() {
        return reduces;
    }

    /** A split may increase its quantity. */
    public boolean increases() {
        return increases;
    }
}
