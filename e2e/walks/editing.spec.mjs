// A plan made from a structure and edited by several: added, written, moved, split, merged, taken
// out and put back; two in one item see each other's words.
import { expect, go, goHome, lookAt, planned, test } from '../house.mjs';

const lines = ['事業', '\t①相談の強化', '\t\t窓口の開設', '\t\t訪問の拡大', '\t②担い手', '\t\t講座', '組織', '\t①職員', '\t\t研修'].join('\n');
const row = (page, title) => page.locator('[data-row]', { has: page.locator(`a:text-is("${title}")`) });
const titles = (page) => page.locator('[data-row] .edit-row > p > a').allInnerTexts();

test('a plan from a structure: lines, moving, numbers, undoing', async ({ page, alone }) => {
  await planned(page, alone, lines);
  await expect(page.locator('[data-row]')).toHaveCount(9);
  await lookAt(page);
  // Undone, and done again.
  await go(page, page.locator('.panel-done button'));
  await expect(page).toHaveURL(/undone=1/);
  await expect(page.locator('[data-row]')).toHaveCount(0);
  await go(page, page.locator('.panel-done button'));
  await expect(page.locator('[data-row]')).toHaveCount(9);
  // One more below an item, and the cursor waits for the next one.
  await row(page, '組織').locator('a[href*="add="]').click();
  await expect(page.locator('#add-title')).toBeFocused();
  await page.locator('#add-title').fill('広報');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-row]')).toHaveCount(10);
  await expect(page.locator('#add-title')).toBeFocused();
  // By its buttons: up, and in.
  await go(page, row(page, '広報').locator('button[value=up]'));
  await expect(page).toHaveURL(/#item-/);
  const order = await titles(page);
  expect(order.findIndex((one) => one.includes('広報'))).toBeLessThan(order.findIndex((one) => one.includes('職員')));
  // Numbers by choice.
  await page.locator('summary', { hasText: '番号の付け方' }).click();
  await page.locator('#first-0').fill('第1章');
  await page.locator('#first-1').fill('(1)');
  await page.locator('#first-2').fill('');
  await go(page, page.locator('form:has(#first-0) button[value=relabel]'));
  await expect(page.locator('[data-row]').first()).toContainText('第1章');
  await expect(row(page, '組織')).toContainText('第2章');
  // The form stays with the plan: the next item has the next number, without being asked.
  await page.locator('#add-title').fill('情報');
  await page.keyboard.press('Enter');
  await expect(row(page, '情報')).toContainText('第3章');
  // So have many that are pasted without numbers.
  await page.locator('summary', { hasText: 'まとめて追加する' }).click();
  await page.locator('#lines').fill('財政\n\t会費\n\t寄付');
  await go(page, page.locator('form:has(#lines) button[type=submit]'));
  await expect(row(page, '財政')).toContainText('第4章');
  await expect(row(page, '会費')).toContainText('(1)');
  await expect(row(page, '寄付')).toContainText('(2)');
  await lookAt(page);
});

