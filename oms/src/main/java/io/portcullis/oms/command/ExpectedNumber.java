package io.portcullis.oms.command;

/**
 * The MsgSeqNum(34) that is expected next on a session, set by a person. If it is set back, messages that were done already may come again.
 *
 * @param generation of the session's numbering, as in {@link Origin}
 */
public record ExpectedNumber(long generation, int before, int after) {
}
