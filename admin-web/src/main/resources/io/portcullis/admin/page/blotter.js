// The order blotter: a table that has only the rows in sight, newest order first.
//
// Rows must not run away under the pointer: as long as it moves over them, an order is open, a dialog is shown or the list is scrolled,
// new orders are added above without moving what is in sight.

import { COLUMNS, KINDS, share } from './columns.js';
import { Detail } from './detail.js';
import { element, grouped, messagesAddress, setText, sideLabel, statusLabel } from './format.js';

const ROW_HEIGHT = 25;
const OVERSCAN = 4;
const HOLD_MILLIS = 1500;
/** When more rows than this change at once, nothing is gained by pointing at each. */
const FLASH_AT_MOST = 12;

const CUM = COLUMNS.findIndex((column) => column.kind === 'num cum');
const STATUS = COLUMNS.findIndex((column) => column.kind === 'status');
const ACT = COLUMNS.length - 1;

const calm = matchMedia('(prefers-reduced-motion: reduce)');

const byId = (id) => document.getElementById(id);

export class Blotter {
  #store;
  #cancel;
  #change;
  #isBusy;
  #scroller = byId('orders');
  #table = this.#scroller.querySelector('table');
  #body = this.#table.tBodies[0];
  #above = element('tr', { class: 'space', 'aria-hidden': 'true' }, element('td', { colspan: COLUMNS.length }));
  #below = element('tr', { class: 'space', 'aria-hidden': 'true' }, element('td', { colspan: COLUMNS.length }));
  #filter = byId('filter');
  #words = [];
  #kind = KINDS[0];
  #kindButtons = new Map();
  #view = [];
  #drawn = new Map();
  #selected = null;
  #detail = null;
  #followsTop = true;
  #expectedScroll = 0;
  #pointerMoved = -Infinity;
  #flashes = 0;

  /** @param isBusy tells whether a dialog is open */
  constructor(store, cancel, isBusy, change) {
    this.#store = store;
    this.#cancel = cancel;
    this.#change = change;
    this.#isBusy = isBusy;
    this.#createHead();
    this.#createKinds();
    this.#body.append(this.#above, this.#below);
    this.#listen();
    this.refresh();
  }

