// The page of kills: what is killed, what venues have confirmed of it, and that there are others, or fewer.

import { element, setText } from './format.js';

const NAME_KEY = 'portcullis.operator';
const LOOK_EVERY_MILLIS = 1000;
const STANDINGS = { CONFIRMED: 'confirmed', ASKED: 'asked', NOT_ASKED: 'not asked yet', REFUSED: 'not let go' };

const byId = (id) => document.getElementById(id);
/** The kill whose orders are shown; null while none is. */
let shown = null;
/** What is drawn, as the server said it: rows under the pointer stay while nothing changes. */
let drawn = '';

async function ask(path, body) {
  try {
    const response = await fetch(path, body && { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Portcullis-Console': '1' }, body: JSON.stringify(body) });
    const answer = await response.json();
    const error = answer.error;
    return response.ok ? answer : { error: (error.field ? `${error.field}: ` : '') + error.text };
  } catch (failure) {
    return { error: 'The server was not reached, or did not answer: whether it was done is unknown. portcullis kill now … --local works without the console. (' + failure.message + ')' };
  }
}

function say(answer) {
  setText(byId('trouble'), answer.error ?? '');
  byId('trouble').hidden = !answer.error;
  setText(byId('outcome'), answer.error ? '' : answer.text ?? '');
}

async function order(path, more) {
  const user = byId('user').value.trim();
  if (user) localStorage.setItem(NAME_KEY, user);
  say(await ask(path, { user, reason: byId('reason').value.trim(), ...more }));
  await look();
}

const atVenues = (parts, text) => parts.map(text).join(', ');
const time = (text) => text.slice(0, 19).replace('T', ' ');

function action(label, kill, name) {
  const button = element('button', { type: 'button', class: 'quiet' }, label);
  button.addEventListener('click', () => order(`/api/kills/${kill.kill}/${name}`));
  return button;
}

function release(kill) {
  const rule = kill.releasedBy === 'two-persons' ? '' : ` ${kill.releasedBy}`;
  return kill.release === null ? [action(rule ? 'Release' : 'Propose release', kill, 'release'), rule]
    : [`proposed by ${kill.release.user}: ${kill.release.reason} `, action('Approve', kill, 'approve'), action('Decline', kill, 'decline')];
}

function row(kill) {
  const open = element('button', { type: 'button', class: 'quiet', title: 'Its orders' }, kill.kill);
  open.addEventListener('click', () => {
    shown = shown === kill.kill ? null : kill.kill;
    look();
  });
  return element('tr', {}, element('td', {}, open), element('td', { class: 'act' }, ...release(kill)), element('td', {}, kill.subset), element('td', {}, time(kill.since)), element('td', {}, kill.user), element('td', {}, kill.reason),
    element('td', { class: 'num' }, String(kill.orders)), element('td', { class: 'num' }, String(kill.outstanding)),
    element('td', {}, atVenues(kill.venues, (at) => `${at.venue}: ${at.parts} ${STANDINGS[at.standing]}`)),
    element('td', { class: 'num' }, kill.millisToFlat === null ? '–' : kill.millisToFlat + ' ms'));
}

function orderRow(each) {
  return element('tr', {}, element('td', {}, each.orderId), element('td', {}, each.session), element('td', {}, each.clOrdId), element('td', {}, each.side), element('td', {}, each.symbol),
    element('td', {}, each.ordStatus), element('td', { class: 'num' }, each.cumQty), element('td', { class: 'num' }, each.leavesQty),
    element('td', {}, atVenues(each.parts, (part) => `${part.venue}: ${STANDINGS[part.standing]}`)));
}

async function look() {
  const answer = await ask('/api/kills');
  if (answer.error) {
    say(answer);
    return;
  }
  const report = shown === null ? null : await ask('/api/kills/' + shown);
  const now = JSON.stringify([answer, report]);
  if (now === drawn) return;
  drawn = now;
  setText(byId('summary'), answer.kills.length === 0 ? 'Nothing is killed.' : `${answer.kills.length} in force`);
  byId('kill-rows').replaceChildren(...answer.kills.map(row));
  const isShown = report !== null && report.error === undefined;
  byId('report').hidden = !isShown;
  byId('report-title').hidden = !isShown;
  if (isShown) {
    setText(byId('report-title'), `Kill ${report.kill}: ${report.outstanding} of ${report.orders} orders can still be executed`);
    byId('order-rows').replaceChildren(...report.orderList.map(orderRow));
  }
}

byId('what').addEventListener('submit', (event) => {
  event.preventDefault();
  order('/api/kills', { subset: byId('subset').value.trim() });
});
byId('rehearse').addEventListener('click', () => order('/api/kills/rehearse', { subset: byId('subset').value.trim() }));
byId('user').value = localStorage.getItem(NAME_KEY) ?? '';
look();
setInterval(look, LOOK_EVERY_MILLIS);
