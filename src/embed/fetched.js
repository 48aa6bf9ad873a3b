// Fetches a file that a page names for its guide. Where it cannot, it says why in a word; what the file means is decided
// elsewhere. It tells the server nothing of the person, and takes from another site only what the page knows by its print.

// How long a file may take, in milliseconds, and how large it may be, in bytes.
const PATIENCE = 10_000, LARGEST = 4_000_000;
// Nothing of the person, nor of the page, goes with the question.
const ALONE = { credentials: "omit", referrerPolicy: "no-referrer" };
// A browser passes over a print that it cannot read, and would then let any file pass.
const PRINTS = /^((sha256-[A-Za-z\d+/]{43}=|sha384-[A-Za-z\d+/]{64}|sha512-[A-Za-z\d+/]{86}==)(\s+|$))+$/;

/** The bytes of a file, or the name of the cause why there are none. */
async function fetched(address, integrity) {
  let url;
  try {
    url = new URL(address, document.baseURI);
  } catch {
    return "unreachable";
  }
  if (url.protocol === "file:") return "on-disk";
  if (integrity && !PRINTS.test(integrity.trim())) return "integrity";
  if (!integrity && url.origin !== window.origin) return "elsewhere";
  // Without a print, nor by a detour over another site.
  const ask = { ...ALONE, mode: integrity ? "cors" : "same-origin" };
  const signal = AbortSignal.timeout(PATIENCE);
  let refused;
  const blocked = new Promise((tell) => {
    refused = (event) => event.effectiveDirective === "connect-src" && tell("blocked");
    document.addEventListener("securitypolicyviolation", refused);
  });
  try {
    const answer = await fetch(url, { ...ask, signal, integrity: integrity ?? "" });
    return answer.ok ? await whole(answer) : `status ${answer.status}`;
  } catch {
    if (signal.aborted) return "late";
    // That a policy has refused is told in an event of its own, before this or soon after.
    const cause = await Promise.race([blocked, new Promise((tell) => setTimeout(tell, 1000))]);
    if (cause) return cause;
    // Why the browser keeps a file back it does not say: one that would come without the print has another.
    const comes = integrity && (await fetch(url, { ...ask, signal }).then((it) => it.ok, () => false));
    return comes ? "integrity" : "unreachable";
  } finally {
    document.removeEventListener("securitypolicyviolation", refused);
  }
}

/** All bytes of an answer, unless there are too many of them. */
async function whole(answer) {
  const reader = answer.body.getReader(), parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > LARGEST) {
      reader.cancel();
      return "too-large";
    }
    parts.push(value);
  }
}
