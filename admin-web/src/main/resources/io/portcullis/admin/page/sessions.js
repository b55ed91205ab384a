// The sessions: how each is meant to be and how it is, what unfolds below a row, and the menu of what can be ordered.

import { age, dateAndTime, element, grouped, messagesAddress, seconds, setText, words } from './format.js';
import { actionsFor } from './steering.js';

const byId = (id) => document.getElementById(id);
const COLUMNS = 11;
const ROLES = { CLIENT: 'Client', VENUE: 'Venue', DROP_COPY: 'Drop copy' };
const KIND_TAGS = { message: '35=3', business: '35=j', order: '150=8', cancel: '35=9' };

/** How it is meant to be: {text, isUp}. */
function wanted(session) {
  if (session.intent !== 'STARTED') return { text: words(session.intent), isUp: false };
  return session.sessionTime ? { text: 'Up', isUp: true } : { text: 'Off schedule', isUp: false };
}

const isLoggedOn = (session) => session.state === 'LOGGED_ON' || session.state === 'RESENDING';
const isConnected = (session) => session.peerAddress !== null;

/** good: as it should be; busy: on its way there; bad: not as it is meant to be; off: down, and meant to be. */
function standing(session, isUp) {
  if (isUp) return session.state === 'LOGGED_ON' ? 'good' : isConnected(session) ? 'busy' : 'bad';
  return isConnected(session) ? 'bad' : 'off';
}

const actual = (session) => (session.state === 'STOPPED' || session.state === 'DISCONNECTED' ? 'Down' : words(session.state));

export class SessionPanel {
  #store;
  #order;
  #rows = new Map();
  #body = byId('session-rows');
  #menu;
  #opened = null;
  #detail = null;

  constructor(store, order) {
    this.#store = store;
    this.#order = order;
    this.#menu = new SessionMenu(store, order);
    this.#body.addEventListener('click', (event) => this.#onClick(event));
    this.#body.addEventListener('keydown', (event) => this.#onKey(event));
  }

  draw() {
    const sessions = this.#store.sessions;
    const keys = new Set(sessions.map((session) => session.key));
    for (const [key, row] of this.#rows) {
      if (!keys.has(key)) {
        if (key === this.#opened) this.#close();
        row.remove();
        this.#rows.delete(key);
      }
    }
    let last = null;
    for (const session of sessions) {
      let row = this.#rows.get(session.key);
      if (!row) {
        row = create(session.key);
        this.#rows.set(session.key, row);
      }
      last = this.#place(row, last);
      if (session.key === this.#opened) last = this.#place(this.#detail, row);
      fill(row, session);
    }
    this.#drawDetail();
    this.#summarise(sessions);
    this.#drawStrangers();
    this.#menu.draw();
    this.tick();
  }

  /** Moves nothing that is in its place, because what is moved loses the focus. */
  #place(row, after) {
    const here = after === null ? this.#body.firstElementChild : after.nextElementSibling;
    if (here !== row) this.#body.insertBefore(row, here);
    return row;
  }

  #drawStrangers() {
    const { strangers } = this.#store;
    const button = byId('strangers-show');
    button.hidden = strangers.length === 0;
    setText(button, strangers.length === 1 ? '1 stranger not let in' : `${strangers.length} strangers not let in`);
    const shown = strangers.map(({ name, last }) => [dateAndTime(last.time), last.from, name || 'no Logon', grouped(last.count), last.text]);
    const body = byId('stranger-rows');
    shown.forEach((texts, index) => {
      const row = body.rows[index] ?? body.appendChild(element('tr', {}, ...['', 'mono', 'mono', 'num', 'why'].map((kind) => element('td', { class: kind }))));
      texts.forEach((text, cell) => setText(row.cells[cell], text));
    });
    while (body.rows.length > shown.length) body.lastElementChild.remove();
  }

