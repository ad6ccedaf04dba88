// Both languages are complete; switching stays on the page.
import { expect, goToPlan, lookAt, test } from '../house.mjs';

const japanese = /[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]/;

test('switching to English keeps the page and changes every word of the program', async ({ page, ayumi }) => {
  await goToPlan(page, ayumi.plans[0]);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  const place = new URL(page.url()).pathname;
  await page.locator('.languages a[lang="en"]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  expect(new URL(page.url()).pathname).toBe(place);
  await lookAt(page);
  for (const part of ['.nav', '.tabs', '.foot', 'h2', 'dt', 'th']) {
    for (const words of await page.locator(part).allTextContents()) expect(words, part).not.toMatch(japanese);
  }
  await page.locator('.nav a').first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.locator('.languages a[lang="ja"]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
});
