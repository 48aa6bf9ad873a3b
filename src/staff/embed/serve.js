// The clerk's side: jobs come in by a port, what the clerk says goes out. This script is its own worker; where no worker
// may be, the same stands in the page, and a pause between two slices lets the page breathe. What is written goes to
// the browser piece by piece, so that no list is ever in memory whole.

const TYPES = { Text: "text/csv", Workbook: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

/** Serves the page at the other end of a port; `started` is when the module can be used. */
function serve(port, started) {
  let clerk, list, current = 0, turn = started;
  port.onmessage = async ({ data: { id, job, file, probe } }) => {
    if (probe) {
      const reads = await Promise.all([started, probe.arrayBuffer()]).then(() => true, () => false);
      return port.postMessage({ reads });
    }
    current = id;
    // One after the other: whoever sees that another came gives up, and only then is it that one's turn.
    turn = turn.then(() => (job && current === id ? work(id, job, file) : port.postMessage({ id })));
    turn = turn.catch((error) => port.postMessage({ id, crashed: String(error) }));
  };

  async function work(id, job, file) {
    let parts = [];
    const before = list;
    if (file) list = file;
    clerk ??= new wasm_bindgen.Worker();
    clerk.begin(job, list?.size ?? 0);
    for (;;) {
      for (let bytes; (bytes = clerk.bytes()); ) parts.push(new Blob([bytes]));
      if (clerk.turned()) {
        // What a workbook holds has become a text, which is read from here on.
        list = new Blob(parts);
        parts = [];
        clerk.resized(list.size);
      }
      for (let said; (said = clerk.says()); ) {
        const type = TYPES[clerk.written()];
        port.postMessage({ id, said, file: type && new Blob(parts, { type }) });
      }
      const [from, to] = clerk.wants() ?? [];
      if (to === undefined) break;
      let slice = null;
      try {
        slice = await list.slice(from, to).arrayBuffer();
      } catch {
        // Moved, or on a drive that is gone.
      }
      if (current !== id) {
        // What was begun is given up, and the list before is there again.
        list = before;
        clerk.dropped();
        return port.postMessage({ id });
      }
      if (slice) clerk.feed(new Uint8Array(slice));
      else clerk.gone();
    }
    if (clerk.refused()) list = before;
  }
}

if (typeof document === "undefined") {
  serve(self, wasm_bindgen({ module_or_path: carried() }));
  return;
}