  #summarise(sessions) {
    const on = sessions.filter(isLoggedOn).length;
    const differing = sessions.filter((session) => standing(session, wanted(session).isUp) === 'bad').length;
    setText(byId('sessions-summary'), `${on} of ${sessions.length} logged on`);
    setText(byId('sessions-differ'), differing === 0 ? '' : `${differing} not as meant to be`);
  }

  /** Ages grow without a message. */
  tick() {
    const now = this.#store.now();
    for (const session of this.#store.sessions) {
      const cells = this.#rows.get(session.key)?.cells;
      if (!cells) continue;
      setText(cells[5], session.lastSentTime === null ? '–' : age(now - session.lastSentTime));
      setText(cells[6], session.lastReceivedTime === null ? '–' : age(now - session.lastReceivedTime));
    }
  }

  #session(key) {
    return this.#store.sessions.find((session) => session.key === key);
  }

  #onClick(event) {
    const row = event.target.closest('tr[data-session]');
    if (!row) return;
    const menu = event.target.closest('.session-menu');
    if (menu) this.#menu.open(this.#session(row.dataset.session), menu);
    else if (event.target.closest('.drained')) this.#order(row.dataset.session, 'resume');
    else if (event.target.closest('.chevron') || getSelection().isCollapsed) this.#toggle(row.dataset.session);
  }

  #onKey(event) {
    const row = event.target.closest('tr[data-session]');
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === 'Escape' && this.#opened) {
      event.stopPropagation();
      const key = this.#opened;
      this.#close();
      this.#rows.get(key)?.querySelector('.chevron').focus();
    } else if (row && step) {
      event.preventDefault();
      const rows = [...this.#rows.values()];
      rows[rows.indexOf(row) + step]?.querySelector('.' + event.target.classList[0])?.focus();
    }
  }

  #toggle(key) {
    const isOpen = this.#opened === key;
    this.#close();
    if (isOpen) return;
    this.#opened = key;
    this.#detail = element('tr', { class: 'details' }, element('td', { colspan: COLUMNS }, element('dl', { class: 'session-facts' })));
    const row = this.#rows.get(key);
    row.after(this.#detail);
    row.querySelector('.chevron').setAttribute('aria-expanded', 'true');
    this.#drawDetail();
    this.#detail.scrollIntoView({ block: 'nearest' });
    row.scrollIntoView({ block: 'nearest' });
  }

  #close() {
    if (this.#opened === null) return;
    this.#rows.get(this.#opened)?.querySelector('.chevron').setAttribute('aria-expanded', 'false');
    this.#detail.remove();
    this.#opened = null;
    this.#detail = null;
  }

  /** Only what differs is written, so that a text that is being selected stays. */
  #drawDetail() {
    const session = this.#opened && this.#session(this.#opened);
    if (!session) return;
    const list = this.#detail.querySelector('dl');
    facts(session).forEach(([name, text, kind], index) => {
      const fact = list.children[index] ?? list.appendChild(element('div', {}, element('dt', {}, name), element('dd')));
      fact.className = kind ?? '';
      setText(fact.lastChild, text);
    });
  }
}

function create(key) {
  const row = element('tr', { 'data-session': key }, element('th', { scope: 'row' },
    element('button', { type: 'button', class: 'chevron', 'aria-expanded': 'false', 'aria-label': 'Details of session ' + key }), key));
  for (const kind of ['', '', 'num', 'num', 'num', 'num', 'num', 'num', 'peer']) row.append(element('td', { class: kind }));
  row.append(element('td', { class: 'act' },
    element('button', { type: 'button', class: 'session-menu', 'aria-haspopup': 'menu', 'aria-label': 'Steer session ' + key, title: 'Steer this session' }, '⋯')));
  row.cells[1].append(element('span', { class: 'dot' }), element('span'));
  row.cells[2].append(element('span'), element('button', { type: 'button', class: 'drained', hidden: '', 'aria-label': `Venue ${key} is drained: end draining` }, 'drained'),
    element('span', { class: 'out-of-hours', hidden: '' }, 'closed'));
  return row;
}

