// The WebSocket to the server: kept up, and found dead when it falls silent.

const SILENCE_MILLIS = 6000;
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 5000;

/** States: connecting, live, lost. */
export class Live {
  state = 'connecting';
  lastMessage = 0;
  nextTry = 0;
  #socket = null;
  #wait = FIRST_WAIT_MILLIS;
  #onMessage;
  #onState;

  constructor(onMessage, onState) {
    this.#onMessage = onMessage;
    this.#onState = onState;
    setInterval(() => this.#watch(), 1000);
    this.#connect();
  }

  #connect() {
    const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + '/live');
    this.#socket = socket;
    const started = Date.now();
    socket.onmessage = (event) => {
      if (socket !== this.#socket) return;
      this.lastMessage = Date.now();
      this.#wait = FIRST_WAIT_MILLIS;
      this.#become('live');
      this.#onMessage(JSON.parse(event.data));
    };
    socket.onclose = () => this.#lost(socket);
    this.lastMessage = started;
  }

  #watch() {
    if (this.#socket !== null && Date.now() - this.lastMessage > SILENCE_MILLIS) {
      const silent = this.#socket;
      this.#lost(silent);
      silent.close();
    }
  }

  #lost(socket) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    const wait = this.#wait * (0.8 + 0.4 * Math.random());
    this.nextTry = Date.now() + wait;
    this.#wait = Math.min(LONGEST_WAIT_MILLIS, this.#wait * 2);
    this.#become('lost');
    setTimeout(() => this.#connect(), wait);
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.#onState(state);
  }
}
