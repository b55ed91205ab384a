package io.portcullis.server.simulation;

/**
 * How a venue does what FIX leaves open.
 *
 * @param execIdsRepeat ExecID(17) is unique within an order only
 * @param tellsTradeDate TradeDate(75) in every report
 * @param keepsFirstClOrdId reports carry the ClOrdID(11) of the new order even after replaces
 * @param answersInOldName what answers a cancel or replace carries the ClOrdID(11) of the order, not of the request
 * @param reopens what a bust or a correction takes back of a filled order may be executed again
 * @param rejectsByReport refuses cancels and replaces by ExecutionReport(35=8) with ExecType(150)=8
 * @param pendingOutranksEnds shows an order with a pending request as pending even if it has ended or was filled meanwhile
 * @param expiresDayOrders by itself, when the day ends
 * @param replacesInSilence does a replace late without showing that it is pending, and meanwhile whatever else is asked for
 * @param slowestAnswer how long a request may wait before it is looked at, nanoseconds
 */
record VenueHabits(boolean execIdsRepeat, boolean tellsTradeDate, boolean keepsFirstClOrdId, boolean answersInOldName, boolean reopens, boolean rejectsByReport,
        boolean pendingOutranksEnds,
        boolean expiresDayOrders, boolean replacesInSilence, long slowestAnswer) {

    static VenueHabits of(Profile profile, Chance chance) {
        return new VenueHabits(chance.percent(25), chance.percent(50), chance.percent(15), chance.percent(15), chance.percent(50), chance.percent(20),
                chance.percent(30),
                chance.percent(60), chance.percent(20),
                chance.percent(profile.weight(Emphasis.REPLACES, 25, 75)) ? 8 * Timeline.SECOND : chance.between(Timeline.MILLI, Timeline.SECOND));
    }
}
