package io.portcullis.server.messagelog;

import java.util.List;

/**
 * What a search has found.
 *
 * @param messages in the order that was asked for
 * @param isAll whether there is no more; if not, there may be
 * @param next where the search goes on; also where what comes later will be, if the oldest were asked for first
 * @param reached epoch nanoseconds of the last entry that was looked at or could be passed over; the extreme of its type if there was none
 * @param bytesRead of messages, to find these
 * @param damage what could not be read, in words
 */
public record Found(List<LoggedMessage> messages, boolean isAll, Place next, long reached, long bytesRead, List<String> damage) {
}
