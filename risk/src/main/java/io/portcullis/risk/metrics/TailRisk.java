package io.portcullis.risk.metrics;

import org.jspecify.annotations.Nullable;

/**
 * How much a portfolio could lose.
 *
 * @param days within which it loses it
 * @param valueAtRisk loss that is not exceeded at that level; negative if there is a gain even then
 * @param expectedShortfall what is lost on average in the tail beyond that level; never less than the value at risk
 * @param standardError of the value at risk, where it comes from a simulation; null otherwise
 */
public record TailRisk(Method method, Level level, int days, double valueAtRisk, double expectedShortfall, @Nullable Double standardError) {
}