test('an item: written, split, merged, taken out, put back', async ({ page, alone }) => {
  await planned(page, alone, lines);
  await page.locator('[data-row] a[id]', { hasText: '相談の強化' }).click();
  await expect(page).toHaveURL(/\/items\/[^/]+\/edit$/);
  await lookAt(page);
  await page.locator('#marks').fill('新規、重点');
  await page.locator('#sections').fill('地域福祉課\n総務課');
  await page.locator('#text-1-name').fill('目的');
  // A pasted range is seen as a table before it is saved, and what was typed stays.
  const range = '区分\t9年度\t10年度\n訪問\t120回\t150回';
  await page.locator('#text-1').fill(range);
  await page.locator('#decision').fill('第2回策定委員会');
  await page.locator('button[name=look]').click();
  await expect(page.locator('section[aria-labelledby=look-head] td').first()).toHaveText('訪問');
  await expect(page.locator('#text-1')).toHaveValue(range);
  await expect(page.locator('#marks')).toHaveValue('新規、重点');
  await expect(page.locator('#decision')).toHaveValue('第2回策定委員会');
  await lookAt(page);
  await page.locator('#text-1').fill('だれもが相談できるまちにする。');
  await page.locator('#indicator-1-name').fill('相談件数');
  await page.locator('#indicator-1-unit').fill('件');
  await page.locator('#indicator-1-target-2026').fill('１２０');
  await page.locator('#reason-write').fill('策定委員会の意見による');
  await go(page, page.locator('form:has(#marks) .button-first'));
  await expect(page).toHaveURL(/done=/);
  await expect(page.locator('#marks')).toHaveValue('新規、重点');
  await expect(page.locator('#indicator-1-target-2026')).toHaveValue('１２０');
  await lookAt(page);
  // A part of it becomes an item of its own.
  await page.locator('summary', { hasText: '項目を分割する' }).click();
  await page.locator('#split-title').fill('訪問による相談');
  await page.locator('label.choice', { hasText: '訪問の拡大' }).locator('input').check();
  await go(page, page.locator('form:has(#split-title) button[type=submit]'));
  await expect(page.locator('.beside-list')).toContainText('訪問による相談');
  // And goes back into it.
  await page.locator('summary', { hasText: 'ほかの項目と統合する' }).click();
  await page.locator('label.choice', { hasText: '訪問による相談' }).locator('input').check();
  await go(page, page.locator('form:has(input[value=merge]) button[type=submit]'));
  await expect(page.locator('.beside-list')).not.toContainText('訪問による相談');
  // To the bin, and back.
  await page.locator('summary', { hasText: 'この項目を削除する' }).click();
  await go(page, page.locator('form:has(input[value=remove]) button[type=submit]'));
  await expect(page).toHaveURL(/\/edit\?done=/);
  await expect(page.locator('[data-row]', { hasText: '相談の強化' })).toHaveCount(0);
  await page.locator('a[href$="/bin"]').click();
  await expect(page).toHaveURL(/\/bin$/);
  await lookAt(page);
  await go(page, page.locator('form:has(input[value=restore]) button'));
  await expect(page.locator('[data-row]', { hasText: '相談の強化' })).toHaveCount(1);
  await expect(page.locator('[data-row]', { hasText: '訪問の拡大' })).toHaveCount(1);
  // The reason stands in the record.
  await page.locator('nav.nav a[href$="/record"]').click();
  await expect(page.locator('main')).toContainText('策定委員会の意見による');
});

test('an edit is undone although somebody wrote elsewhere since', async ({ page, alone }) => {
  await planned(page, alone, lines);
  const tree = page.url();
  const written = async (there, item, title) => {
    await there.goto(tree);
    await there.locator('[data-row] a[id]', { hasText: item }).click();
    await expect(there).toHaveURL(/\/items\/[^/]+\/edit$/);
    await there.locator('#title').fill(title);
    await go(there, there.locator('form:has(#marks) .button-first'));
    await expect(there).toHaveURL(/done=/);
  };
  await written(page, '担い手', '担い手（取り消す）');
  const other = await page.context().newPage();
  await written(other, '相談の強化', '相談の強化（あの人）');
  await other.close();
  await go(page, page.locator('.panel-done button'));
  await page.goto(tree);
  await expect(page.locator('[data-row]', { hasText: '（取り消す）' })).toHaveCount(0);
  await expect(page.locator('[data-row]', { hasText: '相談の強化（あの人）' })).toHaveCount(1);
});

test('two in one item see each other and choose', async ({ page, alone }) => {
  await planned(page, alone, lines);
  await page.locator('[data-row] a[id]', { hasText: '担い手' }).click();
  await expect(page).toHaveURL(/\/items\/[^/]+\/edit$/);
  const address = page.url();
  const other = await page.context().newPage();
  await other.goto(address);
  await other.locator('#title').fill('担い手の育成（あの人）');
  await go(other, other.locator('form:has(#marks) .button-first'));
  await expect(other).toHaveURL(/done=/);
  await other.close();
  await page.locator('#title').fill('担い手を増やす（わたし）');
  await page.locator('form:has(#marks) .button-first').click();
  await expect(page.locator('.panel-warn')).toContainText('ほかの人が先に変更しました');
  await expect(page.locator('#title')).toHaveValue('担い手を増やす（わたし）');
  await expect(page.locator('#title-theirs')).toContainText('担い手の育成（あの人）');
  await lookAt(page);
  await go(page, page.locator('form:has(#marks) .button-first'));
  await expect(page).toHaveURL(/done=/);
  await expect(page.locator('h1')).toContainText('担い手を増やす（わたし）');
  // Blanks alone are no title, and what was typed stays.
  await page.locator('#title').fill('\u3000');
  await page.locator('#text-1').fill('消えてはならない言葉');
  await page.locator('form:has(#marks) .button-first').click();
  await expect(page.locator('.panel-error')).toBeVisible();
  await expect(page.locator('#text-1')).toHaveValue('消えてはならない言葉');
});

