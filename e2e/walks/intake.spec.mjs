// A file becomes a reading beside its source; questions are answered; only then is there a plan.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples, expect, goHome, lookAt, send, test } from '../house.mjs';

/** The second sample as a third plan of the council, with a place that can be read two ways. */
const third = () =>
  readFileSync(join(examples, 'midorino-2.txt'), 'utf8')
    .replaceAll('第2次', '第3次')
    .replaceAll('令和3年度から令和7年度', '令和8年度から令和12年度');

test('upload, look at the reading beside its source, answer, accept', async ({ page }, { project }) => {
  await goHome(page);
  const plans = await page.locator('main h3').count();
  await page.locator('main a[href$="/intakes/new"]').first().click();
  await lookAt(page);
  await send(page, `third-${project.name}.txt`, third());
  await expect(page).toHaveURL(/\/intakes\/[0-9a-f-]{36}$/);
  await lookAt(page);
  await expect(page.locator('ul.tree')).toContainText('身近な相談の場づくり');
  await expect(page.locator('.source')).toContainText('身近な相談の場づくり');
  await expect(page.locator('#repairs')).toBeVisible();

  const source = page.locator('ul.tree a.node-line').first();
  await source.click();
  await expect(page.locator(new URL(page.url()).hash)).toBeVisible();

  await page.locator('form[action$="/accept"] button').click();
  await goHome(page);
  await expect(page.locator('main h3')).toHaveCount(plans + 1);
});

/** Years that name no era, in a document that names none anywhere: which one can only be asked. */
const asking = () =>
  [
    '実施計画',
    '項目\t担当\t5年度\t6年度\t7年度',
    '(1) 広場の周知\t総務課\t検討\t実施\t継続',
    '(2) 朝の集い\t地域課\t実施\t実施\t実施',
  ].join('\n');

test('a question is answered, and the reading keeps the answer', async ({ page }, { project }) => {
  await send(page, `asking-${project.name}.txt`, asking());
  const questions = page.locator('#questions ~ form fieldset.question');
  await expect(questions).not.toHaveCount(0);
  const choices = questions.first().locator('input[type=radio]');
  expect(await choices.count()).toBeGreaterThan(1);
  await lookAt(page);
  await choices.nth(1).check();
  await page.locator('form[action$="/answers"] button').click();
  await lookAt(page);
  await expect(questions.first()).toContainText(/答えました|answered/);
  await expect(choices.nth(1)).toBeChecked();
  await page.reload();
  await expect(choices.nth(1)).toBeChecked();
  await page.locator('form[action$="/discard"] button').click();
});

test('a file that is no plan gives no tree, one that is not read says why', async ({ page }) => {
  await send(page, 'recipe.txt', '材料は卵2個と牛乳1本です。よく混ぜてください。\n');
  await lookAt(page);
  await expect(page.locator('ul.tree li')).toHaveCount(0);
  await expect(page.locator('form[action$="/accept"]')).toHaveCount(0);

  await send(page, 'plan.pdf', '%PDF-1.7\n%âãÏÓ\n');
  await expect(page.locator('[role=alert]')).toContainText(/\S/);
  await lookAt(page);
});
