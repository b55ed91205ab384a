// What venues reported that can't be booked: a row for each until somebody has settled it, and those that were settled lately when they are asked for.

import { dateAndTime, element, grouped, price, seconds, setText, sideLabel } from './format.js';
import { ACTIONS } from './settling.js';

const byId = (id) => document.getElementById(id);

export class StrayPanel {
  #store;
  #order;
  #showOrder;
  #showsSettled = false;
  #drawn = null;

  /** @param order is called with the stray and the action that was chosen; showOrder with an OrderID */
  constructor(store, order, showOrder) {
    this.#store = store;
    this.#order = order;
    this.#showOrder = showOrder;
    byId('stray-rows').addEventListener('click', (event) => this.#onClick(event));
    byId('strays-settled').addEventListener('click', () => {
      this.#showsSettled = !this.#showsSettled;
      this.#drawn = null;
      this.draw();
    });
  }

  draw() {
    const { strays } = this.#store;
    const open = strays.filter((stray) => stray.open);
    const settled = strays.filter((stray) => !stray.open).reverse();
    byId('strays').hidden = strays.length === 0;
    setText(byId('strays-open'), open.length === 0 ? 'all settled' : `${grouped(open.length)} to settle`);
    byId('strays-open').classList.toggle('alarm', open.length > 0);
    byId('strays-settled').hidden = settled.length === 0;
    setText(byId('strays-settled'), this.#showsSettled ? 'Hide the settled' : `Show ${grouped(settled.length)} settled`);
    byId('strays-scroll').hidden = open.length === 0 && !this.#showsSettled;
    // A row that stays keeps its buttons, so that the focus is not lost while others come.
    const shown = this.#showsSettled ? [...open, ...settled] : open;
    const state = JSON.stringify(shown);
    if (state !== this.#drawn) {
      this.#drawn = state;
      this.#drawRows(shown);
    }
  }

  #drawRows(shown) {
    const body = byId('stray-rows');
    const known = new Map([...body.rows].map((row) => [row.dataset.state, row]));
    const rows = shown.map((stray) => known.get(JSON.stringify(stray)) ?? create(stray));
    rows.forEach((row, index) => {
      if (body.rows[index] !== row) body.insertBefore(row, body.rows[index] ?? null);
    });
    while (body.rows.length > rows.length) body.lastElementChild.remove();
  }

  #onClick(event) {
    const stray = this.#store.strays.find((each) => each.strayId === event.target.closest('tr')?.dataset.stray);
    const { action, orderId } = event.target.dataset;
    if (stray && action) this.#order(stray, action);
    else if (orderId) this.#showOrder(orderId);
  }
}

const cell = (kind, text, title) => element('td', { class: kind, title }, text);

function create(stray) {
  const corrected = !stray.busted && (stray.standingQty !== stray.lastQty || stray.standingPx !== stray.lastPx);
  const row = element('tr', { 'data-stray': stray.strayId, 'data-side': stray.side === null ? null : stray.side === 'BUY' ? 'buy' : 'sell', class: stray.open ? 'open' : 'settled' },
    element('td', { class: 'time', title: dateAndTime(stray.time) }, reported(stray.time)), cell('', stray.venue),
    cell('', what(stray), stray.text || what(stray)),
    cell('side', stray.side === null ? '?' : sideLabel(stray.side)), cell('num', stray.execType === 'TRADE_CANCEL' ? '' : grouped(stray.standingQty), corrected ? `reported ${grouped(stray.lastQty)}` : null),
    cell('symbol', stray.symbol), cell('num', price(stray.standingPx), corrected ? `reported ${price(stray.lastPx)}` : null),
    cell('mono', stray.venueExecId, stray.venueExecId), cell('mono', stray.venueOrderId, stray.venueOrderId), cell('mono', stray.clOrdId, stray.clOrdId),
    becameCell(stray, corrected), element('td', { class: 'act' }, ...(stray.open ? buttons(stray) : [])));
  row.dataset.state = JSON.stringify(stray);
  return row;
}

/** The time, or the day if that was an earlier one. */
function reported(millis) {
  return new Date(millis).toISOString().slice(0, 10) === new Date().toISOString().slice(0, 10) ? seconds(millis) : new Date(millis).toISOString().slice(0, 10);
}

function becameCell(stray, corrected) {
  const made = element('td', { class: 'became' }, ...became(stray, corrected));
  made.title = made.textContent;
  return made;
}

function what(stray) {
  if (stray.execType === 'TRADE_CANCEL') return 'Bust of ' + stray.execRefId;
  return stray.execType === 'TRADE_CORRECT' ? 'Correction of ' + stray.execRefId : 'Execution';
}

const link = (orderId) => element('button', { type: 'button', class: 'link mono', 'data-order-id': orderId }, orderId);

function became({ denied, settled, busted, execType, orderId }, corrected) {
  const by = (told) => (told.user ? ` by ${told.user}` : '') + `: ${told.reason}`;
  const parts = orderId ? ['Of our order ', link(orderId), '. '] : [];
  if (corrected) parts.push('Corrected by the venue. ');
  if (busted && execType === 'TRADE' && !settled) parts.push('Busted by the venue. ');
  if (denied) parts.push(`Denied, DKReason ${denied.dkReason}${by(denied)}. `);
  if (settled?.orderId) parts.push('Assigned to ', link(settled.orderId), by(settled));
  else if (settled) parts.push((settled.user ? 'Dismissed' : 'Settled') + by(settled));
  return parts;
}

const buttons = (stray) => ACTIONS.filter((action) => action.isPossible(stray))
  .map((action) => element('button', { type: 'button', class: 'quiet', 'data-action': action.name, 'aria-label': `${action.label.replace('…', '')} ${stray.strayId}` }, action.label));
