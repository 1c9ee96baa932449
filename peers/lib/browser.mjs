// SPDX-License-Identifier: Apache-2.0

import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
  // Candidates on loopback and with plain addresses: nobody resolves mDNS names here.
  '--allow-loopback-in-peer-connection',
  // LocalNetworkAccessChecks would ask a person before a page may fetch from loopback.
  '--disable-features=WebRtcHideLocalIpsWithMdns,LocalNetworkAccessChecks',
  // A headless page counts as hidden; its timers would fall to one tick a second.
  '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows',
  '--autoplay-policy=no-user-gesture-required',
];

/** Starts headless Chromium; CHROMIUM names another executable. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS, timeout: 30_000,
    handleSIGTERM: false, handleSIGINT: false, handleSIGHUP: false,
  });
}
