package io.portcullis.admin.port;

import io.portcullis.oms.order.Stray;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What venues reported that can't be booked, looked up when somebody asks. */
public interface StraysView {

    /** Those that somebody has to look at and those that were settled lately, oldest first. Complete on any thread. */
    CompletionStage<List<Stray>> strays();
}
