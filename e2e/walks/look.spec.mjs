// From the front door to the place in the source, and the review chapter as people know it.
import { expect, goHome, goToPlan, itemsOf, lookAt, test } from '../house.mjs';

const second = (ayumi) => ayumi.plans.find((plan) => plan.generation === 2);

test('home, plan, a node of 体系図, item, its place in the source', async ({ page, ayumi }) => {
  const plan = second(ayumi);
  await goHome(page);
  // Another walk of this worker may have read in a third plan by now.
  for (const { title } of ayumi.plans) {
    await expect(page.locator('main h3', { hasText: title }).first()).toBeVisible();
  }
  await lookAt(page);

  await goToPlan(page, plan);
  await expect(page.locator('main')).toContainText(plan.philosophy);
  await expect(page.locator('main')).toContainText(plan.vision);
  await expect(page.locator('main')).toContainText('令和3年度');
  await expect(page.locator('main')).toContainText('2021');
  await lookAt(page);

  const items = itemsOf(plan);
  const nodes = page.locator('.picture svg a');
  await expect(nodes).toHaveCount(items.length);
  const item = items.find((one) => (one.findings ?? []).length > 1 && one.above.length === 1);
  await nodes.filter({ hasText: item.title.slice(0, 4) }).first().click();
  await expect(page.locator('h1')).toContainText(item.title);
  for (const finding of item.findings) {
    await expect(page.locator('.findings').first()).toContainText(finding.text);
  }
  await lookAt(page);

  const here = page.locator('.source .is-here');
  await expect(here.first()).toBeVisible();
  await expect(here.first()).toContainText(item.title.slice(0, 3));
});

test('the tree stands beside its picture as text, with every item once', async ({ page, ayumi }) => {
  for (const plan of ayumi.plans) {
    await goToPlan(page, plan);
    const items = itemsOf(plan);
    const links = page.locator('ul.tree a');
    await expect(links).toHaveCount(items.length);
    const words = await links.allTextContents();
    items.forEach((item, index) => expect(words[index]).toContain(item.title));
  }
});

test('the review chapter: structure, an area a table, its status row, the closing section', async ({ page, ayumi }) => {
  const plan = second(ayumi);
  await goToPlan(page, plan);
  await page.locator('.tabs a[href$="/review"]').click();
  const tables = page.locator('main table.review');
  await expect(tables).toHaveCount(plan.items.length);
  for (const [index, area] of plan.items.entries()) {
    const table = tables.nth(index);
    for (const finding of area.findings) await expect(table.locator('tr').last()).toContainText(finding.text);
    for (const item of area.items) {
      await expect(table).toContainText(item.title);
      for (const finding of item.findings ?? []) await expect(table).toContainText(finding.text);
    }
  }
  for (const finding of plan.overall) await expect(page.locator('main')).toContainText(finding.text);
  await expect(page.locator('main table').first().locator('[rowspan]')).not.toHaveCount(0);
  await lookAt(page);
});

test('actions perhaps not mentioned: shown as perhaps, correctable', async ({ page, alone }) => {
  await goToPlan(page, second(alone), alone.url);
  await page.locator('.tabs a[href$="/unmentioned"]').click();
  await lookAt(page);
  const rows = page.locator('main tbody tr');
  const before = await rows.count();
  expect(before).toBeGreaterThan(0);
  const title = await rows.first().locator('th a').textContent();
  await rows.first().locator('select').selectOption({ index: 1 });
  await rows.first().locator('form:not([action$="/confirm"]) button').click();
  await expect(page.locator('main tbody tr th a', { hasText: title.trim() })).toHaveCount(0);
  await expect(rows).toHaveCount(before - 1);
  await lookAt(page);
});

test('not mentioned is confirmed, stays so, and is taken back', async ({ page, alone }) => {
  await goToPlan(page, second(alone), alone.url);
  await page.locator('.tabs a[href$="/unmentioned"]').click();
  const perhaps = page.locator('main tr:has(select)');
  const confirmed = page.locator('#confirmed ~ .scroll tbody tr');
  const before = [await perhaps.count(), await confirmed.count()];
  const title = await perhaps.last().locator('th a').textContent();
  await perhaps.last().locator('form[action$="/confirm"] button').click();
  await expect(perhaps).toHaveCount(before[0] - 1);
  await expect(confirmed).toHaveCount(before[1] + 1);
  await lookAt(page);
  const row = confirmed.filter({ hasText: title.trim() });
  await row.locator('th a').click();
  await lookAt(page);
  await page.locator('a[href$="/unmentioned#confirmed"]').click();
  await row.locator('button').click();
  await expect(perhaps).toHaveCount(before[0]);
  await expect(confirmed).toHaveCount(before[1]);
});

test('a page reference is led to an item by hand', async ({ page, ayumi }) => {
  await goToPlan(page, second(ayumi));
  await page.locator('.tabs a[href$="/review"]').click();
  await page.locator('main a[href$="/references"]').click();
  await lookAt(page);
  await page.locator('main tbody .row-form a').first().click();
  await lookAt(page);
  const words = (await page.locator('#target option').nth(3).textContent()).trim();
  await page.locator('#target').selectOption({ label: words });
  await page.locator('#point button').click();
  await expect(page.locator('main tbody a', { hasText: words })).not.toHaveCount(0);
  await lookAt(page);
  const led = page.locator('main tbody tr', { has: page.locator('td:last-child > a', { hasText: words }) });
  await led.locator('.row-form a').click();
  await page.locator('#target').selectOption('');
  await page.locator('#point button').click();
  await expect(led).toHaveCount(0);
});

test('the record names what was done', async ({ page }) => {
  await goHome(page);
  await page.locator('.nav a[href$="/record"]').click();
  await expect(page.locator('main tbody tr')).not.toHaveCount(0);
  await lookAt(page);
});

test('help, and a page that is not there', async ({ page }) => {
  await page.goto('/help');
  await lookAt(page);
  const answer = await page.goto('/c/no-such-council/plans/none');
  expect(answer.status()).toBe(404);
  await lookAt(page);
});
