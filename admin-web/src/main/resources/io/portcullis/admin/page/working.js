// What a person of the desk can do with care orders: what it means, and what has to be given.

import { grouped, price, sideLabel } from './format.js';
import { CANCELS, changeBody, changeInputs } from './telephone.js';

const OWN_REASONS = ['Mine today', 'Asked for by the client', 'Handover'];
const WORK_REASONS = ['First slice', 'Liquidity came', 'As agreed with the client'];
const TRADE_REASONS = ['Agreed by phone', 'Block with the counterparty'];
const WRONG_REASONS = ['Entered in error', 'Wrong quantity', 'Wrong price', 'Counterparty busts'];
const TIFS = [['DAY', 'Day'], ['IMMEDIATE_OR_CANCEL', 'Immediate or cancel'], ['FILL_OR_KILL', 'Fill or kill']];
const QUANTITY = { name: 'quantity', label: 'Quantity', isNeeded: true };

/** How much of it is neither executed nor at a venue. */
export const toWork = (order) => Math.max(0, Number(order.leavesQty) - Number(order.care.atVenues));

/** Buy 300 AZN.L at 11,840.00 for CLIENT1: 100 executed, 50 at venues, 150 to work */
export function describe(order) {
  return `${sideLabel(order.side)} ${grouped(order.orderQty)} ${order.symbol} ${order.price === null ? 'at market' : 'at ' + price(order.price)} for ${order.session}: `
    + `${grouped(order.cumQty)} executed, ${grouped(order.care.atVenues)} at venues, ${grouped(String(toWork(order)))} to work.`;
}

const isMine = (order, user) => order.care.owner !== null && order.care.owner === user;
const ofMine = (order, user) => isMine(order, user) && order.open;

