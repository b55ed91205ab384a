package io.portcullis.fix.sessions.dialect;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import java.util.List;

/**
 * What is agreed with a counterparty beyond the standard of its version, ready for use: its dictionary, and rules for the messages that come in and go out. Read from a
 * file by {@link #read}; never changed, a reload brings another. For any thread; what works with it is its sessions' {@link Translator}.
 */
public final class Dialect {

    /** What makes a dialect. */
    record Parts(String name, FixVersion version, FixDictionary dictionary, Tolerance tolerance, Rules in, Rules out, Carried carried, ThirdParty thirdParty) {
    }

    /**
     * Fields that are carried with an order though no part of us knows them.
     *
     * @param keep of what the counterparty sends in an order, kept with it
     * @param tell of what is kept with an order, told to the counterparty
     */
    record Carried(List<Integer> keep, List<Integer> tell) {
    }

    private final Parts parts;

    Dialect(Parts parts) {
        this.parts = parts;
    }

    /**
     * @param file its name, for what is said of it
     * @param text YAML
     * @param codes what instruments are called
     * @throws DialectException naming file, line, key and value of what is wrong
     */
    public static Dialect read(String file, String text, InstrumentCodes codes) throws DialectException {
        return DialectReader.read(file, text, codes);
    }

    public String name() {
        return parts.name;
    }

    /** The version that its sessions must speak. */
    public FixVersion version() {
        return parts.version;
    }

    /** The standard's with the overlay. */
    public FixDictionary dictionary() {
        return parts.dictionary;
    }

    public Tolerance tolerance() {
        return parts.tolerance;
    }

    /** Tags of what the counterparty sends in an order that are kept with it. */
    List<Integer> kept() {
        return parts.carried.keep;
    }

    /** Tags of what is kept with an order that are told to the counterparty. */
    List<Integer> told() {
        return parts.carried.tell;
    }

    ThirdParty thirdParty() {
        return parts.thirdParty;
    }

    Rules in() {
        return parts.in;
    }

    Rules out() {
        return parts.out;
    }

    @Override
    public String toString() {
        return parts.name;
    }
}