function fill(row, session) {
  const cells = row.cells;
  const meant = wanted(session);
  const how = standing(session, meant.isUp);
  row.dataset.state = how;
  row.title = how === 'bad' ? `Meant to be ${meant.isUp ? 'up' : 'down'}, is ${words(session.state).toLowerCase()}` : '';
  setText(cells[1].lastChild, (how === 'bad' ? '≠ ' : '') + actual(session));
  const [wish, drained, closed] = cells[2].children;
  setText(wish, meant.text);
  wish.title = session.intent === 'STARTED' ? session.schedule : 'By ' + (session.intentReason ?? 'nobody known');
  drained.hidden = session.drained === null;
  drained.title = `Nothing new is routed there, by ${session.drained}. Click to route orders there again`;
  const auction = session.closed === null && session.phase !== null && session.phase.includes('auction') ? session.phase : null;
  closed.hidden = session.closed === null && auction === null;
  setText(closed, auction === null ? 'closed' : auction.slice(0, auction.indexOf(' until ')));
  closed.title = auction ?? 'Out of its trading hours: nothing new is routed there' + (session.closed ? ', until ' + session.closed : '');
  setText(cells[3], grouped(session.nextSenderMsgSeqNum));
  setText(cells[4], grouped(session.nextTargetMsgSeqNum));
  setText(cells[7], grouped(session.waitingReports));
  cells[7].classList.toggle('attention', session.waitingReports > 0);
  setText(cells[8], `${grouped(session.rejectsOut)} / ${grouped(session.rejectsIn)}`);
  setText(cells[9], session.peerAddress ?? whyNot(session));
  cells[9].classList.toggle('mono', session.peerAddress !== null);
  cells[9].title = (session.peerAddress ?? whyNot(session)) + (session.disconnectReason === null ? '' : '\nThe last connection ended: ' + session.disconnectReason);
}

/** Why it has no connection. */
function whyNot(session) {
  const refused = session.refusedLogon;
  if (session.intent !== 'STARTED') return words(session.intent) + (session.intentReason ? ' by ' + session.intentReason : '');
  if (refused && refused.time > (session.lastReceivedTime ?? 0)) return `Not let in at ${seconds(refused.time)}: ${refused.text} (from ${refused.from})`;
  if (!session.sessionTime) return 'Off schedule: ' + session.schedule;
  return session.disconnectReason ?? 'not connected since the start';
}

function facts(session) {
  const meant = wanted(session);
  return [
    ['Session', `${ROLES[session.role] ?? words(session.role)}, ${session.beginString}, ${session.senderCompId} with ${session.targetCompId}, on node ${session.node}`, 'wide'],
    ['Is', words(session.state), standing(session, meant.isUp) === 'bad' ? 'error' : ''],
    ['Meant to be', words(session.intent) + (session.intentReason ? ', by ' + session.intentReason : '')],
    ['Schedule', `${session.schedule}: ${session.sessionTime ? 'up now' : 'off schedule now'}`, 'wide'],
    ...(session.role === 'VENUE' ? [['Routing', session.closed !== null && session.drained === null ? 'closed' + (session.closed ? ' until ' + session.closed : '') : session.drained === null ? 'takes orders while it is up' + (session.phase === null ? '' : ', ' + session.phase) : 'drained by ' + session.drained, 'wide' + (session.drained === null ? '' : ' attention')]] : []),
    ['Peer', session.peerAddress ?? 'not connected'],
    ['TLS', session.tlsIdentity ?? (session.peerAddress ? 'none: the connection is plain' : '–')],
    ['Last out', at(session.lastSentTime)],
    ['Last in', at(session.lastReceivedTime)],
    ['Waiting', `${grouped(session.waitingReports)} messages, ${grouped(session.waitingBytes)} bytes in the connection`],
    ['Resends', `${grouped(session.resendsIn)} asked of us, ${grouped(session.resendsOut)} asked by us`],
    ['Rejects by us', kinds(session.rejectKindsOut)],
    ['Rejects by them', kinds(session.rejectKindsIn)],
    ['Last disconnect', session.disconnectReason ?? 'none since the start', 'wide'],
    ['Not let in', session.refusedLogon ? refusedText(session.refusedLogon) : 'nobody since the start', 'wide'],
  ];
}

