// How values are written. Decimals arrive as text and stay text: nothing here makes a number of a price or a quantity.

const STATUS_LABELS = {
  PENDING_NEW: 'Pending new', NEW: 'New', PARTIALLY_FILLED: 'Part filled', FILLED: 'Filled', DONE_FOR_DAY: 'Done for day', CANCELED: 'Canceled',
  PENDING_CANCEL: 'Pending cancel', PENDING_REPLACE: 'Pending replace', STOPPED: 'Stopped', REJECTED: 'Rejected', SUSPENDED: 'Suspended',
  CALCULATED: 'Calculated', EXPIRED: 'Expired',
};
const SIDE_LABELS = { BUY: 'Buy', SELL: 'Sell', SELL_SHORT: 'Short', SELL_SHORT_EXEMPT: 'Short ex', AS_DEFINED: 'As def', OPPOSITE: 'Opposite' };
const TYPE_LABELS = {
  MARKET: 'MKT', LIMIT: 'LMT', STOP: 'STP', STOP_LIMIT: 'STL', MARKET_IF_TOUCHED: 'MIT', MARKET_WITH_LEFT_OVER_AS_LIMIT: 'MTL', PEGGED: 'PEG',
};
const TIF_LABELS = {
  DAY: 'DAY', GOOD_TILL_CANCEL: 'GTC', IMMEDIATE_OR_CANCEL: 'IOC', FILL_OR_KILL: 'FOK', GOOD_TILL_DATE: 'GTD',
  AT_THE_OPENING: 'OPG', AT_THE_CLOSE: 'CLS', AT_CROSSING: 'CRX', GOOD_FOR_AUCTION: 'GFA',
};

export const statusLabel = (status) => STATUS_LABELS[status] ?? status;
export const sideLabel = (side) => SIDE_LABELS[side] ?? side;
export const typeLabel = (type) => TYPE_LABELS[type] ?? type;
export const tifLabel = (tif) => TIF_LABELS[tif] ?? tif;

/** A word of ours such as LOGGED_ON, for people. */
export const words = (name) => name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ');

/** 1234567.5 → 1,234,567.5 */
export function grouped(text) {
  if (text === null || text === undefined) return '';
  const whole = String(text);
  const point = whole.indexOf('.');
  const units = point < 0 ? whole : whole.slice(0, point);
  return units.replace(/\B(?=(\d{3})+$)/g, ',') + (point < 0 ? '' : whole.slice(point));
}

/** At least two decimal places, as prices are read. */
export function price(text) {
  if (text === null || text === undefined) return '';
  const point = text.indexOf('.');
  const places = point < 0 ? 0 : text.length - point - 1;
  return grouped(places >= 2 ? text : (point < 0 ? text + '.' : text) + '0'.repeat(2 - places));
}

const two = (n) => (n < 10 ? '0' : '') + n;

/** Hours to milliseconds, UTC. */
export function time(millis) {
  const t = new Date(millis);
  return seconds(t) + '.' + String(t.getUTCMilliseconds()).padStart(3, '0');
}

/** Hours to seconds, UTC. */
export function seconds(date) {
  const t = date instanceof Date ? date : new Date(date);
  return two(t.getUTCHours()) + ':' + two(t.getUTCMinutes()) + ':' + two(t.getUTCSeconds());
}

export const dateAndTime = (millis) => new Date(millis).toISOString().replace('T', ' ').replace('Z', ' UTC');

/** How long ago: 4 s, 3 min, 2 h, 5 d. */
export function age(millis) {
  const s = Math.max(0, Math.round(millis / 1000));
  if (s < 90) return s + ' s';
  if (s < 5400) return Math.round(s / 60) + ' min';
  if (s < 172800) return Math.round(s / 3600) + ' h';
  return Math.round(s / 86400) + ' d';
}

/** The page of FIX messages, with those that these conditions name. */
export const messagesAddress = (conditions) => 'messages.html?' + new URLSearchParams(conditions);

/** Makes an element; text content only, never markup. */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'class') made.className = value;
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...content);
  return made;
}

/** Writes only what differs, so that nothing is laid out or read aloud again for nothing. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
