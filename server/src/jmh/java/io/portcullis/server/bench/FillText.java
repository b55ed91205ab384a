package io.portcullis.server.bench;

/** The venue's answer to an order: one ExecutionReport(35=8) that fills all of it at its price. Not for two threads at a time. */
final class FillText {
    private static final byte[] ORDER_ID = FixOut.ascii("37=V");
    private static final byte[] EXEC_ID = FixOut.ascii("|17=X");
    private static final byte[] FILLED = FixOut.ascii("|150=F|39=2|151=0|11=");
    private static final byte[] SYMBOL = FixOut.ascii("|55=");
    private static final byte[] SIDE = FixOut.ascii("|54=");
    private static final byte[] ORDER_QTY = FixOut.ascii("|38=");
    private static final byte[] LAST_QTY = FixOut.ascii("|32=");
    private static final byte[] CUM_QTY = FixOut.ascii("|14=");
    private static final byte[] LAST_PX = FixOut.ascii("|31=");
    private static final byte[] AVG_PX = FixOut.ascii("|6=");
    private static final byte[] TRANSACT_TIME = FixOut.ascii("|60=");

    private final Span clOrdId = new Span();
    private final Span symbol = new Span();
    private final Span side = new Span();
    private final Span quantity = new Span();
    private final Span price = new Span();

    /** Writes the fill of a limit order to a session whose lock is held; OrderID(37) and ExecID(17) come of the order's number at this venue. */
    void write(WireSession session, FixIn order, long number) {
        read(order);
        var out = session.begin('8').raw(ORDER_ID).number(number).raw(EXEC_ID).number(number).raw(FILLED);
        clOrdId.copy(order, out);
        symbol.copy(order, out.raw(SYMBOL));
        side.copy(order, out.raw(SIDE));
        quantity.copy(order, out.raw(ORDER_QTY));
        quantity.copy(order, out.raw(LAST_QTY));
        quantity.copy(order, out.raw(CUM_QTY));
        price.copy(order, out.raw(LAST_PX));
        price.copy(order, out.raw(AVG_PX));
        out.raw(TRANSACT_TIME).raw(session.timestamp()).endOfField();
        session.finish();
    }

    private void read(FixIn order) {
        order.rewind();
        while (order.next())
            switch (order.tag()) {
                case 11 -> clOrdId.set(order);
                case 38 -> quantity.set(order);
                case 44 -> price.set(order);
                case 54 -> side.set(order);
                case 55 -> symbol.set(order);
                default -> {
                }
            }
    }

    /** Where a value stands in the order. */
    private static final class Span {
        private int from;
        private int to;

        private void set(FixIn field) {
            from = field.valueFrom();
            to = field.valueTo();
        }

        private void copy(FixIn order, FixOut out) {
            out.raw(order.bytes(), from, to);
        }
    }
}
