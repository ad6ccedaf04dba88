// What is typed stays in this browser until it is saved; keys move the item that has the focus.
import { expect, go, goHome, test } from '../house.mjs';

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
  await go(page, page.locator('form:has(#marks) button[type=submit]'));
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
