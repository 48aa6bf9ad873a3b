// For sites that would rather serve the module as a file of its own: it is compiled while it arrives, and the policy of
// the page must let it be fetched. Stands in the place of `unpack.js`.

/** The answer of the server that holds the module, or null if there is none. */
async function carried() {
  try {
    const answer = await fetch(new URL("cpx-guide.wasm", home));
    return answer.ok ? answer : null;
  } catch {
    return null;
  }
}
