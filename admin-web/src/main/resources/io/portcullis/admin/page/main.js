// Puts the page together: the feed fills the store, a frame draws what changed.

import { Blotter } from './blotter.js';
import { CarePanel } from './care.js';
import { Dialogs } from './dialogs.js';
import { Live } from './live.js';
import { AlertPanel, Header } from './panels.js';
import { SessionPanel } from './sessions.js';
import { Store } from './store.js';
import { StrayPanel } from './strays.js';
import { changeOf, newOrder } from './telephone.js';

const store = new Store();
const dialogs = new Dialogs(store);
const header = new Header(store);
const sessions = new SessionPanel(store, (key, action) => dialogs.steer(key, action));
const blotter = new Blotter(store, (order) => dialogs.cancel(order), () => dialogs.isOpen(), (order) => dialogs.work(changeOf(order)));
const strays = new StrayPanel(store, (stray, action) => dialogs.settle(stray, action), (orderId) => blotter.show(orderId));
const care = new CarePanel(store, (command) => dialogs.work(command), () => dialogs.user(), (orderId) => blotter.show(orderId));
const alerts = new AlertPanel(store, (orderId) => blotter.show(orderId));

const pending = new Set();
let framed = false;

function draw() {
  framed = false;
  const changed = new Set(pending);
  pending.clear();
  const all = changed.has('all');
  if (all || changed.has('status')) header.draw();
  if (all || changed.has('sessions')) sessions.draw();
  if (all || changed.has('strays')) strays.draw();
  if (all || changed.has('alerts')) alerts.draw();
  if (all || changed.has('orders')) {
    care.draw();
    blotter.refresh();
  }
  dialogs.refresh();
}

function onMessage(message) {
  for (const part of store.apply(message)) pending.add(part);
  header.drawTitle();
  if (!framed) {
    framed = true;
    requestAnimationFrame(draw);
  }
}

const live = new Live(onMessage, () => header.drawConnection(live));
setInterval(() => {
  header.tick(live);
  sessions.tick();
}, 500);

const byId = (id) => document.getElementById(id);
byId('end-day').addEventListener('click', () => dialogs.endDay());
byId('halt').addEventListener('click', () => dialogs.halt());
byId('kill').addEventListener('click', () => dialogs.kill());
byId('resume').addEventListener('click', () => dialogs.resume());
byId('new-order').addEventListener('click', () => dialogs.work(newOrder(store)));
byId('help').addEventListener('click', () => dialogs.keys());
byId('strangers-show').addEventListener('click', () => dialogs.strangers());

document.addEventListener('keydown', (event) => {
  if (dialogs.isOpen() || event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === 'Escape') {
    blotter.escape();
  } else if (!typing && event.key === '/') {
    event.preventDefault();
    byId('filter').select();
    byId('filter').focus();
  } else if (!typing && event.key === '?') {
    dialogs.keys();
  } else if (!typing && event.key === 'N') {
    event.preventDefault();
    byId('new-order').click();
  } else if (!typing && event.key === 'M') {
    byId('messages').click();
  } else if (!typing && event.key === 'H' && !byId('halt').hidden) {
    event.preventDefault();
    dialogs.halt();
  } else if (!typing && event.key === 'K') {
    event.preventDefault();
    dialogs.kill();
  } else if (event.target === document.body) {
    blotter.onKey(event);
  }
});