test('twenty items by keyboard alone', async ({ page, alone }) => {
  await goHome(page, alone.url);
  await page.locator('a[href$="/new-plan"]').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/new-plan$/);
  await page.locator('#title').focus();
  await page.keyboard.insertText('鍵盤だけの計画');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/edit/);
  await page.goto(`${page.url().split('?')[0]}?add=`);
  for (let number = 1; number <= 20; number += 1) {
    await expect(page.locator('#add-title')).toBeFocused();
    await page.keyboard.insertText(`取り組み${number}`);
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-row]')).toHaveCount(number);
  }
  expect(await titles(page)).toHaveLength(20);
});

test('frozen, decided, adopted, revised, compared, printed', async ({ page, alone }) => {
  await planned(page, alone, lines);
  await page.locator('nav.tabs a[href$="/editions"]').click();
  await expect(page).toHaveURL(/\/editions$/);
  await lookAt(page);
  await page.locator('#name').fill('策定委員会案');
  await go(page, page.locator('form:has(#name) button[type=submit]'));
  await expect(page.locator('h2#edition-1')).toContainText('策定委員会案');
  // A day nobody can read is said, and what was typed stays.
  await page.locator('summary', { hasText: '決定を登録する' }).click();
  await page.locator('#body-1').selectOption('board');
  await page.locator('#decided-1').fill('さくらの咲くころ');
  await page.locator('#number-1').fill('み社協発第120号');
  await page.locator('form:has(#body-1) button[type=submit]').click();
  await expect(page.locator('.panel-error')).toBeVisible();
  await expect(page.locator('#number-1')).toHaveValue('み社協発第120号');
  await page.locator('#decided-1').fill('令和９年３月２５日');
  await page.locator('#effective-1').fill('2027-04-01');
  await page.locator('#kept-1').fill('永年');
  await page.locator('#body-1').selectOption('board');
  await go(page, page.locator('form:has(#body-1) button[type=submit]'));
  await expect(page).toHaveURL(/done=decided/);
  await expect(page.locator('.edition table')).toContainText('み社協発第120号');
  await lookAt(page);
  await page.locator('button', { hasText: 'この版を採択する' }).click();
  await expect(page.locator('.edition').first()).toContainText('採択ずみ');
  await expect(page.locator('#body-1')).toHaveCount(0);
  // Revised: an edition of its own, and what differs.
  await page.locator('nav.tabs a[href$="/edit"]').click();
  await page.locator('[data-row] a[id]', { hasText: '担い手' }).click();
  await page.locator('#title').fill('担い手の育成');
  await go(page, page.locator('form:has(#marks) .button-first'));
  await page.locator('.crumbs a[href$="/edit"]').click();
  await page.locator('nav.tabs a[href$="/editions"]').click();
  await expect(page).toHaveURL(/\/editions$/);
  await page.locator('#name').fill('第1回改定案');
  await go(page, page.locator('form:has(#name) button[type=submit]'));
  await page.locator('.edition').first().locator('a', { hasText: '前の版との違い' }).click();
  await expect(page).toHaveURL(/\/compare/);
  await expect(page.locator('table.compare tbody tr')).toHaveCount(1);
  await expect(page.locator('table.compare')).toContainText('担い手の育成');
  await lookAt(page);
  for (const [ending, begin] of [['pdf', '%PDF-'], ['docx', 'PK']]) {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`a[href*="compare.${ending}"]`).click(),
    ]);
    expect(file.suggestedFilename()).toContain('新旧対照表');
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(await file.path()).subarray(0, begin.length).toString('latin1')).toBe(begin);
  }
});
