// Orders that people work: whose each is, how far it is, and what can be done with it.

import { element, grouped, price, seconds, setText, sideLabel, statusLabel } from './format.js';
import { ACTIONS, commandOf, toWork } from './working.js';

const byId = (id) => document.getElementById(id);
const KINDS = [['open', 'Open', (order) => order.open], ['unclaimed', 'Unclaimed', (order) => order.open && order.care.owner === null],
  ['mine', 'Mine', (order, user) => order.care.owner !== null && order.care.owner === user], ['others', "Others'", (order, user) => order.open && order.care.owner !== null && order.care.owner !== user],
  ['all', 'All', () => true]];

export class CarePanel {
  #store;
  #open;
  #user;
  #showOrder;
  #kind = 'open';
  #chosen = new Set();
  #drawn = null;

  /** @param open shows a dialog; user names who sits here, or is null; showOrder is called with an OrderID */
  constructor(store, open, user, showOrder) {
    this.#store = store;
    this.#open = open;
    this.#user = user;
    this.#showOrder = showOrder;
    byId('care-kinds').replaceChildren(...KINDS.map(([name, label]) => element('button', { type: 'button', 'data-kind': name }, label)));
    byId('care-kinds').addEventListener('click', (event) => this.#choose(event.target.closest('button')?.dataset.kind));
    byId('care-rows').addEventListener('click', (event) => this.#onClick(event));
    byId('care-rows').addEventListener('change', (event) => this.#onChange(event));
    byId('care-many').addEventListener('change', (event) => this.#onMany(event.target));
  }

  draw() {
    const user = this.#user();
    const orders = this.#store.newestFirst.filter((order) => order.care);
    byId('care').hidden = orders.length === 0;
    const unclaimed = orders.filter((order) => order.open && order.care.owner === null).length;
    setText(byId('care-summary'), unclaimed === 0 ? 'none unclaimed' : `${grouped(String(unclaimed))} unclaimed`);
    byId('care-summary').classList.toggle('alarm', unclaimed > 0);
    for (const button of byId('care-kinds').children) {
      const [, label, isIn] = KINDS.find(([name]) => name === button.dataset.kind);
      setText(button, `${label} ${grouped(String(orders.filter((order) => isIn(order, user)).length))}`);
      button.setAttribute('aria-pressed', String(button.dataset.kind === this.#kind));
    }
    const isIn = KINDS.find(([name]) => name === this.#kind)[2];
    const shown = orders.filter((order) => isIn(order, user));
    this.#chosen = new Set(shown.filter((order) => this.#chosen.has(order.orderId)).map((order) => order.orderId));
    const state = JSON.stringify([user, shown.map((order) => [order.orderId, order.version])]);
    if (state !== this.#drawn) {
      this.#drawn = state;
      this.#drawRows(shown, user);
    }
    this.#drawMany(user);
  }

  /** A row that stays keeps its buttons, so that the focus is not lost while others come. */
  #drawRows(shown, user) {
    const body = byId('care-rows');
    const known = new Map([...body.rows].map((row) => [row.dataset.state, row]));
    const rows = shown.map((order) => known.get(stateOf(order, user)) ?? create(order, user, this.#chosen.has(order.orderId)));
    rows.forEach((row, index) => {
      if (body.rows[index] !== row) body.insertBefore(row, body.rows[index] ?? null);
    });
    while (body.rows.length > rows.length) body.lastElementChild.remove();
    byId('care-none').hidden = rows.length > 0;
  }

  #drawMany(user) {
    const orders = this.#chosenOrders();
    const many = byId('care-many');
    many.hidden = orders.length < 2;
    const possible = ACTIONS.filter((action) => action.forMany && orders.some((order) => action.isPossible(order, user)));
    const options = [['', `With ${orders.length} chosen…`], ...possible.map((action) => [ACTIONS.indexOf(action), action.label])];
    const state = JSON.stringify(options);
    if (many.dataset.state !== state) {
      many.dataset.state = state;
      many.replaceChildren(...options.map(([value, label]) => element('option', { value }, label)));
    }
  }

  #chosenOrders() {
    return [...this.#chosen].map((orderId) => this.#store.orders.get(orderId)).filter((order) => order !== undefined);
  }

  #choose(kind) {
    if (!kind) return;
    this.#kind = kind;
    this.#drawn = null;
    this.draw();
  }

  #orderAt(target) {
    return this.#store.orders.get(target.closest('tr')?.dataset.order);
  }

  #onClick(event) {
    const order = this.#orderAt(event.target);
    const { action, orderId } = event.target.dataset;
    if (orderId) this.#showOrder(orderId);
    else if (order && action) this.#order(ACTIONS[Number(action)], [order]);
  }

  #onChange({ target }) {
    const order = this.#orderAt(target);
    if (!order) return;
    if (target.type === 'checkbox') {
      if (target.checked) this.#chosen.add(order.orderId);
      else this.#chosen.delete(order.orderId);
      this.#drawMany(this.#user());
    } else if (target.value !== '') {
      const action = ACTIONS[Number(target.value)];
      target.value = '';
      this.#order(action, [order]);
    }
  }

  #onMany(target) {
    if (target.value === '') return;
    const action = ACTIONS[Number(target.value)];
    target.value = '';
    this.#order(action, this.#chosenOrders());
  }

  async #order(action, orders) {
    if (!action.needs) {
      this.#open(commandOf(action, orders));
      return;
    }
    const response = await fetch('/api/orders/' + encodeURIComponent(orders[0].orderId));
    const detail = await response.json();
    const options = action.needs === 'part'
      ? (detail.childOrders ?? []).filter((child) => Number(child.leavesQty) > 0).map((child) => [child.venueClOrdId, `${grouped(child.leavesQty)} at ${child.venue}${child.price === null ? '' : ', ' + price(child.price)}`])
      : (detail.fills ?? []).filter((fill) => fill.state !== 'BUSTED').map((fill) => [fill.latestExecId, `${grouped(fill.lastQty)} at ${price(fill.lastPx)}, ${fill.venue}, ${fill.latestExecId}`]);
    this.#open(commandOf(action, orders, options));
  }
}

const cell = (kind, text, title) => element('td', { class: kind, title }, text);
const stateOf = (order, user) => JSON.stringify([order.orderId, order.version, user]);

function create(order, user, isChosen) {
  const { care } = order;
  const check = element('input', { type: 'checkbox', 'aria-label': 'Choose ' + order.clOrdId });
  check.checked = isChosen;
  const row = element('tr', { 'data-order': order.orderId, 'data-side': order.side === 'BUY' ? 'buy' : 'sell', class: order.open ? care.owner === null ? 'unclaimed' : 'open' : 'over' },
    element('td', { class: 'check' }, check), cell('time', seconds(order.received)), cell('owner', care.owner ?? 'unclaimed'), cell('side', sideLabel(order.side)), cell('num', grouped(order.orderQty)),
    cell('symbol', order.symbol), cell('num', order.price === null ? 'market' : price(order.price)), cell('num', grouped(order.cumQty)), cell('num', grouped(care.atVenues)),
    cell('num work', grouped(String(toWork(order)))), element('td', { class: 'status', 'data-status': order.status }, element('span', { class: 'label' }, statusLabel(order.status))),
    cell('marks', marks(care)), cell('', order.session), element('td', { class: 'mono' }, element('button', { type: 'button', class: 'link mono', 'data-order-id': order.orderId }, order.clOrdId)),
    element('td', { class: 'act' }, ...actions(order, user)));
  row.dataset.state = stateOf(order, user);
  return row;
}

function marks(care) {
  const held = care.heldExecIds.length;
  return [care.locked ? 'locked' : '', held > 0 ? `${held} untold` : care.holdsFills ? 'held back' : ''].filter((mark) => mark !== '').join(', ');
}

/** The first two that are not rare at hand, the others in a list. */
function actions(order, user) {
  const possible = ACTIONS.filter((action) => !action.onlyMany && action.isPossible(order, user));
  const at = (action) => String(ACTIONS.indexOf(action));
  const atHand = possible.filter((action) => !action.isRare).slice(0, 2);
  const buttons = atHand.map((action) => element('button', { type: 'button', class: 'quiet', 'data-action': at(action), 'aria-label': `${action.label.replace('…', '')} ${order.clOrdId}` }, action.label));
  const others = possible.filter((action) => !atHand.includes(action));
  return others.length === 0 ? buttons : [...buttons, element('select', { 'aria-label': 'More for ' + order.clOrdId }, element('option', { value: '' }, 'More…'),
    ...others.map((action) => element('option', { value: at(action) }, action.label)))];
}
