// What was read wrong is put right before it becomes a plan: names, places in the tree, texts left
// over, names of levels; with buttons, with keys, and taken back.
import { expect, lookAt, send, test } from '../house.mjs';

const plan = (name) =>
  [
    `# ${name}`,
    '',
    '計画の期間は、令和8年度から令和10年度までとします。',
    '',
    '## 基本目標1 つながる',
    '### (1) 居場所をひらく',
    '- ◇ 朝の集い',
    '### (2) 見守りを広げる',
    '- ◇ 声かけ訪問',
    '## 基本目標2 ささえる',
    '### (1) 担い手を育てる',
    '- ◇ 入門講座',
  ].join('\n');

const correct = (page, title) =>
  page.locator('ul.tree .node', { hasText: title }).first().locator('a.node-correct');

test('an item is renamed and moved with buttons, then with keys', async ({ page }, { project }) => {
  await send(page, `correct-${project.name}.md`, plan(`みどり野活動計画 ${project.name}`));
  await correct(page, '見守りを広げる').click();
  await lookAt(page);
  await page.locator('textarea[name=title]').fill('見守りの輪を広げる');
  await page.locator('button[type=submit]').first().click();
  await expect(page.locator('textarea[name=title]')).toHaveValue('見守りの輪を広げる');
  const beside = page.locator('ol.beside-list li');
  await expect(beside.nth(1)).toHaveAttribute('aria-current', 'true');
  await page.locator('button[value=up]').click();
  await expect(beside.first()).toHaveAttribute('aria-current', 'true');
  await expect(page.locator('button[value=up]')).toBeDisabled();
  await lookAt(page);
  if (project.use.javaScriptEnabled === false) return;
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(beside.nth(1)).toHaveAttribute('aria-current', 'true');
});

test('an item goes below another, the last correction is taken back', async ({ page }, { project }) => {
  await send(page, `move-${project.name}.md`, plan(`みどり野実施計画 ${project.name}`));
  const reading = page.url();
  await correct(page, '見守りを広げる').click();
  const other = page.locator('select[name=below] option', { hasText: 'ささえる' }).first();
  await page.locator('select[name=below]').selectOption(await other.getAttribute('value'));
  await page.locator('form:has(select[name=below]) button').click();
  await page.goto(reading);
  const second = page.locator('ul.tree > li').nth(1);
  await expect(second).toContainText('見守りを広げる');
  await lookAt(page);
  await page.locator('input[name=do][value=take-back] ~ p button').click();
  await expect(page.locator('ul.tree > li').first()).toContainText('見守りを広げる');
  await expect(second).not.toContainText('見守りを広げる');
});

test('levels get names, a text left over is put into the plan, all of it is accepted', async ({ page }, { project }) => {
  await send(page, `take-${project.name}.md`, `${plan('第4次みどり野推進計画')}\n\n## はじめに\n\n送迎の試みを始めます\n`);
  const levels = page.locator('details:has(input[name^=level-])');
  await levels.locator('summary').click();
  await levels.locator('input[type=text]').first().fill('めざす姿');
  await levels.locator('button').click();
  await expect(page.locator('dl.fields').first()).toContainText('めざす姿');
  const row = page.locator('#unplaced ~ .scroll tr', { hasText: '送迎の試み' });
  await row.locator('a.node-correct').click();
  await lookAt(page);
  const below = page.locator('select[name=below] option', { hasText: '入門講座' });
  await page.locator('select[name=below]').selectOption(await below.getAttribute('value'));
  await page.locator('input[name=as][value=reflection]').check();
  await page.locator('form button[type=submit]').last().click();
  await expect(page.locator('ul.tree .node-findings')).toContainText('送迎の試みを始めます');
  await page.locator('form[action$="/accept"] button').click();
  await expect(page).toHaveURL(/\/plans\//);
  await expect(page.locator('main')).toContainText('めざす姿');
});

test('levels without a name get one', async ({ page }, { project }) => {
  const text = '1 見守り\n(1) サロンの支援\n(2) 配食\n2 担い手\n(1) 講座\n';
  await send(page, `nameless-${project.name}.txt`, text);
  const named = page.locator('details:has(input[name^=depth-])');
  await named.locator('summary').click();
  await named.locator('input[name^=depth-]').first().fill('基本目標');
  await lookAt(page);
  await named.locator('button').click();
  await expect(page).toHaveURL(/done=corrected/);
  await expect(page.locator('main ul.chips')).toContainText('基本目標');
  await expect(page.locator('input[name^=depth-]')).toHaveCount(1);
});
