package io.portcullis.server.bench;

/**
 * The order that the client sends over and over: a limit order of 100 for the day, buying and selling in turns, so that a position doesn't grow. Rendered once
 * but for ClOrdID(11), Side(54) and TransactTime(60).
 */
final class OrderText {
    private static final byte[] CL_ORD_ID = FixOut.ascii("11=B");
    private static final byte[] TRANSACT_TIME = FixOut.ascii("60=");
    private static final int CL_ORD_ID_DIGITS = 10;

    private final byte[] buy;
    private final byte[] sell;

    /**
     * An order for an Account(1), in a Symbol(55), at a Price(44).
     *
     * @param price as it stands in the message
     */
    OrderText(String account, String symbol, String price) {
        buy = terms(account, symbol, price, '1');
        sell = terms(account, symbol, price, '2');
    }

    /** Writes the order of this number to a session whose lock is held. */
    void write(WireSession session, long number) {
        session.begin('D').raw(CL_ORD_ID).number(number, CL_ORD_ID_DIGITS).raw(number % 2 == 0 ? buy : sell).raw(TRANSACT_TIME).raw(session.timestamp())
                .endOfField();
        session.finish();
    }

    /** The number of the order that a ClOrdID(11) names; the walk stands on that field. */
    static long number(FixIn clOrdId) {
        return clOrdId.character() == 'B' && clOrdId.valueTo() - clOrdId.valueFrom() == CL_ORD_ID_DIGITS + 1 ? clOrdId.number(1) : -1;
    }

    private static byte[] terms(String account, String symbol, String price, char side) {
        return FixOut.ascii("|1=" + account + "|21=1|38=100|40=2|44=" + price + "|54=" + side + "|55=" + symbol + "|59=0|");
    }
}
