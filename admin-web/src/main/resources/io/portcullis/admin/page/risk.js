// The page of limits and positions: how much of each limit is used where, what waits for a second person, and what accounts hold and have gained today.

import { element, grouped, price, setText } from './format.js';

const NAME_KEY = 'portcullis.operator';
const LOOK_EVERY_MILLIS = 1000;
/** Of one limit with a value for each of many, so many of the fullest are shown. */
const MOST_USES = 12;

const byId = (id) => document.getElementById(id);

async function ask(path, body) {
  try {
    const response = await fetch(path, body && { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Portcullis-Console': '1' }, body: JSON.stringify(body) });
    const answer = await response.json();
    const error = answer.error;
    return response.ok ? answer : { error: (error.field ? `${error.field}: ` : '') + error.text };
  } catch (failure) {
    return { error: 'The server was not reached, or did not answer. (' + failure.message + ')' };
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

const given = (field) => byId(field).value.trim() || null;

function change(limit) {
  const warn = byId('warn').value.trim();
  return order('/api/limits', { changes: [{ scope: byId('scope').value.trim(), measure: byId('measure').value, limit, currency: byId('currency').value.trim() || null,
    warnPercent: /^\d+$/.test(warn) ? Number(warn) : warn || 0, daily: given('daily'), from: given('from'), until: given('until'),
    release: given('release') }] });
}

// Limits

const when = (limit) => [limit.daily, limit.from && 'from ' + limit.from, limit.until && 'until ' + limit.until, limit.release && 'release by ' + limit.release].filter(Boolean).join(' ');
const count = (all, one, more) => `${all.length} ${all.length === 1 ? one : more}`;
/** Of one that kills, the time stands behind the amount: 500/60s. */
const split = (limit) => limit.limit.split('/');
/** A limit on how long something is out is a time, 30s or 5m, and what is used of it are seconds. */
const unit = (limit) => ({ s: 1, m: 60, h: 3600 })[limit.limit.includes('/') ? '' : limit.limit.at(-1)];
const most = (limit) => (unit(limit) ? Number(limit.limit.slice(0, -1)) * unit(limit) : Number(split(limit)[0]));
const amount = (limit) => (unit(limit) ? limit.limit : grouped(split(limit)[0])) + split(limit).slice(1).map((within) => '/' + within).join('') + (limit.currency ? ' ' + limit.currency : limit.measure === 'price-deviation' ? ' %' : '');
/** Only how long a bar is: what is compared was compared by the hub. */
const part = (use) => (use.used === null ? 0 : Math.max(0, most(use) === 0 ? (Number(use.used) === 0 ? 0 : 1) : Math.abs(Number(use.used)) / most(use)));
const isOf = (limit) => (use) => use.scope === limit.scope && use.measure === limit.measure;

function cells(use) {
  const percent = Math.floor(part(use) * 100);
  const bar = element('b', {});
  bar.style.width = Math.min(100, percent) + '%';
  const measured = use.measured ? 'Measured at ' + time(use.measured) + ' UTC' : '';
  return [element('td', { class: 'num', title: measured }, use.used === null ? (use.measured ? 'not known' : 'no rate') : grouped(use.used) + (unit(use) ? ' s' : ''), use.measured ? element('small', {}, ' ' + use.measured.slice(11, 19)) : ''), element('td', {}, element('div', { class: 'bar' }, element('i', {}, bar), element('span', {}, percent + ' %')))];
}

const level = (use) => (part(use) >= 1 ? 'full' : use.warnPercent > 0 && part(use) * 100 >= use.warnPercent ? 'warned' : null);

function limitRows(limit, uses) {
  const own = uses.filter(isOf(limit)).sort((a, b) => part(b) - part(a));
  const alone = own.length === 1 && own[0].of === limit.scope ? own[0] : null;
  const row = element('tr', { class: 'limit', tabindex: '0', title: 'Take it into the form', 'data-level': alone && level(alone) }, element('td', {}, limit.scope), element('td', {}, limit.measure),
    element('td', { class: 'num' }, amount(limit)), ...(alone ? cells(alone) : [element('td', {}), element('td', {})]), element('td', { class: 'num' }, limit.warnPercent ? limit.warnPercent + ' %' : ''),
    element('td', { title: when(limit) }, when(limit)), element('td', {}, limit.user + (limit.approver ? ', ' + limit.approver : '')), element('td', {}, limit.reason));
  row.addEventListener('click', () => take(limit));
  row.addEventListener('keydown', (event) => { if (event.key === 'Enter') take(limit); });
  const below = alone ? [] : own.slice(0, MOST_USES).map((use) => element('tr', { class: 'use', 'data-level': level(use) }, element('td', {}, use.of), element('td', {}), element('td', {}), ...cells(use),
    element('td', { colspan: '4' })));
  if (!alone && own.length > MOST_USES) below.push(element('tr', { class: 'use' }, element('td', { colspan: '9' }, `and ${own.length - MOST_USES} more, less used`)));
  return [row, ...below];
}

const option = (measure) => element('option', { value: measure }, measure);
const optionsOf = (label, measures) => { const group = element('optgroup', { label }); group.append(...measures.map(option)); return group; };

/** One that names a sector or a scenario may not be among those that there are to choose from. */
function choose(measure) {
  if (![...byId('measure').options].some((each) => each.value === measure)) byId('measure').append(option(measure));
  byId('measure').value = measure;
}

function take(limit) {
  byId('scope').value = limit.scope;
  choose(limit.measure);
  byId('limit').value = limit.limit;
  byId('currency').value = limit.currency ?? '';
  byId('warn').value = limit.warnPercent || '';
  byId('daily').value = limit.daily ?? '';
  byId('from').value = limit.from ?? '';
  byId('until').value = limit.until ?? '';
  byId('release').value = limit.release ?? '';
  byId('limit').focus();
  byId('limit').select();
}

const time = (text) => text.slice(0, 19).replace('T', ' ');

function settle(label, proposal, name) {
  const button = element('button', { type: 'button', class: 'quiet' }, label);
  button.addEventListener('click', () => order(`/api/limits/proposals/${proposal.proposal}/${name}`));
  return button;
}

function proposalRow(each) {
  return element('tr', {}, element('td', {}, time(each.time)), element('td', { title: each.changes.join('\n') }, each.changes.join('; ')), element('td', {}, each.user), element('td', {}, each.reason),
    element('td', {}, time(each.expires)), element('td', {}, settle('Approve', each, 'approve'), ' ', settle('Decline', each, 'decline')));
}

// Overrides

function steer(label, each, name) {
  const button = element('button', { type: 'button', class: 'quiet' }, label);
  button.addEventListener('click', () => order(`/api/overrides/${each.override}/${name}`));
  return button;
}

function overrideRow(each) {
  const settling = each.approver === null ? [steer('Approve', each, 'approve'), ' ', steer('Decline', each, 'decline')] : [steer('Withdraw', each, 'withdraw')];
  return element('tr', {}, element('td', {}, each.scope + (each.clOrdId ? ' ClOrdID ' + each.clOrdId : '')), element('td', {}, each.refusals),
    element('td', { class: 'num' }, each.upTo === null ? '' : grouped(each.upTo)), element('td', { class: 'num' }, `${each.used} of ${each.orders}`), element('td', {}, time(each.until)),
    element('td', {}, each.user), element('td', {}, each.approver ?? 'waits'), element('td', {}, each.reason), element('td', {}, ...settling));
}

function askForOverride() {
  const orders = byId('o-orders').value.trim();
  return order('/api/overrides', { scope: byId('o-scope').value.trim(), refusals: byId('o-refusals').value.trim(), clOrdId: given('o-name'), upTo: given('o-most'),
    orders: /^\d+$/.test(orders) ? Number(orders) : orders || 1, until: byId('o-until').value.trim() });
}

// Positions

const isNegative = (text) => text !== null && text.startsWith('-');
/** To cents: the hub has sixteen places. */
const money = (text) => (text === null ? '–' : grouped(Number(text).toFixed(2)));

function gained(text) {
  return element('td', { class: 'num' + (text === null || Number(text) === 0 ? '' : isNegative(text) ? ' loss' : ' gain') }, money(text));
}

function positionRow(p) {
  return element('tr', {}, element('td', {}, p.account), element('td', {}, p.symbol), element('td', { class: 'num' + (isNegative(p.quantity) ? ' short' : '') }, grouped(p.quantity)),
    element('td', { class: 'num' }, grouped(p.start)), element('td', { class: 'num' }, grouped(p.bought)), element('td', { class: 'num' }, grouped(p.sold)), element('td', { class: 'num' }, price(p.price)),
    element('td', {}, p.currency), gained(p.realised), gained(p.unrealised));
}

// All

/** Exposure to each sector and the loss in each scenario, as far as somebody holds something: others come with the limits that name them. */
async function addNamedMetrics() {
  const metrics = await ask('/api/risk/metrics');
  const portfolios = metrics.portfolios ?? [];
  const names = new Set([...portfolios.flatMap((p) => p.sectors.filter((each) => each.sector).map((each) => 'sector:' + each.sector)), ...portfolios.flatMap((p) => p.stress.map((each) => 'stress:' + each.scenario))]);
  if (names.size) byId('measure').append(optionsOf('Sectors and scenarios', [...names].sort()));
}

const none = (columns, text) => element('tr', {}, element('td', { class: 'none', colspan: String(columns) }, text));
let drawn = '';

async function look() {
  const [risk, held, passing] = await Promise.all([ask('/api/limits'), ask('/api/positions'), ask('/api/overrides')]);
  if (risk.error || held.error || passing.error) {
    say(risk.error ? risk : held.error ? held : passing);
    return;
  }
  if (!byId('measure').length) {
    byId('measure').append(optionsOf('Orders', risk.measures), optionsOf('Risk metrics', risk.metrics));
    addNamedMetrics();
  }
  const wanted = byId('filter').value.trim().toLowerCase().split(/\s+/);
  const state = JSON.stringify([risk, held, passing, wanted]);
  if (state === drawn) return; // so that nothing is laid out or read aloud again for nothing
  drawn = state;
  const has = (text) => wanted.every((word) => text.toLowerCase().includes(word));
  const limits = risk.limits.filter((limit) => has(`${limit.scope} ${limit.measure} ${risk.uses.filter(isOf(limit)).map((use) => use.of).join(' ')}`));
  const positions = held.positions.filter((p) => has(`${p.account} ${p.symbol}`));
  setText(byId('summary'), `${count(limits, 'limit', 'limits')}, ${count(risk.proposals, 'proposal', 'proposals')}, ${count(positions, 'position', 'positions')}`);
  byId('proposals').hidden = risk.proposals.length === 0;
  byId('proposal-rows').replaceChildren(...risk.proposals.map(proposalRow));
  const focused = [...byId('limits').children].indexOf(document.activeElement);
  byId('limits').replaceChildren(...(limits.length ? limits.flatMap((limit) => limitRows(limit, risk.uses)) : [none(9, 'No limit is in force.')]));
  if (focused >= 0) byId('limits').children[focused]?.focus();
  byId('overrides').replaceChildren(...(passing.overrides.length ? passing.overrides.map(overrideRow) : [none(9, 'Limits hold for everybody.')]));
  byId('positions').replaceChildren(...(positions.length ? positions.map(positionRow) : [none(10, 'Nobody holds anything.')]));
}

byId('user').value = localStorage.getItem(NAME_KEY) ?? '';
byId('change').addEventListener('submit', (event) => {
  event.preventDefault();
  change(byId('limit').value.trim());
});
byId('override').addEventListener('submit', (event) => {
  event.preventDefault();
  askForOverride();
});
byId('remove').addEventListener('click', () => change(null));
byId('filter').addEventListener('input', look);
look();
setInterval(() => { if (!document.hidden) look(); }, LOOK_EVERY_MILLIS);
