// What an operator can do with a stray execution: what it means, and what has to be given.

import { grouped, price, sideLabel, statusLabel } from './format.js';

const ASSIGN_REASONS = ['Venue lost our ClOrdID, agreed by phone', 'Order given by phone', 'Venue has confirmed the trade'];
const DISMISS_REASONS = ["The venue's error", 'Booked by the back office', 'Busted by the venue'];
const DENY_REASONS = ['No order of ours is called so', 'Wrong side', 'Not at that price'];
const DK_REASONS = [['D', 'D: no matching order'], ['A', 'A: unknown symbol'], ['B', 'B: wrong side'], ['C', 'C: quantity exceeds the order'], ['E', 'E: price exceeds the limit'],
  ['F', 'F: calculation difference'], ['Z', 'Z: other']];
const ORDER_ID = /^O[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]+$/;

export const isRevision = (stray) => stray.execType !== 'TRADE';

/** Sell 300 AZN.L at 11,840.00 */
export function describe(stray) {
  const what = `${stray.side ? sideLabel(stray.side) : 'Side not told:'} ${grouped(stray.standingQty)} ${stray.symbol}${stray.standingPx === null ? ', price not told' : ' at ' + price(stray.standingPx)}`;
  if (stray.execType === 'TRADE_CANCEL') return `Bust of ${stray.execRefId}, which has not come`;
  return stray.execType === 'TRADE_CORRECT' ? `Correction of ${stray.execRefId}, which has not come, to ${what}` : what;
}

const path = (stray, action) => `/api/strays/${encodeURIComponent(stray.strayId)}/${action}`;
const reported = (stray) => `${describe(stray)}, reported by ${stray.venue} as ExecID ${stray.venueExecId} of its order ${stray.venueOrderId || 'without OrderID'}`
  + `${stray.clOrdId ? ', ClOrdID ' + stray.clOrdId : ''}.`;

/** The order that was typed, by OrderID or the newest with that ClOrdID. */
function orderOf(typed, session, store) {
  return store.orders.get(typed) ?? store.newestFirst.find((order) => order.clOrdId === typed && (!session || order.session === session));
}

function orderHint({ order, session }, stray, store) {
  if (!order) return [];
  const found = orderOf(order, session, store);
  if (!found) return ['No order that this page has is called so. The server looks among all orders of the day.'];
  const lines = [`${found.orderId}: ${sideLabel(found.side)} ${grouped(found.orderQty)} ${found.symbol}${found.price === null ? ' at market' : ' at ' + price(found.price)} for ${found.session}. `
    + `${statusLabel(found.status)}: ${grouped(found.cumQty)} filled, ${grouped(found.leavesQty)} open.`];
  if (found.symbol !== stray.symbol) lines.push(`It is for ${found.symbol}, and this is of ${stray.symbol}.`);
  return lines;
}

/** inputs: what is given besides the reason. body: what the server is sent of it. hint: what is known of what was typed. */
export const ACTIONS = [
  {
    name: 'assign', label: 'Assign…', isPossible: (stray) => !stray.busted,
    of: (stray, store) => ({
      title: 'Assign stray execution ' + stray.strayId, button: 'Book it on this order', reasons: ASSIGN_REASONS, danger: true, done: 'It is booked, and the client is told',
      path: path(stray, 'assign'), text: () => `${reported(stray)} It is booked as a fill of the order that you name: its client and compliance are told.`,
      inputs: [
        { name: 'order', label: 'Order', title: 'Our OrderID, or the ClOrdID of the client', isNeeded: true },
        { name: 'session', label: 'Session', title: "Whose ClOrdID it is, where several clients use the same", placeholder: 'only where several use that ClOrdID' },
        { name: 'overfill', label: 'Even if more is then executed than the order is for', kind: 'check' },
        ...(stray.denied ? [{ name: 'afterDenial', label: 'Though the venue was told that we do not know it', kind: 'check' }] : [])],
      body: ({ order, session, ...flags }) => ({ ...(ORDER_ID.test(order) ? { orderId: order } : { clOrdId: order }), ...(session ? { session } : {}), ...flags }),
      hint: (given) => orderHint(given, stray, store),
    }),
  },
  {
    name: 'dont-know', label: "Don't know…", isPossible: (stray) => !stray.busted && !stray.denied,
    of: (stray) => ({
      title: 'Deny stray execution ' + stray.strayId, button: 'Send DontKnowTrade', reasons: DENY_REASONS, danger: true, done: 'The venue is told that we do not know it',
      path: path(stray, 'dont-know'),
      text: () => `${reported(stray)} ${stray.venue} is sent a DontKnowTrade(35=Q) with the reason in Text(58). It stays here until the venue busts it or somebody dismisses it.`,
      inputs: [{ name: 'dkReason', label: 'DKReason(127)', kind: 'choice', options: DK_REASONS }], body: (given) => given,
    }),
  },
  {
    name: 'dismiss', label: 'Dismiss…', isPossible: () => true,
    of: (stray) => ({
      title: 'Dismiss stray execution ' + stray.strayId, button: 'Dismiss it', reasons: DISMISS_REASONS, done: 'It is dismissed', path: path(stray, 'dismiss'),
      text: () => `${reported(stray)} It is booked nowhere and nobody is told. ${isRevision(stray) ? 'Should the execution come after all, it counts as this says.' : ''}`,
    }),
  },
];
