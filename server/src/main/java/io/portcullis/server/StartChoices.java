package io.portcullis.server;

/**
 * What an operator decides when the hub is started.
 *
 * @param acceptsLoss goes on without records or session files that are gone, with trading halted
 * @param rebuildsDatabase clears the projection's tables and writes them anew from the event log
 */
public record StartChoices(boolean acceptsLoss, boolean rebuildsDatabase) {
}
