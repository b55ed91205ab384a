package io.portcullis.server.simulation;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Quantity;

/**
 * How an execution stands by a venue's own books.
 *
 * @param childId of our child order
 * @param number of the execution within the venue
 * @param version 0 as first told, one more with each correction and with the bust
 * @param quantity zero if busted
 * @param value quantity times price
 */
record ExecutionFact(long childId, long number, int version, Quantity quantity, Money value) {
}
