package io.portcullis.risk;

import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What an account has gained in an instrument on a trading day, against what its position was worth when that began. Losses are negative.
 *
 * @param realised by what was bought and sold again, or sold and bought back, at average prices
 * @param unrealised by what is still there
 */
public record ProfitAndLoss(Money realised, Money unrealised) {

    private static final int PLACES = 16;

    /**
     * @param price what a share is worth now
     * @return null if it is not known what the position was worth at the beginning
     */
    public static @Nullable ProfitAndLoss of(Ledger.Position position, Price price) {
        Ledger.Start start = position.start();
        if (!start.quantity().isZero() && start.price() == null) {
            return null;
        }
        boolean beganShort = start.quantity().isNegative();
        BigDecimal in = sum(position.bought(), beganShort ? Money.ZERO : start.quantity());
        BigDecimal paid = sum(position.boughtValue(), beganShort ? Money.ZERO : start.value());
        BigDecimal out = sum(position.sold(), beganShort ? start.quantity().negated() : Money.ZERO);
        BigDecimal received = sum(position.soldValue(), beganShort ? start.value().negated() : Money.ZERO);
        BigDecimal left = in.subtract(out);
        BigDecimal worth = left.multiply(new BigDecimal(price.toString()));
        BigDecimal cost = left.signum() == 0 ? BigDecimal.ZERO : left.signum() > 0 ? part(paid, left, in) : part(received, left, out);
        Money all = Money.of(received.subtract(paid).add(worth).setScale(PLACES, RoundingMode.HALF_EVEN));
        Money unrealised = Money.of(worth.subtract(cost).setScale(PLACES, RoundingMode.HALF_EVEN));
        return new ProfitAndLoss(all.minus(unrealised), unrealised);
    }

    private static BigDecimal sum(Money a, Money b) {
        return a.decimal().add(b.decimal());
    }

    /** What so much of it came to. What there is after more was taken back than there was has no average: it counts in full. */
    private static BigDecimal part(BigDecimal value, BigDecimal quantity, BigDecimal of) {
        return of.signum() <= 0 ? value : value.multiply(quantity).divide(of, PLACES, RoundingMode.HALF_EVEN);
    }

    /** Of both. */
    public Money total() {
        return realised.plus(unrealised);
    }
}
