// The pages of a PDF as pictures beside what was read from them; either side finds the other.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, lookAt, send, test } from '../house.mjs';

/** Our own review chapter as PDF. */
const chapter = (ayumi) => {
  const folder = mkdtempSync(join(tmpdir(), 'ayumi-pages-'));
  const [{ slug }] = JSON.parse(ayumi.command('plan', 'list', '--json')).plans;
  ayumi.command('publish', slug, '--to', 'pdf', '-o', folder);
  const name = readdirSync(folder, { recursive: true }).find((one) => one.endsWith('.pdf'));
  const bytes = readFileSync(join(folder, name));
  rmSync(folder, { recursive: true, force: true });
  return bytes;
};

/** How much of a part of a picture is ink; the part in ten-thousandths of the picture. */
const ink = (picture, part) =>
  picture.evaluate(async (image, { x, y, width, height }) => {
    await image.decode();
    const canvas = document.createElement('canvas');
    const [wide, high] = [image.naturalWidth, image.naturalHeight];
    [canvas.width, canvas.height] = [wide, high];
    const sheet = canvas.getContext('2d');
    sheet.drawImage(image, 0, 0);
    const scaled = [x * wide, y * high, Math.max(width * wide, 10_000), Math.max(height * high, 10_000)];
    const { data } = sheet.getImageData(...scaled.map((one) => Math.round(one / 10_000)));
    return data.filter((value, place) => place % 4 === 0 && value < 128).length;
  }, part);

test('the place of an item is marked on the picture of its page, both ways', async ({ page, ayumi }, { project }) => {
  test.setTimeout(120_000);
  await send(page, `chapter-${project.name}.pdf`, chapter(ayumi));
  await expect(page).toHaveURL(/\/intakes\/[0-9a-f-]{36}$/);
  const pictures = page.locator('.page-picture');
  expect(await pictures.count()).toBeGreaterThan(0);

  // From what was read to its place on the page.
  const link = page.locator('ul.tree a.node-line[href^="#on-"]').first();
  const spotId = (await link.getAttribute('href')).slice(1);
  await link.click();
  await expect(page).toHaveURL((url) => url.hash === `#${spotId}`);
  const spot = page.locator(`[id="${spotId}"]`);
  await expect(spot.locator('rect')).toBeInViewport();
  const picture = page.locator('.page-picture', { has: spot }).locator('img');
  await expect(picture).toHaveJSProperty('complete', true);

  // Words stand where the mark says, and the margin of the page, where nobody marks, is white.
  const rect = spot.locator('rect');
  const sides = await Promise.all(['x', 'y', 'width', 'height'].map((side) => rect.getAttribute(side)));
  const [x, y, width, height] = sides.map(Number);
  expect(await ink(picture, { x, y, width, height })).toBeGreaterThan(20);
  expect(await ink(picture, { x: 0, y: 0, width: 200, height: 9_999 })).toBe(0);

  // And back from the place to what was read.
  const item = await spot.getAttribute('href');
  await rect.click();
  await expect(page).toHaveURL((url) => url.hash === item);
  await expect(page.locator(`[id="${item.slice(1)}"]`)).toBeInViewport();
  await lookAt(page);

  // A page that is not there is no picture.
  const own = new URL(page.url()).pathname;
  const answer = await page.request.get(`${own}/pages/999`);
  expect(answer.status()).toBe(404);
  const first = await page.request.get(`${own}/pages/1`);
  expect(first.headers()['content-type']).toBe('image/png');
  await page.locator('form[action$="/discard"] button').click();
});
