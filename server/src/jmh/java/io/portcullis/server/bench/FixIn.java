package io.portcullis.server.bench;

import java.nio.charset.StandardCharsets;

/**
 * Walks over the fields of one received message where it lies, from MsgType(35) on. CheckSum(10) isn't verified: a hub that computes a wrong one is found by
 * its tests, not by its benchmark.
 */
final class FixIn {
    private static final int TRAILER = 7;
    private static final int INCOMPLETE = -1;

    private byte[] bytes = {};
    private int first;
    private int end;
    private int next;
    private int tag;
    private int valueFrom;
    private int valueTo;

    /**
     * Looks for a whole message that begins at {@code from} and places the walk before its first field.
     *
     * @return where the next message begins, or a negative number if the bytes up to {@code to} aren't a whole one
     * @throws IllegalStateException if the bytes aren't FIX
     */
    int frame(byte[] received, int from, int to) {
        bytes = received;
        if (to - from < 20)
            return INCOMPLETE;
        var at = after(FixOut.SOH, from, to);
        if (received[from] != '8' || received[at] != '9')
            throw new IllegalStateException("not a FIX message: " + new String(received, from, 20, StandardCharsets.US_ASCII));
        var length = 0;
        for (at += 2; at < to && received[at] != FixOut.SOH; at++)
            length = length * 10 + received[at] - '0';
        first = at + 1;
        end = first + length;
        if (end + TRAILER > to)
            return INCOMPLETE;
        if (received[end] != '1' || received[end + TRAILER - 1] != FixOut.SOH)
            throw new IllegalStateException("a wrong BodyLength(9): " + text(from, end + TRAILER));
        rewind();
        return end + TRAILER;
    }

    void rewind() {
        next = first;
    }

    /** Steps to the next field; false behind the last one. */
    boolean next() {
        if (next >= end)
            return false;
        var at = next;
        var number = 0;
        for (; bytes[at] != '='; at++)
            number = number * 10 + bytes[at] - '0';
        tag = number;
        valueFrom = at + 1;
        valueTo = after(FixOut.SOH, valueFrom, end) - 1;
        next = valueTo + 1;
        return true;
    }

    /** Steps from the first field on to the one of this tag; false if there is none. */
    boolean find(int wanted) {
        rewind();
        while (next())
            if (tag == wanted)
                return true;
        return false;
    }

    int tag() {
        return tag;
    }

    /** The value's first character. */
    char character() {
        return (char) bytes[valueFrom];
    }

    long number() {
        return number(0);
    }

    /** The value as a number, without its first {@code skipped} characters. */
    long number(int skipped) {
        var number = 0L;
        for (var at = valueFrom + skipped; at < valueTo; at++)
            number = number * 10 + bytes[at] - '0';
        return number;
    }

    byte[] bytes() {
        return bytes;
    }

    int valueFrom() {
        return valueFrom;
    }

    int valueTo() {
        return valueTo;
    }

    String value() {
        return text(valueFrom, valueTo);
    }

    /** The message as a person reads it, from MsgType(35) on. */
    String text() {
        return text(first, end);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII).replace((char) FixOut.SOH, '|');
    }

    private int after(byte wanted, int from, int to) {
        for (var at = from; at < to; at++)
            if (bytes[at] == wanted)
                return at + 1;
        throw new IllegalStateException("a field without an end: " + text(from, to));
    }
}
