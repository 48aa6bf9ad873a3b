// Keeps the site in the browser, all its files of one version together, so that it works without network. It answers for
// those files alone, and a newer version waits until the person asks for it: nothing changes under somebody's hands.
"use strict";

const FILES = {{files}};
// Other sites of this origin, and this one in another folder, keep their own.
const PREFIX = "cpx-guide-";
const SUFFIX = ` ${registration.scope}`;
const CACHE = `${PREFIX}{{digest}}${SUFFIX}`;

const address = (name) => new URL(name, registration.scope).href;
const kept = new Map(FILES.map((name) => [address(name), address(name)]));
kept.set(registration.scope, address("index.html"));

addEventListener("install", (event) => event.waitUntil(keep()));

async function keep() {
  const cache = await caches.open(CACHE);
  const one = async (name) => {
    // From the server: what a cache on the way holds may be of another version.
    const answer = await fetch(address(name), { cache: "reload" });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    // Some servers move `index.html` to its folder; a page cannot be shown from an answer that was moved.
    const { body, headers } = answer;
    await cache.put(address(name), answer.redirected ? new Response(body, { headers }) : answer);
  };
  // The first alone: where a policy refuses to fetch, once is enough to learn it.
  const [first, ...others] = FILES;
  await one(first);
  await Promise.all(others.map(one));
}

addEventListener("activate", (event) => event.waitUntil(tidy()));

async function tidy() {
  const old = (await caches.keys()).filter((it) => it.startsWith(PREFIX) && it.endsWith(SUFFIX) && it !== CACHE);
  await Promise.all(old.map((it) => caches.delete(it)));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  // Pages are the same whatever is asked of them behind `?`; a file asked for with more than its name is wanted fresh.
  const page = request.mode === "navigate";
  const name = request.method === "GET" && (page || !url.search) && kept.get(url.origin + url.pathname);
  if (name) event.respondWith(answer(name, request));
});

async function answer(name, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(name)) ?? fetch(request);
}

addEventListener("message", (event) => {
  if (event.data === "cpx-use-new-version") skipWaiting();
});
