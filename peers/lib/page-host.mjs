// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';

/** A secure origin that exists nowhere: the browser is given the files of this folder instead of going to a network. */
const ORIGIN = 'http://peer.localhost';

/** Opens a page that runs the module `name` of this folder; resolves when the module has run. */
export async function openPage(browser, name) {
  const page = await browser.newPage();
  page.on('console', (message) => console.error('page:', message.text()));
  page.on('pageerror', (error) => console.error('page error:', error.message));
  await page.route(`${ORIGIN}/**`, async (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    if (!/^[\w-]+\.mjs$/.test(file)) return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>peer</title>' });
    const body = await readFile(new URL(file, import.meta.url), 'utf8');
    return route.fulfill({ contentType: 'text/javascript', body });
  });
  await page.goto(`${ORIGIN}/`);
  await page.evaluate((module) => import(module), `/${name}`);
  return page;
}
