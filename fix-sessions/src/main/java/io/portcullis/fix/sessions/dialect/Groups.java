package io.portcullis.fix.sessions.dialect;

import java.util.ArrayList;
import java.util.List;

/** Finds the entries of a message's repeating groups. */
final class Groups {

    private Groups() {
    }

    /** In their order; a change of one moves those behind it, so change the last first. */
    static List<Scope> entries(Scope message, int countField) {
        List<Scope> entries = new ArrayList<>();
        int end = message.endOfGroup(countField);
        for (int from = countField + 1; from < end;) {
            int to = message.endOfEntry(from, end);
            entries.add(message.entry(from, to));
            from = to;
        }
        return entries;
    }
}
