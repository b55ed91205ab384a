// The page of FIX messages: the form's question goes to the server, its answer into the list; the address says what is shown.

import { dateAndTime, grouped, setText } from './format.js';
import { MessageForm, leftOut } from './message-form.js';
import { MessageList } from './message-list.js';

const PAGE = 100;
const FOLLOW_AT_ONCE = 500;
const FOLLOW_MILLIS = 2000;
/** While it follows, the oldest beyond so many are forgotten; they are found again by going on. */
const MOST_ROWS = 2000;

const byId = (id) => document.getElementById(id);

const form = new MessageForm(search);
const list = new MessageList(byId('rows'), copy);

/** What was asked for last: the answers to anything older are nobody's. */
let asked = new URLSearchParams();
let underWay = null;
let next = null;
let since = null;
let followTimer;

async function ask(parameters, signal) {
  const response = await fetch('/api/messages?' + parameters, { signal });
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.error.text), { mistake: answer.error.field ? answer.error : null });
  return answer;
}

const withMore = (more) => {
  const all = new URLSearchParams(asked);
  for (const name of leftOut(asked)) all.set(name, 'false');
  for (const [name, value] of Object.entries(more)) all.set(name, value);
  return all;
};

/** The form has another question. */
function search() {
  const conditions = form.conditions();
  if (String(conditions) !== String(new URLSearchParams(location.search))) history.pushState(null, '', 'messages.html' + (conditions.size ? '?' + conditions : ''));
  begin(conditions);
}

function begin(conditions) {
  asked = conditions;
  sayWhatIsLeftOut();
  form.clearMistakes();
  list.clear();
  next = since = null;
  byId('damage').replaceChildren();
  byId('damage').hidden = true;
  byId('list').scrollTop = 0;
  load({ limit: PAGE });
}

/** A page: the first, or one that goes on where the one before has stopped. */
async function load(more) {
  underWay?.abort();
  const mine = new AbortController();
  underWay = mine;
  setText(byId('summary'), 'Searching…');
  trouble('');
  byId('older').hidden = true;
  try {
    const answer = await ask(withMore(more), mine.signal);
    if (mine !== underWay) return;
    since ??= answer.since;
    next = answer.more ? answer.next : null;
    const fresh = list.addOlder(answer.messages);
    showDamage(answer.damage);
    summarise(fresh.length < PAGE ? answer.reached : null);
  } catch (failure) {
    if (mine === underWay) failed(failure);
  } finally {
    if (mine === underWay) underWay = null;
  }
}

function failed(failure) {
  if (failure.name === 'AbortError') return;
  summarise(null);
  if (failure.mistake && form.showMistake(failure.mistake)) {
    setText(byId('summary'), 'Nothing was looked for');
  } else {
    trouble(failure.mistake ? `${failure.mistake.field}=${failure.mistake.value}: ${failure.message}` : 'The messages cannot be had: ' + failure.message);
  }
}

/** @param reached up to when it has been looked, if the search has stopped on its way; null if it has not */
function summarise(reached) {
  const count = list.size === 0 ? 'No such message' : list.size === 1 ? '1 message' : grouped(list.size) + ' messages';
  const goesOn = reached ? `${list.size === 0 ? ' yet: ' : ', '}looked back to ${dateAndTime(Date.parse(reached))} so far` : next ? ', there may be older ones' : list.size === 0 ? ' is kept' : '';
  setText(byId('summary'), count + goesOn);
  const older = byId('older');
  older.hidden = next === null;
  setText(older, reached ? 'Look further back' : 'Older');
  byId('copy-all').hidden = list.size === 0;
}

/** About an order there are none: then it is no news. */
function sayWhatIsLeftOut() {
  const names = leftOut(asked);
  const isNews = names.length > 0 && !asked.has('order');
  setText(byId('left-out'), isNews ? `without ${names.join(' and ')}` : '');
  for (const name of ['prices', 'heartbeats']) byId(name).disabled = !names.includes(name) && asked.get(name) !== 'true';
}

