package io.portcullis.admin.readmodel;

import java.util.List;

/**
 * What changed since changes were last taken.
 *
 * @param orderIds numbers of the orders that are new or changed, each once
 * @param dropped OrderID(37) of the orders that are no longer kept
 * @param everything so many were dropped that they were not counted: start again from {@link ReadModel#orderIds()}
 */
public record Changes(List<Long> orderIds, List<String> dropped, boolean everything) {
}
