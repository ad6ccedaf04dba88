// What typing Japanese, clicking twice and going back must never do.
import { expect, goHome, test } from '../house.mjs';

/** Composes `reading` into `word` as an input method does, and confirms it with Enter. */
const compose = async (page, reading, word) => {
  const keys = await page.context().newCDPSession(page);
  const show = (text) =>
    keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  for (let end = 1; end <= reading.length; end += 1) await show(reading.slice(0, end));
  await show(word);
  const enter = { windowsVirtualKeyCode: 229, key: 'Enter', code: 'Enter' };
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await keys.send('Input.insertText', { text: word });
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', windowsVirtualKeyCode: 13, key: 'Enter', code: 'Enter' });
};

/** The form that makes a council: a field, and a button. */
const councilForm = async (page) => {
  await page.goto('/councils');
  return page.locator('form[action="/councils"]');
};

const sendings = (page) => {
  const seen = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') seen.push(request.url());
  });
  return seen;
};

test('row_92_enter_of_a_conversion_never_submits', async ({ page }) => {
  const form = await councilForm(page);
  const seen = sendings(page);
  await form.locator('#name').focus();
  await compose(page, 'みどり', '緑');
  await expect(form.locator('#name')).toHaveValue('緑');
  expect(seen).toEqual([]);
  // The planted fault: a real Enter does submit, so the silence above means something.
  await page.keyboard.press('Enter');
  await expect.poll(() => seen.length).toBe(1);
});

test('row_93_a_double_click_and_going_back_make_one_record', async ({ page }) => {
  const form = await councilForm(page);
  await form.locator('#name').fill('二度押し社会福祉協議会');
  await form.locator('#slug').fill('twice');
  await form.locator('button').dblclick();
  await expect(page).toHaveURL(/\/c\/twice/);
  await page.goBack();
  await page.locator('form[action="/councils"] button').click();
  await page.goto('/councils');
  await expect(page.locator('main h2 a', { hasText: '二度押し社会福祉協議会' })).toHaveCount(1);
});

test('row_94_a_full_width_space_is_empty', async ({ page }) => {
  const form = await councilForm(page);
  await form.locator('#name').fill('　');
  await form.locator('button').click();
  await expect(page.locator('#name')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#name-wrong')).toContainText(/\S/);
});

test('scripts of the pages raise no error and break no policy', async ({ page }) => {
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  await goHome(page);
  for (const link of ['.nav a[href$="/intakes/new"]', '.nav a[href$="/record"]', '.nav a[href="/help"]']) {
    await page.locator(link).click();
  }
  expect(wrong).toEqual([]);
});
