// The page of an instrument's bars: a chart of the newest ones, and the same as a table. The numbers are texts; only where a shape stands makes numbers of them.

import { element, grouped, price, setText } from './format.js';

const LOOK_EVERY_MILLIS = 1000;
const MOST_SHOWN = 120;
const SECONDS = { '1s': 1, '10s': 10, '1m': 60, '5m': 300, '15m': 900, '1h': 3600, '1d': 86400 };
/** Further back than bars without gaps would reach: there are none of times without trades. */
const REACH = 20;
const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 960, HEIGHT = 360, RIGHT = 70, PRICES = 270, BOTTOM = 345;

const byId = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
let drawn = '';
let looking = 0;

byId('symbol').value = asked.get('symbol') ?? '';
byId('venue').value = asked.get('venue') ?? '';
if (asked.get('interval') in SECONDS) byId('interval').value = asked.get('interval');

async function ask(path) {
  try {
    const response = await fetch(path);
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
const when = (bar) => (byId('interval').value === '1d' ? bar.tradingDay : bar.time.slice(11, 19));

function chart(bars) {
  if (!bars.length) {
    byId('chart').replaceChildren(element('p', { class: 'note' }, 'No trades.'));
    return;
  }
  const high = Math.max(...bars.map((bar) => Number(bar.high))), low = Math.min(...bars.map((bar) => Number(bar.low)));
  const room = high > low ? (high - low) * 0.05 : high * 0.001 || 1;
  const y = (value) => 10 + (high + room - value) / (high - low + 2 * room) * (PRICES - 20);
  const most = Math.max(1, ...bars.map((bar) => Number(bar.volume)));
  const step = (WIDTH - RIGHT) / Math.max(bars.length, 30);
  const shapes = [];
  for (let i = 0; i <= 4; i++) {
    const value = low + (high - low) * i / 4;
    shapes.push(svg('line', { x1: 0, x2: WIDTH - RIGHT, y1: y(value), y2: y(value), class: 'grid' }), label(WIDTH - RIGHT + 6, y(value) + 3, value.toPrecision(7).replace(/\.?0+$/, '')));
  }
  bars.forEach((bar, i) => {
    const x = i * step + step / 2, up = Number(bar.close) >= Number(bar.open), kind = (up ? 'up' : 'down') + (bar.closed ? '' : ' open');
    const top = y(Math.max(Number(bar.open), Number(bar.close))), bottom = y(Math.min(Number(bar.open), Number(bar.close)));
    const tall = Number(bar.volume) / most * (BOTTOM - PRICES - 12);
    const shape = svg('g', {}, svg('line', { x1: x, x2: x, y1: y(Number(bar.high)), y2: y(Number(bar.low)), class: kind }),
      svg('rect', { x: x - step * 0.35, y: top, width: step * 0.7, height: Math.max(1, bottom - top), class: kind }),
      svg('rect', { x: x - step * 0.35, y: BOTTOM - 12 - tall, width: step * 0.7, height: tall, class: 'volume' }));
    shape.append(svg('title', {}, `${when(bar)}  open ${bar.open}  high ${bar.high}  low ${bar.low}  close ${bar.close}  volume ${bar.volume}`));
    shapes.push(shape);
  });
  const marks = Math.min(6, bars.length);
  for (let i = 0; i < marks; i++) {
    const at = Math.floor(i * bars.length / marks);
    shapes.push(label(at * step, BOTTOM, when(bars[at])));
  }
  byId('chart').replaceChildren(svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `${bars.length} bars, the last at ${bars.at(-1).close}` }, ...shapes));
}

function row(bar) {
  const number = (text) => element('td', { class: 'num' }, text === null ? '–' : price(text));
  return element('tr', {}, element('td', {}, when(bar) + (bar.closed ? '' : ' …')), number(bar.open), number(bar.high), number(bar.low), number(bar.close),
    element('td', { class: 'num' }, grouped(bar.volume)), number(bar.vwap), element('td', { class: 'num' }, grouped(String(bar.trades))), number(bar.bid), number(bar.offer));
}

function quote(market) {
  const side = (level) => (level === null ? '–' : `${level.quantity} at ${level.price}`);
  return market.error ? '' : `Bid ${side(market.bid)}, offer ${side(market.offer)}, last ${market.lastTrade ?? '–'}, volume of the day ${market.volume}`;
}

async function look() {
  const symbol = byId('symbol').value.trim();
  if (!symbol) return;
  const mine = ++looking, interval = byId('interval').value, venue = byId('venue').value.trim();
  const from = new Date(Math.max(0, Date.now() - SECONDS[interval] * MOST_SHOWN * REACH * 1000)).toISOString();
  const [bars, market] = await Promise.all([
    ask(`/api/market-data/${encodeURIComponent(symbol)}/bars?interval=${interval}&limit=5000&from=${from}` + (venue ? `&venue=${encodeURIComponent(venue)}` : '')),
    ask(`/api/market-data?symbol=${encodeURIComponent(symbol)}`)]);
  if (mine !== looking) return; // somebody has asked for another one meanwhile
  byId('trouble').hidden = !bars.error;
  setText(byId('trouble'), bars.error ?? '');
  setText(byId('quote'), quote(market));
  const shown = (bars.bars ?? []).slice(-MOST_SHOWN);
  const state = JSON.stringify([symbol, venue, interval, shown]);
  if (state === drawn) return; // so that nothing is laid out or read aloud again for nothing
  drawn = state;
  chart(shown);
  byId('rows').replaceChildren(...(shown.length ? shown.toReversed().map(row) : [element('tr', {}, element('td', { class: 'muted', colspan: '10' }, 'No trades.'))]));
}

byId('what').addEventListener('submit', (event) => {
  event.preventDefault();
  const now = new URLSearchParams({ symbol: byId('symbol').value.trim(), interval: byId('interval').value });
  if (byId('venue').value.trim()) now.set('venue', byId('venue').value.trim());
  history.replaceState(null, '', '?' + now);
  look();
});
byId('interval').addEventListener('change', () => byId('what').requestSubmit());
look();
setInterval(() => { if (!document.hidden) look(); }, LOOK_EVERY_MILLIS);
