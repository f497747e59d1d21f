// Keeps the pages whose laboratory was run, with what they load: the network comes first, the copy
// where there is none.
"use strict";
const PAGES = "recursivity-pages";
// Python's files carry their hash in the address; the page's worker keeps them, and checks them.
const checked = (url) => /\/live\/python\/[^?]*\?v=/.test(url);
const ours = (url) => new URL(url).origin === location.origin;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const urls = event.data?.keep?.filter((url) => ours(url) && !checked(url)) ?? [];
  const kept = caches.open(PAGES).then((store) => {
    return Promise.all(urls.map((url) => store.add(url).catch(() => {})));
  });
  event.waitUntil(kept);
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const mine = request.method === "GET" && ours(request.url) && !checked(request.url);
  if (mine) event.respondWith(answered(request));
});

async function answered(request) {
  try {
    return await renewed(request, await fetch(request));
  } catch (error) {
    const kept = await caches.match(request, { ignoreSearch: true, cacheName: PAGES });
    if (kept) return kept;
    throw error;
  }
}

async function renewed(request, answer) {
  const store = await caches.open(PAGES);
  const kept = await store.match(request, { ignoreSearch: true });
  if (answer.ok && kept) await store.put(request, answer.clone());
  return answer;
}
