package io.portcullis.fix.sessions.marketdata;

/** What a client wants to see of one instrument, and what it has been shown. */
final class Subscription {

    /**
     * A request of a client, MarketDataRequest(35=V).
     *
     * @param id MDReqID(262)
     * @param isLasting SubscriptionRequestType(263)=1; otherwise it ends with the first message
     * @param isIncremental MDUpdateType(265)=1: 35=X behind the first 35=W
     * @param depth levels of a side
     */
    record Request(String id, boolean isLasting, boolean isIncremental, int depth, boolean bids, boolean offers, boolean trades) {

        boolean wants(boolean bidsSide) {
            return bidsSide ? bids : offers;
        }
    }

    final Subscriber owner;
    final Request request;
    final String symbol;
    final ShownBook shown = new ShownBook();
    private boolean isDue;
    private boolean isBegun;
    private boolean isEnded;

    Subscription(Subscriber owner, Request request, String symbol) {
        this.owner = owner;
        this.request = request;
        this.symbol = symbol;
    }

    boolean isDue() {
        return isDue;
    }

    void due(boolean isSo) {
        isDue = isSo;
    }

    /** Whether it was shown all of it once. */
    boolean isBegun() {
        return isBegun;
    }

    void begun() {
        isBegun = true;
    }

    boolean isEnded() {
        return isEnded;
    }

    void end() {
        isEnded = true;
    }

    /** Whether there is nothing new for it. */
    boolean isSame(ShownBook now) {
        return (!request.bids() || now.isSameSide(shown, true)) && (!request.offers() || now.isSameSide(shown, false))
                && (!request.trades() || now.trades() == shown.trades());
    }
}
