// The form above the messages: what it says, as the server's parameters and as the page's address.

import { element, setText } from './format.js';

const FIELDS = ['session', 'from', 'to', 'direction', 'type', 'tag', 'order'];
/** What is left out unless its box is checked: it would fill the page. */
const ROUTINE = ['prices', 'heartbeats'];
/** Those of which several may be given, and what separates them: a value may have blanks in it, as in 58=No such order. */
const SEVERAL = { session: /[\s,]+/, type: /[\s,]+/, tag: /\|+|\s+(?=\d+=)/ };
const TYPES = ['NewOrderSingle', 'ExecutionReport', 'OrderCancelRequest', 'OrderCancelReplaceRequest', 'OrderCancelReject', 'OrderStatusRequest', 'Reject',
  'BusinessMessageReject', 'Logon', 'Logout', 'Heartbeat', 'TestRequest', 'ResendRequest', 'SequenceReset', 'News', 'MarketDataRequest',
  'MarketDataSnapshotFullRefresh', 'MarketDataIncrementalRefresh'];

const byId = (id) => document.getElementById(id);

/** What is left out of the answer to these conditions: nothing where a type is asked for. */
export function leftOut(conditions) {
  const isTypeAsked = conditions.has('type') || conditions.getAll('tag').some((tag) => tag.startsWith('35='));
  return isTypeAsked ? [] : ROUTINE.filter((name) => conditions.get(name) !== 'true');
}

export class MessageForm {
  #form = byId('search');

  constructor(onSearch) {
    byId('type-names').replaceChildren(...TYPES.map((name) => element('option', { value: name })));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      onSearch();
    });
    byId('direction').addEventListener('change', onSearch);
    ROUTINE.forEach((name) => byId(name).addEventListener('change', onSearch));
    byId('clear').addEventListener('click', () => {
      this.fill(new URLSearchParams());
      onSearch();
      byId('session').focus();
    });
    this.#form.addEventListener('input', (event) => this.#clearMistake(event.target.id));
  }

  offer(sessions) {
    byId('session-names').replaceChildren(...sessions.map((key) => element('option', { value: key })),
      element('option', { value: '-', label: 'first messages that no session took' }));
  }

  /** What is asked for, as the server's parameters. */
  conditions() {
    const conditions = new URLSearchParams();
    for (const name of FIELDS) {
      const text = byId(name).value.trim();
      for (const value of SEVERAL[name] ? text.split(SEVERAL[name]) : [text]) {
        if (value.trim() !== '') conditions.append(name, value.trim());
      }
    }
    for (const name of ROUTINE) {
      if (byId(name).checked) conditions.append(name, 'true');
    }
    return conditions;
  }

  /** From parameters as {@link conditions} gives them. */
  fill(conditions) {
    for (const name of FIELDS) {
      byId(name).value = conditions.getAll(name).join(name === 'tag' ? ' | ' : ' ');
      this.#clearMistake(name);
    }
    for (const name of ROUTINE) byId(name).checked = conditions.get(name) === 'true';
  }

  /** @return whether there is such a field, which now shows it */
  showMistake({ field, value, text }) {
    if (!FIELDS.includes(field)) return false;
    const input = byId(field);
    input.setAttribute('aria-invalid', 'true');
    setText(byId(field + '-error'), (value ? value + ': ' : '') + text);
    byId(field + '-error').hidden = false;
    input.focus();
    return true;
  }

  clearMistakes() {
    FIELDS.forEach((name) => this.#clearMistake(name));
  }

  #clearMistake(name) {
    byId(name).removeAttribute('aria-invalid');
    byId(name + '-error').hidden = true;
  }

  focus() {
    byId('tag').select();
    byId('tag').focus();
  }
}
