// The page's side: it finds a place where the clerk may work, hands jobs over one at a time, and where a clerk was lost has
// the next one learn again what that one knew.

// How long a clerk may take to stop before it is given up, in milliseconds.
const STOPS = 2000;

class Clerk {
  #hear;
  #port = null;
  #last = 0;
  // What waits for the end of a job, by its number.
  #waits = new Map();
  // The jobs that make a clerk know what the page has been told: which list, sorted how, counted with what.
  #known = [];
  #learns = [];

  /** `hear` gets what is said, as JSON, with the file that comes beside it; neither if the clerk was lost. */
  constructor(hear) {
    this.#hear = hear;
  }

  /** Finds a place before there is a job: once the page is there, nothing is asked of the network any more. */
  begin() {
    this.#port ??= place((data) => this.#heard(data), () => this.#lost());
    return this.#port;
  }

  /** Has a job done; a job that is still being done is given up for it. */
  async ask(job, file) {
    const id = ++this.#last;
    const port = await this.begin();
    for (const known of this.#learns.splice(0)) {
      if (id === this.#last) await this.#done(port, { ...known, id: `${id}, again` });
    }
    if (id !== this.#last) return;
    const start = performance.now();
    const done = await this.#done(port, { id, job, file });
    // For whoever asks the browser what lists cost.
    performance.measure(`cpx-staff ${/\w+/.exec(job)}`, { start });
    if (done && id === this.#last) this.#keep(job, file);
  }

  /** Gives up what is being done. */
  async stop() {
    const id = ++this.#last;
    if (!this.#port) return;
    const port = await this.#port;
    const end = port.end && setTimeout(() => this.#lost(), STOPS);
    await this.#done(port, { id });
    clearTimeout(end);
  }

  /** Lets the clerk go, and the list with it. */
  forget() {
    this.#leave();
    this.#last++;
    this.#waits.clear();
    this.#known = this.#learns = [];
  }

  #leave() {
    this.#port?.then((port) => port.end?.());
    this.#port = null;
  }

  #done(port, asked) {
    return new Promise((done) => {
      this.#waits.set(asked.id, done);
      port.send(asked);
    });
  }

  #heard({ id, said, file, crashed }) {
    if (crashed) return this.#lost();
    if (said && id === this.#last) this.#hear(said, file);
    if (said?.startsWith('{"Progress"')) return;
    this.#waits.get(id)?.(!said?.startsWith('{"Failed"'));
    this.#waits.delete(id);
  }

  #keep(job, file) {
    if (job.startsWith('{"Open"')) this.#known = [{ job, file }];
    if (job.startsWith('{"Sort"')) this.#known = [...this.#known.slice(0, 1), { job }];
    if (job.startsWith('{"Count"')) this.#known = [...this.#known.slice(0, 2), { job }];
  }

  /** It ran out of memory, or would not stop. */
  #lost() {
    const asked = this.#waits.has(this.#last) && this.#waits.size;
    this.#leave();
    this.#learns = [...this.#known];
    const waits = [...this.#waits.values()];
    this.#waits.clear();
    for (const done of waits) done(false);
    if (asked) this.#hear();
  }
}

/** A place for a clerk: a worker made of this script; if that may not be, one made of its text; if not that, the page. */
async function place(hear, lost) {
  for (const address of [() => home, () => URL.createObjectURL(new Blob([`(${whole})()`], { type: "text/javascript" }))]) {
    try {
      return await hired(address(), hear, lost);
    } catch {
      // A file, another origin, a policy.
    }
  }
  const { port1, port2 } = new MessageChannel();
  serve(port1, loaded);
  port2.onmessage = ({ data }) => hear(data);
  return { send: (asked) => port2.postMessage(asked) };
}

function hired(address, hear, lost) {
  return new Promise((done, failed) => {
    if (!address) throw new Error("no address");
    const worker = new Worker(trusted(address));
    worker.onerror = (event) => {
      event.preventDefault();
      failed(event);
    };
    // The first thing that it says is that it is there.
    worker.onmessage = () => {
      worker.onmessage = ({ data }) => hear(data);
      worker.onerror = (event) => {
        event.preventDefault();
        lost();
      };
      done({ send: (asked) => worker.postMessage(asked), end: () => worker.terminate() });
    };
  });
}

/** An address as a page wants it that enforces Trusted Types. */
function trusted(address) {
  trusted.policy ??= globalThis.trustedTypes?.createPolicy("cpx-staff", { createScriptURL: (it) => it });
  return trusted.policy ? trusted.policy.createScriptURL(address) : address;
}
