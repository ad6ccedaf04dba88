// Three routes: start, look, fetch.
import { readFileSync } from 'node:fs';
import { expect, goToPlan, lookAt, test } from '../house.mjs';

const BEGINNINGS = { pdf: '%PDF-', docx: 'PK', xlsx: 'PK', md: '#', zip: 'PK' };

test('start, look, fetch', async ({ page, ayumi }) => {
  test.setTimeout(120_000);
  await goToPlan(page, ayumi.plans[0]);
  await page.locator('.tabs a[href$="/publish"]').click();
  await lookAt(page);
  for (const box of await page.locator('main input[type=checkbox]').all()) await box.check();
  await page.locator('main button[type=submit]').click();
  await expect(page).toHaveURL(/\/publications\//);
  const files = page.locator('main a[download]');
  await expect(async () => {
    if ((await files.count()) === 0) await page.reload();
    expect(await files.count()).toBeGreaterThan(3);
  }).toPass({ timeout: 90_000 });
  await lookAt(page);

  const names = await files.allTextContents();
  for (const [ending, beginning] of Object.entries(BEGINNINGS)) {
    const index = names.findIndex((name) => name.trim().endsWith(`.${ending}`));
    expect(index, `a .${ending} among ${names}`).toBeGreaterThanOrEqual(0);
    const [download] = await Promise.all([page.waitForEvent('download'), files.nth(index).click()]);
    expect(download.suggestedFilename()).toBe(names[index].trim());
    const bytes = readFileSync(await download.path());
    expect(bytes.subarray(0, beginning.length).toString()).toBe(beginning);
  }
});
