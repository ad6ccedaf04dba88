// Walking by keyboard alone: no pointer is used, and the focus is always seen.
import { expect } from '@playwright/test';

/** Presses Tab until what `wanted` names has the focus; every stop on the way must be seen. */
export const tabTo = async (page, wanted) => {
  for (let step = 0; step < 160; step += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate((selector) => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const box = element.getBoundingClientRect();
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const ring = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      return { ring, size: box.width > 0 && box.height > 0, is: element.matches(selector) };
    }, wanted);
    if (!seen) continue;
    expect(seen.size, `a stop that is not to be seen before ${wanted}`).toBe(true);
    if (seen.is) {
      expect(seen.ring, `${wanted} has no ring`).toBe(true);
      return;
    }
  }
  throw new Error(`Tab never reached ${wanted}`);
};

/** Writes a text into a field. */
export const write = async (page, field, text) => {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
};

/** Goes to a link or button and presses Enter. */
export const press = async (page, wanted) => {
  await tabTo(page, wanted);
  await page.keyboard.press('Enter');
};
