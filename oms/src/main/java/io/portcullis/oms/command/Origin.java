package io.portcullis.oms.command;

import io.portcullis.oms.types.SessionKey;

/**
 * The message that a command came in: written with the events that it gave, so that after a crash it is known to be done.
 *
 * @param generation creation time of the session's numbering, in epoch milliseconds: it changes when sequence numbers are reset
 * @param msgSeqNum MsgSeqNum(34)
 */
public record Origin(SessionKey session, long generation, int msgSeqNum) {
}
