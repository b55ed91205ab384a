// What the page knows. The server's messages change it; everybody else reads it.

export class Store {
  orders = new Map();
  newestFirst = [];
  alerts = new Map();
  sessions = [];
  /** Who was not let in and belongs to no session. */
  strangers = [];
  /** What venues reported that can't be booked, settled ones of the last days too. */
  strays = [];
  status = null;
  hello = null;
  owed = 0;
  serverTime = 0;
  #clockOffset = 0;
  /** No two states of any row have the same version, not even of a row that was forgotten. */
  #lastVersion = 0;

  /** The server's clock now, epoch milliseconds. */
  now() {
    return Date.now() + this.#clockOffset;
  }

  /** @return what changed: any of 'all', 'orders', 'status', 'sessions' (strangers, too), 'strays', 'alerts' */
  apply(message) {
    switch (message.type) {
      case 'hello':
        this.hello = message;
        this.#forget();
        return new Set(['all']);
      case 'again':
        this.#forget();
        return new Set(['orders', 'alerts']);
      case 'live':
        return this.#applyLive(message);
      default:
        throw new Error('unknown message type ' + message.type);
    }
  }

  #forget() {
    this.orders.clear();
    this.newestFirst = [];
    this.alerts.clear();
  }

  #applyLive(message) {
    const changed = new Set();
    this.serverTime = message.time;
    this.#clockOffset = message.time - Date.now();
    this.owed = message.owed;
    if (message.status) {
      this.status = message.status;
      changed.add('status');
    }
    if (message.sessions) {
      this.sessions = message.sessions;
      changed.add('sessions');
    }
    if (message.strangers) {
      this.strangers = message.strangers;
      changed.add('sessions');
    }
    if (message.strays) {
      this.strays = message.strays;
      changed.add('strays');
    }
    if (message.alerts) {
      for (const alert of message.alerts) this.alerts.set(alert.id, alert);
      this.#keepNewestAlerts();
      changed.add('alerts');
    }
    if (message.dropped) {
      this.#drop(message.dropped);
      changed.add('orders');
    }
    if (message.orders) {
      this.#put(message.orders);
      changed.add('orders');
    }
    return changed;
  }

  #keepNewestAlerts() {
    const surplus = [...this.alerts.values()].sort((a, b) => b.version - a.version).slice(200);
    for (const alert of surplus) this.alerts.delete(alert.id);
  }

  #put(rows) {
    let added = false;
    for (const row of rows) {
      row.clOrdId ||= '☎ ' + row.reference; // given by telephone
      const known = this.orders.get(row.orderId);
      if (known === undefined) {
        this.newestFirst.push(row);
        added = true;
      } else if (known.position > row.position) {
        continue;
      } else {
        // The row keeps its place in every list that holds it: only its values change.
        Object.assign(known, row);
        known.searchText = undefined;
        known.version = ++this.#lastVersion;
        continue;
      }
      row.version = ++this.#lastVersion;
      this.orders.set(row.orderId, row);
    }
    if (added) this.newestFirst.sort((a, b) => b.id - a.id);
  }

  #drop(orderIds) {
    let any = false;
    for (const orderId of orderIds) any = this.orders.delete(orderId) || any;
    if (any) this.newestFirst = this.newestFirst.filter((row) => this.orders.has(row.orderId));
  }
}
