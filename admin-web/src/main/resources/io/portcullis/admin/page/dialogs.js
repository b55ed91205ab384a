// What an operator orders goes through a dialog: it says what will happen, asks for the reason and tells the outcome.

import { element, grouped, price, setText, sideLabel, statusLabel } from './format.js';

const NAME_KEY = 'portcullis.operator';
const HALT_REASONS = ['Runaway client', 'Venue trouble', 'Market data in doubt', 'Risk limits in doubt', 'Drill'];
const RESUME_REASONS = ['Cause removed', 'Drill over'];
const CANCEL_REASONS = ['Client asked by phone', 'Entered in error', 'Venue trouble', 'Risk'];

const byId = (id) => document.getElementById(id);

export class Dialogs {
  #store;
  #dialog = byId('command');
  #keys = byId('keys');
  #command = null;
  #underWay = false;

  constructor(store) {
    this.#store = store;
    byId('command-close').addEventListener('click', () => this.#dialog.close());
    byId('keys-close').addEventListener('click', () => this.#keys.close());
    this.#dialog.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#dialog.addEventListener('close', () => (this.#command = null));
    this.#dialog.addEventListener('input', () => this.#drawButton());
  }

  isOpen() {
    return this.#dialog.open || this.#keys.open;
  }

  keys() {
    this.#keys.showModal();
  }

  halt() {
    this.#open({
      title: 'Halt trading', button: 'Halt trading now', path: '/api/halt', reasons: HALT_REASONS, danger: true, done: 'Trading is halted',
      text: () => `From now on new orders and replaces of all clients are refused. Cancels pass. ${this.#openOrders()} at the venues.`,
    });
  }

  resume() {
    this.#open({
      title: 'Resume trading', button: 'Resume trading', path: '/api/resume', reasons: RESUME_REASONS, word: 'RESUME', done: 'Trading goes on',
      text: () => {
        const halt = this.#store.status?.halt;
        return halt ? `${halt.user} halted trading: ${halt.reason}. From now on orders are accepted again.` : 'Trading is on again.';
      },
    });
  }

  cancel(order) {
    this.#open({
      title: 'Cancel order ' + order.clOrdId, button: 'Cancel this order', path: `/api/orders/${encodeURIComponent(order.orderId)}/cancel`, reasons: CANCEL_REASONS,
      danger: true, done: 'The cancel of ' + order.clOrdId + ' is under way', back: 'Keep it', text: () => describe(this.#store.orders.get(order.orderId) ?? order),
    });
  }

  #openOrders() {
    const open = this.#store.status?.openOrders ?? 0;
    return open === 1 ? 'One open order stays' : `${grouped(open)} open orders stay`;
  }

  #open(command) {
    this.#command = command;
    this.#underWay = false;
    setText(byId('command-title'), command.title);
    byId('command-reasons').replaceChildren(...command.reasons.map((reason) => element('option', { value: reason })));
    byId('command-reason').value = '';
    byId('command-word').value = '';
    byId('command-word-label').hidden = !command.word;
    setText(byId('command-word-shown'), command.word ?? '');
    setText(byId('command-close'), command.back ?? 'Back');
    setText(byId('command-go'), command.button);
    byId('command-go').classList.toggle('danger', command.danger === true);
    byId('command-user').value = localStorage.getItem(NAME_KEY) ?? '';
    byId('command-user-label').hidden = this.#knownOperator() !== null;
    this.#showError('');
    this.refresh();
    this.#drawButton();
    this.#dialog.showModal();
    const nameIsMissing = this.#knownOperator() === null && byId('command-user').value === '';
    byId(nameIsMissing ? 'command-user' : 'command-reason').focus();
  }

  /** The text follows what happens while the dialog is open. */
  refresh() {
    if (this.#command) setText(byId('command-text'), this.#command.text());
  }

  #knownOperator() {
    return this.#store.hello?.operator ?? null;
  }

  #drawButton() {
    if (!this.#command) return;
    const named = this.#knownOperator() !== null || byId('command-user').value.trim() !== '';
    const reasoned = byId('command-reason').value.trim().length >= 3;
    const confirmed = !this.#command.word || byId('command-word').value.trim().toUpperCase() === this.#command.word;
    byId('command-go').disabled = this.#underWay || !(named && reasoned && confirmed);
  }

  async #send() {
    const command = this.#command;
    if (!command || byId('command-go').disabled) return;
    const user = byId('command-user').value.trim();
    if (user) localStorage.setItem(NAME_KEY, user);
    this.#underWay = true;
    this.#drawButton();
    this.#showError('');
    const failure = await post(command.path, { user, reason: byId('command-reason').value.trim() });
    this.#underWay = false;
    if (command !== this.#command) {
      toast(failure ? command.title + ': ' + failure : command.done);
    } else if (failure) {
      this.#showError(failure);
      this.#drawButton();
    } else {
      this.#dialog.close();
      toast(command.done);
    }
  }

  #showError(text) {
    setText(byId('command-error'), text);
    byId('command-error').hidden = text === '';
  }
}

/** @return what went wrong; null if it was done */
async function post(path, body) {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Portcullis-Console': '1' }, body: JSON.stringify(body) });
    const answer = await response.json();
    return response.ok ? null : answer.error.text;
  } catch (failure) {
    return 'The server was not reached, or did not answer; whether it was done is unknown. (' + failure.message + ')';
  }
}

function describe(order) {
  const at = order.price === null ? 'at market' : 'at ' + price(order.price);
  return `${sideLabel(order.side)} ${grouped(order.orderQty)} ${order.symbol} ${at} for ${order.session}${order.account ? ', account ' + order.account : ''}. `
    + `${statusLabel(order.status)}: ${grouped(order.cumQty)} filled, ${grouped(order.leavesQty)} open. OrderID ${order.orderId}.`;
}

let toastTimer;

function toast(text) {
  const shown = byId('toast');
  shown.textContent = text;
  shown.classList.add('shown');
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => shown.classList.remove('shown'), 5000);
}
