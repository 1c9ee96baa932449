// SPDX-License-Identifier: Apache-2.0
// A WHEP client for the suite, on werift: it takes media and decodes none. Right by itself; `flaws` make it wrong, one duty each, so that
// the suite can be shown to notice. Also an example of how to plug a client in: see run-client.mjs.

import { setTimeout as delay } from 'node:timers/promises';
import { RTCPeerConnection, useOPUS } from 'werift';
import { isKeyframe } from '../lib/keyframe.mjs';
import { CODECS } from '../lib/werift-session.mjs';
import { FRAGMENT, SDP } from './house-rules.mjs';

const REQUEST_LIMIT_MS = 5000;
const DELETE_LIMIT_MS = 2000;
const CONNECT_LIMIT_MS = 4000;
const PICTURE_LIMIT_MS = 7000;
const STALL_LIMIT_MS = 1500;
const KEYFRAME_EVERY_MS = 500;
const LOOK_EVERY_MS = 25;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 8000;
const MAX_REDIRECTS = 5;

const sections = (sdp) => sdp.replace(/\r\n/g, '\n').trimEnd().split(/\n(?=m=)/).slice(1);
const lineOf = (sdp, name) => sdp.match(new RegExp(`^a=${name}:(\\S+)`, 'm'))?.[1];
const isSdp = (text) => /^v=0\r?\n/.test(text);

/** A refusal or a failure, with how long the server asks to wait. */
class Failure extends Error {
  constructor(reason, retryAfterMs = 0) {
    super(reason);
    this.retryAfterMs = retryAfterMs;
  }
}

function retryAfterMs(header) {
  if (!header) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Math.min(Math.max(ms || 0, 0), 60_000);
}

/** Joins one WHEP endpoint and stays, joining anew after every failure, until `leave`. */
export class Client {
  /** What a user sees: `picture` since a keyframe has come, `failure` with its `reason`, `nothing` before. */
  sees = 'nothing';
  reason = null;
  #url;
  #token;
  #flaws;
  #leaving = new AbortController();
  #done;

  constructor({ url, token = null, flaws = [] }) {
    this.#url = new URL(url);
    this.#token = token;
    this.#flaws = new Set(flaws);
  }

  start() {
    this.#done = this.#watch();
  }

  /** Ends it; resolves when its session is DELETEd. */
  async leave() {
    this.#leaving.abort();
    await this.#done;
  }

