// What every walk stands on: a real Ayumi on its own data folder, the alarm for requests that
// leave this machine, and the look of axe at a page.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test as base } from '@playwright/test';

const here = dirname(fileURLToPath(import.meta.url));
export const examples = join(here, '..', 'examples');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The Ayumi under test. */
export const program = () => {
  if (!process.env.AYUMI_BIN) throw new Error('AYUMI_BIN names no program; use cargo xtask test');
  return process.env.AYUMI_BIN;
};

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Starts `ayumi serve` and waits for its first answer. */
const serve = async (port, env) => {
  const child = spawn(program(), ['serve', '--port', String(port)], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const ended = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ayumi serve ended with ${code}: ${said.slice(0, 600)}`)));
  });
  const answered = async () => {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/help`).catch(() => null);
      if (answer?.ok) return { child, said: () => said };
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return Promise.race([answered(), ended]);
};

/** Hosts asked for besides this machine, by context. */
export const watch = async (context) => {
  const outside = [];
  await context.route('**/*', (route) => {
    const { protocol, hostname } = new URL(route.request().url());
    const inside = !['http:', 'https:', 'ws:', 'wss:'].includes(protocol) || ['127.0.0.1', 'localhost'].includes(hostname);
    if (inside) return route.continue();
    outside.push(route.request().url());
    return route.abort();
  });
  return outside;
};

/** Requests of a walk that went to another house than its own, by context. */
export const strays = (context, port) => {
  const strayed = [];
  context.on('request', (asked) => {
    const there = new URL(asked.url());
    if (there.protocol.startsWith('http') && there.port !== String(port)) strayed.push(`${asked.method()} ${asked.url()}`);
  });
  return strayed;
};

/** The page as it stands, in a second window that lets axe run but none of the page's scripts. */
const still = async (page) => {
  const html = await page.content();
  const context = await page.context().browser().newContext({
    viewport: page.viewportSize(),
    javaScriptEnabled: true,
  });
  const copy = await context.newPage();
  await copy.route('**/*', (route) => {
    if (route.request().isNavigationRequest()) return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
    return route.request().resourceType() === 'script' ? route.abort() : route.continue();
  });
  await copy.goto(page.url());
  return copy;
};

/** Breaches that axe sees, no rule disabled. */
export const breaches = async (page) => {
  const plain = test.info().project.use.javaScriptEnabled === false;
  const seen = plain ? await still(page) : page;
  await seen.evaluate(axeSource);
  const result = await seen.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  if (plain) await seen.context().close();
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
};

/** A page as it should be: nothing for axe to find, no scrolling sideways, a title, a heading. */
export const lookAt = async (page) => {
  // A page that is just being left has no content yet.
  await page.waitForLoadState();
  await expect(page).toHaveTitle(/\S/);
  expect(await breaches(page), page.url()).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
  expect(wide, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0);
  await expect(page.locator('h1')).toHaveCount(1);
};

/** A running Ayumi on a data folder of its own that ends with the walk. */
const withAyumi = async (samples, use) => {
  const data = mkdtempSync(join(tmpdir(), 'ayumi-e2e-'));
  const env = { ...process.env, AYUMI_DATA_DIR: data };
  delete env.AYUMI_DATABASE_URL;
  const command = (...words) => execFileSync(program(), words, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  for (const sample of samples) command('import', join(examples, sample), '--yes');
  const port = await freePort();
  const { child, said } = await serve(port, env);
  const { plans } = JSON.parse(command('plan', 'list', '--json'));
  const exported = plans.map(({ slug }) => JSON.parse(command('export', slug, '--json')));
  const first = () => said().match(/\/join\/[0-9a-f]{64}/)[0];
  await use({ url: `http://127.0.0.1:${port}`, port, plans: exported, command, first });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true, force: true });
};

/** The same for one walk, which must not wander into the house that the others share. */
const onOwn = (samples, context, use) =>
  withAyumi(samples, async (house) => {
    const strayed = strays(context, house.port);
    await use(house);
    expect(strayed, 'requests to another Ayumi than the walk\'s own').toEqual([]);
  });

const samples = ['midorino-1.md', 'midorino-2.txt'];

