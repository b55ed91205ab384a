package io.portcullis.server.simulation;

/**
 * What a simulation went through without breaking an invariant.
 *
 * @param steps how many things happened, each followed by the checks
 * @param orders of clients, accepted ones only
 * @param refused orders that were refused
 * @param cancels that clients asked for, as far as they were not refused at once
 * @param replaces likewise
 * @param requestsRefused cancels and replaces, at once or after the venues were asked
 * @param childOrders that were sent to venues
 * @param executions that venues reported and the core booked
 * @param busts and corrections of executions
 * @param ahead executions that came behind their bust or correction
 * @param strays executions of orders that the hub never sent, and busts and corrections of them
 * @param assigned strays that people found an order for
 * @param duplicates reports that venues sent again
 * @param disconnects of sessions
 * @param leftBehind orders that were canceled because their client's session was down
 * @param massCanceled orders that clients asked to cancel together with others
 * @param withdrawn child orders that were overtaken while they waited for their venue's connection
 * @param triggered orders whose stop price was reached, here or at a venue
 * @param trailed how often the stop price of an order followed the market
 * @param restated orders that were open at the begin of a later trading day, counted on each
 * @param sentAnew replaces by which parts of an order were canceled at their venues and went out anew
 * @param lists of orders that were accepted
 * @param released times that an order, or a part of it, was let go because another one of its list was executed, or the client said so
 * @param reduced times that an order was made smaller because of another one of its list
 * @param linkCanceled orders that were called back because of another one of their list
 * @param staged orders that people worked
 * @param parts that they sent out
 * @param byHand executions that they booked
 * @param toldLater how often executions were told later
 * @param legReports of single legs of multi-leg orders
 * @param adjusted orders that corporate actions changed or canceled
 * @param adjustedByVenues parts of them that venues gave the new terms by themselves
 * @param crosses that were accepted
 * @param crossMessages that venues were sent about them
 * @param entered orders that they entered for clients
 * @param changedByDesk orders that they changed in clients' places
 * @param crashes of the hub
 * @param records of the event log
 * @param hash SHA-256 over the state at the end: equal for equal seed, days and release
 */
public record SimulationReport(long seed, int days, long steps, long orders, long refused, long cancels, long replaces,
        long requestsRefused, long childOrders, long executions,
        long busts, long ahead, long strays, long assigned, long duplicates, long disconnects, long leftBehind, long massCanceled, long withdrawn,
        long triggered, long trailed, long restated, long sentAnew, long lists, long released, long reduced, long linkCanceled, long staged, long parts,
        long byHand, long toldLater, long legReports, long adjusted, long adjustedByVenues, long crosses, long crossMessages, long entered, long changedByDesk,
        long crashes, long records,
        String hash) {
}
