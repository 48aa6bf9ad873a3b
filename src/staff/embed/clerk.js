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
  #stopping = null;

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
    // What is said to a clerk who cannot hear would be lost with him.
    await this.#stopping;
    const port = await this.begin();
    while (this.#learns.length && id === this.#last) {
      const [first] = this.#learns;
      await this.#done(port, { ...first, id: `${id}, again` });
      if (this.#learns[0] === first) this.#learns.shift();
    }
    if (id !== this.#last) return;
    const start = performance.now();
    const done = await this.#done(port, { id, job, file });
    // For whoever asks the browser what lists cost.
    performance.measure(`cpx-staff ${/\w+/.exec(job)}`, { start });
    if (done && id === this.#last) this.#keep(job, file);
  }

  /** Gives up what is being done. */
  stop() {
    return (this.#stopping = this.#stop(++this.#last));
  }

  async #stop(id) {
    if (!this.#port) return;
    const port = await this.#port;
    // In the midst of a workbook he cannot hear.
    const end = port.end && setTimeout(() => this.#lose(), STOPS);
    await this.#done(port, { id });
    clearTimeout(end);
  }

  /** Lets the clerk go, and the list with it. */
  forget() {
    this.#last++;
    this.#lose();
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

  /** The clerk ran out of memory, or met what cannot be. */
  #lost() {
    const asked = this.#waits.size > 0;
    this.#lose();
    if (asked) this.#hear();
  }

  /** Without this clerk: the next one learns what he knew. */
  #lose() {
    this.#leave();
    this.#learns = [...this.#known];
    const waits = [...this.#waits.values()];
    this.#waits.clear();
    for (const done of waits) done(false);
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

/** A worker, once it has shown that it may be, has a module, and reads what the page hands it: WebKit has one that may not. */
function hired(address, hear, lost) {
  return new Promise((done, failed) => {
    if (!address) throw new Error("no address");
    const worker = new Worker(trusted(address));
    const end = () => worker.terminate();
    worker.onerror = (event) => {
      event.preventDefault();
      failed(event);
    };
    worker.onmessage = ({ data: { reads } }) => {
      if (!reads) {
        end();
        return failed(new Error("it cannot read"));
      }
      worker.onmessage = ({ data }) => hear(data);
      worker.onerror = (event) => {
        event.preventDefault();
        lost();
      };
      done({ send: (asked) => worker.postMessage(asked), end });
    };
    worker.postMessage({ probe: new Blob(["?"]) });
  });
}

/** An address as a page wants it that enforces Trusted Types. */
function trusted(address) {
  trusted.policy ??= globalThis.trustedTypes?.createPolicy("cpx-staff", { createScriptURL: (it) => it });
  return trusted.policy ? trusted.policy.createScriptURL(address) : address;
}
