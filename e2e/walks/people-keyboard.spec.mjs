// The whole way of a council that becomes many, by keyboard alone: first administrator, invitation,
// signing in, posts, the change of April, the handover sheet. No pointer is used.
import { expect, lookAt, password, test, watch } from '../house.mjs';
import { press, tabTo, write } from '../keys.mjs';

test('by keyboard: first administrator to handover sheet', async ({ page, alone, browser }) => {
  await page.goto(`${alone.url}${alone.first()}`);
  await write(page, '#name', '山本 花子');
  await write(page, '#login', 'yamamoto');
  await write(page, '#password', password);
  await press(page, 'main button[type=submit]');
  await expect(page).toHaveURL(/\/c\/[^/]+$/);

  await press(page, 'nav.nav a[href$="/organisation"]');
  await expect(page).toHaveURL(/\/organisation$/);
  await write(page, '#invite-name', '佐藤 太郎');
  await write(page, '#invite-title', '地域福祉課長');
  await press(page, 'section form[action$="/people"] button');
  await expect(page.locator('#link')).toBeVisible();
  await tabTo(page, '#link');
  const path = new URL(await page.locator('#link').inputValue()).pathname;
  await press(page, 'main a[href$="/organisation"]');
  await expect(page).toHaveURL(/\/organisation$/);

  const context = await browser.newContext({
    viewport: page.viewportSize(),
    javaScriptEnabled: test.info().project.use.javaScriptEnabled,
  });
  const outside = await watch(context);
  const sato = await context.newPage();
  await sato.goto(`${alone.url}${path}`);
  await write(sato, '#login', 'sato');
  await write(sato, '#password', password);
  await press(sato, 'main button[type=submit]');
  await expect(sato.locator('.viewer')).toContainText('佐藤 太郎');
  await press(sato, '.viewer button');
  await expect(sato).toHaveURL(/\/signin/);
  await write(sato, '#name', 'sato');
  await write(sato, '#password', password);
  await press(sato, 'form[action="/signin"] button');
  await expect(sato.locator('.viewer')).toContainText('地域福祉課長');
  expect(outside).toEqual([]);
  await context.close();

  await press(page, 'main a[href$="/handovers"]');
  await expect(page).toHaveURL(/\/handovers$/);
  await press(page, 'a[href$="/handovers/new"]');
  await expect(page).toHaveURL(/\/handovers\/new$/);
  await write(page, '#name', '令和9年4月の人事異動');
  await write(page, '#day', '令和9年4月1日');
  const post = page.getByLabel('地域福祉課長', { exact: true });
  const id = await post.getAttribute('id');
  await tabTo(page, `#${id}`);
  await page.keyboard.press('ArrowDown');
  await expect(post).toHaveValue('nobody');
  await press(page, 'main form button');
  await expect(page).toHaveURL(/done=prepared/);
  await expect(page.locator('.panel-warn')).toContainText('地域福祉課長');
  await press(page, 'form:has(input[value="set"]) button');
  await expect(page).toHaveURL(/done=set/);
  await lookAt(page);
  await press(page, 'main a[href$="/handover"]');
  await expect(page).toHaveURL(/\/posts\/.*\/handover$/);
  await lookAt(page);
});
