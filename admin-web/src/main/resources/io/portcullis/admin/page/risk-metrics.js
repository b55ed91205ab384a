// The page of risk metrics: all portfolios in a table, and of the chosen one what it could lose, what scenarios would do to it, and what it is exposed to. The numbers are texts; only how long a bar is makes numbers of them.

import { element, grouped, setText } from './format.js';

const LOOK_EVERY_MILLIS = 5000;
const METHODS = [['historical', 'Historical'], ['parametric', 'Parametric'], ['monte-carlo', 'Monte Carlo']];
const SVG = 'http://www.w3.org/2000/svg';
const MOST_CORRELATIONS = 40;

const byId = (id) => document.getElementById(id);
const dash = (text) => (text === null || text === undefined ? '–' : text);
const isNegative = (text) => text !== null && text.startsWith('-');
/** Whole units: these are estimates. */
const whole = (text) => (text === null ? '–' : grouped(Math.round(Number(text)).toString()));
const none = (columns, text) => element('tr', {}, element('td', { class: 'muted', colspan: String(columns) }, text));

let chosen = new URLSearchParams(location.search).get('portfolio') ?? 'firm';
let drawn = '';

async function ask(path, body) {
  try {
    const response = await fetch(path, body && { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Portcullis-Console': '1' }, body: JSON.stringify(body) });
    const answer = await response.json();
    return response.ok ? answer : { error: (answer.error.field ? `${answer.error.field}: ` : '') + answer.error.text };
  } catch (failure) {
    return { error: 'The server was not reached, or did not answer. (' + failure.message + ')' };
  }
}

function svg(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

const label = (x, y, text, kind = '') => svg('text', { x, y, class: kind }, text);
const titled = (shape, text) => { shape.append(svg('title', {}, text)); return shape; };

function picture(id, height, text, shapes) {
  byId(id).replaceChildren(svg('svg', { viewBox: `0 0 420 ${height}`, role: 'img', 'aria-label': text }, ...shapes));
}

function empty(id, text) {
  byId(id).replaceChildren(element('p', { class: 'note' }, text));
}

// Portfolios

const largest = (portfolio, field, level, days) => portfolio.tails.filter((tail) => tail.level === level && tail.days === days).map((tail) => tail[field])
  .reduce((most, each) => (most === null || Number(each) > Number(most) ? each : most), null);

function gained(text) {
  return element('td', { class: 'num' + (Number(text) === 0 ? '' : isNegative(text) ? ' loss' : ' gain') }, whole(text));
}

function portfolioRow(p) {
  const row = element('tr', { tabindex: '0', 'aria-selected': String(p.portfolio === chosen) }, element('td', {}, p.portfolio), element('td', { class: 'num' }, whole(p.gross)),
    element('td', { class: 'num' }, whole(p.net)), element('td', { class: 'num' }, dash(p.leverage)), element('td', { class: 'num' }, dash(p.beta)),
    element('td', { class: 'num' }, whole(largest(p, 'var', '99', 1))), element('td', { class: 'num' }, whole(largest(p, 'es', '97.5', 1))), gained(p.gained),
    element('td', { class: 'num' }, whole(p.drawdown)));
  const choose = () => { chosen = p.portfolio; history.replaceState(null, '', '?portfolio=' + encodeURIComponent(chosen)); drawn = ''; look(); };
  row.addEventListener('click', choose);
  row.addEventListener('keydown', (event) => { if (event.key === 'Enter') choose(); });
  return row;
}

// Value at risk: a bar for each method at each level, the shortfall behind it

function drawTails(p, currency) {
  if (!p.tails.length) {
    empty('tails', 'Nothing of it has a history of closes: portcullis prices import.');
    return;
  }
  const rows = [1, 5].flatMap((days) => ['95', '97.5', '99'].map((level) => ({ days, level })));
  const most = Math.max(...p.tails.map((tail) => Number(tail.es)), 1);
  const shapes = [svg('line', { x1: 74, x2: 74, y1: 0, y2: rows.length * 44, class: 'axis' })];
  rows.forEach(({ days, level }, row) => {
    const top = row * 44 + 3;
    shapes.push(label(0, top + 16, level + ' %'), label(0, top + 29, days === 1 ? '1 day' : days + ' days', 'muted'));
    METHODS.forEach(([method, name], i) => {
      const tail = p.tails.find((each) => each.method === method && each.level === level && each.days === days);
      if (!tail) return;
      const y = top + i * 12;
      const long = (value) => Math.max(0, Number(value)) / most * 250;
      const text = `${name}, ${level} %, ${days} d: VaR ${whole(tail.var)}, ES ${whole(tail.es)} ${currency}` + (tail.standardError ? `, ± ${whole(tail.standardError)}` : '');
      shapes.push(titled(svg('rect', { x: 75, y, width: long(tail.es), height: 10, class: method + ' shortfall' }), text),
        titled(svg('rect', { x: 75, y, width: long(tail.var), height: 10, class: method }), text), label(80 + long(tail.es), y + 9, whole(tail.var)));
    });
  });
  picture('tails', rows.length * 44, 'Value at risk and expected shortfall by method, level and days', shapes);
}

// Gains to the right, losses to the left

function drawDiverging(id, text, rows) {
  if (!rows.length) {
    empty(id, 'There is nothing.');
    return;
  }
  const most = Math.max(...rows.flatMap((row) => [row.left, row.right]), 1);
  const shapes = [svg('line', { x1: 283, x2: 283, y1: 0, y2: rows.length * 26, class: 'axis' })];
  rows.forEach((row, i) => {
    const y = i * 26 + 4;
    const long = (value) => value / most * 88;
    shapes.push(titled(label(0, y + 12, row.name.length > 25 ? row.name.slice(0, 24) + '…' : row.name), row.title));
    if (row.left > 0) shapes.push(titled(svg('rect', { x: 283 - long(row.left), y, width: long(row.left), height: 16, class: row.leftKind }), row.title), label(279 - long(row.left), y + 12, row.leftText, 'end'));
    if (row.right > 0) shapes.push(titled(svg('rect', { x: 284, y, width: long(row.right), height: 16, class: row.rightKind }), row.title), label(288 + long(row.right), y + 12, row.rightText));
  });
  picture(id, rows.length * 26 + 4, text, shapes);
}

function short(number) {
  const size = Math.abs(number);
  const [by, unit] = size >= 1e9 ? [1e9, ' bn'] : size >= 1e6 ? [1e6, ' m'] : size >= 1e4 ? [1e3, ' k'] : [1, ''];
  return (number / by).toFixed(by === 1 ? 0 : 1) + unit;
}

function drawStress(p, currency) {
  const worst = p.worst.map((each) => ({ name: (each.days === 1 ? 'Worst day ' : `Worst ${each.days} days `) + each.until, gain: each.gain, more: `from the close of ${each.from} to that of ${each.until}` }));
  const scenarios = p.stress.map((each) => ({ name: each.scenario, gain: each.gain, more: each.untouched.length ? 'nothing is said of ' + each.untouched.join(', ') : '' }));
  drawDiverging('stress', 'What scenarios would bring', [...worst, ...scenarios].map(({ name, gain, more }) => {
    const value = Number(gain);
    return { name, title: `${name}: ${whole(gain)} ${currency}${more ? '; ' + more : ''}`, left: Math.max(0, -value), right: Math.max(0, value), leftKind: 'loss', rightKind: 'gain', leftText: short(value), rightText: short(value) };
  }));
}

function drawSectors(p, currency) {
  drawDiverging('sectors', 'Exposure by sector', p.sectors.filter((each) => Number(each.bought) !== 0 || Number(each.owed) !== 0).map((each) => {
    const name = each.sector || 'No sector';
    return { name, title: `${name}: long ${whole(each.bought)}, short ${whole(each.owed)} ${currency}`, left: Number(each.owed), right: Number(each.bought), leftKind: 'short', rightKind: 'long', leftText: short(-Number(each.owed)), rightText: short(Number(each.bought)) };
  }));
}

// Tables

function limitRow(limit) {
  const part = limit.used === null ? 0 : Math.max(0, Number(limit.used) / Number(limit.limit));
  const bar = element('b', {});
  bar.style.width = Math.min(100, Math.floor(part * 100)) + '%';
  return element('tr', { 'data-standing': limit.standing }, element('td', { title: 'The limit of ' + limit.scope }, limit.portfolio), element('td', {}, limit.metric), element('td', { class: 'num' }, grouped(limit.limit) + (limit.currency ? ' ' + limit.currency : '')),
    element('td', { class: 'num' }, limit.currency ? whole(limit.used) : dash(limit.used)),
    element('td', { class: 'standing' }, limit.used === null ? 'not known' : Math.floor(part * 100) + ' %' + (limit.kills ? ', kills' : '')),
    element('td', { class: 'num' }, limit.warnPercent ? limit.warnPercent + ' %' : ''), element('td', {}, element('div', { class: 'bar' }, element('i', {}, bar))));
}

function uncoveredRow(each) {
  return element('tr', {}, element('td', {}, each.symbol), element('td', { class: 'num' }, grouped(each.quantity)), element('td', { class: 'num' }, each.value === null ? 'no value' : whole(each.value)), element('td', { class: 'why' }, each.reason));
}

/** Asked for only when it is shown. */
async function drawCorrelations(p) {
  if (p.correlated < 2 || p.correlated > MOST_CORRELATIONS) {
    byId('correlations').replaceChildren(none(1, p.correlated < 2 ? 'It takes two instruments with a history.' : `${p.correlated} instruments are too many for a picture: portcullis risk correlations.`));
    return;
  }
  const one = await ask('/api/risk/metrics?portfolio=' + encodeURIComponent(p.portfolio));
  if (p.portfolio !== chosen) return;
  if (one.error) {
    byId('correlations').replaceChildren(none(1, one.error));
    return;
  }
  const { symbols, rows } = one.portfolios[0].correlations;
  const head = element('tr', {}, element('th', {}), ...symbols.map((symbol) => element('th', { scope: 'col', class: 'num' }, symbol)));
  byId('correlations').replaceChildren(head, ...rows.map((row, i) => element('tr', {}, element('th', { scope: 'row' }, symbols[i]), ...row.map((value) => {
    const cell = element('td', {}, value === null ? '–' : Number(value).toFixed(2));
    if (value !== null) cell.style.background = `rgba(var(${Number(value) < 0 ? '--against' : '--both'}), ${(Math.abs(Number(value)) * 0.45).toFixed(3)})`;
    return cell;
  }))));
}

// All

function say(text) {
  setText(byId('troubles'), text);
  byId('troubles').hidden = !text;
}

async function look() {
  const all = await ask('/api/risk/metrics');
  if (all.error) {
    say(all.error);
    return;
  }
  if (!all.portfolios.some((each) => each.portfolio === chosen)) chosen = 'firm';
  const one = await ask('/api/risk/metrics?portfolio=' + encodeURIComponent(chosen) + '&correlations=no');
  if (one.error) {
    say(one.error);
    return;
  }
  const state = JSON.stringify([all, one]);
  if (state === drawn) return;
  drawn = state;
  draw(all, one.portfolios[0]);
}

function draw(all, p) {
  const past = all.history;
  say(all.troubles.join('; '));
  setText(byId('reckoned'), `${new Date(all.time).toISOString().slice(11, 19)} UTC, in ${all.currency}; ` + (past.from ? `${past.observations} days' returns until ${past.until}` + (past.shortenedBy ? `, no more because of ${past.shortenedBy}` : '') : 'no closes') + `; ${grouped(past.paths)} paths`);
  const focused = [...byId('portfolios').children].indexOf(document.activeElement);
  byId('portfolios').replaceChildren(...all.portfolios.map(portfolioRow));
  if (focused >= 0) byId('portfolios').children[focused]?.focus();
  setText(byId('measured'), `Measured at ${new Date(all.time).toISOString().slice(11, 19)} UTC`);
  setText(byId('tails-title'), 'Value at risk of ' + p.portfolio);
  drawTails(p, all.currency);
  drawStress(p, all.currency);
  drawSectors(p, all.currency);
  byId('limits').replaceChildren(...(all.limits.length ? all.limits.map(limitRow) : [none(7, 'There are none: they are set on the page of limits.')]));
  byId('uncovered').replaceChildren(...(p.uncovered.length ? p.uncovered.map(uncoveredRow) : [none(4, 'All of it has one.')]));
  drawCorrelations(p);
}

byId('legend').append(...METHODS.flatMap(([method, name]) => [element('i', { class: method }), name]), element('i', { class: 'shortfall' }), 'Expected shortfall');
byId('anew').addEventListener('click', async () => {
  byId('anew').disabled = true;
  const answer = await ask('/api/risk/metrics/anew', {});
  byId('anew').disabled = false;
  if (answer.error) say(answer.error);
  await look();
});
look();
setInterval(() => { if (!document.hidden) look(); }, LOOK_EVERY_MILLIS);
