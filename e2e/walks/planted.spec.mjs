// The guards are guarded: each must find a planted fault in the same run, in every way of walking.
import { createServer } from 'node:http';
import { expect, test } from '@playwright/test';
import { breaches, strays, watch } from '../house.mjs';

const FAULTY = `<!doctype html><title></title>
<p style="color:#bbb;background:#fff">薄い文字は読めない</p>
<img src="/picture.png"><input type="text"><button></button>
<p style="width:3000px">wide</p>`;
const LEAKY = `<!doctype html><html lang="ja"><title>x</title>
<link rel="stylesheet" href="http://fonts.example/css"><img alt="" src="https://pictures.example/a.png">`;

/** Serves one page on this machine while `walk` runs. */
const withPage = async (html, walk) => {
  const server = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    answer.end(html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await walk(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
};

test('axe finds the planted breaches', async ({ page }) => {
  await withPage(FAULTY, async (address) => {
    await page.goto(address);
    const found = (await breaches(page)).map((breach) => breach.split(':')[0]);
    const planted = ['button-name', 'color-contrast', 'document-title', 'html-has-lang', 'image-alt', 'label'];
    expect(found).toEqual(expect.arrayContaining(planted));
  });
});

test('the alarm hears planted requests to other hosts', async ({ page, context }) => {
  const outside = await watch(context);
  await withPage(LEAKY, async (address) => {
    await page.goto(address);
    await expect.poll(() => outside.map((url) => new URL(url).hostname).sort()).toEqual([
      'fonts.example',
      'pictures.example',
    ]);
  });
});

test('a walk that wanders into another house is told', async ({ page, context }) => {
  await withPage('<!doctype html><title>x</title>', async (address) => {
    const { port } = new URL(address);
    const [own, other] = [strays(context, port), strays(context, Number(port) + 1)];
    await page.goto(address);
    expect(own).toEqual([]);
    expect(other).toContain(`GET ${address}`);
  });
});
