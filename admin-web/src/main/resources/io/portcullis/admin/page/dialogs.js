// What an operator orders goes through a dialog: it says what will happen, asks for the reason and tells the outcome.

import { element, grouped, price, setText, sideLabel, statusLabel } from './format.js';
import { ACTIONS } from './settling.js';
import { actionsFor } from './steering.js';

const NAME_KEY = 'portcullis.operator';
const HALT_REASONS = ['Runaway client', 'Venue trouble', 'Market data in doubt', 'Risk limits in doubt', 'Drill'];
const KILL_REASONS = ['Runaway algorithm', 'Client in default', 'Venue trouble', 'Risk', 'Drill'];
const RESUME_REASONS = ['Cause removed', 'Drill over'];
const END_REASONS = ['The exchange closes early', 'A venue had not let go of orders'];
const CANCEL_REASONS = ['Client asked by phone', 'Entered in error', 'Venue trouble', 'Risk'];

const byId = (id) => document.getElementById(id);

export class Dialogs {
  #store;
  #dialog = byId('command');
  #keys = byId('keys');
  #strangers = byId('strangers');
  #command = null;
  #underWay = false;
  /** What the server wants to be given as a confirmation, after it has said what would follow; null while it has not. */
  #confirmation = null;

  constructor(store) {
    this.#store = store;
    byId('command-close').addEventListener('click', () => this.#dialog.close());
    byId('keys-close').addEventListener('click', () => this.#keys.close());
    byId('strangers-close').addEventListener('click', () => this.#strangers.close());
    this.#dialog.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#dialog.addEventListener('close', () => (this.#command = null));
    this.#dialog.addEventListener('input', (event) => this.#onInput(event.target));
  }

  isOpen() {
    return this.#dialog.open || this.#keys.open || this.#strangers.open;
  }

  keys() {
    this.#keys.showModal();
  }

  strangers() {
    this.#strangers.showModal();
  }

  halt() {
    this.#open({
      title: 'Halt trading', button: 'Halt trading now', path: '/api/halt', reasons: HALT_REASONS, danger: true, done: 'Trading is halted',
      text: () => `From now on new orders and replaces of all clients are refused. Cancels pass. ${this.#openOrders()} at the venues.`,
    });
  }

  kill() {
    this.#open({
      title: 'Kill orders', button: 'Go', reasons: KILL_REASONS, danger: true, done: 'Done', word: 'KILL',
      path: (given) => given.rehearse ? '/api/kills/rehearse' : '/api/kills', body: (given) => ({ subset: given.subset }),
      inputs: [
        { name: 'subset', label: 'Which orders', isNeeded: true, longest: 500, placeholder: 'firm, or client=ACME symbol=IBM venue=LIT1', title: 'firm, or name=value with names out of group, client, desk, account, session, trader, algorithm, currency, sector, asset-class, symbol, side, venue' },
        { name: 'rehearse', kind: 'check', label: 'Rehearse only: say what would be canceled, send nothing' }],
      text: () => 'From now on nothing new of these orders goes to venues, and all of them that are open are canceled. It is over when a second person approves its release: see Kills.',
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

  endDay() {
    const { tradingDay, dayEnd } = this.#store.status;
    this.#open({
      title: 'End trading day ' + tradingDay, button: dayEnd ? 'Try again' : 'End the day', path: `/api/day/${tradingDay}/end`, reasons: END_REASONS, word: 'END',
      danger: !dayEnd, done: 'Trading day ' + tradingDay + ' has ended',
      text: () => dayEnd ? 'Day orders that are still open are called back from their venues once more.'
        : `All day orders are called back and expire; new orders and replaces are refused until the next trading day begins. It can't be undone. ${this.#openOrders()} at the venues.`,
    });
  }

