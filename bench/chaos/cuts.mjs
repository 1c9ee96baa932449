#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Cuts feeds off in every way that we know of and looks how soon each is fresh again once its source has returned.

import { setTimeout as delay } from 'node:timers/promises';
import { readCard } from '../lib/card.mjs';
import { freePort, startPeer } from '../lib/children.mjs';
import { Namespace } from '../lib/namespace.mjs';
import { optionsOf } from '../lib/options.mjs';
import { footprint } from '../lib/processes.mjs';
import { onStage, say } from '../lib/stage.mjs';
import { median, quantile, spread } from '../lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from '../lib/table.mjs';

const POLL_MS = 50;
const FRESH_LIMIT_MS = 60_000;
/** A peer forgets a session that it hears nothing of after some 30 s. */
const FORGOTTEN_MS = 45_000;
const STATUSES = [404, 409, 500, 502, 503];

const options = optionsOf('Cuts feeds off at random and measures how soon they are fresh again.', {
  cuts: [100, 'in all'],
  feeds: [5, 'each with a publisher of its own, cut independently'],
  shortest: [3000, 'ms, longer than ingest.stall-timeout, so that the feed has to join anew'],
  longest: [9000, 'ms'],
  kinds: ['media,http,kill,keyframe,network', 'which cuts'],
});
const PEER = { codec: 'H264', width: 320, height: 180, fps: 15, bitrate: 400, gop: 600 };

/** A publisher that can be cut off. */
class Source {
  #namespace;
  #watch;
  #peer;
  #port;
  kinds;

  static async start(namespace, watch) {
    const source = new Source();
    source.#watch = watch;
    source.#namespace = namespace;
    source.#port = await freePort();
    source.kinds = options.kinds.split(',').filter((kind) => (kind === 'network' ? namespace : true));
    await source.#begin();
    return source;
  }

  async #begin() {
    const host = this.#namespace ? { host: this.#namespace.host } : {};
    this.#peer = await startPeer({ ...PEER, ...host, port: this.#port }, this.#namespace?.inside);
    this.#watch.add(this.#peer.pid);
  }

  get whepUrl() {
    return this.#peer.whepUrl;
  }

  open = async () => (await this.#peer.stats()).open;

  end = () => this.#peer.end();

  /** Each begins a cut and resolves to what ends it. */
  cut = {
    media: async () => {
      await this.#peer.control({ media: 'stop' });
      return () => this.#peer.control({});
    },
    http: async () => {
      await this.#peer.control({ status: STATUSES[Math.floor(Math.random() * STATUSES.length)], close: true });
      return () => this.#peer.control({});
    },
    kill: async () => {
      await this.#peer.kill();
      return () => this.#begin();
    },
    keyframe: async () => {
      await this.#peer.control({ startsAnywhere: true, ignorePli: true, close: true });
      return () => this.#peer.control({});
    },
    network: async () => {
      this.#namespace.cut();
      return async () => this.#namespace.mend();
    },
  };
}

/** Polls until a frame of another epoch than `epoch` comes, drawn since `returnedAt`. */
async function fresh(api, id, epoch, returnedAt) {
  const beganMs = performance.now();
  for (;;) {
    const { status, headers, chunks, endedAt } = await api.frame(id);
    const is = Number(headers['frame-epoch']);
    if (status === 200 && is > epoch && readCard(Buffer.concat(chunks))?.epochMs >= returnedAt - 200) {
      return { ms: endedAt - returnedAt, epochs: is - epoch };
    }
    if (performance.now() - beganMs > FRESH_LIMIT_MS) return { ms: FRESH_LIMIT_MS, epochs: NaN };
    await delay(POLL_MS);
  }
}

/** One cut of one feed. */
async function cutOnce(api, source, id, kind) {
  await delay(1000 + Math.random() * 1500);
  const { headers } = await api.frame(id);
  const outageMs = options.shortest + Math.random() * (options.longest - options.shortest);
  const mend = await source.cut[kind]();
  await delay(outageMs);
  const during = await api.frame(id);
  if (Number(during.headers['frame-epoch']) > Number(headers['frame-epoch'])) throw new Error(`${kind}: a picture came through the cut`);
  await mend();
  const again = await fresh(api, id, Number(headers['frame-epoch']), Date.now());
  await delay(500);
  const cut = { kind, outageMs, ...again, left: await source.open() - 1 };
  say(`${kind}, ${(outageMs / 1000).toFixed(1)} s: ${cut.ms} ms, epoch +${cut.epochs}, ${cut.left} sessions too many`);
  return cut;
}

