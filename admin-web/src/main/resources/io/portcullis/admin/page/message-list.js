// The messages that were found, the newest first: a row each, and its fields below when it is opened.

import { element, messagesAddress } from './format.js';

const COLUMNS = 7;
const WAYS = { IN: '← received', OUT: '→ sent', UNREADABLE: '← garbled', GAP: '' };
const SESSIONS_OWN = new Set(['0', '1', '2', '4', '5', 'A']);
const REJECTS = new Set(['3', 'j', '9']);
const REJECTS_BY_NUMBER = new Set(['3', 'j']);
const ENVELOPE = new Set([8, 9, 10, 34, 35, 43, 49, 52, 56, 97, 122, 1128]);
const PAGE_ROWS = 15;

const value = (message, tag) => message.fields.find((field) => field.tag === tag && field.depth === 0)?.value;
const number = (message) => value(message, 34) ?? '';
const isRefusal = (message) => REJECTS.has(message.msgType) || (message.msgType === '8' && value(message, 150) === '8');
const dayOf = (message) => message.instant.slice(0, 10);
/** Hours to microseconds, of which an instant leaves out those that are zero. */
const timeOf = (message) => (message.instant.slice(11, -1).replace(/^(\d\d:\d\d:\d\d)$/, '$1.') + '000000').slice(0, 15);

export class MessageList {
  #body;
  #copy;
  #messages = [];
  #rows = new Map();

  /** @param copy given a text, and what it is for a note */
  constructor(body, copy) {
    this.#body = body;
    this.#copy = copy;
    body.addEventListener('click', (event) => this.#onClick(event));
    body.addEventListener('keydown', (event) => this.#onKey(event));
  }

  get size() {
    return this.#messages.length;
  }

  /** The newest first. */
  get messages() {
    return this.#messages;
  }

  clear() {
    this.#messages = [];
    this.#rows.clear();
    this.#body.replaceChildren();
  }

  /** @param messages the newest first @return those that were not there yet */
  addOlder(messages) {
    return this.#add(messages, (fresh) => this.#messages.push(...fresh));
  }

  /** @param messages the newest first @return those that were not there yet */
  addNewer(messages) {
    return this.#add(messages, (fresh) => this.#messages.unshift(...fresh));
  }

  #add(messages, put) {
    const fresh = messages.filter((message) => !this.#rows.has(message.id));
    put(fresh);
    for (const message of fresh) this.#rows.set(message.id, { row: create(message), content: null });
    this.#draw();
    return fresh;
  }

  /** Forgets the oldest beyond so many. @return whether there were any */
  keep(most) {
    const surplus = this.#messages.splice(most);
    for (const message of surplus) {
      const { row, content } = this.#rows.get(message.id);
      row.remove();
      content?.remove();
      this.#rows.delete(message.id);
    }
    return surplus.length > 0;
  }

  /** Moves nothing that is in its place, because what is moved loses the focus. */
  #draw() {
    const rejected = rejectedBy(this.#messages);
    for (const day of this.#body.querySelectorAll('tr.day')) day.remove();
    let next = this.#body.firstElementChild;
    const place = (node) => {
      if (node === next) next = next.nextElementSibling;
      else this.#body.insertBefore(node, next);
    };
    let day = null;
    for (const message of this.#messages) {
      if (dayOf(message) !== day) {
        day = dayOf(message);
        place(element('tr', { class: 'day' }, element('td', { colspan: COLUMNS }, dayText(day))));
      }
      const { row, content } = this.#rows.get(message.id);
      markRejected(row, rejected.get(message.id));
      place(row);
      if (content) place(content);
    }
    if (!this.#body.querySelector('tr.message[tabindex="0"]')) this.#body.querySelector('tr.message')?.setAttribute('tabindex', '0');
  }

  #message(row) {
    return this.#messages.find((message) => message.id === row.dataset.id);
  }

  #onClick(event) {
    const row = event.target.closest('tr.message');
    if (row && getSelection().isCollapsed) {
      this.#choose(row);
      this.#toggle(row);
    }
  }

  #onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.target.closest('tr.message');
    if (event.key === 'Escape') {
      this.#escape(event);
    } else if (row && this.#onRowKey(event.key, row)) {
      event.preventDefault();
    }
  }

  #onRowKey(key, row) {
    const step = { ArrowUp: -1, ArrowDown: 1, PageUp: -PAGE_ROWS, PageDown: PAGE_ROWS, Home: -Infinity, End: Infinity }[key];
    if (step !== undefined) this.#step(row, step);
    else if (key === 'Enter' || key === ' ') this.#toggle(row);
    else if (key === 'c') this.#copy(this.#message(row).raw, 'The message');
    else return false;
    return true;
  }

