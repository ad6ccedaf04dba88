// A newer version of a document: what is new, changed, in conflict, gone is shown beside the plan,
// and only what is ticked is taken in.
import { expect, lookAt, send, test } from '../house.mjs';

const document = (name, { year, actions, goal = '居場所をひらく' }) =>
  [
    `# ${name}`,
    '',
    `計画の期間は、令和8年度から令和${year}年度までとします。`,
    '',
    '## 基本目標1 つながる',
    `### (1) ${goal}`,
    ...actions.map((action) => `- ◇ ${action}`),
    '## 基本目標2 ささえる',
    '### (1) 担い手を育てる',
    '- ◇ 入門講座',
  ].join('\n');

const row = (page, group, text) => page.locator(`#${group}-rows tbody tr`, { hasText: text });

test('what differs is shown, what is ticked is taken, what is gone stays', async ({ page }, { project }) => {
  const name = '第5次みどり野推進計画';
  const first = { year: 10, actions: ['朝の集い', '昼の体操'] };
  await send(page, `first-${project.name}.md`, document(name, first));
  await page.locator('form[action$="/accept"] button').click();
  await expect(page.locator('h1')).toHaveText(name);
  const plan = page.url().split('?')[0];

  const second = { year: 11, actions: ['朝の集い', '夜の見回り'], goal: '居場所をひろげる' };
  await send(page, `second-${project.name}.md`, document(name, second));
  await lookAt(page);
  await page.locator('#newer a').first().click();
  await lookAt(page);
  await expect(row(page, 'added', '夜の見回り').locator('input')).toBeChecked();
  await expect(row(page, 'gone', '昼の体操').locator('input')).not.toBeChecked();
  await expect(row(page, 'changed', '居場所をひろげる').locator('input')).toBeChecked();
  if (project.use.javaScriptEnabled !== false) {
    const all = page.locator('button[data-tick=changed-rows]');
    await all.click();
    await expect(row(page, 'changed', '居場所をひろげる').locator('input')).not.toBeChecked();
    await all.click();
  }
  await page.locator('form button.button-first').click();
  await expect(page).toHaveURL(`${plan}?done=newer`);
  await lookAt(page);
  for (const words of ['夜の見回り', '昼の体操', '居場所をひろげる', '入門講座']) {
    await expect(page.locator('main')).toContainText(words);
  }
});

test('nothing is taken of what is not ticked, and a deletion only when it is', async ({ page }, { project }) => {
  const name = '第6次みどり野推進計画';
  await send(page, `one-${project.name}.md`, document(name, { year: 10, actions: ['朝の集い', '昼の体操'] }));
  await page.locator('form[action$="/accept"] button').click();
  await send(page, `two-${project.name}.md`, document(name, { year: 10, actions: ['朝の集い', '夜の見回り'] }));
  await page.locator('#newer summary').click();
  await page.locator('#newer-plan').selectOption({ label: name });
  await page.locator('#newer form button').click();
  await row(page, 'added', '夜の見回り').locator('input').uncheck();
  await row(page, 'gone', '昼の体操').locator('input').check();
  await page.locator('form button.button-first').click();
  await expect(page.locator('h1')).toHaveText(name);
  await expect(page.locator('main')).not.toContainText('夜の見回り');
  await expect(page.locator('main')).not.toContainText('昼の体操');
  await expect(page.locator('main')).toContainText('朝の集い');
});
