package io.portcullis.server.scenarios;

import org.jspecify.annotations.Nullable;

/** A hub, or its order core alone, with a client and venues that do as a scenario says. */
interface Surroundings {

    /** A case begins. */
    void begin(Scenario.Case which) throws Exception;

    /** A counterparty sends this to the hub; all fields that FIX 4.4 requires are there. */
    void says(String party, Told message) throws Exception;

    /** What a counterparty is told next, in FIX 4.4's fields; null if nothing comes, though it was waited for. */
    @Nullable
    Told hears(String party) throws Exception;

    /** What a counterparty is told next of all that has happened up to now; null if that is nothing. */
    @Nullable
    Told hearsNow(String party) throws Exception;

    void happens(String party, String what) throws Exception;

    /** What the hub is expected to say instead, where that party's version of FIX has other words than FIX 4.4. */
    Told inItsWords(String party, Told expected);
}
