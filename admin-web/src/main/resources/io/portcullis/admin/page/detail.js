// What unfolds below an order: child orders, fills, why it was allowed or refused, and its history.

import { dateAndTime, element, grouped, messagesAddress, price, statusLabel, tifLabel, time, typeLabel, words } from './format.js';
import { discretion } from './columns.js';

const AGAIN_MILLIS = 400;

export class Detail {
  orderId;
  node;
  #store;
  #box;
  #onResize;
  #shownVersion = -1;
  #timer;
  #asking = false;
  #observer;

  constructor(store, orderId, columns, onResize) {
    this.#store = store;
    this.orderId = orderId;
    this.#onResize = onResize;
    this.#box = element('div', { class: 'detail' }, element('p', { class: 'note' }, 'Loading…'));
    this.node = element('tr', { class: 'details' }, element('td', { colspan: columns }, this.#box));
    this.#observer = new ResizeObserver(() => this.#onResize());
    this.#observer.observe(this.#box);
    this.#timer = setInterval(() => this.#refresh(), AGAIN_MILLIS);
    this.#refresh();
  }

  close() {
    clearInterval(this.#timer);
    this.#observer.disconnect();
    this.node.remove();
  }

  height() {
    return this.node.isConnected ? (this.lastHeight = this.node.offsetHeight) : this.lastHeight ?? 0;
  }

  /** Asks again only if the feed told of a change. */
  async #refresh() {
    const row = this.#store.orders.get(this.orderId);
    if (!row || this.#asking || row.version === this.#shownVersion) return;
    this.#asking = true;
    const version = row.version;
    try {
      const response = await fetch('/api/orders/' + encodeURIComponent(this.orderId));
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.error.text);
      this.#draw(answer);
      this.#shownVersion = version;
    } catch (failure) {
      this.#box.replaceChildren(element('p', { class: 'error' }, 'The details cannot be had: ' + failure.message));
    } finally {
      this.#asking = false;
    }
  }

  #draw(order) {
    const scrolled = this.#box.querySelector('.history')?.scrollTop ?? 0;
    this.#box.replaceChildren(
      element('div', { class: 'facts' }, ...facts(order)),
      element('div', { class: 'left' }, ...legs(order), children(order), ...routings(order), fills(order), ...legFills(order)),
      element('div', { class: 'right' }, history(order)));
    this.#box.querySelector('.history').scrollTop = scrolled;
  }
}

function facts(order) {
  const all = [];
  const add = (name, value, kind) => value && all.push(element('span', { class: kind ?? '' }, element('b', {}, name), ' ' + value));
  for (const objection of order.objections) add(`${objection.number} ${words(objection.refusal)}`, objection.text, 'error');
  for (const check of order.checks ?? []) {
    if (check.result !== 'failed') add('Limit ' + check.limit, `${check.most}: ${check.result}` + (check.usedNow === null || check.usedNow === undefined ? '' : `, ${price(check.usedNow)} used now`));
  }
  if (order.firstClOrdId !== order.clOrdId) add('First ClOrdID', order.firstClOrdId);
  if (order.list) {
    add('Order list', order.list.listId + (order.list.role ? ', ' + order.list.role : '') + (order.list.waiting && order.open ? ' (nothing of it is out yet)' : ''));
    add('With', order.list.others.map((other) => other.clOrdId + (other.sibling ? ' (linked)' : '')).join(', '));
  }
  if (order.activation && order.open) {
    const { time: from, trigger } = order.activation;
    add('Waits for', [from && dateAndTime(from), trigger && `${trigger.sees} of ${trigger.symbol} ${price(trigger.price)} or ${trigger.rising ? 'more' : 'less'}`].filter(Boolean).join(', then '));
  }
  if (order.discretion) add('May be executed', discretion(order));
  if (order.cross) {
    add('Cross', order.cross.crossId + ', ' + words(order.cross.crossType) + (order.cross.crossPrioritization === 'NONE' ? '' : ', ' + words(order.cross.crossPrioritization) + ' first'));
    add('Against', order.cross.others.map((other) => other.clOrdId).join(', '));
  }
  add('Received', dateAndTime(order.received));
  if (order.expireTime) add('Expires', dateAndTime(order.expireTime));
  if (order.risk) {
    add('Reference price', order.risk.referencePrice && price(order.risk.referencePrice));
    add('Valued at', price(order.risk.valuationPrice));
    for (const each of order.risk.limits) add('Limit ' + each.limit, price(each.used) + ' used before it, of ' + (each.most ?? 'a limit that is gone'));
  }
  all.push(element('a', { href: messagesAddress({ order: order.orderId }), target: '_blank' }, 'FIX messages'));
  return all;
}

