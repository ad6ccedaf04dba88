// The pictures of the README, from the real screens:
//   AYUMI_BIN=target/debug/ayumi node e2e/pictures.mjs
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import config from './playwright.config.mjs';

const top = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(top, 'docs', 'pictures');
const program = resolve(process.env.AYUMI_BIN ?? join(top, 'target/debug/ayumi'));
const data = mkdtempSync(join(tmpdir(), 'ayumi-pictures-'));
const env = { ...process.env, AYUMI_DATA_DIR: data };
const command = (...words) => execFileSync(program, words, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const port = 18_080;
const address = `http://127.0.0.1:${port}`;

mkdirSync(out, { recursive: true });
for (const sample of ['midorino-1.md', 'midorino-2.md']) command('import', join(top, 'examples', sample), '--yes');
const server = spawn(program, ['serve', '--port', String(port)], { env, stdio: 'ignore' });
const browser = await chromium.launch(config.use.launchOptions);
const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, locale: 'ja-JP' });
/** A piece of the page as high as the window, from `from` on. */
const shoot = async (name, from) => {
  const { width, height } = page.viewportSize();
  const top = from ? (await page.locator(from).first().boundingBox()).y - 24 : 0;
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true, clip: { x: 0, y: top, width, height } });
};
try {
  while (!(await fetch(`${address}/help`).catch(() => null))?.ok) await new Promise((again) => setTimeout(again, 50));
  await page.goto(address);
  const home = page.url();
  await page.locator('main h3 a').first().click();
  const plan = page.url();
  await shoot('plan');

  await page.goto(`${plan}/review`);
  await shoot('review', 'h3[id]');

  await page.goto(`${home}/intakes/new`);
  await page.locator('input[type=file]').setInputFiles(join(top, 'examples', 'midorino-2.txt'));
  await page.locator('main button[type=submit]').click();
  await shoot('intake', '#read-head');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(plan);
  await page.locator('ul.tree ul a').first().click();
  await shoot('item-phone');

  const [{ slug }] = JSON.parse(command('plan', 'list', '--json')).plans;
  command('publish', slug, '--to', 'pdf', '-o', join(data, 'published'));
  execFileSync('pdftoppm', ['-png', '-r', '80', '-f', '3', '-l', '3', '-singlefile', join(data, 'published', `${slug}.pdf`), join(out, 'chapter')]);
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await new Promise((ended) => server.once('exit', ended));
  rmSync(data, { recursive: true, force: true });
}
