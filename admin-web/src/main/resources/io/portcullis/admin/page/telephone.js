// What is done in a client's place, because it has rung up: a new order, a change, a cancel.

import { grouped, price, sideLabel, statusLabel } from './format.js';

const CALL_REASONS = ['Client asked by phone', 'Entered in error', 'Venue trouble'];
const SIDES = [['BUY', 'Buy'], ['SELL', 'Sell'], ['SELL_SHORT', 'Sell short'], ['SELL_SHORT_EXEMPT', 'Sell short exempt']];
const TIMES = [['DAY', 'Day'], ['GOOD_TILL_CANCEL', 'Good till cancel'], ['GOOD_TILL_DATE', 'Good till date'], ['IMMEDIATE_OR_CANCEL', 'Immediate or cancel'], ['FILL_OR_KILL', 'Fill or kill']];
const SAME_TIME = ['', 'as it is'];
const CHANGES = [['VERBAL', 'The client has asked for it'], ['BROKER', 'We want it so'], ['DECLINE', 'We take less of it']];
export const CANCELS = { name: 'because', label: 'Because', kind: 'choice', options: CHANGES.slice(0, 2), title: 'ExecRestatementReason(378) for the client: 2 or 4' };

/** A field that is left empty is not sent. */
const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/** T-101503-4f2: whoever presses twice has entered it once. */
function newReference() {
  return `T-${new Date().toISOString().slice(11, 19).replaceAll(':', '')}-${Math.floor(Math.random() * 4096).toString(16).padStart(3, '0')}`;
}

/** The dialog for an order that a client gives by telephone. */
export function newOrder(store) {
  const clients = store.sessions.filter((session) => session.role === 'CLIENT').map((session) => [session.key, session.key]);
  return {
    title: 'New order, by telephone', button: 'Enter it', reasons: CALL_REASONS, path: '/api/care/new', done: 'The order is entered',
    text: () => 'It is checked as if the client had sent it; the client and compliance are told New, without ClOrdID(11). What is entered again under its reference is not entered.',
    inputs: [{ name: 'session', label: 'Client', kind: 'choice', options: clients }, { name: 'side', label: 'Side', kind: 'choice', options: SIDES },
      { name: 'quantity', label: 'Quantity', isNeeded: true }, { name: 'symbol', label: 'Symbol', isNeeded: true }, { name: 'price', label: 'Limit', placeholder: 'at market' },
      { name: 'stopPrice', label: 'Stop price', placeholder: 'none' }, { name: 'account', label: 'Account', placeholder: "the session's" },
      { name: 'timeInForce', label: 'Good for', kind: 'choice', options: TIMES }, { name: 'until', label: 'Until', placeholder: '2026-11-30, of good till date' },
      { name: 'handling', label: 'Then', kind: 'choice', options: [['care', 'it waits for the desk'], ['venues', 'it goes to venues at once']] },
      { name: 'reference', label: 'Reference', value: newReference(), isNeeded: true }],
    body: ({ handling, ...values }) => ({ ...given(values), toVenues: handling === 'venues' }),
  };
}

/** The inputs of a change, with the order as it is. */
export const changeInputs = (order) => [{ name: 'quantity', label: 'Quantity, in all', placeholder: order ? grouped(order.orderQty) : '' },
  { name: 'price', label: 'Limit', placeholder: order?.price ? price(order.price) : 'none' }, { name: 'timeInForce', label: 'Good for', kind: 'choice', options: [SAME_TIME, ...TIMES.slice(0, 3)] },
  { name: 'until', label: 'Until', placeholder: '2026-11-30, of good till date' }, { name: 'because', label: 'Because', kind: 'choice', options: CHANGES }];

export const changeBody = given;

/** The dialog for a change of any order. */
export function changeOf(order) {
  return {
    title: 'Change order ' + order.clOrdId, button: 'Change it', reasons: CALL_REASONS, path: '/api/care/change', done: 'The change of ' + order.clOrdId + ' is under way',
    text: () => `${sideLabel(order.side)} ${grouped(order.orderQty)} ${order.symbol} ${order.price === null ? 'at market' : 'at ' + price(order.price)} for ${order.session}, ${statusLabel(order.status)}, `
      + `${grouped(order.cumQty)} executed. Its venues are asked; when it is done the client is told Restated, ExecType(150)=D.`,
    inputs: changeInputs(order), body: (values) => ({ orderId: order.orderId, ...given(values) }),
  };
}
