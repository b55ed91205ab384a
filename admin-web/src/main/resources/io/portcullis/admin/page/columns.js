// What the order blotter shows of an order, column by column.

import { grouped, price, seconds, sideLabel, statusLabel, tifLabel, time, dateAndTime, typeLabel } from './format.js';

/** Name, label and rule of each kind of order that can be shown alone. */
export const KINDS = [
  ['all', 'All', () => true],
  ['open', 'Open', (row) => row.open],
  ['filled', 'Filled', (row) => row.status === 'FILLED'],
  ['canceled', 'Canceled', (row) => row.status === 'CANCELED' || row.status === 'EXPIRED' || row.status === 'DONE_FOR_DAY'],
  ['rejected', 'Rejected', (row) => row.status === 'REJECTED'],
  ['unconfirmed', 'Unconfirmed', (row) => row.unconfirmed > 0],
];

const TRIGGERS = {
  AT_VENUE: 'a venue waits for the stop price',
  PARKED: 'kept here until the stop price is reached',
  TRIGGERED: 'the stop price was reached',
};

const FOLLOWS = {
  PRIMARY: 'its price follows its own side', MARKET: 'its price follows the other side', MIDPRICE: 'its price follows the middle',
  TRAILING_STOP: 'the stop price follows the market',
};
const UNITS = { PRICE: '', BASIS_POINTS: ' basis points', TICKS: ' ticks' };

/** What a pegged or trailing order follows, and how far from it. */
function follows(peg) {
  return peg ? FOLLOWS[peg.follows] + (peg.offset === '0' ? '' : ', ' + peg.offset + UNITS[peg.offsetType] + ' away') : '';
}

/** How far beyond its limit an order may be executed, too. */
export function discretion(row) {
  return row.discretion ? 'up to ' + row.discretion.offset.replace('-', '') + UNITS[row.discretion.offsetType] + ' beyond its price' : '';
}

/** Heading, class, width in pixels (0: the rest) and text of each column. */
export const COLUMNS = [
  { head: '', kind: 'more', width: 24 },
  { head: 'Received', kind: 'time', width: 92, text: (row) => time(row.received), title: (row) => dateAndTime(row.received) },
  { head: 'OrderID', kind: 'mono', width: 108, text: (row) => row.orderId },
  { head: 'ClOrdID', kind: 'mono', width: 106, text: (row) => row.clOrdId },
  { head: 'Session', kind: '', width: 74, text: (row) => row.session },
  { head: 'Account', kind: '', width: 66, text: (row) => row.account ?? '' },
  { head: 'Symbol', kind: 'symbol', width: 76, text: (row) => row.symbol },
  { head: 'Side', kind: 'side', width: 56, text: (row) => sideLabel(row.side) },
  { head: 'Qty', kind: 'num', width: 74, text: (row) => grouped(row.orderQty) },
  { head: 'Type', kind: 'small', width: 74, text: (row) => typeLabel(row.ordType) + (row.stopPx ? ' ' + price(row.stopPx) : ''), title: (row) => [TRIGGERS[row.trigger], follows(row.peg), discretion(row)].filter(Boolean).join('; ') },
  { head: 'Price', kind: 'num', width: 76, text: (row) => price(row.price) },
  { head: 'TIF', kind: 'small', width: 40, text: (row) => tifLabel(row.timeInForce) },
  { head: 'CumQty', kind: 'num cum', width: 74, text: (row) => (row.cumQty === '0' ? '·' : grouped(row.cumQty)) },
  { head: 'Leaves', kind: 'num', width: 74, text: (row) => (row.leavesQty === '0' ? '·' : grouped(row.leavesQty)) },
  { head: 'AvgPx', kind: 'num', width: 76, text: (row) => price(row.avgPx) },
  { head: 'Status', kind: 'status', width: 0, title: (row) => statusLabel(row.status) + (row.text ? ': ' + row.text : '') },
  { head: 'Updated', kind: 'time', width: 66, text: (row) => seconds(row.updated), title: (row) => dateAndTime(row.updated) },
  { head: '', kind: 'act', width: 150 },
];

/** How much of it is done, for the bar only. */
export function share(row) {
  return Math.min(100, Math.round((Number(row.cumQty) / Number(row.orderQty)) * 100)) + '%';
}