  #step(row, by) {
    const rows = [...this.#body.querySelectorAll('tr.message')];
    const to = rows.indexOf(row) + by;
    const older = document.getElementById('older');
    if (by === 1 && to === rows.length && !older.hidden) older.focus();
    else this.#choose(rows[Math.max(0, Math.min(rows.length - 1, to))]);
  }

  /** Closes what is open: the message that has the focus, or else all. */
  #escape(event) {
    const content = event.target.closest('tr.content');
    const row = content ? content.previousElementSibling : event.target.closest('tr.message');
    if (row?.getAttribute('aria-expanded') === 'true') {
      this.#toggle(row);
      this.#choose(row);
    } else {
      for (const open of this.#body.querySelectorAll('tr.message[aria-expanded=true]')) this.#toggle(open);
    }
  }

  #choose(row) {
    this.#body.querySelector('tr.message[tabindex="0"]')?.setAttribute('tabindex', '-1');
    row.setAttribute('tabindex', '0');
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  }

  focusLast() {
    const last = [...this.#body.querySelectorAll('tr.message')].at(-1);
    if (last) this.#choose(last);
  }

  /** To the message that follows that one, or the last. */
  focusBehind(id) {
    const behind = this.#messages[this.#messages.findIndex((message) => message.id === id) + 1];
    if (behind) this.#choose(this.#rows.get(behind.id).row);
    else this.focusLast();
  }

  /** To the list, from elsewhere. */
  focus() {
    this.#body.querySelector('tr.message[tabindex="0"]')?.focus();
  }

  #toggle(row) {
    const known = this.#rows.get(row.dataset.id);
    if (!row.hasAttribute('aria-expanded')) return;
    const opens = known.content === null;
    row.setAttribute('aria-expanded', String(opens));
    known.content?.remove();
    known.content = opens ? this.#content(this.#message(row)) : null;
    if (opens) {
      row.after(known.content);
      known.content.scrollIntoView({ block: 'nearest' });
      row.scrollIntoView({ block: 'nearest' });
    }
  }

  #content(message) {
    const copy = (label, text, what) => {
      const button = element('button', { type: 'button' }, label);
      button.addEventListener('click', () => this.#copy(text(), what));
      return button;
    };
    const head = element('div', { class: 'content-head' }, element('span', { class: 'time' }, message.instant),
      copy('Copy', () => message.raw, 'The message'));
    if (message.fields.length > 0) head.append(copy('Copy the fields', () => fieldsText(message), 'The fields'));
    const order = value(message, 11) ?? value(message, 37);
    if (order && order !== 'NONE') head.append(link('All messages of its order', { order, session: message.session }));
    head.append(link('The session at that time', { session: message.session, from: near(message, -10), to: near(message, 10) }));
    return element('tr', { class: 'content' }, element('td', { colspan: COLUMNS }, element('div', { class: 'content-box' }, head,
      element('pre', { class: 'raw', tabindex: 0, 'aria-label': 'As it was on the wire' }, message.raw),
      ...(message.fields.length > 0 ? [fieldTable(message)] : []))));
  }
}

const link = (text, conditions) => element('a', { href: messagesAddress(conditions), target: '_blank' }, text);

const near = (message, seconds) => new Date(message.time + seconds * 1000).toISOString();

const dayText = (day) => new Date(day + 'T00:00:00Z').toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' }) + ' ' + day;

/** Which messages were rejected, by the numbers in Reject(35=3) and BusinessMessageReject(35=j) that came the other way after them: ids and what was said. */
function rejectedBy(messages) {
  const said = new Map();
  const rejected = new Map();
  for (const message of messages) {
    const mine = [message.session, message.direction, number(message)].join(' ');
    if (said.has(mine)) {
      rejected.set(message.id, said.get(mine));
      said.delete(mine);
    }
    const refused = REJECTS_BY_NUMBER.has(message.msgType) && value(message, 45);
    if (refused) said.set([message.session, message.direction === 'IN' ? 'OUT' : 'IN', refused].join(' '), value(message, 58) ?? message.name);
  }
  return rejected;
}