export const test = base.extend({
  /** An Ayumi of the worker's own, with both sample plans. */
  ayumi: [
    async ({}, use) => withAyumi(samples, use),
    { scope: 'worker', timeout: 60_000 },
  ],

  /** An Ayumi of this walk alone, for walks that use up what others count on. */
  alone: async ({ context }, use) => onOwn(samples, context, use),

  /** An Ayumi on its first day: no council yet. */
  firstDay: async ({ context }, use) => onOwn([], context, use),

  baseURL: async ({ ayumi }, use) => use(ayumi.url),

  /** Every walk ends with: nothing was asked of another host, no part of a page was missing. */
  alarm: [
    async ({ context }, use) => {
      const outside = await watch(context);
      const missing = [];
      context.on('response', (answer) => {
        const isPart = ['stylesheet', 'script', 'image', 'font'].includes(answer.request().resourceType());
        if (isPart && answer.status() >= 400) missing.push(answer.url());
      });
      await use(outside);
      expect(outside, 'requests that leave this machine').toEqual([]);
      expect(missing, 'parts of pages that were not there').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** From the front door to the council's home, as a person goes. */
export const goHome = async (page, door = '/') => {
  await page.goto(door);
  if (!isHome(page)) await page.locator('main a[href^="/c/"]').first().click();
  expect(isHome(page), page.url()).toBe(true);
};

const isHome = (page) => /^\/c\/[^/]+$/.test(new URL(page.url()).pathname);

/** From the council's home to a plan. */
export const goToPlan = async (page, plan, door = '/') => {
  await goHome(page, door);
  await page.locator('main h3 a', { hasText: plan.title }).first().click();
  await expect(page.locator('h1')).toHaveText(plan.title);
};

/** Every item of a plan, with the titles above it. */
export const itemsOf = (plan) => {
  const walk = (items, above) => items.flatMap((item) => [{ ...item, above }, ...walk(item.items ?? [], [...above, item.title])]);
  return walk(plan.items, []);
};

/** Sends a file from the council's home. */
export const send = async (page, name, text) => {
  await goHome(page);
  await page.locator('main a[href$="/intakes/new"]').first().click();
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.locator('main button[type=submit]').click();
};

/** Passwords of these walks: words of everyday life, many enough. */
export const password = 'river lantern seven umbrella';

/** Takes the first link up: the administrator, who is the secretariat too. */
export const takeFirst = async (page, house, door = house.url) => {
  await page.goto(`${door}${house.first()}`);
  await page.locator('#name').fill('山本 花子');
  await page.locator('#login').fill('yamamoto');
  await page.locator('#password').fill(password);
  await page.locator('main button[type=submit]').click();
  await expect(page).toHaveURL(/\/c\/[^/]+$/);
};

/** Signs in. */
export const signIn = async (page, door, name, word = password) => {
  await page.goto(`${door}/signin`);
  await page.locator('#name').fill(name);
  await page.locator('#password').fill(word);
  await page.locator('form[action="/signin"] button').click();
};

/** Presses a button and waits for the page it leads to. */
export const go = async (page, button) => {
  const before = page.url();
  await button.click();
  await expect(page).not.toHaveURL(before);
  await page.waitForLoadState();
};

/** Makes a plan from a structure with these lines, and leads to its editing page. */
export const planned = async (page, house, lines) => {
  await goHome(page, house.url);
  await page.locator('a[href$="/new-plan"]').click();
  await expect(page).toHaveURL(/\/new-plan$/);
  await lookAt(page);
  await page.locator('#title').fill('第3次 強化計画');
  await page.locator('#generation').fill('３');
  await page.locator('#period').fill('令和8年度から令和12年度まで');
  await page.locator('form[action$="/plans"] button[type=submit]').click();
  await expect(page).toHaveURL(/\/edit/);
  await lookAt(page);
  await page.locator('summary', { hasText: 'まとめて追加する' }).click();
  await page.locator('#lines').fill(lines);
  await go(page, page.locator('form:has(#lines) button[type=submit]'));
  await expect(page).toHaveURL(/done=/);
};

/** A person in a browser of its own. */
export const another = async (browser, page) => {
  const context = await browser.newContext({
    viewport: page.viewportSize(),
    javaScriptEnabled: test.info().project.use.javaScriptEnabled,
    locale: 'ja-JP',
  });
  const outside = await watch(context);
  return { page: await context.newPage(), outside };
};

/** To the page of sections, posts and persons. */
export const organisation = async (page) => {
  await page.locator('nav.nav a[href$="/organisation"]').click();
  await expect(page).toHaveURL(/\/organisation/);
};

/** Invites somebody to a new post; returns the path of the link. */
export const invite = async (page, name, title, role) => {
  await organisation(page);
  await page.locator('#invite-name').fill(name);
  await page.locator('#invite-title').fill(title);
  await page.locator('#invite-role').selectOption(role);
  await page.locator('section form[action$="/people"] button').click();
  const link = await page.locator('#link').inputValue();
  return new URL(link).pathname;
};

/** Takes an invitation up. */
export const joinAs = async (page, door, path, login) => {
  await page.goto(`${door}${path}`);
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(password);
  await page.locator('main button[type=submit]').click();
};
