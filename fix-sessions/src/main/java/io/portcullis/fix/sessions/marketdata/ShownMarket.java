package io.portcullis.fix.sessions.marketdata;

/** What there is to show, of all venues together. On the sessions' thread. */
public interface ShownMarket {

    /** Whether it is an instrument of ours. */
    boolean knows(String symbol);

    /** Puts in what is shown of an instrument now; nothing where no venue shows it. @param depth levels of a side, at most */
    void show(String symbol, int depth, ShownBook into);
}
