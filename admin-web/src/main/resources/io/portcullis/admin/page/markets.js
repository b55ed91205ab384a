// On the page of limits and positions: instruments that are not traded as usual, and what changes that. Name and reason are those of the form of limits.

import { element, price, setText } from './format.js';

const LOOK_EVERY_MILLIS = 1000;
const WHAT = { 'halted': 'halted', 'halted-at-venue': 'halted at the venue', 'bands': 'price bands', 'short-sales-restricted': 'short sales restricted' };
const ENDS = { 'halted': 'resume', 'halted-at-venue': 'resume', 'bands': 'lift-bands', 'short-sales-restricted': 'free-shorts' };

const byId = (id) => document.getElementById(id);
const time = (text) => text.slice(0, 19).replace('T', ' ');
const given = (field) => byId(field).value.trim() || null;
let drawn = '';

async function ask(body) {
  try {
    const response = await fetch('/api/market-states', body && { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Portcullis-Console': '1' }, body: JSON.stringify(body) });
    const answer = await response.json();
    return response.ok ? answer : { error: (answer.error.field ? `${answer.error.field}: ` : '') + answer.error.text };
  } catch (failure) {
    return { error: 'The server was not reached, or did not answer. (' + failure.message + ')' };
  }
}

async function order(symbol, action, prices) {
  const answer = await ask({ user: byId('user').value.trim(), reason: byId('reason').value.trim(), symbol, action, ...prices });
  setText(byId('market-outcome'), answer.error ? '' : answer.text ?? '');
  setText(byId('market-trouble'), answer.error ?? '');
  byId('market-trouble').hidden = !answer.error;
  await look();
}

function until(state) {
  return state.daysLeft === 0 ? '' : state.daysLeft === 1 ? 'this trading day' : 'this trading day and the next one';
}

function row(state) {
  const end = element('button', { type: 'button', class: 'quiet' }, 'End');
  end.addEventListener('click', () => order(state.symbol, ENDS[state.what]));
  return element('tr', {}, element('td', {}, state.symbol), element('td', {}, WHAT[state.what] + (state.what === 'halted-at-venue' ? ' ' + state.venue : '')),
    element('td', { class: 'num' }, price(state.low)), element('td', { class: 'num' }, price(state.high)), element('td', {}, until(state)), element('td', {}, state.by),
    element('td', {}, time(state.time)), element('td', { title: state.reason }, state.reason), element('td', {}, end));
}

async function look() {
  const answer = await ask();
  if (answer.error) return; // the limits say so already
  const state = JSON.stringify(answer);
  if (state === drawn) return; // so that nothing is laid out or read aloud again for nothing
  drawn = state;
  byId('market-rows').replaceChildren(...(answer.states.length ? answer.states.map(row) : [element('tr', {}, element('td', { class: 'none', colspan: '9' }, 'All instruments are traded as usual.'))]));
}

byId('market').addEventListener('submit', (event) => {
  event.preventDefault();
  const action = byId('market-action').value;
  order(byId('market-symbol').value.trim(), action, action === 'bands' ? { low: given('market-low'), high: given('market-high') } : {});
});
look();
setInterval(() => { if (!document.hidden) look(); }, LOOK_EVERY_MILLIS);
