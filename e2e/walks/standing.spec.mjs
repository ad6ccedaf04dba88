// What stands beside the tree: groups, links, the end of an item, targets that change, texts for the
// office alone, comments; and an edition that is sent to a committee.
import { readFileSync } from 'node:fs';
import {
  another, expect, go, goHome, invite, joinAs, lookAt, planned, takeFirst, test,
} from '../house.mjs';

const lines = ['事業', '\t①相談の強化', '\t\t窓口の開設', '\t\t訪問の拡大', '組織', '\t①職員'].join('\n');
const save = (page) => go(page, page.locator('form:has(#marks) .button-first'));

/** Opens an item's editing page from the tree. */
const open = async (page, title) => {
  await page.locator('[data-row] a[id]', { hasText: title }).click();
  await expect(page).toHaveURL(/\/items\/[^/]+\/edit$/);
};

test('groups, links, the end of an item, a target that changes', async ({ page, alone }) => {
  await planned(page, alone, lines);
  await page.locator('summary', { hasText: '計画の名称・期間・理念' }).click();
  await page.locator('#groupings').fill('部門：地域福祉、法人運営\n共通重点項目:つながり');
  await go(page, page.locator('form:has(#groupings) button[type=submit]'));
  await open(page, '窓口の開設');
  const address = page.url();
  await page.locator('#supporting').fill('総務課\n在宅福祉課');
  await page.getByLabel('部門：地域福祉').check();
  await page.locator('#links').fill(`市地域福祉計画 基本目標2\n${address.replace(/\/items\/.*/, '')}`);
  await page.locator('#text-1-name').fill('検討の経過');
  await page.locator('#text-1').fill('家主と交渉中');
  await page.locator('input[name="text-1-internal"]').check();
  await page.locator('#indicator-1-name').fill('窓口の数');
  await page.locator('#indicator-1-kind').selectOption('activity');
  await page.locator('#indicator-1-direction').selectOption('up');
  await page.locator('input[name="indicator-1-no-baseline"]').check();
  await page.locator('#indicator-1-target-2028').fill('2');
  await save(page);
  await expect(page.getByLabel('部門：地域福祉')).toBeChecked();
  await expect(page.locator('input[name="text-1-internal"]')).toBeChecked();
  await lookAt(page);
  // A target is changed: the day, the reason and the decision stay with it.
  await page.locator('#indicator-1-target-2028').fill('３');
  await page.locator('#decision').fill('令和8年度第2回理事会');
  await page.locator('#reason-write').fill('相談が増えたため');
  await save(page);
  await page.goto(address.replace(/\/edit$/, ''));
  await expect(page.locator('main')).toContainText('協力する課');
  await expect(page.locator('dt .chip', { hasText: '庁内限り' })).toBeVisible();
  await expect(page.locator('.facts a', { hasText: '第3次 強化計画' })).toBeVisible();
  await expect(page.locator('.chip', { hasText: '現状値なし' })).toBeVisible();
  await page.locator('summary', { hasText: '目標の変更 1件' }).click();
  const row = page.locator('details tbody tr');
  await expect(row).toContainText('相談が増えたため');
  await expect(row).toContainText('令和8年度第2回理事会');
  await lookAt(page);
  // The other item has ended, and stays.
  await page.goto(address.replace(/\/items\/.*/, '/edit'));
  await open(page, '訪問の拡大');
  await page.locator('input[name="retired"]').check();
  await page.locator('#retired-year').selectOption('2027');
  await page.locator('#retired-reason').fill('市の事業へ移った');
  await save(page);
  await page.locator('a', { hasText: '計画の編集へ戻る' }).click();
  await expect(page.locator('[data-row]', { hasText: '訪問の拡大' })).toContainText('終了');
  await page.locator('nav.tabs a[href$="/groups"]').click();
  await expect(page.locator('h3', { hasText: '地域福祉' })).toContainText('1項目');
  await lookAt(page);
});

test('a comment is written, listed, settled', async ({ page, alone }) => {
  await planned(page, alone, lines);
  await open(page, '窓口の開設');
  await page.goto(page.url().replace(/\/edit$/, ''));
  await page.locator('#comment-text').fill('予算はありますか\n総務課へ確認');
  await go(page, page.locator('form:has(#comment-text) button[type=submit]'));
  await expect(page.locator('#comments')).toContainText('総務課へ確認');
  await lookAt(page);
  await page.locator('.crumbs a', { hasText: '第3次 強化計画' }).click();
  await page.locator('nav.tabs a[href$="/comments"]').click();
  await expect(page.locator('main')).toContainText('未解決の書き込み 1件');
  await lookAt(page);
  await page.locator('main a', { hasText: '窓口の開設' }).click();
  await expect(page).toHaveURL(/#comments$/);
  await page.waitForLoadState();
  await go(page, page.locator('#comments button', { hasText: '解決ずみにする' }));
  await expect(page.locator('#comments button', { hasText: '未解決に戻す' })).toBeVisible();
});

test('an edition goes to a committee, which sees it and nothing else', async ({ page, alone, browser }) => {
  await takeFirst(page, alone);
  const path = await invite(page, '高橋 委員', '策定委員', 'planning-committee');
  await goHome(page, alone.url);
  const plan = await page.locator('main h3 a').first().getAttribute('href');
  await page.goto(`${alone.url}${plan}/editions`);
  await page.locator('#name').fill('策定委員会案');
  await go(page, page.locator('form:has(#name) button[type=submit]'));
  await page.locator('summary', { hasText: '決裁後の書類' }).click();
  await page.locator('#slip-1').setInputFiles({ name: '起案用紙.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 slip') });
  await go(page, page.locator('form:has(#slip-1) button[type=submit]'));
  await expect(page.locator('main')).toContainText('書類を保管しました');
  const [slip] = await Promise.all([page.waitForEvent('download'), page.locator('a', { hasText: '起案用紙.pdf' }).click()]);
  expect(readFileSync(await slip.path(), 'utf8')).toBe('%PDF-1.7 slip');
  // The paper that was put up is kept: the same bytes, however often it is fetched.
  const bytes = async () => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('a[href$="proposal.pdf"]').click()]);
    return readFileSync(await file.path());
  };
  const first = await bytes();
  expect(first.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect((await bytes()).equals(first)).toBe(true);
  await page.locator('summary', { hasText: '委員・関係機関へ送る' }).click();
  await page.getByRole('checkbox', { name: '策定委員' }).check();
  await go(page, page.locator('form:has(input[value=send]) button[type=submit]'));
  await expect(page.locator('main')).toContainText('版を送りました');
  await lookAt(page);

  const member = await another(browser, page);
  await joinAs(member.page, alone.url, path, 'takahashi');
  await expect(member.page.locator('.viewer')).toContainText('高橋 委員');
  await lookAt(member.page);
  await member.page.locator('main a', { hasText: '策定委員会案' }).click();
  await expect(member.page).toHaveURL(/\/sent\//);
  await expect(member.page.locator('main')).toContainText('あなたに送られた版です');
  await lookAt(member.page);
  const [pdf] = await Promise.all([member.page.waitForEvent('download'), member.page.locator('a[href$="/plan.pdf"]').click()]);
  expect(readFileSync(await pdf.path()).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  const refused = await member.page.goto(`${alone.url}${plan}`);
  expect(refused.status()).toBe(403);
  expect(member.outside).toEqual([]);
  await member.page.context().close();
});
