// What the printer gets: the words, not the controls.
import { expect, goToPlan, test } from '../house.mjs';

test('print leaves navigation and forms out and keeps the words', async ({ page, ayumi }, info) => {
  const [plan] = ayumi.plans;
  await goToPlan(page, plan);
  for (const place of ['', '/review']) {
    await page.goto(new URL(page.url()).pathname.replace(/\/review$/, '') + place);
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.top', '.tabs', '.foot', '.languages']) {
      await expect(page.locator(hidden).first()).toBeHidden();
    }
    await expect(page.locator('h1')).toBeVisible();
    const dark = await page.locator('body').evaluate((body) => getComputedStyle(body).color);
    expect(dark).toMatch(/^rgb\((\d{1,2}), (\d{1,2}), (\d{1,2})\)$/);
    await page.screenshot({ path: info.outputPath(`print${place.replace('/', '-')}.png`), fullPage: true });
    await page.emulateMedia({ media: null });
  }
});
