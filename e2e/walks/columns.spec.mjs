// A form whose headings nobody knows is matched once; the next file of that form is read so.
import { expect, goHome, lookAt, send, test } from '../house.mjs';

const form = (year, name) =>
  [
    `やること${name},だれが,R${year}のようす,こまった`,
    'ふれあいサロン,地域福祉課,毎月ひらいた,担い手が足りない',
    '配食,在宅福祉課,週2回くばった,燃料が高い',
  ].join('\n');

test('columns are matched, remembered for the next file, and forgotten', async ({ page }, { project }) => {
  const name = project.name.replace(/\W+/g, '-');
  await send(page, `form-${name}.csv`, form(6, name));
  await expect(page.locator('ul.tree li')).toHaveCount(0);
  await page.locator('a.button[href$="/columns"]').click();
  await expect(page).toHaveURL(/\/columns$/);
  await lookAt(page);
  const selects = page.locator('main form select');
  await expect(selects).toHaveCount(4);
  await selects.nth(0).selectOption('level');
  await selects.nth(1).selectOption('section');
  await selects.nth(2).selectOption('finding');
  await selects.nth(3).selectOption('reflection');

  // Without a name it is refused, and what was chosen stays.
  await page.locator('main input[name=name]').fill('');
  await page.locator('main button[value=match]').click();
  await expect(page.locator('[role=alert]')).toContainText(/\S/);
  await expect(selects.nth(3)).toHaveValue('reflection');
  await page.locator('main input[name=name]').fill(`様式 ${name}`);
  await page.locator('main button[value=match]').click();
  await expect(page).toHaveURL(/done=columns/);
  await expect(page.locator('ul.tree')).toContainText('ふれあいサロン');
  await expect(page.locator('#notices ~ div').first()).toContainText(`様式 ${name}`);
  await lookAt(page);

  // The next year's file of the form.
  await send(page, `next-${name}.csv`, form(7, name).replace('配食', '配食サービス'));
  await expect(page.locator('ul.tree')).toContainText('配食サービス');
  await page.locator('a.button[href$="/columns"]').click();
  await expect(page.locator('main')).toContainText(`様式 ${name}`);
  await lookAt(page);
  await page.locator('main button[value=forget]').click();
  await expect(page).toHaveURL(/done=forgotten/);
  await expect(page.locator('ul.tree li')).toHaveCount(0);
});

test('a file without a plan is kept with one, fetched, and taken away again', async ({ page }, { project }) => {
  const name = `letter-${project.name}.txt`;
  await send(page, name, 'お知らせ\n');
  await lookAt(page);
  await page.locator('form[action$="/attach"] button').click();
  await expect(page).toHaveURL(/done=attached/);
  await lookAt(page);
  const kept = page.locator('ul.files li').filter({ hasText: name });
  const waiting = page.waitForEvent('download');
  await kept.locator('a').click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe(name);
  await kept.locator('form button').click();
  await expect(page).toHaveURL(/done=removed/);
  await expect(page.locator('ul.files li').filter({ hasText: name })).toHaveCount(0);
  await goHome(page);
});

/** A PDF of one page on which nothing is written. */
const blank = () => {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  ];
  let text = '%PDF-1.7\n';
  const places = objects.map((object, n) => {
    const place = text.length;
    text += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = text.length;
  return `${text}xref\n0 4\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
};

test('a PDF without text says so and can be kept as an attachment', async ({ page }, { project }) => {
  await send(page, `scan-${project.name}.pdf`, blank());
  await expect(page).toHaveURL(/\/intakes\/[0-9a-f-]{36}$/);
  await expect(page.locator('#notices ~ div').first()).toContainText(/文字がありません|no text/);
  await lookAt(page);

  // Pages that are none are refused with a word, those that are not there too.
  await page.locator('form[action$="/reread"]').evaluate((form) => form.closest('details').setAttribute('open', ''));
  await page.locator('#pages').fill('三から');
  await page.locator('form[action$="/reread"] button').click();
  await expect(page.locator('[role=alert]')).toContainText(/1-30/);
  await page.locator('form[action$="/reread"]').evaluate((form) => form.closest('details').setAttribute('open', ''));
  await page.locator('#pages').fill('５〜９');
  await page.locator('form[action$="/reread"] button').click();
  await expect(page.locator('[role=alert]')).toContainText(/1/);
  await lookAt(page);

  await page.locator('form[action$="/attach"] button').click();
  await expect(page).toHaveURL(/done=attached/);
});