  #has(flaw) {
    return this.#flaws.has(flaw);
  }

  async #watch() {
    for (let failures = 0; !this.#leaving.signal.aborted; failures++) {
      const connection = new Connection(this.#url, this.#token, this.#flaws, this.#leaving.signal);
      let asked = 0;
      try {
        await connection.join();
        await connection.awaitPicture();
        Object.assign(this, { sees: 'picture', reason: null });
        failures = 0;
        await connection.awaitStall();
      } catch (error) {
        if (this.#leaving.signal.aborted) break;
        if (!(error instanceof Failure) && process.env.CONFORMANCE_TRACE) console.error(error);
        Object.assign(this, { sees: 'failure', reason: error.message });
        asked = error.retryAfterMs ?? 0;
      } finally {
        await connection.leave();
      }
      if (this.#has('gives-up')) return;
      await this.#pause(failures, asked);
    }
  }

  async #pause(failures, asked) {
    const own = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS) * (0.75 + Math.random() / 4);
    let ms = Math.max(own, asked);
    if (this.#has('hammers') || (asked && this.#has('ignores-retry-after'))) ms = 5;
    await delay(ms, undefined, { signal: this.#leaving.signal }).catch(() => {});
  }
}

/** One attempt: a peer connection and at most one WHEP session. */
class Connection {
  #url;
  #token;
  #flaws;
  #signal;
  #peer;
  #session = null;
  #etag;
  #codec;
  #receiver;
  #ssrc;
  #keyframeAtMs = null;
  #packetAtMs = 0;

  constructor(url, token, flaws, signal) {
    this.#url = url;
    this.#token = token;
    this.#flaws = flaws;
    this.#signal = signal;
  }

  async join() {
    this.#peer = this.#newPeer();
    this.#peer.addTransceiver('video', { direction: this.#has('sends-only') ? 'sendonly' : 'recvonly' });
    await this.#peer.setLocalDescription(await this.#peer.createOffer());
    const offer = this.#peer.localDescription.sdp;
    // Without candidates: they follow by PATCH, where that is taken, and a server finds them by itself where it is not.
    let { response, body } = await this.#post(this.#has('no-sdp') ? 'v=1' : offer.replace(/^a=(candidate:|end-of-candidates).*\r\n/gm, ''));
    if ([400, 405, 415, 422].includes(response.status) && !this.#has('never-asks-for-offer')) ({ response, body } = await this.#post(''));
    const isOffer = isSdp(body) && (response.status === 406 || this.#askedForOffer) && !this.#has('ignores-counter-offers');
    if (!isOffer && !response.ok) throw new Failure(`status ${response.status}`, retryAfterMs(response.headers.get('retry-after')));
    if (response.status !== 201 && !isOffer && this.#has('wants-201')) throw new Failure(`status ${response.status}`);
    await this.#askLinks(response.headers.get('link') ?? '');
    if (!isSdp(body) && !this.#has('takes-anything')) throw new Failure('no SDP');
    if (this.#has('wants-crlf') && /[^\r]\n/.test(body)) throw new Failure('lines without CR');
    if (this.#has('wants-known-attributes') && /^a=x-/m.test(body)) throw new Failure('an attribute that I do not know');
    if (this.#has('wants-bare-type') && response.headers.get('content-type') !== SDP) throw new Failure('not the type that I know');
    if (this.#has('wants-tidy-candidates')) requireTidy(body);
    if (isOffer) return this.#answer(body);
    if (!this.#has('takes-anything')) check(offer, body);
    this.#codec = codecOf(body);
    await this.#peer.setRemoteDescription({ type: 'answer', sdp: body.replace(/\r?\n/g, '\r\n') }).catch((error) => { throw new Failure(error.message); });
    if (this.#has('always-dtls-client')) for (const transport of this.#peer.dtlsTransports) transport.role = 'client';
    if (this.#has('always-dtls-server')) for (const transport of this.#peer.dtlsTransports) transport.role = 'server';
    return this.#trickle(offer);
  }

  /** Answers an offer of the server on a peer connection of its own. */
  async #answer(offer) {
    await this.#peer.close();
    this.#peer = this.#newPeer();
    await this.#peer.setRemoteDescription({ type: 'offer', sdp: offer });
    if (/^a=setup:active/m.test(offer)) for (const transport of this.#peer.dtlsTransports) transport.role = 'server';
    await this.#peer.setLocalDescription(await this.#peer.createAnswer());
    this.#codec = codecOf(offer);
    let body = this.#peer.localDescription.sdp;
    if (this.#has('answers-sendrecv')) body = body.replace(/^a=recvonly/gm, 'a=sendrecv');
    if (this.#has('answers-actpass')) body = body.replace(/^a=setup:\w+/gm, 'a=setup:actpass');
    if (this.#has('changes-mids')) body = body.replace(/^a=mid:.*\r$/gm, 'a=mid:x\r');
    if (this.#has('answers-late')) await delay(3500);
    if (this.#has('never-answers')) return;
    const { response } = await this.#send('PATCH', this.#session, { 'content-type': this.#has('answers-as-fragment') ? FRAGMENT : SDP }, body);
    if (!response.ok && !this.#has('ignores-patch-status')) throw new Failure(`status ${response.status} to the answer`);
  }

  async #trickle(offer) {
    if (this.#session === null || this.#has('no-trickle')) return;
    const [section] = sections(offer);
    const wanted = section.split('\n').filter((line) => /^(m=|a=(mid|ice-ufrag|ice-pwd|candidate):|a=end-of-candidates)/.test(line));
    let fragment = `${wanted.join('\r\n')}\r\n`;
    if (this.#has('restarts-ice')) fragment = fragment.replace(/ice-ufrag:.*/, 'ice-ufrag:other');
    const ifMatch = this.#etag && !this.#has('no-if-match') ? { 'if-match': this.#etag } : {};
    if (this.#has('stale-if-match')) ifMatch['if-match'] = '"stale"';
    try {
      const { response } = await this.#send('PATCH', this.#session, { 'content-type': FRAGMENT, ...ifMatch }, fragment);
      if (!response.ok && this.#has('needs-trickle')) throw new Failure(`status ${response.status} to candidates`);
      if (!response.ok && this.#has('trickles-on')) for (let i = 0; i < 3; i++) await this.#send('PATCH', this.#session, { 'content-type': FRAGMENT, ...ifMatch }, fragment);
    } catch (error) {
      // No trickle there.
      if (this.#has('needs-trickle')) throw error;
    }
  }

  async awaitPicture() {
    const startedAtMs = Date.now();
    const limitMs = this.#has('impatient') ? 2500 : this.#has('waits-for-ever') ? Infinity : PICTURE_LIMIT_MS;
    let askedAtMs = 0;
    let asked = 0;
    while (this.#keyframeAtMs === null) {
      if (this.#signal.aborted) throw new Failure('left');
      const waitedMs = Date.now() - startedAtMs;
      if (waitedMs > limitMs) throw new Failure('no picture');
      if (waitedMs > CONNECT_LIMIT_MS && this.#peer.connectionState !== 'connected' && limitMs !== Infinity) throw new Failure('no connection');
      const mayAsk = !this.#has('never-asks-for-keyframe') && !(this.#has('asks-once') && asked);
      if (mayAsk && this.#ssrc !== undefined && Date.now() - askedAtMs > KEYFRAME_EVERY_MS) {
        askedAtMs = Date.now();
        asked++;
        await this.#receiver.sendRtcpPLI(this.#ssrc).catch(() => {});
      }
      await delay(LOOK_EVERY_MS);
    }
    if (this.#has('gives-up')) throw new Failure('enough');
  }

  /** Resolves never, rejects when media has stopped. */
  async awaitStall() {
    for (;;) {
      if (this.#signal.aborted) throw new Failure('left');
      if (Date.now() - this.#packetAtMs > STALL_LIMIT_MS && !this.#has('waits-for-ever')) throw new Failure('stalled');
      await delay(LOOK_EVERY_MS);
    }
  }

  async leave() {
    await this.#peer?.close();
    if (this.#session === null || this.#has('never-deletes')) return;
    const headers = this.#etag && this.#has('if-match-on-delete') ? { 'if-match': this.#etag } : {};
    for (let i = 0; i < (this.#has('deletes-for-ever') ? 6 : 1); i++) {
      const { response } = await this.#send('DELETE', this.#session, headers, undefined, DELETE_LIMIT_MS).catch(() => ({}));
      const location = response?.status === 307 && response.headers.get('location');
      if (location && this.#has('follows-on-delete')) await this.#send('DELETE', new URL(location, this.#session));
    }
  }

  #has(flaw) {
    return this.#flaws.has(flaw);
  }

  #askedForOffer = false;

  /** POSTs an offer, or asks for one, and follows redirects. */
  async #post(body) {
    let url = this.#url;
    this.#askedForOffer = body === '';
    const headers = body ? { 'content-type': this.#has('adds-charset') ? `${SDP}; charset=utf-8` : SDP, accept: SDP } : { accept: this.#has('accepts-anything') ? '*/*' : SDP };
    for (let redirects = 0; ; redirects++) {
      const { response, body: answer } = await this.#send('POST', url, headers, body || undefined);
      const location = response.headers.get('location');
      const follows = [307, 308].includes(response.status) || (this.#has('follows-any-redirect') && [301, 302, 303].includes(response.status));
      if (follows && location && !this.#has('never-follows')) {
        if (redirects >= (this.#has('follows-for-ever') ? 30 : MAX_REDIRECTS)) throw new Failure('redirected too often');
        url = new URL(location, url);
        continue;
      }
      if (location && (response.ok || response.status === 406)) {
        this.#session = new URL(location, this.#has('resolves-against-first') ? this.#url : url);
        // As java.net.URI did: a query in place of the last segment.
        if (this.#has('resolves-queries-wrong') && location.startsWith('?')) this.#session = new URL(`./${location}`, url);
      }
      if (!location && response.ok && this.#has('needs-location')) throw new Failure('no Location');
      this.#etag = response.headers.get('etag') ?? undefined;
      return { response, body: answer };
    }
  }

  /** Asks the servers that Link headers name, as ICE would; a right client here asks none. */
  async #askLinks(header) {
    if (!this.#has('asks-every-link')) return;
    const { createSocket } = await import('node:dgram');
    for (const [, port] of header.matchAll(/<(?:stun|turn):127\.0\.0\.1:(\d+)/g)) {
      const socket = createSocket('udp4');
      await new Promise((sent) => { socket.send('who is there?', Number(port), '127.0.0.1', sent); });
      socket.close();
    }
  }

  async #send(method, url, further = {}, body = undefined, limitMs = REQUEST_LIMIT_MS) {
    const isOrigin = url.origin === this.#url.origin;
    const token = this.#has('sends-wrong-bearer') ? 'other' : this.#token;
    const sendsBearer = token && (isOrigin || this.#has('bearer-everywhere')) && !(this.#has('bearer-on-post-only') && method !== 'POST');
    const headers = { ...further, ...(sendsBearer && { authorization: `Bearer ${token}` }) };
    const target = this.#has('drops-query') ? new URL(url.pathname, url) : url;
    const response = await fetch(target, { method, headers, body, redirect: 'manual', signal: AbortSignal.timeout(limitMs) });
    if (this.#has('reads-one-chunk') && response.body) return { response, body: Buffer.from((await response.body.getReader().read()).value ?? []).toString() };
    return { response, body: await response.text() };
  }

  #newPeer() {
    const video = this.#has('h264-only') ? [CODECS.H264] : [CODECS.H264, CODECS.VP8];
    const peer = new RTCPeerConnection({ codecs: { video, audio: [useOPUS()] }, iceServers: [], iceLite: this.#has('sends-no-checks') });
    peer.onRemoteTransceiverAdded.subscribe(({ receiver, kind }) => { if (kind === 'video') this.#receiver = receiver; });
    peer.onTrack.subscribe((track) => {
      if (track.kind !== 'video') return;
      this.#receiver = peer.getTransceivers().find(({ kind }) => kind === 'video').receiver;
      track.onReceiveRtp.subscribe((packet) => this.#received(packet));
    });
    return peer;
  }

  #received({ header, payload }) {
    this.#ssrc = header.ssrc;
    this.#packetAtMs = Date.now();
    if (payload.length && isKeyframe(this.#codec, payload)) this.#keyframeAtMs ??= Date.now();
  }
}

const codecOf = (sdp) => sections(sdp).find((section) => section.startsWith('m=video'))?.match(/^a=rtpmap:\d+ (\w+)/m)?.[1].toUpperCase();

/** Whether an answer can be one to `offer`; throws a Failure. */
function check(offer, answer) {
  const [ours, theirs] = [sections(offer), sections(answer)];
  const video = theirs.find((section) => section.startsWith('m=video'));
  if (!video || /^m=video 0 /.test(video) || /^a=(inactive|recvonly)\s*$/m.test(video)) throw new Failure('no video');
  if (ours.length !== theirs.length) throw new Failure('not an answer to this offer');
  if (lineOf(video, 'setup') === 'actpass') throw new Failure('an offer in disguise');
  const typesOf = (section) => section.split('\n')[0].trim().split(' ').slice(3);
  const offered = typesOf(ours.find((section) => section.startsWith('m=video')));
  if (!typesOf(video).every((type) => offered.includes(type))) throw new Failure('a payload type that was not offered');
}

function requireTidy(sdp) {
  const candidates = sdp.split(/\r?\n/).filter((line) => line.startsWith('a=candidate:'));
  const isTidy = candidates.every((line) => / 1 udp .* \d+\.\d+\.\d+\.\d+ \d+ typ /i.test(line)) && new Set(candidates).size === candidates.length
    && !/end-of-candidates\r?\na=candidate/.test(sdp);
  if (!isTidy) throw new Failure('candidates that I do not like');
}
