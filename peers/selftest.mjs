// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser } from './lib/browser.mjs';
import { isKeyframe } from './lib/keyframe.mjs';
import { openPage } from './lib/page-host.mjs';
import { eventually, startPeer } from './lib/peer-process.mjs';
import { RtpPlayer } from './lib/testing.mjs';

const LIMIT = { timeout: 60_000 };
/** Y, Cb, Cr of the 75 % bars in BT.601 limited range, as section 4 of the WHEP notes asks for. */
const BARS = [[180, 128, 128], [162, 44, 142], [131, 156, 44], [112, 72, 58], [84, 184, 198], [65, 100, 212], [35, 212, 114], [16, 128, 128]];

let browser;
before(async () => { browser = await launchBrowser(); }, LIMIT);
after(() => browser?.close());

/** Collects `count` decoded frames of a playing page. */
async function framesOf(page, count, limitMs = 10_000) {
  const frames = [];
  await eventually(async () => frames.push(...await page.evaluate(() => takeFrames())) >= count, limitMs);
  return frames;
}

const isSequential = (packets) => packets.every(({ header }, i) => !i || header.sequenceNumber === ((packets[i - 1].header.sequenceNumber + 1) & 0xffff));

for (const codec of ['H264', 'VP8']) {
  describe(`werift peer, ${codec}`, LIMIT, () => {
    let peer;
    let page;
    before(async () => {
      peer = await startPeer('werift-whep.mjs', '--codec', codec, '--width', '640', '--height', '360', '--bitrate', '1500');
      page = await openPage(browser, 'player-page.mjs');
    });
    after(async () => {
      await page.close();
      assert.equal(await peer.end(), 0);
    });

    test('Chromium decodes the test card in order, fresh and in the right colours', async () => {
      await page.evaluate((url) => play(url), peer.whepUrl);
      const frames = await framesOf(page, 60);
      const readable = frames.filter(({ counter }) => counter !== undefined);
      assert.ok(readable.length >= frames.length - 1);
      assert.ok(readable.every(({ counter }, i) => !i || counter > readable[i - 1].counter), 'counters rise');
      const ages = readable.map(({ ageMs }) => ageMs).sort((a, b) => a - b);
      assert.ok(ages[Math.floor(ages.length / 2)] < 250, `median age ${ages[Math.floor(ages.length / 2)]} ms`);
      frames.at(-1).bars.flat().forEach((value, i) => assert.ok(Math.abs(value - BARS.flat()[i]) <= 4, `bar ${i}: ${value}`));
    });

    test('a size change reaches the decoder without loss', async () => {
      await peer.control({ width: 320, height: 180 });
      await eventually(async () => (await framesOf(page, 1)).some(({ width }) => width === 320), 5000);
      await peer.control({ width: 640, height: 360 });
      await eventually(async () => (await framesOf(page, 1)).some(({ width }) => width === 640), 5000);
      assert.equal((await page.evaluate(() => inboundVideo())).packetsLost, 0);
    });

    test('DELETE ends the session', async () => {
      assert.equal(await page.evaluate(() => stop()), 200);
      assert.equal((await peer.stats()).open, 0);
    });

    test('media stops and resumes with a keyframe and unbroken numbering, and a PLI brings a keyframe', async () => {
      const player = new RtpPlayer(codec);
      await player.play(peer.whepUrl);
      await eventually(() => player.packets.length > 20, 10_000);
      await peer.control({ media: 'stop' });
      await new Promise((done) => { setTimeout(done, 300); });
      const stoppedAt = player.packets.length;
      await new Promise((done) => { setTimeout(done, 500); });
      assert.equal(player.packets.length, stoppedAt);
      await peer.control({ media: 'run' });
      await eventually(() => player.packets.length > stoppedAt + 10, 5000);
      assert.ok(isKeyframe(codec, player.packets[stoppedAt].payload));
      assert.ok(isSequential(player.packets));

      const { plis } = await peer.stats();
      const asked = player.packets.length;
      await player.requestKeyframe();
      await eventually(() => player.packets.slice(asked).some(({ payload }) => isKeyframe(codec, payload)), 2000);
      assert.ok((await peer.stats()).plis > plis);
      assert.equal(await player.stop(), 200);
    });

    test('a silent session connects and gets nothing', async () => {
      await peer.control({ silent: true });
      await page.evaluate(() => takeFrames());
      await page.evaluate((url) => play(url), peer.whepUrl);
      await eventually(async () => (await page.evaluate(() => peerState())) === 'connected', 5000);
      await new Promise((done) => { setTimeout(done, 500); });
      assert.equal((await page.evaluate(() => takeFrames())).length, 0);
      await peer.control({ close: true });
      await eventually(async () => (await page.evaluate(() => peerState())) !== 'connected', 8000);
      assert.equal((await peer.stats()).open, 0);
    });
  });
}