/** Of a multi-leg order: what one strategy is made of. */
function legs(order) {
  if (!order.legs) return [];
  return [table('Legs', ['LegRefID', 'Side', '#Ratio', 'Symbol', '#Price', 'Also'],
    order.legs.map((leg) => [leg.legRefId ?? '–', words(leg.side), grouped(leg.ratio), leg.symbol, leg.price ? price(leg.price) : '–',
      Object.entries(leg.fields).map(([name, value]) => `${name} ${value}`).join(', ')]))];
}

/** They are told of and don't count: the order's own fills do. */
function legFills(order) {
  if (order.legFills.length === 0) return [];
  return [table('Executions of legs', ['Time', 'LegRefID', 'Side', 'Symbol', '#LastQty', '#LastPx', 'ExecID', ''],
    order.legFills.map((fill) => [fill.time ? time(fill.time) : 'earlier', fill.legRefId || '–', words(fill.side), fill.symbol, grouped(fill.lastQty), price(fill.lastPx),
      fill.execId, fill.state === 'STANDS' ? '' : words(fill.state)]))];
}

function children(order) {
  if (order.childOrders.length === 0) return element('p', { class: 'note' }, 'No child orders: nothing went to a venue.');
  const omitted = order.childOrdersOmitted > 0 ? ` (the newest ${order.childOrders.length} of ${grouped(order.children)})` : '';
  return table('Child orders' + omitted, ['Venue', 'ClOrdID', 'Venue OrderID', '#Qty', 'Type', '#Price', 'TIF', '#Cum', '#Leaves', '#AvgPx', 'Status', '#Quote seen', 'Updated'],
    order.childOrders.map((child) => [child.venue, child.venueClOrdId, child.venueOrderId ?? '–', grouped(child.orderQty), typeLabel(child.ordType), price(child.price),
      tifLabel(child.timeInForce), grouped(child.cumQty), grouped(child.leavesQty), price(child.avgPx), status(child),
      child.quotePrice ? `${grouped(child.quoteQty)} @ ${price(child.quotePrice)}` : '–', time(child.updated)]));
}

/** Why each part went where it went: what was seen of each venue, and what a share costs there with the fee. */
function routings(order) {
  return order.routings.map((routing) => table(`Routed ${grouped(routing.quantity)} at ${time(routing.time)} by ${routing.strategy}` + (routing.rule ? ` (routing.csv, line ${routing.rule})` : ''),
    ['Venue', '#Gets', '#Seen', '#Fee', '#Cost', '#Ahead', 'Why'],
    routing.venues.map((look) => [look.venue, look.given === '0' ? '–' : grouped(look.given), look.levels.map((level) => `${grouped(level.quantity)} @ ${price(level.price)}`).join(', ') || '–',
      look.fee && look.fee !== '0' ? price(look.fee) : '–', look.cost ? price(look.cost) : '–', look.ahead ? grouped(look.ahead) : '–', look.reason])));
}

function status(child) {
  return element('span', { class: 'status', 'data-status': child.status, title: child.text }, element('span', { class: 'label' }, statusLabel(child.status)),
    element('span', { class: 'doubt' }, child.unconfirmed ? 'unconfirmed' : ''), element('span', { class: 'why' }, child.text));
}

function fills(order) {
  if (order.fills.length === 0) return element('p', { class: 'note' }, 'No fills.');
  const omitted = order.fillsOmitted > 0 ? ` (the newest ${order.fills.length} of ${grouped(order.fills.length + order.fillsOmitted)})` : '';
  return table('Fills' + omitted, ['Time', 'Venue', '#LastQty', '#LastPx', 'ExecID', "Venue's ExecID", ''],
    order.fills.map((fill) => [fill.time ? time(fill.time) : 'earlier', fill.venue, grouped(fill.lastQty), price(fill.lastPx), fill.execId, fill.venueExecId, fill.state === 'STANDS' ? '' : words(fill.state)]));
}

/** Headings that begin with # are of numbers. */
function table(title, heads, rows) {
  const kinds = heads.map((head) => (head.startsWith('#') ? 'num' : head.includes('ID') ? 'mono' : ''));
  return element('table', {}, element('caption', {}, title),
    element('thead', {}, element('tr', {}, ...heads.map((head, i) => element('th', { scope: 'col', class: kinds[i] }, head.replace('#', ''))))),
    element('tbody', {}, ...rows.map((row) => element('tr', {}, ...row.map((value, i) => element('td', { class: kinds[i] }, value))))));
}

function history(order) {
  const list = element('ol', { class: 'history', tabindex: 0, 'aria-label': 'History, newest first' });
  for (const line of order.history) list.append(element('li', {}, element('time', {}, time(line.time)), element('span', {}, line.text)));
  return element('div', {}, element('h3', {}, 'History'), list);
}
