// The header and the alerts.

import { dateAndTime, element, grouped, seconds, setText, time, words } from './format.js';

const byId = (id) => document.getElementById(id);

export class Header {
  #store;
  #figures = { open: byId('f-open'), unconfirmed: byId('f-unconfirmed'), orders: byId('f-orders'), fills: byId('f-fills'), refused: byId('f-refused'),
    position: byId('f-position'), lag: byId('f-lag') };

  constructor(store) {
    this.#store = store;
  }

  draw() {
    const { status, hello } = this.#store;
    if (hello) {
      setText(byId('installation'), hello.installation);
      byId('installation').title = 'Installation; Portcullis ' + hello.version;
    }
    if (!status) return;
    const trading = byId('trading');
    setText(trading, status.halted ? 'HALTED' : status.dayEnd ? 'Day over' : 'Trading');
    trading.title = status.tradingDay ? 'Trading day ' + status.tradingDay : '';
    trading.classList.toggle('over', !status.halted && Boolean(status.dayEnd));
    trading.classList.toggle('halted', status.halted);
    document.body.classList.toggle('halted', status.halted);
    byId('halt').hidden = status.halted;
    byId('resume').hidden = !status.halted;
    byId('corporate-actions').hidden = !(status.halted || status.dayEnd);
    byId('end-day').hidden = !status.tradingDay;
    byId('end-day').textContent = status.dayEnd ? 'End day again…' : 'End day…';
    this.#drawHalt(status.halt);
    this.#drawKills(status.kills);
    this.#drawDayEnd(status);
    this.#drawFigures(status);
    this.#drawReady(status);
    this.drawTitle();
  }

  /** Apart from the rest, because a page in the background draws nothing but its title still shows. */
  drawTitle() {
    const { status, hello } = this.#store;
    const name = hello ? 'Portcullis ' + hello.installation : 'Portcullis';
    const title = status?.halted ? 'HALTED – ' + name : name;
    if (document.title !== title) document.title = title;
  }

  #drawHalt(halt) {
    const banner = byId('halt-banner');
    banner.hidden = !halt;
    if (halt) {
      setText(banner, `Trading is halted${halt.since ? ` since ${seconds(halt.since)} UTC` : ''} by ${halt.user}: ${halt.reason}. New orders and replaces are refused, cancels pass.`);
      banner.title = halt.since ? dateAndTime(halt.since) : '';
    }
  }

  #drawKills(kills) {
    const banner = byId('kill-banner');
    banner.hidden = kills.length === 0;
    if (kills.length > 0) {
      setText(banner, `Killed: ${kills.map((each) => `${each.subset} by ${each.user}: ${each.reason}`).join('; ')}. Nothing new of these orders goes out, and what was out is canceled: see Kills.`);
    }
  }

  #drawDayEnd({ dayEnd, tradingDay }) {
    const banner = byId('day-banner');
    banner.hidden = !dayEnd;
    if (dayEnd) {
      setText(banner, `Trading day ${tradingDay} has ended${dayEnd.since ? ` at ${seconds(dayEnd.since)} UTC` : ''}, by ${dayEnd.user}: ${dayEnd.reason}. Until the next one begins, new orders and replaces are refused, cancels pass.`);
    }
  }

  #drawFigures(status) {
    const { today } = status;
    setText(this.#figures.open, grouped(status.openOrders));
    setText(this.#figures.unconfirmed, grouped(status.unconfirmedOrders));
    this.#figures.unconfirmed.classList.toggle('attention', status.unconfirmedOrders > 0);
    this.#figures.orders.title = today.since ? 'Counted since ' + dateAndTime(today.since) : '';
    setText(this.#figures.orders, grouped(today.ordersAccepted + today.ordersRefused));
    setText(this.#figures.fills, grouped(today.fills));
    setText(this.#figures.refused, grouped(today.ordersRefused + today.requestsRefused + today.messagesRefused));
    this.#figures.refused.title = `${grouped(today.ordersRefused)} orders, ${grouped(today.requestsRefused)} cancels and replaces, ${grouped(today.messagesRefused)} unreadable messages`;
    setText(this.#figures.position, grouped(status.position));
    setText(this.#figures.lag, grouped(status.lag));
    this.#figures.lag.title = 'Records in the event log that the console has not read yet';
    this.#figures.lag.classList.toggle('attention', status.lag > 5000);
  }

  #drawReady(status) {
    const missing = status.parts.filter((part) => !part.ready);
    const ready = byId('ready');
    ready.classList.toggle('not', missing.length > 0);
    setText(ready, missing.length === 0 ? 'Ready' : 'Not ready: ' + missing.map((part) => part.name).join(', '));
    ready.title = status.parts.map((part) => `${part.name}: ${part.text}`).join('\n');
  }

  drawConnection(live) {
    const lost = live.state === 'lost';
    const shown = byId('connection');
    shown.dataset.state = live.state;
    document.body.classList.toggle('lost', lost);
    byId('lost-banner').hidden = !lost;
    this.tick(live);
  }

  tick(live) {
    const wait = Math.max(0, Math.ceil((live.nextTry - Date.now()) / 1000));
    setText(byId('connection'), live.state === 'live' ? 'Live' : live.state === 'lost' ? 'No connection' : 'Connecting');
    if (live.state === 'lost' && this.#store.serverTime > 0) {
      setText(byId('lost-banner'), `The connection to the server is lost. All figures are those of ${seconds(this.#store.serverTime)} UTC. `
        + (wait > 0 ? `Trying again in ${wait} s.` : 'Trying again…'));
    } else if (live.state === 'lost') {
      setText(byId('lost-banner'), 'The server does not answer. Trying again…');
    }
    if (live.state === 'live') setText(byId('clock'), seconds(this.#store.now()) + ' UTC');
  }
}

const plural = (count, what) => `${grouped(count)} ${what}${count === 1 ? '' : 's'}`;

const SEEN_KEY = 'portcullis.alerts.seen';

export class AlertPanel {
  #store;
  #show;
  #rows = new Map();
  #seen;

  constructor(store, show) {
    this.#store = store;
    this.#show = show;
    this.#seen = Number(sessionStorage.getItem(SEEN_KEY) ?? 0);
    byId('alerts-seen').addEventListener('click', () => {
      this.#seen = Math.max(0, ...[...this.#store.alerts.values()].map((alert) => alert.version));
      sessionStorage.setItem(SEEN_KEY, String(this.#seen));
      this.draw();
    });
  }

  draw() {
    const alerts = [...this.#store.alerts.values()];
    // A server that started again counts from the beginning: nothing of it was seen.
    if (alerts.length > 0 && this.#seen > Math.max(...alerts.map((alert) => alert.version))) this.#seen = 0;
    // However many warnings come, an alarm stays in sight until somebody says that it was seen.
    const pinned = (alert) => (alert.severity === 'ALARM' && alert.version > this.#seen ? 1 : 0);
    alerts.sort((a, b) => pinned(b) - pinned(a) || b.version - a.version);
    const list = byId('alert-rows');
    for (const [id, row] of this.#rows) {
      if (!this.#store.alerts.has(id)) {
        row.remove();
        this.#rows.delete(id);
      }
    }
    alerts.forEach((alert, index) => {
      let row = this.#rows.get(alert.id);
      if (!row) {
        row = this.#create(alert);
        this.#rows.set(alert.id, row);
      }
      if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
      setText(row.querySelector('time'), seconds(alert.time));
      row.querySelector('time').title = time(alert.time);
      setText(row.querySelector('.times'), alert.count > 1 ? '×' + grouped(alert.count) : '');
      row.classList.toggle('seen', alert.version <= this.#seen);
    });
    const unseen = alerts.filter((alert) => alert.version > this.#seen && alert.severity !== 'NOTICE');
    const alarms = unseen.filter((alert) => alert.severity === 'ALARM').length;
    const summary = byId('alerts-summary');
    setText(summary, unseen.length === 0 ? 'nothing new' : alarms > 0 ? `${plural(alarms, 'new alarm')}, ${plural(unseen.length - alarms, 'warning')}` : plural(unseen.length, 'new warning'));
    summary.classList.toggle('alarm', alarms > 0);
    byId('alerts-seen').hidden = !alerts.some((alert) => alert.version > this.#seen);
  }

  #create(alert) {
    const subject = alert.orderId
      ? element('button', { type: 'button', class: alert.subject === alert.orderId ? 'link mono' : 'link', title: 'Show this order' }, alert.subject)
      : element('span', { class: 'subject' }, alert.subject);
    if (alert.orderId) subject.addEventListener('click', () => this.#show(this.#store.alerts.get(alert.id).orderId));
    return element('li', { class: alert.severity.toLowerCase() },
      element('span', { class: 'severity', role: 'img', 'aria-label': words(alert.severity), title: words(alert.severity) }),
      element('time'), subject, element('span', { class: 'text', title: alert.text }, alert.text), element('span', { class: 'times' }));
  }
}
