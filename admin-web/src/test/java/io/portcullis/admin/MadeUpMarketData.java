package io.portcullis.admin;

import io.portcullis.admin.port.MarketDataView;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Two venues, of which one shows a crossed book. */
final class MadeUpMarketData implements MarketDataView {

    @Nullable
    BarQuestion asked;

    @Override
    public CompletionStage<Overview> overview() {
        return CompletableFuture.completedFuture(
                new Overview(List.of(new Feed("LIT1", "incremental", 2, 0, 7, 1, 1_000_000_000L), new Feed("LIT2", "snapshots", 2, 1, 3, 0, 0)),
                        List.of(new Unusable("LIT2", "IBM", "crossed", "its best bid 10.02 is above its best offer 10.01", 2_000_000_000L))));
    }

    @Override
    public CompletionStage<Optional<Instrument>> instrument(String symbol) {
        return CompletableFuture
                .completedFuture(symbol.equals("IBM") ? Optional.of(new Instrument("IBM", new Level("10", "300"), null, "10.01", 3_000_000_000L, "500", "10.01",
                        List.of(new Book("LIT1", List.of(new Level("10", "300")), List.of(), "10.01", 1_000_000_000L, null, "")))) : Optional.empty());
    }

    @Override
    public CompletionStage<Optional<List<Bar>>> bars(BarQuestion question) {
        asked = question;
        return CompletableFuture.completedFuture(question.symbol().equals("NONE") ? Optional.empty()
                : Optional.of(List.of(new Bar(60_000_000_000L, LocalDate.EPOCH, "10", "10.02", "9.99", "10.01", "300", "3003", "10.01", 3, "10", null, true))));
    }
}
