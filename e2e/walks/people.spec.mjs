// First administrator, invitation, signing in, posts: the way a council begins to be many.
import {
  another, expect, invite, joinAs, lookAt, organisation, password, signIn, takeFirst, test,
} from '../house.mjs';

test('first administrator, invitation, sign-in, posts', async ({ page, alone, browser }) => {
  // Until there is an account, this machine's operator is in; the link says what it begins.
  await page.goto(`${alone.url}${alone.first()}`);
  await lookAt(page);
  await page.locator('#name').fill('山本 花子');
  await page.locator('#login').fill('ｙａｍａｍｏｔｏ');
  await page.locator('#password').fill('Fukushi123');
  await page.locator('main button[type=submit]').click();
  await expect(page.locator('[role=alert]')).toContainText('推測されやすい');
  await expect(page.locator('#name')).toHaveValue('山本 花子');
  await lookAt(page);
  await page.locator('#password').fill(password);
  await page.locator('main button[type=submit]').click();
  await expect(page).toHaveURL(/\/c\/[^/]+$/);
  await expect(page.locator('.viewer')).toContainText('山本 花子');
  await lookAt(page);

  // The link holds once.
  const used = await page.goto(`${alone.url}${alone.first()}`);
  expect(used.status()).toBe(404);
  await expect(page.locator('main')).toContainText('このリンクは使えません');

  // A section, a post, an invitation.
  await page.goto(alone.url);
  await organisation(page);
  await lookAt(page);
  await page.locator('summary', { hasText: '新しい課を加える' }).click();
  await page.locator('#section-name').fill('地域福祉課');
  await page.locator('#section-from').fill('令和8年13月1日');
  await page.locator('button', { hasText: '新しい課を加える' }).click();
  await expect(page.locator('#wrong')).toContainText('令和8年13月1日');
  await page.locator('summary', { hasText: '新しい課を加える' }).click();
  await page.locator('#section-name').fill('地域福祉課');
  await page.locator('#section-from').fill('令和８年４月１日');
  await page.locator('button', { hasText: '新しい課を加える' }).click();
  await expect(page.locator('#sections ~ ul').first()).toContainText('地域福祉課');
  const path = await invite(page, '佐藤 太郎', '地域福祉課 担当', 'staff');
  await lookAt(page);
  const link = await page.locator('#link').inputValue();
  expect(link).toContain('/join/');

  // The invited person comes in, sees the plan, and may not change it.
  const sato = await another(browser, page);
  await sato.page.goto(`${alone.url}${path}`);
  await expect(sato.page.locator('main')).toContainText('佐藤 太郎');
  await lookAt(sato.page);
  await joinAs(sato.page, alone.url, path, 'sato');
  await expect(sato.page.locator('.viewer')).toContainText('佐藤 太郎');
  await expect(sato.page.locator('nav.nav a[href$="/intakes/new"]')).toHaveCount(0);
  await sato.page.locator('main h3 a').first().click();
  await expect(sato.page).toHaveURL(/\/plans\//);
  const refused = await sato.page.goto(sato.page.url().replace(/\/plans\/.*/, '/record'));
  expect(refused.status()).toBe(403);
  await lookAt(sato.page);

  // Stopped, and out with the next click.
  await page.goto(alone.url);
  await organisation(page);
  const row = page.locator('#persons ~ ul > li').filter({ hasText: '佐藤 太郎' });
  await row.locator('button', { hasText: '停止する' }).click();
  await expect(page.locator('#persons ~ ul > li').filter({ hasText: '佐藤 太郎' })).toContainText('停止中');
  await sato.page.goto(alone.url);
  await expect(sato.page).toHaveURL(/\/signin/);
  await lookAt(sato.page);
  expect(sato.outside).toEqual([]);
  await sato.page.context().close();

  // The record tells who did it, by post and by name.
  await page.locator('nav.nav a[href$="/record"]').click();
  await expect(page.locator('tbody tr').first()).toContainText('システム管理');
  await expect(page.locator('tbody tr').first()).toContainText('山本 花子');
  await lookAt(page);
  await page.locator('#action').selectOption('invite');
  await page.locator('form[role=search] button').click();
  await expect(page).toHaveURL(/action=invite/);
  await expect(page.locator('tbody tr').first()).toContainText('招待・停止');
});

test('a wrong password, signing out, and the password set anew by a link', async ({ page, alone, browser }) => {
  await takeFirst(page, alone);
  await page.locator('.viewer button').click();
  await expect(page).toHaveURL(/\/signin/);
  await expect(page.locator('main')).toContainText('サインアウトしました');
  await signIn(page, alone.url, 'yamamoto', 'not the password at all');
  await expect(page.locator('[role=alert]').first()).toContainText('違います');
  await expect(page.locator('#name')).toHaveValue('yamamoto');
  await lookAt(page);
  // Somebody who is nobody is told the same.
  const stranger = await another(browser, page);
  await signIn(stranger.page, alone.url, 'nobody', 'not the password at all');
  await expect(stranger.page.locator('[role=alert]').first()).toContainText('違います');
  await stranger.page.context().close();
  // What one wanted to see is there after signing in; full-width letters do.
  await page.waitForTimeout(1100);
  await page.goto(`${alone.url}/me`);
  await expect(page).toHaveURL(/\/signin\?next=%2Fme/);
  await page.locator('#name').fill('Ｙamamoto');
  await page.locator('#password').fill(password);
  await page.locator('form[action="/signin"] button').click();
  await expect(page).toHaveURL(/\/me$/);
  await lookAt(page);
  // A link for somebody's password set anew ends that person's session; the operator's own password is
  // set by nobody else.
  await page.goto(alone.url);
  const invitation = await invite(page, '佐藤 太郎', '担当', 'staff');
  const there = await another(browser, page);
  await joinAs(there.page, alone.url, invitation, 'sato');
  await expect(there.page).toHaveURL(/\/c\//);
  await organisation(page);
  const row = (name) => page.locator('#persons ~ ul > li').filter({ hasText: name });
  await row('山本 花子').locator('button', { hasText: 'パスワード再設定' }).click();
  await expect(page.locator('#wrong')).toContainText('運用者に依頼');
  await row('佐藤 太郎').locator('button', { hasText: 'パスワード再設定' }).click();
  const path = new URL(await page.locator('#link').inputValue()).pathname;
  const anew = await another(browser, page);
  await anew.page.goto(`${alone.url}${path}`);
  await lookAt(anew.page);
  await anew.page.locator('#password').fill('seven umbrella lantern river');
  await anew.page.locator('main button[type=submit]').click();
  await expect(anew.page).toHaveURL(/\/c\//);
  await there.page.goto(`${alone.url}/me`);
  await expect(there.page).toHaveURL(/\/signin/);
  await anew.page.context().close();
  await there.page.context().close();
});

test('what was typed is kept when the session has ended', async ({ page, alone, context }) => {
  await takeFirst(page, alone);
  await organisation(page);
  await page.locator('#invite-name').fill('鈴木 一郎');
  await page.locator('#invite-title').fill('在宅福祉課 担当');
  const kept = (await context.cookies()).filter(({ name }) => name !== 'ayumi-session');
  await context.clearCookies();
  await context.addCookies(kept);
  await page.locator('section form[action$="/people"] button').click();
  await expect(page.locator('main')).toContainText('入力した内容は残っています');
  await lookAt(page);
  await page.locator('#name').fill('yamamoto');
  await page.locator('#password').fill(password);
  await page.locator('form[action="/signin"] button').click();
  await expect(page.locator('main')).toContainText('先ほど入力した内容');
  await lookAt(page);
  await page.locator('main button[type=submit]').click();
  await expect(page.locator('#link')).toHaveValue(/\/join\//);
  await expect(page.locator('main')).toContainText('鈴木 一郎');
});

test('the table of rights is there for everybody', async ({ page, ayumi }) => {
  await page.goto(`${ayumi.url}/access`);
  await expect(page.locator('tbody tr')).toHaveCount(17);
  await lookAt(page);
  await page.locator('#kind').selectOption('prefecture');
  await page.locator('main form button').click();
  await expect(page.locator('tbody')).toContainText('知事');
  await lookAt(page);
});

test('April: prepared, set, taken back, set again; the handover sheet of a post', async ({ page, alone, browser }) => {
  await takeFirst(page, alone);
  const sato = await invite(page, '佐藤 太郎', '地域福祉課長', 'section-head');
  await invite(page, '鈴木 一郎', '在宅福祉課長', 'section-head');

  // Items belong to the post.
  await page.goto(alone.url);
  await page.locator('main h3 a').first().click();
  const plan = page.url();
  await page.goto(`${plan}/owners`);
  await lookAt(page);
  const selects = page.locator('main select');
  await selects.nth(1).selectOption({ label: '地域福祉課長' });
  await selects.nth(2).selectOption({ label: '地域福祉課長' });
  const title = await page.locator('main label').nth(1).textContent();
  await page.locator('main button[type=submit]').click();
  await expect(page).toHaveURL(/done=yes/);
  await expect(page.locator('main select').nth(1).locator('option:checked')).toHaveText('地域福祉課長');

  // The change of April: the section head goes, nobody comes.
  await organisation(page);
  await page.locator('a[href$="/handovers"]').click();
  await lookAt(page);
  await page.locator('a[href$="/handovers/new"]').click();
  await lookAt(page);
  await page.locator('#name').fill('令和9年4月の人事異動');
  await page.locator('#day').fill('令和９年４月３１日');
  await page.locator('main button[type=submit]').first().click();
  await expect(page.locator('#wrong')).toContainText('令和９年４月３１日');
  await page.locator('#name').fill('令和9年4月の人事異動');
  await page.locator('#day').fill('令和９年４月１日');
  await page.getByLabel('地域福祉課長', { exact: true }).selectOption('nobody');
  await page.locator('main button[type=submit]').first().click();
  await expect(page).toHaveURL(/done=prepared/);
  await expect(page.locator('.panel-warn')).toContainText('「地域福祉課長」に就く人がいません（担当する項目 2件）');
  await expect(page.locator('.panel-warn')).toContainText('佐藤 太郎 さんの職がなくなり');
  await lookAt(page);
  // Somebody comes: no warning of an empty post any more.
  await page.getByLabel('地域福祉課長', { exact: true }).selectOption({ label: '鈴木 一郎' });
  await page.locator('main button[type=submit]').first().click();
  await expect(page.locator('.panel-warn')).not.toContainText('「地域福祉課長」に就く人がいません');
  await page.locator('button', { hasText: 'この内容で確定する' }).click();
  await expect(page).toHaveURL(/done=set/);
  await lookAt(page);

  // Nothing changed yet: the holder comes in and is the holder.
  const there = await another(browser, page);
  await joinAs(there.page, alone.url, sato, 'sato');
  await expect(there.page.locator('.viewer')).toContainText('地域福祉課長');
  await organisation(page);
  const post = page.locator('#posts ~ ul > li').filter({ has: page.getByRole('heading', { name: '地域福祉課長' }) });
  await expect(post).toContainText('佐藤 太郎');
  await expect(post).toContainText('2027年3月31日');
  await expect(post).toContainText('鈴木 一郎');

  // Taken back, as if it had never been.
  await page.locator('a[href$="/handovers"]').click();
  await page.locator('main a', { hasText: '令和9年4月の人事異動' }).click();
  await page.locator('button', { hasText: '確定を取り消す' }).click();
  await expect(page).toHaveURL(/done=back/);
  await organisation(page);
  await expect(post.locator('> ul')).toContainText('佐藤 太郎');
  await expect(post.locator('> ul')).not.toContainText('鈴木 一郎');
  await expect(post.locator('> ul')).not.toContainText('2027年3月31日');

  // The sheet, as page and as PDF, for the holder too.
  await page.locator('a[href$="/handovers"]').click();
  await page.locator('main a', { hasText: '地域福祉課長' }).click();
  await expect(page).toHaveURL(/\/posts\/.*\/handover$/);
  await expect(page.locator('main')).toContainText(title.trim());
  await expect(page.locator('main')).toContainText('これからの予定');
  await lookAt(page);
  const sheet = page.url();
  await there.page.goto(sheet);
  await expect(there.page.locator('main')).toContainText(title.trim());
  await there.page.context().close();
  const waiting = page.waitForEvent('download');
  await page.locator('a[href$=".pdf"]').click();
  const download = await waiting;
  expect(download.suggestedFilename()).toContain('引き継ぎ書');
});
