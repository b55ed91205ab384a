package io.portcullis.fix.sessions.access;

/**
 * The last time that somebody was not let in, of those who have come under one name.
 *
 * @param time epoch milliseconds
 * @param from the peer's address
 * @param count how often that has happened since the start
 */
public record RefusedLogon(long time, String from, Denial denial, long count) {
}