function trouble(text) {
  setText(byId('trouble'), text);
  byId('trouble').hidden = text === '';
}

function showDamage(lines) {
  for (const line of lines) {
    if ([...byId('damage').children].some((known) => known.textContent === line)) continue;
    const item = document.createElement('li');
    item.textContent = line;
    byId('damage').append(item);
  }
  byId('damage').hidden = byId('damage').children.length === 0;
}

byId('older').addEventListener('click', async () => {
  const last = list.messages.at(-1)?.id;
  await load({ limit: PAGE, after: next });
  if (document.activeElement === document.body || document.activeElement === byId('older')) list.focusBehind(last); // who went on by key stays where the new ones begin
});


// What comes meanwhile

byId('follow').addEventListener('change', () => {
  clearTimeout(followTimer);
  if (byId('follow').checked) follow();
});

async function follow() {
  const of = asked;
  let isBehind = false;
  if (since !== null && underWay === null && !document.hidden) {
    try {
      const answer = await ask(withMore({ limit: FOLLOW_AT_ONCE, after: since, 'oldest-first': 'true' }));
      if (of === asked) {
        take(answer);
        isBehind = answer.more;
      }
    } catch (failure) {
      if (of === asked) trouble('What has come cannot be had: ' + failure.message + '. Trying again.');
    }
  }
  clearTimeout(followTimer);
  if (byId('follow').checked) followTimer = setTimeout(follow, isBehind ? 0 : FOLLOW_MILLIS);
}

function take(answer) {
  since = answer.next;
  trouble('');
  const fresh = list.addNewer(answer.messages.reverse());
  showDamage(answer.damage);
  if (list.keep(MOST_ROWS)) next = list.messages.at(-1).id;
  if (fresh.length > 0 && underWay === null) summarise(null);
}

// Around the list

async function copy(text, what) {
  let isDone = false;
  try {
    await navigator.clipboard.writeText(text);
    isDone = true;
  } catch {
    isDone = copyOldWay(text); // there is no clipboard on a page that came over plain HTTP from another machine
  }
  toast(isDone ? what + (what.endsWith('s') ? ' are' : ' is') + ' copied' : 'The browser does not let it be copied');
}

function copyOldWay(text) {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  focused?.focus({ preventScroll: true });
  return isDone;
}

const MARKS = { IN: '<', OUT: '>', UNREADABLE: '< unreadable:', GAP: '!' };

byId('copy-all').addEventListener('click', () =>
  copy(list.messages.toReversed().map((message) => `${message.instant} ${message.session} ${MARKS[message.direction]} ${message.raw}\n`).join(''), 'All messages'));

let toastTimer;

function toast(text) {
  const shown = byId('toast');
  shown.textContent = text;
  shown.classList.add('shown');
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => shown.classList.remove('shown'), 3000);
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox' || event.target instanceof HTMLSelectElement;
  if (isTyping && event.key === 'Escape') {
    list.focus();
  } else if (!isTyping && event.key === '/') {
    event.preventDefault();
    form.focus();
  } else if (event.target === document.body && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    list.focus();
  } else if (event.target === byId('older') && event.key === 'ArrowUp') {
    event.preventDefault();
    list.focusLast();
  }
});

addEventListener('popstate', show);

/** What the address says. */
function show() {
  const conditions = new URLSearchParams(location.search);
  form.fill(conditions);
  begin(conditions);
}

async function introduce() {
  const status = await (await fetch('/api/status')).json();
  setText(byId('installation'), status.installation);
  document.title = `Messages – Portcullis ${status.installation}`;
  const { sessions } = await (await fetch('/api/sessions')).json();
  form.offer(sessions.map((session) => session.key));
}

show();
introduce().catch((failure) => trouble('The server does not say which installation it is: ' + failure.message));