  #createHead() {
    const row = element('tr');
    for (const column of COLUMNS) {
      const col = element('col');
      if (column.width) col.style.width = column.width + 'px';
      this.#table.querySelector('colgroup').append(col);
      const label = column.head || (column.kind === 'more' ? 'Details' : 'Actions');
      row.append(element('th', { scope: 'col', class: column.kind }, column.head ? label : element('span', { class: 'hidden' }, label)));
    }
    this.#table.tHead.append(row);
  }

  #createKinds() {
    for (const kind of KINDS) {
      const button = element('button', { type: 'button', 'aria-pressed': String(kind === this.#kind), 'data-kind': kind[0] }, kind[1] + ' ', element('span', { class: 'n' }));
      button.addEventListener('click', () => {
        this.#kind = kind;
        for (const [each, other] of this.#kindButtons) other.setAttribute('aria-pressed', String(each === kind[0]));
        this.#toTop();
      });
      this.#kindButtons.set(kind[0], button);
      byId('kinds').append(button);
    }
  }

  #listen() {
    this.#scroller.addEventListener('scroll', () => this.#onScroll(), { passive: true });
    this.#scroller.addEventListener('pointermove', () => (this.#pointerMoved = performance.now()), { passive: true });
    // From pressing to letting go nothing may slip under the pointer, even if it rested before.
    this.#scroller.addEventListener('pointerdown', () => (this.#pointerMoved = performance.now()), { passive: true });
    this.#scroller.addEventListener('pointerleave', () => (this.#pointerMoved = -Infinity), { passive: true });
    new ResizeObserver(() => this.#draw()).observe(this.#scroller);
    this.#filter.addEventListener('input', () => this.#applyFilter());
    byId('newer').addEventListener('click', () => this.#toTop());
    this.#body.addEventListener('click', (event) => this.#onClick(event));
    this.#body.addEventListener('dblclick', (event) => {
      const orderId = event.target.closest('tr[data-order]')?.dataset.order;
      if (orderId && !event.target.closest('button')) this.#toggle(orderId);
    });
    this.#body.addEventListener('pointerover', (event) => this.#explain(event.target.closest('td')));
    this.#table.addEventListener('keydown', (event) => this.#onKey(event));
    this.#filter.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown' || event.key === 'Enter') {
        event.preventDefault();
        this.#table.focus();
        this.#select(this.#view[0]?.orderId ?? null);
      }
    });
    setInterval(() => this.#letGo(), 500);
  }

  // What is shown

  /** Orders came, changed or went. */
  refresh() {
    const anchor = this.#isHeld() ? this.#anchor() : null;
    const counts = this.#rebuildView();
    this.#drawCounts(counts);
    if (this.#detail && !this.#store.orders.has(this.#detail.orderId)) this.#close();
    if (anchor) this.#restore(anchor);
    this.#draw();
  }

  #rebuildView() {
    const counts = Object.fromEntries(KINDS.map((kind) => [kind[0], 0]));
    const [, , belongs] = this.#kind;
    this.#view = [];
    for (const row of this.#store.newestFirst) {
      if (!this.#matches(row)) continue;
      for (const [name, , has] of KINDS) counts[name] += has(row) ? 1 : 0;
      if (belongs(row)) this.#view.push(row);
    }
    return counts;
  }

  #matches(row) {
    if (this.#words.length === 0) return true;
    row.searchText ??= [row.orderId, row.clOrdId, row.session, row.account, row.symbol, sideLabel(row.side), statusLabel(row.status), row.text].join(' ').toLowerCase();
    return this.#words.every((word) => row.searchText.includes(word));
  }

  #drawCounts(counts) {
    for (const [name, button] of this.#kindButtons) {
      setText(button.lastChild, grouped(counts[name]));
      button.classList.toggle('attention', name === 'unconfirmed' && counts[name] > 0);
    }
    const loading = this.#store.owed > 500 ? `, ${grouped(this.#store.owed)} still to come` : '';
    const total = this.#store.newestFirst.length;
    setText(byId('count'), (this.#view.length === total ? `${grouped(total)} orders` : `${grouped(this.#view.length)} of ${grouped(total)} orders`) + loading);
    byId('empty').hidden = this.#view.length > 0;
    setText(byId('empty'), total === 0 ? 'No orders yet.' : 'No order matches. Esc clears the filter.');
    this.#table.setAttribute('aria-rowcount', String(this.#view.length + 1));
  }

  #applyFilter() {
    this.#words = this.#filter.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    this.#toTop();
  }

  /** Filters to one order and opens it. */
  show(orderId) {
    this.#filter.value = orderId;
    this.#kind = KINDS[0];
    for (const [each, button] of this.#kindButtons) button.setAttribute('aria-pressed', String(each === 'all'));
    this.#applyFilter();
    if (this.#store.orders.has(orderId)) {
      this.#select(orderId);
      if (this.#detail?.orderId !== orderId) this.#toggle(orderId);
    }
    this.#table.focus();
  }

  /** Esc: closes one thing at a time, the innermost first. */
  escape() {
    if (document.activeElement !== this.#filter && this.#detail) {
      this.#close();
      this.#draw();
    } else if (this.#filter.value !== '') {
      this.#filter.value = '';
      this.#applyFilter();
    } else if (document.activeElement === this.#filter) {
      this.#table.focus();
    } else {
      this.#select(null);
      this.#toTop();
    }
  }

  // Where it is scrolled to

  #isHeld() {
    return !this.#followsTop || this.#detail !== null || this.#isBusy() || performance.now() - this.#pointerMoved < HOLD_MILLIS;
  }

  #letGo() {
    if (this.#followsTop && this.#scroller.scrollTop > 0 && !this.#isHeld()) this.#toTop();
  }

  #toTop() {
    this.#followsTop = true;
    this.#scrollTo(0);
    this.refresh();
  }

  #onScroll() {
    if (Math.abs(this.#scroller.scrollTop - this.#expectedScroll) > 1) {
      this.#expectedScroll = this.#scroller.scrollTop;
      this.#followsTop = this.#scroller.scrollTop < ROW_HEIGHT;
    }
    this.#draw();
  }

  #scrollTo(top) {
    this.#expectedScroll = Math.max(0, top);
    this.#scroller.scrollTop = this.#expectedScroll;
    this.#expectedScroll = this.#scroller.scrollTop;
  }

  /** The first row in sight, and by how much it is scrolled. */
  #anchor() {
    const index = this.#indexAt(this.#scroller.scrollTop);
    const row = this.#view[index];
    return row ? { row, offset: this.#scroller.scrollTop - this.#topOf(index) } : null;
  }

  #restore(anchor) {
    const index = this.#view.indexOf(anchor.row);
    if (index < 0) return;
    // The room has to be there before it can be scrolled to.
    this.#setSpace(this.#below, this.#view.length * ROW_HEIGHT);
    this.#scrollTo(this.#topOf(index) + anchor.offset);
  }

  #openIndex() {
    return this.#detail ? this.#view.findIndex((row) => row.orderId === this.#detail.orderId) : -1;
  }

  #topOf(index) {
    const open = this.#openIndex();
    return index * ROW_HEIGHT + (open >= 0 && index > open ? this.#detail.height() : 0);
  }

  #indexAt(top) {
    const open = this.#openIndex();
    if (open < 0 || top < (open + 1) * ROW_HEIGHT) return Math.floor(top / ROW_HEIGHT);
    return Math.max(open, Math.floor((top - this.#detail.height()) / ROW_HEIGHT));
  }

  // Drawing

  #draw() {
    const top = this.#scroller.scrollTop;
    const first = Math.max(0, this.#indexAt(top) - OVERSCAN);
    const last = Math.min(this.#view.length, this.#indexAt(top + this.#scroller.clientHeight) + OVERSCAN + 1);
    const open = this.#openIndex();
    this.#flashes = 0;
    const spare = this.#spareLines(first, last);
    let next = this.#above.nextSibling;
    for (let index = first; index < last; index++) {
      next = this.#place(this.#line(this.#view[index], index, spare), next);
      if (index === open) next = this.#place(this.#detail.node, next);
    }
    for (const line of spare) line.remove();
    const openInSight = open >= first && open < last;
    if (this.#detail && !openInSight) this.#detail.node.remove();
    this.#setSpace(this.#above, this.#topOf(first));
    this.#setSpace(this.#below, (this.#view.length - last) * ROW_HEIGHT + (this.#detail && open >= last ? this.#detail.height() : 0));
    this.#drawNewer(top);
  }

  /** The lines of rows that are out of sight: they are written over with what came into sight. */
  #spareLines(first, last) {
    const wanted = new Set();
    for (let index = first; index < last; index++) wanted.add(this.#view[index].orderId);
    const spare = [];
    for (const [orderId, line] of this.#drawn) {
      if (wanted.has(orderId)) continue;
      this.#drawn.delete(orderId);
      spare.push(line);
    }
    return spare;
  }

  #place(node, next) {
    if (node === next) return node.nextSibling;
    this.#body.insertBefore(node, next);
    return next;
  }

  #setSpace(row, height) {
    const value = height + 'px';
    if (row.firstChild.style.height !== value) row.firstChild.style.height = value;
    row.hidden = height === 0;
  }

  #drawNewer(top) {
    const above = Math.min(this.#view.length, Math.floor(top / ROW_HEIGHT));
    const button = byId('newer');
    button.hidden = above === 0;
    if (above > 0) setText(button, `↑ ${grouped(above)} newer`);
  }

  #line(row, index, spare) {
    let line = this.#drawn.get(row.orderId);
    if (!line) {
      line = spare.pop() ?? this.#createLine();
      this.#bind(line, row);
      this.#drawn.set(row.orderId, line);
    }
    if (line.version !== row.version) this.#fill(line, row);
    const rowIndex = String(index + 2);
    if (line.getAttribute('aria-rowindex') !== rowIndex) line.setAttribute('aria-rowindex', rowIndex);
    const selected = String(row.orderId === this.#selected);
    if (line.getAttribute('aria-selected') !== selected) line.setAttribute('aria-selected', selected);
    return line;
  }

  #createLine() {
    const line = element('tr');
    for (const column of COLUMNS) line.append(element('td', { class: column.kind }));
    line.cells[0].append(element('button', { type: 'button', tabindex: -1, class: 'chevron' }));
    line.cells[STATUS].append(element('span', { class: 'label' }), element('span', { class: 'doubt' }), element('span', { class: 'why' }));
    line.cells[ACT].append(element('button', { type: 'button', tabindex: -1, class: 'cancel' }, 'Cancel'),
      element('button', { type: 'button', tabindex: -1, class: 'change', title: "In the client's place (e)" }, 'Change'),
      element('a', { tabindex: -1, class: 'fix', target: '_blank', title: 'Its FIX messages: client, venues, drop copy (m)' }, 'FIX'));
    return line;
  }

  #bind(line, row) {
    line.id = 'order-' + row.orderId;
    line.dataset.order = row.orderId;
    line.version = -1;
    for (const cell of line.cells) if (cell.title) cell.removeAttribute('title');
    const chevron = line.cells[0].firstChild;
    chevron.setAttribute('aria-expanded', String(this.#detail?.orderId === row.orderId));
    chevron.setAttribute('aria-label', 'Details of ' + row.clOrdId);
    line.cells[ACT].firstChild.setAttribute('aria-label', 'Cancel order ' + row.clOrdId);
    line.cells[ACT].children[1].setAttribute('aria-label', 'Change order ' + row.clOrdId);
    line.cells[ACT].lastChild.href = messagesAddress({ order: row.orderId });
    line.cells[ACT].lastChild.setAttribute('aria-label', 'FIX messages of order ' + row.clOrdId);
  }

  #fill(line, row) {
    const isNew = line.version === -1;
    line.version = row.version;
    const cells = line.cells;
    COLUMNS.forEach((column, i) => {
      if (column.text) setText(cells[i], column.text(row));
    });
    line.dataset.side = row.side === 'BUY' || row.side === 'AS_DEFINED' ? 'buy' : 'sell';
    if (!isNew && line.dataset.status !== row.status) this.#flash(cells[STATUS]);
    if (!isNew && line.cumQty !== row.cumQty) this.#flash(cells[CUM]);
    line.cumQty = row.cumQty;
    line.dataset.status = row.status;
    line.classList.toggle('closed', !row.open);
    cells[CUM].style.setProperty('--done', row.open || row.cumQty !== '0' ? share(row) : '0%');
    const [label, doubt, why] = cells[STATUS].children;
    setText(label, statusLabel(row.status));
    setText(doubt, row.unconfirmed > 0 ? 'unconfirmed' : !row.open ? '' : row.list?.waiting || row.activation ? 'waiting' : row.trigger === 'PARKED' ? 'parked' : '');
    setText(why, row.text);
    cells[ACT].firstChild.hidden = !row.open;
    cells[ACT].children[1].hidden = !row.open;
  }

  #flash(cell) {
    if (calm.matches || ++this.#flashes > FLASH_AT_MOST) return;
    cell.animate([{ backgroundColor: 'var(--flash)' }, { backgroundColor: 'transparent' }], { duration: 900, easing: 'ease-out' });
  }

  /** A tooltip where the pointer is, if there is more to say than fits. */
  #explain(cell) {
    const row = this.#store.orders.get(cell?.closest('tr[data-order]')?.dataset.order);
    if (!row) return;
    const column = COLUMNS[cell.cellIndex];
    cell.title = column.title ? column.title(row) : cell.scrollWidth > cell.clientWidth ? cell.textContent : '';
  }

  // What the user does

  #onClick(event) {
    const orderId = event.target.closest('tr[data-order]')?.dataset.order;
    if (!orderId) return;
    this.#select(orderId);
    // Lines are used again for other orders: the focus must not stay on a button of one.
    if (!event.target.closest('.detail')) this.#table.focus({ preventScroll: true });
    if (event.target.closest('.chevron')) this.#toggle(orderId);
    else if (event.target.closest('.change')) this.#change(this.#store.orders.get(orderId));
    else if (event.target.closest('.cancel')) this.#cancel(this.#store.orders.get(orderId));
  }

  /** A key that was pressed while nothing had the focus. */
  onKey(event) {
    this.#table.focus({ preventScroll: true });
    this.#onKey(event);
  }

  #onKey(event) {
    if (event.target instanceof HTMLElement && event.target.closest('.detail') || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.#scroller.clientHeight / ROW_HEIGHT) - 2);
    const steps = { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page, Home: -Infinity, End: Infinity };
    if (event.key in steps) {
      this.#step(steps[event.key]);
    } else if (event.key === 'Enter' && this.#selected) {
      this.#toggle(this.#selected);
    } else if (event.key === 'c' && this.#store.orders.get(this.#selected)?.open) {
      this.#cancel(this.#store.orders.get(this.#selected));
    } else if (event.key === 'e' && this.#store.orders.get(this.#selected)?.open) {
      this.#change(this.#store.orders.get(this.#selected));
    } else if (event.key === 'm' && this.#drawn.has(this.#selected)) {
      this.#drawn.get(this.#selected).cells[ACT].lastChild.click();
    } else {
      return;
    }
    event.preventDefault();
  }

  #step(by) {
    if (this.#view.length === 0) return;
    const at = this.#view.findIndex((row) => row.orderId === this.#selected);
    const to = at < 0 && Number.isFinite(by) ? 0 : Math.min(this.#view.length - 1, Math.max(0, at + by));
    this.#select(this.#view[to].orderId);
    this.#bringIntoSight(to);
  }

  #bringIntoSight(index) {
    const top = this.#topOf(index);
    const room = this.#scroller.clientHeight - this.#table.tHead.offsetHeight;
    if (top < this.#scroller.scrollTop) this.#scroller.scrollTop = top;
    else if (top + ROW_HEIGHT > this.#scroller.scrollTop + room) this.#scroller.scrollTop = top + ROW_HEIGHT - room;
    this.#draw();
  }

  #select(orderId) {
    this.#selected = orderId;
    if (orderId) this.#table.setAttribute('aria-activedescendant', 'order-' + orderId);
    else this.#table.removeAttribute('aria-activedescendant');
    this.#draw();
  }

  #toggle(orderId) {
    const opens = this.#detail?.orderId !== orderId;
    this.#close();
    if (opens) {
      this.#detail = new Detail(this.#store, orderId, COLUMNS.length, () => this.#draw());
      this.#markOpen(orderId, true);
    }
    this.#draw();
  }

  #close() {
    if (!this.#detail) return;
    this.#markOpen(this.#detail.orderId, false);
    this.#detail.close();
    this.#detail = null;
  }

  #markOpen(orderId, open) {
    this.#drawn.get(orderId)?.querySelector('.chevron').setAttribute('aria-expanded', String(open));
  }
}
