package io.portcullis.oms.core;

import io.portcullis.oms.event.LocateFact;
import java.util.Locale;
import java.util.function.Consumer;

/** What the desk is told of locates. */
final class LocateTelling {

    private LocateTelling() {
    }

    static void tell(LocateFact fact, Consumer<String> alert) {
        alert.accept(switch (fact) {
            case LocateFact.Added f -> "locate " + f.locateId() + " added by " + f.user() + ": " + f.locate() + ": " + f.reason();
            case LocateFact.Ended f -> "locate " + f.locateId() + " " + f.how().name().toLowerCase(Locale.ROOT) + " by " + f.user() + ", executed on it "
                    + f.covered() + ": " + f.reason();
        });
    }
}
