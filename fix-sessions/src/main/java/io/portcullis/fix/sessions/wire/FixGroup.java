package io.portcullis.fix.sessions.wire;

/** The entries of a repeating group, one after the other: after {@link #next()} its fields are those of the next entry. */
public final class FixGroup extends FixFields {

    private final FieldIndex index;
    private final int limit;
    private int from;
    private int to;

    FixGroup(FieldIndex index, int countField, int limit) {
        this.index = index;
        this.limit = limit;
        this.to = countField < 0 ? limit : countField + 1;
        this.from = to;
    }

    /** Moves to the next entry. @return false if there is none */
    public boolean next() {
        from = to;
        if (from >= limit) {
            return false;
        }
        int nextStart = index.find(index.tag(from), from + 1, limit);
        to = nextStart < 0 ? limit : nextStart;
        return true;
    }

    @Override
    FieldIndex index() {
        return index;
    }

    @Override
    int from() {
        return from;
    }

    @Override
    int to() {
        return to;
    }
}
