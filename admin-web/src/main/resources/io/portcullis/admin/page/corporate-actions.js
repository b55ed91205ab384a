// The page of corporate actions: what one would make of each order, then that it is applied as it was shown.

import { element, setText } from './format.js';

const NAME_KEY = 'portcullis.operator';
const FIELDS = { split: ['ratio', 'New shares : old shares', '2:1'], symbol: ['newSymbol', 'New symbol', 'IBMX'], dividend: ['amount', 'Amount per share', '0.25'] };

const byId = (id) => document.getElementById(id);
/** What was previewed, and the number of the preview; null while nothing is, or something else was typed since. */
let previewed = null;

function what() {
  return { kind: byId('kind').value, symbol: byId('symbol').value.trim(), exDate: byId('ex-date').value, [FIELDS[byId('kind').value][0]]: byId('value').value.trim() };
}

async function ask(path, init) {
  try {
    const response = await fetch(path, init);
    const body = await response.json();
    const error = body.error;
    return response.ok ? body : { error: (error.field ? `${error.field}: ` : '') + error.text };
  } catch (failure) {
    return { error: 'The server was not reached, or did not answer. (' + failure.message + ')' };
  }
}

function trouble(text) {
  setText(byId('trouble'), text ?? '');
  byId('trouble').hidden = !text;
}

const given = (label, value) => (value === null ? '' : `, ${label} ${value}`);

function terms(t) {
  return `${t.symbol} ${t.orderQty}${t.price === null ? ' at market' : ' at ' + t.price}${given('stop price', t.stopPx)}${given('offset', t.pegOffset)}${given('discretion', t.discretion)}${given('shown', t.display)}`
    + `${given('at least', t.minQty)}; executed ${t.cumQty}, open ${t.leavesQty}`;
}

function row(each) {
  const stays = each.outcome === 'as-it-is';
  return element('tr', {}, element('td', {}, stays ? 'as it is' : each.outcome), element('td', {}, each.orderId), element('td', {}, each.session), element('td', {}, each.clOrdId),
    element('td', {}, each.side), element('td', {}, terms(each.before)), element('td', {}, stays ? '' : terms(each.then)), element('td', {}, each.remarks.join('. ')));
}

async function preview() {
  forget();
  const asked = what();
  const answer = await ask('/api/corporate-actions/preview?' + new URLSearchParams(asked));
  trouble(answer.error ?? answer.objection);
  byId('preview').hidden = Boolean(answer.error);
  if (answer.error) {
    setText(byId('summary'), 'No preview.');
    return;
  }
  const more = answer.orders - answer.rows.length;
  setText(byId('summary'), `Preview ${answer.preview}: ${answer.text}. ${answer.orders} orders, of which ${answer.changes} are changed${more > 0 ? `; ${more} are not shown` : ''}.`);
  byId('rows').replaceChildren(...answer.rows.map(row));
  previewed = answer.objection ? null : { ...asked, preview: answer.preview };
  byId('apply').hidden = previewed === null;
  drawButton();
}

/** What was previewed is not what is typed any more. */
function forget() {
  previewed = null;
  byId('apply').hidden = true;
  byId('word').value = '';
}

function drawButton() {
  const isConfirmed = previewed !== null && byId('word').value.trim() === previewed.symbol;
  byId('go').disabled = !isConfirmed || byId('user').value.trim() === '' || byId('reason').value.trim().length < 3;
}

async function apply() {
  if (previewed === null || byId('go').disabled) return;
  const user = byId('user').value.trim();
  localStorage.setItem(NAME_KEY, user);
  byId('go').disabled = true;
  const answer = await ask('/api/corporate-actions/apply', {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Portcullis-Console': '1' },
    body: JSON.stringify({ ...previewed, user, reason: byId('reason').value.trim() }),
  });
  trouble(answer.error);
  if (answer.error) {
    drawButton();
  } else {
    forget();
    setText(byId('summary'), answer.text + '.');
    byId('preview').hidden = true;
  }
  await applied();
}

async function applied() {
  const answer = await ask('/api/corporate-actions');
  if (answer.error) return;
  byId('applied').replaceChildren(...answer.applied.toReversed().map((each) => element('tr', {}, element('td', {}, each.time.slice(0, 19).replace('T', ' ')), element('td', {}, each.text),
    element('td', { class: 'num' }, String(each.orders)), element('td', { class: 'num' }, String(each.adjusted)), element('td', { class: 'num' }, String(each.canceled)),
    element('td', {}, each.done ? 'done' : 'going on'), element('td', {}, each.user), element('td', {}, each.reason))));
}

byId('kind').addEventListener('change', () => {
  const [, label, example] = FIELDS[byId('kind').value];
  setText(byId('value-label'), label);
  byId('value').placeholder = example;
  byId('value').value = '';
});
byId('what').addEventListener('input', forget);
byId('what').addEventListener('submit', (event) => {
  event.preventDefault();
  preview();
});
byId('apply').addEventListener('input', drawButton);
byId('apply').addEventListener('submit', (event) => {
  event.preventDefault();
  apply();
});
byId('user').value = localStorage.getItem(NAME_KEY) ?? '';
applied();
