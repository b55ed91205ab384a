package io.portcullis.oms.core;

/**
 * What FIX leaves open about orders, as agreed with a client's session (FIX 4.4 Volume 4, Order State Changes). The scenarios of the tests show each choice.
 *
 * @param tellsPending a cancel or replace that venues are asked for is told as pending first, ExecType(150) 6 or E
 * @param replacesFilled an order that is filled may be replaced to more (C.1.c)
 * @param reroutes what a venue has canceled, rejected or let expire by itself is sent to another one; otherwise the client is told that it has ended (E.1.b)
 * @param restates orders that outlive a trading day are told as they are at the begin of the next one (H.1.a)
 * @param holdsUntilOpen an order that may rest, and comes when those venues that take it are out of their trading hours, is kept until one opens; otherwise it is refused
 * @param queuesReplaces a replace that comes while another one is not done waits for its turn (D.2.a); otherwise it is refused (D.2.d)
 * @param repricesShortSales a short sale that is restricted is priced above the best bid (17 CFR 242.201(c)); otherwise it is refused
 */
public record OrderPractice(boolean tellsPending, boolean replacesFilled, boolean reroutes, boolean restates, boolean holdsUntilOpen,
        boolean queuesReplaces, boolean repricesShortSales) {

    public static final OrderPractice DEFAULT = new OrderPractice(true, false, true, true, false, false);

    /** One by which restricted short sales are refused. */
    public OrderPractice(boolean tellsPending, boolean replacesFilled, boolean reroutes, boolean restates, boolean holdsUntilOpen, boolean queuesReplaces) {
        this(tellsPending, replacesFilled, reroutes, restates, holdsUntilOpen, queuesReplaces, false);
    }
}