function markRejected(row, reason) {
  const says = row.querySelector('.says');
  if (reason === undefined || !says || says.querySelector('.rejected')) return;
  says.prepend(element('span', { class: 'chip bad rejected', title: reason }, 'rejected'));
}

function create(message) {
  const way = message.direction.toLowerCase();
  if (message.direction === 'GAP') {
    return element('tr', { class: 'message gap', 'data-id': message.id, 'data-way': way, tabindex: -1 }, element('td'),
      element('td', { class: 'when', title: message.instant }, timeOf(message)), element('td', { class: 'session' }, sessionText(message)),
      element('td', { colspan: COLUMNS - 3, title: message.raw }, 'Gap: ' + message.raw));
  }
  const isGarbled = message.direction === 'UNREADABLE';
  const kind = 'message' + (isRefusal(message) ? ' refusal' : '') + (SESSIONS_OWN.has(message.msgType) ? ' session-own' : '');
  const name = isGarbled ? 'No FIX message' : message.name || (message.msgType ? 'Unknown type' : 'No MsgType');
  const says = isGarbled ? message.raw : message.session === '-' ? `${value(message, 49)} to ${value(message, 56)}, ${value(message, 8)}. ${message.summary}` : message.summary;
  return element('tr', { class: kind, 'data-id': message.id, 'data-way': way, tabindex: -1, 'aria-expanded': 'false' },
    element('td', { class: 'open' }), element('td', { class: 'when', title: message.instant }, timeOf(message)),
    element('td', { class: 'session', title: message.session === '-' ? 'A first message that no session took' : message.session }, sessionText(message)),
    element('td', { class: 'way' }, WAYS[message.direction]),
    element('td', { class: 'seq num' }, number(message)),
    element('td', { class: 'name' }, element('b', {}, name), element('span', { class: 'type' }, isGarbled ? '' : message.msgType)),
    element('td', { class: 'says', title: says }, ...chips(message), says));
}

const sessionText = (message) => (message.session === '-' ? (message.direction === 'GAP' ? 'all' : 'nobody’s') : message.session);

function chips(message) {
  const chips = [];
  if (message.session === '-') chips.push(element('span', { class: 'chip bad' }, 'not let in'));
  if (value(message, 43) === 'Y') chips.push(element('span', { class: 'chip', title: 'PossDupFlag(43)=Y' }, 'sent again'));
  if (value(message, 97) === 'Y') chips.push(element('span', { class: 'chip', title: 'PossResend(97)=Y' }, 'possibly told before'));
  return chips;
}

function fieldTable(message) {
  let before = null;
  const rows = message.fields.map((field) => {
    const begins = before !== null && field.depth > 0 && (field.depth > before.depth || isFirstOfEntry(message, field));
    before = field;
    return element('tr', { class: (ENVELOPE.has(field.tag) && field.depth === 0 ? 'envelope' : '') + (begins ? ' begins' : '') },
      element('td', { class: 'num' }, String(field.tag)), element('td', { class: 'd' + Math.min(4, field.depth) }, field.name || 'not in the dictionary'),
      element('td', { class: 'value' }, field.value), element('td', {}, field.meaning === field.value ? '' : field.meaning ?? ''));
  });
  return element('table', { class: 'fields' }, element('thead', {}, element('tr', {}, element('th', { scope: 'col', class: 'num' }, 'Tag'), element('th', { scope: 'col' }, 'Name'),
    element('th', { scope: 'col' }, 'Value'), element('th', { scope: 'col' }, 'Meaning'))), element('tbody', {}, ...rows));
}

/** Whether an entry of a group begins with it: the group's first field comes again. */
function isFirstOfEntry(message, field) {
  const at = message.fields.indexOf(field);
  for (let i = at - 1; i >= 0 && message.fields[i].depth >= field.depth; i--) {
    if (i === 0 || message.fields[i - 1].depth < field.depth) return message.fields[i].tag === field.tag;
  }
  return false;
}

const fieldsText = (message) => message.fields.map((field) =>
  '  '.repeat(field.depth) + (field.name ? `${field.name}(${field.tag})` : field.tag) + '=' + field.value
    + (field.meaning && field.meaning !== field.value ? ' ' + field.meaning : '')).join('\n');