/** A field that is left empty is not sent. */
const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/** forMany: also for several orders at once, or only so (onlyMany). isRare: not among the buttons of a row. needs: what of the order's details has to be chosen from. says: what follows. */
export const ACTIONS = [
  { name: 'claim', label: 'Claim…', forMany: true, isPossible: (order) => order.open && order.care.owner === null, reasons: OWN_REASONS, button: 'Claim it', done: 'It is yours',
    says: () => 'It is yours from now on, and nobody else works it.' },
  { name: 'claim', label: 'Take over…', isPossible: (order, user) => order.care.owner !== null && !isMine(order, user), reasons: OWN_REASONS, button: 'Take it over', done: 'It is yours', danger: true,
    says: (order) => `It is ${order.care.owner}'s now, and is yours from then on.`, body: () => ({ takeOver: true }) },
  { name: 'route', label: 'Route…', forMany: true, isPossible: (order, user) => ofMine(order, user) && toWork(order) > 0, reasons: WORK_REASONS, button: 'Send it out', done: 'It is on its way',
    says: () => 'A part goes to the venue that you name, or where the router says. What is not given: all that is at no venue; at market.',
    inputs: (order) => [{ name: 'quantity', label: 'Quantity', value: order ? String(toWork(order)) : '', placeholder: 'all that is at no venue' },
      { name: 'price', label: 'Price', value: order?.price ?? '', placeholder: 'at market' }, { name: 'venue', label: 'Venue', placeholder: 'the router decides' },
      { name: 'timeInForce', label: 'Good for', kind: 'choice', options: TIFS }],
    body: given },
  { name: 'fill', label: 'Fill…', isPossible: (order, user) => ofMine(order, user) && toWork(order) > 0, reasons: TRADE_REASONS, button: 'Book it', done: 'It is booked', danger: true,
    says: (order) => order.care.holdsFills ? 'It counts at once; the client is told when you release it.' : 'It counts at once, and the client and compliance are told.',
    inputs: (order) => [QUANTITY, { name: 'price', label: 'Price', value: order.price ?? '', isNeeded: true }, { name: 'counterparty', label: 'With', title: 'LastMkt(30) for the client', isNeeded: true },
      { name: 'tradeTime', label: 'Traded at', placeholder: 'now; or 2026-11-20T14:30:00Z' }, { name: 'reference', label: 'Their reference', title: 'None is booked twice under it' },
      { name: 'confirmed', label: "Even if worse than the order's limit", kind: 'check' }],
    body: given },
  { name: 'block-fill', label: 'Fill as one block…', forMany: true, onlyMany: true, isPossible: (order, user) => ofMine(order, user) && toWork(order) > 0, reasons: TRADE_REASONS, button: 'Book it', done: 'It is booked', danger: true,
    says: () => 'One execution for all of them, of one symbol and side: each gets its share, by what is to work of it, at this price; all or none.',
    inputs: () => [QUANTITY, { name: 'price', label: 'Price', isNeeded: true }, { name: 'counterparty', label: 'With', title: 'LastMkt(30) for the clients', isNeeded: true },
      { name: 'tradeTime', label: 'Traded at', placeholder: 'now; or 2026-11-20T14:30:00Z' }, { name: 'reference', label: 'Their reference', title: 'None is booked twice under it' },
      { name: 'confirmed', label: "Even if worse than an order's limit", kind: 'check' }],
    body: given },
  { name: 'call-back', label: 'Call a part back…', needs: 'part', isPossible: (order, user) => isMine(order, user) && Number(order.care.atVenues) > 0, reasons: WORK_REASONS, button: 'Call it back', done: 'Its venue is asked',
    says: () => 'What its venue lets go of comes back to you.', inputs: (order, options) => [{ name: 'childId', label: 'Part', kind: 'choice', options }], body: given },
  { name: 'bust', label: 'Bust an execution…', needs: 'fill', isPossible: (order, user) => isMine(order, user) && Number(order.cumQty) > 0, reasons: WRONG_REASONS, button: 'Take it back', done: 'It is taken back', danger: true,
    says: () => 'It never was: the client, if it was told, is told ExecType(150)=H.',
    inputs: (order, options) => [{ name: 'execId', label: 'Execution', kind: 'choice', options }, { name: 'confirmed', label: 'Even if a venue has reported it', kind: 'check' }], body: given },
  { name: 'correct', label: 'Correct an execution…', needs: 'fill', isPossible: (order, user) => isMine(order, user) && Number(order.cumQty) > 0, reasons: WRONG_REASONS, button: 'Put it right', done: 'It is put right', danger: true,
    says: () => 'It was for another quantity or price: the client, if it was told, is told ExecType(150)=G.',
    inputs: (order, options) => [{ name: 'execId', label: 'Execution', kind: 'choice', options }, QUANTITY, { name: 'price', label: 'Price', isNeeded: true },
      { name: 'confirmed', label: 'Even if a venue has reported it, or worse than the limit', kind: 'check' }], body: given },
  { name: 'hold-fills', label: 'Hold executions back…', forMany: true, isPossible: (order, user) => ofMine(order, user) && !order.care.holdsFills, reasons: WORK_REASONS, button: 'Hold them back', done: 'They are held back',
    says: () => 'From now on executions count at once, for compliance too, and the client is told of them when you release them.' },
  { name: 'release-fills', label: 'Release executions…', forMany: true, isPossible: (order, user) => isMine(order, user) && (order.care.holdsFills || order.care.heldExecIds.length > 0), reasons: WORK_REASONS,
    button: 'Tell the client', done: 'The client is told', says: (order) => `The client is told of ${order ? grouped(String(order.care.heldExecIds.length)) : 'all'} that wait, and at once from now on.` },
  { name: 'lock', label: 'Lock…', forMany: true, isPossible: (order, user) => ofMine(order, user) && !order.care.locked, reasons: WORK_REASONS, button: 'Lock it', done: 'It is locked',
    says: () => 'Cancels and replaces of the client wait until you unlock it, or refuse them.' },
  { name: 'unlock', label: 'Unlock…', forMany: true, isPossible: (order, user) => isMine(order, user) && order.care.locked, reasons: WORK_REASONS, button: 'Unlock it', done: 'It is unlocked',
    says: () => 'What the client has asked for meanwhile is done now.' },
  { name: 'deny-request', label: 'Refuse what the client asks…', isPossible: (order, user) => isMine(order, user) && order.care.locked && order.status.startsWith('PENDING'), reasons: ['Traded already', 'Being traded now'],
    button: 'Refuse it', done: 'The client is told no', danger: true, says: () => 'The client gets an OrderCancelReject(35=9) with your reason.' },
  { name: 'change', label: 'Change it for the client…', isRare: true, isPossible: (order, user) => order.open && (order.care.owner === null || isMine(order, user)), reasons: ['Client asked by phone'], button: 'Change it', done: 'The change is under way',
    says: () => 'When it is done the client is told Restated, ExecType(150)=D.', inputs: changeInputs, body: changeBody },
  { name: 'cancel', label: 'Cancel it for the client…', forMany: true, isRare: true, isPossible: (order, user) => order.open && (order.care.owner === null || isMine(order, user)), reasons: ['Client asked by phone', 'Entered in error'], button: 'Cancel it', done: 'The cancel is under way', danger: true,
    says: () => 'Parts are called back first; the client is told Canceled.', inputs: () => [CANCELS], body: changeBody },
  { name: 'pass-on', label: 'Pass on…', forMany: true, isPossible: isMine, reasons: OWN_REASONS, button: 'Pass it on', done: 'It is passed on', says: () => 'It is theirs from now on.',
    inputs: () => [{ name: 'to', label: 'To', isNeeded: true }], body: given },
  { name: 'give-back', label: 'Give back…', forMany: true, isPossible: isMine, reasons: OWN_REASONS, button: 'Give it back', done: "It is nobody's", says: () => "It is nobody's again, and not locked." },
];

/** The dialog for an action on some orders. @param options to choose from, where the action needs one */
export function commandOf(action, orders, options) {
  const [order] = orders;
  const isOne = orders.length === 1;
  return {
    title: `${action.label.replace('…', '')}: ${isOne ? order.clOrdId : orders.length + ' orders'}`, button: action.button, reasons: action.reasons, danger: action.danger, done: action.done,
    path: '/api/care/' + action.name, inputs: action.inputs?.(isOne ? order : null, options) ?? [],
    text: () => `${isOne ? describe(order) + ' ' : orders.map((each) => each.clOrdId).join(', ') + '. '}${action.says(isOne ? order : null)}`,
    body: (values) => ({ ...(isOne ? { orderId: order.orderId } : { orderIds: orders.map((each) => each.orderId) }), ...action.body?.(values) }),
  };
}