const refusedText = ({ time: when, from, text, count }) => `${dateAndTime(when)} from ${from}: ${text}${count > 1 ? `; ${grouped(count)} times since the start` : ''}`;

const at = (millis) => (millis === null ? 'nothing since the start' : dateAndTime(millis));

const kinds = (counts) => Object.entries(KIND_TAGS).map(([kind, tag]) => `${grouped(counts[kind])} × ${tag}`).join(', ');

/** Opens beside the button that called it; gives the focus back to it. */
class SessionMenu {
  #store;
  #order;
  #box = byId('session-menu');
  #key = null;
  #button = null;

  constructor(store, order) {
    this.#store = store;
    this.#order = order;
    this.#box.addEventListener('keydown', (event) => this.#onKey(event));
    this.#box.addEventListener('click', (event) => this.#choose(event.target.closest('[role=menuitem]')));
    this.#box.addEventListener('toggle', (event) => {
      if (event.newState === 'closed') {
        this.#button?.setAttribute('aria-expanded', 'false');
        if (this.#box.contains(document.activeElement) || document.activeElement === document.body) this.#button?.focus();
        this.#key = null;
      }
    });
  }

  open(session, button) {
    if (!session) return;
    this.#key = session.key;
    this.#button = button;
    button.setAttribute('aria-expanded', 'true');
    this.#box.setAttribute('aria-label', 'Session ' + session.key);
    this.#box.replaceChildren(element('div', { class: 'menu-title' }, session.key),
      element('a', { role: 'menuitem', tabindex: '-1', href: messagesAddress({ session: session.key }), target: '_blank' }, 'FIX messages'), ...actionsFor(session).map((action) =>
      element('button', { type: 'button', role: 'menuitem', tabindex: '-1', 'data-action': action.name,
        class: (action.danger ? 'danger' : '') + (action.separated || action.name === 'start' ? ' separated' : '') }, action.label)));
    this.draw();
    this.#box.showPopover();
    this.#place(button.getBoundingClientRect());
    this.#items()[0]?.focus();
  }

  #place(beside) {
    const { offsetWidth: width, offsetHeight: height } = this.#box;
    this.#box.style.left = Math.max(8, beside.right - width) + 'px';
    this.#box.style.top = Math.max(8, Math.min(beside.bottom + 2, innerHeight - height - 8)) + 'px';
  }

  /** What makes sense follows the session while the menu is open. */
  draw() {
    const session = this.#key && this.#store.sessions.find((each) => each.key === this.#key);
    if (!session) return;
    for (const action of actionsFor(session)) {
      const item = this.#box.querySelector(`[data-action=${action.name}]`);
      item.setAttribute('aria-disabled', String(action.why !== null));
      item.title = action.why ?? '';
    }
  }

  #items() {
    return [...this.#box.querySelectorAll('[role=menuitem]')];
  }

  #onKey(event) {
    const items = this.#items();
    const here = items.indexOf(document.activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items.at(to % items.length).focus();
    else if (event.key === 'Escape' || event.key === 'Tab') this.#hide();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #choose(item) {
    if (!item || item.getAttribute('aria-disabled') === 'true') return;
    const key = this.#key;
    this.#hide();
    if (item.dataset.action) this.#order(key, item.dataset.action);
  }

  #hide() {
    const button = this.#button;
    this.#box.hidePopover();
    button.focus();
  }
}
