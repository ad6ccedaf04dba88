// What is typed stays in this browser until it is saved; keys move the item that has the focus.
import { expect, go, goHome, planned, test } from '../house.mjs';

test('a draft outlives the page, and ends when it is saved', async ({ page, alone }) => {
  await goHome(page, alone.url);
  await page.locator('.plan-list a').first().click();
  await page.locator('nav.tabs a[href$="/edit"]').click();
  await expect(page).toHaveURL(/\/edit$/);
  await page.locator('[data-row] .edit-row > p > a').nth(1).click();
  await expect(page).toHaveURL(/\/items\/[^/]+\/edit$/);
  const address = page.url();
  await page.locator('#text-1').fill('四十分かけて書いた文章');
  // The window is gone before anything was sent.
  await page.goto(alone.url);
  await page.goto(address);
  const offer = page.locator('[data-draft-offer]');
  await expect(offer).toBeVisible();
  await page.locator('[data-draft-take]').click();
  await expect(page.locator('#text-1')).toHaveValue('四十分かけて書いた文章');
  await page.locator('#text-1-name').fill('目的');
  await go(page, page.locator('form:has(#marks) .button-first'));
  await expect(page).toHaveURL(/saved=/);
  await page.goto(address);
  await expect(page.locator('#text-1')).toHaveValue('四十分かけて書いた文章');
  await expect(page.locator('[data-draft-offer]').first()).toBeHidden();
});

test('keys move the item that has the focus', async ({ page, alone }) => {
  await goHome(page, alone.url);
  await page.locator('.plan-list a').first().click();
  await page.locator('nav.tabs a[href$="/edit"]').click();
  await expect(page).toHaveURL(/\/edit$/);
  const links = page.locator('[data-row] .edit-row > p > a');
  const first = await links.first().getAttribute('id');
  await links.first().focus();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(page).toHaveURL(new RegExp(`#${first}$`));
  await expect(page.locator(`#${first}`)).toBeFocused();
  expect(await links.first().getAttribute('id')).not.toBe(first);
});

test('an item is dragged before another one, and below one', async ({ page, alone }) => {
  // A page that still glides to what was written moves away under the hand, and nothing is dragged.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await planned(page, alone, ['事業', '\t①相談', '\t②担い手', '組織'].join('\n'));
  const handle = (title) => page.locator('[data-row]', { hasText: title }).locator('.handle');
  const row = (title) => page.locator('[data-row]', { hasText: title });
  const titles = () => page.locator('[data-row] .edit-row > p > a').allInnerTexts();
  const drop = async (title, other, y) => {
    const before = page.url();
    await handle(title).dragTo(row(other), { targetPosition: { x: 40, y }, steps: 8 });
    await expect(page).not.toHaveURL(before);
    await page.waitForLoadState();
  };
  // Before the first of its siblings.
  await drop('担い手', '相談', 2);
  let order = await titles();
  expect(order.findIndex((one) => one.includes('担い手'))).toBeLessThan(order.findIndex((one) => one.includes('相談')));
  // Below another one.
  const box = await row('組織').boundingBox();
  await drop('担い手', '組織', box.height / 2);
  order = await titles();
  expect(order.at(-1)).toContain('担い手');
  await expect(row('担い手')).toHaveClass(/depth-2/);
  // It can be undone like every edit.
  await go(page, page.locator('.panel-done button'));
  order = await titles();
  expect(order.at(-1)).toContain('組織');
});
