package io.portcullis.fix.dictionaries;

/** The fields of one message in the order in which they were received: positions of their values in its bytes. */
public interface FieldList {

    /** The message's bytes, ISO 8859-1; more may follow behind the last field. */
    byte[] bytes();

    int count();

    /** The tag of field {@code i}, 0 ≤ i &lt; {@link #count()}. */
    int tag(int i);

    /** Where the value of field {@code i} starts. */
    int start(int i);

    /** Where the value of field {@code i} ends, exclusive. */
    int end(int i);
}
