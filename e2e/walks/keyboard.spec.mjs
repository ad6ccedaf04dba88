// The whole way by keyboard alone, and the focus always seen.
import { expect, goHome, test } from '../house.mjs';

/** Presses Tab until `href` has the focus; every stop on the way must be seen. */
const tabTo = async (page, href) => {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const at = page.locator(':focus');
    const seen = await at.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const ring = [element, ...element.querySelectorAll('rect')].some((part) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(part);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      });
      return { ring, size: box.width > 0 && box.height > 0 };
    });
    if ((await at.getAttribute('href'))?.match(href)) return;
  }
  throw new Error(`Tab never reached ${href}`);
};

test('the first stop jumps to the content', async ({ page }) => {
  await goHome(page);
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveAttribute('href', '#main');
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
});

test('home, plan, item, review, publishing by Tab and Enter', async ({ page }) => {
  await goHome(page);
  await tabTo(page, /\/plans\/[^/#]+$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/plans\/[^/]+$/);
  await tabTo(page, /\/items\//);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/items\//);
  await page.goBack();
  await tabTo(page, /\/review$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/review$/);
  await tabTo(page, /\/publish$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/publish$/);
});