  cancel(order) {
    this.#open({
      title: 'Cancel order ' + order.clOrdId, button: 'Cancel this order', path: `/api/orders/${encodeURIComponent(order.orderId)}/cancel`, reasons: CANCEL_REASONS,
      danger: true, done: 'The cancel of ' + order.clOrdId + ' is under way', back: 'Keep it', text: () => describe(this.#store.orders.get(order.orderId) ?? order),
    });
  }

  /** @param name of the action, as the server's interface has it */
  steer(key, name) {
    const session = () => this.#store.sessions.find((each) => each.key === key);
    const found = session() && actionsFor(session()).find((action) => action.name === name);
    if (!found) return;
    let shown = session();
    this.#open({
      ...found, title: found.label.replace('…', '') + (found.isOfVenue ? ': venue ' : ': session ') + key, path: found.path?.(key) ?? `/api/sessions/${encodeURIComponent(key)}/${name}`, word: found.isNamed ? key : undefined,
      done: `${found.isOfVenue ? 'Venue' : 'Session'} ${key} ${found.done}`, fields: found.fields?.(shown) ?? [],
      text: () => {
        shown = session() ?? shown;
        return found.text(shown);
      },
      now: (field) => found.fields(shown).find((each) => each.name === field).now,
      hint: (numbers) => found.hint?.(shown, numbers) ?? [],
    });
  }

  /** @param name of what is done with a stray execution */
  settle(stray, name) {
    this.#open(ACTIONS.find((action) => action.name === name).of(stray, this.#store));
  }

  /** @param command what is done with care orders */
  work(command) {
    this.#open(command);
  }

  /** Who sits here, as far as is known: who has given a password, or the name that was typed last; null if none was. */
  user() {
    return this.#knownOperator() ?? localStorage.getItem(NAME_KEY);
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
    this.#confirm(null, '');
    this.#drawNumbers(command.fields ?? []);
    this.#drawInputs(command.inputs ?? []);
    setText(byId('command-close'), command.back ?? 'Back');
    setText(byId('command-go'), command.button);
    byId('command-go').classList.toggle('danger', command.danger === true);
    byId('command-user').value = localStorage.getItem(NAME_KEY) ?? '';
    byId('command-user-label').hidden = this.#knownOperator() !== null;
    this.#show('command-error', '');
    this.#show('command-outcome', '');
    this.refresh();
    this.#drawButton();
    this.#dialog.showModal();
    const nameIsMissing = this.#knownOperator() === null && byId('command-user').value === '';
    (byId('command-numbers').querySelector('input') ?? byId('command-inputs').querySelector('input, select') ?? byId(nameIsMissing ? 'command-user' : 'command-reason')).focus();
  }

  #drawNumbers(fields) {
    const box = byId('command-numbers');
    box.hidden = fields.length === 0;
    box.replaceChildren(...fields.map((field) => element('label', { title: field.title }, field.label,
      element('input', { 'data-number': field.name, inputmode: 'numeric', maxlength: 13, autocomplete: 'off', placeholder: field.now === null ? '' : 'as it is' }),
      element('span', { class: 'note', 'data-now': field.now === null ? null : field.name }))));
  }

  #drawInputs(inputs) {
    const box = byId('command-inputs');
    box.hidden = inputs.length === 0;
    box.replaceChildren(...inputs.map((input) => {
      if (input.kind === 'check') return element('label', { class: 'check' }, element('input', { type: 'checkbox', 'data-input': input.name }), input.label);
      const field = input.kind === 'choice'
        ? element('select', { 'data-input': input.name }, ...input.options.map(([value, label]) => element('option', { value }, label)))
        : element('input', { 'data-input': input.name, maxlength: input.longest ?? 64, autocomplete: 'off', spellcheck: 'false', placeholder: input.placeholder, value: input.value });
      return element('label', { title: input.title }, input.label, field);
    }));
  }

  /** What was given besides numbers and the reason; null if something is missing. */
  #inputs() {
    const given = {};
    for (const { name, kind, isNeeded } of this.#command.inputs ?? []) {
      const field = byId('command-inputs').querySelector(`[data-input="${name}"]`);
      const value = kind === 'check' ? field.checked : field.value.trim();
      if (isNeeded && value === '') return null;
      given[name] = value;
    }
    return given;
  }

  /** @return {numbers, problem}: what was typed, as numbers; the first field that holds none */
  #numbers() {
    const numbers = {};
    let problem = null;
    for (const input of byId('command-numbers').querySelectorAll('input')) {
      const typed = input.value.replaceAll(/[,\s]/g, '');
      const isNumber = /^[1-9]\d{0,9}$/.test(typed);
      input.setAttribute('aria-invalid', String(typed !== '' && !isNumber));
      if (isNumber) numbers[input.dataset.number] = Number(typed);
      else if (typed !== '') problem = input;
    }
    return { numbers, problem };
  }

  #onInput(target) {
    this.#show('command-outcome', '');
    if (target.dataset.number || target.dataset.input) {
      this.#confirm(null, '');
      this.#drawHint();
    }
    this.#drawButton();
  }

  #drawHint() {
    const { numbers, problem } = this.#numbers();
    const lines = problem ? [`${problem.value} is not a whole number from 1 on.`] : this.#command.hint?.({ ...numbers, ...this.#inputs() }) ?? [];
    byId('command-hint').hidden = lines.length === 0;
    if (byId('command-hint').textContent !== lines.join('')) byId('command-hint').replaceChildren(...lines.map((line) => element('li', {}, line)));
  }

  /** The server's consequences, and the word that it wants for them; without them, the word that the command always needs. */
  #confirm(word, consequences) {
    this.#confirmation = word;
    this.#show('command-warning', consequences);
    byId('command-word').value = '';
    setText(byId('command-word-shown'), this.#word() ?? '');
    byId('command-word-label').hidden = !this.#word();
  }

  #word() {
    return this.#confirmation ?? this.#command.word;
  }

  /** The text follows what happens while the dialog is open. */
  refresh() {
    if (!this.#command) return;
    setText(byId('command-text'), this.#command.text());
    for (const now of byId('command-numbers').querySelectorAll('[data-now]')) setText(now, 'now ' + grouped(this.#command.now(now.dataset.now)));
    this.#drawHint();
  }

  #knownOperator() {
    return this.#store.hello?.operator ?? null;
  }

  #drawButton() {
    if (!this.#command) return;
    const named = this.#knownOperator() !== null || byId('command-user').value.trim() !== '';
    const reasoned = byId('command-reason').value.trim().length >= 3;
    const confirmed = !this.#word() || byId('command-word').value.trim().toUpperCase() === this.#word().toUpperCase();
    const { numbers, problem } = this.#numbers();
    const complete = problem === null && this.#inputs() !== null && (this.#command.isComplete?.(numbers) ?? true);
    byId('command-go').disabled = this.#underWay || !(named && reasoned && confirmed && complete);
  }

  async #send() {
    const command = this.#command;
    if (!command || byId('command-go').disabled) return;
    const user = byId('command-user').value.trim();
    if (user) localStorage.setItem(NAME_KEY, user);
    this.#underWay = true;
    this.#drawButton();
    this.#show('command-error', '');
    this.#show('command-outcome', '');
    const confirm = this.#confirmation === null ? {} : { confirm: this.#confirmation };
    const path = typeof command.path === 'function' ? command.path(this.#inputs()) : command.path;
    const answer = await post(path, { user, reason: byId('command-reason').value.trim(), ...this.#numbers().numbers, ...command.body?.(this.#inputs()), ...confirm });
    this.#underWay = false;
    if (command !== this.#command) {
      toast(answer.error ? command.title + ': ' + answer.error : outcome(command, answer.text));
    } else if (answer.confirm) {
      this.#askAgain(answer);
    } else if (answer.error) {
      this.#show('command-error', answer.error);
      this.#drawButton();
    } else if (command.staysOpen) {
      this.#show('command-outcome', answer.text);
      this.#drawButton();
    } else {
      this.#dialog.close();
      toast(outcome(command, answer.text));
    }
  }

  /** Nothing is done yet: the server has said what would follow, and takes it when it is ordered once more. */
  #askAgain({ error, confirm }) {
    this.#confirm(confirm, error);
    this.#drawButton();
    byId('command-word').focus();
  }

  #show(id, text) {
    setText(byId(id), text ?? '');
    byId(id).hidden = !text;
  }
}

const outcome = (command, text) => (text ? `${command.done}: ${text}` : command.done);

/** @return {error, confirm} with what went wrong or would follow; {text} if it was done */
async function post(path, body) {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Portcullis-Console': '1' }, body: JSON.stringify(body) });
    const answer = await response.json();
    return response.ok ? { text: answer.text } : { error: answer.error.text, confirm: answer.error.confirm };
  } catch (failure) {
    return { error: 'The server was not reached, or did not answer; whether it was done is unknown. (' + failure.message + ')' };
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