for (const codec of ['VP8', 'H264', 'VP9', 'AV1']) {
  test(`Chromium peer sends exactly ${codec}, and only while media runs`, LIMIT, async () => {
    const peer = await startPeer('chromium-whep.mjs', '--codec', codec, '--width', '640', '--height', '360');
    const player = new RtpPlayer(codec);
    await player.play(peer.whepUrl);
    await eventually(() => player.packets.length > 60, 15_000);
    assert.deepEqual([...player.answer.matchAll(/a=rtpmap:\d+ ([\w]+)/g)].map(([, name]) => name.toUpperCase()), [codec]);
    await peer.control({ media: 'stop' });
    await new Promise((done) => { setTimeout(done, 300); });
    const stoppedAt = player.packets.length;
    await new Promise((done) => { setTimeout(done, 500); });
    assert.ok(player.packets.length - stoppedAt <= 2);
    await peer.control({});
    await eventually(() => player.packets.length > stoppedAt + 20, 5000);
    assert.ok((await peer.stats()).framesSent > 0);
    assert.equal(await player.stop(), 200);
    assert.equal(await peer.end(), 0);
  });
}

describe('HTTP on demand', LIMIT, () => {
  const offer = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';
  let peer;
  const post = (headers = {}) => fetch(peer.whepUrl, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/sdp', ...headers }, body: offer });
  before(async () => { peer = await startPeer('werift-whep.mjs', '--width', '320', '--height', '180'); });
  after(() => peer.end());

  test('status, redirect, bearer and cleared control', async () => {
    await peer.control({ status: 503, retryAfter: 1 });
    const busy = await post();
    assert.deepEqual([busy.status, busy.headers.get('retry-after')], [503, '1']);
    await peer.control({ redirect: '/whep-moved' });
    assert.equal((await post()).status, 307);
    await peer.control({ bearer: 'sesame' });
    assert.equal((await post()).status, 401);
    assert.equal((await post({ authorization: 'Bearer sesame' })).status, 406);
    assert.equal((await peer.stats()).lastAuthorization, 'present');
    await peer.control({});
    assert.equal((await post()).status, 406);
    assert.equal((await post({ 'content-type': 'application/sdp; charset=utf-8' })).status, 415);
  });

  test('a control that makes no sense is refused', async () => {
    assert.equal((await peer.control({ width: 321, height: 180 })).status, 400);
    assert.equal((await peer.control({ body: 'nonsense' })).status, 400);
  });
});

for (const codec of ['VP8', 'H264']) {
  describe(`Chromium by WHIP through the relay, ${codec}`, LIMIT, () => {
    let relay;
    let publisher;
    const whep = () => relay.whepUrl.replace('{ref}', 'cam');
    const whip = () => relay.whipUrl.replace('{ref}', 'cam');
    const publish = async (token) => (await publisher.request('POST', '/publications', { whipUrl: whip(), token })).status;
    before(async () => {
      relay = await startPeer('whip-to-whep.mjs', '--token', 'sesame');
      publisher = await startPeer('chromium-whip.mjs', '--codec', codec, '--width', '640', '--height', '360', '--bitrate', '1500');
    });
    after(async () => {
      assert.equal(await publisher.end(), 0);
      assert.equal(await relay.end(), 0);
    });

    test('a viewer without a publisher, and a publisher without the token, are refused', async () => {
      const offer = { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: 'v=0\r\n' };
      const refused = await fetch(whep(), offer);
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [409, '1']);
      assert.equal((await fetch(whip(), offer)).status, 401);
      assert.equal(await publish('open'), 502);
    });

    test('Chromium decodes what Chromium publishes, fresh and in the right colours', async () => {
      assert.equal(await publish('sesame'), 201);
      const page = await openPage(browser, 'player-page.mjs');
      await page.evaluate((url) => play(url), whep());
      const frames = (await framesOf(page, 60)).filter(({ counter }) => counter !== undefined);
      assert.ok(frames.length >= 50, `${frames.length} readable`);
      assert.ok(frames.every(({ counter }, i) => !i || counter > frames[i - 1].counter), 'counters rise');
      frames.at(-1).bars.flat().forEach((value, i) => assert.ok(Math.abs(value - BARS.flat()[i]) <= 8, `bar ${i}: ${value}`));
      assert.equal(await page.evaluate(() => stop()), 200);
      await page.close();
    });

    test('media that is cut resumes with a keyframe and unbroken numbering, and a PLI reaches the publisher', async () => {
      const player = new RtpPlayer(codec);
      await player.play(whep());
      await eventually(() => player.packets.length > 20, 10_000);
      assert.ok(isKeyframe(codec, player.packets[0].payload));
      await relay.request('POST', '/cam/control', { media: 'stop' });
      await new Promise((done) => { setTimeout(done, 300); });
      const stoppedAt = player.packets.length;
      await new Promise((done) => { setTimeout(done, 500); });
      assert.equal(player.packets.length, stoppedAt);
      await relay.request('POST', '/cam/control', { media: 'run' });
      await eventually(() => player.packets.length > stoppedAt + 10, 5000);
      assert.ok(isKeyframe(codec, player.packets[stoppedAt].payload));
      assert.ok(isSequential(player.packets));
      const { plis } = await publisher.stats();
      await player.requestKeyframe();
      await eventually(async () => (await publisher.stats()).plis > plis, 3000);
      assert.equal(await player.stop(), 200);
    });

    test('a publisher that comes again takes the place of the one before, and a DELETE leaves nothing', async () => {
      assert.equal(await publish('sesame'), 201);
      assert.equal((await relay.stats()).open, 1);
      for (const id of [2, 3]) await publisher.request('DELETE', `/publications/${id}`);
      assert.equal((await relay.stats()).open, 0);
      assert.equal((await relay.stats()).whip.deleted, 1);
    });
  });
}
