// Keeps the pages whose laboratory was run, with what they load: the network comes first, the copy where there is none.
"use strict";
const PAGES = "recursivity-pages";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", ({ data }) => {
  if (data?.keep) caches.open(PAGES).then((store) => Promise.all(data.keep.map((url) => store.add(url).catch(() => {}))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  // Python's files carry their hash in the address and are kept, checked, by the page's own worker.
  if (request.method !== "GET" || !request.url.startsWith(location.origin) || request.url.includes("?v=")) return;
  event.respondWith(fetch(request).then(async (answer) => {
    const store = await caches.open(PAGES);
    if (answer.ok && (await store.match(request, { ignoreSearch: true }))) await store.put(request, answer.clone());
    return answer;
  }, async (error) => {
    const kept = await caches.match(request, { ignoreSearch: true, cacheName: PAGES });
    if (kept) return kept;
    throw error;
  }));
});
