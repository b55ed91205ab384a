package io.portcullis.risk;

import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts what was executed, and what accounts hold, into the cells, as the ledger has it. */
final class BookedShares implements Ledger.Follower {

    private static final SessionKey NO_SESSION = new SessionKey("-");

    private final List<Projection> projections;
    private final Function<String, String> currencyOf;
    private final Function<String, @Nullable Account> accountOf;
    private Ledger ledger = new Ledger();
    private RiskLimits limits = new RiskLimits();

    BookedShares(List<Projection> projections, Function<String, String> currencyOf, Function<String, @Nullable Account> accountOf) {
        this.projections = projections;
        this.currencyOf = currencyOf;
        this.accountOf = accountOf;
    }

    void follow(Ledger followed, RiskLimits as) {
        ledger = followed;
        limits = as;
        followed.follow(this);
        anew();
    }

    @Override
    public void executed(Ledger.Of of, Money quantity, Money value, boolean isOfToday) {
        String currency = currencyOf.apply(of.symbol());
        Account account = accountOf.apply(of.account());
        for (int i = 0; i < projections.size(); i++) {
            Cell traded = projections.get(i).of(of, false, account, currency, limits.version());
            if (traded != null && isOfToday) {
                traded.execute(currency, quantity, value);
            }
            Cell held = projections.get(i).of(of, true, account, currency, limits.version());
            if (held != null) {
                held.hold(currency, quantity, value, of.side().isBuy() ? 1 : -1);
            }
        }
    }

    @Override
    public void anew() {
        projections.forEach(projection -> projection.cells().forEach(Cell::clearBooked));
        ledger.starts().forEach(this::hold);
        for (Ledger.Trades trades : ledger.trades()) {
            executed(trades.of(), trades.quantity(), trades.value(), true);
            executed(trades.of(), trades.takenBack(), trades.valueTakenBack(), false);
        }
    }

    private void hold(Ledger.Held held, Ledger.Start start) {
        Ledger.Of of = new Ledger.Of(held.account(), NO_SESSION, held.symbol(), Side.BUY);
        String currency = currencyOf.apply(held.symbol());
        for (Projection projection : projections) {
            Cell cell = projection.of(of, true, accountOf.apply(held.account()), currency, limits.version());
            if (cell != null) {
                cell.hold(currency, start.quantity(), start.value(), 1);
            }
        }
    }
}
