// A plan by keyboard alone: from a structure over twenty items to an adopted edition, its revision and
// the comparison on paper. No pointer is used.
import { readFileSync } from 'node:fs';
import { expect, goHome, lookAt, test } from '../house.mjs';
import { press, tabTo, write } from '../keys.mjs';

/** Presses it and waits for the page it leads to. */
const pressed = async (page, wanted) => {
  const before = page.url();
  await press(page, wanted);
  await expect(page).not.toHaveURL(before);
  await page.waitForLoadState();
};

test('by keyboard: structure, twenty items, adopted, revised, compared, printed', async ({ page, alone }) => {
  test.slow();
  await goHome(page, alone.url);
  await pressed(page, 'main a[href$="/new-plan"]');
  await write(page, '#title', '第3次 強化計画');
  await write(page, '#period', '令和8年度から令和12年度まで');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/edit/);
  await lookAt(page);
  // The first one in its form; from then on the cursor waits there.
  await write(page, '#add-title', '地域のつながり');
  await page.keyboard.press('Enter');
  for (let number = 2; number <= 20; number += 1) {
    await expect(page.locator('[data-row]')).toHaveCount(number - 1);
    await expect(page.locator('#add-title')).toBeFocused();
    await page.keyboard.insertText(`取り組み${number}`);
    await page.keyboard.press('Enter');
  }
  await expect(page.locator('[data-row]')).toHaveCount(20);
  // One of them goes below the one before it, by its button.
  await page.goto(page.url().split('?')[0]);
  const rows = page.locator('[data-row]');
  const second = await rows.nth(1).locator('a[id]').getAttribute('id');
  await pressed(page, `[data-row]:has(#${second}) button[value=in]`);
  await expect(page.locator('.depth-2')).toHaveCount(1);
  // Frozen, decided, adopted.
  await pressed(page, 'nav.tabs a[href$="/editions"]');
  await write(page, '#name', '理事会案');
  await page.keyboard.press('Enter');
  await expect(page.locator('h2#edition-1')).toContainText('理事会案');
  await press(page, '.edition details:has(#body-1) summary');
  await tabTo(page, '#body-1');
  await page.keyboard.press('End');
  await write(page, '#decided-1', '令和９年３月２５日');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/done=decided/);
  await page.waitForLoadState();
  await press(page, '.edition form:has(input[value=adopt]) button');
  await expect(page.locator('.edition').first()).toContainText('採択ずみ');
  await lookAt(page);
  // Revised.
  await pressed(page, 'nav.tabs a[href$="/edit"]');
  await pressed(page, `#${second}`);
  await write(page, '#title', 'つながりの場づくり');
  await pressed(page, 'form:has(#marks) .button-first');
  await pressed(page, '.crumbs a[href$="/edit"]');
  await pressed(page, 'nav.tabs a[href$="/editions"]');
  await write(page, '#name', '第1回改定案');
  await page.keyboard.press('Enter');
  await expect(page.locator('h2#edition-2')).toBeVisible();
  await page.waitForLoadState();
  // Compared, and on paper.
  await pressed(page, '#edition-2 ~ ul a[href*="/compare"]');
  await expect(page.locator('table.compare tbody tr')).toHaveCount(1);
  await expect(page.locator('table.compare')).toContainText('つながりの場づくり');
  await tabTo(page, 'a[href*="compare.pdf"]');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(readFileSync(await file.path()).subarray(0, 5).toString('latin1')).toBe('%PDF-');
});