function report(cuts, left, withoutNetwork) {
  const all = cuts.map(({ ms }) => ms);
  const kinds = [...new Set(cuts.map(({ kind }) => kind))].sort();
  return [
    table(TARGET_HEADS, [
      targetRow(`source's return to the first fresh picture, ${cuts.length} cuts: median`, median(all), { most: 2000, unit: ' ms' }),
      targetRow('the longest', quantile(all, 1), { most: 5000, unit: ' ms' }),
      targetRow('cuts with another epoch than the next', cuts.filter(({ epochs }) => epochs !== 1).length, { exactly: 0 }),
      targetRow('in the end: WHEP sessions on the servers', left.sessions, { exactly: 0 }),
      targetRow('in the end: frames and peer connections held', left.held, { exactly: 0 }),
      targetRow('in the end: threads more than before', left.threads, { most: 4 }),
    ]),
    table(['cut', 'n', 'outage, s', 'to the first fresh picture, ms: median', 'p95', 'max', 'epoch + 1', 'the former WHEP session left 0.5 s later'], kinds.map((kind) => {
      const of = cuts.filter((cut) => cut.kind === kind);
      const outages = of.map(({ outageMs }) => outageMs / 1000);
      return [
        kind, of.length, `${quantile(outages, 0).toFixed(1)} to ${quantile(outages, 1).toFixed(1)}`, ...spread(of.map(({ ms }) => ms)),
        of.filter(({ epochs }) => epochs === 1).length, of.filter((cut) => cut.left > 0).length,
      ];
    })),
    ...(withoutNetwork ? [`No network was cut: ${withoutNetwork}`] : []),
  ].join('\n\n');
}

/** What is left when every session is over. */
async function leftOver(server, sources, threads) {
  const until = Date.now() + FORGOTTEN_MS;
  for (;;) {
    const { sightglass_frames_held: frames, sightglass_whep_peer_connections: connections } = await server.metrics();
    const open = await Promise.all(sources.map((source) => source.open()));
    const left = { sessions: open.reduce((sum, each) => sum + each, 0), held: frames + connections, threads: footprint(server.pid).threads - threads };
    if ((left.sessions === 0 && left.held === 0 && left.threads <= 4) || Date.now() > until) return left;
    await delay(500);
  }
}

const { namespace, reason } = options.kinds.includes('network') ? Namespace.make() : { reason: 'not asked for' };
const sources = [];
try {
  const limitMs = 180_000 + (options.cuts / options.feeds) * (options.longest + 8_000);
  await onStage({ title: 'Cuts', peerOptions: null, limitMs }, async ({ server, api, watch }) => {
    for (let i = 0; i < options.feeds; i++) sources.push(await Source.start(i === 0 ? namespace : undefined, watch));
    const join = () => Promise.all(sources.map((source) => api.openLive(source.whepUrl)));
    const leave = (ids) => Promise.all(ids.map((id) => api.end(id)));
    await leave(await join());
    await delay(3000);
    const { threads } = footprint(server.pid);
    const ids = await join();
    const cuts = [];
    let begun = 0;
    await Promise.all(sources.map(async (source, i) => {
      for (let n = 0; begun < options.cuts; n++) {
        begun++;
        // The one behind a cable of its own is there for the network; the others take turns, each beginning elsewhere.
        const kind = i === 0 && namespace ? 'network' : source.kinds[(n + i) % source.kinds.length];
        cuts.push(await cutOnce(api, source, ids[i], kind));
      }
    }));
    await leave(ids);
    return report(cuts, await leftOver(server, sources, threads), namespace ? null : reason);
  });
} finally {
  await Promise.all(sources.map((source) => source.end()));
  namespace?.remove();
}
