// What typing Japanese, clicking twice and going back must never do.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples, expect, goHome, test } from '../house.mjs';

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

/** The form of the first day that makes a council: two fields and a button. */
const councilForm = async (page, firstDay) => {
  await page.goto(firstDay.url);
  return page.locator('form[action="/councils"]');
};

const sendings = (page) => {
  const seen = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') seen.push(request.url());
  });
  return seen;
};

test('row_92_enter_of_a_conversion_never_submits', async ({ page, firstDay }) => {
  const form = await councilForm(page, firstDay);
  const seen = sendings(page);
  await form.locator('#name').focus();
  await compose(page, 'みどり', '緑');
  await expect(form.locator('#name')).toHaveValue('緑');
  expect(seen).toEqual([]);
  // The planted fault: a real Enter does submit, so the silence above means something.
  await page.keyboard.press('Enter');
  await expect.poll(() => seen.length).toBe(1);
});

test('row_93_a_double_click_and_a_second_sending_make_one_plan', async ({ page, ayumi }) => {
  await goHome(page);
  const plans = await page.locator('main h3').count();
  await page.locator('main a[href$="/intakes/new"]').first().click();
  const text = readFileSync(join(examples, 'midorino-1.txt'), 'utf8').replaceAll('第1次', '第4次');
  await page.locator('input[type=file]').setInputFiles({ name: 'fourth.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.locator('main button[type=submit]').click();
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.locator('form[action$="/accept"] button').dblclick();
  // The same form sent once more, as a second tab or the browser's “send again” does.
  const first = await sent;
  await page.waitForLoadState('networkidle');
  const again = await page.request.post(first.url(), {
    data: first.postData(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ayumi.url },
  });
  expect(again.ok(), `${again.status()}`).toBe(true);
  await goHome(page);
  await expect(page.locator('main h3')).toHaveCount(plans + 1);
});

test('row_93_two_clicks_two_windows_and_the_way_back_make_one_council', async ({ page, context, firstDay }) => {
  const councils = async () => {
    await page.goto(`${firstDay.url}/?all=1`);
    const links = await page.locator('main a[href^="/c/"]').evaluateAll((all) => all.map((one) => one.pathname));
    return new Set(links).size;
  };
  const window2 = await context.newPage();
  const second = await councilForm(window2, firstDay);
  const form = await councilForm(page, firstDay);
  await form.locator('#name').fill('みどり野市社会福祉協議会');
  await expect(form.locator('#slug')).toHaveValue('');
  await form.locator('button').dblclick();
  await page.waitForURL(/\/c\//);
  await page.waitForLoadState('networkidle');
  expect(await councils()).toBe(1);
  // The second window was open all the time; its short name is empty too.
  await second.locator('#name').fill('みどり野市社会福祉協議会');
  await second.locator('button').click();
  await expect(window2.locator('#name-wrong')).toContainText(/\S/);
  expect(await councils()).toBe(1);
  // Back, and once more.
  await page.goBack();
  await page.goBack();
  const again = page.locator('form[action="/councils"]');
  if ((await again.count()) > 0) {
    await again.locator('#name').fill('みどり野市社会福祉協議会');
    await again.locator('button').click();
  }
  expect(await councils()).toBe(1);
});

test('row_94_a_full_width_space_is_empty', async ({ page, firstDay }) => {
  const form = await councilForm(page, firstDay);
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
